"""Two titles, and how far they are one: editions don't count, kinds and numbers do. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from scraper.matching.spelling import Tokens, compact, is_latin, latin, numbers, tokens, without_article
from scraper.matching.vocabulary import is_edition, is_kind, is_own, kinds_of, tails

Nearness = Literal["same", "near", "loose", "other"]
"""`same` but for editions; `near` in another spelling; `loose` when only tracks could tell; `other`."""
_THE = frozenset({"the"})
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il"})
_BRACKET = re.compile(r"^(.*\S)\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*$", re.DOTALL)
_BEHIND = re.compile(r"^(.*\S)(?:\s+[-–—/|]\s+|\s*[:;,]\s+)([^-–—:;,|]+)$", re.DOTALL)
_WITHIN = re.compile(r"[,;]")
_BY = frozenset({"by", "de", "di", "du", "of", "par", "por", "von"})
"""Words between a title and the name behind it."""
_OWN_WORDS = 2
"""As many must be left of a title without a name: 'The Best Of', 'Live' or '1984' could be any record of theirs."""
_FUZZY_FROM, _FUZZY, _FUZZY_WORD = 8, 85, 70
_NEAR_SHARE, _LOOSE_SHARE = 0.95, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a title."""

    core: Tokens
    """What is left without the words for editions and kinds behind it; never empty unless the title is."""
    kinds: frozenset[str]
    """Of the whole title."""
    editions: int = 0
    """How many words for editions were left out."""
    text: str = ""
    """The core as written."""
    is_part: bool = False
    """Only a part of the title: without its subtitle, or one side of a single."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How near two titles are."""

    nearness: Nearness
    share: float


@lru_cache(maxsize=50_000)
def readings(title: str) -> tuple[Reading, ...]:
    """Return the ways to read a title: 'Aerodynamik = アエロ' is either, 'A / B' may be called A."""
    title = " ".join(title.split())
    found = [_reading(title)]
    found += [_reading(part, found[0].kinds) for part in title.split(" = ") if " = " in title]
    parts = [part for whole in found for part in _parts(whole.text)]
    found += [_reading(part, found[0].kinds, is_part=True) for part in parts]
    return tuple(dict.fromkeys(one for one in found if one.core))


def _parts(text: str) -> Iterator[str]:
    """Yield the first side of 'A / B', and a title without its subtitle, unless that counts: ', Vol. 2'."""
    side, _, rest = text.partition(" / ")
    found = _BRACKET.match(text) or _BEHIND.match(text)
    for part, left_out in ((side, rest), found.groups() if found else ("", "")):
        if left_out.strip() and not numbers(_beside_editions(left_out)):
            yield part


def _beside_editions(text: str) -> Tokens:
    """Return the words of a bracket but for editions: the year in '2009 Remaster, German Version' counts nothing."""
    return tuple(word for part in _WITHIN.split(text) if not is_edition(tokens(part)) for word in tokens(part))


def _reading(title: str, kinds: frozenset[str] = frozenset(), *, is_part: bool = False) -> Reading:
    whole, text, editions = tokens(title), title.strip(), 0
    while found := _peeled(text):
        editions += len(tokens(text)) - len(tokens(found))
        text = found
    core = tokens(text)
    for count in tails(core):
        core, editions = core[:-count], editions + count
        break
    if len(core) > 1 and core[-1] == "ep":
        core = core[:-1]
    return Reading(core=core, kinds=kinds | kinds_of(whole), editions=editions, text=text, is_part=is_part)


def _peeled(text: str) -> str:
    """Return a title without the edition or kind at its end; '' when there is none, or nothing would be left."""
    for pattern in (_BRACKET, _BEHIND):
        found = pattern.match(text)
        if found and (said := tokens(found[2])) and (is_edition(said) or is_kind(said)):
            return found[1] if tokens(found[1]) else ""
    return ""


@lru_cache(maxsize=100_000)
def compared(ours: str, theirs: str) -> Likeness:
    """Return how near two titles are; different numbers make them others, whatever else they share."""
    pairs = [(one, other) for one in readings(ours) for other in readings(theirs)]
    found = [_paired(one, other) for one, other in pairs]
    far = Likeness(nearness="other", share=0.0)
    return max(found, key=lambda one: (one.nearness != "other", one.share), default=far)


