"""Text as it is searched: words in lower case without accents, however they were written. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

_LETTER = re.compile(r"[^\W_]")
_APOSTROPHES = frozenset("'’‘ʼ`´ʹ")
"""Signs within words that are left out: Pepper's is searched as peppers."""


class _FoldedLetters(dict[int, str | None]):
    """The folded form of each character, worked out when it is first needed.

    None where nothing is left of a character: `str.translate` takes that more quickly than ''.
    """

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = _folded(chr(code)) or None
        return folded


def _folded(letter: str) -> str:
    if letter in _APOSTROPHES or unicodedata.combining(letter):
        return ""
    parts = unicodedata.normalize("NFKD", letter)
    without_accents = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
    typed = "".join(map(_typed, without_accents))
    # ½ and ³ are words of their own, apart from the figure before them.
    return f" {typed}" if unicodedata.category(letter) == "No" else typed


def _typed(letter: str) -> str:
    """Return ł as l and æ as ae, letters and figures of other scripts as they are, and a space for anything else."""
    if not letter.isascii() and unicodedata.name(letter, "").startswith("LATIN"):
        return anyascii(letter).casefold()
    return letter if letter.isalnum() else " "


_FOLDED_LETTERS = _FoldedLetters()


def fold(text: str) -> str:
    """Return lower-case words with single spaces between them; a text without any letter keeps its signs.

    'Sigur Rós' is 'sigur ros', 'AC/DC' 'ac dc', 'Sgt. Pepper’s' 'sgt peppers', '!!!' '!!!'.
    """
    return " ".join(text.translate(_FOLDED_LETTERS).split()) or " ".join(text.casefold().replace("\0", " ").split())


def release_text(columns: Iterable[object]) -> str:
    """Return what a release is found by: its title, artists, labels, catalogue numbers and barcodes, folded.

    Each word has a space on either side, so that a word of two letters has trigrams of its own. A column without any
    letter stands there sign by sign, so that !!! and ( ) are found whatever the other columns hold.
    """
    texts = [str(column) for column in columns if column]
    signs = [spaced_signs(text) for text in texts if not has_letters(text)]
    return f" {' '.join([fold(' '.join(texts)), *signs])} "


def track_text(titles: Iterable[object]) -> str:
    """Return what a release's tracks are found by, in the same form."""
    texts = [str(title) for title in titles if title]
    if all(map(_LETTER.search, texts)):
        return f" {fold(' '.join(texts))} "
    return f" {' '.join(fold(text) if has_letters(text) else spaced_signs(text) for text in texts)} "


def has_letters(text: str) -> bool:
    """Tell whether a text has a letter or a figure of any script."""
    return _LETTER.search(text) is not None


def spaced_signs(text: str) -> str:
    """Return the signs of a text with a space between each."""
    return " ".join(fold(text).replace(" ", ""))


def figures(text: str) -> str:
    """Return the figures 0 to 9 of a text, and nothing else of it."""
    if text.isdecimal() and text.isascii():
        return text
    return "".join(sign for sign in text if "0" <= sign <= "9")
