"""Names in running text: whole, and not as a piece of somebody else's. Pure."""

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
_BEHIND_NAMES = frozenset({"ep", "lp", "album", "in", "on"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, as it stands there and as it is compared."""

    raw: str
    said: Tokens
    ends: bool
    """Punctuation follows: what comes next belongs to something else."""

    @property
    def is_capital(self) -> bool:
        """Tell whether it could be a part of a name."""
        bare = self.raw.lstrip("([{" + _QUOTES)
        return bare[:1].isupper() or bare[:1].isdecimal()


def words(text: str) -> list[Word]:
    """Return the words of a text."""
    return [_word(raw) for raw in text.split()]


def _word(raw: str) -> Word:
    bare = _POSSESSIVE.sub("", raw.strip(_AROUND))
    return Word(raw, tokens(bare or raw), raw.endswith(_CLOSING))


def _said(name: str) -> Tokens:
    return tuple(part for word in words(name) for part in word.said)


def mention(name: str, text: Sequence[Word], *, alone: bool = True) -> int | None:
    """Return where a text speaks of somebody or something; None where it does not, or only as a piece of another name.

    `alone`: a name that is joined to another by 'and' is a piece as well.
    """
    wanted = _said(name)
    for start in range(len(text)):
        end = _end(wanted, text, start)
        if end and _is_written_as(name, text[start:end]) and _is_whole(text, start, end, alone=alone):
            return start
    return None


def _end(wanted: Tokens, text: Sequence[Word], start: int) -> int:
    """Return behind which word a name that begins at `start` ends; 0 where it does not stand there in whole words."""
    found: Tokens = ()
    for place in range(start, len(text)):
        found += text[place].said
        if found == wanted:
            return place + 1
        if wanted[: len(found)] != found or (text[place].ends and place == len(text)):
            return 0
    return 0


def _is_written_as(name: str, found: Sequence[Word]) -> bool:
    """Tell whether a name has its capitals; names without any are written in several ways."""
    if not any(one.isupper() for one in name):
        return True
    long = [word for word in found if sum(map(str.isalpha, word.raw)) > 3]  # noqa: PLR2004  # 'of', 'the' have none
    return all(word.is_capital for word in long or found[:1]) or " ".join(word.raw for word in found) == name


def _is_whole(text: Sequence[Word], start: int, end: int, *, alone: bool) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if before and not before[-1].ends:
        if before[-1].is_capital and before[-1].raw.lower() not in _BEFORE_NAMES and start > 1:
            return False
        if alone and before[-1].raw.lower() in _JOINING and _is_named(before[:-1]):
            return False
    if not after or text[end - 1].ends:
        return True
    if after[0].is_capital and after[0].raw.strip(_AROUND).lower() not in _BEHIND_NAMES:
        return False
    return not (alone and after[0].raw.lower() in _JOINING and _is_named(after[1:2]))


def _is_named(words: Sequence[Word]) -> bool:
    """Tell whether a word on the other side of 'and' can be of a name, too."""
    return any(word.is_capital or word.raw.lower() == "the" for word in words)
