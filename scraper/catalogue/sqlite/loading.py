"""A load into a SQLite file beside the catalogue's, which takes its place once it is whole."""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.backend import Loaded, Row, Value
from scraper.catalogue.folding import search_text, track_text
from scraper.catalogue.sqlite.connection import PATIENCE, connect_to_load, in_our_words
from scraper.catalogue.sqlite.search import count_trigrams
from scraper.catalogue.tables import BAD, INDEX, METADATA, TABLES, Kind, Table
from scraper.errors import AlreadyRunning, LocalTrouble
from scraper.migrations import transaction

SEARCHES = ("release_search", "track_search")
SEARCHED = [INDEX.columns.index(name) for name in ("title", "artists", "labels", "catnos", "barcodes")]
_TRACK_TITLE = 4
_HASH_SIZE = 16 << 20
"""Bytes of an index that are gathered before they are written: the more, the fewer pieces to merge."""


class SqliteLoading:
    """The file beside, with rows of one kind on their way into it."""

    def __init__(self, db: sqlite3.Connection, file: Path, kind: Kind) -> None:
        self._db, self._file, self._kind = db, file, kind
        self._added: Counter[str] = Counter()
        self._inserts = {table.name: _insert(table) for table in TABLES[kind]}
        self._indexes = _take_indexes(db, kind)
        self.finished = False
        empty(db, kind)
        if kind == "releases":
            for search in SEARCHES:
                db.execute(f"INSERT INTO {search} ({search}, rank) VALUES ('hashsize', {_HASH_SIZE})")
        db.execute("BEGIN")

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take rows by table."""
        with in_our_words(self._file):
            for table, found in rows.items():
                self._db.executemany(self._inserts[table], found)
                self._added[table] += len(found)
            self._make_searchable(rows.get("release_index", ()), rows.get("release_track", ()))

    def _make_searchable(self, releases: Sequence[Row], tracks: Sequence[Row]) -> None:
        self._db.executemany("INSERT INTO release_search (rowid, text) VALUES (?, ?)", searchable(releases))
        found = list(searchable_tracks(tracks))
        self._db.executemany("INSERT INTO track_search (rowid, text) VALUES (?, ?)", found)
        self._added["release_search"] += len(releases)
        self._added["track_search"] += len(found)

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read."""
        with in_our_words(self._file):
            self._db.execute(_insert(BAD), (self._kind, number, reason, record))
        self._added[BAD.name] += 1

    def finish(self, loaded: Loaded) -> None:
        """Build indexes, check the counts, and put the file in the place of the old."""
        with in_our_words(self._file):
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
        for table in (*TABLES[self._kind], BAD):
            where = " WHERE kind = ?" if table is BAD else ""
            query = f"SELECT count(*) FROM {table.name}{where}"
            there = self._db.execute(query, (self._kind,) if where else ()).fetchone()[0]
            if there != self._added[table.name]:
                raise LocalTrouble(
                    f"{there:,} of {self._added[table.name]:,} rows came into {table.name} of {_beside(self._file)}; "
                    "the old catalogue stays. Check the disk, and load again."
                )
        if self._kind == "releases":
            for table_name in SEARCHES:
                self._db.execute(f"INSERT INTO {table_name} ({table_name}) VALUES ('integrity-check')")


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


def searchable(rows: Iterable[Row]) -> Iterator[tuple[Value, str]]:
    """Yield release id and searchable text of rows of release_index."""
    return ((row[0], search_text([row[place] for place in SEARCHED])) for row in rows)


def searchable_tracks(rows: Iterable[Row]) -> Iterator[tuple[Value, str]]:
    """Yield release id and searchable text of rows of release_track, those of a release one after the other."""
    texts: dict[Value, list[str]] = {}
    for row in rows:
        if title := row[_TRACK_TITLE]:
            texts.setdefault(row[0], []).append(str(title))
    return ((release, track_text(titles)) for release, titles in texts.items())


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


def _insert(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"


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
