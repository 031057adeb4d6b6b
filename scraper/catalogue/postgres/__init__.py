"""The catalogue in a PostgreSQL database: loaded by COPY, searched by trigrams."""

from collections.abc import Iterator
from contextlib import contextmanager

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.sql_reader import Asking
from scraper.run.errors import BadSettings

# The driver comes with an extra of ours, as most people need no server: what imports it is imported late.
# ruff: noqa: PLC0415


def open_postgres(url: str, *, read_only: bool = False) -> Catalogue:
    """Open a catalogue at a postgresql:// address, making its tables as needed.

    Raises BadSettings where the driver is not installed.
    """
    with _driver():
        from scraper.catalogue.postgres.catalogue import PostgresCatalogue
    return PostgresCatalogue(url, read_only=read_only)


def open_asking(url: str) -> Asking:
    """Open what answers SQL at a postgresql:// address and changes nothing; raise as `open_postgres` does."""
    with _driver():
        from scraper.catalogue.postgres.sql_reader import PostgresAsking
    return PostgresAsking(url)


@contextmanager
def _driver() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise BadSettings(
            "A catalogue in PostgreSQL needs its driver: run `pip install 'sleevenotes[postgres]'`."
        ) from error
