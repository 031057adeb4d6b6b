"""Regular expressions for lists of words in any script. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts without spaces between words, or with endings that are joined to words: Thai, Japanese …"""
_LABEL = re.compile(r"(?:^|[\n;,.|])([^:=\n;,.|]{1,40})[:=]")
# Digits may touch a word: 20eur.
BEGIN, END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""Where a word begins and ends."""


def word_list(text: str) -> tuple[str, ...]:
    """Return the words in a text: separated by commas, on lines that may begin with languages and a colon."""
    return tuple(word.strip() for line in text.strip().splitlines() for word in line.rpartition(":")[2].split(","))


def plain(text: str) -> str:
    """Return a text with ordinary letters and figures in place of full-width ones, ligatures and the like."""
    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """Return a plain text in lower case, in which words are looked for."""
    # Turkish İ becomes an i with a dot of its own, which no word has.
    return plain(text).casefold().replace("i\u0307", "i")


def whole_words(words: Iterable[str]) -> str:
    """Return the pattern of any of these words in a folded text; a longer one is tried before a shorter one."""
    return f"(?:{'|'.join(map(_whole_word, sorted(map(folded, words), key=len, reverse=True)))})"


def _whole_word(word: str) -> str:
    begin = BEGIN if word[0].isalpha() and not _UNSPACED.match(word[0]) else ""
    end = END if word[-1].isalpha() and not _UNSPACED.match(word[-1]) else ""
    return f"{begin}{re.escape(word)}{end}".replace(r"\ ", r"[\s-]+")


def stems(parts: Iterable[str]) -> str:
    """Return the pattern of any of these parts of words, wherever in a word of a folded text they stand."""
    return f"(?:{'|'.join(re.escape(folded(part)) for part in parts)})"


class WordPattern:
    """A regular expression that is compiled when it is first needed: most owners keep all of their fields private."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression."""
        return re.compile(self._text, self._flags)

    def is_in(self, text: str) -> bool:
        """Tell whether it is found anywhere in a text."""
        return self.compiled.search(text) is not None


def labels(text: str) -> list[str]:
    """Return what stands before colons in a text, each from the last full stop, comma or line break."""
    return _LABEL.findall(text)
