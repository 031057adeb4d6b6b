"""Records' bytes in, rows out: by patterns where they fit, by an XML parser where they don't. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from scraper.catalogue.reading import plainly, quick, rows
from scraper.catalogue.reading.parts import Parts
from scraper.catalogue.reading.records import cut, whole
from scraper.catalogue.reading.rows import Rows
from scraper.catalogue.reading.text import BadRecord, Unusual
from scraper.catalogue.tables import Kind

Choose = Callable[[Sequence[bytes]], Sequence[int]]
"""The places of the records, among some, that may be wanted: told from their bytes."""
Wants = Callable[[int, Parts], bool]
"""Whether a record, of which we know the id, is wanted."""


class Bad(NamedTuple):
    """A record that could not be read."""

    place: int
    """Among the records of its stretch, from nought."""
    reason: str
    record: bytes


class Read(NamedTuple):
    """What a stretch of records gave."""

    total: int
    """Records in it, wanted or not."""
    rows: Rows
    ids: list[int]
    """Of those that the rows are of."""
    bad: list[Bad]
    unknown: dict[str, int]
    """Elements and attributes that nobody told us of."""


class Parser:
    """Reads records of one kind: those that `choose` offers and `wants` wants, or all."""

    def __init__(
        self, kind: Kind, *, only_index: bool = False, choose: Choose | None = None, wants: Wants | None = None
    ) -> None:
        self._kind: Kind = kind
        self._only_index = only_index
        self._choose = choose
        self._wants = wants

    def read(self, stretch: bytes, without: Iterable[int] = ()) -> Read:
        """Read what is wanted of a stretch; the ids in `without` came before, and their records are bad."""
        records = cut(self._kind, stretch)
        found = Read(len(records), defaultdict(list), [], [], {})
        unknown: Counter[str] = Counter()
        seen = set(without)
        for place in range(len(records)) if self._choose is None else self._choose(records):
            try:
                self._add(records[place], found, seen, unknown)
            except BadRecord as error:
                found.bad.append(Bad(place, str(error), whole(self._kind, records[place])))
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
        if self._only_index:
            rows.add_index(number, parts, found.rows)
        else:
            rows.add(self._kind, number, parts, found.rows)
        found.ids.append(number)

    def _parts(self, record: bytes, unknown: Counter[str]) -> Parts:
        try:
            return quick.read(self._kind, record, only_index=self._only_index)
        except (Unusual, UnicodeDecodeError):
            return plainly.read(self._kind, whole(self._kind, record), unknown)
