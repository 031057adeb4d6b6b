"""One record of the catalogue with all its rows, as a card or as JSON; and who is meant by a name."""

from collections.abc import Mapping, Sequence
from typing import Any

from scraper.catalogue.backend import Catalogue, Value
from scraper.catalogue.folding import fold
from scraper.catalogue.tables import INDEX, TABLES, Kind, Table
from scraper.domain.credits import display_name

Record = dict[str, Any]
"""Columns of the record's own row, and a list of rows for each table below it, named as that table."""

_OWN_NAMES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "artists": (("artist", "artist_id"),),
    "labels": (("label", "label_id"),),
}
_OTHER_NAMES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "artists": (("artist_variation", "artist_id"), ("release_artist", "artist_id")),
    "labels": (("release_label", "label_id"),),
}
"""Where names stand, and the column of whom they name; the second where only releases are loaded, too."""
_RELEASES = f"SELECT {', '.join(INDEX.columns)} FROM {INDEX.name} WHERE release_id IN"
_IN_ORDER = "ORDER BY COALESCE(year, 9999), release_id"
_ITS_RELEASES: Mapping[Kind, str] = {
    "artists": f"{_RELEASES} (SELECT release_id FROM release_artist WHERE artist_id = ? AND is_extra = 0) {_IN_ORDER}",
    "labels": f"{_RELEASES} (SELECT release_id FROM release_label WHERE label_id = ?) {_IN_ORDER}",
    "masters": f"{_RELEASES} (SELECT release_id FROM {INDEX.name} WHERE master_id = ?) {_IN_ORDER}",
}


def record(catalogue: Catalogue, kind: Kind, number: int) -> Record | None:
    """Return a record with all its rows, a release that is kept as an index only with that row; None without it."""
    own, *below = TABLES[kind]
    found = _rows(catalogue, own, number, "")
    if not found and kind != "releases":
        return None
    index = _rows(catalogue, INDEX, number, "") if kind == "releases" else []
    if not found and not index:
        return None
    made: Record = found[0] if found else {own.columns[0]: number}
    if index:
        made[INDEX.name] = index[0]
    for table in below:
        if table is not INDEX:
            order = ", ".join(name for name in ("track_sequence", "sequence") if name in table.columns)
            made[table.name] = [_without(row, own.columns[0]) for row in _rows(catalogue, table, number, order)]
    return made


def releases_of(catalogue: Catalogue, kind: Kind, number: int) -> list[Record]:
    """Return the index rows of an artist's, a label's or a master's releases, the earliest first."""
    return [dict(zip(INDEX.columns, row, strict=True)) for row in catalogue.rows(_ITS_RELEASES[kind], (number,))]


def named(catalogue: Catalogue, kind: Kind, text: str) -> list[tuple[int, str]]:
    """Return who is called so, as (id, name): as it is written, else whatever the case, else the accents too.

    A number is an id, if there is somebody with it.
    """
    if text.isascii() and text.isdecimal() and (found := _by_id(catalogue, kind, int(text))):
        return found
    for places in (_OWN_NAMES[kind], _OTHER_NAMES[kind]):
        for condition in ("name = ?", "LOWER(name) = LOWER(?)"):
            if found := _where(catalogue, places, condition, text):
                return found
    return _folded(catalogue, kind, text)


def _by_id(catalogue: Catalogue, kind: Kind, number: int) -> list[tuple[int, str]]:
    places = [place for place in (*_OWN_NAMES[kind], *_OTHER_NAMES[kind]) if place[0] != "artist_variation"]
    for table, column in places:
        for (name,) in list(catalogue.rows(f"SELECT name FROM {table} WHERE {column} = ? LIMIT 1", (number,))):
            return [(number, str(name or ""))]
    return []


def _where(catalogue: Catalogue, places: Sequence[tuple[str, str]], condition: str, text: str) -> list[tuple[int, str]]:
    for table, column in places:
        query = f"SELECT DISTINCT {column}, name FROM {table} WHERE {condition} AND {column} > 0 ORDER BY {column}"
        found = [(int(number or 0), str(name)) for number, name in catalogue.rows(query, (text,))]
        if found:
            return found
    return []


def _folded(catalogue: Catalogue, kind: Kind, text: str) -> list[tuple[int, str]]:
    """Look at every name: slow, and only where nothing else led to anybody."""
    wanted = _bare(text)
    for table, column in (*_OWN_NAMES[kind], *_OTHER_NAMES[kind]):
        rows = catalogue.rows(f"SELECT DISTINCT {column}, name FROM {table} WHERE {column} > 0 AND name IS NOT NULL")
        found = {(int(number or 0), str(name)) for number, name in rows if _bare(str(name)) == wanted}
        if found:
            return sorted(found)
    return []


def _bare(name: str) -> str:
    return fold(display_name(name)).removeprefix("the ")


def _rows(catalogue: Catalogue, table: Table, number: int, order: str) -> list[dict[str, Value]]:
    ordered = f" ORDER BY {order}" if order else ""
    query = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {table.columns[0]} = ?{ordered}"
    return [dict(zip(table.columns, row, strict=True)) for row in catalogue.rows(query, (number,))]


def _without(row: dict[str, Value], column: str) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name != column}
