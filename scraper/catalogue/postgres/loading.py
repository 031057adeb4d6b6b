"""A load into PostgreSQL: into tables beside the catalogue's, which take their places, all in one transaction."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from psycopg import errors, sql

from scraper.catalogue.backend import Loaded, Pack, Packed, Row, Value
from scraper.catalogue.postgres.connection import ONE_AT_A_TIME, Connection
from scraper.catalogue.postgres.errors import in_our_words
from scraper.catalogue.postgres.swapping import View, dependants, grants, indexes, put_back
from scraper.catalogue.tables import BAD, METADATA, TABLES, Kind, Table
from scraper.run.errors import AlreadyRunning, LocalTrouble

BESIDE = "sleevenotes_loading"
"""The schema of tables that are being loaded; nobody else ever sees it, as it is gone before the transaction ends."""
TOGETHER = 20_000
"""Rows that are sent at once."""
_PATIENCE, _PAUSE = 600.0, 0.1
"""Seconds that a finished load waits for those who read from the old tables, and that it leaves them in between."""
_TURN, _MOMENT = "5s", "50ms"
"""How long it waits for one table while it has none yet, and for each other one then.

The server ends whoever waits for one of ours while we wait for one of theirs, but only after a second.
"""
_MEMORY = "256MB"
_REPLACED = "\ufffd"
"""What stands for a NUL, which PostgreSQL's texts cannot hold."""


class PostgresLoading:
    """Rows of one kind on their way into tables that nobody sees."""

    def __init__(self, db: Connection, kind: Kind, name: str) -> None:
        self._db, self._kind, self._name = db, kind, name
        self._tables = {table.name: table for table in TABLES[kind]}
        self._waiting: dict[str, list[Row]] = {table: [] for table in self._tables}
        self._added: Counter[str] = Counter()
        self._set_aside: list[Row] = []
        db.execute(f"CREATE SCHEMA {BESIDE}".encode())
        for table in self._tables:
            db.execute(f"CREATE TABLE {BESIDE}.{table} (LIKE {table})".encode())

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take rows by table."""
        for table, found in rows.items():
            self._waiting[table].extend(found)
            self._added[table] += len(found)
            if len(self._waiting[table]) >= TOGETHER:
                self._send(table)

    @property
    def pack(self) -> Pack:
        """Nothing is to be done."""
        return dict

    def add_packed(self, packed: Packed) -> None:
        """Take rows by table."""
        self.add(packed)

    def set_aside(self, number: int, reason: str, record: bytes) -> None:
        """Keep a record that could not be read."""
        self._set_aside.append((self._kind, number, reason, record))

    def finish(self, loaded: Loaded) -> None:
        """Build indexes, check the counts, and put the tables in the place of the old."""
        with in_our_words(self._name):
            for table in self._tables:
                self._send(table)
            self._check()
            self._db.execute(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'".encode())
            for table in self._tables:
                for statement in indexes(self._db, table, BESIDE):
                    self._db.execute(statement)
                self._db.execute(f"ANALYZE {BESIDE}.{table}".encode())
            self._swap()
            self._record(loaded)
            self._db.commit()

    def _send(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        if rows:
            with in_our_words(self._name):
                _copy(self._db, f"{BESIDE}.{table}", self._tables[table], rows)

    def _check(self) -> None:
        for table in self._tables:
            row = self._db.execute(f"SELECT count(*) FROM {BESIDE}.{table}".encode()).fetchone()
            if row is None or row[0] != self._added[table]:
                raise LocalTrouble(
                    f"{row and row[0]} of {self._added[table]} rows came into {table} of {self._name}; the old "
                    "catalogue stays. Load again."
                )

    def _swap(self) -> None:
        """Swap once nobody reads from the old tables or from views of them: all of it or nothing, at each try."""
        busy, until = "", time.monotonic() + _PATIENCE
        while True:
            try:
                with self._db.transaction():
                    allowed = [grant for table in self._tables for grant in grants(self._db, table)]
                    views = dependants(self._db, [*self._tables])
                    for place, (name, statement) in enumerate(self._to_ourselves(busy, views).items()):
                        busy = name
                        self._db.execute(f"SET LOCAL lock_timeout = '{_MOMENT if place else _TURN}'".encode())
                        self._db.execute(statement)
                    self._put_in_place(allowed, views)
            except (errors.LockNotAvailable, errors.DeadlockDetected):
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _to_ourselves(self, busy: str, views: Sequence[View]) -> dict[str, sql.Composed]:
        """Return, by table or view, what keeps others out of it; a table that was busy comes before all else."""
        lock = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE")
        tables: dict[str, sql.Composed] = {table: lock.format(sql.Identifier(table)) for table in self._tables}
        first = {busy: tables.pop(busy)} if busy in tables else {}
        away = {str(view.name): sql.SQL("DROP VIEW {}").format(view.name) for view in reversed(views)}
        return {**first, **away, **tables}

    def _put_in_place(self, allowed: Sequence[str], views: Sequence[View]) -> None:
        here = self._db.execute(b"SELECT current_schema()::text").fetchone()
        assert here is not None  # noqa: S101  # a SELECT of one value has one row
        for table in self._tables:
            self._db.execute(f"DROP TABLE {table}".encode())
            move = sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(
                sql.Identifier(BESIDE, table), sql.Identifier(str(here[0]))
            )
            self._db.execute(move)
        self._db.execute(f"DROP SCHEMA {BESIDE}".encode())
        put_back(self._db, allowed, views)

    def _record(self, loaded: Loaded) -> None:
        for table in (METADATA, BAD):
            self._db.execute(f"DELETE FROM {table.name} WHERE kind = %s".encode(), (self._kind,))
        values = {column: getattr(loaded, column) for column in METADATA.columns}
        row = [*(values | {"unknown": json.dumps(dict(loaded.unknown))}).values()]
        _copy(self._db, METADATA.name, METADATA, [row])
        _copy(self._db, BAD.name, BAD, self._set_aside)


@contextmanager
def loading(db: Connection, kind: Kind, name: str) -> Iterator[PostgresLoading]:
    """Begin a load on a connection of its own; the lock is gone with the transaction, so with a killed one too."""
    db.autocommit = False
    db.execute(f"SET LOCAL lock_timeout = '{_TURN}'".encode())
    try:
        # A server takes a moment to notice that a load was killed.
        db.execute(sql.SQL("SELECT pg_advisory_xact_lock({})").format(ONE_AT_A_TIME))
    except errors.LockNotAvailable as error:
        raise AlreadyRunning(f"Another load is on its way into {name}; run again when it is done.") from error
    db.execute("SET LOCAL lock_timeout = 0")
    yield PostgresLoading(db, kind, name)


def _copy(db: Connection, target: str, table: Table, rows: Sequence[Row]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.SQL(target), columns)
    with db.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row([_storable(value) for value in row])


def _storable(value: Value) -> Value:
    return value.replace("\0", _REPLACED) if isinstance(value, str) and "\0" in value else value
