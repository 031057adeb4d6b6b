"""A disc has the colours that its formats name, and no others."""

import pytest

from scraper.domain.disc import Disc, disc
from scraper.domain.releases import Format

BLACK, CLEAR = "#161616", "#e4eaec"
RED, BLUE, WHITE = "#c8232c", "#2453b8", "#f4f2ec"


def vinyl(text: str = "", quantity: int = 1, *descriptions: str) -> Format:
    """Return a vinyl record."""
    return Format(name="Vinyl", quantity=quantity, descriptions=descriptions or ("LP", "Album"), text=text)


def look(text: str, quantity: int = 1) -> tuple[tuple[str, ...], str, str]:
    """Return colours, pattern and words of a vinyl record."""
    drawn = disc([vinyl(text, quantity)])
    assert drawn is not None
    assert "vinyl" == drawn.kind
    return drawn.colours, drawn.pattern, drawn.words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "180g",
        "180 Gram, Gatefold",
        "White Label",
        "White Labels",
        "Red label, white sleeve",
        "red & black paper labels",
        "Purple / Gold Center Labels",
        "Gold Stamp",
        "RSD Black Friday",
        "Blue Note Classic Vinyl Series",
        "Redux",
        "Greenville Press",
        "Blue-Sleeve",
        "Clear Sleeve",
    ],
)
def test_black_is_what_a_record_is_unless_told(text: str) -> None:
    """Weight, labels, sleeves and names are no colours of discs."""
    assert ((BLACK,), "solid", "") == look(text)


@pytest.mark.parametrize(
    ("text", "colours", "pattern", "words"),
    [
        ("Red", (RED,), "solid", "red"),
        ("RED VINYL", (RED,), "solid", "red"),
        ("Black", (BLACK,), "solid", "black"),
        ("180g Black Vinyl", (BLACK,), "solid", "black"),
        ("Sky Blue", ("#7fbfe8",), "solid", "sky blue"),
        ("Red Vinyl, White Labels", (RED,), "solid", "red"),
        ("Clear", (CLEAR,), "clear", "clear"),
        ("Coke Bottle Clear", ("#a9cdb9",), "clear", "coke bottle clear"),
        ("Translucent Blue", (BLUE,), "clear", "blue, translucent"),
        ("Transparent Red", (RED,), "clear", "red, translucent"),
        ("Clear Red", (RED,), "clear", "red, translucent"),
        ("Clear w/ Red Splatter", (CLEAR, RED), "splatter", "clear, red, splatter"),
        ("Red, Splattered", (RED,), "splatter", "red, splatter"),
        ("Blue & White Marbled", (BLUE, WHITE), "marble", "blue, white, marble"),
        ("Red/Blue Split", (RED, BLUE), "split", "red, blue, split"),
        ("Half Red Half Black", (RED, BLACK), "split", "red, black, split"),
        ("Black & White", (BLACK, WHITE), "split", "black, white, split"),
        ("Blue In Clear", (BLUE, CLEAR), "swirl", "blue, clear, swirl"),
        ("White With Red Swirl", (WHITE, RED), "swirl", "white, red, swirl"),
        ("Glow In The Dark", ("#dcefc0",), "solid", "glow in the dark"),
    ],
)
def test_colours_and_patterns_are_read(text: str, colours: tuple[str, ...], pattern: str, words: str) -> None:
    """As Discogs' users write them."""
    assert (colours, pattern, words) == look(text)


@pytest.mark.parametrize("text", ["Coloured", "Colored Vinyl", "Multi-Coloured", "Random Color", "Eco-Mix", "Recycled"])
def test_no_colour_is_made_up(text: str) -> None:
    """A record that is coloured, and nobody says how, is not drawn."""
    assert disc([vinyl(text)]) is None


def test_a_pattern_without_colours_is_not_drawn_in_black() -> None:
    """What is splattered is not plain black."""
    assert disc([vinyl("Splatter")]) is None
    assert disc([vinyl("Marbled, 180g")]) is None


def test_several_discs_have_their_colours() -> None:
    """One for each, whether they stand on one line or on two."""
    assert ((RED, BLUE), "solid", "red, blue") == look("Red / Blue", 2)
    both = disc([vinyl("Red"), vinyl("Blue")])
    assert Disc(kind="vinyl", colours=(RED, BLUE), pattern="solid", words="red, blue") == both


def test_a_picture_disc_is_one() -> None:
    """Its description says so, or its text."""
    for formats in ([vinyl("", 1, "LP", "Picture Disc")], [vinyl("Picture Disc")]):
        assert Disc(kind="vinyl", colours=(BLACK,), pattern="picture", words="picture disc") == disc(formats)


@pytest.mark.parametrize(
    ("name", "text", "kind", "colour", "words"),
    [
        ("CD", "", "cd", "#cdd0d4", ""),
        ("CD", "24 Karat Gold", "cd", "#c9a24a", "gold"),
        ("SACD", "", "cd", "#cdd0d4", ""),
        ("Cassette", "", "cassette", "#2b2b2d", ""),
        ("Cassette", "White Shell", "cassette", WHITE, "white"),
        ("Lathe Cut", "", "vinyl", BLACK, ""),
        ("Shellac", '10"', "vinyl", BLACK, ""),
        ("File", "", "other", "#8a8a8a", ""),
        ("Something New", "", "other", "#8a8a8a", ""),
    ],
)
def test_each_carrier_has_its_usual_colour(name: str, text: str, kind: str, colour: str, words: str) -> None:
    """And the one that is named."""
    drawn = disc([Format(name=name, text=text)])
    assert drawn is not None
    assert (kind, (colour,), words) == (drawn.kind, drawn.colours, drawn.words)


def test_boxes_are_seen_through() -> None:
    """A box is no disc; what all media have in common counts for the discs."""
    boxed = disc([Format(name="Box Set"), Format(name="CD", quantity=3)])
    assert boxed is not None
    assert "cd" == boxed.kind
    limited = disc([Format(name="All Media", text="Yellow"), Format(name="Vinyl", quantity=2)])
    assert limited is not None
    assert "yellow" == limited.words


def test_a_cd_beside_a_record_does_not_colour_it() -> None:
    """The first carrier is what is drawn."""
    drawn = disc([vinyl("Blue"), Format(name="CD", text="Gold")])
    assert drawn is not None
    assert ("vinyl", "blue") == (drawn.kind, drawn.words)


def test_without_formats_there_is_no_disc() -> None:
    """Nothing is known."""
    assert disc([]) is None
