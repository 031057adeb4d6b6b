"""How like two track lists are. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from scraper.domain.evidence import Candidate, Song
from scraper.matching.spelling import Tokens, compact, is_latin, numbers, tokens, without_article
from scraper.matching.titles import variants
from scraper.matching.vocabulary import KINDS

_GUESTS = re.compile(r"\s*[(\[]?\b(?:feat|ft|featuring)\b\.?\s(?:(?!\s[-–]\s)[^()\[\]])*[)\]]?", re.IGNORECASE)
_SAME_TAKE = re.compile(
    r"\s*[(\[-]\s*(?:original|album|single|main|lp)\s(?:mix|version|edit)\s*[)\]]?\s*$", re.IGNORECASE
)
_ALIKE = 86
"""The least likeness of two titles, of 100, that are one title misspelled."""
_CLEAR_LENGTHS = 4
"""This many lengths to compare tell one recording from another."""
_MANY = 5
"""This many equal songs are hardly on another album, too."""
_SLACK, _SHARE_SLACK = 8, 0.04
"""How far the lengths of one recording differ: this many seconds, or this share of the length."""
_TIGHT = 3
"""How many seconds lengths may differ where nothing but lengths is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracksLikeness:
    """How like two track lists are."""

    share: float = 0.0
    remark: str = ""
    """How many songs agree, in words, such as '12 of 12'; '' where a list is missing."""
    agree: bool = False
    """Whether the lists hold the same songs, but for bonus tracks."""
    overwhelming: bool = False
    """Whether so many songs are equal that hardly another album could have them."""
    only_lengths_differ: bool = False
    """Whether the lists hold songs of the same titles, but of other lengths."""
    is_known: bool = False
    """Whether there were two lists to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pairing:
    """Which songs of two lists are the same."""

    pairs: tuple[tuple[Song, Song], ...]
    """(our song, their song)."""
    ours: int
    """How many songs our list has."""
    theirs: int
    """How many songs their list has."""


def compared_tracks(ours: Sequence[Song], theirs: Sequence[Song], ignored_kinds: frozenset[str]) -> TracksLikeness:
    """Return how like two lists are; words for the ignored kinds, such as Live, make no difference in titles."""
    if not ours or not theirs:
        return TracksLikeness()
    pairing = _paired(ours, theirs, ignored_kinds)
    count, lengths_agree = len(pairing.pairs), _lengths_agree(pairing.pairs)
    share = max(count / pairing.ours, count / pairing.theirs if pairing.ours > pairing.theirs else 0.0)
    holds = _holds(pairing)
    agree = holds and lengths_agree is not False
    if not agree and (_have_equal_lengths(ours, theirs) or _are_nameless(ours, theirs)):
        remark = f"{len(theirs)} for {len(ours)}"
        return TracksLikeness(share=1.0, remark=remark, agree=True, is_known=True)
    return TracksLikeness(
        share=share if lengths_agree is not False else share / 2,
        remark=f"{count} of {pairing.ours}" + (", other lengths" if lengths_agree is False else ""),
        agree=agree,
        overwhelming=agree and _is_overwhelming(pairing, lengths_agree=lengths_agree),
        only_lengths_differ=holds and not agree,
        is_known=True,
    )


def _is_overwhelming(pairing: _Pairing, *, lengths_agree: bool | None) -> bool:
    """Tell whether many songs of each list are paired, or each song of two short lists."""
    count = len(pairing.pairs)
    if count == pairing.ours == pairing.theirs and count + (lengths_agree is True) > 2:  # noqa: PLR2004  # more than two proofs
        return True
    is_most = count / pairing.ours >= 0.9 and count / pairing.theirs >= 0.5  # noqa: PLR2004  # theirs may have bonus tracks
    return count >= _MANY and is_most


def _holds(pairing: _Pairing) -> bool:
    """Tell whether one list holds the other, bonus tracks aside; an album does not hold a single, nor the reverse."""
    if not pairing.pairs or not could_hold(pairing.ours, pairing.theirs):
        return False
    shorter = min(pairing.ours, pairing.theirs)
    # Where our list is longer, hardly a song of theirs may be missing in it.
    return len(pairing.pairs) / shorter >= (0.8 if pairing.ours <= pairing.theirs else 0.9)


def could_hold(ours: int, theirs: int | None) -> bool:
    """Tell whether lists of such lengths can be of one record; None stands for an unknown length."""
    if not ours or theirs is None:
        return bool(ours)
    if theirs < ours:
        return theirs / ours >= 0.6  # noqa: PLR2004  # a reissue has so many bonus tracks at most
    # A single is not the album that its songs are on; an album is the same record as its anniversary box.
    return theirs <= max(ours + 2, 1.5 * ours) or ours > _MANY


def _paired(ours: Sequence[Song], theirs: Sequence[Song], ignored_kinds: frozenset[str]) -> _Pairing:
    """Pair the songs of equal titles, then those of nearly equal titles."""
    left = [(song, keys) for song in theirs if (keys := _keys(song.title, ignored_kinds))]
    pairs: list[tuple[Song, Song]] = []
    unpaired: list[tuple[Song, tuple[str, ...]]] = []
    for song in ours:
        keys = _keys(song.title, ignored_kinds)
        equal = [place for place, (_, their_keys) in enumerate(left) if set(keys) & set(their_keys)]
        if equal:
            nearest = min(equal, key=lambda place: abs((left[place][0].seconds or 0) - (song.seconds or 0)))
            pairs.append((song, left.pop(nearest)[0]))
        else:
            unpaired.append((song, keys))
    for song, keys in unpaired:
        alike = _alike(keys, left)
        if alike is not None:
            pairs.append((song, left.pop(alike)[0]))
    return _Pairing(pairs=tuple(pairs), ours=len(ours), theirs=len(theirs))


def _alike(keys: Sequence[str], left: Sequence[tuple[Song, tuple[str, ...]]]) -> int | None:
    """Return the place of the song whose title is nearly one of `keys`, with the same numbers and kinds."""
    choices = [their_keys[0] for _, their_keys in left]
    for key in keys:
        for their_key, _, place in process.extract(key, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
            if _numbers_and_kinds(key) == _numbers_and_kinds(their_key):
                return place
    return None


def _numbers_and_kinds(key: str) -> tuple[Tokens, Counter[str]]:
    words = tuple(key.split())
    return numbers(words), Counter(KINDS[word] for word in words if word in KINDS)


@lru_cache(maxsize=100_000)
def _keys(title: str, ignored_kinds: frozenset[str]) -> tuple[str, ...]:
    """Return the texts that a song's title is compared by; none where the song has no title of its own."""
    keys = []
    title = " ".join(title.split())
    for variant in variants(_GUESTS.sub("", title) or title):
        if variant.is_part:
            continue
        core = tokens(_usual_take(variant.text))
        # '(Live)' or '(Instrumental)' behind a title tells the song from the one on the album.
        kinds = sorted(kind for kind in variant.kinds if kind not in ignored_kinds and kind not in core)
        kept = without_article(tuple(word for word in core if KINDS.get(word) not in ignored_kinds) or core)
        keys.append(" ".join((compact(kept) if len(kept) == 1 else " ".join(kept), *kinds)))
    return tuple(key for key in dict.fromkeys(keys) if key and not _is_nameless(key))


