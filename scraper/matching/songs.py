"""How a song's title can be read, and whether two songs are one by their titles and lengths. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from scraper.domain.evidence import Song
from scraper.matching.classical import without_work_numbers
from scraper.matching.spelling import Tokens, compact, is_latin, listed, numbers, tokens, without_article
from scraper.matching.titles import TitleVariant, variants
from scraper.matching.vocabulary import KINDS, is_own, is_take

Remarks = frozenset[Tokens]
"""Words in brackets, or behind a sign, of titles."""
TitleMatch = Literal["same", "alike", "part"]
"""`alike`: one misspelled; `part`: one of the two has a subtitle, a second side or the name of its work besides."""
_GUESTS = re.compile(r"\s*[(\[]?\b(?:feat|ft|featuring)\b\.?\s(?:(?!\s[-–]\s)[^()\[\]])*[)\]]?", re.IGNORECASE)
_REMARK = re.compile(r"^(.*\S)\s*(?:[(\[]([^()\[\]]*)[)\]]|\s[-–—]\s+([^()\[\]]+))\s*$")
"""A title with brackets, or with a dash and words behind it."""
_LAST_OF_REMARK = re.compile(r"^(.*\S)\s*(?:/|,|;|\s[-–—]\s)\s*([^/,;]+)$")
"""Words in brackets with several remarks: 'Part 1 / 2010 Stereo Mix'."""
_KEY = re.compile(r"\s+in\s+[a-h](?:[-\s](?:flat|sharp)|[#♯♭])?[-\s](?:major|minor|moll|dur)\b.*$", re.IGNORECASE)
"""The key of a movement, and what stands behind it: 'No. 1 in C Major'."""
_ALL_PARTS = re.compile(r"^part 1 to \d+$")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_BEHIND_SIGN = re.compile(r"^(.*\S)(?:\s+[-–—/|]\s+|\s*[:;,]\s+)([^-–—:;,|]+)$")
_NUMBER_BEFORE = re.compile(r"^\(?(?:[a-z]|[ivx]+|\d{1,2})[).:]\s+(?=\S)", re.IGNORECASE)
"""The number or letter of a movement, or of a part of a medley: 'II. Andante', '(a) Breathe'."""
_SONG_KINDS = listed(
    "live tribute karaoke instrumental remix dub demo cover acoustic unplugged lullaby 8-bit talk arranged redone"
)
"""Kinds that make another take of a song."""
_OTHER_TAKES = listed(
    "rehearsal rehearsals alternate alternative alternativ outtake take intro introduction outro interlude reprise "
    "edit extended demo version mix cut early rough unfinished backing vocal vocals capella cappella"
)
"""Words that make another take or another song of a title, when only one side has them."""
_ALIKE = 86
"""The least likeness of two titles, of 100, that are one title misspelled."""
_SLACK, _SHARE_SLACK = 8, 0.04
"""How far the lengths of one recording differ: this many seconds, or this share of the length."""
_LEAST_SONGS = 3
"""So many songs of a list must have a remark for the remark to be about them all."""
_MOST_OF_ALL = 0.8
"""This share of a list's songs, too."""
_LONE_FIGURES = {"i": "1", "v": "5", "x": "10"}
_TIGHT = 3
"""How many seconds lengths may differ where nothing but lengths is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SongTitle:
    """The ways to read a song's title, in one spelling."""

    wholes: tuple[str, ...]
    """Each way to read all of it; empty where the song has no title of its own."""
    parts: tuple[str, ...]
    """The title without its subtitle, without its second side, or without the name of the work it belongs to."""
    is_latin: bool
    kinds: frozenset[str]
    """The takes that the title speaks of, such as karaoke, in whatever script the rest of it is."""


def song_title(song: Song, ignored_kinds: frozenset[str], of_all: Remarks = frozenset()) -> SongTitle:
    """Return how a song's title can be read; words for the ignored kinds, such as Live, make no difference.

    `of_all` are remarks that most songs of its list have: they name a take, and are no subtitles.
    """
    return _read(song.title, song.work.title if song.work else "", ignored_kinds, of_all)


