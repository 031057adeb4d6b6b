"""What the catalogue asks of a database; SQLite and PostgreSQL each fulfil it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self

from scraper.catalogue.tables import INDEX, Kind

Keep = Literal["collection", "masters", "artists", "index", "all"]
Value = int | float | str | bytes | None
Row = Sequence[Value]
Packed = Any
"""Rows by table, in a backend's own form; marshal can write it."""
Pack = Callable[[Mapping[str, Sequence[Row]]], Packed]
HIT = INDEX.columns
"""The columns of the index, which are a hit's fields but its score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was loaded of one kind, and from where."""

    kind: Kind
    month: str
    """'202608'; '' where the file's name does not tell."""
    file: str
    checksum: str
    """SHA-256 of the file, in hexadecimal."""
    keep: Keep
    selection: str
    """Hash of what was wanted; '' where all was."""
    records: int
    """How many the file holds."""
    kept: int
    bad: int
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Elements that nobody told us of, with how often they came."""
    loaded_at: str = ""
    """ISO 8601, UTC."""


class Loading(Protocol):
    """A load on its way: nobody sees its rows before it is finished."""

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take rows by table, in the columns' order of `TABLES`."""

    @property
    def pack(self) -> Pack:
        """A function, for other processes too, that does what can be done with rows before they are taken."""

    def add_packed(self, packed: Packed) -> None:
        """Take rows that `pack` packed."""

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read, with its place in the file, counted from 1."""

    def finish(self, loaded: Loaded) -> None:
        """Build indexes, check the counts of rows against what was added, and put it in the place of the old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is searched for: anything in `text`, or in fields of its own; '' is not asked for."""

    text: str = ""
    artist: str = ""
    title: str = ""
    track: str = ""
    label: str = ""
    catno: str = ""
    barcode: str = ""
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A release that was found."""

    release_id: int
    master_id: int | None
    title: str
    artists: str
    year: int | None
    country: str
    formats: str
    labels: str
    catnos: str
    barcodes: str
    score: float = 0.0
    """From 0 to 1."""

    @classmethod
    def of(cls, row: Sequence[Value]) -> Self:
        """Return the hit for a row of release_index, its columns in their order; '' stands for NULL."""
        told = {name: value or "" for name, value in zip(HIT, row, strict=True)}
        numbers = {name: told[name] or None for name in ("master_id", "year")}
        return cls(**(told | numbers))  # type: ignore[arg-type]  # as the columns are


class Catalogue(Protocol):
    """A catalogue that is open."""

    @property
    def name(self) -> str:
        """Where it is, without a password."""

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query in the SQL that both databases understand, `?` for each value."""

    def loading(self, kind: Kind) -> AbstractContextManager[Loading]:
        """Begin a load beside what is there; leaving without `finish` leaves all as it was.

        Raises AlreadyRunning while another load is on its way.
        """

    def loads(self) -> dict[Kind, Loaded]:
        """Return what is loaded."""

    def candidates(self, question: Question) -> list[Hit]:
        """Return releases that may be meant, more of them than asked for, in no order that matters."""

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables, their search index too; return how many there were."""

    def clear(self, kinds: Collection[Kind]) -> None:
        """Drop what was loaded of these kinds."""

    def compact(self) -> None:
        """Give unused space back, and let the database look at its rows anew for planning."""

    def size(self) -> int:
        """Return the bytes that it takes on disk."""

    def close(self) -> None:
        """Let go of it."""
