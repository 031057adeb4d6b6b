"""`scrape catalogue copy-to`."""

from pathlib import Path

import click

from scraper.cli.catalogue.options import country_option, library_option, yes_option
from scraper.cli.commands import argument, command, flag
from scraper.cli.session import Session

HELP = """\
Copies the catalogue into another database: a file, sqlite:///FILE or postgresql://USER@SERVER/DATABASE. With
--library or --collection only the releases that `prune` would keep, and the artists, labels and masters that
they mention. Each kind arrives whole or not at all, and takes the place of what the other held of it."""

EPILOG = """\
examples:
  scrape catalogue copy-to station.db --library library.csv
  scrape catalogue copy-to postgresql://dj@localhost/discogs --collection --deduplicated"""


@command("copy-to", short_help="copy it, or what is kept of it, into another database", help=HELP, epilog=EPILOG)
@argument("target", metavar="URL", help="where to")
@library_option(one_of="kept")
@flag("--collection", one_of="kept", help="only what is kept for your collection and wantlist")
@flag("--deduplicated", help="of each album only the release that `dedupe` shows")
@country_option()
@yes_option()
@click.pass_obj
def copy_to(  # as many as the command has options
    session: Session,
    *,
    target: str,
    library: Path | None,
    collection: bool,
    deduplicated: bool,
    prefer_country: str,
    yes: bool,
) -> int:
    """Copy, and say how much."""
    from scraper.app.catalogue import copy_to as app
    from scraper.cli.catalogue.consent import consent, target_of
    from scraper.cli.running import done

    request = app.CopyRequest(
        target=target_of(target),
        library=library,
        collection=collection,
        country=prefer_country if deduplicated else None,
    )
    return done(
        session,
        "catalogue-copy-to",
        lambda settings, progress: app.copy_to(settings, request, consent(yes=yes), progress),
    )
