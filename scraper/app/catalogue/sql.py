"""Ask the catalogue anything in SQL, without changing anything."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.catalogue.sql_reader import QueryResult, SqlReader
from scraper.catalogue.tables import BAD_RECORDS, METADATA, TABLES
from scraper.run.settings import Settings
from scraper.wiring.catalogue import catalogue_folder, sql_reader

__all__ = ["QueryResult", "SqlReader", "history_file", "sql", "table_lines"]

_HISTORY = ".catalogue_history"


@contextmanager
def sql(settings: Settings) -> Iterator[SqlReader]:
    """Yield what answers queries; it refuses whatever would change something."""
    with closing(sql_reader(settings)) as database:
        yield database


def history_file(settings: Settings) -> Path:
    """Return where a prompt keeps what was typed."""
    return catalogue_folder(settings) / _HISTORY


def table_lines() -> list[str]:
    """Return a line for each table, with its columns."""
    tables = [table for of_kind in TABLES.values() for table in of_kind]
    return [f"{table.name} ({', '.join(table.columns)})" for table in (*tables, METADATA, BAD_RECORDS)]
