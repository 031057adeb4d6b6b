"""The catalogue in a PostgreSQL database."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Self

import psycopg

from scraper.catalogue.backend import Hit, Load, LoadSummary, SearchQuery, Value
from scraper.catalogue.metadata import SUMMARIES, summaries
from scraper.catalogue.postgres.connection import Connection, connect, migrate, require_tables, shown_address
from scraper.catalogue.postgres.errors import converting_errors
from scraper.catalogue.postgres.loading import loading
from scraper.catalogue.postgres.search import candidates
from scraper.catalogue.tables import BAD_RECORDS, METADATA, TABLES, DumpKind

_ALL_TABLES = [table.name for tables in TABLES.values() for table in tables] + [METADATA.name, BAD_RECORDS.name]
_ROWS_PER_FETCH = 1000 if psycopg.capabilities.has_stream_chunked() else 1
"""Rows that are fetched together; older client libraries fetch one at a time."""
_QUOTED_OR_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/|\?""", re.DOTALL)


class PostgresCatalogue:
    """A catalogue on a server; each query that is being read has a connection of its own, so any thread may ask."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self._url, self._read_only = url, read_only
        self._name = shown_address(url)
        self._idle: list[Connection] = []
        try:
            with self._connection() as db:
                (require_tables if read_only else migrate)(db, self._name)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The database's address, without a password."""
        return self._name

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Take an idle connection, or a new one; a connection that broke is not used again."""
        try:
            db = self._idle.pop()
        except IndexError:
            db = connect(self._url, read_only=self._read_only)
        try:
            with converting_errors(self._name):
                yield db
        finally:
            if db.closed or db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                db.close()
            else:
                self._idle.append(db)

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query as they are fetched; other queries can be asked meanwhile."""
        with self._connection() as db, psycopg.RawCursor(db) as cursor:
            yield from cursor.stream(_numbered(query), values, size=_ROWS_PER_FETCH)

    @contextmanager
    def loading(self, kind: DumpKind) -> Iterator[Load]:
        """Begin a load in one transaction; leaving the block without `finish` rolls it back."""
        with converting_errors(self._name):
            db = connect(self._url)
            try:
                with loading(db, kind, self._name) as load:
                    yield load
            finally:
                db.close()

    def loads(self) -> dict[DumpKind, LoadSummary]:
        """Return the summary of each kind that is loaded."""
        return summaries(self.rows(SUMMARIES))

    def candidates(self, query: SearchQuery) -> list[Hit]:
        """Return releases that may be meant."""
        with self._connection() as db, db.transaction():
            return candidates(db, query)

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""
        changed = 0
        with self._connection() as db, db.transaction():
            for statement in statements:
                changed = db.execute(statement.encode()).rowcount
        return max(changed, 0)

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables; return how many there were."""
        deleted, ids = 0, list(releases)
        with self._connection() as db, db.transaction():
            for table in TABLES["releases"]:
                query = f"DELETE FROM {table.name} WHERE release_id = ANY(%s)"
                deleted = db.execute(query.encode(), (ids,)).rowcount
        return deleted

    def clear(self, kinds: Collection[DumpKind]) -> None:
        """Remove everything that was loaded of these kinds."""
        names = [table.name for kind in kinds for table in TABLES[kind]]
        if not names:
            return
        with self._connection() as db, db.transaction():
            db.execute(f"TRUNCATE {', '.join(names)}".encode())
            for table in (BAD_RECORDS, METADATA):
                db.execute(f"DELETE FROM {table.name} WHERE kind = ANY(%s)".encode(), (list(kinds),))

    def compact(self) -> None:
        """Let deleted rows' space be used again, and refresh the statistics that queries are planned by."""
        with self._connection() as db:
            for name in _ALL_TABLES:
                db.execute(f"VACUUM (ANALYZE) {name}".encode())

    def size(self) -> int:
        """Return the bytes that the tables and their indexes take on the server's disk."""
        query = "SELECT CAST(sum(pg_total_relation_size(to_regclass(name))) AS bigint) FROM unnest($1::text[]) name"
        with self._connection() as db, psycopg.RawCursor(db) as cursor:
            row = cursor.execute(query.encode(), (_ALL_TABLES,)).fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the idle connections; a connection that is in use closes with its query."""
        while self._idle:
            self._idle.pop().close()


def _numbered(query: str) -> bytes:
    """Return a query with $1, $2 … for its question marks, except for those in texts, names and comments."""
    count = 0

    def placeholder(match: re.Match[str]) -> str:
        nonlocal count
        count += match[0] == "?"
        return f"${count}" if match[0] == "?" else match[0]

    return _QUOTED_OR_PLACEHOLDER.sub(placeholder, query).encode()
