"""What the catalogue needs of a database: `SqliteCatalogue` and `PostgresCatalogue` both offer it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self

from scraper.catalogue.tables import INDEX, DumpKind
from scraper.domain.catalogue_numbers import without_missing_numbers

Keep = Literal["collection", "masters", "artists", "index", "all"]
"""Which part of the dumps is kept; docs/catalogue.md describes each."""
Value = int | float | str | bytes | None
"""What a column can hold."""
TableRow = Sequence[Value]
"""The values of one row, in the order of its table's columns."""
PreparedRows = Any
"""Rows by table in the form that a database takes fastest; `marshal` can write it."""
PrepareRows = Callable[[Mapping[str, Sequence[TableRow]]], PreparedRows]
HIT_COLUMNS = INDEX.columns
"""The columns of the index: a hit has a field for each of them, and a score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSummary:
    """What was loaded of one kind of dump, and from which file."""

    kind: DumpKind
    month: str
    """'202608'; '' where the file's name does not say it."""
    file: str
    checksum: str
    """SHA-256 of the file, in hexadecimal."""
    keep: Keep
    selection: str
    """Hash of the ids that were wanted; '' where every record was."""
    records: int
    """How many records the file holds."""
    kept: int
    bad: int
    """How many records could not be read."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Elements and attributes that this program does not know, and how often each of them came."""
    loaded_at: str = ""
    """ISO 8601, UTC."""


class Load(Protocol):
    """A load in progress: readers see none of its rows before it is finished."""

    def add(self, rows: Mapping[str, Sequence[TableRow]]) -> None:
        """Take rows by table, each with the columns in the order of `TABLES`."""

    @property
    def prepare(self) -> PrepareRows:
        """A function that does as much work on rows as can be done in another process."""

    def add_prepared(self, prepared: PreparedRows) -> None:
        """Take rows that `prepare` returned."""

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read; `number` is its place in the file, counted from 1."""

    def finish(self, summary: LoadSummary) -> None:
        """Build the indexes, compare the counts of rows with what was added, and replace the old rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What to search for; '' in a field means that it is not searched for."""

    text: str = ""
    """Words that may be of the artist, the title, the label, a catalogue number or a barcode."""
    artist: str = ""
    title: str = ""
    track: str = ""
    label: str = ""
    catno: str = ""
    barcode: str = ""
    limit: int = 10
    """The most hits that are returned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A release that a search found."""

    release_id: int
    master_id: int | None
    """None for a release without a master."""
    title: str
    artists: str
    year: int | None
    """None where it is not known."""
    country: str
    formats: str
    labels: str
    catnos: str
    barcodes: str
    company_catnos: str
    """Catalogue numbers of companies; the labels' are in `catnos`."""
    score: float = 0.0
    """How alike it is to what was searched for, from 0 to 1."""

    @classmethod
    def of(cls, row: TableRow) -> Self:
        """Return the hit for a row of `release_index`; a text that is NULL becomes ''."""
        values = {name: value or "" for name, value in zip(HIT_COLUMNS, row, strict=True)}
        numbers = {name: values[name] or None for name in ("master_id", "year")}
        # Releases that were loaded by earlier versions have 'none' among their catalogue numbers.
        catnos = {"catnos": without_missing_numbers(str(values["catnos"]))}
        return cls(**(values | numbers | catnos))  # type: ignore[arg-type]  # the fields have the columns' names and types


class Catalogue(Protocol):
    """An open catalogue."""

    @property
    def name(self) -> str:
        """The file or the server's address, without a password."""

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query in SQL that both databases understand, with `?` for each value."""

    def loading(self, kind: DumpKind) -> AbstractContextManager[Load]:
        """Begin a load beside the rows that are there; leaving the block without `finish` changes nothing.

        Raises AlreadyRunning while another load is in progress.
        """

    def loads(self) -> dict[DumpKind, LoadSummary]:
        """Return the summary of each kind that is loaded."""

    def candidates(self, query: SearchQuery) -> list[Hit]:
        """Return releases that may be meant: more than `limit`, without scores, in no particular order."""

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables and from the search index; return how many there were."""

    def clear(self, kinds: Collection[DumpKind]) -> None:
        """Remove everything that was loaded of these kinds."""

    def compact(self) -> None:
        """Give unused space back, and refresh the statistics that the database plans queries by."""

    def size(self) -> int:
        """Return the bytes that the catalogue takes on disk."""

    def close(self) -> None:
        """Close the file, or the connections to the server."""
