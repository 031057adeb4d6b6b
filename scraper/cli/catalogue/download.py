"""`scrape catalogue download`."""

from typing import Any

import click

from scraper.cli.catalogue.options import from_option, month_option, to_option, type_option
from scraper.cli.commands import command
from scraper.cli.session import Session

HELP = "Fetches the monthly dumps, resumes what was begun, and verifies each file by the SHA-256 published with it."


@command("download", short_help="fetch the dumps of the newest month, or of a named one", help=HELP)
@type_option()
@month_option()
@from_option()
@to_option("folder")
@click.pass_obj
def download(session: Session, /, **options: Any) -> int:
    """Download, and say of each file that it is there."""
    from scraper.app.catalogue import download as app
    from scraper.cli.running import done

    request = app.DownloadRequest(**options)
    return done(session, "catalogue-download", lambda settings, progress: app.download(settings, request, progress))
