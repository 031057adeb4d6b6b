"""Every release of the catalogue judged by a library: what is kept, what is for review, what would be dropped."""

import os
from array import array
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from scraper.app.owned import owned
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.library import LibraryEntry, read_library
from scraper.catalogue.pruning import HEADER, Library, csv_line, judgement_line, judgements
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import workshop


@dataclass(kw_only=True)
class Triage:
    """How all releases were judged; counts up while it goes on."""

    counts: Counter[str] = field(default_factory=Counter)
    """By verdict: keep, review, drop."""
    kept: "array[int]" = field(default_factory=lambda: array("q"))
    """The ids of those that are kept."""
    dropped: "array[int]" = field(default_factory=lambda: array("q"))
    """The ids of those that would be dropped."""

    def __str__(self) -> str:
        return ", ".join(f"{verdict} {self.counts[verdict]:,}" for verdict in ("keep", "review", "drop"))

    def add(self, verdict: str, release_id: int) -> None:
        """Take a release that was judged."""
        self.counts[verdict] += 1
        if verdict == "keep":
            self.kept.append(release_id)
        elif verdict == "drop":
            self.dropped.append(release_id)


def library_of(settings: Settings, file: Path | None, progress: Progress) -> tuple[Library, list[str]]:
    """Return the library in a file, or the collection and wantlist, and what there is to say about it."""
    if file is not None:
        return Library.of(read_library(file)), []
    report = Report()
    with workshop(settings, progress) as shop:
        ours = owned(shop, report)
        entries = [
            LibraryEntry(artist=line.artist_line, title=line.title) for line in shop.store.shelf.lines().values()
        ]
    if not ours.release_ids | ours.wanted_ids:
        raise BadUsage("Your collection and your wantlist are empty, so all would be dropped; see --library.")
    return Library.of(entries, ours.release_ids | ours.wanted_ids), report.notes


def triage(catalogue: Catalogue, library: Library, report: Path | None, progress: Progress) -> Triage:
    """Judge every release, and write a report of all as CSV, whole or not at all; None for no report."""
    ((count,),) = catalogue.rows("SELECT COUNT(*) FROM release_index")
    outcome = Triage()
    part = report.with_name(f".{report.name}.part") if report else None
    with progress.bar("Judged", int(count or 0)) as bar, _opened(part) as out:
        out.write(csv_line(*HEADER))
        for judgement in judgements(catalogue, library):
            outcome.add(judgement.verdict, judgement.release_id)
            out.write(judgement_line(judgement))
            bar.update()
    if part and report:
        part.replace(report)
    return outcome


def _opened(file: Path | None) -> AbstractContextManager[TextIO]:
    return (file or Path(os.devnull)).open("w", encoding="utf-8", newline="")
