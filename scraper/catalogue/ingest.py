"""A dump loaded into the catalogue: read once, filtered, and put in the place of the old rows once it is complete."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scraper.catalogue.backend import Catalogue, Load, LoadSummary, PreparedRows
from scraper.catalogue.reading import (
    Blocks,
    ParsedStretch,
    Parser,
    RowsByTable,
    few_collections,
    parse_in_workers,
    stretches,
    worker_count,
)
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import DUMP_KINDS, DumpKind
from scraper.catalogue.wanted_ids import mentioned_ids
from scraper.domain.words import counted
from scraper.run.errors import BadUsage, LocalTrouble
from scraper.run.progress import Progress

RECORDS_PER_INSERT = 500
"""Records whose rows are handed to the database together."""
_FILE_NAME = re.compile(r"discogs_(\d{6})\d{2}_([a-z]+)\.xml(?:\.gz)?", re.ASCII)
_PAGE_BITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFile:
    """A file to load."""

    file: Path
    kind: DumpKind
    month: str = ""
    """'202608'; '' where it is not known."""


def dump_file(file: Path, kind: DumpKind | None = None, month: str = "") -> DumpFile:
    """Return a file with its kind and month; its name says what is not given (`discogs_20260801_releases.xml.gz`).

    Raises BadUsage where neither the name nor the caller says the kind.
    """
    match = _FILE_NAME.fullmatch(file.name)
    named: list[DumpKind] = [known for known in DUMP_KINDS if match is not None and known == match[2]]
    if kind is None and not named:
        raise BadUsage(
            f"The name of {file} does not tell what it holds; say it with --type, one of {', '.join(DUMP_KINDS)}."
        )
    month = month or (match[1] if match is not None else "")
    return DumpFile(file=file, kind=kind or named[0], month=month)


def ingest(
    catalogue: Catalogue,
    source: DumpFile,
    selection: Selection,
    *,
    progress: Progress,
    force: bool = False,
    workers: int | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> LoadSummary | None:
    """Load a dump; return its summary, None where the same file was loaded before and as much of it was kept.

    Artists, labels and masters that the loaded releases mention are added to the selection. Where every record is
    kept, `workers` processes parse; None for as many as suit the file and the machine.

    Raises BadUsage, LocalTrouble or AlreadyRunning, and then leaves the catalogue as it was.
    """
    kind = source.kind
    wanted = selection if selection.is_all else selection.with_ids(kind, mentioned_ids(catalogue, kind))
    if not force and _is_loaded(catalogue, source, wanted):
        return None
    with few_collections(), catalogue.loading(kind) as load, Blocks(source.file) as blocks:
        size = source.file.stat().st_size
        loader = _DumpLoader(load, source, wanted)
        with progress.bar(kind.capitalize(), size, in_bytes=True) as bar:
            for _ in loader.load(blocks, worker_count(size) if workers is None else workers):
                bar.reach(blocks.place, size)
        _check(source, loader)
        summary = loader.summary(blocks.checksum, now())
        load.finish(summary)
    return summary


def _is_loaded(catalogue: Catalogue, source: DumpFile, selection: Selection) -> bool:
    """Tell whether this very file is loaded, with the same records kept."""
    loaded = catalogue.loads().get(source.kind)
    if loaded is None:
        return False
    if (loaded.month, loaded.keep) != (source.month, selection.keep):
        return False
    if loaded.selection != selection.fingerprint(source.kind):
        return False
    return loaded.checksum == _checksum(source.file)


def _checksum(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; raise BadUsage where there is no such file."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; `scrape catalogue download` fetches the dumps.") from None


def _check(source: DumpFile, loader: "_DumpLoader") -> None:
    """Raise LocalTrouble where the file holds no records, or none that can be read."""
    file = source.file
    if not loader.records:
        raise LocalTrouble(f"{file} holds no {source.kind}; download it again, nothing was changed.")
    if loader.bad == loader.records:
        raise LocalTrouble(
            f"None of {counted(loader.records, source.kind)} in {file} could be read; nothing was changed."
        )


class _DumpLoader:
    """Reads the records of one dump and gives the rows of the wanted ones to a load."""

    def __init__(self, load: Load, source: DumpFile, selection: Selection) -> None:
        self._load = load
        self._source = source
        self._selection = selection
        self._rows: RowsByTable = defaultdict(list)
        self._records_waiting = 0
        self._ids = _IdSet()
        kind = source.kind
        self._only_index = kind == "releases" and selection.keep == "index"
        self._parser = Parser(
            kind,
            only_index=self._only_index,
            bytes_filter=selection.bytes_filter(kind),
            parts_filter=partial(selection.wants, kind),
        )
        self._unknown: Counter[str] = Counter()
        self.records = self.kept = self.bad = 0

    def load(self, blocks: Iterable[bytes], workers: int) -> Iterator[None]:
        """Load every record that is wanted; yield after each stretch of the file."""
        kind = self._source.kind
        file_stretches = stretches(blocks, kind, str(self._source.file))
        # Filtering a stretch takes less time than handing it to another process.
        if workers and self._selection.is_all:
            for stretch, parsed, prepared in parse_in_workers(
                file_stretches, kind, only_index=self._only_index, prepare=self._load.prepare, workers=workers
            ):
                self._take(stretch, parsed, prepared)
                yield
        else:
            for stretch in file_stretches:
                self._take(stretch, self._parser.parse(stretch))
                yield
        self._flush()

    def _take(self, stretch: bytes, parsed: ParsedStretch, prepared: PreparedRows | None = None) -> None:
        """Take what a stretch gave; `prepared` holds its rows where a worker parsed it."""
        repeated = [number for number in parsed.ids if self._ids.contains_or_add(number)]
        if repeated:
            parsed, prepared = self._parser.parse(stretch, repeated), None
        for place, reason, record in parsed.unreadable:
            self._load.set_aside(self.records + place + 1, reason, record)
        if prepared is not None:
            self._load.add_prepared(prepared)
        for table, rows in parsed.rows.items():
            self._rows[table] += rows
        self.records += parsed.total
        self.bad += len(parsed.unreadable)
        self.kept += len(parsed.ids)
        self._records_waiting += len(parsed.ids)
        self._unknown.update(parsed.unknown)
        if self._records_waiting >= RECORDS_PER_INSERT:
            self._flush()

    def _flush(self) -> None:
        self._load.add(self._rows)
        self._rows = defaultdict(list)
        self._records_waiting = 0

    def summary(self, checksum: str, at: datetime) -> LoadSummary:
        """Return the summary of the load, once all of the file was read."""
        source, selection = self._source, self._selection
        return LoadSummary(
            kind=source.kind,
            month=source.month,
            file=source.file.name,
            checksum=checksum,
            keep=selection.keep,
            selection=selection.fingerprint(source.kind),
            records=self.records,
            kept=self.kept,
            bad=self.bad,
            unknown=dict(sorted(self._unknown.items())),
            loaded_at=at.isoformat(timespec="seconds"),
        )


class _IdSet:
    """A set of ids with one bit for each: twenty million ids take a few megabytes."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def contains_or_add(self, number: int) -> bool:
        """Add an id; return True where it was there before."""
        page, place = number >> _PAGE_BITS, number & ((1 << _PAGE_BITS) - 1)
        bits = self._pages.get(page)
        if bits is None:
            bits = self._pages[page] = bytearray((1 << _PAGE_BITS) // 8)
        bit = 1 << (place & 7)
        if bits[place >> 3] & bit:
            return True
        bits[place >> 3] |= bit
        return False
