"""A load into PostgreSQL is seen whole or not at all, whatever happens, and disturbs nobody who reads."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from catalogue_rows import index_row, load_index, load_summary, rows_of
from postgres import LOCKED, administrator

from scraper.catalogue.backend import Catalogue, TableRow
from scraper.catalogue.postgres import loading as loading_module
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.postgres.connection import LOAD_LOCK
from scraper.run.errors import AlreadyRunning, LocalTrouble, SleevenotesError

ROOT = Path(__file__).parents[3]
OLD, NEW = (
    [index_row(1, "Ride", "Nowhere")],
    [index_row(number, "Slowdive", f"Souvlaki {number}") for number in range(2, 502)],
)
STAGES = ("begun", "half", "whole")
LOADING = """
import sys
from scraper.catalogue.backend import LoadSummary
from scraper.catalogue.postgres import open_postgres

def reached(stage):
    print(stage, flush=True)
    if stage == sys.argv[2]:
        sys.stdin.read()

rows = [(number, None, "Souvlaki", "Slowdive", 1993, "UK", "Vinyl", *[None] * 4) for number in range(2, 30_000)]
values = {"month": "202609", "file": "", "checksum": "", "selection": "", "records": 1, "kept": 1, "bad": 0}
with open_postgres(sys.argv[1]).loading("releases") as load:
    reached("begun")
    load.add({"release_index": rows[:25_000]})
    reached("half")
    load.add({"release_index": rows[25_000:]})
    reached("whole")
    load.finish(LoadSummary(kind="releases", keep="all", **values))
reached("finished")
"""


def ids(catalogue: Catalogue) -> list[object]:
    """Return the ids of the releases in the index."""
    return [row[0] for row in rows_of(catalogue, "release_index")]


def left_beside(address: str) -> Sequence[object]:
    """Return the schemas of loads that were not finished."""
    with administrator(address) as db:
        return db.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sleeve%'").fetchall()


def give_up(catalogue: Catalogue, error: BaseException) -> None:
    """Begin a load, and raise an error in the middle of it."""
    with catalogue.loading("releases") as load:
        load.add({"release_index": NEW})
        load.set_aside(3, "a bad one", b"<release>")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("cut"), SystemExit(1)])
def test_a_load_that_is_given_up_leaves_all_as_it_was(
    postgres: str, postgres_catalogue: Catalogue, error: BaseException
) -> None:
    """The next load begins without hindrance."""
    load_index(postgres_catalogue, OLD)
    with pytest.raises(type(error)):
        give_up(postgres_catalogue, error)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))
    assert [] == [*postgres_catalogue.rows("SELECT * FROM bad_record")]
    load_index(postgres_catalogue, NEW, summary=load_summary(month="202609", kept=500))
    assert (500, "202609") == (len(ids(postgres_catalogue)), postgres_catalogue.loads()["releases"].month)


def test_a_load_that_is_not_finished_leaves_all_as_it_was(postgres_catalogue: Catalogue) -> None:
    """Leaving the block without an error and without `finish` changes nothing."""
    load_index(postgres_catalogue, OLD)
    with postgres_catalogue.loading("releases") as load:
        load.add({"release_index": NEW})
    assert [1] == ids(postgres_catalogue)


@contextmanager
def a_load(address: str, stage: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a load in a process of its own up to a stage, and kill it at the end of the block."""
    command = [sys.executable, "-c", LOADING, address, stage]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        until = STAGES[: STAGES.index(stage) + 1] if stage in STAGES else STAGES
        assert [f"{name}\n".encode() for name in until] == [process.stdout.readline() for _ in until]
        yield process
        os.kill(process.pid, signal.SIGKILL)
    with administrator(address) as db:
        # The server notices the end of the process a moment later, and then releases the lock.
        db.execute("SELECT pg_advisory_lock(%s)", (LOAD_LOCK,))


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_load_leaves_all_as_it_was(postgres: str, postgres_catalogue: Catalogue, stage: str) -> None:
    """Its lock is gone, and so are its rows."""
    load_index(postgres_catalogue, OLD)
    with a_load(postgres, stage):
        with pytest.raises(AlreadyRunning, match="Another load is on its way into postgresql://"):
            load_index(postgres_catalogue, NEW)
        assert [1] == ids(postgres_catalogue)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))
    load_index(postgres_catalogue, NEW)
    assert 500 == len(ids(postgres_catalogue))


