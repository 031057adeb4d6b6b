"""`scrape catalogue guide`."""

import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from scraper.app.catalogue.vocabulary import WISH_TEXTS, WISHES, Wish
from scraper.cli.catalogue.consent import agrees, asked
from scraper.cli.catalogue.options import country_option, from_option, library_option
from scraper.cli.commands import command, flag, option
from scraper.cli.output import say
from scraper.cli.session import Session
from scraper.run.errors import BadUsage, ExitCode

HELP = """\
Asks what you want, looks at the disk and at how fast this machine is, and says which commands to run, with
sizes and times. All of them are estimates. Enter takes what stands in brackets; --yes asks nothing and runs
the commands."""


@command("guide", short_help="what to load, and how: begin here", help=HELP)
@option("--wish", type=click.Choice(WISHES), help="what you want, instead of being asked")
@library_option()
@country_option(default=None)
@from_option()
@flag("--yes", help="ask nothing, and run the commands")
@click.pass_obj
def guide(  # as many as the command has options
    session: Session,
    *,
    wish: Wish | None,
    library: Path | None,
    prefer_country: str | None,
    source: str | None,
    yes: bool,
) -> int:
    """Ask, advise, and run what was advised."""
    from scraper.app.catalogue import guide as app
    from scraper.cli.catalogue.advice import lines
    from scraper.cli.running import settings_of

    settings = settings_of(session)
    chosen = wish or ("collection" if yes else _asked_wish())
    listed = str(library) if library else None
    if chosen == "station" and listed is None and not yes:
        listed = asked("Its list, a SQLite file or a CSV with artist and title", "library.csv")
    request = app.GuideRequest(wish=chosen, library=listed, country=prefer_country, source=source)
    advice = app.guide(settings, request)
    say(lines(advice, session.command))
    if yes or agrees("Run them now"):
        return _run_all([step.words for step in advice.plan.steps], session)
    return ExitCode.WELL


def _run_all(commands: Iterable[Sequence[str]], session: Session) -> int:
    from scraper.cli.command_line import main

    for words in commands:
        say([f"scrape {shlex.join(words)}"])
        sys.stdout.flush()
        code = main([*session.options, *words])
        if code:
            return code
    return ExitCode.WELL


def _asked_wish() -> Wish:
    numbered = (f"  {number}  {WISH_TEXTS[wish]}" for number, wish in enumerate(WISHES, start=1))
    say(["What do you want?", *numbered])
    answer = asked("Its number", "1")
    by_answer = {str(number): wish for number, wish in enumerate(WISHES, start=1)} | {wish: wish for wish in WISHES}
    if answer not in by_answer:
        raise BadUsage(f"{answer!r} is none of 1, 2 and 3.")
    return by_answer[answer]
