"""Reduces the many spellings of a title or a name to one, without making two different ones equal. Pure."""

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
_RANGE = re.compile(
    r"\b(parts?|pts?|teile?|parties?|partes?)\b(\.?\s*)(\d{1,2}|[ivx]{1,4})\s*[-–—]\s*(\d{1,2}|[ivx]{1,4})(?!\w)"
)
"""The first and the last of several parts: 'Parts I–V'."""
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


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(words.split())


_UNCENSORED = listed(
    "fuck fucks fuckin fucked fucker fucking motherfucker motherfuckers motherfuckin motherfucking shit shits bullshit "
    "bitch bitches nigga niggas niggaz ass asshole dick pussy hoe hoes whore cunt cock goddamn"
)
"""Words that services write with stars."""
_CENSORED = re.compile(r"(?<!\w)([a-z]+)(\*+)([a-z]*)(?![\w*])")
_PART_WORDS = {
    **dict.fromkeys(("volume", "volumes", "volumen", "vols", "vol"), "vol"),
    **dict.fromkeys(("part", "parts", "pt", "pts", "teil", "teile", "partie", "parties", "parte", "partes"), "part"),
    **dict.fromkeys(("no", "nr", "num", "number", "№"), "no"),
    "ver": "version",
}
_RANGE_WORDS = frozenset({"to", "thru", "through", "bis", "and"})
"""Words between the numbers of several parts."""
_BEFORE_NUMBERS = frozenset({"vol", "part", "no", "chapter", "book", "disc", "act", "phase", "kapitel"})
_JOINERS = {"&": " and ", "＆": " and ", "%": " percent ", "#": " no "}
_SPOKEN = frozenset({"$", "!", "+", *_JOINERS})
"""Signs that are read aloud as words or letters."""


def _uncensored(word: re.Match[str]) -> str:
    """Return what a word with stars stands for: 'F**k', 'F*ck', 'N***a'; the word as it is where nothing fits."""
    before, stars, behind = word.groups()
    fitting = [
        whole for whole in sorted(_UNCENSORED) if whole.startswith(before) and whole[len(before) :].endswith(behind)
    ]
    fitting.sort(key=lambda whole: abs(len(whole) - len(before) - len(stars) - len(behind)))
    return fitting[0] if fitting else word[0]


def simplified(text: str) -> str:
    """Return text without case, accents and ligatures; ½ is set apart from the figure before it."""
    if text.isascii():
        return text.casefold()
    apart = "".join(f" {letter}" if _is_fraction(letter) else letter for letter in text)
    return "".join(_letters(unicodedata.normalize("NFKC", apart).casefold()))


def _is_fraction(letter: str) -> bool:
    return unicodedata.category(letter) == "No"


def _letters(text: str) -> Iterator[str]:
    """Yield letters, Latin and Greek ones without marks; in other scripts a mark makes another letter."""
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
    """Return the words and numbers of a title or name; where it has neither, its signs as one token: '!!!', '()'."""
    spelled = _spelled(simplified(text))
    words = "".join(letter if _is_of_word(letter) else " " for letter in spelled).split()
    if not words:
        signs = "".join(text.split())
        return (signs,) if signs else ()
    return _numbered(words)


def _spelled(text: str) -> str:
    """Return simplified text in which the signs that people read aloud are words."""
    text = _RANGE.sub(r"\1\2\3 to \4", text)
    text = _INCHES.sub(" ", text) if _INCHES.sub(" ", text).strip() else text
    text = _CENSORED.sub(_uncensored, text).replace("per cent", "percent")
    text = _N_FOR_AND.sub("and", text)
    text = _THOUSANDS.sub("", _APOSTROPHES.sub("", text))
    text = _ACRONYM.sub(lambda acronym: acronym[0].replace(".", "").replace(" ", "") + " ", text)
    if not _SPOKEN & set(text) or not any(map(str.isalnum, text)):
        return text
    return "".join(_read_aloud(text, place) for place in range(len(text)))