def test_a_load_killed_at_its_end_is_there_or_not(postgres: str, postgres_catalogue: Catalogue) -> None:
    """Its rows and its summary are there together, or neither is."""
    load_index(postgres_catalogue, OLD)
    with a_load(postgres, "finished"):
        # The process is killed at some moment while it builds indexes and replaces tables.
        assert len(ids(postgres_catalogue)) in {1, 29_998}
    month, count = postgres_catalogue.loads()["releases"].month, len(ids(postgres_catalogue))
    assert (month, count) in {("202608", 1), ("202609", 29_998)}
    assert [] == left_beside(postgres)


def test_a_server_that_goes_away_leaves_all_as_it_was(postgres: str, postgres_catalogue: Catalogue) -> None:
    """The error is one sentence."""
    load_index(postgres_catalogue, OLD)
    with pytest.raises(SleevenotesError, match="was lost"):
        _load_while_the_server_stops(postgres, postgres_catalogue)
    assert [1] == ids(postgres_catalogue)


def _load_while_the_server_stops(address: str, catalogue: Catalogue) -> None:
    ends = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE state LIKE 'idle in%'"
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with catalogue.loading("releases") as load:
        with administrator(address) as db:
            assert [(True,)] == db.execute(f"{ends} AND {others}".encode()).fetchall()
        load.add({"release_index": NEW})
        load.finish(load_summary(kept=500))


def test_two_loads_of_different_kinds_are_not_mixed(postgres_catalogue: Catalogue) -> None:
    """Only one load can be in progress, whatever its kind."""
    with postgres_catalogue.loading("releases") as load:
        with pytest.raises(AlreadyRunning), postgres_catalogue.loading("artists"):
            pytest.fail("a second load began")
        load.add({"release_index": NEW})
        load.finish(load_summary(kept=500))
    with postgres_catalogue.loading("artists") as load:
        load.finish(load_summary("artists", kept=0))
    assert ["artists", "releases"] == [*postgres_catalogue.loads()]


@contextmanager
def reading(address: str, index: str) -> Iterator[set[int]]:
    """Count releases and their tracks again and again; yield the set of counts, complete once the block is left."""
    seen: set[int] = set()
    stop, began = Event(), Event()
    failed: list[BaseException] = []

    def read() -> None:
        query = f"SELECT count(*), (SELECT count(*) FROM release_track) FROM {index}"
        catalogue = open_postgres(address)
        try:
            while not stop.is_set():
                ((releases, tracks),) = catalogue.rows(query)
                assert releases == tracks
                seen.add(int(str(releases)))
                began.set()
        except BaseException as error:  # noqa: BLE001  # it is raised where the test sees it
            failed.append(error)
        finally:
            began.set()
            catalogue.close()

    thread = Thread(target=read)
    thread.start()
    began.wait()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()
    assert [] == failed


@pytest.mark.parametrize("index", ["release_index", "theirs"])
def test_readers_go_on_during_a_load(postgres: str, postgres_catalogue: Catalogue, index: str) -> None:
    """They see all old tables or all new ones, through a view of their own too, and never an error."""
    load_index(postgres_catalogue, OLD, {1: ["Seagull"]})
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE VIEW theirs AS SELECT * FROM release_index")
    with reading(postgres, index) as seen:
        for count in (500, 400, 300):
            rows = NEW[:count]
            load_index(postgres_catalogue, rows, {int(str(row[0])): ["Alison"] for row in rows})
    assert seen <= {1, 500, 400, 300}
    assert 1 in seen


