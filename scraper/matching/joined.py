"""Several neighbouring songs that are one song of another list: the parts of a work or of a medley. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from scraper.domain.evidence import Song
from scraper.matching.songs import are_close, are_equal
from scraper.matching.spelling import Tokens, listed, tokens, without_article

_WORK_WORDS = listed("suite medley part parts pt pts concerto")
"""Words behind the title of a work that only say that it has parts."""
_ENUMERATION = re.compile(r"(?:(?<=^)|(?<=[\s/;,:–—-]))\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[).]\)?(?=\s)", re.IGNORECASE)
"""The letter or number before each part of a medley: '(a) Speak To Me (b) Breathe', 'I. Prelude II. Fugue'."""
_HEAD = re.compile(r"^(.*?\S)\s*(?:[:(\[]|\s[-–—/]\s)")
"""The words of a title before its first colon, bracket, dash or slash."""
_SIGNS = listed("and medley")
_MOST_JOINED = 12
"""At most so many neighbours are compared with one song of the other side, unless they are the parts of one work."""
_LEAST_SHARED = 0.75
"""This share of the words of a medley's title must be those of its parts, and the reverse."""


def joined_start(songs: Sequence[Song], end: int, whole: Song) -> int | None:
    """Return where neighbours begin that end before `end` and are one song of the other side; None where none are.

    They are one by the title of the work that they are the parts of, by their titles, one behind the other, or by the
    sum of their lengths. Lengths that are known must add up in any case.
    """
    work_start = _start_of_work(songs, end)
    if work_start is not None and _is_work(songs[work_start:end], whole):
        return work_start
    by_title = _is_last_of(songs[end - 1].title, whole.title)
    total = songs[end - 1].seconds
    for start in range(end - 2, max(-1, end - 1 - _MOST_JOINED), -1):
        added = songs[start].seconds
        total = total + added if total and added else None
        is_close = are_close(total, whole.seconds) if total and whole.seconds else None
        if is_close is False and total and whole.seconds and total > whole.seconds:
            return None
        if is_close is False or not (by_title or _begins_alike(songs[start].title, whole.title)):
            continue
        if by_title and _adds_up(tuple(song.title for song in songs[start:end]), whole.title):
            return start
        if is_close and total and whole.seconds and are_equal(total, whole.seconds, songs=end - start):
            return start
    return None


def _start_of_work(songs: Sequence[Song], end: int) -> int | None:
    """Return where the work begins whose last part stands before `end`; None where that is no last part of a work."""
    work = songs[end - 1].work
    start = end - (work.parts if work else 0)
    is_whole = start >= 0 and all(song.work == work for song in songs[start:end])
    return start if work and work.parts > 1 and is_whole else None


def length(songs: Sequence[Song]) -> int | None:
    """Return how long songs last together, in seconds; None where one of the lengths is unknown."""
    work = songs[0].work
    if work and work.seconds and len(songs) == work.parts > 1 and all(song.work == work for song in songs):
        return work.seconds
    known = [song.seconds for song in songs if song.seconds]
    return sum(known) if len(known) == len(songs) else None


def _lengths(songs: Sequence[Song], whole: Song) -> tuple[int, int] | None:
    """Return how long the songs last together, and the one of the other side; None where that is unknown."""
    ours = length(songs)
    return (ours, whole.seconds) if ours and whole.seconds else None


def _is_work(songs: Sequence[Song], whole: Song) -> bool:
    """Tell whether the parts of a work are one song of the other side, by its title or by the sum of their lengths."""
    work, lengths = songs[0].work, _lengths(songs, whole)
    if work is None or (lengths and not are_close(*lengths)):
        return False
    if lengths and are_equal(*lengths, songs=len(songs)):
        return True
    head = _HEAD.match(whole.title)
    return bool({_work_key(work.title)} & {_work_key(whole.title), _work_key(head[1]) if head else ()} - {()})


@lru_cache(maxsize=200_000)
def _is_last_of(title: str, whole: str) -> bool:
    """Tell whether the title of a last part stands in the title of the whole."""
    part, words = _plain_words(title), _plain_words(whole)
    return bool(part) and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


@lru_cache(maxsize=50_000)
def _work_key(title: str) -> Tokens:
    words = without_article(tokens(title))
    while len(words) > 1 and words[-1] in _WORK_WORDS:
        words = words[:-1]
    return words


@lru_cache(maxsize=200_000)
def _adds_up(titles: tuple[str, ...], whole: str) -> bool:
    """Tell whether the titles of several songs, one behind the other, are the title of one."""
    words, parts = _plain_words(whole), [_plain_words(title) for title in titles]
    if not all(parts) or not words:
        return False
    place, shared = 0, 0
    for part in parts:
        found = next((at for at in range(place, len(words)) if words[at : at + len(part)] == part), None)
        if found is None:
            return False
        place, shared = found + len(part), shared + len(part)
    return shared / len(words) >= _LEAST_SHARED


@lru_cache(maxsize=50_000)
def _plain_words(title: str) -> Tokens:
    """Return the words of a title without numbers of parts, 'and' and 'Medley'."""
    return tuple(word for word in tokens(_ENUMERATION.sub(" ", f" {title}")) if word not in _SIGNS)


@lru_cache(maxsize=200_000)
def _begins_alike(first: str, whole: str) -> bool:
    """Tell whether a title begins with the first of several, as where only the first song of two is named."""
    return tokens(whole)[: len(tokens(first))] == tokens(first)
