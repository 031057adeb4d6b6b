"""Addresses are ASCII, never empty, never too long, and never someone else's."""

import re
from itertools import permutations

import pytest
from shelves import NAMES_OF_OTHERS_TROUBLE

from scraper.domain.slugs import LONGEST, album_path, artist_path, folded, label_slug, slug, sort_key, term_slugs

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NASTY = (
    *NAMES_OF_OTHERS_TROUBLE,
    "-x",
    "@x",
    "[x",
    "..",
    ".",
    "/",
    "…",
    "?",
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e",
    "\U0001f600",
    "AC/DC",
    "x" * 300,
    "word " * 60,
    "é" * 300,
    "½" * 300,
    "أم كلثوم",
    "ミュージック",
    "방탄소년단",
    "index",
    "_index",
    "%2e%2e",
    "CON",
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Heaven 17", "heaven-17"),
        ("Level 42", "level-42"),
        ("Blink-182", "blink-182"),
        ("Maroon 5", "maroon-5"),
        ("Alabama 3", "alabama-3"),
        ("Front 242", "front-242"),
        ("Apollo 440", "apollo-440"),
        ("10cc", "10cc"),
        ("1984", "1984"),
        ("101", "101"),
    ],
)
def test_numbers_stay(name: str, expected: str) -> None:
    """A number that belongs to a name belongs to its address."""
    assert expected == slug(name)
    assert f"/artists/{expected}-7/" == artist_path(name, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Дельфин", "delfin"),
        ("Łona", "lona"),
        ("Đorđe", "dorde"),
        ("4½", "4-1-2"),
        ("I + II", "i-ii"),
        ("12 Gold Bars I + II", "12-gold-bars-i-ii"),
        ("Sigur Rós", "sigur-ros"),
        ("AC/DC", "ac-dc"),
        ("Don’t Stop ’Til You Get Enough", "dont-stop-til-you-get-enough"),
        ("Ænima", "aenima"),
        ("Straße", "strasse"),
        ("Cafe\u0301", "cafe"),
        ("-x", "x"),
        ("@x", "x"),
        ("[x", "x"),
        ("m³", "m-3"),
    ],
)
def test_letters_are_spelled_in_ascii(text: str, expected: str) -> None:
    """Accents, other alphabets and fractions become what a reader would type."""
    assert expected == slug(text)


@pytest.mark.parametrize("text", ["坂本龍一", "中島", "!!!", "+/-", "( )", "…", "?", "..", "", "\ud800", "♥"])
def test_what_cannot_be_spelled_has_no_slug(text: str) -> None:
    """Han characters are not read aloud wrongly, and signs are no words."""
    assert "" == slug(text)


@pytest.mark.parametrize("text", NASTY)
def test_an_address_is_never_empty_nor_odd(text: str) -> None:
    """Whatever the title is, the address is one short folder under its section, and holds the id."""
    for path, section in ((album_path(text, 25472284), "albums"), (artist_path(text, 25472284), "artists")):
        assert ["", section, ""] == [part for place, part in enumerate(path.split("/")) if place != 2]
        name = path.split("/")[2]
        assert ADDRESS.fullmatch(name)
        assert name.endswith("-25472284")
        assert len(name) <= LONGEST + len("-25472284")


def test_a_title_without_letters_is_named_for_what_it_is() -> None:
    """The section's own page is never overwritten."""
    assert "/albums/album-25472284/" == album_path("( )", 25472284)
    assert "/artists/artist-29947/" == artist_path("坂本龍一", 29947)
    assert "label-5" == label_slug("???", 5)


def test_long_titles_end_at_a_word() -> None:
    """An address is cut between words, or where there is no other way."""
    assert "x" * LONGEST == slug("x" * 300)
    assert "-".join(["word"] * 16) == slug("word " * 60)
    assert "a" * LONGEST == slug("a" * LONGEST + " b")


def test_homonyms_differ_by_their_id_alone() -> None:
    """The suffix of a homonym is no part of the name, so two bands of one name have two addresses."""
    assert ["/artists/alt-3/", "/artists/alt-4/"] == [artist_path("ALT", 3), artist_path("ALT (2)", 4)]
    assert "vinyl-lovers-9" == label_slug("Vinyl Lovers (3)", 9)


def test_terms_never_share_an_address() -> None:
    """Names that are spelled alike, or cannot be spelled, are told apart by a hash of the name."""
    names = ["R&B", "r b", "R B", "!!!", "…", "?", "..", "AC/DC", "ac dc", "", "\ud800"]
    slugs = term_slugs(names)
    assert set(names) == set(slugs)
    assert len(names) == len(set(slugs.values()))
    assert [] == [address for address in slugs.values() if not ADDRESS.fullmatch(address)]


def test_terms_have_the_same_address_in_any_order() -> None:
    """What Hugo builds depends on the names alone, not on which record came first."""
    outcomes = {tuple(sorted(term_slugs(names).items())) for names in permutations(["R&B", "r b", "!!!", "…", "Rock"])}
    assert 1 == len(outcomes)


def test_a_name_that_looks_like_a_hashed_address_takes_nobody_elses() -> None:
    """Even a term named after another's hash gets an address of its own."""
    taken = term_slugs(["R&B", "r b"])["r b"]
    slugs = term_slugs(["R&B", "r b", taken.upper()])
    assert 3 == len(set(slugs.values()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Beatles", "beatles"),
        ("Beatles, The", "beatles the"),
        ("The The", "the"),
        ("Ärzte (2)", "arzte"),
        ("Theodor", "theodor"),
        ("!!!", "!!!"),
        ("坂本龍一", "坂本龍一"),
    ],
)
def test_names_are_sorted_as_people_look_for_them(name: str, expected: str) -> None:
    """Without 'The', accents and suffixes; what cannot be spelled is sorted by itself."""
    assert expected == sort_key(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sigur ros", "Sigur Rós"),
        ("BJÖRK", "Björk"),
        ("bjork", "Bjo\u0308rk"),
        ("  a  b ", "A B"),
        ("alt", "ALT (3)"),
        ("lona", "Łona"),
        ("aenima", "Ænima"),
    ],
)
def test_names_are_compared_as_people_type_them(typed: str, name: str) -> None:
    """Case, accents, spaces and the homonym suffix don't count."""
    assert folded(typed) == folded(name)


@pytest.mark.parametrize(("name", "other_name"), [("Heaven 17", "Heaven"), ("!!!", "???"), ("4½", "4"), ("AVA", "AV")])
def test_different_names_stay_different(name: str, other_name: str) -> None:
    """Nothing but case, accents and spaces is overlooked."""
    assert folded(name) != folded(other_name)


@pytest.mark.parametrize("mark", ["'", "’", "‘", "ʼ", "`", "´"])
def test_an_apostrophe_is_no_gap(mark: str) -> None:
    """Whichever of them it is, and also where a soft sign is spelled as one."""
    assert "dont-stop" == slug(f"Don{mark}t Stop")
    assert "olga" == slug("Ольга")
