"""`scrape catalogue prune`."""

from typing import Any

import click

from scraper.cli.catalogue.options import library_option, yes_option
from scraper.cli.commands import command, file_option, flag
from scraper.cli.session import Session

HELP = """\
Compares every release in the catalogue with your collection and wantlist, or with the list of a library: a
SQLite file with a table, or a CSV with columns, for artist and title. The same artist and title are kept;
what is alike in artist, in title and in both together is kept or set aside for review, by how alike it is;
the rest would be dropped. Nothing is changed without --delete, which removes what would be dropped, and never
what is for review."""

EPILOG = """\
examples:
  scrape catalogue prune --library library.csv --report judged.csv
  scrape catalogue prune --library music.db --delete
  scrape catalogue prune"""


@command("prune", short_help="compare with a collection or a library's list", help=HELP, epilog=EPILOG)
@library_option()
@file_option("--report", help="write what is thought of each release, as CSV")
@flag("--delete", help="really remove what would be dropped")
@yes_option()
@click.pass_obj
def prune(session: Session, /, *, yes: bool, **options: Any) -> int:
    """Do it, and say what came of it."""
    from scraper.app.catalogue import prune as app
    from scraper.cli.catalogue.consent import consent
    from scraper.cli.running import done

    request = app.PruneRequest(**options)
    return done(
        session,
        "catalogue-prune",
        lambda settings, progress: app.prune(settings, request, consent(yes=yes), progress),
    )
