"""What is looked for in an index before candidates are compared one by one: words, and their trigrams. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from scraper.catalogue.backend import Question
from scraper.catalogue.folding import fold, has_letters

LONGEST = 300
"""Letters of a question that are looked at: no title needs more to be told from the others."""
CANDIDATES = 500
"""How many releases a database offers; only those are compared letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needles:
    """A question, folded; '' for what is not asked for."""

    words: str
    """Of all that stands in a release's row of the index."""
    track: str
    barcode: str


def needles(question: Question) -> Needles:
    """Return what a question looks for."""
    asked = (question.text, question.artist, question.title, question.label, question.catno)
    return Needles(
        words=" ".join(fold(one[:LONGEST]) for one in asked if one)[:LONGEST],
        track=fold(question.track[:LONGEST]),
        barcode=digits(question.barcode),
    )


def digits(barcode: str) -> str:
    """Return a barcode's digits without the zeros that some put before them; '' where there are none."""
    return "".join(one for one in barcode if one.isdecimal() and one.isascii()).lstrip("0")[:LONGEST]


def trigrams(words: Iterable[str]) -> list[str]:
    """Return each three letters of words between spaces, once: a short word has some, and the order does not count."""
    padded = (f" {part} " for word in words for part in ([word] if has_letters(word) else word))
    return list(dict.fromkeys(word[start : start + 3] for word in padded for start in range(len(word) - 2)))
