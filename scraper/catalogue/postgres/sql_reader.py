"""SQL on a PostgreSQL database that only reads: the database itself refuses whatever else is typed."""

from collections.abc import Generator

from scraper.catalogue.backend import Value
from scraper.catalogue.postgres.connection import connect, named
from scraper.catalogue.postgres.errors import in_our_words
from scraper.catalogue.sql_reader import Answer

_PLAIN = ("explain", "show")
"""What PostgreSQL declares no cursor for."""


class PostgresAsking:
    """A PostgreSQL database, each query in a transaction of its own that may only read."""

    def __init__(self, url: str) -> None:
        self._name = named(url)
        self._db = connect(url, read_only=True)

    def ask(self, query: str) -> Answer:
        """Return the answer to one query, fetched in parts by a cursor, which PostgreSQL declares for queries only."""
        rows = self._rows(query.strip().rstrip(";").strip())
        columns = next(rows, ())
        return Answer(tuple(map(str, columns)), rows)

    def _rows(self, query: str) -> Generator[tuple[Value, ...], None, None]:
        """Yield the names of the columns, then the rows."""
        with in_our_words(self._name), self._db.transaction():
            # The first query fixes it: no later statement can make this transaction write.
            self._db.execute("SET TRANSACTION READ ONLY")
            self._db.execute("SELECT 1")
            plain = query.lower().startswith(_PLAIN)
            with self._db.cursor() if plain else self._db.cursor(name="asked") as cursor:
                # As bytes: the type of text is for queries that a program holds.
                # Both ways, `prepare` and a cursor, take one statement at a time.
                if plain:
                    cursor.execute(query.encode(), prepare=True)
                else:
                    cursor.execute(query.encode())
                yield tuple(one.name for one in cursor.description or ())
                for row in cursor:
                    yield tuple(_told(value) for value in row)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def _told(value: object) -> Value:
    """Return a value as our tables have it; of types that only PostgreSQL knows, their text."""
    return value if value is None or isinstance(value, int | float | str | bytes) else str(value)
