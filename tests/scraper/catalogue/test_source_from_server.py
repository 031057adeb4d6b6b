"""A catalogue on a server is lent from as one in a file is."""

from pathlib import Path

import psycopg
from dump_writing import write_dumps

from scraper.catalogue.ingest import dump, ingest
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.selection import Selection
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.run.progress import Progress
from services.fakes.world import World


def test_an_empty_database_lends_nothing(postgres: str) -> None:
    """Nobody makes tables in it, only to look: it may be somebody else's."""
    source = CatalogueSource(lambda: open_postgres(postgres, read_only=True))
    for _ in range(2):
        assert ({}, False) == (source.answers("artist", [5]), source.has("artist"))
        assert "There is no catalogue at postgresql://" in source.trouble
    with psycopg.connect(postgres) as db:
        assert (0,) == db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()


def test_a_server_lends(postgres: str, tmp_path: Path) -> None:
    """Without leave to change anything."""
    world = World(username="crate", artists={5: {"id": 5, "name": "Somebody"}})
    loading = open_postgres(postgres)
    for file in write_dumps(tmp_path, world).values():
        ingest(loading, dump(file), Selection(), progress=Progress())
    loading.close()
    source = CatalogueSource(lambda: open_postgres(postgres, read_only=True))
    assert ({5}, "") == (set(source.answers("artist", [5, 6])), source.trouble)
    source.close()
