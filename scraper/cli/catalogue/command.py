"""Which function a `scrape catalogue` command calls; what works on the catalogue says how it ended, in sentences."""

import argparse
import logging
from collections.abc import Callable

from scraper.cli.catalogue.choosing import copy_to, dedupe, prune
from scraper.cli.catalogue.download import download
from scraper.cli.catalogue.guide import Run, guide
from scraper.cli.catalogue.loading import clear, ingest, optimize
from scraper.cli.catalogue.looking import search, show, show_status
from scraper.cli.catalogue.pipeline import pipeline
from scraper.cli.catalogue.printing import say
from scraper.cli.catalogue.shell import sql
from scraper.cli.progress_bars import shown_progress
from scraper.run.errors import ExitCode
from scraper.run.progress import Progress
from scraper.run.settings import Settings

log = logging.getLogger(__name__)

Looking = Callable[[Settings, argparse.Namespace], int]
Working = Callable[[Settings, argparse.Namespace, Progress], list[str]]

LOOKING: dict[str, Looking] = {"search": search, "show": show, "status": show_status, "sql": sql}
"""They only read, and print what was asked for; no log is kept of them."""


def _download(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    return [f"{file} is there, and is what was published." for file in download(settings, options, progress)]


WORKING: dict[str, Working] = {
    "download": _download,
    "ingest": ingest,
    "dedupe": dedupe,
    "prune": prune,
    "copy-to": copy_to,
    "clear": clear,
    "optimize": optimize,
    "pipeline": pipeline,
}


def is_logged(options: argparse.Namespace) -> bool:
    """Tell whether the command changes something, so that a log is kept of it."""
    return options.catalogue_command in WORKING


def is_guide(options: argparse.Namespace) -> bool:
    """Tell whether other commands are advised, and run."""
    return bool(options.catalogue_command == "guide")


def advise(options: argparse.Namespace, settings: Settings, run: Run) -> int:
    """Say which commands do what is wanted; `run` runs one of them."""
    return guide(settings, options, run)


def look(options: argparse.Namespace, settings: Settings) -> int:
    """Do what needs no log."""
    return LOOKING[options.catalogue_command](settings, options)


def work(options: argparse.Namespace, settings: Settings) -> int:
    """Change the catalogue, and say how that went."""
    progress = shown_progress(quiet=options.quiet)
    said = WORKING[options.catalogue_command](settings, options, progress)
    for sentence in said:
        log.debug("%s", sentence)
    if not options.quiet:
        say(said)
    return ExitCode.WELL
