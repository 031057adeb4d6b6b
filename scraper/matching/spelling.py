"""One spelling for the many in which a title or a name is written, without losing what tells two apart. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

Tokens = tuple[str, ...]

_CACHED = 50_000
_N_FOR_AND = re.compile(r"(?<=\s)['’‘`´]?n['’‘`´]?(?=\s)", re.IGNORECASE)
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_ACRONYM = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?!\w))?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INCHES = re.compile(r"(?<!\S)(7|10|12)\s?(?:\"|''|″|”|“|-?\s?inch\b)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivx]{2})x?(?:ix|iv|v?i{0,3})$")
_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_PART_WORDS = {
    **dict.fromkeys(("volume", "volumes", "volumen", "vols", "vol"), "vol"),
    **dict.fromkeys(("part", "parts", "pt", "pts", "teil", "partie", "parte"), "part"),
    **dict.fromkeys(("no", "nr", "num", "number", "№"), "no"),
}
_BEFORE_NUMBERS = frozenset({"vol", "part", "no", "chapter", "book", "disc", "act", "phase", "kapitel"})
_JOINERS = {"&": " and ", "＆": " and ", "%": " percent ", "#": " no "}
_SPOKEN = frozenset({"$", "!", "+", *_JOINERS})
"""Signs that people read aloud."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(words.split())


def folded(text: str) -> str:
    """Return text without case, accents and ligatures; ½ stands apart from the figure before it."""
    if text.isascii():
        return text.casefold()
    apart = "".join(f" {one}" if _is_fraction(one) else one for one in text)
    return "".join(_letters(unicodedata.normalize("NFKC", apart).casefold()))


def _is_fraction(letter: str) -> bool:
    return unicodedata.category(letter) == "No"


def _letters(text: str) -> Iterator[str]:
    """Yield letters, those of Latin and Greek without marks; elsewhere a mark makes another letter."""
    for letter in text:
        if letter.isascii():
            yield letter
            continue
        name = unicodedata.name(letter, "")
        if name.startswith("LATIN"):
            yield anyascii(letter).lower()
        elif name.startswith(("GREEK", "CYRILLIC SMALL LETTER IO")):
            yield unicodedata.normalize("NFKD", letter)[0]
        elif not name.startswith("COMBINING"):
            yield letter


@lru_cache(maxsize=_CACHED)
def tokens(text: str) -> Tokens:
    """Return the words and numbers of a title or name; one token of signs where it has neither: '!!!', '()'."""
    spelled = _spelled(folded(text))
    words = "".join(one if _is_of_a_word(one) else " " for one in spelled).split()
    if not words:
        signs = "".join(text.split())
        return (signs,) if signs else ()
    return _numbered(words)


def _spelled(text: str) -> str:
    """Return folded text in which the signs that people read aloud are words."""
    text = _INCHES.sub(" ", text) if _INCHES.sub(" ", text).strip() else text
    text = _N_FOR_AND.sub("and", text)
    text = _THOUSANDS.sub("", _APOSTROPHES.sub("", text))
    text = _ACRONYM.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", text)
    if not _SPOKEN & set(text) or not any(map(str.isalnum, text)):
        return text
    return "".join(_said(text, place) for place in range(len(text)))


def _said(text: str, place: int) -> str:
    """Return how one sign is read, given what stands beside it."""
    sign = text[place]
    if sign.isalnum() or sign == " ":
        return sign
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign == "$" and (before.isalpha() or after.isalpha()):
        return "s"
    if sign == "!" and before.isalpha() and after.isalpha():
        return "i"
    if sign == "+":
        return " and " if text[:place].strip() and text[place + 1 :].strip() else " plus "
    return _JOINERS.get(sign, sign)


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and unicodedata.category(letter).startswith("M"))


def _numbered(words: list[str]) -> Tokens:
    """Return words with numbers in figures: Vol. II is vol 2, Part One part 1; a lone I, V or X stays a letter."""
    found = [_PART_WORDS.get(word, _NUMBER_WORDS.get(word, _figures(word))) for word in words]
    for place, word in enumerate(words):
        if word in _ROMAN_LETTERS and _counts(found, place):
            found[place] = _ROMAN_LETTERS[word]
    return tuple(found)


def _counts(found: list[str], place: int) -> bool:
    """Tell whether the letter at a place is a number: after Vol. or Part, or joined to one: I + II."""
    before, after = found[max(0, place - 2) : place], found[place + 1 : place + 3]
    if before and before[-1] in _BEFORE_NUMBERS:
        return True
    joined_before = len(before) == 2 and before[1] == "and" and before[0].isdecimal()  # noqa: PLR2004  # '1 and'
    return joined_before or (after[:1] == ["and"] and len(after) == 2 and after[1].isdecimal())  # noqa: PLR2004


def _figures(word: str) -> str:
    if word.isdecimal():
        return str(int(word)) if len(word) <= 2 or not word.isascii() else word  # noqa: PLR2004  # 01, but 007
    return str(_roman(word)) if _ROMAN.match(word) else word


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-one if any(later > one for later in values[place:]) else one for place, one in enumerate(values))


def numbers(of: Tokens) -> Tokens:
    """Return the numbers in tokens, in order of size, which two spellings of one title have in common."""
    return tuple(sorted(run for token in of for run in _DIGITS.findall(token)))


def compact(of: Tokens) -> str:
    """Return tokens without the spaces between them, which are a matter of taste: AC/DC, ACDC; but not 1 01, 101."""
    return "".join(of) if any(one.isalpha() for token in of for one in token) else " ".join(of)


@lru_cache(maxsize=_CACHED)
def latin(text: str) -> Tokens:
    """Return the tokens of text in Latin letters: weaker, as a script can be spelled in several ways."""
    return tokens(text) if text.isascii() else tokens(anyascii(folded(text)))


def is_latin(text: str) -> bool:
    """Tell whether every letter of a text is Latin."""
    return text.isascii() or all(
        not one.isalpha() or unicodedata.name(one, "").startswith("LATIN") for one in folded(text)
    )


def without_article(of: Tokens, articles: frozenset[str] = frozenset({"the"})) -> Tokens:
    """Return tokens without the article at their head, if more follows, or the one behind a comma: 'Wall, The'."""
    if len(of) > 1 and of[0] in articles:
        return of[1:]
    return of[:-1] if len(of) > 1 and of[-1] == "the" else of
