"""SQL that users type, answered by PostgreSQL; the database itself refuses whatever would change anything."""

from collections.abc import Generator

from scraper.catalogue.backend import Value
from scraper.catalogue.postgres.connection import connect, shown_address
from scraper.catalogue.postgres.errors import converting_errors
from scraper.catalogue.sql_reader import QueryResult

_WITHOUT_CURSOR = ("explain", "show")
"""Statements for which PostgreSQL declares no cursor."""


class PostgresReader:
    """A PostgreSQL database that answers each query in a read-only transaction of its own."""

    def __init__(self, url: str) -> None:
        self._name = shown_address(url)
        self._db = connect(url, read_only=True)

    def read(self, query: str) -> QueryResult:
        """Return the result of one query, fetched in parts; raise BadUsage for what is no query."""
        rows = self._rows(query.strip().rstrip(";").strip())
        columns = next(rows, ())
        return QueryResult(tuple(map(str, columns)), rows)

    def _rows(self, query: str) -> Generator[tuple[Value, ...], None, None]:
        """Yield the names of the columns, then the rows."""
        with converting_errors(self._name), self._db.transaction():
            # After the first query of a transaction, no statement can make the transaction write.
            self._db.execute("SET TRANSACTION READ ONLY")
            self._db.execute("SELECT 1")
            without_cursor = query.lower().startswith(_WITHOUT_CURSOR)
            with self._db.cursor() if without_cursor else self._db.cursor(name="query") as cursor:
                # psycopg's types allow only literal texts as queries, but any bytes. Both `prepare` and a declared
                # cursor accept one statement only.
                if without_cursor:
                    cursor.execute(query.encode(), prepare=True)
                else:
                    cursor.execute(query.encode())
                yield tuple(column.name for column in cursor.description or ())
                for row in cursor:
                    yield tuple(_value(value) for value in row)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def _value(value: object) -> Value:
    """Return a value as the catalogue's tables hold it; a value of another type as text."""
    return value if value is None or isinstance(value, int | float | str | bytes) else str(value)
