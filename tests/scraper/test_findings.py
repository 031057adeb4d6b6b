"""What sources answered and what came of it, kept and read back; nothing moves that does not differ."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from shelves import PICTURE, Clock, images_due, item, keep_release, opened, question, shelve

from scraper.domain.due import Due
from scraper.domain.evidence import Conclusion, Finding, Option, Text
from scraper.domain.subjects import Subject
from scraper.run.migrations import statements, transaction
from scraper.store import Store
from scraper.store.connection import MIGRATIONS

RELEASE = Subject(kind="release", subject_id=1)
FINDING = Finding(
    service="spotify",
    entry_id="x",
    url="https://example.org/x",
    certainty="likeness",
    score=0.93,
    evidence="93 %",
    candidates=(Option(url="https://example.org/y", name="Ýe: 坂本", evidence="80 %"),),
)
OPEN = Finding(service="wikipedia", evidence="several articles fit", candidates=FINDING.candidates)
TEXT = Text(
    source="wikipedia", title="Title", url="https://example.org/", language="en", text="It is | a <b>record</b>."
)
COVER = ("itunes", "https://example.org/1.jpg")
WHOLE = Conclusion(findings=[FINDING, OPEN], offers=[COVER], texts=[TEXT])
ORDER = ("discogs", "itunes")


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still until it is told otherwise."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Return a store with one release on the shelf, of which Discogs has no image."""
    with opened(tmp_path, clock) as made:
        shelve(made, item(1))
        keep_release(made, 1, images=[])
        yield made


def lookup(source: str = "spotify") -> Due:
    """Return a question about the release."""
    return Due(subject=Subject(kind="release", subject_id=1), source=source)


def test_conclusions_come_back_as_they_were(store: Store) -> None:
    """Findings, texts and covers; of one and of all."""
    store.findings.conclude(RELEASE, WHOLE)
    assert {"spotify": FINDING, "wikipedia": OPEN} == store.findings.of(RELEASE)
    assert {1: {"spotify": FINDING, "wikipedia": OPEN}} == store.findings.findings("release")
    assert {1: [TEXT]} == store.findings.texts("release")
    assert [COVER] == [(one.source, one.uri) for one in images_due(store, order=ORDER)]
    assert [OPEN, FINDING] == [one.finding for one in store.findings.review()]


def test_the_same_conclusions_move_nothing(store: Store) -> None:
    """Pages are not rendered again, whatever the order in which they come."""
    store.findings.conclude(RELEASE, WHOLE)
    before = store.revision
    store.findings.conclude(RELEASE, replace(WHOLE, findings=[OPEN, FINDING]))
    store.findings.save_pins({})
    assert before == store.revision


def test_answers_alone_move_nothing(store: Store) -> None:
    """Pages show what is drawn from them, not themselves."""
    before = store.revision
    store.findings.save_answers("spotify", RELEASE, {"search": {"albums": {"items": [None]}}})
    store.findings.forget_answers(RELEASE, ["spotify"])
    assert before == store.revision
    assert {"spotify": {"search": {"albums": {"items": [None]}}}} == store.findings.answers(RELEASE)


@pytest.mark.parametrize(
    "changed",
    [
        replace(WHOLE, findings=[OPEN]),
        replace(WHOLE, findings=[replace(FINDING, url="https://example.org/z"), OPEN]),
        replace(WHOLE, offers=[]),
        replace(WHOLE, texts=[replace(TEXT, text="Other.")]),
        Conclusion(),
    ],
)
def test_other_conclusions_take_their_place(store: Store, changed: Conclusion) -> None:
    """All of the old ones go."""
    store.findings.conclude(RELEASE, WHOLE)
    before = store.revision
    store.findings.conclude(RELEASE, changed)
    assert before != store.revision
    assert {one.service: one for one in changed.findings} == store.findings.of(RELEASE)
    assert [*changed.texts] == store.findings.texts("release").get(1, [])


def test_a_cover_goes_with_its_offer(store: Store) -> None:
    """It may be somebody else's; so does the note that it could not be fetched."""
    store.findings.conclude(RELEASE, WHOLE)
    image = images_due(store, order=ORDER)[0]
    store.save_picture(image, PICTURE)
    store.findings.conclude(RELEASE, WHOLE)
    assert {1} == set(store.shelf.pictures("release"))
    store.findings.conclude(RELEASE, replace(WHOLE, offers=[("itunes", "https://example.org/2.jpg")]))
    assert set() == set(store.shelf.pictures("release"))
    store.note_nothing(images_due(store, order=ORDER)[0], "not found")
    assert [] == images_due(store, order=ORDER)
    store.findings.conclude(RELEASE, WHOLE)
    assert [image] == images_due(store, order=ORDER)


