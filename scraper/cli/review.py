"""`scrape review`."""

import sys

import click

from scraper.cli.commands import command, flag, json_option, option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.cli.values import POSITIVE
from scraper.run.errors import ExitCode

SHOWN = 20
"""Releases and artists that a terminal gets, unless it is told otherwise."""

HELP = """\
Shows the releases and artists about which there is doubt: what was left open first, then the weakest matches. Each
comes with the candidates, how near they are, and the command that settles it for good. Nothing is asked or changed."""


@command("review", short_help="look at what was left open or is doubtful", help=HELP)
@flag("--all", "everything", help="show every match, the sure ones too")
@flag("--html", one_of="form", help="write review.html beside the database, to look at")
@json_option(one_of="form")
@option(
    "--limit",
    "most",
    type=POSITIVE,
    metavar="N",
    help=f"at most so many releases and artists (default: {SHOWN} on a terminal, else all)",
)
@click.pass_obj
def review(session: Session, *, everything: bool, html: bool, as_json: bool, most: int | None) -> int:
    """Print what there is to look at, or write it as a page; the store is only read."""
    from scraper.app import review as app
    from scraper.cli import listed
    from scraper.cli.running import settings_of

    settings = settings_of(session)
    reviewed = app.review(settings, everything=everything)
    if html:
        say([f"{reviewed.summary} Wrote {app.write_review(settings, reviewed, session.command)}."])
    elif as_json:
        say_json(listed.review(reviewed, most))
    else:
        say(reviewed.lines(session.command, most or (SHOWN if sys.stdout.isatty() else None)))
    return ExitCode.WELL