def remarks_of_all(songs: Sequence[Song]) -> Remarks:
    """Return the remarks behind most titles of a list: '(Work In Progress)'; but for those that name their source."""
    counts = Counter(remark for song in songs for remark in _remarks(song.title))
    least = max(_LEAST_SONGS, _MOST_OF_ALL * len(songs))
    return frozenset(words for words, count in counts.items() if count >= least and words[0] != "from")


def numbered(songs: Sequence[Song]) -> Sequence[Song]:
    """Return songs in which neighbours of one title have numbers: the two sides of 'Thick As A Brick' are its parts."""
    titles, listed_songs = [song.title for song in songs], list(songs)
    for place, title in enumerate(titles):
        beginning = place
        while beginning and titles[beginning - 1] == title:
            beginning -= 1
        if not _is_nameless(" ".join(tokens(title)) or "track") and (
            beginning < place or titles[place + 1 : place + 2] == [title]
        ):
            listed_songs[place] = replace(songs[place], title=f"{title} = {title}, Pt. {place - beginning + 1}")
    return listed_songs


@lru_cache(maxsize=100_000)
def _remarks(title: str) -> Remarks:
    behind = _BEHIND_SIGN.match(title)
    texts = [*(bracket[1] for bracket in _BRACKETS.finditer(title)), *([behind[2]] if behind else [])]
    return frozenset(tokens(text) for text in texts if tokens(text))


@lru_cache(maxsize=100_000)
def _read(title: str, work: str, ignored_kinds: frozenset[str], of_all: Remarks) -> SongTitle:
    plain = _without_take(_GUESTS.sub("", " ".join(title.split())) or title)
    wholes = [key for variant in _whole_variants(plain) for key in _keys(variant, ignored_kinds)]
    parts = [key for part in _parts(plain, of_all) for key in _keys(variants(part)[0], ignored_kinds, plain)]
    if work:
        wholes += [key for variant in variants(f"{work}: {plain}")[:1] for key in _keys(variant, ignored_kinds)]
    return SongTitle(
        wholes=_named(wholes),
        parts=tuple(part for part in _named(parts) if part not in wholes),
        is_latin=is_latin(title),
        kinds=frozenset(KINDS[word] for word in tokens(plain) if word in KINDS) & _SONG_KINDS - ignored_kinds,
    )


def _named(keys: list[str]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key and not _is_nameless(key))


def _whole_variants(title: str) -> Iterator[TitleVariant]:
    """Yield the whole title, each side of ' = ', and each of them without a number before it."""
    for variant in variants(title):
        if not variant.is_part:
            yield variant
            if _NUMBER_BEFORE.match(variant.text):
                yield from variants(_NUMBER_BEFORE.sub("", variant.text))[:1]


def _keys(variant: TitleVariant, ignored_kinds: frozenset[str], whole: str = "") -> Iterator[str]:
    """Yield the text that a title is compared by: '(Live)' or '(Instrumental)' tells a song from the album's."""
    of_whole = variants(whole)[0].kinds if whole and variants(whole) else frozenset()
    core = variant.core
    telling = (variant.kinds | of_whole) & _SONG_KINDS
    kinds = sorted(kind for kind in telling if kind not in ignored_kinds and kind not in core)
    kept = without_article(tuple(word for word in core if KINDS.get(word) not in ignored_kinds) or core)
    yield " ".join((compact(kept) if len(kept) == 1 else " ".join(kept), *kinds))
    numbered = _without_part_word(kept)
    if numbered != kept:
        yield " ".join((*numbered, *kinds))


def _without_part_word(words: Tokens) -> Tokens:
    """Return a title with a number behind it without the word 'Part': 'Echoes I' is 'Echoes, Pt. 1'."""
    *before, last = words
    figure = _LONE_FIGURES.get(last, last)
    if not before or not figure.isdecimal():
        return words
    return (*(before[:-1] if before[-1] == "part" and len(before) > 1 else before), figure)


def _without_take(title: str) -> str:
    """Return a title without remarks that name the usual take: '(Album Version)', '- 2019 Mix', however many it has."""
    while split := _REMARK.match(title):
        remark = split[2] if split[2] is not None else split[3]
        if not is_take(remark):
            last = _LAST_OF_REMARK.match(remark)
            if not last or last[1].isdecimal() or not is_take(last[2]):
                break
            title = f"{split[1]} ({last[1]})"
            continue
        title = split[1]
    return title


