"""SQL that users type, answered from a SQLite file; the database itself refuses whatever would change anything."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.backend import Value
from scraper.catalogue.sql_reader import QueryResult
from scraper.run.errors import BadUsage, LocalTrouble

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_READING_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "data_version"}
"""Pragmas that only read; others change settings, or reach other files."""
_STEPS = 20_000
"""Instructions of SQLite's virtual machine between two moments at which Python can notice Ctrl-C."""


class SqliteReader:
    """A SQLite file, opened so that nothing can be written to it or to any other file."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._db.execute("PRAGMA query_only = ON")
        self._db.set_authorizer(_authorized)
        # Python notices Ctrl-C only when SQLite calls it back.
        self._db.set_progress_handler(lambda: 0, _STEPS)

    def read(self, query: str) -> QueryResult:
        """Return the result of one query; raise BadUsage for what is no query."""
        with _converting_errors():
            cursor = self._db.execute(query)
        if cursor.description is None:
            raise BadUsage("There is no query; type one that begins with SELECT.")
        return QueryResult(tuple(column[0] for column in cursor.description or ()), self._rows(cursor))

    def _rows(self, cursor: sqlite3.Cursor) -> Generator[tuple[Value, ...], None, None]:
        with _converting_errors(), closing(cursor):
            yield from cursor

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _authorized(action: int, first: str | None, _second: str | None, _database: str | None, _inner: str | None) -> int:
    reads = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _READING_PRAGMAS)
    # A search table asks for this when it is opened; the file is open for reading, so nothing is written.
    opens_search_table = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    return sqlite3.SQLITE_OK if reads or opens_search_table else sqlite3.SQLITE_DENY


@contextmanager
def _converting_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise LocalTrouble(f"The catalogue is damaged: {error}; load it again.") from None
        if code in (sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY):
            raise BadUsage("This shell only reads: type a query that begins with SELECT.") from None
        raise BadUsage(f"The query cannot be answered: {error}.") from None
