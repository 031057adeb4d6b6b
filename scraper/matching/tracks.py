"""Two track lists, and how far they are one. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from scraper.domain.evidence import Candidate, Song
from scraper.matching.spelling import Tokens, compact, is_latin, numbers, tokens, without_article
from scraper.matching.titles import readings
from scraper.matching.vocabulary import KINDS

_GUESTS = re.compile(r"\s*[(\[]?\b(?:feat|ft|featuring)\b\.?\s(?:(?!\s[-–]\s)[^()\[\]])*[)\]]?", re.IGNORECASE)
_SAME_TAKE = re.compile(
    r"\s*[(\[-]\s*(?:original|album|single|main|lp)\s(?:mix|version|edit)\s*[)\]]?\s*$", re.IGNORECASE
)
_ALIKE = 86
_CLEAR_LENGTHS = 4
"""With as many lengths to compare, they tell one recording from another."""
_MANY = 5
_SLACK, _SHARE_SLACK = 8, 0.04
_TIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TracksLikeness:
    """How far two track lists are one."""

    share: float = 0.0
    remark: str = ""
    agree: bool = False
    """They hold the same songs, but for bonus tracks."""
    overwhelming: bool = False
    """So many songs, and so equal, that hardly another album could have them."""
    is_known: bool = False
    """There were two lists to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paired:
    """Which songs of two lists are the same."""

    pairs: tuple[tuple[Song, Song], ...]
    ours: int
    theirs: int


def compared_tracks(ours: Sequence[Song], theirs: Sequence[Song], ignoring: frozenset[str]) -> TracksLikeness:
    """Compare two lists; words for a kind that both albums are, such as Live, are ignored in titles."""
    if not ours or not theirs:
        return TracksLikeness()
    paired = _paired(ours, theirs, ignoring)
    matched, lengths = len(paired.pairs), _lengths(paired.pairs)
    share = max(matched / paired.ours, matched / paired.theirs if paired.ours > paired.theirs else 0.0)
    agree = _holds(paired) and lengths is not False
    if not agree and (_same_lengths(ours, theirs) or _all_nameless(ours, theirs)):
        remark = f"{len(theirs)} for {len(ours)}"
        return TracksLikeness(share=1.0, remark=remark, agree=True, is_known=True)
    many = matched >= _MANY and matched / paired.ours >= 0.9 and matched / paired.theirs >= 0.5  # noqa: PLR2004
    few = matched == paired.ours == paired.theirs and matched + (lengths is True) > 2  # noqa: PLR2004
    return TracksLikeness(
        share=share if lengths is not False else share / 2,
        remark=f"{matched} of {paired.ours}" + (", other lengths" if lengths is False else ""),
        agree=agree,
        overwhelming=agree and (many or few),
        is_known=True,
    )


def _holds(paired: _Paired) -> bool:
    """Tell whether one list holds the other: bonus tracks at either end, but no album for a single, or the reverse."""
    if not paired.pairs or not could_hold(paired.ours, paired.theirs):
        return False
    # Of a longer list of ours, theirs must all be in it.
    within = min(paired.ours, paired.theirs)
    return len(paired.pairs) / within >= (0.8 if paired.ours <= paired.theirs else 0.9)


def could_hold(ours: int, theirs: int | None) -> bool:
    """Tell whether lists of such lengths can be of one record; None is any length."""
    if not ours or theirs is None:
        return bool(ours)
    if theirs < ours:
        return theirs / ours >= 0.6  # noqa: PLR2004  # the reissue that we have has so many bonus tracks at most
    # A single among the songs of its album is not that album; an album in its anniversary box is.
    return theirs <= max(ours + 2, 1.5 * ours) or ours > _MANY


def _paired(ours: Sequence[Song], theirs: Sequence[Song], ignoring: frozenset[str]) -> _Paired:
    """Pair songs of equal titles, then those of nearly equal ones."""
    left = [(song, keys) for song in theirs if (keys := _keys(song.title, ignoring))]
    pairs: list[tuple[Song, Song]] = []
    open_ones: list[tuple[Song, tuple[str, ...]]] = []
    for song in ours:
        keys = _keys(song.title, ignoring)
        equal = [at for at, (_, others) in enumerate(left) if set(keys) & set(others)]
        if equal:
            nearest = min(equal, key=lambda at: abs((left[at][0].seconds or 0) - (song.seconds or 0)))
            pairs.append((song, left.pop(nearest)[0]))
        else:
            open_ones.append((song, keys))
    for song, keys in open_ones:
        place = _alike(keys, left)
        if place is not None:
            pairs.append((song, left.pop(place)[0]))
    return _Paired(pairs=tuple(pairs), ours=len(ours), theirs=len(theirs))


