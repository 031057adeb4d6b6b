"""The short notation of the sample's records says what it seems to say."""

import pytest

from services.fakes.sample.notation import CreditedName, artists, credit, form, tracks


def test_notation_of_artists() -> None:
    """Joins stand in braces and the printed name after an equals sign."""
    expected = [CreditedName(name="Fela Kuti", anv="Fela", join="And"), CreditedName(name="Africa 70", anv="Afrika 70")]
    assert expected == artists("Fela Kuti = Fela {And} Africa 70 = Afrika 70")


def test_notation_of_credits() -> None:
    """A credit can be for several people and for some tracks."""
    expected = [CreditedName(name=name, role="Vocals", tracks="A1, B2") for name in ("One", "Two")]
    assert expected == credit("Vocals: One; Two @ A1, B2")


def test_notation_of_formats() -> None:
    """A colour in brackets is the format's text; something else is refused."""
    clear = form("2 Vinyl: LP, Album (Clear)")
    assert (2, "Vinyl", ["LP", "Album"], "Clear") == (clear.quantity, clear.name, clear.descriptions, clear.text)
    with pytest.raises(ValueError, match="not a format"):
        form("Vinyl")


def test_notation_of_tracks() -> None:
    """Rows know what they are, and an index keeps its parts."""
    heading, index = tracks("# Side One\n> Suite\n. A1  First  1:02  Written-By: Somebody\n.   Second")
    assert ("heading", "Side One") == (heading.kind, heading.title)
    assert ("index", ["A1", ""]) == (index.kind, [part.position for part in index.parts])
    assert ("1:02", "Somebody") == (index.parts[0].length, index.parts[0].credits[0].name)
