"""`scrape review`: what was left open or is weakest, on the terminal or as a page."""

import argparse
import sys

from scraper.review import cases as review
from scraper.review.cases import Case
from scraper.run.errors import ExitCode
from scraper.run.files import write_whole
from scraper.wiring import Workshop

FILE = "review.html"
SHOWN = 20
"""Releases and artists that a terminal gets, unless it is told otherwise."""


def show(shop: Workshop, options: argparse.Namespace) -> int:
    """Print what there is to look at, or write it as a page; the store is only read."""
    found = review.cases(shop.store.findings.review(), everything=options.every)
    command = ["scrape", *(["--config", str(options.config)] if options.config else [])]
    if options.html:
        _write(shop, found, command)
    elif not found:
        sys.stdout.write(_nothing(shop) + "\n")
    else:
        _print(found, command, _most(options))
    return ExitCode.WELL


def _most(options: argparse.Namespace) -> int | None:
    """Return how many to print: None for all, as a file or a pager gets."""
    if options.most is not None:
        return int(options.most)
    return SHOWN if sys.stdout.isatty() else None


def _print(found: list[Case], command: list[str], most: int | None) -> None:
    for line in review.lines(found[:most], command):
        sys.stdout.write(line + "\n")
    more = len(found) - len(found[:most])
    rest = f" {more:,} more are shown by `scrape review --limit {len(found)}`, or --html." if more else ""
    sys.stdout.write(f"{review.summary(found)}{rest}\n")


def _write(shop: Workshop, found: list[Case], command: list[str]) -> None:
    file = shop.settings.database_path.parent / FILE
    write_whole(file, review.page(found, command).encode())
    said = review.summary(found) if found else _nothing(shop)
    sys.stdout.write(f"{said} Wrote {file}.\n")


def _nothing(shop: Workshop) -> str:
    if not shop.store.shelf.lines():
        return "There is nothing to review yet; `scrape --all` looks your records up first."
    return "There is nothing to review: no match is in doubt."
