from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from shelved import everything, fill, release

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.postgres.sql_reader import PostgresAsking
from scraper.catalogue.sql_reader import Asking
from scraper.catalogue.sqlite.sql_reader import SqliteAsking
from scraper.run.errors import SleevenotesError


@pytest.fixture
def asking(catalogue: Catalogue, request: pytest.FixtureRequest) -> Iterator[Asking]:
    """Return what answers SQL on a catalogue with two releases in it."""
    fill(catalogue, "releases", release(1, "A", "One", 3), release(2, "B", "Two", 2))
    found: Asking
    if Path(catalogue.name).is_file():
        found = SqliteAsking(Path(catalogue.name))
    else:
        found = PostgresAsking(request.getfixturevalue("postgres"))
    with closing(found):
        yield found


def test_a_query_is_answered_with_the_names_of_its_columns(asking: Asking) -> None:
    """As many rows as there are; a semicolon at its end is no harm."""
    answer = asking.ask("SELECT release_id AS id, title FROM release ORDER BY 1;")
    assert ("id", "title") == answer.columns
    assert [(1, "One"), (2, "Two")] == list(answer.rows)


def test_no_rows_are_an_answer_too(asking: Asking) -> None:
    """The columns are still named."""
    answer = asking.ask("SELECT title FROM release WHERE release_id = 9")
    assert (("title",), []) == (answer.columns, list(answer.rows))


def test_many_queries_can_be_asked(asking: Asking) -> None:
    """One after the other, an answer left halfway too, and a plan of how one would be answered."""
    first = asking.ask("SELECT title FROM release_track")
    next(first.rows)
    first.rows.close()
    assert [(5,)] == list(asking.ask("SELECT COUNT(*) FROM release_track").rows)
    assert list(asking.ask("EXPLAIN SELECT title FROM release").rows)


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
def test_nothing_but_reading_is_possible(asking: Asking, catalogue: Catalogue, query: str) -> None:
    """Whatever is typed comes to nothing, in one sentence, and the next query is answered."""
    before = everything(catalogue)
    with pytest.raises(SleevenotesError) as error:
        list(asking.ask(query).rows)
    assert 1 == len(str(error.value).splitlines())
    assert [(2,)] == list(asking.ask("SELECT COUNT(*) FROM release").rows)
    assert before == everything(catalogue)


def test_writing_is_still_refused_after_all_that(asking: Asking, catalogue: Catalogue) -> None:
    """What somebody tries in order to be let in does not add up."""
    for query in (
        "PRAGMA query_only = OFF",
        "SET default_transaction_read_only = off",
        "COMMIT",
        "DELETE FROM release",
    ):
        with pytest.raises(SleevenotesError):
            list(asking.ask(query).rows)
    assert [(2,)] == list(catalogue.rows("SELECT COUNT(*) FROM release"))


def test_search_tables_can_be_asked(sqlite_catalogue: Catalogue) -> None:
    """SQLite opens them in a way that looks like writing."""
    fill(sqlite_catalogue, "releases", release(1, "Miles Davis", "One"))
    with closing(SqliteAsking(Path(sqlite_catalogue.name))) as asking:
        found = asking.ask("SELECT rowid FROM release_search WHERE release_search MATCH 'avi'")
        assert [(1,)] == list(found.rows)
