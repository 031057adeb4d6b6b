"""An empty catalogue in each database, as fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.sqlite import SqliteCatalogue


@pytest.fixture
def sqlite_catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """Return an empty catalogue in a file."""
    with SqliteCatalogue(tmp_path / "catalogue.db") as empty:
        yield empty


@pytest.fixture
def postgres_catalogue(postgres: str) -> Iterator[Catalogue]:
    """Return an empty catalogue on a server."""
    empty = open_postgres(postgres)
    yield empty
    empty.close()


@pytest.fixture(params=["sqlite", "postgres"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """Return an empty catalogue, once in a file and once on a server."""
    empty: Catalogue = request.getfixturevalue(f"{request.param}_catalogue")
    return empty
