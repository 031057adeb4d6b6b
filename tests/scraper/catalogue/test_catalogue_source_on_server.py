"""A harvest takes records from a catalogue on a server as from one in a file."""

from pathlib import Path

import psycopg
from dump_writing import write_dumps

from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.selection import Selection
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.run.progress import Progress
from services.fakes.world import World


def test_an_empty_database_gives_no_records(postgres: str) -> None:
    """No table is made where a harvest only looks for records: the database may be for something else."""
    source = CatalogueSource(lambda: open_postgres(postgres, read_only=True))
    for _ in range(2):
        assert ({}, False) == (source.answers("artist", [5]), source.has("artist"))
        assert "There is no catalogue at postgresql://" in source.trouble
    with psycopg.connect(postgres) as db:
        assert (0,) == db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()


def test_a_server_gives_records(postgres: str, tmp_path: Path) -> None:
    """Reading is all that the user needs to be allowed."""
    world = World(username="crate", artists={5: {"id": 5, "name": "Somebody"}})
    catalogue = open_postgres(postgres)
    for file in write_dumps(tmp_path, world).values():
        ingest(catalogue, dump_file(file), Selection(), progress=Progress())
    catalogue.close()
    source = CatalogueSource(lambda: open_postgres(postgres, read_only=True))
    assert ({5}, "") == (set(source.answers("artist", [5, 6])), source.trouble)
    source.close()
