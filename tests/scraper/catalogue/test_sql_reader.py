from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from catalogue_rows import all_rows, load_records, release_rows

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.postgres.sql_reader import PostgresReader
from scraper.catalogue.sql_reader import SqlReader
from scraper.catalogue.sqlite.sql_reader import SqliteReader
from scraper.run.errors import SleevenotesError


@pytest.fixture
def reader(catalogue: Catalogue, request: pytest.FixtureRequest) -> Iterator[SqlReader]:
    """Return an SQL reader on a catalogue with two releases."""
    load_records(catalogue, "releases", release_rows(1, "A", "One", 3), release_rows(2, "B", "Two", 2))
    opened: SqlReader
    if Path(catalogue.name).is_file():
        opened = SqliteReader(Path(catalogue.name))
    else:
        opened = PostgresReader(request.getfixturevalue("postgres"))
    with closing(opened):
        yield opened


def test_a_query_is_answered_with_the_names_of_its_columns(reader: SqlReader) -> None:
    """All rows come; a semicolon at the end of the query does no harm."""
    result = reader.read("SELECT release_id AS id, title FROM release ORDER BY 1;")
    assert ("id", "title") == result.columns
    assert [(1, "One"), (2, "Two")] == list(result.rows)


def test_no_rows_are_an_answer_too(reader: SqlReader) -> None:
    """The columns still have their names."""
    result = reader.read("SELECT title FROM release WHERE release_id = 9")
    assert (("title",), []) == (result.columns, list(result.rows))


def test_many_queries_can_be_asked(reader: SqlReader) -> None:
    """One is asked after the other, even if a result was left halfway; a query's plan can be asked for, too."""
    first = reader.read("SELECT title FROM release_track")
    next(first.rows)
    first.rows.close()
    assert [(5,)] == list(reader.read("SELECT COUNT(*) FROM release_track").rows)
    assert list(reader.read("EXPLAIN SELECT title FROM release").rows)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM release",
        "UPDATE release SET title = 'x'",
        "INSERT INTO release_style VALUES (1, 9, 'x')",
        "DROP TABLE release",
        "CREATE TABLE more (x INTEGER)",
        "CREATE TEMPORARY TABLE more (x INTEGER)",
        "SELECT 1; DELETE FROM release",
        "SELECT 1; COMMIT; DELETE FROM release",
        "EXPLAIN SELECT 1; DELETE FROM release",
        "EXPLAIN ANALYZE DELETE FROM release",
        "WITH gone AS (DELETE FROM release RETURNING *) SELECT * FROM gone",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "ATTACH DATABASE 'other.db' AS other",
        "VACUUM INTO 'other.db'",
        "SET default_transaction_read_only = off",
        "SET TRANSACTION READ WRITE",
        "COPY release TO '/tmp/x'",
        "COMMIT",
        "SELECT nonsense FROM nowhere",
        "SELECT 'no end",
        "",
        ";",
    ],
)
def test_nothing_but_reading_is_possible(reader: SqlReader, catalogue: Catalogue, query: str) -> None:
    """Any other statement is refused in one sentence, and the next query is answered."""
    before = all_rows(catalogue)
    with pytest.raises(SleevenotesError) as error:
        list(reader.read(query).rows)
    assert 1 == len(str(error.value).splitlines())
    assert [(2,)] == list(reader.read("SELECT COUNT(*) FROM release").rows)
    assert before == all_rows(catalogue)


def test_writing_is_still_refused_after_all_that(reader: SqlReader, catalogue: Catalogue) -> None:
    """Several attempts to be allowed to write do not add up."""
    for query in (
        "PRAGMA query_only = OFF",
        "SET default_transaction_read_only = off",
        "COMMIT",
        "DELETE FROM release",
    ):
        with pytest.raises(SleevenotesError):
            list(reader.read(query).rows)
    assert [(2,)] == list(catalogue.rows("SELECT COUNT(*) FROM release"))


def test_search_tables_can_be_asked(sqlite_catalogue: Catalogue) -> None:
    """SQLite opens such a table in a way that looks like writing."""
    load_records(sqlite_catalogue, "releases", release_rows(1, "Miles Davis", "One"))
    with closing(SqliteReader(Path(sqlite_catalogue.name))) as reader:
        result = reader.read("SELECT rowid FROM release_search WHERE release_search MATCH 'avi'")
        assert [(1,)] == list(result.rows)
