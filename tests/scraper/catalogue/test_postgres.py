"""A catalogue in PostgreSQL holds what a catalogue in SQLite holds, and is used as docs/postgresql.md says."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from catalogue_rows import index_row, load_index, load_summary, rows_of
from dumps import load_real_dumps
from postgres import LOCKED, PASSWORD, administrator, as_user

from scraper.catalogue.backend import Catalogue, TableRow
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.tables import BAD_RECORDS, DUMP_KINDS, METADATA, TABLES
from scraper.run.errors import BadUsage, ExitCode, SleevenotesError

TABLE_NAMES = [table.name for tables in TABLES.values() for table in tables]


def test_both_databases_hold_the_same(sqlite_catalogue: Catalogue, postgres_catalogue: Catalogue) -> None:
    """Every row of every table is the same, of 500 real releases and of real artists, labels and masters."""
    for catalogue in (sqlite_catalogue, postgres_catalogue):
        load_real_dumps(catalogue)
    for table in TABLE_NAMES:
        rows = rows_of(sqlite_catalogue, table)
        assert rows == rows_of(postgres_catalogue, table), table
        assert rows or table in {"label_sublabel", "release_series", "release_video", "artist_url"}, table
    first, second = sqlite_catalogue.loads(), postgres_catalogue.loads()
    assert [*DUMP_KINDS] == [*first] == [*second]
    assert [(summary.kept, summary.checksum) for summary in first.values()] == [
        (summary.kept, summary.checksum) for summary in second.values()
    ]


def test_tables_have_the_promised_columns_and_keys(postgres: str, postgres_catalogue: Catalogue) -> None:
    """Columns stand in their order, and each key begins with its kind's id, by which Citus can distribute tables."""
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    key = (
        "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        " WHERE i.indrelid = to_regclass(%s) AND i.indisprimary"
    )
    assert {} == postgres_catalogue.loads()
    with administrator(postgres) as db:
        for table in (*(table for tables in TABLES.values() for table in tables), METADATA, BAD_RECORDS):
            assert [*table.columns] == [row[0] for row in db.execute(query, (table.name,))]
        for kind, first in (("releases", "release_id"), ("masters", "master_id"), ("artists", "artist_id")):
            keys = {row[0] for table in TABLES[kind] for row in db.execute(key, (table.name,))}  # type: ignore[index]
            assert {first} == keys


def test_it_is_opened_again_as_it_was(postgres: str) -> None:
    """No table is made twice, even where several programs open an empty database at the same moment."""
    with ThreadPoolExecutor(4) as pool:
        opened = [*pool.map(open_postgres, [postgres] * 4)]
    load_index(opened[0], [index_row(1, "Ride", "Nowhere")])
    assert [(1,)] == [*opened[3].rows("SELECT release_id FROM release_index")]
    for catalogue in opened:
        catalogue.close()


def test_who_may_read_can_search_and_no_more(postgres: str, postgres_catalogue: Catalogue) -> None:
    """A load gives the rights on the old tables to the same users on the new tables."""
    load_index(postgres_catalogue, [index_row(1, "Ride", "Nowhere")])
    with administrator(postgres) as db:
        db.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {LOCKED}".encode())
    load_index(postgres_catalogue, [index_row(2, "Slowdive", "Souvlaki")])
    reader = open_postgres(as_user(postgres, LOCKED, PASSWORD))
    assert [(2, "Souvlaki")] == [*reader.rows("SELECT release_id, title FROM release_index")]
    with pytest.raises(SleevenotesError, match="does not allow that: permission denied") as caught:
        reader.delete([2])
    assert ExitCode.REFUSED == caught.value.exit_code
    reader.close()


def test_a_catalogue_can_be_opened_for_reading_only(postgres: str, postgres_catalogue: Catalogue) -> None:
    """Even its owner can change nothing then."""
    load_index(postgres_catalogue, [index_row(1, "Ride", "Nowhere")])
    reader = open_postgres(postgres, read_only=True)
    with pytest.raises(SleevenotesError, match="read-only transaction"):
        reader.run("DELETE FROM release_index")
    assert [(1,)] == [*reader.rows("SELECT release_id FROM release_index")]
    reader.close()


def test_only_real_placeholders_take_values(postgres_catalogue: Catalogue) -> None:
    """A question mark or a per cent sign in a text, a name or a comment is no placeholder."""
    query = """SELECT ?, 'Who? 100 %', 'it''s ?' AS "a ?", /* ? */ ? -- ?"""
    assert [("x", "Who? 100 %", "it's ?", "?")] == [*postgres_catalogue.rows(query, ("x", "?"))]
    assert [(None, 5)] == [*postgres_catalogue.rows("SELECT max(year), ? + 3 FROM release", (2,))]


