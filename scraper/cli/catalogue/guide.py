"""`scrape catalogue guide`: asks what is wanted, says which commands that takes, and runs them when told to."""

import argparse
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scraper.catalogue.guide import SAYS, WISHES, Plan, Wish, Wishes, measured_speed, plan, slim
from scraper.cli.catalogue.consent import asked
from scraper.cli.catalogue.printing import say
from scraper.cli.catalogue.sizes import in_bytes, in_time
from scraper.run.errors import BadUsage, ExitCode
from scraper.run.settings import Settings
from scraper.wiring import catalogue_folder

Run = Callable[[Sequence[str]], int]
"""Runs `scrape` with these words; returns its exit code."""


def guide(settings: Settings, options: argparse.Namespace, run: Run) -> int:
    """Ask, advise, and run what was advised."""
    wish = options.wish or ("collection" if options.yes else _asked_wish())
    library = str(options.library) if options.library else None
    if wish == "station" and library is None:
        if options.yes:
            raise BadUsage("A station's library needs its list: give --library FILE, a SQLite file or a CSV.")
        library = asked("Its list, a SQLite file or a CSV with artist and title", "library.csv")
    speed = measured_speed()
    folder = catalogue_folder(settings)
    free = shutil.disk_usage(_there(folder)).free
    wishes = Wishes(wish=wish, library=library, country=options.prefer_country, source=options.source)
    chosen = plan(wishes, speed)
    say(_about(folder, free, speed))
    if chosen.disk > free and wish == "everything":
        say([f"Everything needs about {in_bytes(chosen.disk)}, more than is free; a searchable index of all may fit:"])
        chosen = slim(options.source, speed)
    say(_commands(chosen, free, options.config))
    if chosen.disk > free:
        say(["That is more than is free here: name another place in [catalogue] url, and with `download --to`."])
    if options.yes or asked("Run them now, yes or no", "no").lower() in ("y", "yes"):
        return _run_all(chosen, run)
    return ExitCode.WELL


def _run_all(chosen: Plan, run: Run) -> int:
    for step in chosen.steps:
        say([f"scrape {shlex.join(step.words)}"])
        sys.stdout.flush()
        code = run(step.words)
        if code:
            return code
    return ExitCode.WELL


def _about(folder: Path, free: int, speed: float) -> list[str]:
    return [
        "",
        f"{folder} has {in_bytes(free)} free. Sizes and times are estimates: by the dumps of August 2026, a network of",
        f"10 MB a second, and this machine, which unpacks {speed:.1f} times as fast as the one that was measured.",
        "",
    ]


def _commands(chosen: Plan, free: int, config: Path | None) -> list[str]:
    before = ["scrape", *(["--config", str(config)] if config else [])]
    lines = [shlex.join([*before, *step.words]) for step in chosen.steps]
    width = max(map(len, lines))
    told = [
        f"  {line:<{width}}  about {in_time(step.seconds)}, {in_bytes(step.disk)}"
        for line, step in zip(lines, chosen.steps, strict=True)
    ]
    return [*told, "", f"At most {in_bytes(chosen.disk)} are needed at once, {in_bytes(free)} are free.", ""]


def _asked_wish() -> Wish:
    say([f"What do you want?\n{_numbered()}"])
    answer = asked("Its number", "1")
    found = {str(number): wish for number, wish in enumerate(WISHES, start=1)} | {wish: wish for wish in WISHES}
    if answer not in found:
        raise BadUsage(f"{answer!r} is none of 1, 2 and 3.")
    return found[answer]


def _numbered() -> str:
    return "\n".join(f"  {number}  {SAYS[wish]}" for number, wish in enumerate(WISHES, start=1))


def _there(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())
