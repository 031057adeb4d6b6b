"""Rows for a small catalogue, and how they get into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from scraper.catalogue.backend import Catalogue, Keep, Loaded, Row
from scraper.catalogue.tables import TABLES, Kind


def row(table: str, **values: Any) -> Row:
    """Return a row of a table; columns that are not named are NULL."""
    columns = next(one.columns for tables in TABLES.values() for one in tables if one.name == table)
    unknown = set(values) - set(columns)
    assert set() == unknown, f"{table} has no {unknown}"
    return tuple(values.get(name) for name in columns)


def release(number: int, artists: str, title: str, tracks: int = 1, **values: Any) -> dict[str, list[Row]]:
    """Return the rows of a release by one artist, whose id is the release's and 1,000."""
    same = {"release_id": number, "title": title}
    shared = {name: value for name, value in values.items() if name in ("country", "master_id", "year")}
    return {
        "release": [row("release", **same, status="Accepted", **shared)],
        "release_artist": [
            row("release_artist", release_id=number, sequence=1, artist_id=1_000 + number, name=artists, is_extra=0)
        ],
        "release_label": [
            row("release_label", release_id=number, sequence=1, label_id=70 + number % 2, name=f"Label {number % 2}")
        ],
        "release_track": [
            row("release_track", release_id=number, sequence=at, position=str(at), title=f"Song {at}")
            for at in range(1, tracks + 1)
        ],
        "release_index": [row("release_index", **same, artists=artists, **values)],
    }


def together(*records: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Return the rows of several records by table."""
    found: dict[str, list[Row]] = {}
    for record in records:
        for table, rows in record.items():
            found.setdefault(table, []).extend(rows)
    return found


def fill(
    catalogue: Catalogue,
    kind: Kind,
    *records: Mapping[str, Sequence[Row]],
    keep: Keep = "all",
    bad: Sequence[bytes] = (),
) -> None:
    """Load records into a catalogue, in the place of what it has of that kind."""
    rows = together(*records)
    with catalogue.loading(kind) as load:
        load.add(rows)
        for number, record in enumerate(bad, start=len(records) + 1):
            load.set_aside(number, "no record", record)
        load.finish(
            Loaded(
                kind=kind,
                month="202608",
                file=f"discogs_20260801_{kind}.xml.gz",
                checksum="0" * 64,
                keep=keep,
                selection="",
                records=len(records) + len(bad),
                kept=len(records),
                bad=len(bad),
                loaded_at="2026-08-09T10:11:12+00:00",
            )
        )


def everything(catalogue: Catalogue) -> dict[str, list[Row]]:
    """Return all rows of all tables that hold any."""
    found = {
        table.name: sorted(catalogue.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}"), key=repr)
        for tables in TABLES.values()
        for table in tables
    }
    return {name: list(rows) for name, rows in found.items() if rows}
