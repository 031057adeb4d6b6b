"""The store keeps what it was told and knows what is still to be asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shelves import (
    PICTURE,
    Clock,
    due,
    images_due,
    item,
    keep_artist,
    keep_master,
    keep_release,
    opened,
    question,
    release_answer,
    shelve,
)

from scraper import translation
from scraper.domain.copies import InstanceId
from scraper.domain.credits import ArtistId
from scraper.domain.releases import ReleaseId
from scraper.store import Store


@pytest.fixture
def clock() -> Clock:
    """Return the time of a test."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Return an empty store."""
    with opened(tmp_path, clock) as made:
        yield made


def test_what_is_due_follows_from_what_is_there(store: Store) -> None:
    """First the releases, newest copies first; then what they name, then the images that are offered."""
    shelve(store, item(1), item(2), item(3))
    assert [3, 2, 1] == due(store, "release")
    assert ([201, 202, 203], [101, 102, 103]) == (due(store, "master"), due(store, "artist"))
    assert ([], []) == (due(store, "release-image"), due(store, "artist-image"))
    keep_release(store, 2)
    keep_master(store, 202)
    keep_artist(store, 102)
    assert ([3, 1], [201, 203], [101, 103]) == tuple(due(store, kind) for kind in ("release", "master", "artist"))
    assert ([2], [102]) == (due(store, "release-image"), due(store, "artist-image"))
    store.save_picture(question("release-image", 2), PICTURE)
    store.save_picture(question("artist-image", 102), PICTURE)
    assert ([], []) == (due(store, "release-image"), due(store, "artist-image"))
    assert 5 == store.due.held()


def test_a_resumed_run_is_the_same_question(store: Store, tmp_path: Path, clock: Clock) -> None:
    """Progress is in the file, not in the program."""
    shelve(store, item(1), item(2))
    keep_release(store, 2)
    with opened(tmp_path, clock) as again:
        assert [1] == due(again, "release")


def test_various_and_nobody_are_never_asked_about(store: Store) -> None:
    """They have no page, and no question."""
    nobody = [{"id": number, "name": "Various", "join": ","} for number in (194, 355, 118760)]
    shelve(store, item(1))
    keep_release(store, 1, artists=[*nobody, {"id": 0, "name": "No id"}, {"id": 7, "name": "Somebody"}], master_id=0)
    assert ([7], [], {7: "Somebody"}) == (due(store, "artist"), due(store, "master"), store.shelf.artist_names())


def test_old_answers_are_due_when_asked_for(store: Store, clock: Clock) -> None:
    """Of any kind; what is younger is not."""
    shelve(store, item(1), item(2))
    keep_release(store, 1)
    keep_master(store, 201)
    keep_artist(store, 101)
    clock.pass_days(10)
    keep_release(store, 2)
    assert ([], [1], [2, 1]) == (due(store, "release"), due(store, "release", 5), due(store, "release", -1))
    assert ([202, 201], [102, 101]) == (due(store, "master", 5)[::-1], due(store, "artist", 5)[::-1])
    assert ([202], [102]) == (due(store, "master", 20), due(store, "artist", 20))


def test_what_was_not_found_is_asked_again_ever_later(store: Store, clock: Clock) -> None:
    """After 7 days, then 30, then 90 each time."""
    shelve(store, item(1))
    for days in (7, 30, 90, 90):
        assert [1] == due(store, "release")
        store.note_nothing(question("release", 1), "gone")
        assert [] == due(store, "release")
        clock.pass_days(days - 0.01)
        assert [] == due(store, "release")
        clock.pass_days(0.01)
    keep_release(store, 1)
    assert ([], []) == (due(store, "release"), store.due.failures())


def test_a_question_that_waits_is_not_refreshed_either(store: Store) -> None:
    """Asking for older answers does not shorten the wait."""
    shelve(store, item(1))
    store.note_nothing(question("release", 1), "gone")
    assert [] == due(store, "release", -1)


