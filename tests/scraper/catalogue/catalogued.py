"""A few releases for tests of searching and loading, and what a load of them tells."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from scraper.catalogue.backend import Catalogue, Keep, Loaded, Row
from scraper.catalogue.ingest import dump, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import KINDS, TABLES, Kind
from scraper.run.progress import Progress

SHARED = "shared/data/discogs-dump"


def told(kind: Kind = "releases", *, month: str = "202608", keep: Keep = "all", kept: int = 1) -> Loaded:
    """Return what a load says of itself."""
    return Loaded(
        kind=kind,
        month=month,
        file=f"discogs_{month}01_{kind}.xml.gz",
        checksum="c0ffee",
        keep=keep,
        selection="",
        records=kept,
        kept=kept,
        bad=0,
        unknown={"images": 2},
        loaded_at="2026-08-01T00:00:00+00:00",
    )


def entry(release_id: int, artists: str, title: str, **more: str) -> Row:
    """Return a row of the index."""
    about = {"labels": None, "catnos": None, "barcodes": None} | more
    return (
        *(release_id, None, title, artists, 1999, "UK", "Vinyl"),
        *(about["labels"], about["catnos"], about["barcodes"]),
    )


def load(
    catalogue: Catalogue,
    entries: Sequence[Row],
    tracks: Mapping[int, Sequence[str]] | None = None,
    loaded: Loaded | None = None,
) -> None:
    """Put these releases, and the titles of their tracks, in the place of what is there."""
    listed = [
        (release, place, None, str(place), title, None, None)
        for release, titles in (tracks or {}).items()
        for place, title in enumerate(titles, 1)
    ]
    with catalogue.loading("releases") as beside:
        beside.add({"release_index": entries, "release_track": listed})
        beside.finish(loaded or told(kept=len(entries)))


def real_dumps() -> Path:
    """Return the folder of real records, or skip."""
    named = os.environ.get("SLEEVENOTES_RECORDS")
    places = [Path(named)] if named else [parent / SHARED for parent in Path(__file__).resolve().parents]
    for place in places:
        if list(place.glob("*_releases.xml.gz")):
            return place
    pytest.skip("there are no real records: name their folder in SLEEVENOTES_RECORDS, or put them into ../" + SHARED)


def load_all(catalogue: Catalogue) -> None:
    """Load all real records."""
    for kind in KINDS:
        (file,) = real_dumps().glob(f"*_{kind}.xml.gz")
        ingest(catalogue, dump(file), Selection(), progress=Progress(), workers=0)


def rows_of(catalogue: Catalogue, table: str) -> list[Row]:
    """Return all rows of a table, in the order of its key."""
    columns = next(one.columns for some in TABLES.values() for one in some if one.name == table)
    return [*catalogue.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2, 3")]