def test_discogs_own_image_stays_when_offers_go(store: Store) -> None:
    """Nobody but Discogs takes it away."""
    keep_release(store, 1)
    store.findings.conclude(RELEASE, WHOLE)
    store.save_picture(question("release-image", 1), PICTURE)
    store.findings.conclude(RELEASE, Conclusion())
    assert {1} == set(store.shelf.pictures("release"))


def test_an_image_is_offered_until_it_is_withdrawn(store: Store) -> None:
    """What was under way meanwhile is not kept."""
    store.findings.conclude(RELEASE, WHOLE)
    image = images_due(store, order=ORDER)[0]
    assert store.due.is_offered(image)
    store.findings.conclude(RELEASE, Conclusion())
    assert not store.due.is_offered(image)


def test_what_failed_in_this_run_is_passed_over(store: Store) -> None:
    """The next source stands in; the next run asks again."""
    keep_release(store, 1)
    store.findings.conclude(RELEASE, WHOLE)
    first = images_due(store, order=ORDER)[0]
    store.note_failure(first, "no answer")
    instead = store.due.images("release", ORDER, store.now(), only=1, without={(1, "discogs")})
    assert (["discogs"], ["itunes"]) == ([first.source], [one.source for one in instead])
    assert ["discogs"] == [one.source for one in images_due(store, order=ORDER)]


def test_what_has_no_answer_waits_longer_each_time(store: Store, clock: Clock) -> None:
    """A week, a month, a quarter, and so on."""
    for days in (7, 30, 90, 90):
        store.findings.save_answers("spotify", RELEASE, {})
        store.note_nothing(lookup(), "nothing that fits")
        clock.pass_days(days - 0.1)
        assert {1} == store.findings.not_due("spotify", "release", None)
        clock.pass_days(0.1)
        assert set() == store.findings.not_due("spotify", "release", None)


def test_a_failure_is_due_at_once_and_an_answer_never(store: Store, clock: Clock) -> None:
    """Unless answers of that age are asked for again; what failed then stays due though it was answered once."""
    store.note_failure(lookup(), "no answer")
    assert set() == store.findings.not_due("spotify", "release", None)
    store.findings.save_answers("spotify", RELEASE, {})
    store.note_found(lookup())
    clock.pass_days(1000)
    assert {1} == store.findings.not_due("spotify", "release", None)
    assert set() == store.findings.not_due("spotify", "release", clock() - timedelta(days=1))
    store.note_failure(lookup(), "no answer")
    assert set() == store.findings.not_due("spotify", "release", None)


def test_all_or_nothing(store: Store) -> None:
    """What is written together is kept together, and read back from within."""
    before = store.revision

    def interrupted() -> None:
        with store.together():
            store.findings.save_answers("spotify", RELEASE, {})
            store.findings.conclude(RELEASE, WHOLE)
            store.note_nothing(lookup(), "nothing that fits")
            assert 2 == len(store.findings.of(RELEASE))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert (before, {}, {}) == (store.revision, store.findings.of(RELEASE), store.findings.answers(RELEASE))


def test_pins_are_replaced_as_a_whole(store: Store) -> None:
    """What is not among the new ones is gone."""
    pins = {RELEASE: {"spotify": "", "wikipedia": "https://en.wikipedia.org/wiki/X"}}
    store.findings.save_pins(pins)
    assert pins == store.findings.pins()
    store.findings.save_pins({})
    assert {} == store.findings.pins()


def test_pressings_are_those_on_the_shelf(store: Store) -> None:
    """Each once, the newest copy first; sold and skipped ones are not there."""
    shelve(store, item(2), item(1, instance_id=9999), item(3), item(4))
    store.remove_copies([1003])  # type: ignore[list-item]  # an id is a number
    store.skip([4])
    assert [(1, True), (2, False)] == [(one.release_id, one.is_fetched) for one in store.findings.pressings()]
    assert [[2], [], [], []] == [
        [one.release_id for one in store.findings.pressings(number)] for number in (2, 3, 4, 5)
    ]


def test_a_database_of_the_first_version_is_carried_over(tmp_path: Path) -> None:
    """With what was in it."""
    file = tmp_path / "sleevenotes.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        with transaction(db):
            for statement in statements((MIGRATIONS / "0001_collection.sql").read_text()):
                db.execute(statement)
            db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO artists (artist_id, name) VALUES (5, 'Somebody')")
        db.execute("INSERT INTO lookups VALUES ('discogs', 'release', 7, 'gone', 2, '', '2999')")
        db.execute("INSERT INTO artwork VALUES ('release', 1, 'discogs', 'u', 1, 1, 1, 1, 'd', '')")
    with opened(tmp_path) as store:
        assert {} == store.findings.of(RELEASE)
        store.findings.conclude(RELEASE, WHOLE)
    with closing(sqlite3.connect(file)) as db:
        counts = [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("artists", "lookups", "artwork", "findings")
        ]
    assert [1, 1, 1, 2] == counts
