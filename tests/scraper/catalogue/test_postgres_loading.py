"""A load into PostgreSQL is there whole or not at all, whatever happens, and nobody who reads notices."""

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
from catalogued import entry, load, rows_of, told
from postgres import LOCKED, administrator

from scraper.catalogue.backend import Catalogue, Row
from scraper.catalogue.postgres import loading as loading_module
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.postgres.connection import ONE_AT_A_TIME
from scraper.run.errors import AlreadyRunning, LocalTrouble, SleevenotesError

ROOT = Path(__file__).parents[3]
OLD, NEW = [entry(1, "Ride", "Nowhere")], [entry(number, "Slowdive", f"Souvlaki {number}") for number in range(2, 502)]
STAGES = ("begun", "half", "whole")
LOADING = """
import sys
from scraper.catalogue.backend import Loaded
from scraper.catalogue.postgres import open_postgres

def reached(stage):
    print(stage, flush=True)
    if stage == sys.argv[2]:
        sys.stdin.read()

rows = [(number, None, "Souvlaki", "Slowdive", 1993, "UK", "Vinyl", None, None, None) for number in range(2, 30_000)]
told = {"month": "202609", "file": "", "checksum": "", "selection": "", "records": 1, "kept": 1, "bad": 0}
with open_postgres(sys.argv[1]).loading("releases") as beside:
    reached("begun")
    beside.add({"release_index": rows[:25_000]})
    reached("half")
    beside.add({"release_index": rows[25_000:]})
    reached("whole")
    beside.finish(Loaded(kind="releases", keep="all", **told))
reached("finished")
"""


def ids(catalogue: Catalogue) -> list[object]:
    """Return the ids of what is in the index."""
    return [row[0] for row in rows_of(catalogue, "release_index")]


def left_beside(address: str) -> Sequence[object]:
    """Return the schemas of loads that were not finished."""
    with administrator(address) as db:
        return db.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sleeve%'").fetchall()


def give_up(catalogue: Catalogue, error: BaseException) -> None:
    """Begin a load, and stop in the middle of it."""
    with catalogue.loading("releases") as beside:
        beside.add({"release_index": NEW})
        beside.set_aside(3, "a bad one", b"<release>")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("cut"), SystemExit(1)])
def test_a_load_that_is_given_up_leaves_all_as_it_was(
    postgres: str, postgres_catalogue: Catalogue, error: BaseException
) -> None:
    """And the next one finds nothing in its way."""
    load(postgres_catalogue, OLD)
    with pytest.raises(type(error)):
        give_up(postgres_catalogue, error)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))
    assert [] == [*postgres_catalogue.rows("SELECT * FROM bad_record")]
    load(postgres_catalogue, NEW, loaded=told(month="202609", kept=500))
    assert (500, "202609") == (len(ids(postgres_catalogue)), postgres_catalogue.loads()["releases"].month)


def test_a_load_that_is_not_finished_leaves_all_as_it_was(postgres_catalogue: Catalogue) -> None:
    """Even where nothing went wrong."""
    load(postgres_catalogue, OLD)
    with postgres_catalogue.loading("releases") as beside:
        beside.add({"release_index": NEW})
    assert [1] == ids(postgres_catalogue)


