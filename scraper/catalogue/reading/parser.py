"""The bytes of records made into rows: read by patterns where they fit, by an XML parser where they do not. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from scraper.catalogue.reading import patterns, rows, xml_reading
from scraper.catalogue.reading.parts import RecordParts
from scraper.catalogue.reading.record_bytes import cut, whole
from scraper.catalogue.reading.rows import RowsByTable
from scraper.catalogue.reading.text import BadRecord, UnusualRecord
from scraper.catalogue.tables import DumpKind

BytesFilter = Callable[[Sequence[bytes]], Sequence[int]]
"""Returns the places, in a list of records, of those that may be wanted, going by their bytes."""
PartsFilter = Callable[[int, RecordParts], bool]
"""Tells whether a record with this id and these parts is wanted."""


class UnreadableRecord(NamedTuple):
    """A record that could not be read."""

    place: int
    """Its place among the records of its stretch, counted from 0."""
    reason: str
    record: bytes


class ParsedStretch(NamedTuple):
    """What a stretch of records gave."""

    total: int
    """How many records it has, wanted or not."""
    rows: RowsByTable
    ids: list[int]
    """The ids of the records that the rows are of."""
    unreadable: list[UnreadableRecord]
    unknown: dict[str, int]
    """Elements and attributes that this program does not know, and how often each of them came."""


class Parser:
    """Parses records of one kind: those that pass both filters; a filter that is None lets every record pass."""

    def __init__(
        self,
        kind: DumpKind,
        *,
        only_index: bool = False,
        bytes_filter: BytesFilter | None = None,
        parts_filter: PartsFilter | None = None,
    ) -> None:
        self._kind: DumpKind = kind
        self._only_index = only_index
        self._bytes_filter = bytes_filter
        self._parts_filter = parts_filter

    def parse(self, stretch: bytes, repeated: Iterable[int] = ()) -> ParsedStretch:
        """Parse the wanted records of a stretch; those with the ids in `repeated` came before and are unreadable."""
        records = cut(self._kind, stretch)
        parsed = ParsedStretch(len(records), defaultdict(list), [], [], {})
        unknown: Counter[str] = Counter()
        known_ids = set(repeated)
        for place in range(len(records)) if self._bytes_filter is None else self._bytes_filter(records):
            try:
                self._add(records[place], parsed, known_ids, unknown)
            except BadRecord as error:
                record = whole(self._kind, records[place])
                parsed.unreadable.append(UnreadableRecord(place, str(error), record))
        parsed.unknown.update(unknown)
        return parsed

    def _add(self, record: bytes, parsed: ParsedStretch, known_ids: set[int], unknown: Counter[str]) -> None:
        parts = self._parts(record, unknown)
        number = rows.own_id(parts)
        if self._parts_filter is not None and not self._parts_filter(number, parts):
            return
        if number in known_ids:
            raise BadRecord(f"its id, {number}, came before")
        known_ids.add(number)
        if self._only_index:
            rows.add_index_row(number, parts, parsed.rows)
        else:
            rows.add_rows(self._kind, number, parts, parsed.rows)
        parsed.ids.append(number)

    def _parts(self, record: bytes, unknown: Counter[str]) -> RecordParts:
        try:
            return patterns.read(self._kind, record, only_index=self._only_index)
        except (UnusualRecord, UnicodeDecodeError):
            return xml_reading.read(self._kind, whole(self._kind, record), unknown)
