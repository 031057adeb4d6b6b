"""`scrape init`."""

import getpass
import sys
from pathlib import Path

import click

from scraper.cli.commands import command
from scraper.cli.output import say
from scraper.cli.session import Session
from scraper.domain.words import plural
from scraper.run.errors import BadUsage, ExitCode


@command(
    "init",
    short_help="ask for username and token, check them, write config.toml",
    help="Ask for username and token, check them, write config.toml.",
)
@click.pass_obj
def init(session: Session) -> int:
    """Ask for username and token, and write the settings."""
    from scraper.app import init as app

    file = session.config or Path("config.toml")
    app.must_be_new(file)
    username = _typed("Discogs username: ")
    say([f"A token from {app.TOKEN_PAGE} is optional: with it, fetching is faster and images come along."])
    account = app.init(file, username, _typed_silently("Discogs token (Enter for none): "))
    copies = "" if account.copies is None else f" with {plural(account.copies, 'copy', 'copies')} in the collection"
    say([f"Found {account.username}{copies}.", f"Wrote {file}. Next: scrape --all"])
    return ExitCode.WELL


def _typed(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    answer = sys.stdin.readline().strip()
    if not answer:
        raise BadUsage("A username is needed; nothing was written.")
    return answer


def _typed_silently(question: str) -> str:
    return (getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()).strip()