@contextmanager
def a_load(address: str, stage: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a load in a process of its own up to a stage, and kill it there at the latest."""
    command = [sys.executable, "-c", LOADING, address, stage]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        until = STAGES[: STAGES.index(stage) + 1] if stage in STAGES else STAGES
        assert [f"{one}\n".encode() for one in until] == [process.stdout.readline() for _ in until]
        yield process
        os.kill(process.pid, signal.SIGKILL)
    with administrator(address) as db:
        # The server notices a moment later; asking for the lock waits for that.
        db.execute("SELECT pg_advisory_lock(%s)", (ONE_AT_A_TIME,))


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_load_leaves_all_as_it_was(postgres: str, postgres_catalogue: Catalogue, stage: str) -> None:
    """Its lock is gone with it, and so is all that it did."""
    load(postgres_catalogue, OLD)
    with a_load(postgres, stage):
        with pytest.raises(AlreadyRunning, match="Another load is on its way into postgresql://"):
            load(postgres_catalogue, NEW)
        assert [1] == ids(postgres_catalogue)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))
    load(postgres_catalogue, NEW)
    assert 500 == len(ids(postgres_catalogue))


def test_a_load_killed_at_its_end_is_there_or_not(postgres: str, postgres_catalogue: Catalogue) -> None:
    """With all that is told about it."""
    load(postgres_catalogue, OLD)
    with a_load(postgres, "finished"):
        # It is killed wherever it is in building indexes and swapping.
        assert len(ids(postgres_catalogue)) in {1, 29_998}
    month, count = postgres_catalogue.loads()["releases"].month, len(ids(postgres_catalogue))
    assert (month, count) in {("202608", 1), ("202609", 29_998)}
    assert [] == left_beside(postgres)


def test_a_server_that_goes_away_leaves_all_as_it_was(postgres: str, postgres_catalogue: Catalogue) -> None:
    """One sentence says so."""
    load(postgres_catalogue, OLD)
    with pytest.raises(SleevenotesError, match="was lost"):
        _load_while_the_server_stops(postgres, postgres_catalogue)
    assert [1] == ids(postgres_catalogue)


def _load_while_the_server_stops(address: str, catalogue: Catalogue) -> None:
    ends = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE state LIKE 'idle in%'"
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with catalogue.loading("releases") as beside:
        with administrator(address) as db:
            assert [(True,)] == db.execute(f"{ends} AND {others}".encode()).fetchall()
        beside.add({"release_index": NEW})
        beside.finish(told(kept=500))


def test_two_loads_of_different_kinds_are_not_mixed(postgres_catalogue: Catalogue) -> None:
    """One at a time, whatever they load."""
    with postgres_catalogue.loading("releases") as beside:
        with pytest.raises(AlreadyRunning), postgres_catalogue.loading("artists"):
            pytest.fail("a second load began")
        beside.add({"release_index": NEW})
        beside.finish(told(kept=500))
    with postgres_catalogue.loading("artists") as beside:
        beside.finish(told("artists", kept=0))
    assert ["artists", "releases"] == [*postgres_catalogue.loads()]


@contextmanager
def reading(address: str, index: str) -> Iterator[set[int]]:
    """Count releases and their tracks all the while; yield what was seen, which is complete afterwards."""
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
    """They see the old catalogue or the new one, of all its tables, a view of their own too, and never an error."""
    load(postgres_catalogue, OLD, {1: ["Seagull"]})
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE VIEW theirs AS SELECT * FROM release_index")
    with reading(postgres, index) as seen:
        for count in (500, 400, 300):
            some = NEW[:count]
            load(postgres_catalogue, some, {int(str(row[0])): ["Alison"] for row in some})
    assert seen <= {1, 500, 400, 300}
    assert 1 in seen


def test_somebody_who_never_stops_reading_is_told_of(
    postgres: str, postgres_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished load waits for them, but not for ever; the old catalogue stays."""
    monkeypatch.setattr(loading_module, "_TURN", "20ms")
    monkeypatch.setattr(loading_module, "_PATIENCE", 0.5)
    load(postgres_catalogue, OLD)
    with psycopg.connect(postgres) as reader:
        assert (1,) == reader.execute("SELECT count(*) FROM release_index").fetchone()
        with pytest.raises(AlreadyRunning, match="Another program holds on to postgresql://"):
            load(postgres_catalogue, NEW)
    assert [1] == ids(postgres_catalogue)


def test_rows_that_got_lost_are_noticed(postgres: str, postgres_catalogue: Catalogue) -> None:
    """What was given is counted, and what is there."""
    load(postgres_catalogue, OLD)
    with pytest.raises(LocalTrouble, match="499 of 500 rows came into release_index"):
        _load_and_lose_a_row(postgres_catalogue)
    assert ([1], []) == (ids(postgres_catalogue), left_beside(postgres))


def _load_and_lose_a_row(catalogue: Catalogue) -> None:
    with catalogue.loading("releases") as beside:
        beside._added["release_index"] += 1  # type: ignore[attr-defined]  # noqa: SLF001  # a row that never came
        beside.add({"release_index": NEW[:499]})
        beside.finish(told(kept=500))


def test_what_others_made_survives_a_load(postgres: str, postgres_catalogue: Catalogue) -> None:
    """Views, views of views, indexes of their own, and who may read them."""
    load(postgres_catalogue, OLD)
    with administrator(postgres) as db:
        db.execute("CREATE VIEW titles AS SELECT release_id, title FROM release_index")
        db.execute('CREATE VIEW "Long titles" AS SELECT t.* FROM titles t JOIN release_track r USING (release_id)')
        db.execute("CREATE INDEX by_country ON release_index (lower(country)) WHERE year > 1990")
        db.execute(f"GRANT SELECT ON titles TO {LOCKED} WITH GRANT OPTION".encode())
        db.execute("GRANT SELECT, INSERT ON release_index TO PUBLIC")
        before = _made_by_others(db)
        load(postgres_catalogue, NEW)
        assert before == _made_by_others(db)
        assert (500,) == db.execute("SELECT count(*) FROM titles").fetchone()
        assert (0,) == db.execute('SELECT count(*) FROM "Long titles"').fetchone()


def _made_by_others(db: psycopg.Connection[tuple[object, ...]]) -> list[object]:
    relations = "SELECT relname, relkind, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    return [*db.execute(f"{relations} ORDER BY 1".encode()).fetchall(), *db.execute(indexes.encode()).fetchall()]


def test_any_text_arrives_as_it_was(catalogue: Catalogue) -> None:
    """Whatever a database, a protocol or a format takes for a sign of its own."""
    texts = ["\\N", "\\.", "a\tb\nc\r\nd\\", "", "''\"", "%s ? $1", "\u2028😀坂", "x" * 3000, "\x1f\x1e\x07", " a "]
    entries: list[Row] = [entry(number, text, text) for number, text in enumerate(texts, 1)]
    load(catalogue, [*entries, (99, *[None] * 9)])
    with catalogue.loading("artists") as beside:
        beside.add({"artist": [(number, text, None, "p" * 100_000, None) for number, text in enumerate(texts, 1)]})
        beside.set_aside(2**40, "ends with \\", bytes(range(256)))
        beside.finish(told("artists"))
    assert [(*one,) for one in [*entries, (99, *[None] * 9)]] == rows_of(catalogue, "release_index")
    assert texts == [row[1] for row in rows_of(catalogue, "artist")]
    assert [("artists", 2**40, "ends with \\", bytes(range(256)))] == [*catalogue.rows("SELECT * FROM bad_record")]
    assert [(8,)] == [*catalogue.rows("SELECT artist_id FROM artist WHERE name = ?", ("x" * 3000,))]
    assert {"images": 2} == catalogue.loads()["artists"].unknown


def test_a_nul_is_replaced(postgres_catalogue: Catalogue) -> None:
    """PostgreSQL's texts cannot hold one; the rest of the text is kept."""
    load(postgres_catalogue, [entry(1, "Ri\0de", "No\0where\0")])
    assert [("Ri\ufffdde", "No\ufffdwhere\ufffd")] == [
        *postgres_catalogue.rows("SELECT artists, title FROM release_index")
    ]


def test_bad_records_are_those_of_the_last_load(catalogue: Catalogue) -> None:
    """Kind by kind."""
    for kind, number in (("artists", 1), ("masters", 2), ("artists", 3)):
        with catalogue.loading(kind) as beside:  # type: ignore[arg-type]
            beside.set_aside(number, "bare &", b"<x>&</x>")
            beside.finish(told(kind))  # type: ignore[arg-type]
    assert [("artists", 3), ("masters", 2)] == [*catalogue.rows("SELECT kind, number FROM bad_record ORDER BY kind")]