def test_what_failed_is_asked_again_by_the_next_run(store: Store) -> None:
    """It stands among the failures until it is answered."""
    shelve(store, item(1))
    store.note_failure(question("release", 1), "no connection")
    assert [1] == due(store, "release")
    assert [("release", 1, "Artist 1: Title 1", "no connection")] == [
        (one.kind, one.subject_id, one.title, one.reason) for one in store.due.failures()
    ]


def test_a_broken_image_waits_and_a_new_address_is_tried(store: Store, clock: Clock) -> None:
    """The image that we hold is fetched again when Discogs offers another."""
    shelve(store, item(1))
    keep_release(store, 1)
    store.note_nothing(question("release-image", 1), "it does not decode")
    assert [] == due(store, "release-image")
    clock.pass_days(8)
    store.save_picture(question("release-image", 1), PICTURE)
    keep_release(store, 1, images=[{"uri": "http://images/new"}])
    assert ["http://images/new"] == [one.uri for one in images_due(store)]
    assert {1: PICTURE} == store.shelf.pictures("release")


def test_images_that_were_withheld_are_asked_for_once_there_is_a_token(store: Store, clock: Clock) -> None:
    """Without one Discogs names no address: that is neither an image nor the lack of one."""
    shelve(store, item(1), item(2), item(3))
    keep_release(store, 1, images=[{"type": "primary", "uri": "", "width": 600, "height": 600}])
    keep_release(store, 2, images=[])
    keep_release(store, 3)
    assert ([], [3]) == (due(store, "release"), due(store, "release-image"))
    assert [1] == [one.subject.subject_id for one in store.due.records("release", clock(), withheld=True)]
    keep_release(store, 1)
    keep_release(store, 3, images=[{"type": "primary", "uri": ""}])
    assert ([], [1, 3]) == (store.due.records("release", clock(), withheld=True), due(store, "release-image"))


def test_a_lost_image_is_due_again(store: Store) -> None:
    """Once it is noted."""
    shelve(store, item(1))
    keep_release(store, 1)
    store.save_picture(question("release-image", 1), PICTURE)
    store.forget_picture("release", 1)
    assert ([1], {}) == (due(store, "release-image"), store.shelf.pictures("release"))


def test_sold_records_leave_the_shelf_and_are_remembered(store: Store) -> None:
    """Nothing is asked about them; bought again, they are back without a question."""
    shelve(store, item(1), item(2))
    keep_release(store, 1)
    store.note_failure(question("release", 2), "no connection")
    store.remove_copies([InstanceId(1001), InstanceId(1002)])
    assert (set(), {}, {}) == (store.instances(), store.shelf.lines(), store.shelf.copies())
    assert [] == [number for kind in ("release", "master", "artist", "release-image") for number in due(store, kind)]
    assert [] == store.due.failures()
    shelve(store, item(1))
    assert ([], [1]) == (due(store, "release"), [*store.shelf.lines()])


def test_one_of_two_copies_may_go(store: Store) -> None:
    """The release stays for the other one."""
    shelve(store, item(1), item(1, instance_id=5))
    store.remove_copies([InstanceId(5)])
    assert {1: [1001]} == {
        number: [one.instance_id for one in copies] for number, copies in store.shelf.copies().items()
    }
    assert [1] == [*store.shelf.lines()]


def test_skipped_releases_are_neither_asked_about_nor_shown(store: Store) -> None:
    """Until they are taken off the list."""
    shelve(store, item(1), item(2))
    store.skip([1, 99])
    assert ([2], [202], [102]) == tuple(due(store, kind) for kind in ("release", "master", "artist"))
    assert ({1: "Artist 1: Title 1", 99: ""}, [2]) == (store.skipped(), [*store.shelf.lines()])
    store.unskip([1])
    assert [2, 1] == due(store, "release")


