"""`scrape catalogue pipeline`: all of it in order, stopped at any step, on a file and on a server."""

import json
import sqlite3
from contextlib import closing

import pytest
from forked import Forked
from pressings import MONTH, Shop

STEPS = ("download", "ingest", "dedupe", "prune", "optimize")
LIST = "artist,title\nArtist 1,Title 1\nArtist 2,Title 2\n"


@pytest.fixture(autouse=True)
def library(empty: Shop) -> None:
    """Put a library's list of two records into the home."""
    (empty.home.folder / "library.csv").write_text(LIST, encoding="utf-8")


def words(empty: Shop, *more: str) -> tuple[str, ...]:
    """Return what is typed."""
    return ("pipeline", "--library", "library.csv", "--from", str(empty.mirror), "--month", MONTH, *more)


def state(empty: Shop) -> dict[str, object]:
    """Return what the state file tells; {} without it."""
    file = empty.home.folder / "catalogue-pipeline.json"
    found: dict[str, object] = json.loads(file.read_text()) if file.exists() else {}
    return found


def test_a_station_gets_what_its_list_names(shop: Shop) -> None:
    """One pressing of each album, and a report on every release; a second run does nothing twice."""
    said = shop(*words(shop, "--delete"))
    assert list(STEPS) == [line.partition(":")[0] for line in said.splitlines()[:-1]]
    assert {2, 21} <= shop.ids()
    assert not {1, 22, 30} & shop.ids()
    assert (shop.home.folder / "catalogue-judged.csv").read_text().startswith("verdict,")
    before = shop.ids()
    assert "is loaded already" in shop(*words(shop, "--delete"))
    assert before == shop.ids()


def test_nothing_is_removed_without_leave(shop: Shop) -> None:
    """The view and the report are all that is made."""
    said = shop(*words(shop))
    assert "nothing removed without --delete" in said
    assert {1, 21, 22} <= shop.ids()
    assert {21} == shop.ids("SELECT release_id FROM release_deduplicated WHERE master_id = 9001")


def test_what_is_kept_goes_into_another_database(shop: Shop) -> None:
    """Of each album one; here everything stays, and the state file holds no password."""
    target = "sqlite:///station.db?password=never-print-this"
    shop(*words(shop, "--copy-to", target))
    assert {1, 21, 22} <= shop.ids()
    (station,) = shop.home.folder.glob("station.db*password*this")
    with closing(sqlite3.connect(station)) as db:
        assert {(2,), (21,)} <= set(db.execute("SELECT release_id FROM release"))
    assert "never-print-this" not in json.dumps(state(shop))


@pytest.mark.parametrize("step", STEPS)
def test_a_failed_step_is_where_it_goes_on(empty: Shop, step: str) -> None:
    """What is done before stays done, and the end is the same as if nothing had happened."""
    empty(*words(empty, "--delete"))
    expected, whole = empty.ids(), state(empty)
    done = STEPS[: STEPS.index(step)]
    # As a kill just before that step leaves it: the file tells of the steps that were done, and no end.
    told = whole | {"done": list(done), "finished": False}
    (empty.home.folder / "catalogue-pipeline.json").write_text(json.dumps(told))
    said = empty(*words(empty, "--delete"))
    assert [f"{name}: done before" for name in done] == said.splitlines()[: len(done)]
    assert expected == empty.ids()
    assert whole == state(empty)


@pytest.mark.parametrize("step", [*STEPS, None])
def test_a_kill_at_any_step_is_followed_by_the_same_end(empty: Shop, step: str | None) -> None:
    """The process is killed as soon as a step is done, or at once; whatever it was at, the next run finishes it."""
    process = Forked(empty.home.folder, empty.home.fake.origin, "catalogue", *words(empty, "--delete"))
    while process.is_running():
        done = state(empty).get("done")
        if step is None or (isinstance(done, list) and step in done):
            process.kill()
            break
    process.ended()
    empty(*words(empty, "--delete"))
    killed = empty.ids()
    for file in empty.home.folder.glob("catalogue*"):
        file.unlink()
    empty(*words(empty, "--delete"))
    assert empty.ids() == killed
    assert state(empty)["finished"]


def test_what_was_cleared_is_loaded_again(empty: Shop) -> None:
    """The state file says that it was loaded; the database knows better."""
    empty(*words(empty, "--delete"))
    told = state(empty) | {"done": list(STEPS[:-1]), "finished": False}
    (empty.home.folder / "catalogue-pipeline.json").write_text(json.dumps(told))
    expected = empty.ids()
    empty("clear", "--yes", "--type", "releases")
    said = empty(*words(empty, "--delete"))
    assert "ingest: done before" not in said
    assert expected == empty.ids()


def test_a_lost_state_file_costs_no_load(empty: Shop) -> None:
    """What the database shows is not loaded again."""
    empty(*words(empty))
    (empty.home.folder / "catalogue-pipeline.json").unlink()
    assert "releases: discogs_20260801_releases.xml.gz is loaded already" in empty(*words(empty))


def test_it_can_begin_at_any_step(empty: Shop) -> None:
    """With what was downloaded and loaded by hand; a step that is none is said."""
    assert "fetches them" in empty.refused(*words(empty, "--from-step", "ingest"))
    empty("download", "--from", str(empty.mirror), "--month", MONTH)
    assert "ingest: artists" in empty(*words(empty, "--from-step", "ingest"))
    said = empty(*words(empty, "--from-step", "prune"))
    assert ["download: done before", "ingest: done before", "dedupe: done before"] == said.splitlines()[:3]
    assert "the steps are download, ingest" in empty.refused(*words(empty, "--from-step", "nothing"))


def test_without_a_list_it_is_the_collection(empty: Shop) -> None:
    """What is owned or wanted is loaded, and kept."""
    empty("pipeline", "--from", str(empty.mirror), "--month", MONTH, "--delete")
    assert {1, 2, 3, 4, 5, 8} == empty.ids()


def test_a_list_that_is_none_is_noticed_first(empty: Shop) -> None:
    """Before anything is downloaded."""
    (empty.home.folder / "library.csv").write_text("nothing\n", encoding="utf-8")
    assert "has no columns" in empty.refused(*words(empty))
    assert not (empty.home.folder / "dumps").exists()
