"""A load into a SQLite file beside the catalogue's, which takes the catalogue's place once it is complete."""

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.backend import LoadSummary, PreparedRows, PrepareRows, TableRow
from scraper.catalogue.metadata import summary_row
from scraper.catalogue.sqlite.connection import PATIENCE, connect_to_load, converting_errors
from scraper.catalogue.sqlite.prepared_rows import ROWS_PER_INSERT, SEARCH_TABLES, prepare
from scraper.catalogue.sqlite.search import count_trigrams
from scraper.catalogue.tables import BAD_RECORDS, METADATA, TABLES, DumpKind, Table
from scraper.domain.words import plural
from scraper.run.errors import AlreadyRunning, LocalTrouble
from scraper.run.migrations import transaction

_HASH_SIZE = 16 << 20
"""Bytes of a search table that are gathered before they are written: the more, the fewer pieces are merged later."""
_TEXTS_PER_INSERT = 4_000
"""Texts that a search table takes together: changing between two of them empties the processor's caches."""


class SqliteLoad:
    """A load of one kind in progress, into a file beside the catalogue's."""

    def __init__(self, db: sqlite3.Connection, file: Path, kind: DumpKind) -> None:
        self._db, self._file, self._kind = db, file, kind
        self._added: Counter[str] = Counter()
        """How many rows each table was given."""
        self._inserts = {table.name: (_insert(table, ROWS_PER_INSERT), _insert(table)) for table in TABLES[kind]}
        self._indexes = _drop_indexes(db, kind)
        self._texts: dict[str, list[TableRow]] = {table: [] for table in SEARCH_TABLES}
        self.finished = False
        delete_kind(db, kind)
        if kind == "releases":
            for table in SEARCH_TABLES:
                db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_HASH_SIZE})")
        db.execute("BEGIN")

    def add(self, rows: Mapping[str, Sequence[TableRow]]) -> None:
        """Take rows by table."""
        self.add_prepared(prepare(rows))

    @property
    def prepare(self) -> PrepareRows:
        """The function that groups rows for INSERT statements and folds the texts of the search tables."""
        return prepare

    def add_prepared(self, prepared: PreparedRows) -> None:
        """Take rows that `prepare` returned."""
        rows, texts = prepared
        with converting_errors(self._file):
            for table, (groups, remaining) in rows.items():
                insert_group, insert_row = self._inserts[table]
                self._db.executemany(insert_group, groups)
                self._db.executemany(insert_row, remaining)
                self._added[table] += ROWS_PER_INSERT * len(groups) + len(remaining)
            for table, table_texts in texts.items():
                self._texts[table] += table_texts
                if len(self._texts[table]) >= _TEXTS_PER_INSERT:
                    self._insert_texts(table)

    def _insert_texts(self, table: str) -> None:
        # One statement for each text: after a statement of several, the table would write all that it has gathered.
        self._db.executemany(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", self._texts[table])
        self._added[table] += len(self._texts[table])
        self._texts[table].clear()

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read."""
        with converting_errors(self._file):
            self._db.execute(_insert(BAD_RECORDS), (self._kind, number, reason, record))
        self._added[BAD_RECORDS.name] += 1

    def finish(self, summary: LoadSummary) -> None:
        """Build the indexes, compare the counts of rows with what was added, and replace the catalogue's file."""
        with converting_errors(self._file):
            for table in SEARCH_TABLES:
                self._insert_texts(table)
            self._db.execute(_insert(METADATA), summary_row(summary))
            self._db.execute("COMMIT")
            for index in self._indexes:
                self._db.execute(index)
            self._check()
            if self._kind == "releases":
                count_trigrams(self._db)
            analyze(self._db)
            self._db.close()
            _replace(self._file, _file_beside(self._file))
        self.finished = True

    def _check(self) -> None:
        """Make sure that all rows that were added are there, and that the search tables are sound."""
        kind = self._kind
        sources = {table.name: table.name for table in TABLES[kind]}
        sources[BAD_RECORDS.name] = f"{BAD_RECORDS.name} WHERE kind = '{kind}'"
        if kind == "releases":
            # This table of FTS5 has one row for each text.
            sources |= {table: f"{table}_docsize" for table in SEARCH_TABLES}
        for table, source in sources.items():
            count = self._db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]
            if count != self._added[table]:
                there = f"{count:,} of {plural(self._added[table], 'row')}"
                raise LocalTrouble(
                    f"{there} came into {table} of {_file_beside(self._file)}; "
                    "the old catalogue stays. Check the disk, and load again."
                )
        if kind == "releases":
            for table in SEARCH_TABLES:
                self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


@contextmanager
def loading(file: Path, kind: DumpKind) -> Iterator[SqliteLoad]:
    """Begin a load beside a catalogue's file; the caller holds the file's lock."""
    beside = _file_beside(file)
    with converting_errors(file):
        _remove(beside)
        _leave_write_ahead_log(file)
    try:
        with converting_errors(file):
            if _holds_other_kinds(file, kind):
                _copy(file, beside)
        with closing(connect_to_load(beside)) as db:
            with converting_errors(file):
                load = SqliteLoad(db, file, kind)
            yield load
    finally:
        _remove(beside)


def analyze(db: sqlite3.Connection) -> None:
    """Refresh the statistics that queries are planned by, from a sample of the rows."""
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")


def delete_kind(db: sqlite3.Connection, kind: DumpKind) -> None:
    """Delete all rows of a kind, its texts in the search tables, its bad records and its summary."""
    with transaction(db):
        for table in TABLES[kind]:
            db.execute(f"DELETE FROM {table.name}")
        if kind == "releases":
            for search_table in SEARCH_TABLES:
                db.execute(f"INSERT INTO {search_table} ({search_table}) VALUES ('delete-all')")
        for table in (BAD_RECORDS, METADATA):
            db.execute(f"DELETE FROM {table.name} WHERE kind = ?", (kind,))


def _insert(table: Table, rows: int = 1) -> str:
    row = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {table.name} VALUES {', '.join([row] * rows)}"


def _drop_indexes(db: sqlite3.Connection, kind: DumpKind) -> list[str]:
    """Drop the indexes of a kind's tables; return the statements that create them again."""
    tables = {table.name for table in TABLES[kind]}
    query = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    indexes = [(name, statement) for table, name, statement in db.execute(query) if table in tables]
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    return [statement for _, statement in indexes]


def _file_beside(file: Path) -> Path:
    """Return the file that a load writes."""
    return file.with_name(f"{file.name}.loading")


def _remove(beside: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        beside.with_name(f"{beside.name}{end}").unlink(missing_ok=True)


def _leave_write_ahead_log(file: Path) -> None:
    """Make sure that no log beside the file holds a part of it: SQLite would apply the log to the new file."""
    if not file.exists():
        for end in ("-journal", "-wal", "-shm"):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        return
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise AlreadyRunning(f"Another program has {file} open in WAL mode; close it, and load again.")


def _holds_other_kinds(file: Path, kind: DumpKind) -> bool:
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


def _replace(file: Path, beside: Path) -> None:
    """Put the new file in the place of the old one: once it is on the disk, and while no program writes to the old."""
    with beside.open("rb+") as new:
        os.fsync(new.fileno())
    if not file.exists():
        beside.replace(file)
    else:
        shutil.copymode(file, beside)
        _leave_write_ahead_log(file)
        with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as old:
            old.execute("BEGIN IMMEDIATE")
            beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
