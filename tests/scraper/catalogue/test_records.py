from catalogue_rows import load_records, release_rows, table_row

from scraper.catalogue import records
from scraper.catalogue.backend import Catalogue, TableRow


def artist(number: int, name: str, *variations: str) -> dict[str, list[TableRow]]:
    """Return the rows of an artist with name variations."""
    return {
        "artist": [table_row("artist", artist_id=number, name=name)],
        "artist_variation": [(number, place, variation) for place, variation in enumerate(variations, start=1)],
    }


def people(catalogue: Catalogue) -> None:
    """Load artists whose names resemble one another."""
    several = (
        *(artist(1, "Björk", "Bjork Gudmundsdottir"), artist(2, "Nirvana"), artist(3, "Nirvana (2)")),
        *(artist(4, "The Smile"), artist(5, "SMILE"), artist(6, "1984")),
    )
    load_records(catalogue, "artists", *several)


def test_a_release_comes_with_all_its_rows(catalogue: Catalogue) -> None:
    """The rows of each table stand in their order, without the release's id."""
    load_records(catalogue, "releases", release_rows(1, "A", "One", 3, year=1970), release_rows(2, "B", "Two"))
    record = records.record(catalogue, "releases", 1)
    assert record is not None
    assert (1, "One", 1970) == (record["release_id"], record["title"], record["release_index"]["year"])
    assert ["Song 1", "Song 2", "Song 3"] == [track["title"] for track in record["release_track"]]
    assert {"sequence", "label_id", "name", "catno"} == set(record["release_label"][0])
    assert [] == record["release_video"]


def test_a_release_of_an_index_is_its_row(catalogue: Catalogue) -> None:
    """Its tables are empty lists."""
    load_records(
        catalogue, "releases", {"release_index": [table_row("release_index", release_id=1, title="One")]}, keep="index"
    )
    record = records.record(catalogue, "releases", 1)
    assert record is not None
    assert (1, "One", []) == (record["release_id"], record["release_index"]["title"], record["release_track"])


def test_what_is_not_there_is_none(catalogue: Catalogue) -> None:
    """This is so for each kind."""
    for kind in ("artists", "labels", "masters", "releases"):
        assert records.record(catalogue, kind, 1) is None


def test_names_are_found_as_they_are_written_before_all_else(catalogue: Catalogue) -> None:
    """Case counts first, then accents and articles are left out, then variations are looked at; numbers are ids."""
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
    assert expected == {
        text: [number for number, _ in records.by_name(catalogue, "artists", text)] for text in expected
    }


def test_several_of_a_name_are_all_returned(catalogue: Catalogue) -> None:
    """The caller can choose among them."""
    people(catalogue)
    assert [(2, "Nirvana"), (3, "Nirvana (2)")] == records.by_name(catalogue, "artists", "nïrvana")
    assert [4, 5] == [number for number, _ in records.by_name(catalogue, "artists", "the smïle")]


def test_credits_tell_of_artists_where_none_are_loaded(catalogue: Catalogue) -> None:
    """Labels are record in the same way, by the releases' labels."""
    load_records(catalogue, "releases", release_rows(1, "Björk", "Debut"))
    assert [(1_001, "Björk")] == records.by_name(catalogue, "artists", "bjork")
    assert [(71, "Label 1")] == records.by_name(catalogue, "labels", "label 1")
    assert [(71, "Label 1")] == records.by_name(catalogue, "labels", "71")


def test_releases_of_somebody_begin_with_the_earliest(catalogue: Catalogue) -> None:
    """Releases without a year come last, in either database."""
    years = {1: None, 3: 1990, 5: 1970}
    load_records(
        catalogue, "releases", *(release_rows(n, "A", f"T{n}", master_id=9, year=year) for n, year in years.items())
    )
    for kind, number in (("labels", 71), ("masters", 9)):
        releases = records.releases_of(catalogue, kind, number)  # type: ignore[arg-type]  # they are kinds
        assert [5, 3, 1] == [row["release_id"] for row in releases]
    assert ["T3"] == [row["title"] for row in records.releases_of(catalogue, "artists", 1_003)]
