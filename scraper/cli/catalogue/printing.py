"""Rows for people and for programs: an aligned table, CSV or JSON, printed as they come."""

import csv
import io
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from scraper.cli.output import dumped
from scraper.domain.words import plain, plural

LOOKED_AT = 200
"""Rows that decide how wide the columns are; later ones may stick out."""
WIDEST = 60
"""Cells that a terminal gets whole; longer ones end in an ellipsis there, and nowhere else."""

Cells = Sequence[object]


def table(columns: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """Yield the lines of an aligned table."""
    most = WIDEST if sys.stdout.isatty() else None
    cells = ([_cell(value, most) for value in row] for row in rows)
    first = list(islice(cells, LOOKED_AT))
    widths = [max(map(_width, column)) for column in zip(columns, *first, strict=True)]
    numeric = [_is_numeric(column) for column in zip(*first, strict=True)] or [False] * len(columns)
    yield _line(columns, widths, numeric)
    yield "  ".join("-" * width for width in widths)
    for row in chain(first, cells):
        yield _line(row, widths, numeric)


def as_csv(columns: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """Yield lines of CSV."""
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([value.hex() if isinstance(value, bytes) else value for value in row])


def _csv_line(values: Cells) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(values)
    return out.getvalue()


def as_json(columns: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """Yield the lines of a JSON array of objects; of columns with one name, the later get a number."""
    names = [name if name not in columns[:place] else f"{name}_{place + 1}" for place, name in enumerate(columns)]
    before = "["
    for row in rows:
        yield f"{before}{dumped(dict(zip(names, row, strict=True)))}"
        before = ","
    yield "]" if before == "," else "[]"


def _cell(value: object, most: int | None) -> str:
    shown = plural(len(value), "byte") if isinstance(value, bytes) else str(value)
    text = "NULL" if value is None else plain(shown)
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"


def _is_numeric(column: Iterable[str]) -> bool:
    values = [cell for cell in column if cell != "NULL"]
    return bool(values) and all(cell.replace(".", "", 1).removeprefix("-").isdecimal() for cell in values)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return "  ".join(
        f"{' ' * (width - _width(cell))}{cell}" if right else f"{cell}{' ' * (width - _width(cell))}"
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ).rstrip()


def _width(text: str) -> int:
    """Return how many columns a terminal gives to text: two for a Japanese letter, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
