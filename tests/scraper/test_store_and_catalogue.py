"""What the store tells the catalogue, and keeps of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shelves import Clock, item, keep_release, opened, release_answer, shelve

from scraper import translation
from scraper.domain.releases import ReleaseId
from scraper.run.report import Report
from scraper.translation import Untranslatable

AUGUST = datetime(2025, 8, 1, tzinfo=UTC)


def test_answers_are_as_old_as_their_dump(tmp_path: Path) -> None:
    """Who wants nothing older than some days asks for them again."""
    clock = Clock()
    with opened(tmp_path, clock) as store:
        shelve(store, item(1), item(2))
        store.save_release(translation.release(release_answer(1)), release_answer(1), AUGUST)
        store.save_release(translation.release(release_answer(2)), release_answer(2))
        assert {1, 2} == store.due.answered("release")
        assert [] == store.due.records("release", clock())
        older_than = clock() - timedelta(days=30)
        assert [1] == [one.subject.subject_id for one in store.due.records("release", clock(), older_than)]


def test_an_answer_is_an_answer_however_old(tmp_path: Path) -> None:
    """What a collection's page told is none."""
    with opened(tmp_path) as store:
        shelve(store, item(1), item(2))
        keep_release(store, 1)
        store.save_master(translation.master({"id": 9}), {"id": 9}, AUGUST)
        store.save_artist(translation.artist({"id": 8, "name": "A"}), {"id": 8}, AUGUST)
        assert [{1}, {9}, {8}] == [store.due.answered(kind) for kind in ("release", "master", "artist")]


def test_what_a_page_told_is_at_hand(tmp_path: Path) -> None:
    """Of those releases that stood on one, answered or not."""
    with opened(tmp_path) as store:
        shelve(store, item(1), item(2))
        keep_release(store, 1)
        keep_release(store, 7)
        found = store.shelf.basics([1, 2, 7, 99])
        assert {1: "Title 1", 2: "Title 2"} == {number: basics["title"] for number, basics in found.items()}


def test_the_newest_page_counts(tmp_path: Path) -> None:
    """Addresses of covers expire; but an answer knows more than a page."""
    with opened(tmp_path) as store:
        shelve(store, item(1))
        later = item(1)
        later["basic_information"] |= {"title": "Another", "cover_image": "http://images/new"}
        shelve(store, later)
        assert "http://images/new" == store.shelf.basics([1])[1]["cover_image"]
        assert "Another" == store.shelf.lines()[ReleaseId(1)].title
        revision = store.revision
        shelve(store, later)
        assert revision == store.revision
        keep_release(store, 1)
        shelve(store, item(1))
        assert "http://images/new" == store.shelf.basics([1])[1]["cover_image"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("https://i.discogs.com/x/600.jpg", "https://i.discogs.com/x/600.jpg"),
        ("https://s.discogs.com/images/spacer.gif", None),
        ("", ""),
        (None, ""),
        (5, ""),
    ],
)
def test_a_cover_is_read_from_a_page(told: Any, expected: str | None) -> None:
    """A blank image is none; what is not told is kept to itself."""
    assert expected == translation.cover({"cover_image": told})


def test_the_wantlist_is_replaced_whole(tmp_path: Path) -> None:
    """Each release once, whatever is told twice; pages have nothing to do with it."""
    with opened(tmp_path) as store:
        revision = store.revision
        assert frozenset() == store.wants.ids()
        store.wants.replace((ReleaseId(number), "2024") for number in (1, 2, 2))
        assert {1, 2} == store.wants.ids()
        store.wants.replace([])
        assert frozenset() == store.wants.ids()
        assert revision == store.revision


def test_a_list_that_cannot_be_told_leaves_the_old_one(tmp_path: Path) -> None:
    """All of it is kept, or nothing."""
    with opened(tmp_path) as store:
        store.wants.replace([(ReleaseId(1), "")])
        with pytest.raises(Untranslatable):
            store.wants.replace(translation.wanted(item) for item in ({"id": 2}, {"id": "x"}))
        assert {1} == store.wants.ids()


def test_what_came_from_the_catalogue_is_told() -> None:
    """Beside what was fetched, or would be."""
    report = Report()
    report.from_catalogue.update({"release": 2, "master": 0, "artist": 1})
    assert ["Fetched: nothing; from the catalogue: 2 releases, 1 artist; from the store: 0"] == report.lines()
    report.fetched["page"] = 1
    assert ["Fetched: 1 page; from the catalogue: 2 releases, 1 artist; from the store: 0"] == report.lines()
    report.is_rehearsal = True
    report.would_fetch["release"] = 3
    assert [
        "Would fetch: 3 releases; from the catalogue: 2 releases, 1 artist",
        "Fetched: 1 page; from the store: 0",
    ] == report.lines()[:2]
