"""Catalogue numbers as Discogs writes them, and what it writes where there is none. Pure."""

import re
import unicodedata

_NONE = frozenset(
    {"none", "none none", "none given", "no cat", "no cat no", "no number", "no catalog number"}
    | {"no catalogue number", "no catalogue no", "n a"}
)
"""What is written for none, without case and signs."""
_SIGNS = re.compile(r"[\s\[\](){}<>*'\"“”‘’.,:;!?#/_–—\u200b\u200c\u200d\u2060\ufeff-]+")  # as people type them
"""What stands around such words."""
_EMPTY = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff-–—._"  # as people type them
"""What alone tells nothing; other signs can be a number: ∞."""
_FIGURE = re.compile(r"\d")
SEPARATOR = ", "
"""What stands between the numbers of a text that holds several."""


def catalogue_number(text: str) -> str | None:
    """Return a catalogue number; None for an empty text and for 'none', '[NONE]', 'n/a' and the like."""
    # Nearly all numbers have a figure, and dumps hold millions.
    if _FIGURE.search(text):
        return text
    words = _SIGNS.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()
    return text if words not in _NONE and text.strip(_EMPTY) else None


def without_missing_numbers(joined: str) -> str:
    """Return a text of several catalogue numbers without those that say 'none'."""
    return SEPARATOR.join(filter(catalogue_number, joined.split(SEPARATOR)))
