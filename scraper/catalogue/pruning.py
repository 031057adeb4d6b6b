"""Which releases of the catalogue are in a collection or a library: keep, review or drop, and why."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Literal

from rapidfuzz import fuzz

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.folding import fold
from scraper.catalogue.library import Entry
from scraper.domain.credits import display_name
from scraper.matching.names import VARIOUS
from scraper.matching.spelling import numbers, tokens

Verdict = Literal["keep", "review", "drop"]
SURE, LIKELY = 92.0, 80.0
"""Likeness in percent: from SURE on, in all three scores, it is kept; what is LIKELY is for people to look at."""
TOGETHER, HALFWAY = 85.0, 65.0
"""Likeness of artist and title as one text, from which it is looked at, wherever the words stand; and what one of them
must have if the other is LIKELY."""
_LETTERS = 4
"""Of a word's beginning and of its end, by which it is looked up: a misspelling leaves one of them."""
_RAREST, _MOST, _COMPARED = 6, 500, 100
"""Ends that are looked up for a release, entries that are taken of each, and those that it is compared with."""
VARIOUS_ARTISTS = "various"
_SMALL = frozenset({"the", "and"})
HEADER = (
    *("verdict", "release_id", "artists", "title", "why", "library_artist", "library_title"),
    *("artist_score", "title_score", "both_score"),
)


_Pair = tuple[str, str]
"""Artist and title, folded."""
_Scores = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is thought of one release."""

    verdict: Verdict
    release_id: int
    artists: str
    title: str
    why: str
    entry: Entry | None = None
    """The record of the library that it was taken for; None where it is owned by its id, or nothing is like it."""
    scores: _Scores | None = None
    """Artist, title and both together, in percent; None where nothing had to be compared."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Folded words as they stand, and in alphabetical order: Bach, Johann and Johann Bach."""

    plain: str
    ordered: str

    @classmethod
    def of(cls, text: str) -> "_Text":
        """Return a text as it is compared."""
        return cls(text, " ".join(sorted(text.split())))

    def alike(self, other: "_Text") -> float:
        """Return in percent how alike two are, in whichever way they are more so."""
        return max(fuzz.ratio(self.plain, other.plain), fuzz.ratio(self.ordered, other.ordered))


