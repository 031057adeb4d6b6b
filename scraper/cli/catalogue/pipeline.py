"""`scrape catalogue pipeline`."""

from typing import Any

import click

from scraper.cli.catalogue.options import country_option, from_option, library_option, month_option, to_option
from scraper.cli.commands import command, flag, option
from scraper.cli.session import Session

HELP = """\
Everything in order, for a station or a shop: download, ingest, dedupe, prune (or copy), optimize. A file
beside the catalogue tells how far it came, and what is in the database is looked at, so it goes on wherever
it was stopped; run the same command again. Loaded is what the list's artists made, or without a list your
collection, in the place of what was loaded before; duplicates and what prune would drop go only with --delete."""

EPILOG = """\
examples:
  scrape catalogue pipeline --library library.csv --prefer-country US
  scrape catalogue pipeline --library library.csv --copy-to postgresql://dj@localhost/discogs
  scrape catalogue pipeline --library library.csv --from-step dedupe"""


@command("pipeline", short_help="all of it in order, for a station", help=HELP, epilog=EPILOG)
@library_option()
@month_option()
@from_option()
@to_option("to")
@country_option()
@flag("--delete", help="really remove duplicates, and what prune would drop")
@option("--copy-to", metavar="URL", help="copy what is kept there, instead of pruning here")
@option("--from-step", metavar="STEP", help="begin with this step, taking those before it for done")
@click.pass_obj
def pipeline(session: Session, /, *, copy_to: str | None, **options: Any) -> int:
    """Do all steps that are not done; each says a sentence as soon as it is."""
    from scraper.app.catalogue import pipeline as app
    from scraper.cli.catalogue.consent import target_of
    from scraper.cli.running import done

    request = app.PipelineRequest(copy_to=target_of(copy_to) if copy_to else None, **options)
    return done(session, "catalogue-pipeline", lambda settings, progress: app.pipeline(settings, request, progress))
