"""`scrape catalogue download`: the dumps of a month, whole and verified, in a folder."""

import argparse
import logging
import re
from datetime import UTC, datetime
from pathlib import Path

from scraper.catalogue.tables import KINDS
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring import catalogue_folder, dumps, only_here

log = logging.getLogger(__name__)

FOLDER = "dumps"
_MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])", re.ASCII)


def download(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[Path]:
    """Return the files of the dumps asked for, in the order of `type`; what is there and verified is not fetched again.

    Options: `type` (kinds; None for all), `month` (such as '202608'; None for the newest), `source` (a mirror's address
    or a folder; None for Discogs), `to` (a folder; None for `dumps` beside the catalogue).
    """
    place = dumps(settings, options.source)
    folder = Path(options.to).expanduser() if options.to else catalogue_folder(settings) / FOLDER
    with only_here(folder):
        month = _month(options.month) if options.month else None
        published = place.of(month) if month else place.newest(datetime.now(UTC).date())
        log.info("the dumps of %s: %s", published.month, ", ".join(published.checksums))
        found = []
        for kind in options.type or KINDS:
            with progress.bar(kind, 0, in_bytes=True) as bar:
                found.append(place.fetch(published, kind, folder, bar.reach))
        return found


def _month(said: str) -> str:
    found = _MONTH.fullmatch(said.strip())
    if not found:
        raise BadUsage(f"{said!r} is no month; write it as 202608.")
    return f"{found[1]}{found[2]}"
