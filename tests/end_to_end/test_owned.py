"""What is owned and wanted, as the catalogue has it told."""

import pytest
from household import Home, put

from scraper.app.owned import owned
from scraper.domain.shelf import Owned
from scraper.run.errors import BadSettings
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import load
from scraper.wiring.workshop import workshop
from services.errors import Unreachable
from services.fakes.faults import Fault

QUIET = Progress()


def told(report: Report | None = None) -> Owned:
    """Return what the home's owner has and wants."""
    with workshop(load(), QUIET) as shop:
        return owned(shop, report or Report())


def test_a_collection_that_was_never_read_is_read(home: Home) -> None:
    """Its pages only; the first run then knows of them."""
    home.world.wants = [{"id": number, "date_added": "2024-05-06T07:08:09-07:00"} for number in (3, 77)]
    put(home.world, 6, artists=[{"id": 194, "name": "Various"}])
    found = told()
    assert {"collection": 1, "wants": 1} == home.asked()
    assert set(range(1, 7)) == found.release_ids
    assert {3, 77} == found.wanted_ids
    assert {9001, 9003, 9005} == found.master_ids
    assert {500, 501, 502, 503} == found.artist_ids
    home.run("--all")
    assert "6 copies" in home.run("--all").out
    home.asked()
    assert found == told()
    assert {"wants": 1} == home.asked()


def test_a_collection_that_was_read_in_part_is_read_whole(home: Home) -> None:
    """A run with --limit knows the newest records only."""
    home.run("--limit", "2")
    assert {1, 2, 3, 4, 5} == told().release_ids


@pytest.mark.usefixtures("settled")
def test_what_is_never_published_is_owned_all_the_same(home: Home) -> None:
    """What was sold is not."""
    home.run("skip", "add", "2")
    del home.world.copies[0]
    home.run("--all")
    assert {2, 3, 4, 5} == told().release_ids


def test_a_list_is_replaced_by_the_next(home: Home) -> None:
    """What is not wanted any more is forgotten."""
    home.world.wants = [{"id": 3}, {"id": 4}, {"id": None}]
    report = Report()
    assert {3, 4} == told(report).wanted_ids
    assert ["An item of the wantlist was left out: no id."] == report.notes
    home.world.wants = [{"id": 4}, {"id": 4}, {"id": 5}]
    assert {4, 5} == told().wanted_ids


def test_a_private_list_is_tolerated(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a note, and without what we were told before being lost."""
    home.world.wants = [{"id": 3}]
    told()
    monkeypatch.delenv("DISCOGS_TOKEN")
    home.world.wants_public = False
    report = Report()
    assert {3} == told(report).wanted_ids
    assert ["Your wantlist is private or not there, so what you want is not known."] == report.notes


def test_a_list_that_cannot_be_read_is_tolerated(home: Home) -> None:
    """The one known before serves."""
    home.world.wants = [{"id": 3}]
    told()
    home.fake.faults.rules.append(Fault(path="/wants", kind="404", times=None))
    home.fake.faults.rules.append(Fault(path="/wants", kind="500", times=None))
    assert {3} == told().wanted_ids
    home.fake.faults.rules.pop(0)
    report = Report()
    assert {3} == told(report).wanted_ids
    assert 1 == len([note for note in report.notes if "the one known before serves" in note])


def test_a_collection_that_cannot_be_read_is_an_error(home: Home) -> None:
    """Nothing owned and nothing known are not the same."""
    home.fake.faults.rules.append(Fault(path="/collection", kind="500", times=None))
    with pytest.raises(Unreachable):
        told()


def test_without_a_username_nobody_can_be_asked(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which setting is missing."""
    monkeypatch.delenv("DISCOGS_USERNAME")
    with pytest.raises(BadSettings, match=r"discogs\.username"):
        told()
    assert {} == home.asked()