def test_only_changes_move_the_revision(store: Store) -> None:
    """What is told again as it was is no change; each change is one."""
    assert "" == store.revision
    shelve(store, item(1))
    seen = [store.revision]
    shelve(store, item(1))
    store.note_failure(question("release", 1), "x")
    store.remember("fact", "value")
    assert seen == [store.revision]
    changes: list[Callable[[], object]] = [
        lambda: shelve(store, item(1, rating=5)),
        lambda: shelve(store, item(1, rating=5, folder_id=2)),
        lambda: shelve(store, item(1, notes=[{"field_id": 3, "value": "mine"}])),
        lambda: keep_release(store, 1),
        lambda: keep_master(store, 201),
        lambda: keep_artist(store, 101),
        lambda: store.save_picture(question("release-image", 1), PICTURE),
        lambda: store.skip([1]),
        lambda: store.unskip([1]),
        lambda: store.remove_copies([InstanceId(1001)]),
        lambda: shelve(store, item(1)),
    ]
    for change in changes:
        change()
        assert store.revision not in seen
        seen.append(store.revision)
    store.skip([])
    store.unskip([77])
    assert seen[-1] == store.revision


def test_a_rating_that_changed_is_kept(store: Store) -> None:
    """So are folder, notes and everything else of the copy."""
    shelve(store, item(1))
    shelve(store, item(1, rating=4, notes=[{"field_id": 3, "value": "mine"}]))
    copy = store.shelf.copies()[ReleaseId(1)][0]
    assert (4, ((3, "mine"),)) == (copy.rating, copy.notes)


def test_raw_answers_come_back_as_they_were(store: Store) -> None:
    """Lone surrogates and all; before the whole answer there is what the collection told."""
    shelve(store, item(1), item(2))
    keep_release(store, 1, notes="a\ud800b", unknown={"kept": [None, 1.5]})
    whole, basic = store.shelf.releases()
    assert release_answer(1, notes="a\ud800b", unknown={"kept": [None, 1.5]}) == whole
    assert ("Title 2", 2) == (basic["title"], basic["id"])
    assert [{"id": 101, "name": "Artist 1"}] == list(store.shelf.artists([ArtistId(101)]))


def test_artists_are_rebuilt_without_losing_one(store: Store) -> None:
    """From the releases' stored answers."""
    shelve(store, item(1), item(2))
    keep_release(store, 1)
    keep_artist(store, 101, name="Renamed")
    keep_artist(store, 999)
    answers = [translation.release(answer) for answer in store.shelf.releases()]
    assert 0 == store.rebuild_artists(answers[:1])
    assert {101: "Renamed", 102: "Artist 2"} == store.shelf.artist_names()


def test_former_addresses_are_remembered(store: Store) -> None:
    """A page that went back to an old address has none but the one between."""
    number = ReleaseId(1)
    for path in ("/albums/a-1/", "/albums/b-1/", "/albums/a-1/"):
        store.save_paths("release", {number: path})
    assert ({1: ["/albums/b-1/"]}, {}) == (store.shelf.former_paths("release"), store.shelf.former_paths("artist"))


def test_facts_and_runs_are_kept(store: Store) -> None:
    """A fact that nobody noted is ''."""
    store.remember("text", "a")
    store.remember("text", "b")
    store.remember("list", [1])
    assert ["b", "[1]", ""] == [store.fact(name) for name in ("text", "list", "none")]
    assert [1, 2] == [store.begin_run("scrape"), store.begin_run("scrape --all")]
    store.end_run(1, 0, "fine")


def test_an_image_that_was_refused_gets_a_new_address_in_due_time(store: Store, clock: Clock) -> None:
    """Addresses of images expire: when the image's time comes, its release is asked for again, and for the image."""
    shelve(store, item(1))
    answer = release_answer(1)
    store.save_release(translation.release(answer), answer)
    (image,) = images_due(store)
    store.note_nothing(image, "refused")
    assert ([], []) == (store.due.records("release", clock()), images_due(store))
    clock.pass_days(8)
    assert [1] == [due.subject.subject_id for due in store.due.records("release", clock())]
