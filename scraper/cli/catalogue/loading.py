"""`scrape catalogue ingest`, `clear` and `optimize`: what is in the catalogue, and how much room it takes."""

import argparse
import re
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

from scraper.app.owned import owned
from scraper.catalogue.backend import Catalogue, Keep, Loaded
from scraper.catalogue.dedupe import delete_in_batches
from scraper.catalogue.ingest import Dump, dump
from scraper.catalogue.ingest import ingest as load
from scraper.catalogue.mentions import artists_named, names_in, relatives
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import KINDS, Kind
from scraper.cli.catalogue.consent import must_agree
from scraper.cli.catalogue.download import FOLDER
from scraper.cli.catalogue.sizes import in_bytes
from scraper.domain.shelf import Owned
from scraper.domain.words import plain, plural
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring import catalogue_folder, existing_catalogue, open_catalogue, workshop

ORDER: tuple[Kind, ...] = ("releases", "masters", "artists", "labels")
"""Releases first: of the others those are kept that they mention."""
_DOWNLOADED = re.compile(r"discogs_(\d{6})\d\d_([a-z]+)\.xml\.gz", re.ASCII)
_NAMES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be kept of the dumps."""

    keep: Keep
    names: Sequence[str] | None = None
    """Artists, for keep 'artists'; None for those that are owned."""
    force: bool = False


def ingest(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Load the files named, or the newest that were downloaded; return what there is to say."""
    if options.artists_file and options.keep != "artists":
        raise BadUsage("--artists-file names the artists of --keep artists; give both.")
    names = names_in(options.artists_file) if options.artists_file else None
    if names == []:
        raise BadUsage(f"{options.artists_file} names no artists.")
    dumps = _named(options) if options.files else downloaded(settings, options.type, options.month)
    if options.keep == "index" and not options.type and not options.files:
        dumps = [one for one in dumps if one.kind == "releases"]
    with closing(open_catalogue(settings)) as catalogue:
        return load_all(
            settings, catalogue, dumps, Wanted(keep=options.keep, names=names, force=options.force), progress
        )


def _named(options: argparse.Namespace) -> list[Dump]:
    if options.type and len(options.type) > 1:
        raise BadUsage("Name files of one --type at a time; without it, their names tell what they hold.")
    kind = options.type[0] if options.type else None
    found = [dump(file, kind, options.month or "") for file in options.files]
    missing = [str(file) for file in options.files if not file.is_file()]
    if missing:
        raise BadUsage(f"There is no file {', '.join(missing)}; `scrape catalogue download` fetches the dumps.")
    twice = sorted({one.kind for one in found if sum(other.kind == one.kind for other in found) > 1})
    if twice:
        raise BadUsage(f"Several of these files hold {', '.join(twice)}; a load replaces the one before, so name one.")
    return found


def downloaded(settings: Settings, kinds: Sequence[Kind] | None, month: str | None) -> list[Dump]:
    """Return the dumps of the newest month in the folder of downloads, or of a named one."""
    folder = catalogue_folder(settings) / FOLDER
    found: dict[str, list[Dump]] = {}
    for file in sorted(folder.glob("discogs_*.xml.gz")):
        match = _DOWNLOADED.fullmatch(file.name)
        if match and match[2] in (kinds or KINDS):
            found.setdefault(match[1], []).append(dump(file))
    chosen = (month or "").replace("-", "") or max(found, default="")
    if chosen not in found:
        which = f" of {month}" if month else ""
        raise BadUsage(f"There are no dumps{which} in {folder}; `scrape catalogue download` fetches them.")
    return found[chosen]


def load_all(
    settings: Settings, catalogue: Catalogue, dumps: Sequence[Dump], wanted: Wanted, progress: Progress
) -> list[str]:
    """Load dumps in an order in which each finds what it has to know; return what there is to say."""
    by_kind = {one.kind: one for one in dumps}
    said = []
    if wanted.keep == "artists" and "artists" in by_kind:
        # Names, aliases, members and groups are found among all artists.
        said.append(_load(catalogue, by_kind.pop("artists"), Selection(keep="all"), wanted, progress))
    selection, notes = _selection(settings, catalogue, wanted, progress)
    said += notes
    said += [_load(catalogue, by_kind[kind], selection, wanted, progress) for kind in ORDER if kind in by_kind]
    return said


