"""SQL that users type, answered without changing anything; each database has its own `SqlReader`."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

from scraper.catalogue.backend import Value


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query returned."""

    columns: tuple[str, ...]
    """The columns' names."""
    rows: Generator[tuple[Value, ...], None, None]
    """Rows, read from the database one after the other; closing the generator ends the query."""


class SqlReader(Protocol):
    """A database that answers queries and refuses all other statements."""

    def read(self, query: str) -> QueryResult:
        """Return the result of one query; raise BadUsage for what is no query."""

    def close(self) -> None:
        """Close the file, or the connection to the server."""