def test_queries_can_be_read_side_by_side(postgres_catalogue: Catalogue) -> None:
    """A query can be read within another, or be left halfway; many rows are fetched in parts."""
    numbers = "SELECT n FROM generate_series(1, 5000) n"
    first = postgres_catalogue.rows(numbers)
    assert (1,) == next(first)
    assert 5000 == sum(1 for _ in postgres_catalogue.rows(numbers))
    assert [(2,), (3,)] == [next(first), next(first)]
    assert isinstance(first, Iterator)
    del first
    assert [(1,)] == [*postgres_catalogue.rows("SELECT 1")]


@pytest.mark.parametrize("query", ["SELEC 1", "SELECT nothing FROM release", "SELECT 1 / 0", "SELECT 'x' + 1", ""])
def test_a_wrong_query_is_an_error(postgres_catalogue: Catalogue, query: str) -> None:
    """The error is one sentence, and the next query is answered."""
    with pytest.raises(BadUsage, match="cannot do that"):
        list(postgres_catalogue.rows(query))
    assert [(1,)] == [*postgres_catalogue.rows("SELECT 1")]


def test_statements_are_run_together_or_not_at_all(postgres_catalogue: Catalogue) -> None:
    """The rows that the last statement changed are counted."""
    load_index(postgres_catalogue, [index_row(1, "Ride", "Nowhere"), index_row(2, "Ride", "Today Forever")])
    with pytest.raises(BadUsage):
        postgres_catalogue.run("DELETE FROM release_index", "DELETE FROM nothing")
    assert 2 == len(rows_of(postgres_catalogue, "release_index"))
    assert 1 == postgres_catalogue.run(
        "CREATE VIEW found AS SELECT * FROM release_index", "DELETE FROM release_index WHERE title LIKE '%where'"
    )


def test_a_broken_connection_is_an_error_and_replaced(postgres: str, postgres_catalogue: Catalogue) -> None:
    """A server may be restarted while a program runs."""
    everybody_else = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    assert [(1,)] == [*postgres_catalogue.rows("SELECT 1")]
    with administrator(postgres) as db:
        db.execute(f"{everybody_else} AND datname = current_database()".encode())
    with pytest.raises(SleevenotesError, match="was lost") as caught:
        list(postgres_catalogue.rows("SELECT 1"))
    assert ExitCode.UNREACHABLE == caught.value.exit_code
    assert [(1,)] == [*postgres_catalogue.rows("SELECT 1")]


def test_deleting_and_clearing(catalogue: Catalogue) -> None:
    """A deleted release is gone from all tables, a cleared kind together with its summary."""
    seagull: TableRow = (1, 1, None, "1", "Seagull", None, None)
    load_index(
        catalogue,
        [index_row(1, "Ride", "Nowhere"), index_row(2, "Ride", "Smile")],
        {1: ["Seagull"], 2: ["Drive Blind"]},
    )
    assert [seagull, (2, 1, None, "1", "Drive Blind", None, None)] == rows_of(catalogue, "release_track")
    assert 1 == catalogue.delete([1, 77])
    assert [2] == [row[0] for row in rows_of(catalogue, "release_track")]
    assert [2] == [row[0] for row in rows_of(catalogue, "release_index")]
    assert 0 == catalogue.delete([])
    with catalogue.loading("masters") as load:
        load.add({"master": [(7, 2, "Smile", 1990, None, "Correct")]})
        load.finish(load_summary("masters"))
    catalogue.clear(["releases"])
    assert ["masters"] == [*catalogue.loads()]
    assert ([], 1) == (rows_of(catalogue, "release_track"), len(rows_of(catalogue, "master")))
    catalogue.clear([])
    catalogue.compact()
    assert catalogue.size() > 0


def sql_blocks() -> list[str]:
    """Return the SQL that docs/postgresql.md shows."""
    text = (Path(__file__).parents[3] / "docs" / "postgresql.md").read_text(encoding="utf-8")
    return re.findall(r"```sql\n(.*?)```", text, re.DOTALL)


def test_the_documented_sql_works(postgres: str, postgres_catalogue: Catalogue) -> None:
    """The extensions, the role that may only read, and both searches by that role work as they are shown."""
    load_index(postgres_catalogue, [index_row(1, "Sigur Rós", "Ágætis Byrjun")], {1: ["Águas De Março"]})
    extensions, role, releases, tracks = (block for block in sql_blocks() if "create_distributed_table" not in block)
    with administrator(postgres) as db:
        db.execute(extensions.encode())
        db.execute(role.encode())
        db.execute(b"SET ROLE station")
        cursors = [db.execute(statement.strip().encode()) for statement in releases.split(";") if statement.strip()]
        assert [(1, "Sigur Rós", "Ágætis Byrjun")] == [row[:3] for row in cursors[2].fetchall()]
        assert [(1, 1, "Águas De Março")] == db.execute(tracks.encode()).fetchall()
        db.execute(b"RESET ROLE")
        db.execute(b"DROP OWNED BY station; DROP ROLE station")


def test_every_table_of_releases_is_documented_for_a_cluster() -> None:
    """Each table is named, and distributed by its release."""
    (block,) = (block for block in sql_blocks() if "create_distributed_table" in block)
    assert [table.name for table in TABLES["releases"]] == re.findall(r"\('(\w+)', 'release_id'", block)
