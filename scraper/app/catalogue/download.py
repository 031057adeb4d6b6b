"""Fetch the dumps of a month, whole and verified, into a folder."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scraper.app.catalogue.vocabulary import DUMP_KINDS, DumpKind
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import catalogue_folder
from scraper.wiring.dumps import dumps, only_here

log = logging.getLogger(__name__)

FOLDER = "dumps"
_MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class DownloadRequest:
    """Which dumps are wanted, from where, and where to."""

    kinds: Sequence[DumpKind] = ()
    """() for all."""
    month: str | None = None
    """Such as '202608'; None for the newest that is published."""
    source: str | None = None
    """A mirror's address, or a folder; None for Discogs."""
    folder: Path | None = None
    """None for `dumps` beside the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadResult:
    """The files, in the order of the kinds asked for."""

    files: Sequence[Path]

    def lines(self) -> list[str]:
        """Return a sentence for each."""
        return [f"{file} is there, and is what was published." for file in self.files]


def download(settings: Settings, request: DownloadRequest, progress: Progress) -> DownloadResult:
    """Fetch dumps; what is there and verified is not fetched again, and what was begun goes on."""
    place = dumps(settings, request.source)
    folder = request.folder.expanduser() if request.folder else catalogue_folder(settings) / FOLDER
    with only_here(folder):
        month = _month(request.month) if request.month else None
        published = place.of(month) if month else place.newest(datetime.now(UTC).date())
        log.info("the dumps of %s: %s", published.month, ", ".join(published.checksums))
        files = []
        for kind in request.kinds or DUMP_KINDS:
            with progress.bar(kind, 0, in_bytes=True) as bar:
                files.append(place.fetch(published, kind, folder, bar.reach))
        return DownloadResult(files=files)


def _month(text: str) -> str:
    month = _MONTH.fullmatch(text.strip())
    if not month:
        raise BadUsage(f"{text!r} is no month; write it as 202608.")
    return f"{month[1]}{month[2]}"