def _load(catalogue: Catalogue, source: Dump, selection: Selection, wanted: Wanted, progress: Progress) -> str:
    loaded = load(catalogue, source, selection, progress=progress, force=wanted.force)
    if loaded is None:
        return f"{source.kind}: {source.file.name} is loaded already, as much of it; --force loads it again."
    return f"{source.kind}: {_told(loaded)}"


def _told(loaded: Loaded) -> str:
    kept = f"{loaded.kept:,} of {loaded.records:,} kept"
    bad = (
        f"; {plural(loaded.bad, 'record')} could not be read, table bad_record has them with the reason"
        if loaded.bad
        else ""
    )
    strange = ", ".join(f"<{plain(name)}> {count:,} times" for name, count in loaded.unknown.items())
    return f"{kept}{bad}{f'; not known to us: {strange}' if strange else ''}."


def _selection(
    settings: Settings, catalogue: Catalogue, wanted: Wanted, progress: Progress
) -> tuple[Selection, list[str]]:
    if wanted.keep in ("all", "index"):
        return Selection(keep=wanted.keep), []
    if wanted.names is not None:
        named = artists_named(catalogue, wanted.names)
        if not named.ids:
            raise BadUsage("None of the artists in the list is known to Discogs; write names as they stand there.")
        return Selection(keep="artists", artists=named.ids), _missing(named.missing)
    ours, notes = whats_owned(settings, progress)
    releases = ours.release_ids | ours.wanted_ids
    if wanted.keep == "collection":
        return Selection(keep="collection", releases=releases), notes
    if wanted.keep == "masters":
        return Selection(keep="masters", releases=releases, masters=ours.master_ids), notes
    if "artists" not in catalogue.loads():
        notes.append("No artists are loaded, so aliases, members and groups of those you own are left out.")
    return Selection(
        keep="artists", releases=releases, artists=ours.artist_ids | relatives(catalogue, ours.artist_ids)
    ), notes


def _missing(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return [f"Not found at Discogs: {', '.join(map(plain, names[:_NAMES_SHOWN]))}{more}."]


def whats_owned(settings: Settings, progress: Progress) -> tuple[Owned, list[str]]:
    """Return what is in the collection and wanted, and what there is to say about it; raise BadUsage without any."""
    report = Report()
    with workshop(settings, progress) as shop:
        found = owned(shop, report)
    if not found.release_ids | found.wanted_ids:
        raise BadUsage("Your collection and your wantlist are empty, so there is nothing to keep; see --keep.")
    return found, report.notes


def clear(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Drop what was loaded."""
    del progress
    with closing(existing_catalogue(settings)) as catalogue:
        loads = catalogue.loads()
        kinds = [kind for kind in options.type or KINDS if kind in loads]
        if not kinds:
            return ["Nothing of that is loaded."]
        must_agree(f"This drops {_counted(loads[kind] for kind in kinds)} from {catalogue.name}.", options)
        catalogue.clear(kinds)
    return [f"Dropped {', '.join(kinds)}; `scrape catalogue optimize` gives the space back."]


def _counted(loads: Iterable[Loaded]) -> str:
    return ", ".join(f"{loaded.kept:,} {loaded.kind}" for loaded in loads)


def optimize(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Reclaim space; with --unused, of releases too that nobody here owns or wants."""
    with closing(existing_catalogue(settings)) as catalogue:
        said = _drop_unused(settings, catalogue, options, progress) if options.unused else []
        return [*said, compacted(catalogue)]


def compacted(catalogue: Catalogue) -> str:
    """Give unused space back; return a sentence about it."""
    before = catalogue.size()
    catalogue.compact()
    return f"{in_bytes(catalogue.size())} on disk, {in_bytes(before)} before."


def _drop_unused(
    settings: Settings, catalogue: Catalogue, options: argparse.Namespace, progress: Progress
) -> list[str]:
    ours, notes = whats_owned(settings, progress)
    used = ours.release_ids | ours.wanted_ids
    ids = (int(number or 0) for (number,) in catalogue.rows("SELECT release_id FROM release_index"))
    unused = array("q", (number for number in ids if number not in used))
    if not unused:
        return [*notes, "Every release in the catalogue is owned or wanted."]
    must_agree(f"This drops {plural(len(unused), 'release')} that you neither own nor want.", options)
    gone = delete_in_batches(catalogue, unused)
    return [*notes, f"Dropped {plural(gone, 'release')} that you neither own nor want."]
