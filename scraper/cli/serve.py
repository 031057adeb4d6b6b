"""`scrape serve`."""

import click

from scraper.cli.commands import command
from scraper.cli.session import Session


@command(
    "serve",
    short_help="preview the site on this machine, with live reload",
    help="Preview the site on this machine, with live reload.",
)
@click.pass_obj
def serve(session: Session) -> int:
    """Show the site until Ctrl-C."""
    from scraper.app import serve as app
    from scraper.cli.running import settings_of

    return app.serve(settings_of(session))
