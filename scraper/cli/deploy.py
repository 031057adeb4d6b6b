"""`scrape deploy`."""

import click

from scraper.cli.commands import command
from scraper.cli.session import Session


@command(
    "deploy",
    short_help="build the site and send it to the target in site/hugo.toml",
    help="Build the site and send it to the target in site/hugo.toml.",
)
@click.pass_obj
def deploy(session: Session) -> int:
    """Deploy the site, and print the report."""
    from scraper.app import deploy as app
    from scraper.cli.running import reported

    return reported(session, "deploy", app.deploy)
