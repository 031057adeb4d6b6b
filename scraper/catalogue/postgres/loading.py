"""A load into PostgreSQL: into new tables, which take the places of the old ones at the end of one transaction."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from psycopg import errors, sql

from scraper.catalogue.backend import LoadSummary, PreparedRows, PrepareRows, TableRow, Value
from scraper.catalogue.metadata import summary_row
from scraper.catalogue.postgres.connection import LOAD_LOCK, Connection
from scraper.catalogue.postgres.dependants import DependentView, dependent_views, grants, indexes, restore
from scraper.catalogue.postgres.errors import converting_errors
from scraper.catalogue.tables import BAD_RECORDS, METADATA, TABLES, DumpKind, Table
from scraper.domain.words import plural
from scraper.run.errors import AlreadyRunning, LocalTrouble

LOAD_SCHEMA = "sleevenotes_loading"
"""The schema of the new tables; nobody else sees it, as it is dropped before the transaction ends."""
ROWS_PER_COPY = 20_000
"""Rows that are sent together."""
_PATIENCE, _PAUSE = 600.0, 0.1
"""Seconds for which a load waits until nobody reads from the old tables, and seconds between two attempts."""
_FIRST_LOCK_TIMEOUT, _NEXT_LOCK_TIMEOUT = "5s", "50ms"
"""How long the load waits for its first lock, and how long for each further one.

While the load holds a lock and waits for another, a reader may hold that one and wait for the first. After a second of
this the server ends one of the two, so the load gives up sooner and tries again.
"""
_INDEXING_MEMORY = "256MB"
_NUL_REPLACEMENT = "\ufffd"
"""PostgreSQL's texts cannot hold the character NUL."""