def compared_beside(ours: str, theirs: str, names: Sequence[str]) -> Likeness:
    """Compare two titles of one artist, of which one may have the artist's name before or behind it."""
    found = compared(ours, theirs)
    if found.nearness != "other":
        return found
    one, other = (readings(title)[0].core if readings(title) else () for title in (ours, theirs))
    pairs = ((one, other), (other, one))
    rests = [(rest, short) for whole, short in pairs for name in names for rest in _without_name(whole, tokens(name))]
    near = any(numbers(rest) == numbers(short) and plain(rest) == plain(short) for rest, short in rests)
    return Likeness(nearness="loose", share=_LOOSE_SHARE) if near else found


def _without_name(title: Tokens, name: Tokens) -> Iterator[Tokens]:
    """Yield a title without a name at its head or end, if enough of its own is left."""
    rests: list[Tokens] = []
    if name and title[: len(name)] == name:
        rests.append(title[len(name) :])
    if name and title[-len(name) :] == name:
        before = title[: -len(name)]
        rests.append(before[:-1] if before[-1:] and before[-1] in _BY else before)
    yield from (rest for rest in rests if sum(map(is_own, rest)) >= _OWN_WORDS)


def _paired(ours: Reading, theirs: Reading) -> Likeness:
    if numbers(ours.core) != numbers(theirs.core):
        return Likeness(nearness="other", share=min(0.5, fuzz.ratio(compact(ours.core), compact(theirs.core)) / 200))
    if ours.is_part or theirs.is_part:
        near = _same(ours, theirs) or _spelled_alike(ours, theirs)
        return Likeness(nearness="loose" if near else "other", share=_LOOSE_SHARE if near else 0.0)
    if _same(ours, theirs):
        return Likeness(nearness="same", share=1.0)
    if _spelled_alike(ours, theirs):
        return Likeness(nearness="near", share=_NEAR_SHARE)
    ratio = fuzz.ratio(compact(ours.core), compact(theirs.core))
    near = ratio >= _FUZZY and _misspelled(ours.core, theirs.core)
    return Likeness(nearness="loose" if near else "other", share=min(ratio / 100, _LOOSE_SHARE))


def _misspelled(ours: Tokens, theirs: Tokens) -> bool:
    """Tell whether two titles are one word by word, but for a few letters: no word more, none replaced."""
    if len(ours) != len(theirs) or len(compact(ours)) < _FUZZY_FROM:
        return False
    return all(fuzz.ratio(one, other) >= _FUZZY_WORD for one, other in zip(ours, theirs, strict=True))


def _same(ours: Reading, theirs: Reading) -> bool:
    return ours.core == theirs.core or plain(ours.core) == plain(theirs.core)


def plain(core: Tokens, articles: frozenset[str] = _THE) -> str:
    """Return a title without its article, its 'and' and its spaces."""
    short = tuple(one for one in without_article(core, articles) if one != "and")
    return compact(short or core)


def _spelled_alike(ours: Reading, theirs: Reading) -> bool:
    """Tell whether they are one without 'Vol.', or when the one that is not in Latin letters is spelled in them."""
    if _unnumbered(ours.core) == _unnumbered(theirs.core):
        return True
    mixed = is_latin(ours.text) != is_latin(theirs.text)
    return mixed and compact(latin(ours.text)) == compact(latin(theirs.text)) != ""


def _unnumbered(core: Tokens) -> str:
    """Return a title in which Vol. 2 is 2."""
    kept = [
        one
        for one, after in zip(core, (*core[1:], ""), strict=True)
        if not (one in {"vol", "no"} and after.isdecimal())
    ]
    return plain(tuple(kept) or core, _ARTICLES)


def kinds(title: str) -> frozenset[str]:
    """Return the kinds of record that a title speaks of."""
    return kinds_of(tokens(title))


def editions(title: str) -> int:
    """Return how many words of a title only name its edition."""
    return readings(title)[0].editions if readings(title) else 0


def key(title: str) -> str:
    """Return what all editions of a title have in common."""
    found = readings(title)
    return f"{plain(found[0].core)} {' '.join(numbers(found[0].core))}" if found else ""
