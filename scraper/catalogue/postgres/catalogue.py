"""The catalogue in a PostgreSQL database."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Self

import psycopg

from scraper.catalogue.backend import Hit, Loaded, Loading, Question, Value
from scraper.catalogue.postgres.connection import Connection, connect, migrate, must_be_there, named
from scraper.catalogue.postgres.errors import in_our_words
from scraper.catalogue.postgres.loading import loading
from scraper.catalogue.postgres.search import candidates
from scraper.catalogue.tables import BAD, KINDS, METADATA, TABLES, Kind

_EVERY = [table.name for tables in TABLES.values() for table in tables] + [METADATA.name, BAD.name]
_CHUNK = 1000 if psycopg.capabilities.has_stream_chunked() else 1
"""Rows that come at a time; older client libraries know only one."""
_QUOTED_OR_PLACE = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/|\?""", re.DOTALL)


class PostgresCatalogue:
    """One database, with as many connections as queries are being read at once, from any thread."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self._url, self._read_only = url, read_only
        self._name = named(url)
        self._idle: list[Connection] = []
        try:
            with self._connection() as db:
                (must_be_there if read_only else migrate)(db, self._name)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Where it is, without a password."""
        return self._name

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Lend a connection that nobody else reads from; one that broke is not used again."""
        try:
            db = self._idle.pop()
        except IndexError:
            db = connect(self._url, read_only=self._read_only)
        try:
            with in_our_words(self._name):
                yield db
        finally:
            if db.closed or db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                db.close()
            else:
                self._idle.append(db)

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query as they come; meanwhile others can be asked."""
        with self._connection() as db, psycopg.RawCursor(db) as cursor:
            yield from cursor.stream(_numbered(query), values, size=_CHUNK)

    @contextmanager
    def loading(self, kind: Kind) -> Iterator[Loading]:
        """Begin a load in a transaction of its own; leaving without `finish` leaves all as it was."""
        with in_our_words(self._name):
            db = connect(self._url)
            try:
                with loading(db, kind, self._name) as load:
                    yield load
            finally:
                db.close()

    def loads(self) -> dict[Kind, Loaded]:
        """Return what is loaded."""
        found = {}
        for row in self.rows(f"SELECT {', '.join(METADATA.columns)} FROM {METADATA.name}"):
            told = dict(zip(METADATA.columns, row, strict=True))
            told["unknown"] = json.loads(str(told["unknown"]))
            found[told["kind"]] = Loaded(**told)  # type: ignore[arg-type]  # as it was written
        return {kind: found[kind] for kind in KINDS if kind in found}

    def candidates(self, question: Question) -> list[Hit]:
        """Return releases that may be meant."""
        with self._connection() as db, db.transaction():
            return candidates(db, question)

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""
        changed = 0
        with self._connection() as db, db.transaction():
            for statement in statements:
                changed = db.execute(statement.encode()).rowcount
        return max(changed, 0)

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables, and from their indexes; return how many there were."""
        gone, ids = 0, list(releases)
        with self._connection() as db, db.transaction():
            for table in TABLES["releases"]:
                query = f"DELETE FROM {table.name} WHERE release_id = ANY(%s)"
                gone = db.execute(query.encode(), (ids,)).rowcount
        return gone

    def clear(self, kinds: Collection[Kind]) -> None:
        """Drop what was loaded of these kinds."""
        names = [table.name for kind in kinds for table in TABLES[kind]]
        if not names:
            return
        with self._connection() as db, db.transaction():
            db.execute(f"TRUNCATE {', '.join(names)}".encode())
            for table in (BAD, METADATA):
                db.execute(f"DELETE FROM {table.name} WHERE kind = ANY(%s)".encode(), (list(kinds),))

    def compact(self) -> None:
        """Let space be used again, at the end of a file by others too, and look at the rows anew for planning."""
        with self._connection() as db:
            for name in _EVERY:
                db.execute(f"VACUUM (ANALYZE) {name}".encode())

    def size(self) -> int:
        """Return the bytes that its tables and indexes take on the server's disk."""
        query = "SELECT CAST(sum(pg_total_relation_size(to_regclass(name))) AS bigint) FROM unnest($1::text[]) name"
        with self._connection() as db, psycopg.RawCursor(db) as cursor:
            row = cursor.execute(query.encode(), (_EVERY,)).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Let go of it."""
        while self._idle:
            self._idle.pop().close()


def _numbered(query: str) -> bytes:
    """Return a query with $1, $2 … for its question marks, those in texts, names and comments aside."""
    count = 0

    def place(found: re.Match[str]) -> str:
        nonlocal count
        count += found[0] == "?"
        return f"${count}" if found[0] == "?" else found[0]

    return _QUOTED_OR_PLACE.sub(place, query).encode()
