"""`scrape catalogue ingest`."""

from pathlib import Path
from typing import Any

import click

from scraper.app.catalogue.vocabulary import KEEPS
from scraper.cli.catalogue.options import type_option
from scraper.cli.commands import argument, command, file_option, flag, option
from scraper.cli.session import Session

HELP = """\
Loads dumps: the files named, or else the newest that were downloaded. Each is loaded beside what is there and
takes its place once it is whole, so nothing is lost by a full disk, a broken file or a kill. What is loaded
already is not loaded again.

what is kept of the releases, and of the artists, labels and masters that these mention:
  collection   what you own or want (the default)
  masters      all pressings of the albums that you own
  artists      everything by, or crediting, the artists that you own or that a file names, with their aliases, name
               variations, members and groups; the artists are all loaded first, since that is how names are found
  index        a slim row of every release to search in; no tracks or credits
  all          everything"""

EPILOG = """\
examples:
  scrape catalogue ingest
  scrape catalogue ingest --keep artists --artists-file artists.txt
  scrape catalogue ingest --type releases --keep index
  scrape catalogue ingest discogs_20260801_labels.xml.gz --keep all"""


@command("ingest", short_help="load dumps into the catalogue", help=HELP, epilog=EPILOG)
@argument(
    "files",
    type=click.Path(path_type=Path),
    nargs=-1,
    metavar="[FILE...]",
    help="dumps (default: the newest downloaded)",
)
@type_option()
@option("--month", metavar="YYYYMM", help="of which month the files are, or which was downloaded")
@option("--keep", type=click.Choice(KEEPS), default="collection", help="what is kept, see above")
@file_option("--artists-file", help="for --keep artists: a name on each line, or a CSV's first column")
@flag("--force", help="load again what is loaded already")
@click.pass_obj
def ingest(session: Session, /, **options: Any) -> int:
    """Load, and say what was kept."""
    from scraper.app.catalogue import ingest as app
    from scraper.cli.running import done

    request = app.IngestRequest(**options)
    return done(session, "catalogue-ingest", lambda settings, progress: app.ingest(settings, request, progress))
