"""Catalogue numbers as Discogs writes them, and what it writes where there is none. Pure."""

_NONE = frozenset({"", "none", "none.", "[none]", "(none)"})
SEPARATOR = ", "
"""What stands between the numbers of a text that holds several."""


def catalogue_number(text: str) -> str | None:
    """Return a catalogue number; None for an empty text and for 'none', however it is written."""
    return None if text.strip().casefold() in _NONE else text


def without_missing_numbers(joined: str) -> str:
    """Return a text of several catalogue numbers without those that say 'none'."""
    return SEPARATOR.join(filter(catalogue_number, joined.split(SEPARATOR)))
