"""A load into a SQLite file beside the catalogue's, which takes its place once it is whole."""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.backend import Loaded, Pack, Packed, Row, Value
from scraper.catalogue.sqlite.connection import PATIENCE, connect_to_load, in_our_words
from scraper.catalogue.sqlite.packing import SEARCHES, TOGETHER, pack
from scraper.catalogue.sqlite.search import count_trigrams
from scraper.catalogue.tables import BAD, METADATA, TABLES, Kind, Table
from scraper.run.errors import AlreadyRunning, LocalTrouble
from scraper.run.migrations import transaction

_HASH_SIZE = 16 << 20
"""Bytes of an index that are gathered before they are written: the more, the fewer pieces to merge."""
_TEXTS = 4_000
"""Texts of an index that are taken together: going to and fro between two indexes empties the processor's caches."""


class SqliteLoading:
    """The file beside, with rows of one kind on their way into it."""

    def __init__(self, db: sqlite3.Connection, file: Path, kind: Kind) -> None:
        self._db, self._file, self._kind = db, file, kind
        self._added: Counter[str] = Counter()
        self._inserts = {table.name: (_insert(table, TOGETHER), _insert(table)) for table in TABLES[kind]}
        self._indexes = _take_indexes(db, kind)
        self._texts: dict[str, list[Row]] = {search: [] for search in SEARCHES}
        self.finished = False
        empty(db, kind)
        if kind == "releases":
            for search in SEARCHES:
                db.execute(f"INSERT INTO {search} ({search}, rank) VALUES ('hashsize', {_HASH_SIZE})")
        db.execute("BEGIN")

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take rows by table."""
        self.add_packed(pack(rows))

    @property
    def pack(self) -> Pack:
        """What makes rows ready to be inserted."""
        return pack

    def add_packed(self, packed: Packed) -> None:
        """Take rows that are ready to be inserted."""
        rows, texts = packed
        with in_our_words(self._file):
            for table, (many, rest) in rows.items():
                together, alone = self._inserts[table]
                self._db.executemany(together, many)
                self._db.executemany(alone, rest)
                self._added[table] += TOGETHER * len(many) + len(rest)
            for search, found in texts.items():
                self._texts[search] += found
                if len(self._texts[search]) >= _TEXTS:
                    self._make_searchable(search)

    def _make_searchable(self, search: str) -> None:
        # One by one: after a statement of many rows the index would write down all that it has gathered.
        self._db.executemany(f"INSERT INTO {search} (rowid, text) VALUES (?, ?)", self._texts[search])
        self._added[search] += len(self._texts[search])
        self._texts[search].clear()

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read."""
        with in_our_words(self._file):
            self._db.execute(_insert(BAD), (self._kind, number, reason, record))
        self._added[BAD.name] += 1

    def finish(self, loaded: Loaded) -> None:
        """Build indexes, check the counts, and put the file in the place of the old."""
        with in_our_words(self._file):
            for search in SEARCHES:
                self._make_searchable(search)
            self._db.execute(_insert(METADATA), metadata(loaded))
            self._db.execute("COMMIT")
            for index in self._indexes:
                self._db.execute(index)
            self._check()
            if self._kind == "releases":
                count_trigrams(self._db)
            analyze(self._db)
            self._db.close()
            _put_in_place(_beside(self._file), self._file)
        self.finished = True

    def _check(self) -> None:
        """Make sure that everything that was added is there, and that what is searched is sound."""
        kind = self._kind
        counted = {table.name: table.name for table in TABLES[kind]}
        counted[BAD.name] = f"{BAD.name} WHERE kind = '{kind}'"
        if kind == "releases":
            # One row for each text that is indexed.
            counted |= {search: f"{search}_docsize" for search in SEARCHES}
        for table, rows in counted.items():
            there = self._db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
            if there != self._added[table]:
                raise LocalTrouble(
                    f"{there:,} of {self._added[table]:,} rows came into {table} of {_beside(self._file)}; "
                    "the old catalogue stays. Check the disk, and load again."
                )
        if kind == "releases":
            for search in SEARCHES:
                self._db.execute(f"INSERT INTO {search} ({search}) VALUES ('integrity-check')")


@contextmanager
def loading(file: Path, kind: Kind) -> Iterator[SqliteLoading]:
    """Begin a load beside a catalogue; the caller holds its lock."""
    beside = _beside(file)
    with in_our_words(file):
        _remove(beside)
        _out_of_write_ahead(file)
    try:
        with in_our_words(file):
            if _holds_others(file, kind):
                _copy(file, beside)
        with closing(connect_to_load(beside)) as db:
            with in_our_words(file):
                load = SqliteLoading(db, file, kind)
            yield load
    finally:
        _remove(beside)


def metadata(loaded: Loaded) -> tuple[Value, ...]:
    """Return a load's row."""
    values = {name: getattr(loaded, name) for name in METADATA.columns}
    return (*(values | {"unknown": json.dumps(dict(loaded.unknown))}).values(),)


def analyze(db: sqlite3.Connection) -> None:
    """Let the database look at its rows for planning: at some of them, however many there are."""
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")


def empty(db: sqlite3.Connection, kind: Kind) -> None:
    """Remove all that was loaded of a kind."""
    with transaction(db):
        for table in TABLES[kind]:
            db.execute(f"DELETE FROM {table.name}")
        if kind == "releases":
            for table_name in SEARCHES:
                db.execute(f"INSERT INTO {table_name} ({table_name}) VALUES ('delete-all')")
        for table in (BAD, METADATA):
            db.execute(f"DELETE FROM {table.name} WHERE kind = ?", (kind,))


def _insert(table: Table, rows: int = 1) -> str:
    row = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {table.name} VALUES {', '.join([row] * rows)}"


def _take_indexes(db: sqlite3.Connection, kind: Kind) -> list[str]:
    """Drop the indexes of a kind's tables; return how they are made again."""
    tables = {table.name for table in TABLES[kind]}
    query = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    found = [(name, sql) for table, name, sql in db.execute(query) if table in tables]
    for name, _ in found:
        db.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.loading")


def _remove(beside: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        beside.with_name(f"{beside.name}{end}").unlink(missing_ok=True)


def _out_of_write_ahead(file: Path) -> None:
    """Make sure that the file is all there is: what other programs left beside it would spoil its successor."""
    if not file.exists():
        for end in ("-journal", "-wal", "-shm"):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        return
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise AlreadyRunning(f"Another program has {file} open in WAL mode; close it, and load again.")


def _holds_others(file: Path, kind: Kind) -> bool:
    if not file.exists():
        return False
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (METADATA.name,)).fetchone():
            return False
        return db.execute(f"SELECT 1 FROM {METADATA.name} WHERE kind <> ?", (kind,)).fetchone() is not None


def _copy(file: Path, beside: Path) -> None:
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as old, closing(sqlite3.connect(beside)) as new:
        new.execute("PRAGMA synchronous = OFF")
        old.backup(new, pages=-1)


def _put_in_place(beside: Path, file: Path) -> None:
    """Swap, while no program is in the middle of writing to the old file, and only once all of the new is on disk."""
    with beside.open("rb+") as new:
        os.fsync(new.fileno())
    if not file.exists():
        beside.replace(file)
    else:
        shutil.copymode(file, beside)
        _out_of_write_ahead(file)
        with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as old:
            old.execute("BEGIN IMMEDIATE")
            beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