class PostgresLoad:
    """A load of one kind in progress, into tables that nobody else sees."""

    def __init__(self, db: Connection, kind: DumpKind, name: str) -> None:
        self._db, self._kind, self._name = db, kind, name
        self._tables = {table.name: table for table in TABLES[kind]}
        self._waiting: dict[str, list[TableRow]] = {table: [] for table in self._tables}
        self._added: Counter[str] = Counter()
        """How many rows each table was given."""
        self._bad_records: list[TableRow] = []
        db.execute(f"CREATE SCHEMA {LOAD_SCHEMA}".encode())
        for table in self._tables:
            db.execute(f"CREATE TABLE {LOAD_SCHEMA}.{table} (LIKE {table})".encode())

    def add(self, rows: Mapping[str, Sequence[TableRow]]) -> None:
        """Take rows by table."""
        for table, table_rows in rows.items():
            self._waiting[table].extend(table_rows)
            self._added[table] += len(table_rows)
            if len(self._waiting[table]) >= ROWS_PER_COPY:
                self._send(table)

    @property
    def prepare(self) -> PrepareRows:
        """A function that changes nothing: rows are sent as they are."""
        return dict

    def add_prepared(self, prepared: PreparedRows) -> None:
        """Take rows by table."""
        self.add(prepared)

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read."""
        self._bad_records.append((self._kind, number, reason, record))

    def finish(self, summary: LoadSummary) -> None:
        """Build the indexes, compare the counts of rows with what was added, and replace the old tables."""
        with converting_errors(self._name):
            for table in self._tables:
                self._send(table)
            self._check()
            self._db.execute(f"SET LOCAL maintenance_work_mem = '{_INDEXING_MEMORY}'".encode())
            for table in self._tables:
                for statement in indexes(self._db, table, LOAD_SCHEMA):
                    self._db.execute(statement)
                self._db.execute(f"ANALYZE {LOAD_SCHEMA}.{table}".encode())
            self._replace_tables()
            self._write_metadata(summary)
            self._db.commit()

    def _send(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        if rows:
            with converting_errors(self._name):
                _copy(self._db, f"{LOAD_SCHEMA}.{table}", self._tables[table], rows)

    def _check(self) -> None:
        for table in self._tables:
            row = self._db.execute(f"SELECT count(*) FROM {LOAD_SCHEMA}.{table}".encode()).fetchone()
            count = row[0] if row else 0
            if count != self._added[table]:
                raise LocalTrouble(
                    f"{count:,} of {plural(self._added[table], 'row')} came into {table} of {self._name}; the old "
                    "catalogue stays. Load again."
                )

    def _replace_tables(self) -> None:
        """Replace the old tables once nobody reads from them or their views; each attempt does all of it or nothing."""
        busy, deadline = "", time.monotonic() + _PATIENCE
        while True:
            try:
                with self._db.transaction():
                    table_grants = [grant for table in self._tables for grant in grants(self._db, table)]
                    views = dependent_views(self._db, [*self._tables])
                    for place, (name, statement) in enumerate(self._exclusive_locks(busy, views).items()):
                        busy = name
                        timeout = _NEXT_LOCK_TIMEOUT if place else _FIRST_LOCK_TIMEOUT
                        self._db.execute(f"SET LOCAL lock_timeout = '{timeout}'".encode())
                        self._db.execute(statement)
                    self._move_tables(table_grants, views)
            except (errors.LockNotAvailable, errors.DeadlockDetected):
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _exclusive_locks(self, busy: str, views: Sequence[DependentView]) -> dict[str, sql.Composed]:
        """Return by name the statements that keep others out of all tables and views.

        A table that was busy at the last attempt comes first, as the load waits longest for its first lock.
        """
        lock = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE")
        tables: dict[str, sql.Composed] = {table: lock.format(sql.Identifier(table)) for table in self._tables}
        first = {busy: tables.pop(busy)} if busy in tables else {}
        drops = {str(view.name): sql.SQL("DROP VIEW {}").format(view.name) for view in reversed(views)}
        return {**first, **drops, **tables}

    def _move_tables(self, table_grants: Sequence[str], views: Sequence[DependentView]) -> None:
        schema = self._db.execute(b"SELECT current_schema()::text").fetchone()
        assert schema is not None  # noqa: S101  # a SELECT of one value has one row
        for table in self._tables:
            self._db.execute(f"DROP TABLE {table}".encode())
            move = sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(
                sql.Identifier(LOAD_SCHEMA, table), sql.Identifier(str(schema[0]))
            )
            self._db.execute(move)
        self._db.execute(f"DROP SCHEMA {LOAD_SCHEMA}".encode())
        restore(self._db, table_grants, views)

    def _write_metadata(self, summary: LoadSummary) -> None:
        for table in (METADATA, BAD_RECORDS):
            self._db.execute(f"DELETE FROM {table.name} WHERE kind = %s".encode(), (self._kind,))
        _copy(self._db, METADATA.name, METADATA, [summary_row(summary)])
        _copy(self._db, BAD_RECORDS.name, BAD_RECORDS, self._bad_records)


@contextmanager
def loading(db: Connection, kind: DumpKind, name: str) -> Iterator[PostgresLoad]:
    """Begin a load on a connection of its own; a process that is killed loses the lock and its transaction."""
    db.autocommit = False
    db.execute(f"SET LOCAL lock_timeout = '{_FIRST_LOCK_TIMEOUT}'".encode())
    try:
        # This waits, because a server takes a moment to notice that an earlier load was killed.
        db.execute(sql.SQL("SELECT pg_advisory_xact_lock({})").format(LOAD_LOCK))
    except errors.LockNotAvailable as error:
        raise AlreadyRunning(f"Another load is on its way into {name}; run again when it is done.") from error
    db.execute("SET LOCAL lock_timeout = 0")
    yield PostgresLoad(db, kind, name)


def _copy(db: Connection, target: str, table: Table, rows: Sequence[TableRow]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.SQL(target), columns)
    with db.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row([_storable(value) for value in row])


def _storable(value: Value) -> Value:
    return value.replace("\0", _NUL_REPLACEMENT) if isinstance(value, str) and "\0" in value else value
