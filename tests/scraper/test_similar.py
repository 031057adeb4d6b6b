"""Which records stand beside one on its page."""

import time
from typing import Any

from scraper.domain.credits import ArtistId
from scraper.domain.releases import LabelId, MasterId, ReleaseId
from scraper.domain.similar import MOST_BY, MOST_SIMILAR, Discographies, Resemblance, Traits


def traits(artist: int, **values: Any) -> Traits:
    """Return the traits of a record by an artist, of 1980 and rock unless said otherwise."""
    master = values.pop("master", None)
    return Traits(
        **{
            "master_id": MasterId(master) if master else None,
            "artists": frozenset({ArtistId(artist)}) if artist else frozenset(),
            "year": 1980,
            "genres": ("Rock",),
            **values,
        }
    )


def similar(shelf: dict[int, Traits], number: int = 1) -> list[int]:
    """Return what is similar to a record."""
    return [
        *Resemblance({ReleaseId(release_id): its_traits for release_id, its_traits in shelf.items()}).of(
            ReleaseId(number)
        )
    ]


def others(shelf: dict[int, Traits], number: int = 1) -> list[int]:
    """Return the other albums by the artists of a record, the shelf being in order."""
    typed = {ReleaseId(release_id): its_traits for release_id, its_traits in shelf.items()}
    return [*Discographies(typed, list(typed)).others(ReleaseId(number))]


def test_a_genre_and_a_decade_make_nothing_similar() -> None:
    """Rock of the eighties is everything and nothing."""
    assert [] == similar({1: traits(1), 2: traits(2)})


def test_a_label_alone_makes_nothing_similar() -> None:
    """Large labels have everything; with a genre in common it counts."""
    labels = frozenset({LabelId(5)})
    assert [] == similar({1: traits(1, labels=labels), 2: traits(2, labels=labels, genres=("Jazz",))})
    assert [2] == similar({1: traits(1, labels=labels), 2: traits(2, labels=labels)})


def test_a_style_or_a_person_is_enough() -> None:
    """However far apart the years and genres are."""
    people = frozenset({ArtistId(77)})
    shelf = {
        1: traits(1, styles=("Dub",), people=people),
        2: traits(2, styles=("Dub",), year=None, genres=()),
        3: traits(3, people=people, year=2020, genres=("Jazz",)),
        4: traits(4),
    }
    assert {2, 3} == set(similar(shelf))


def test_what_has_more_in_common_comes_first() -> None:
    """Two styles are more than one, and the nearer year is better."""
    shelf = {
        1: traits(1, styles=("Dub", "Ska")),
        2: traits(2, styles=("Dub",), year=1960),
        3: traits(3, styles=("Dub",), year=1981),
        4: traits(4, styles=("Dub", "Ska"), year=2020),
    }
    assert [4, 3, 2] == similar(shelf)


def test_no_record_by_the_same_artist_nor_two_by_another() -> None:
    """Those by the same one have a place of their own on the page."""
    shelf = {number: traits(artist, styles=("Dub",)) for number, artist in ((1, 1), (2, 1), (3, 2), (4, 2), (5, 3))}
    assert [3, 5] == similar(shelf)


def test_no_other_pressing_nor_two_of_another_album() -> None:
    """Also where nobody in particular is the artist."""
    shelf = {
        number: traits(0, styles=("Dub",), master=master)
        for number, master in ((1, 7), (2, 7), (3, 8), (4, 8), (5, None))
    }
    assert [3, 5] == similar(shelf)


def test_there_are_at_most_eight() -> None:
    """A page has no room for more."""
    shelf = {number: traits(number, styles=("Dub",)) for number in range(1, 40)}
    assert MOST_SIMILAR == len(similar(shelf))


def test_the_answer_depends_on_the_records_alone() -> None:
    """In whatever order they are read."""
    shelf = {number: traits(number, styles=("Dub",), year=1950 + number % 9) for number in range(1, 60)}
    backwards = dict(reversed(shelf.items()))
    assert [similar(shelf, number) for number in shelf] == [similar(backwards, number) for number in shelf]


def test_a_large_shelf_takes_a_time_linear_in_its_size() -> None:
    """Eight times the records take far less than 64 times as long, even where all share a style and an artist."""

    def seconds(count: int) -> float:
        shelf = {ReleaseId(n): traits(n, styles=("Dub",), year=1950 + n % 70) for n in range(1, count)}
        began = time.process_time()
        resemblance = Resemblance(shelf)
        assert all(resemblance.of(number) for number in shelf)
        return time.process_time() - began

    assert seconds(4000) < 30 * seconds(500)


def test_more_by_an_artist_leaves_out_other_pressings() -> None:
    """They stand elsewhere on the page; of another album the first pressing is enough."""
    shelf = {
        1: traits(1, master=7),
        2: traits(1, master=7),
        3: traits(1, master=8),
        4: traits(1, master=8),
        5: traits(1),
    }
    assert [3, 5] == others(shelf)


def test_more_by_counts_every_artist_of_a_record() -> None:
    """A record by two is beside those of each, once."""
    both = frozenset({ArtistId(1), ArtistId(2)})
    shelf = {1: traits(0, artists=both), 2: traits(1), 3: traits(2), 4: traits(0, artists=both), 5: traits(3)}
    assert [2, 3, 4] == others(shelf)


def test_nobody_in_particular_has_no_other_records() -> None:
    """Various artists are not one artist."""
    assert [] == others({1: traits(0), 2: traits(0)})


def test_more_by_stops_at_a_dozen() -> None:
    """The newest ones, in their order."""
    assert [*range(2, 2 + MOST_BY)] == others({number: traits(1) for number in range(1, 40)})
