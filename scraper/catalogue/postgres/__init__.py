"""The catalogue in a PostgreSQL database: loaded by COPY, searched by trigrams."""

from collections.abc import Iterator
from contextlib import contextmanager

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.sql_reader import SqlReader
from scraper.run.errors import BadSettings


def open_postgres(url: str, *, read_only: bool = False) -> Catalogue:
    """Open the catalogue at a postgresql:// address; make its tables where they are missing, unless `read_only`.

    Raises BadSettings where the driver is not installed.
    """
    with _driver():
        from scraper.catalogue.postgres.catalogue import PostgresCatalogue  # noqa: PLC0415  # it needs the driver
    return PostgresCatalogue(url, read_only=read_only)


def open_sql_reader(url: str) -> SqlReader:
    """Open the database at a postgresql:// address for queries that users type; raise as `open_postgres` does."""
    with _driver():
        from scraper.catalogue.postgres.sql_reader import PostgresReader  # noqa: PLC0415  # it needs the driver
    return PostgresReader(url)


@contextmanager
def _driver() -> Iterator[None]:
    """Say what to install where the driver is missing: it comes with an extra, as most people need no server."""
    try:
        yield
    except ImportError as error:
        raise BadSettings(
            "A catalogue in PostgreSQL needs its driver: run `pip install 'sleevenotes[postgres]'`."
        ) from error
