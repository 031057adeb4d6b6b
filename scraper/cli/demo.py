"""`scrape demo`."""

import shutil
import sys
from pathlib import Path

import click

from scraper.cli.commands import command, file_option
from scraper.cli.session import Session


@command(
    "demo",
    short_help="make a site of a sample collection, without an account",
    help="Make a site of a sample collection, asking a little Discogs that runs on this machine.",
)
@file_option("--path", metavar="DIR", default=Path("demo"), help="where (default: demo)")
@click.pass_obj
def demo(session: Session, path: Path) -> int:
    """Make the sample site, and print the report."""
    from scraper.app import demo as app
    from scraper.cli.running import journal_of, progress_of, say_report

    is_elsewhere = Path(sys.argv[0]).is_file() and not shutil.which("scrape")
    with journal_of(session, path / "logs", "demo", ()):
        return say_report(session, app.demo(path, progress_of(session), sys.argv[0] if is_elsewhere else "scrape"))
