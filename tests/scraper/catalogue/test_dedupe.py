import pytest
from shelved import fill, release

from scraper.catalogue import dedupe
from scraper.catalogue.backend import Catalogue, Question


def shown(catalogue: Catalogue) -> list[int]:
    """Return the releases in the view."""
    return [int(str(one)) for (one,) in catalogue.rows(f"SELECT release_id FROM {dedupe.VIEW} ORDER BY release_id")]


def test_the_preferred_country_comes_first_then_tracks_then_the_lowest_id(catalogue: Catalogue) -> None:
    """Three rules, in that order, for each master by itself."""
    fill(
        catalogue,
        "releases",
        *(release(1, "A", "One", 9, master_id=10, country="UK"), release(2, "A", "One", 3, master_id=10, country="US")),
        *(release(3, "B", "Two", 3, master_id=11, country="UK"), release(4, "B", "Two", 4, master_id=11, country=None)),
        *(release(5, "C", "Six", 3, master_id=12, country="US"), release(6, "C", "Six", 3, master_id=12, country="US")),
    )
    dedupe.show(catalogue, "US")
    assert [2, 4, 5] == shown(catalogue)


def test_releases_without_a_master_all_stay(catalogue: Catalogue) -> None:
    """They have nothing in common, not even where their titles are the same."""
    fill(catalogue, "releases", *(release(number, "A", "One", country="UK") for number in (1, 2, 3)))
    dedupe.show(catalogue, "US")
    assert [1, 2, 3] == shown(catalogue)


def test_headings_are_no_tracks(catalogue: Catalogue) -> None:
    """Of two pressings, the one with more songs wins, not the one with more rows."""
    many = release(1, "A", "One", 2, master_id=10)
    many["release_track"] = [(1, at, None, None, "A heading", None, None) for at in range(1, 9)]
    fill(catalogue, "releases", many, release(2, "A", "One", 2, master_id=10))
    dedupe.show(catalogue, "US")
    assert [2] == shown(catalogue)


def test_another_country_takes_the_place_of_the_first(catalogue: Catalogue) -> None:
    """The view is made anew, whatever the country's letters; a quote in it is a letter."""
    pair = (release(1, "A", "One", master_id=10, country="UK"), release(2, "A", "One", master_id=10, country="US"))
    fill(catalogue, "releases", *pair)
    for country, expected in (("us", [2]), ("UK", [1]), ("Côte d'Ivoire", [1])):
        dedupe.show(catalogue, country)
        assert expected == shown(catalogue)


@pytest.mark.parametrize("country", ["US", "Atlantis"])
def test_what_would_be_kept_is_counted_first(catalogue: Catalogue, country: str) -> None:
    """And whether the country was ever heard of; nothing is changed by that."""
    pair = (release(1, "A", "One", master_id=10, country="US"), release(2, "A", "One", master_id=10, country="UK"))
    fill(catalogue, "releases", *pair, release(3, "B", "Two"))
    found = dedupe.count(catalogue, country)
    assert (3, 2, True, 1 if country == "US" else 0) == (
        found.releases,
        found.kept,
        found.has_tracks,
        found.from_country,
    )


def test_an_index_has_no_tracks_to_count(catalogue: Catalogue) -> None:
    """Then the earliest release decides after the country."""
    index = [{"release_index": release(n, "A", "One", master_id=10, country="UK")["release_index"]} for n in (7, 5)]
    fill(catalogue, "releases", *index, keep="index")
    dedupe.show(catalogue, "US")
    assert not dedupe.count(catalogue, "US").has_tracks
    assert [5] == shown(catalogue)


def test_the_others_are_really_gone_when_told_so(catalogue: Catalogue) -> None:
    """From every table and from the search; a second time there is nothing left to do."""
    pair = (release(1, "Aa", "One", master_id=10, country="UK"), release(2, "Aa", "One", master_id=10, country="US"))
    fill(catalogue, "releases", *pair, release(3, "Bb", "Two"))
    assert 1 == dedupe.delete(catalogue, "US")
    assert 0 == dedupe.delete(catalogue, "US")
    for table in ("release", "release_artist", "release_track", "release_index"):
        rows = catalogue.rows(f"SELECT DISTINCT release_id FROM {table} ORDER BY release_id")
        assert [(2,), (3,)] == list(rows)
    assert {2} == {hit.release_id for hit in catalogue.candidates(Question(text="aa one")) if hit.artists == "Aa"}


def test_the_view_shows_a_new_load_once_it_was_made_again(catalogue: Catalogue) -> None:
    """A load may take it away with the tables that it stood on; it never stands in a load's way."""
    fill(catalogue, "releases", release(1, "A", "One", master_id=10))
    dedupe.show(catalogue, "US")
    fill(catalogue, "releases", release(2, "A", "One", master_id=10), release(3, "A", "One", master_id=10))
    dedupe.show(catalogue, "US")
    assert [2] == shown(catalogue)
