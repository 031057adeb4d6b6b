"""Rows prepared for SQLite, in whichever process they were parsed. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from scraper.catalogue.backend import PreparedRows, TableRow, Value
from scraper.catalogue.folded_text import release_text, track_text
from scraper.catalogue.tables import INDEX, SEARCHED

SEARCH_TABLES = ("release_search", "track_search")
ROWS_PER_INSERT = 16
"""Rows of one INSERT statement: each takes a third less time than in a statement of its own."""
_SEARCHED = [INDEX.columns.index(name) for name in SEARCHED]
"""Places, in a row of the index, of the columns that a release is found by."""
_TRACK_TITLE = 4
"""Place of the title in a row of `release_track`."""


def prepare(rows: Mapping[str, Sequence[TableRow]]) -> PreparedRows:
    """Return rows by table, grouped for INSERT statements, and the texts of both search tables.

    A table's rows are a list of values for statements of `ROWS_PER_INSERT` rows, and a list of the remaining rows.
    """
    grouped = {table: _grouped(table_rows) for table, table_rows in rows.items()}
    texts = release_texts(rows.get("release_index", ())), track_texts(rows.get("release_track", ()))
    return grouped, dict(zip(SEARCH_TABLES, map(list, texts), strict=True))


def _grouped(rows: Sequence[TableRow]) -> tuple[list[list[Value]], Sequence[TableRow]]:
    end = len(rows) - len(rows) % ROWS_PER_INSERT
    groups = [list(chain.from_iterable(rows[at : at + ROWS_PER_INSERT])) for at in range(0, end, ROWS_PER_INSERT)]
    return groups, rows[end:]


def release_texts(rows: Iterable[TableRow]) -> Iterator[tuple[Value, str]]:
    """Yield release id and search text of rows of `release_index`."""
    return ((row[0], release_text([row[place] for place in _SEARCHED])) for row in rows)


def track_texts(rows: Iterable[TableRow]) -> Iterator[tuple[Value, str]]:
    """Yield release id and search text of rows of `release_track`; those of a release must be together."""
    titles: dict[Value, list[str]] = {}
    for row in rows:
        if title := row[_TRACK_TITLE]:
            titles.setdefault(row[0], []).append(str(title))
    return ((release, track_text(release_titles)) for release, release_titles in titles.items())
