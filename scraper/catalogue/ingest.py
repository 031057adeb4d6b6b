"""A dump into the catalogue: read once, filtered, loaded beside what is there, and swapped in when it is whole."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scraper.catalogue.backend import Catalogue, Loaded, Loading, Packed
from scraper.catalogue.mentions import mentioned
from scraper.catalogue.reading import (
    Blocks,
    Parser,
    Read,
    Rows,
    few_collections,
    fitting,
    read_all,
    stretches,
)
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import KINDS, Kind
from scraper.run.errors import BadUsage, LocalTrouble
from scraper.run.progress import Progress

AT_ONCE = 500
"""Records whose rows go into the database together."""
_NAME = re.compile(r"discogs_(\d{6})\d{2}_([a-z]+)\.xml(?:\.gz)?", re.ASCII)
_PAGE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A file to load."""

    file: Path
    kind: Kind
    month: str = ""
    """'202608'; '' where nobody knows."""
    checksum: str = ""
    """The SHA-256 that it must have; '' where nobody knows."""


def dump(file: Path, kind: Kind | None = None, month: str = "", checksum: str = "") -> Dump:
    """Return a file with what its name tells, as `discogs_20260801_releases.xml.gz` does, unless we are told.

    Raises BadUsage where nothing tells its kind.
    """
    match = _NAME.fullmatch(file.name)
    named: list[Kind] = [one for one in KINDS if match is not None and one == match[2]]
    if kind is None and not named:
        raise BadUsage(
            f"The name of {file} does not tell what it holds; say it with --type, one of {', '.join(KINDS)}."
        )
    told = month or (match[1] if match is not None else "")
    return Dump(file=file, kind=kind or named[0], month=told, checksum=checksum.lower())


def ingest(
    catalogue: Catalogue,
    source: Dump,
    selection: Selection,
    *,
    progress: Progress,
    force: bool = False,
    workers: int | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Loaded | None:
    """Load a dump; return what was loaded, None where the same was loaded before.

    Of artists, labels and masters those are wanted too that the loaded releases mention. Where everything is kept,
    `workers` processes parse, None for as many as the file is worth.

    Raises BadUsage, LocalTrouble or AlreadyRunning; then the catalogue is as it was.
    """
    kind = source.kind
    chosen = selection if selection.is_all else selection.with_ids(kind, mentioned(catalogue, kind))
    if not force and is_loaded(catalogue, source, chosen):
        return None
    with few_collections(), catalogue.loading(kind) as load, Blocks(source.file) as blocks:
        size = source.file.stat().st_size
        filling = _Filling(load, source, chosen)
        with progress.bar(kind.capitalize(), size, in_bytes=True) as bar:
            for _ in filling.fill(blocks, fitting(size) if workers is None else workers):
                bar.reach(blocks.place, size)
        _check(source, filling, blocks.checksum)
        loaded = filling.loaded(blocks.checksum, now())
        load.finish(loaded)
    return loaded


def is_loaded(catalogue: Catalogue, source: Dump, selection: Selection) -> bool:
    """Tell whether this very file was loaded already, and as much of it."""
    was = catalogue.loads().get(source.kind)
    if was is None:
        return False
    told = (was.month, was.keep, was.selection)
    if told != (source.month, selection.keep, selection.mark(source.kind)):
        return False
    return was.checksum == (source.checksum or checksum(source.file))


def checksum(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; raise BadUsage where there is none."""
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; `scrape catalogue download` fetches the dumps.") from None


def _check(source: Dump, filling: "_Filling", found: str) -> None:
    file = source.file
    if source.checksum and source.checksum != found:
        raise LocalTrouble(f"{file} is not what was published (SHA-256 {found}); download it again.")
    if not filling.records:
        raise LocalTrouble(f"{file} holds no {source.kind}; download it again, nothing was changed.")
    if filling.bad == filling.records:
        raise LocalTrouble(
            f"None of the {filling.records:,} {source.kind} in {file} could be read; nothing was changed."
        )


class _Filling:
    """Takes a dump's records, gives rows to a load."""

    def __init__(self, load: Loading, source: Dump, selection: Selection) -> None:
        self._load = load
        self._source = source
        self._selection = selection
        self._rows: Rows = defaultdict(list)
        self._waiting = 0
        self._seen = _Seen()
        kind = source.kind
        self._only_index = kind == "releases" and selection.keep == "index"
        self._parser = Parser(
            kind, only_index=self._only_index, choose=selection.choose(kind), wants=partial(selection.wants, kind)
        )
        self._unknown: Counter[str] = Counter()
        self.records = self.kept = self.bad = 0

    def fill(self, blocks: Iterable[bytes], workers: int) -> Iterator[None]:
        """Load all that is wanted, step by step."""
        kind = self._source.kind
        found = stretches(blocks, kind, str(self._source.file))
        # Leaving out is quicker than handing over to another process.
        if workers and self._selection.is_all:
            for stretch, read, packed in read_all(
                found, kind, only_index=self._only_index, pack=self._load.pack, workers=workers
            ):
                self._take(stretch, read, packed)
                yield
        else:
            for stretch in found:
                self._take(stretch, self._parser.read(stretch))
                yield
        self._flush()

    def _take(self, stretch: bytes, read: Read, packed: Packed | None = None) -> None:
        again = [number for number in read.ids if self._seen.again(number)]
        if again:
            read, packed = self._parser.read(stretch, again), None
        for place, reason, record in read.bad:
            self._load.set_aside(self.records + place + 1, reason, record)
        if packed is not None:
            self._load.add_packed(packed)
        for table, rows in read.rows.items():
            self._rows[table] += rows
        self.records += read.total
        self.bad += len(read.bad)
        self.kept += len(read.ids)
        self._waiting += len(read.ids)
        self._unknown.update(read.unknown)
        if self._waiting >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._load.add(self._rows)
        self._rows = defaultdict(list)
        self._waiting = 0

    def loaded(self, found: str, at: datetime) -> Loaded:
        """Return what is now loaded."""
        source, selection = self._source, self._selection
        return Loaded(
            kind=source.kind,
            month=source.month,
            file=source.file.name,
            checksum=found,
            keep=selection.keep,
            selection=selection.mark(source.kind),
            records=self.records,
            kept=self.kept,
            bad=self.bad,
            unknown=dict(sorted(self._unknown.items())),
            loaded_at=at.isoformat(timespec="seconds"),
        )


class _Seen:
    """Ids that came, a bit for each: twenty million take a few megabytes."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def again(self, number: int) -> bool:
        """Note an id; tell whether it was noted before."""
        page, place = number >> _PAGE, number & ((1 << _PAGE) - 1)
        bits = self._pages.get(page)
        if bits is None:
            bits = self._pages[page] = bytearray((1 << _PAGE) // 8)
        bit = 1 << (place & 7)
        if bits[place >> 3] & bit:
            return True
        bits[place >> 3] |= bit
        return False
