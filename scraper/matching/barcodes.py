"""Finds barcodes in texts: numbers with a valid check digit. Pure."""

import re
from collections.abc import Iterable, Sequence

_LENGTHS = (14, 13, 12, 8)
_BARE = re.compile(r"[\d\s.\-–]+")
_GLUED = re.compile(r"\d[\d\s.\-–]*\d")
_SMALLEST = 10**6
"""Smaller numbers are zeros, article numbers and the like, whose check digit is right by chance."""


def barcode_numbers(text: str) -> frozenset[int]:
    """Return the barcodes in a text: 8, 12, 13 or 14 digits, the last of which is the check digit."""
    runs = [text] if _BARE.fullmatch(text.strip()) else _GLUED.findall(text)
    return frozenset(number for run in runs for number in _in_run(run))


def _in_run(run: str) -> Iterable[int]:
    """Yield the barcodes in a run of digits, spaces and dashes: all its digits, or else those of its pieces."""
    whole = re.sub(r"\D", "", run)
    if _is_barcode(whole):
        yield int(whole)
        return
    for piece in re.split(r"\D+", run):
        if _is_barcode(piece):
            yield int(piece)


def _is_barcode(digits: str) -> bool:
    if len(digits) not in _LENGTHS or not digits.isascii() or int(digits) < _SMALLEST:
        return False
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0


def all_numbers(texts: Iterable[str]) -> frozenset[int]:
    """Return the barcodes in several texts."""
    return frozenset(number for text in texts for number in barcode_numbers(text))


def barcode_forms(texts: Sequence[str]) -> tuple[str, ...]:
    """Return each barcode with 12 (if it fits), 13 and 14 digits, as services want it, in the order of the texts."""
    barcodes = dict.fromkeys(number for text in texts for number in sorted(barcode_numbers(text)))
    forms = (str(number).zfill(length) for number in barcodes for length in (12, 13, 14))
    return tuple(dict.fromkeys(forms))