def _parts(title: str, of_all: Remarks) -> Iterator[str]:
    """Yield a title without each of its subtitles, sides and works that may be left out."""
    for bracket in _BRACKETS.finditer(title):
        rest = f"{title[: bracket.start()]} {title[bracket.end() :]}".strip()
        if rest and _may_be_left_out(bracket[1], of_all):
            yield rest
            if sum(map(is_own, tokens(bracket[1]))) > 0 and not bracket[1].lower().startswith("from"):
                yield bracket[1]
    for side in title.split(" = "):
        first, slash, second = side.partition(" / ")
        if slash and first.strip() and _may_be_left_out(second, of_all):
            yield first.strip()
        split = _BEHIND_SIGN.match(side)
        if split and _may_be_left_out(split[2], of_all):
            yield split[1]
        yield from _movements(side)


def _movements(title: str) -> Iterator[str]:
    """Yield a movement without the work before it: of 'Symphony No. 5, Op. 67: II. Andante' the words 'Andante'."""
    work, colon, movement = title.rpartition(": ")
    if colon and work.strip():
        if _KEY.search(movement):
            yield _KEY.sub("", movement).strip()
        yield _NUMBER_BEFORE.sub("", movement.strip()) or movement
        yield f"{without_work_numbers(work)}: {_NUMBER_BEFORE.sub('', movement.strip())}"


def _may_be_left_out(text: str, of_all: Remarks) -> bool:
    """Tell whether a title without this text can be the same song: no number and no other take is in it."""
    words = tokens(text)
    return (
        bool(words)
        and words not in of_all
        and (not numbers(words) or bool(_ALL_PARTS.match(" ".join(words))))
        and not any(KINDS.get(word) in _SONG_KINDS for word in words)
        and not (_OTHER_TAKES & set(words))
    )


def _is_nameless(key: str) -> bool:
    first, *more = key.split()
    return first in {"untitled", "track", "unknown", "titel", "piste"} and all(map(str.isdecimal, more))


def title_match(ours: SongTitle, theirs: SongTitle) -> TitleMatch | None:
    """Return how two titles agree; None where they do not."""
    if not ours.wholes or not theirs.wholes:
        return None
    if not set(ours.wholes).isdisjoint(theirs.wholes):
        return "same"
    if not set(ours.parts).isdisjoint(theirs.wholes) or not set(ours.wholes).isdisjoint(theirs.parts):
        return "part"
    if any(_is_misspelled(key, their_key) for key in ours.wholes for their_key in theirs.wholes[:2]):
        return "alike"
    return None


@lru_cache(maxsize=200_000)
def _is_misspelled(first: str, second: str) -> bool:
    if first.startswith(f"{second} ") or second.startswith(f"{first} "):
        return False
    return fuzz.ratio(first, second, score_cutoff=_ALIKE) > 0 and _numbers_and_kinds(first) == _numbers_and_kinds(
        second
    )


def _numbers_and_kinds(key: str) -> tuple[Tokens, Counter[str]]:
    words = tuple(key.split())
    return numbers(words), Counter(KINDS[word] for word in words if word in KINDS)


def are_readable(ours: SongTitle, theirs: SongTitle) -> bool:
    """Tell whether two titles can be compared: both songs have one, in the same script, or they speak of two takes."""
    return bool(ours.wholes and theirs.wholes) and (ours.is_latin == theirs.is_latin or ours.kinds != theirs.kinds)


def are_close(ours: float, theirs: float) -> bool:
    """Tell whether two lengths, in seconds, can be of one recording: other masters fade songs out earlier."""
    return abs(ours - theirs) <= max(_SLACK, _SHARE_SLACK * ours)


def are_equal(ours: float, theirs: float, songs: int = 1) -> bool:
    """Tell whether two lengths, in seconds, are equal but for rounding and silence; each joined song adds a second."""
    return abs(ours - theirs) <= _TIGHT + songs - 1