def _usual_take(text: str) -> str:
    """Return a title without '(Album Version)', '(Original Mix)' and the like, however many it has."""
    while (shorter := _SAME_TAKE.sub("", text)) != text and shorter:
        text = shorter
    return text


def _is_nameless(key: str) -> bool:
    first, *more = key.split()
    return first in {"untitled", "track", "unknown", "titel", "piste"} and all(map(str.isdecimal, more))


def _lengths_agree(pairs: Sequence[tuple[Song, Song]]) -> bool | None:
    """Tell whether most paired songs are equally long; None where too few lengths are known."""
    known = [(ours.seconds, theirs.seconds) for ours, theirs in pairs if ours.seconds and theirs.seconds]
    if len(known) < min(_CLEAR_LENGTHS, max(2, len(pairs))):
        return None
    close = sum(abs(ours - theirs) <= max(_SLACK, _SHARE_SLACK * ours) for ours, theirs in known)
    return close / len(known) >= 0.6  # noqa: PLR2004  # other masters fade songs out earlier


def _have_equal_lengths(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether songs whose titles cannot be compared are equally long, one by one."""
    if len(ours) != len(theirs) or len(ours) < _CLEAR_LENGTHS or _can_be_read(ours, theirs):
        return False
    pairs = zip(ours, theirs, strict=True)
    known = [(our.seconds, their.seconds) for our, their in pairs if our.seconds and their.seconds]
    close = sum(abs(our_seconds - their_seconds) <= _TIGHT for our_seconds, their_seconds in known)
    return len(known) >= max(_CLEAR_LENGTHS, 0.8 * len(ours)) and close >= 0.9 * len(known)


def _are_nameless(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether both lists have equally many songs, more than one, and none has a title; other records rarely do."""
    nothing: frozenset[str] = frozenset()
    if len(ours) != len(theirs) or len(ours) == 1 or any(_keys(song.title, nothing) for song in (*ours, *theirs)):
        return False
    return _lengths_agree(tuple(zip(ours, theirs, strict=True))) is not False


def _can_be_read(ours: Sequence[Song], theirs: Sequence[Song]) -> bool:
    """Tell whether most songs have titles in both lists, written in the same letters."""
    nothing: frozenset[str] = frozenset()
    readable = [
        our
        for our, their in zip(ours, theirs, strict=True)
        if _keys(our.title, nothing) and _keys(their.title, nothing) and is_latin(our.title) == is_latin(their.title)
    ]
    return len(readable) > len(ours) / 2


def count_of(candidate: Candidate) -> int | None:
    """Return how many tracks an entry has; None where the service does not say."""
    return candidate.track_count or len(candidate.songs) or None
