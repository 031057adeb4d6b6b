"""Records' bytes in, rows out: by patterns where they fit, by an XML parser where they don't. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from scraper.catalogue.reading import plainly, quick, rows
from scraper.catalogue.reading.parts import Parts
from scraper.catalogue.reading.records import whole
from scraper.catalogue.reading.rows import Rows
from scraper.catalogue.reading.text import BadRecord, Unusual
from scraper.catalogue.tables import Kind

Numbered = list[tuple[int, bytes]]
"""Records with their place in the file, as `batches` yields them."""
Wants = Callable[[int, Parts], bool]
"""Whether a record, of which we know the id, is wanted."""

_OF_THE_INDEX = frozenset({"title", "artists", "labels", "formats", "country", "released", "master_id", "identifiers"})


class Read(NamedTuple):
    """What a batch of records gave."""

    rows: Rows
    ids: list[int]
    """Of those that the rows are of."""
    bad: list[tuple[int, str]]
    """Place and reason of those that could not be read."""
    unknown: dict[str, int]
    """Elements and attributes that nobody told us of."""


class Parser:
    """Reads records of one kind."""

    def __init__(self, kind: Kind, *, only_index: bool = False, wants: Wants | None = None) -> None:
        self._kind: Kind = kind
        self._only = _OF_THE_INDEX if only_index else None
        self._wants = wants

    def needed(self, records: Numbered) -> Numbered:
        """Return of each record what has to be read."""
        return records if self._only is None else [(number, quick.slim(record)) for number, record in records]

    def read(self, records: Numbered, without: Iterable[int] = ()) -> Read:
        """Read what is needed of a batch; the ids in `without` came before, and their records are bad."""
        found = Read(defaultdict(list), [], [], {})
        unknown: Counter[str] = Counter()
        seen = set(without)
        for number, record in records:
            try:
                self._add(record, found, seen, unknown)
            except BadRecord as error:
                found.bad.append((number, str(error)))
        found.unknown.update(unknown)
        return found

    def _add(self, record: bytes, found: Read, seen: set[int], unknown: Counter[str]) -> None:
        parts = self._parts(record, unknown)
        number = rows.own_id(parts)
        if self._wants is not None and not self._wants(number, parts):
            return
        if number in seen:
            raise BadRecord(f"its id, {number}, came before")
        seen.add(number)
        if self._only is not None:
            rows.add_index(number, parts, found.rows)
        else:
            rows.add(self._kind, number, parts, found.rows)
        found.ids.append(number)

    def _parts(self, record: bytes, unknown: Counter[str]) -> Parts:
        try:
            return quick.read(self._kind, record, self._only)
        except (Unusual, UnicodeDecodeError):
            return plainly.read(self._kind, whole(self._kind, record), unknown)
