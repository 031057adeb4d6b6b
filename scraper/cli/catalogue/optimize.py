"""`scrape catalogue optimize`."""

import click

from scraper.cli.catalogue.options import yes_option
from scraper.cli.commands import command, flag
from scraper.cli.session import Session


@command("optimize", short_help="give unused disk space back", help="Reclaims space, and refreshes statistics.")
@flag("--unused", help="first drop releases that you neither own nor want")
@yes_option()
@click.pass_obj
def optimize(session: Session, *, unused: bool, yes: bool) -> int:
    """Do it, and say how much room that gave."""
    from scraper.app.catalogue import optimize as app
    from scraper.cli.catalogue.consent import consent
    from scraper.cli.running import done

    return done(
        session,
        "catalogue-optimize",
        lambda settings, progress: app.optimize(settings, consent(yes=yes), progress, unused=unused),
    )
