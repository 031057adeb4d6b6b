"""The domain says names, credits and formats the way they are printed."""

import dataclasses

import pytest
from shelves import NAMES_OF_OTHERS_TROUBLE

from scraper.domain import artists, copies, gaps, releases, shelf
from scraper.domain import credits as credited
from scraper.domain.artists import Artist
from scraper.domain.credits import ArtistId, Credit, artist_line, display_name, joined
from scraper.domain.releases import Format, Release, ReleaseId


def credit(name: str, number: int | None = 1, anv: str = "", join: str = "") -> Credit:
    """Return a credit."""
    return Credit(artist_id=None if number is None else ArtistId(number), name=name, anv=anv, join=join)


@pytest.mark.parametrize(
    "name",
    [
        "Heaven 17",
        "Level 42",
        "Blink-182",
        "Maroon 5",
        "Alabama 3",
        "Front 242",
        "Apollo 440",
        *NAMES_OF_OTHERS_TROUBLE,
        "(2)",
        "Sunn O)))",
        "Love (What Else)",
        "Live(2)",
    ],
)
def test_names_are_shown_whole(name: str) -> None:
    """Numbers, brackets and signs that belong to a name stay."""
    assert name == display_name(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Sublime (2)", "Sublime"), ("Heaven 17 (3)", "Heaven 17"), ("Chris (115)", "Chris"), (" Air (2) ", "Air")],
)
def test_the_homonym_suffix_is_never_shown(name: str, expected: str) -> None:
    """It is Discogs' way of telling artists apart, not a part of the name."""
    assert expected == display_name(name)
    assert expected == Artist(artist_id=ArtistId(1), name=name).display_name
    assert expected == credit(name).printed


def test_a_name_is_shown_as_printed_on_the_release() -> None:
    """The variation wins over the usual name; it, too, is shown without a number that tells homonyms apart."""
    assert "Prince And The Revolution" == credit("Prince", anv=" Prince And The Revolution ").printed
    assert "Destiny" == credit("Destiny (9)", anv="Destiny (9)").printed
    assert "Prince" == credit("Prince", anv="  ").printed


@pytest.mark.parametrize(
    ("number", "expected"), [(1, True), (None, False), (194, False), (355, False), (118760, False)]
)
def test_nobody_in_particular_has_no_page(number: int | None, expected: object) -> None:
    """Various, Unknown Artist, No Artist and names without an id are only named."""
    assert expected == credit("Various", number).has_page


@pytest.mark.parametrize(
    ("join", "expected"),
    [("&", " & "), (" & ", " & "), (",", ", "), (";", "; "), ("", ", "), ("Feat.", " Feat. "), ("vs.", " vs. ")],
)
def test_joins_get_their_spaces(join: str, expected: str) -> None:
    """Discogs often leaves them out."""
    assert expected == joined(join)


def test_artists_make_a_line() -> None:
    """All credited artists are named, and what stands after the last of them is left out."""
    simon, garfunkel = (
        credit("Paul Simon", anv="Simon", join="&"),
        credit("Art Garfunkel", 2, anv="Garfunkel", join=","),
    )
    assert "Simon & Garfunkel" == artist_line([simon, garfunkel])
    assert "A, B Feat. C" == artist_line([credit("A", join=","), credit("B (2)", join="Feat."), credit("C")])
    assert "" == artist_line([])


def test_formats_are_put_into_words() -> None:
    """Quantity, descriptions and free text, each only where there is some."""
    vinyl = Format(name="Vinyl", quantity=2, descriptions=("LP", "Album"), text="Red")
    assert ["2 × Vinyl, LP, Album (Red)", "CD"] == [vinyl.words, Format(name="CD").words]
    release = Release(release_id=ReleaseId(1), title="T", formats=(vinyl, Format(name="CD"), Format(name="CD")))
    assert "2 × Vinyl, LP, Album (Red) + CD + CD" == release.format_line


def test_a_release_is_listed_under_its_carriers() -> None:
    """Each once, and 'All Media' is none."""
    formats = tuple(Format(name=name) for name in ("Vinyl", "All Media", "CD", "Vinyl"))
    release = Release(release_id=ReleaseId(1), title="T", formats=formats, genres=("Rock",), styles=("Punk",))
    assert {"genres": ("Rock",), "styles": ("Punk",), "formats": ("Vinyl", "CD")} == release.terms


def test_records_cannot_be_changed() -> None:
    """What is handed from thread to thread stays as it was made."""
    kinds = [
        kind
        for module in (artists, copies, credited, gaps, releases, shelf)
        for kind in vars(module).values()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type)
    ]
    assert 15 < len(kinds)
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]  # every dataclass has it
        assert all(record_field.kw_only for record_field in dataclasses.fields(kind)), kind
