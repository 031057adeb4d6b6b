"""Load the dumps that are named, or the newest that were downloaded."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.app.catalogue.download import FOLDER
from scraper.app.catalogue.loading import LoadRequest, LoadResult, load_all
from scraper.app.catalogue.vocabulary import DUMP_KINDS, DumpKind, Keep
from scraper.catalogue.ingest import DumpFile, dump_file
from scraper.catalogue.wanted_ids import names_in
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import catalogue_folder, open_catalogue

_DOWNLOADED = re.compile(r"discogs_(\d{6})\d\d_([a-z]+)\.xml\.gz", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class IngestRequest:
    """Which dumps are loaded, and what is kept of them."""

    files: Sequence[Path] = ()
    """() for the newest that were downloaded."""
    kinds: Sequence[DumpKind] = ()
    """() for all; of named files without a kind in their names, one that tells it."""
    month: str | None = None
    """Of which the files are, or which was downloaded; None for what their names say, or for the newest."""
    keep: Keep = "collection"
    artists_file: Path | None = None
    """A list of artists, for keep 'artists'; None for those that are owned."""
    force: bool = False
    """Load again what is loaded already."""


def ingest(settings: Settings, request: IngestRequest, progress: Progress) -> LoadResult:
    """Load dumps; raise BadUsage for what makes no sense, before anything is loaded."""
    names = _names(request)
    dumps = _named(request) if request.files else downloaded(settings, request.kinds, request.month)
    if request.keep == "index" and not request.kinds and not request.files:
        dumps = [source for source in dumps if source.kind == "releases"]
    with closing(open_catalogue(settings)) as catalogue:
        load_request = LoadRequest(keep=request.keep, names=names, force=request.force)
        return load_all(settings, catalogue, dumps, load_request, progress)


def _names(request: IngestRequest) -> list[str] | None:
    """Return the artists that a file names; None where there is none."""
    if request.artists_file is None:
        return None
    if request.keep != "artists":
        raise BadUsage("--artists-file names the artists of --keep artists; give both.")
    names = names_in(request.artists_file)
    if not names:
        raise BadUsage(f"{request.artists_file} names no artists.")
    return names


def _named(request: IngestRequest) -> list[DumpFile]:
    if len(request.kinds) > 1:
        raise BadUsage("Name files of one --type at a time; without it, their names tell what they hold.")
    kind = request.kinds[0] if request.kinds else None
    dumps = [dump_file(file, kind, request.month or "") for file in request.files]
    missing = [str(file) for file in request.files if not file.is_file()]
    if missing:
        raise BadUsage(f"There is no file {', '.join(missing)}; `scrape catalogue download` fetches the dumps.")
    kinds = [source.kind for source in dumps]
    twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
    if twice:
        raise BadUsage(f"Several of these files hold {', '.join(twice)}; a load replaces the one before, so name one.")
    return dumps


def downloaded(settings: Settings, kinds: Sequence[DumpKind], month: str | None) -> list[DumpFile]:
    """Return the dumps of the newest month in the folder of downloads, or of a named one; () are all kinds."""
    folder = catalogue_folder(settings) / FOLDER
    by_month: dict[str, list[DumpFile]] = {}
    for file in sorted(folder.glob("discogs_*.xml.gz")):
        match = _DOWNLOADED.fullmatch(file.name)
        if match and match[2] in (kinds or DUMP_KINDS):
            by_month.setdefault(match[1], []).append(dump_file(file))
    chosen = (month or "").replace("-", "") or max(by_month, default="")
    if chosen not in by_month:
        which = f" of {month}" if month else ""
        raise BadUsage(f"There are no dumps{which} in {folder}; `scrape catalogue download` fetches them.")
    return by_month[chosen]
