"""Questions that can be put together wait for others: until there are enough, or a few seconds are over."""

import pytest

from scraper.domain.subjects import Subject
from scraper.enrichment.gathering import ADDRESSES, BY_ID, NAMING, Gathering
from services.musicbrainz import AT_ONCE


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return what time it is."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def gathering(clock: Clock) -> Gathering:
    """Return what waits for three seconds."""
    return Gathering(seconds=3.0, clock=clock)


def artist(number: int) -> Subject:
    """Return an artist."""
    return Subject(kind="artist", subject_id=number)


def test_a_full_batch_is_put_at_once(gathering: Gathering) -> None:
    """In the order in which its subjects came; the rest waits."""
    for number in range(AT_ONCE + 1):
        gathering.add(ADDRESSES, artist(number))
    assert [tuple(map(artist, range(AT_ONCE)))] == [question.subjects for question in gathering.ready()]
    assert [] == list(gathering.ready())


def test_the_rest_waits_for_some_seconds(gathering: Gathering, clock: Clock) -> None:
    """Counted from the first of them."""
    assert gathering.seconds_left() is None
    gathering.add(ADDRESSES, artist(1))
    clock.now = 2.0
    gathering.add(ADDRESSES, artist(2))
    assert ([], 1.0) == (list(gathering.ready()), gathering.seconds_left())
    clock.now = 3.5
    assert 0.0 == gathering.seconds_left()
    assert [(artist(1), artist(2))] == [question.subjects for question in gathering.ready()]
    assert gathering.seconds_left() is None


def test_nobody_waits_while_nothing_else_is_asked(gathering: Gathering) -> None:
    """Nothing more would come."""
    gathering.add(NAMING, artist(1))
    gathering.add(ADDRESSES, artist(2))
    assert ["wikidata", "musicbrainz"] == [question.source for question in gathering.ready(all_of_them=True)]


def test_kinds_of_questions_are_kept_apart(gathering: Gathering) -> None:
    """An item that is known by its id is no search for what names somebody."""
    gathering.add(NAMING, artist(1))
    gathering.add(BY_ID, artist(2), "Q2")
    assert [((artist(1),), ()), ((artist(2),), ("Q2",))] == [
        (question.subjects, question.items) for question in gathering.ready(all_of_them=True)
    ]


def test_what_is_added_twice_is_asked_once(gathering: Gathering) -> None:
    """About the same subject."""
    for _ in range(2):
        gathering.add(ADDRESSES, artist(1))
    assert [(artist(1),)] == [question.subjects for question in gathering.ready(all_of_them=True)]