def _alike(keys: Sequence[str], left: Sequence[tuple[Song, tuple[str, ...]]]) -> int | None:
    """Return the place of the song whose title is nearly one of `keys`, with the same numbers and kinds."""
    choices = [others[0] for _, others in left]
    for key in keys:
        for other, _, place in process.extract(key, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
            if _marks(key) == _marks(other):
                return place
    return None


def _marks(key: str) -> tuple[Tokens, Counter[str]]:
    words = tuple(key.split())
    return numbers(words), Counter(KINDS[word] for word in words if word in KINDS)


@lru_cache(maxsize=100_000)
def _keys(title: str, ignoring: frozenset[str]) -> tuple[str, ...]:
    """Return what a song's title is compared by; nothing for one without a title of its own."""
    found = []
    title = " ".join(title.split())
    for reading in readings(_GUESTS.sub("", title) or title):
        if reading.is_part:
            continue
        core = tokens(_usual_take(reading.text))
        # What a kind's word in brackets says of a song tells it from the one on the album: (Live), (Instrumental).
        said = sorted(kind for kind in reading.kinds if kind not in ignoring and kind not in core)
        kept = without_article(tuple(word for word in core if KINDS.get(word) not in ignoring) or core)
        found.append(" ".join((compact(kept) if len(kept) == 1 else " ".join(kept), *said)))
    return tuple(one for one in dict.fromkeys(found) if one and not _is_nameless(one))


def _usual_take(text: str) -> str:
    """Return a title without '(Album Version)', '(Original Mix)' and the like, however many."""
    while (shorter := _SAME_TAKE.sub("", text)) != text and shorter:
        text = shorter
    return text


def _is_nameless(key: str) -> bool:
    first, *more = key.split()
    return first in {"untitled", "track", "unknown", "titel", "piste"} and all(map(str.isdecimal, more))


def _lengths(pairs: Sequence[tuple[Song, Song]]) -> bool | None:
    """Tell whether paired songs last as long; None where too few lengths are known."""
    known = [(one.seconds, other.seconds) for one, other in pairs if one.seconds and other.seconds]
    if len(known) < min(_CLEAR_LENGTHS, max(2, len(pairs))):
        return None
    close = sum(abs(one - other) <= max(_SLACK, _SHARE_SLACK * one) for one, other in known)
    return close / len(known) >= 0.6  # noqa: PLR2004  # other masters fade earlier


def _same_lengths(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether song after song lasts as long, where titles tell nothing: untitled, or in other letters."""
    if len(ours) != len(theirs) or len(ours) < _CLEAR_LENGTHS or _can_be_read(ours, theirs):
        return False
    known = [(one.seconds, two.seconds) for one, two in zip(ours, theirs, strict=True) if one.seconds and two.seconds]
    close = sum(abs(one - other) <= _TIGHT for one, other in known)
    return len(known) >= max(_CLEAR_LENGTHS, 0.8 * len(ours)) and close >= 0.9 * len(known)


def _all_nameless(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether no song of either list has a title: hardly another record has as many such, if more than one."""
    nothing: frozenset[str] = frozenset()
    if len(ours) != len(theirs) or len(ours) == 1 or any(_keys(song.title, nothing) for song in (*ours, *theirs)):
        return False
    return _lengths(tuple(zip(ours, theirs, strict=True))) is not False


def _can_be_read(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether most titles could be compared: both sides have some, and in the same letters."""
    nothing: frozenset[str] = frozenset()
    readable = [
        one
        for one, other in zip(ours, theirs, strict=True)
        if _keys(one.title, nothing) and _keys(other.title, nothing) and is_latin(one.title) == is_latin(other.title)
    ]
    return len(readable) > len(ours) / 2


def count_of(candidate: Candidate) -> int | None:
    """Return how many tracks an entry has; None where it does not say."""
    return candidate.track_count or len(candidate.songs) or None
