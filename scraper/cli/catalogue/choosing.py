"""`scrape catalogue dedupe`, `prune` and `copy-to`: which releases stay, or go elsewhere."""

import argparse
import os
from array import array
from collections import Counter
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from scraper.app.owned import owned
from scraper.catalogue import dedupe as duplicates
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.copying import copy
from scraper.catalogue.library import Entry, read
from scraper.catalogue.pruning import HEADER, Library, csv_line, judged, line
from scraper.cli.catalogue.consent import must_agree
from scraper.domain.words import plural
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring import existing_catalogue, open_catalogue, workshop


@dataclass(kw_only=True)
class Judged:
    """What came of judging all releases."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: "array[int]" = field(default_factory=lambda: array("q"))
    dropped: "array[int]" = field(default_factory=lambda: array("q"))

    def __str__(self) -> str:
        return ", ".join(f"{verdict} {self.counts[verdict]:,}" for verdict in ("keep", "review", "drop"))


def dedupe(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Show one release of each album, or really remove the others."""
    del progress
    with closing(existing_catalogue(settings)) as catalogue:
        _must_hold_releases(catalogue)
        if options.delete:
            found = duplicates.count(catalogue, options.prefer_country)
            if found.kept < found.releases:
                must_agree(f"This removes {found.releases - found.kept:,} of {found.releases:,} releases.", options)
        return deduplicated(catalogue, options.prefer_country, delete=options.delete)


def deduplicated(catalogue: Catalogue, country: str, *, delete: bool) -> list[str]:
    """Do it; return what there is to say."""
    found = duplicates.count(catalogue, country)
    said = []
    if not found.from_country:
        said.append(f"No release is from {country!r}; write the country as Discogs does.")
    if not found.has_tracks:
        said.append("No tracks are loaded, so after the country the earliest release decides.")
    if delete:
        gone = duplicates.delete(catalogue, country)
        said.append(f"Removed {plural(gone, 'release')}; {plural(found.releases - gone, 'release')} left.")
    else:
        duplicates.show(catalogue, country)
        said.append(f"The view {duplicates.VIEW} shows {found.kept:,} of {plural(found.releases, 'release')}.")
    return said


def prune(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Say which releases are kept, to be looked at, or dropped; drop them only when told to."""
    with closing(existing_catalogue(settings)) as catalogue:
        _must_hold_releases(catalogue)
        library, notes = library_of(settings, options.library, progress)
        found = judge_all(catalogue, library, options.report, progress)
        said = [*notes, f"{found}."]
        if options.report:
            said.append(f"Wrote {options.report}.")
        if not options.delete:
            return [*said, "Nothing was changed; --delete removes what would be dropped, --report lists everything."]
        if found.dropped:
            must_agree(f"{found}. This removes {plural(len(found.dropped), 'release')}.", options)
        gone = duplicates.delete_in_batches(catalogue, found.dropped)
        return [*said, f"Removed {plural(gone, 'release')}."]


def library_of(settings: Settings, file: Path | None, progress: Progress) -> tuple[Library, list[str]]:
    """Return the library in a file, or the collection and wantlist, and what there is to say about it."""
    if file is not None:
        return Library.of(read(file)), []
    report = Report()
    with workshop(settings, progress) as shop:
        ours = owned(shop, report)
        entries = [Entry(artist=one.artist_line, title=one.title) for one in shop.store.shelf.lines().values()]
    if not ours.release_ids | ours.wanted_ids:
        raise BadUsage("Your collection and your wantlist are empty, so all would be dropped; see --library.")
    return Library.of(entries, ours.release_ids | ours.wanted_ids), report.notes


def judge_all(catalogue: Catalogue, library: Library, report: Path | None, progress: Progress) -> Judged:
    """Judge every release, and write the report, whole or not at all."""
    ((count,),) = catalogue.rows("SELECT COUNT(*) FROM release_index")
    found = Judged()
    part = report.with_name(f".{report.name}.part") if report else None
    with progress.bar("Judged", int(count or 0)) as bar, _opened(part) as out:
        out.write(csv_line(*HEADER))
        for one in judged(catalogue, library):
            found.counts[one.verdict] += 1
            if one.verdict == "keep":
                found.kept.append(one.release_id)
            elif one.verdict == "drop":
                found.dropped.append(one.release_id)
            out.write(line(one))
            bar.update()
    if part and report:
        part.replace(report)
    return found


def _opened(file: Path | None) -> AbstractContextManager[TextIO]:
    return (file or Path(os.devnull)).open("w", encoding="utf-8", newline="")


def copy_to(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Copy the catalogue, or what is kept of it, into another database."""
    library: Library | None = None
    notes: list[str] = []
    with closing(existing_catalogue(settings)) as catalogue:
        if options.library or options.collection:
            library, notes = library_of(settings, options.library, progress)
        with closing(open_catalogue(settings, address(options.target))) as target:
            held = target.loads()
            if held and target.name != catalogue.name:
                counts = ", ".join(f"{loaded.kept:,} {kind}" for kind, loaded in held.items())
                must_agree(f"{target.name} holds {counts}, which are replaced by what is copied.", options)
            country = options.prefer_country if options.deduplicated else None
            return [*notes, *copied(catalogue, target, library, country, progress)]


def copied(
    catalogue: Catalogue, target: Catalogue, library: Library | None, country: str | None, progress: Progress
) -> list[str]:
    """Copy what a library keeps (None for all), of each album one release where a country is given."""
    kept: frozenset[int] | None = None
    said = []
    if library is not None:
        found = judge_all(catalogue, library, None, progress)
        kept = frozenset(found.kept)
        said.append(f"{found}; only what is kept is copied.")
    if country is not None:
        single = frozenset(duplicates.singled_out(catalogue, country))
        kept = single if kept is None else kept & single
    done = copy(catalogue, target, kept, progress)
    counts = ", ".join(f"{loaded.kept:,} {kind}" for kind, loaded in done.items())
    return [*said, f"Copied {counts} to {target.name}."]


def address(target: str) -> str:
    """Return an address as the settings take it; a file is meant from where the command is typed."""
    return target if "://" in target else str(Path(target).expanduser().resolve())


def _must_hold_releases(catalogue: Catalogue) -> None:
    if "releases" not in catalogue.loads():
        raise BadUsage("No releases are loaded; `scrape catalogue guide` helps to begin.")
