"""Rows for a small catalogue, how tests load them, and how they read them back."""

from collections.abc import Mapping, Sequence
from typing import Any

from scraper.catalogue.backend import Catalogue, Keep, LoadSummary, TableRow
from scraper.catalogue.tables import TABLES, DumpKind

_COLUMNS = {table.name: table.columns for tables in TABLES.values() for table in tables}


def load_summary(
    kind: DumpKind = "releases", *, month: str = "202608", keep: Keep = "all", kept: int = 1, bad: int = 0
) -> LoadSummary:
    """Return the summary of a load of so many records."""
    return LoadSummary(
        kind=kind,
        month=month,
        file=f"discogs_{month}01_{kind}.xml.gz",
        checksum="c0ffee",
        keep=keep,
        selection="",
        records=kept + bad,
        kept=kept,
        bad=bad,
        unknown={"images": 2},
        loaded_at="2026-08-09T10:11:12+00:00",
    )


def table_row(table: str, **values: Any) -> TableRow:
    """Return a row of a table; columns that are not named are NULL."""
    columns = _COLUMNS[table]
    unknown = set(values) - set(columns)
    assert set() == unknown, f"{table} has no {unknown}"
    return tuple(values.get(name) for name in columns)


def index_row(release_id: int, artists: str | None = None, title: str | None = None, **values: Any) -> TableRow:
    """Return a row of the index; a release of 1999 on vinyl, unless told otherwise."""
    usual = {"year": 1999, "country": "UK", "formats": "Vinyl"}
    return table_row("release_index", release_id=release_id, artists=artists, title=title, **(usual | values))


def release_rows(number: int, artists: str, title: str, tracks: int = 1, **values: Any) -> dict[str, list[TableRow]]:
    """Return the rows of a release by one artist, whose id is the release's and 1,000."""
    same = {"release_id": number, "title": title}
    shared = {name: value for name, value in values.items() if name in ("country", "master_id", "year")}
    artist = {"artist_id": 1_000 + number, "name": artists, "is_extra": 0}
    label = {"label_id": 70 + number % 2, "name": f"Label {number % 2}"}
    return {
        "release": [table_row("release", **same, status="Accepted", **shared)],
        "release_artist": [table_row("release_artist", release_id=number, sequence=1, **artist)],
        "release_label": [table_row("release_label", release_id=number, sequence=1, **label)],
        "release_track": [
            table_row("release_track", release_id=number, sequence=place, position=str(place), title=f"Song {place}")
            for place in range(1, tracks + 1)
        ],
        "release_index": [table_row("release_index", **same, artists=artists, **values)],
    }


def merged(*records: Mapping[str, Sequence[TableRow]]) -> dict[str, list[TableRow]]:
    """Return the rows of several records by table."""
    rows_by_table: dict[str, list[TableRow]] = {}
    for record in records:
        for table, rows in record.items():
            rows_by_table.setdefault(table, []).extend(rows)
    return rows_by_table


def load_records(
    catalogue: Catalogue,
    kind: DumpKind,
    *records: Mapping[str, Sequence[TableRow]],
    keep: Keep = "all",
    bad: Sequence[bytes] = (),
) -> None:
    """Load the rows of records, in the place of what the catalogue holds of that kind."""
    with catalogue.loading(kind) as load:
        load.add(merged(*records))
        for number, record in enumerate(bad, start=len(records) + 1):
            load.set_aside(number, "no record", record)
        load.finish(load_summary(kind, keep=keep, kept=len(records), bad=len(bad)))


def load_index(
    catalogue: Catalogue,
    rows: Sequence[TableRow],
    tracks: Mapping[int, Sequence[str]] | None = None,
    summary: LoadSummary | None = None,
) -> None:
    """Load index rows and the titles of releases' tracks, in the place of the releases that the catalogue holds."""
    track_rows = [
        (release, place, None, str(place), title, None, None)
        for release, titles in (tracks or {}).items()
        for place, title in enumerate(titles, 1)
    ]
    with catalogue.loading("releases") as load:
        load.add({"release_index": rows, "release_track": track_rows})
        load.finish(summary or load_summary(kept=len(rows)))


def rows_of(catalogue: Catalogue, table: str) -> list[TableRow]:
    """Return all rows of a table, in the order of its key."""
    columns = _COLUMNS[table]
    keys = [name for name in columns if name in (columns[0], "track_sequence", "sequence")]
    return [*catalogue.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(keys)}")]


def all_rows(catalogue: Catalogue) -> dict[str, list[TableRow]]:
    """Return the rows of all tables that hold any."""
    return {table: rows for table in _COLUMNS if (rows := rows_of(catalogue, table))}
