"""What the catalogue holds: the rows of each table, the month of each dump, and how old it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scraper.catalogue.backend import Catalogue, LoadSummary
from scraper.catalogue.tables import DUMP_KINDS, TABLES, DumpKind

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KindStatus:
    """What the catalogue holds of one kind of dump."""

    kind: DumpKind
    loaded: LoadSummary | None
    """None where nothing of this kind is loaded."""
    months_old: int | None
    """0 for this month's dump; None where nothing is loaded, or its month is not known."""
    rows: dict[str, int]
    """How many rows each table has; {} where nothing of this kind is loaded."""


def kinds(catalogue: Catalogue, today: date) -> Iterator[KindStatus]:
    """Yield the status of each kind; counting the rows of a whole dump takes a while."""
    loads = catalogue.loads()
    for kind in DUMP_KINDS:
        loaded = loads.get(kind)
        yield KindStatus(
            kind=kind,
            loaded=loaded,
            months_old=_age(loaded.month, today) if loaded else None,
            rows={table.name: _count(catalogue, table.name) for table in TABLES[kind]} if loaded else {},
        )


def bad_records(catalogue: Catalogue, most: int) -> list[tuple[str, int, str]]:
    """Return kind, place in the file and reason of the first records that could not be read, `most` of them."""
    rows = catalogue.rows("SELECT kind, number, reason FROM bad_record ORDER BY kind, number LIMIT ?", (most,))
    return [(str(kind), int(number or 0), str(reason)) for kind, number, reason in rows]


def _count(catalogue: Catalogue, table: str) -> int:
    ((count,),) = catalogue.rows(f"SELECT COUNT(*) FROM {table}")
    return int(count or 0)


def _age(month: str, today: date) -> int | None:
    """Return how many months ago '202608' was; 0 for a month in the future, None for what is no month."""
    if len(month) != 6 or not month.isdecimal():  # noqa: PLR2004  # the length of 202608
        return None
    return max(0, (today.year - int(month[:4])) * _MONTHS_PER_YEAR + today.month - int(month[4:]))
