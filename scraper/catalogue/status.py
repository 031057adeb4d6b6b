"""What the catalogue holds: tables, rows, months, and how old that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scraper.catalogue.backend import Catalogue, Loaded
from scraper.catalogue.tables import KINDS, TABLES, Kind

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KindStatus:
    """One kind of dump."""

    kind: Kind
    loaded: Loaded | None
    """None where nothing of it is loaded."""
    months_old: int | None
    """0 for this month's dump; None where nothing is loaded, or its month is not known."""
    rows: dict[str, int]
    """By table; {} where nothing of it is loaded."""


def kinds(catalogue: Catalogue, today: date) -> Iterator[KindStatus]:
    """Yield what is there of each kind; counting the rows of a whole dump takes a while."""
    loads = catalogue.loads()
    for kind in KINDS:
        loaded = loads.get(kind)
        yield KindStatus(
            kind=kind,
            loaded=loaded,
            months_old=_age(loaded.month, today) if loaded else None,
            rows={table.name: _count(catalogue, table.name) for table in TABLES[kind]} if loaded else {},
        )


def bad_records(catalogue: Catalogue, most: int) -> list[tuple[str, int, str]]:
    """Return the first records that could not be read: kind, place in the file, reason."""
    rows = catalogue.rows("SELECT kind, number, reason FROM bad_record ORDER BY kind, number LIMIT ?", (most,))
    return [(str(kind), int(number or 0), str(reason)) for kind, number, reason in rows]


def _count(catalogue: Catalogue, table: str) -> int:
    ((count,),) = catalogue.rows(f"SELECT COUNT(*) FROM {table}")
    return int(count or 0)


def _age(month: str, today: date) -> int | None:
    if len(month) != 6 or not month.isdecimal():  # noqa: PLR2004  # such as 202608
        return None
    return max(0, (today.year - int(month[:4])) * _MONTHS + today.month - int(month[4:]))
