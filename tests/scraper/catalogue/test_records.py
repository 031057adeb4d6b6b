from shelved import fill, release, row

from scraper.catalogue import records
from scraper.catalogue.backend import Catalogue, Row


def artist(number: int, name: str, *variations: str) -> dict[str, list[Row]]:
    """Return the rows of an artist."""
    return {
        "artist": [row("artist", artist_id=number, name=name)],
        "artist_variation": [(number, at, one) for at, one in enumerate(variations, start=1)],
    }


def people(catalogue: Catalogue) -> None:
    """Load some artists whose names resemble one another."""
    several = (
        *(artist(1, "Björk", "Bjork Gudmundsdottir"), artist(2, "Nirvana"), artist(3, "Nirvana (2)")),
        *(artist(4, "The Smile"), artist(5, "SMILE"), artist(6, "1984")),
    )
    fill(catalogue, "artists", *several)


def test_a_release_comes_with_all_its_rows(catalogue: Catalogue) -> None:
    """By table, in their order, without repeating whose they are."""
    fill(catalogue, "releases", release(1, "A", "One", 3, year=1970), release(2, "B", "Two"))
    found = records.record(catalogue, "releases", 1)
    assert found is not None
    assert (1, "One", 1970) == (found["release_id"], found["title"], found["release_index"]["year"])
    assert ["Song 1", "Song 2", "Song 3"] == [track["title"] for track in found["release_track"]]
    assert {"sequence", "label_id", "name", "catno"} == set(found["release_label"][0])
    assert [] == found["release_video"]


def test_a_release_of_an_index_is_its_row(catalogue: Catalogue) -> None:
    """There is nothing else of it."""
    fill(catalogue, "releases", {"release_index": [row("release_index", release_id=1, title="One")]}, keep="index")
    found = records.record(catalogue, "releases", 1)
    assert found is not None
    assert (1, "One", []) == (found["release_id"], found["release_index"]["title"], found["release_track"])


def test_what_is_not_there_is_none(catalogue: Catalogue) -> None:
    """For each kind."""
    for kind in ("artists", "labels", "masters", "releases"):
        assert records.record(catalogue, kind, 1) is None


def test_names_are_found_as_they_are_written_before_all_else(catalogue: Catalogue) -> None:
    """Then in any case, then without accents and articles, then among variations; ids are numbers."""
    people(catalogue)
    expected = {
        "Björk": [1],
        "björk": [1],
        "BJORK": [1],
        "bjork gudmundsdottir": [1],
        "Nirvana": [2],
        "Nirvana (2)": [3],
        "SMILE": [5],
        "3": [3],
        "1984": [6],
        "Somebody": [],
    }
    assert expected == {text: [number for number, _ in records.named(catalogue, "artists", text)] for text in expected}


def test_several_of_a_name_are_all_returned(catalogue: Catalogue) -> None:
    """Whoever asked can choose then."""
    people(catalogue)
    assert [(2, "Nirvana"), (3, "Nirvana (2)")] == records.named(catalogue, "artists", "nïrvana")
    assert [4, 5] == [number for number, _ in records.named(catalogue, "artists", "the smïle")]


def test_credits_tell_of_artists_where_none_are_loaded(catalogue: Catalogue) -> None:
    """And releases of labels."""
    fill(catalogue, "releases", release(1, "Björk", "Debut"))
    assert [(1_001, "Björk")] == records.named(catalogue, "artists", "bjork")
    assert [(71, "Label 1")] == records.named(catalogue, "labels", "label 1")
    assert [(71, "Label 1")] == records.named(catalogue, "labels", "71")


def test_releases_of_somebody_begin_with_the_earliest(catalogue: Catalogue) -> None:
    """In either database; those without a year come last."""
    years = {1: None, 3: 1990, 5: 1970}
    fill(catalogue, "releases", *(release(n, "A", f"T{n}", master_id=9, year=year) for n, year in years.items()))
    for kind, number in (("labels", 71), ("masters", 9)):
        found = records.releases_of(catalogue, kind, number)  # type: ignore[arg-type]  # they are kinds
        assert [5, 3, 1] == [one["release_id"] for one in found]
    assert ["T3"] == [one["title"] for one in records.releases_of(catalogue, "artists", 1_003)]