def _read_aloud(text: str, place: int) -> str:
    """Return how the sign at a place is read, given the signs beside it."""
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


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or (not letter.isascii() and unicodedata.category(letter).startswith("M"))


def _numbered(words: list[str]) -> Tokens:
    """Return words with numbers in figures: Vol. II is vol 2, Part One is part 1; a lone I, V or X stays a letter."""
    numbered = [_PART_WORDS.get(word, _NUMBER_WORDS.get(word, _figures(word))) for word in words]
    for place, word in enumerate(words):
        if word in _ROMAN_LETTERS and _is_number(numbered, place):
            numbered[place] = _ROMAN_LETTERS[word]
    return tuple(_with_ranges(numbered))


def _with_ranges(words: list[str]) -> Iterator[str]:
    """Yield words in which several parts are their first and last one: 'part 1 2 and 3' and 'part 1 to 3' are one."""
    place = 0
    while place < len(words):
        yield words[place]
        place += 1
        if words[place - 1] == "part":
            end = place
            while end < len(words) and (words[end].isdecimal() or words[end] in _RANGE_WORDS):
                end += 1
            yield from _range(words[place:end])
            place = end


def _range(words: list[str]) -> list[str]:
    """Return the numbers of parts as the first and the last one; as they are where some are left out between them."""
    numbers_only = [int(word) for word in words if word.isdecimal()]
    is_whole = numbers_only == list(range(numbers_only[0], numbers_only[-1] + 1)) if numbers_only else False
    is_range = len(numbers_only) == 2 and _RANGE_WORDS - {"and"} & set(words)  # noqa: PLR2004  # the first and the last
    if len(numbers_only) < 2 or words[-1] in _RANGE_WORDS or not (is_whole or is_range):  # noqa: PLR2004  # the same
        return words
    return [str(numbers_only[0]), "to", str(numbers_only[-1])]


def _is_number(words: list[str], place: int) -> bool:
    """Tell whether the letter at a place is a number: behind Vol. or Part, or joined to a number, as in I + II."""
    if place and words[place - 1] in _BEFORE_NUMBERS:
        return True
    if place > 1 and words[place - 1] == "to" and words[place - 2].isdecimal() and "part" in words[: place - 2]:
        return True
    sides = (words[max(0, place - 2) : place][::-1], words[place + 1 : place + 3])
    return any(side[:1] == ["and"] and "".join(side[1:]).isdecimal() for side in sides)


def _figures(word: str) -> str:
    if word.isdecimal():
        return str(int(word)) if len(word) <= 2 or not word.isascii() else word  # noqa: PLR2004  # 01 is 1, but 007 stays
    return str(_roman(word)) if _ROMAN.match(word) else word


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(
        -value if any(later > value for later in values[place:]) else value for place, value in enumerate(values)
    )


def numbers(words: Tokens) -> Tokens:
    """Return the numbers in tokens, sorted as texts; two spellings of one title have the same numbers."""
    return tuple(sorted(run for word in words for run in _DIGITS.findall(word)))


def compact(words: Tokens) -> str:
    """Return tokens without spaces, so that AC/DC is ACDC; numbers alone keep theirs, so that 1 01 is not 101."""
    return "".join(words) if any(letter.isalpha() for word in words for letter in word) else " ".join(words)


@lru_cache(maxsize=_CACHED)
def latin(text: str) -> Tokens:
    """Return the tokens of a text, spelled in Latin letters; there may be other ways to spell it."""
    return tokens(text) if text.isascii() else tokens(anyascii(simplified(text)))


def is_latin(text: str) -> bool:
    """Tell whether every letter of a text is Latin."""
    return text.isascii() or all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in simplified(text)
    )


def without_article(words: Tokens, articles: frozenset[str] = frozenset({"the"})) -> Tokens:
    """Return tokens without the article at their start, or the one at their end ('Wall, The'), if more is left."""
    if len(words) > 1 and words[0] in articles:
        return words[1:]
    return words[:-1] if len(words) > 1 and words[-1] == "the" else words
