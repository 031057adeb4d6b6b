import pytest
from catalogue_rows import load_records, release_rows

from scraper.catalogue import dedupe
from scraper.catalogue.backend import Catalogue, SearchQuery


def shown(catalogue: Catalogue) -> list[int]:
    """Return the ids of the releases in the view."""
    return [
        int(str(number)) for (number,) in catalogue.rows(f"SELECT release_id FROM {dedupe.VIEW} ORDER BY release_id")
    ]


def test_the_preferred_country_comes_first_then_tracks_then_the_lowest_id(catalogue: Catalogue) -> None:
    """These three rules apply in this order, to each master by itself."""
    load_records(
        catalogue,
        "releases",
        *(
            release_rows(1, "A", "One", 9, master_id=10, country="UK"),
            release_rows(2, "A", "One", 3, master_id=10, country="US"),
        ),
        *(
            release_rows(3, "B", "Two", 3, master_id=11, country="UK"),
            release_rows(4, "B", "Two", 4, master_id=11, country=None),
        ),
        *(
            release_rows(5, "C", "Six", 3, master_id=12, country="US"),
            release_rows(6, "C", "Six", 3, master_id=12, country="US"),
        ),
    )
    dedupe.create_view(catalogue, "US")
    assert [2, 4, 5] == shown(catalogue)


def test_releases_without_a_master_all_stay(catalogue: Catalogue) -> None:
    """Even releases with the same title are not taken for pressings of one album."""
    load_records(catalogue, "releases", *(release_rows(number, "A", "One", country="UK") for number in (1, 2, 3)))
    dedupe.create_view(catalogue, "US")
    assert [1, 2, 3] == shown(catalogue)


def test_headings_are_no_tracks(catalogue: Catalogue) -> None:
    """Of two pressings the one with more tracks stays, not the one with more rows."""
    many = release_rows(1, "A", "One", 2, master_id=10)
    many["release_track"] = [(1, at, None, None, "A heading", None, None) for at in range(1, 9)]
    load_records(catalogue, "releases", many, release_rows(2, "A", "One", 2, master_id=10))
    dedupe.create_view(catalogue, "US")
    assert [2] == shown(catalogue)


def test_another_country_takes_the_place_of_the_first(catalogue: Catalogue) -> None:
    """The view is replaced; the country's case makes no difference, and a quote in it does no harm."""
    pair = (
        release_rows(1, "A", "One", master_id=10, country="UK"),
        release_rows(2, "A", "One", master_id=10, country="US"),
    )
    load_records(catalogue, "releases", *pair)
    for country, expected in (("us", [2]), ("UK", [1]), ("Côte d'Ivoire", [1])):
        dedupe.create_view(catalogue, country)
        assert expected == shown(catalogue)


@pytest.mark.parametrize("country", ["US", "Atlantis"])
def test_what_would_be_kept_is_counted_first(catalogue: Catalogue, country: str) -> None:
    """The counts say, too, how many releases are from the country; nothing is changed."""
    pair = (
        release_rows(1, "A", "One", master_id=10, country="US"),
        release_rows(2, "A", "One", master_id=10, country="UK"),
    )
    load_records(catalogue, "releases", *pair, release_rows(3, "B", "Two"))
    counts = dedupe.count(catalogue, country)
    assert (3, 2, True, 1 if country == "US" else 0) == (
        counts.releases,
        counts.kept,
        counts.has_tracks,
        counts.from_country,
    )


def test_an_index_has_no_tracks_to_count(catalogue: Catalogue) -> None:
    """Then the lowest id decides after the country."""
    index = [
        {"release_index": release_rows(n, "A", "One", master_id=10, country="UK")["release_index"]} for n in (7, 5)
    ]
    load_records(catalogue, "releases", *index, keep="index")
    dedupe.create_view(catalogue, "US")
    assert not dedupe.count(catalogue, "US").has_tracks
    assert [5] == shown(catalogue)


def test_the_others_are_gone_after_a_delete(catalogue: Catalogue) -> None:
    """They are gone from every table and from the search; a second run finds nothing to delete."""
    pair = (
        release_rows(1, "Aa", "One", master_id=10, country="UK"),
        release_rows(2, "Aa", "One", master_id=10, country="US"),
    )
    load_records(catalogue, "releases", *pair, release_rows(3, "Bb", "Two"))
    assert 1 == dedupe.delete(catalogue, "US")
    assert 0 == dedupe.delete(catalogue, "US")
    for table in ("release", "release_artist", "release_track", "release_index"):
        rows = catalogue.rows(f"SELECT DISTINCT release_id FROM {table} ORDER BY release_id")
        assert [(2,), (3,)] == list(rows)
    assert {2} == {hit.release_id for hit in catalogue.candidates(SearchQuery(text="aa one")) if hit.artists == "Aa"}


def test_the_view_shows_a_new_load_once_it_was_made_again(catalogue: Catalogue) -> None:
    """A load may take the view away with its tables, but the view never prevents a load."""
    load_records(catalogue, "releases", release_rows(1, "A", "One", master_id=10))
    dedupe.create_view(catalogue, "US")
    load_records(
        catalogue, "releases", release_rows(2, "A", "One", master_id=10), release_rows(3, "A", "One", master_id=10)
    )
    dedupe.create_view(catalogue, "US")
    assert [2] == shown(catalogue)
