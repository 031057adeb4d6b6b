"""`scrape build`."""

import click

from scraper.cli.commands import command
from scraper.cli.session import Session


@command("build", short_help="have Hugo build the site", help="Have Hugo build the site.")
@click.pass_obj
def build(session: Session) -> int:
    """Build the site, and print the report."""
    from scraper.app import build as app
    from scraper.cli.running import reported

    return reported(session, "build", app.build)
