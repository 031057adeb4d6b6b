"""One record of the catalogue with all its rows, the releases of an artist, label or master, and names looked up."""

from collections.abc import Mapping, Sequence
from typing import Any

from scraper.catalogue.backend import Catalogue, Value
from scraper.catalogue.folded_text import fold
from scraper.catalogue.tables import INDEX, TABLES, DumpKind, Table
from scraper.domain.credits import display_name

Record = dict[str, Any]
"""The columns of the record's own row, and for each table below it a list of rows, named as that table."""

_OWN_NAMES: Mapping[DumpKind, tuple[tuple[str, str], ...]] = {
    "artists": (("artist", "artist_id"),),
    "labels": (("label", "label_id"),),
}
_OTHER_NAMES: Mapping[DumpKind, tuple[tuple[str, str], ...]] = {
    "artists": (("artist_variation", "artist_id"), ("release_artist", "artist_id")),
    "labels": (("release_label", "label_id"),),
}
"""Tables with names, each with its column for the id of whom they name; credits and labels of releases come last."""
_RELEASES = f"SELECT {', '.join(INDEX.columns)} FROM {INDEX.name} WHERE release_id IN"
_IN_ORDER = "ORDER BY COALESCE(year, 9999), release_id"
_RELEASES_OF: Mapping[DumpKind, str] = {
    "artists": f"{_RELEASES} (SELECT release_id FROM release_artist WHERE artist_id = ? AND is_extra = 0) {_IN_ORDER}",
    "labels": f"{_RELEASES} (SELECT release_id FROM release_label WHERE label_id = ?) {_IN_ORDER}",
    "masters": f"{_RELEASES} (SELECT release_id FROM {INDEX.name} WHERE master_id = ?) {_IN_ORDER}",
}


def record(catalogue: Catalogue, kind: DumpKind, number: int) -> Record | None:
    """Return the record with this id and all its rows; None where the catalogue lacks it.

    A release that is kept in the index only has its id and the index row.
    """
    own_table, *tables_below = TABLES[kind]
    own_rows = _rows(catalogue, own_table, number, "")
    if not own_rows and kind != "releases":
        return None
    index_rows = _rows(catalogue, INDEX, number, "") if kind == "releases" else []
    if not own_rows and not index_rows:
        return None
    id_column = own_table.columns[0]
    result: Record = own_rows[0] if own_rows else {id_column: number}
    if index_rows:
        result[INDEX.name] = index_rows[0]
    for table in tables_below:
        if table is not INDEX:
            order = ", ".join(name for name in ("track_sequence", "sequence") if name in table.columns)
            result[table.name] = [_without(row, id_column) for row in _rows(catalogue, table, number, order)]
    return result


def releases_of(catalogue: Catalogue, kind: DumpKind, number: int) -> list[Record]:
    """Return the index rows of an artist's, a label's or a master's releases, the earliest first."""
    return [dict(zip(INDEX.columns, row, strict=True)) for row in catalogue.rows(_RELEASES_OF[kind], (number,))]


def by_name(catalogue: Catalogue, kind: DumpKind, text: str) -> list[tuple[int, str]]:
    """Return ids and names of the artists or labels of this name.

    Those whose name is written just so come alone; else those that differ in case only; else those that differ in
    accents and articles, too. A number is taken for an id where somebody has that id.
    """
    if text.isascii() and text.isdecimal() and (named := _by_id(catalogue, kind, int(text))):
        return named
    for places in (_OWN_NAMES[kind], _OTHER_NAMES[kind]):
        for condition in ("name = ?", "LOWER(name) = LOWER(?)"):
            if named := _where(catalogue, places, condition, text):
                return named
    return _by_folded_name(catalogue, kind, text)


def _by_id(catalogue: Catalogue, kind: DumpKind, number: int) -> list[tuple[int, str]]:
    places = [place for place in (*_OWN_NAMES[kind], *_OTHER_NAMES[kind]) if place[0] != "artist_variation"]
    for table, column in places:
        for (name,) in list(catalogue.rows(f"SELECT name FROM {table} WHERE {column} = ? LIMIT 1", (number,))):
            return [(number, str(name or ""))]
    return []


def _where(catalogue: Catalogue, places: Sequence[tuple[str, str]], condition: str, text: str) -> list[tuple[int, str]]:
    for table, column in places:
        query = f"SELECT DISTINCT {column}, name FROM {table} WHERE {condition} AND {column} > 0 ORDER BY {column}"
        named = [(int(number or 0), str(name)) for number, name in catalogue.rows(query, (text,))]
        if named:
            return named
    return []


def _by_folded_name(catalogue: Catalogue, kind: DumpKind, text: str) -> list[tuple[int, str]]:
    """Compare with every name: this is slow, and done only where no index led to anybody."""
    wanted = _folded_name(text)
    for table, column in (*_OWN_NAMES[kind], *_OTHER_NAMES[kind]):
        rows = catalogue.rows(f"SELECT DISTINCT {column}, name FROM {table} WHERE {column} > 0 AND name IS NOT NULL")
        named = {(int(number or 0), str(name)) for number, name in rows if _folded_name(str(name)) == wanted}
        if named:
            return sorted(named)
    return []


def _folded_name(name: str) -> str:
    return fold(display_name(name)).removeprefix("the ")


def _rows(catalogue: Catalogue, table: Table, number: int, order: str) -> list[dict[str, Value]]:
    order_by = f" ORDER BY {order}" if order else ""
    query = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {table.columns[0]} = ?{order_by}"
    return [dict(zip(table.columns, row, strict=True)) for row in catalogue.rows(query, (number,))]


def _without(row: dict[str, Value], column: str) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name != column}