@dataclass(frozen=True, slots=True)
class _Words:
    """A release or an entry as it is compared."""

    artist: _Text
    title: _Text
    both: _Text

    @classmethod
    def of(cls, pair: _Pair) -> "_Words":
        """Return a pair as it is compared."""
        return cls(_Text.of(pair[0]), _Text.of(pair[1]), _Text.of(" ".join(pair)))


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry as it is compared."""

    entry: Entry
    words: _Words


@dataclass
class Library:
    """What is kept: releases by id, and records by artist and title."""

    releases: Collection[int] = frozenset()
    _pairs: dict[_Pair, Entry] = field(default_factory=dict)
    _known: list[_Known] = field(default_factory=list)
    _by_end: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, entries: Iterable[Entry], releases: Collection[int] = frozenset()) -> "Library":
        """Return a library of these records."""
        made = cls(releases=releases)
        for entry in entries:
            pair = _pair(entry.artist, entry.title)
            if pair in made._pairs:
                continue
            made._pairs[pair] = entry
            for end in _ends(pair):
                made._by_end[end].append(len(made._known))
            made._known.append(_Known(entry, _Words.of(pair)))
        return made

    def judge(self, release_id: int, artists: str, title: str) -> Judgement:
        """Return what is thought of a release; its id first, then the exact pair, then how alike they are."""

        def said(verdict: Verdict, why: str, entry: Entry | None = None) -> Judgement:
            return Judgement(verdict=verdict, release_id=release_id, artists=artists, title=title, why=why, entry=entry)

        if release_id in self.releases:
            return said("keep", "owned or wanted")
        pair = _pair(artists, title)
        entry = self._pairs.get(pair)
        if entry:
            return said("keep", "same artist and title", entry)
        words = _Words.of(pair)
        best = max((_compared(one, words) for one in self._near(pair)), key=_rank, default=None)
        if best is None or best[0] == "drop":
            return said("drop", "nothing like it")
        verdict, why, scores, known = best
        return Judgement(
            verdict=verdict,
            release_id=release_id,
            artists=artists,
            title=title,
            why=why,
            entry=known.entry,
            scores=scores,
        )

    def _near(self, pair: _Pair) -> Iterator[_Known]:
        """Yield the entries that share words with a release, by their first or last letters: the rarer, the sooner."""
        shared = [self._by_end[one] for one in _ends(pair) if one in self._by_end]
        weights: dict[int, float] = {}
        for places in sorted(shared, key=len)[:_RAREST]:
            weight = 1 / len(places)
            for place in places[:_MOST]:
                weights[place] = weights.get(place, 0.0) + weight
        yield from (self._known[place] for place in nlargest(_COMPARED, weights, key=weights.__getitem__))


_Compared = tuple[Verdict, str, _Scores, _Known]


def _rank(one: _Compared) -> tuple[int, float]:
    return ("drop", "review", "keep").index(one[0]), sum(one[2])


def _compared(known: _Known, release: _Words) -> _Compared:
    listed = known.words
    by_artist, by_title = release.artist.alike(listed.artist), release.title.alike(listed.title)
    scores = (by_artist, by_title, release.both.alike(listed.both))
    return *_verdict(scores, release, listed), scores, known


def _verdict(scores: _Scores, one: _Words, other: _Words) -> tuple[Verdict, str]:
    by_artist, by_title, together = scores
    if min(scores) >= SURE:
        # Vol. 1 and Vol. 2 differ in a letter, and are two records.
        if numbers(tokens(one.title.plain)) == numbers(tokens(other.title.plain)):
            return "keep", "alike in all"
        return "review", "alike, with other numbers"
    if min(by_artist, by_title) >= LIKELY:
        return "review", "alike in artist and title"
    if one.artist.plain != VARIOUS_ARTISTS and _is_part(by_artist, by_title, one, other):
        return "review", "one says more than the other"
    # The same artist and a long name do not make two short titles one.
    is_apart = max(by_artist, by_title) >= LIKELY and min(by_artist, by_title) < HALFWAY
    return ("review", "alike as a whole") if together >= TOGETHER and not is_apart else ("drop", "nothing like it")


def _is_part(by_artist: float, by_title: float, one: _Words, other: _Words) -> bool:
    """Tell whether the artists agree and one title holds the other, or the titles do and one artist the other."""
    if by_artist >= LIKELY:
        return fuzz.token_set_ratio(one.title.plain, other.title.plain) >= SURE
    return by_title >= LIKELY and fuzz.token_set_ratio(one.artist.plain, other.artist.plain) >= SURE


def judged(catalogue: Catalogue, library: Library) -> Iterator[Judgement]:
    """Yield what is thought of every release."""
    for release_id, artists, title in catalogue.rows("SELECT release_id, artists, title FROM release_index"):
        yield library.judge(int(release_id or 0), str(artists or ""), str(title or ""))


def line(one: Judgement) -> str:
    """Return a judgement as a line of CSV."""
    told = one.entry or Entry(artist="", title="")
    scores = [f"{score:.0f}" for score in one.scores] if one.scores else ["", "", ""]
    return csv_line(one.verdict, one.release_id, one.artists, one.title, one.why, told.artist, told.title, *scores)


def csv_line(*values: object) -> str:
    """Return values as a line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()


def _pair(artist: str, title: str) -> _Pair:
    return _artist(artist), _short(title)


def _artist(name: str) -> str:
    bare = display_name(name)
    return VARIOUS_ARTISTS if fold(bare).replace(" ", "") in VARIOUS else _short(bare)


def _short(text: str) -> str:
    """Return folded words without those that lists add and leave out; all of them where nothing else is left."""
    words = fold(text)
    return " ".join(word for word in words.split() if word not in _SMALL) or words


def _ends(pair: _Pair) -> set[str]:
    words = {word for text in pair for word in text.split()}
    return {word[:_LETTERS] for word in words} | {f"-{word[-_LETTERS:]}" for word in words if len(word) > _LETTERS}
