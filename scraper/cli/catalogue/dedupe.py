"""`scrape catalogue dedupe`."""

import click

from scraper.cli.catalogue.options import country_option, yes_option
from scraper.cli.commands import command, flag
from scraper.cli.session import Session

HELP = """\
Leaves one release of each album (Discogs' master): from the preferred country first, then with the most
tracks, then the earliest in Discogs. Releases without a master all stay. By default this makes a view,
`release_deduplicated`, and changes no row; --delete really removes the others. Run it again after each load
of releases."""


@command("dedupe", short_help="see one release of each album", help=HELP)
@country_option()
@flag("--delete", help="really remove the others")
@yes_option()
@click.pass_obj
def dedupe(session: Session, *, prefer_country: str, delete: bool, yes: bool) -> int:
    """Do it, and say what came of it."""
    from scraper.app.catalogue import dedupe as app
    from scraper.cli.catalogue.consent import consent
    from scraper.cli.running import done

    return done(
        session,
        "catalogue-dedupe",
        lambda settings, _: app.dedupe(settings, prefer_country, consent(yes=yes), delete=delete),
    )
