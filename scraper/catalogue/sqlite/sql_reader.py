"""SQL on a SQLite file that only reads: the database itself refuses whatever else is typed."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.backend import Value
from scraper.catalogue.sql_reader import Answer
from scraper.run.errors import BadUsage, LocalTrouble

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_TELLING = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "data_version"}
"""Pragmas that only tell; others change how the file is used, or what else is open."""
_STEPS = 20_000
"""Of SQLite's machine, between two moments at which Ctrl-C is heard."""


class SqliteAsking:
    """A SQLite file, opened so that nothing can be written to it, nor to any other."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._db.execute("PRAGMA query_only = ON")
        self._db.set_authorizer(_allowed)
        # SQLite calls back now and then, and only then does Python hear of Ctrl-C.
        self._db.set_progress_handler(lambda: 0, _STEPS)

    def ask(self, query: str) -> Answer:
        """Return the answer to one query."""
        with _in_our_words():
            cursor = self._db.execute(query)
        if cursor.description is None:
            raise BadUsage("There is no query; type one that begins with SELECT.")
        return Answer(tuple(one[0] for one in cursor.description or ()), self._rows(cursor))

    def _rows(self, cursor: sqlite3.Cursor) -> Generator[tuple[Value, ...], None, None]:
        with _in_our_words(), closing(cursor):
            yield from cursor

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _allowed(action: int, first: str | None, _second: str | None, _database: str | None, _inner: str | None) -> int:
    is_telling = action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _TELLING
    # Opening a search table asks for this; in a file that is open for reading nothing comes of it.
    is_opening = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    return sqlite3.SQLITE_OK if action in _ALLOWED or is_telling or is_opening else sqlite3.SQLITE_DENY


@contextmanager
def _in_our_words() -> Iterator[None]:
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
