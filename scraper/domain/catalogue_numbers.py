"""Catalogue numbers as Discogs writes them, and what it writes where there is none. Pure."""

import re

_NONE = re.compile(r"\s*(?:none|\[\s*none\s*\]|\(\s*none\s*\)|)\s*\.?\s*", re.IGNORECASE)
SEPARATOR = ", "
"""What stands between the numbers of a text that holds several."""


def catalogue_number(text: str) -> str | None:
    """Return a catalogue number; None for an empty text and for 'none', however it is written."""
    return None if _NONE.fullmatch(text) else text


def without_missing_numbers(joined: str) -> str:
    """Return a text of several catalogue numbers without those that say 'none'."""
    return SEPARATOR.join(filter(catalogue_number, joined.split(SEPARATOR)))