def test_a_reader_who_never_stops_ends_a_load(
    postgres: str, postgres_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished load waits for such a reader for a while, then gives up; the old catalogue stays."""
    monkeypatch.setattr(loading_module, "_FIRST_LOCK_TIMEOUT", "20ms")
    monkeypatch.setattr(loading_module, "_PATIENCE", 0.5)
    load_index(postgres_catalogue, OLD)
    with psycopg.connect(postgres) as reader:
        assert (1,) == reader.execute("SELECT count(*) FROM release_index").fetchone()
        with pytest.raises(AlreadyRunning, match="Another program holds on to postgresql://"):
            load_index(postgres_catalogue, NEW)
    assert [1] == ids(postgres_catalogue)


def test_rows_that_got_lost_are_noticed(postgres: str, postgres_catalogue: Catalogue) -> None:
    """The rows in a table are compared with the rows that it was given."""
    load_index(postgres_catalogue, OLD)
    with pytest.raises(LocalTrouble, match="499 of 500 rows came into release_index"):
        _load_and_lose_a_row(postgres_catalogue)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))


def _load_and_lose_a_row(catalogue: Catalogue) -> None:
    with catalogue.loading("releases") as load:
        load._added["release_index"] += 1  # type: ignore[attr-defined]  # noqa: SLF001  # a row that never came
        load.add({"release_index": NEW[:499]})
        load.finish(load_summary(kept=500))


def test_what_others_made_survives_a_load(postgres: str, postgres_catalogue: Catalogue) -> None:
    """Views, views of views, indexes, and rights on all of them are the same after it."""
    load_index(postgres_catalogue, OLD)
    with administrator(postgres) as db:
        db.execute("CREATE VIEW titles AS SELECT release_id, title FROM release_index")
        db.execute('CREATE VIEW "Long titles" AS SELECT t.* FROM titles t JOIN release_track r USING (release_id)')
        db.execute("CREATE INDEX by_country ON release_index (lower(country)) WHERE year > 1990")
        db.execute(f"GRANT SELECT ON titles TO {LOCKED} WITH GRANT OPTION".encode())
        db.execute("GRANT SELECT, INSERT ON release_index TO PUBLIC")
        before = _made_by_others(db)
        load_index(postgres_catalogue, NEW)
        assert before == _made_by_others(db)
        assert (500,) == db.execute("SELECT count(*) FROM titles").fetchone()
        assert (0,) == db.execute('SELECT count(*) FROM "Long titles"').fetchone()


def _made_by_others(db: psycopg.Connection[tuple[object, ...]]) -> list[object]:
    relations = "SELECT relname, relkind, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    return [*db.execute(f"{relations} ORDER BY 1".encode()).fetchall(), *db.execute(indexes.encode()).fetchall()]


def test_any_text_arrives_as_it_was(catalogue: Catalogue) -> None:
    """Texts hold what databases, protocols and formats use as signs of their own."""
    texts = ["\\N", "\\.", "a\tb\nc\r\nd\\", "", "''\"", "%s ? $1", "\u2028😀坂", "x" * 3000, "\x1f\x1e\x07", " a "]
    entries: list[TableRow] = [index_row(number, text, text) for number, text in enumerate(texts, 1)]
    load_index(catalogue, [*entries, (99, *[None] * 10)])
    with catalogue.loading("artists") as load:
        load.add({"artist": [(number, text, None, "p" * 100_000, None) for number, text in enumerate(texts, 1)]})
        load.set_aside(2**40, "ends with \\", bytes(range(256)))
        load.finish(load_summary("artists"))
    assert [(*row,) for row in [*entries, (99, *[None] * 10)]] == rows_of(catalogue, "release_index")
    assert texts == [row[1] for row in rows_of(catalogue, "artist")]
    assert [("artists", 2**40, "ends with \\", bytes(range(256)))] == [*catalogue.rows("SELECT * FROM bad_record")]
    assert [(8,)] == [*catalogue.rows("SELECT artist_id FROM artist WHERE name = ?", ("x" * 3000,))]
    assert {"images": 2} == catalogue.loads()["artists"].unknown


def test_a_nul_is_replaced(postgres_catalogue: Catalogue) -> None:
    """PostgreSQL's texts cannot hold NUL; the rest of the text is kept."""
    load_index(postgres_catalogue, [index_row(1, "Ri\0de", "No\0where\0")])
    assert [("Ri\ufffdde", "No\ufffdwhere\ufffd")] == [
        *postgres_catalogue.rows("SELECT artists, title FROM release_index")
    ]


def test_bad_records_are_those_of_the_last_load(catalogue: Catalogue) -> None:
    """Each kind has those of its own last load."""
    for kind, number in (("artists", 1), ("masters", 2), ("artists", 3)):
        with catalogue.loading(kind) as load:  # type: ignore[arg-type]
            load.set_aside(number, "bare &", b"<x>&</x>")
            load.finish(load_summary(kind))  # type: ignore[arg-type]
    assert [("artists", 3), ("masters", 2)] == [*catalogue.rows("SELECT kind, number FROM bad_record ORDER BY kind")]
