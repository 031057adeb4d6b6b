"""Text as it is searched: lower-case words without accents, however they were written. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

_LETTER = re.compile(r"[^\W_]")
_VANISHING = frozenset("'’‘ʼ`´ʹ")
"""What stands inside of words: Pepper's is peppers."""


class _Letters(dict[int, str | None]):
    """How each letter is searched for, found out when it first comes; None where it vanishes, which is quicker."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = _folded(chr(code)) or None
        return found


def _folded(letter: str) -> str:
    if letter in _VANISHING or unicodedata.combining(letter):
        return ""
    plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one)).casefold()
    typed = "".join(_typed(one) for one in plain)
    # ½ and ³ stand apart from the figure before them.
    return f" {typed}" if unicodedata.category(letter) == "No" else typed


def _typed(letter: str) -> str:
    """Return ł as l and æ as ae, letters and figures of any script as they are, a space for all else."""
    if not letter.isascii() and unicodedata.name(letter, "").startswith("LATIN"):
        return anyascii(letter).casefold()
    return letter if letter.isalnum() else " "


_LETTERS = _Letters()


def fold(text: str) -> str:
    """Return lower-case words with single spaces; the text itself, lower-case, where nothing of it is a letter.

    'Sigur Rós' is 'sigur ros', 'AC/DC' 'ac dc', 'Sgt. Pepper’s' 'sgt peppers', '!!!' '!!!'.
    """
    return " ".join(text.translate(_LETTERS).split()) or " ".join(text.casefold().replace("\0", " ").split())


def search_text(row: Iterable[object]) -> str:
    """Return what a release is found by, of title, artists, labels, catalogue numbers and barcodes.

    Each word has a space on either side, so that one of two letters has a trigram of its own. What has no letters is
    there sign by sign: !!! and ( ) are found, whoever else is in the row.
    """
    texts = [str(one) for one in row if one]
    odd = [spread(one) for one in texts if not has_letters(one)]
    return f" {' '.join([fold(' '.join(texts)), *odd])} "


def track_text(titles: Iterable[object]) -> str:
    """Return what a release's tracks are found by, in the same form."""
    texts = [str(one) for one in titles if one]
    if all(map(_LETTER.search, texts)):
        return f" {fold(' '.join(texts))} "
    return f" {' '.join(fold(one) if has_letters(one) else spread(one) for one in texts)} "


def has_letters(text: str) -> bool:
    """Tell whether there is a letter or a figure of any script in it."""
    return _LETTER.search(text) is not None


def spread(text: str) -> str:
    """Return the signs of a text, a space between each."""
    return " ".join(fold(text).replace(" ", ""))
