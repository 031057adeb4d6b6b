"""Finds names in running text: whole names, and not parts of somebody else's name. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.matching.spelling import Tokens, listed, tokens

_POSSESSIVE = re.compile("['’]s?$")
_QUOTES = "\"'“”„«»‘’"
_AROUND = "()[],;:." + _QUOTES
_CLOSING = tuple('.,;:!?)]”"»…')
_JOINING = frozenset({"&", "and", "und", "et", "y", "e", "och", "og", "en", "with", "mit", "avec", "con", "+"})
_BEFORE_NAMES = listed(
    "their his her its in on with for from album albums single after as at to of "
    "the band gruppe rockband popband musikgruppe rockgruppe metalband punkband sängers sängerin sänger musikers "
    "musiker rappers rapper duos duo trios trio quartett künstlers künstlerin projekts by von von's der des"
)
"""Words that stand before a name and are no part of it, even with a capital."""
_BEHIND_NAMES = frozenset({"ep", "lp", "album", "in", "on"})
"""Words that stand behind a name and are no part of it, even with a capital."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    raw: str
    """As it is written."""
    tokens: Tokens
    """As it is compared."""
    ends: bool
    """Whether punctuation follows, so that the next word belongs to something else."""

    @property
    def is_capital(self) -> bool:
        """Tell whether the word could be a part of a name: it begins with a capital or a figure."""
        bare = self.raw.lstrip("([{" + _QUOTES)
        return bare[:1].isupper() or bare[:1].isdecimal()


def words(text: str) -> list[Word]:
    """Return the words of a text."""
    return [_word(raw) for raw in text.split()]


def tokens_of(name: str) -> Tokens:
    """Return the tokens of a name, taken word by word as those of a text are."""
    return tuple(token for word in words(name) for token in word.tokens)


def _word(raw: str) -> Word:
    bare = _POSSESSIVE.sub("", raw.strip(_AROUND))
    return Word(raw, tokens(bare or raw), raw.endswith(_CLOSING))


def mention(name: str, text: Sequence[Word], *, alone: bool = True) -> int | None:
    """Return the place of the word where a text first mentions a name; None where it does not.

    A part of a longer name is no mention; with `alone`, neither is a name that 'and' joins to another.
    """
    name_tokens = tokens_of(name)
    for start in range(len(text)):
        end = _end(name_tokens, text, start)
        if end and _is_written_as(name, text[start:end]) and _is_whole(text, start, end, alone=alone):
            return start
    return None


def _end(name: Tokens, text: Sequence[Word], start: int) -> int:
    """Return the place behind a name that begins at `start`; 0 where the name does not stand there in whole words."""
    read: Tokens = ()
    for place in range(start, len(text)):
        read += text[place].tokens
        if read == name:
            return place + 1
        if name[: len(read)] != read:
            return 0
    return 0


def _is_written_as(name: str, mentioned: Sequence[Word]) -> bool:
    """Tell whether a mention has the capitals of a name; a name without any may be written anyhow."""
    if not any(letter.isupper() for letter in name):
        return True
    long = [word for word in mentioned if sum(map(str.isalpha, word.raw)) > 3]  # noqa: PLR2004  # 'of' and 'the' have no capital
    return all(word.is_capital for word in long or mentioned[:1]) or " ".join(word.raw for word in mentioned) == name


def _is_whole(text: Sequence[Word], start: int, end: int, *, alone: bool) -> bool:
    """Tell whether a name from `start` to `end` is no part of a longer one."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if before and not before[-1].ends:
        if before[-1].is_capital and before[-1].raw.lower() not in _BEFORE_NAMES and start > 1:
            return False
        if alone and before[-1].raw.lower() in _JOINING and _has_name(before[:-1]):
            return False
    if not after or text[end - 1].ends:
        return True
    if after[0].is_capital and after[0].raw.strip(_AROUND).lower() not in _BEHIND_NAMES:
        return False
    return not (alone and after[0].raw.lower() in _JOINING and _has_name(after[1:2]))


def _has_name(words: Sequence[Word]) -> bool:
    """Tell whether words on the other side of an 'and' can be part of a name."""
    return any(word.is_capital or word.raw.lower() == "the" for word in words)
