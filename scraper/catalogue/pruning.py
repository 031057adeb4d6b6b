"""Which releases of the catalogue belong to a collection or a library: keep, review or drop, with the reason."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.folded_text import fold
from scraper.catalogue.library import LibraryEntry
from scraper.domain.credits import display_name
from scraper.matching.names import VARIOUS
from scraper.matching.spelling import numbers, tokens

PruningVerdict = Literal["keep", "review", "drop"]
SURE, LIKELY = 92.0, 80.0
"""Likeness in percent: a release that is SURE in all three scores is kept, a LIKELY one is for people to review."""
TOGETHER, HALFWAY = 85.0, 65.0
"""Likeness of artist and title as one text from which a release is reviewed, wherever its words stand; and the likeness
that artist or title must have then, if the other one is LIKELY."""
_END_LETTERS = 4
"""Letters of a word's beginning and of its end by which entries are looked up: a misspelling leaves one of the two."""
_RAREST_ENDS, _ENTRIES_PER_END, _MOST_COMPARED = 6, 500, 100
"""How many ends are looked up for a release, how many entries are taken of each, and how many are compared with it."""
VARIOUS_ARTISTS = "various"
_SMALL_WORDS = frozenset({"the", "and"})
"""Words that some lists leave out."""
HEADER = (
    *("verdict", "release_id", "artists", "title", "why", "library_artist", "library_title"),
    *("artist_score", "title_score", "both_score"),
)


_FoldedPair = tuple[str, str]
"""Artist and title, folded."""
_Scores = tuple[float, float, float]
"""Likeness of the artists, of the titles, and of both together, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one release."""

    verdict: PruningVerdict
    release_id: int
    artists: str
    title: str
    why: str
    entry: LibraryEntry | None = None
    """The library's entry that the release is like; None where its id is owned or wanted, or where it is like none."""
    scores: _Scores | None = None
    """None where nothing had to be compared."""


@dataclass(frozen=True, slots=True)
class _ComparableText:
    """Folded words in their own and in alphabetical order, so that Bach, Johann is like Johann Bach."""

    plain: str
    ordered: str

    @classmethod
    def of(cls, text: str) -> "_ComparableText":
        return cls(text, " ".join(sorted(text.split())))

    def likeness(self, other: "_ComparableText") -> float:
        """Return in percent how alike two texts are, in the order of words in which they are more alike."""
        return max(fuzz.ratio(self.plain, other.plain), fuzz.ratio(self.ordered, other.ordered))


@dataclass(frozen=True, slots=True)
class _ComparablePair:
    """Artist and title of a release or an entry, made ready to be compared."""

    artist: _ComparableText
    title: _ComparableText
    both: _ComparableText

    @classmethod
    def of(cls, pair: _FoldedPair) -> "_ComparablePair":
        artist, title = pair
        return cls(_ComparableText.of(artist), _ComparableText.of(title), _ComparableText.of(f"{artist} {title}"))


@dataclass(frozen=True, slots=True)
class _ComparableEntry:
    """A library's entry, made ready to be compared."""

    entry: LibraryEntry
    pair: _ComparablePair


class _EntryComparison(NamedTuple):
    """What came of comparing a release with one entry."""

    verdict: PruningVerdict
    why: str
    scores: _Scores
    entry: LibraryEntry

    @property
    def rank(self) -> tuple[int, float]:
        """Return what orders comparisons, the best one last."""
        return ("drop", "review", "keep").index(self.verdict), sum(self.scores)


@dataclass
class Library:
    """The records that are kept: releases by id, and entries by artist and title."""

    releases: Collection[int] = frozenset()
    _by_pair: dict[_FoldedPair, LibraryEntry] = field(default_factory=dict)
    _entries: list[_ComparableEntry] = field(default_factory=list)
    _by_end: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Places in `_entries`, by the beginning or the end of a word."""

    @classmethod
    def of(cls, entries: Iterable[LibraryEntry], releases: Collection[int] = frozenset()) -> "Library":
        """Return a library of these entries and releases."""
        library = cls(releases=releases)
        for entry in entries:
            pair = _folded_pair(entry.artist, entry.title)
            if pair in library._by_pair:
                continue
            library._by_pair[pair] = entry
            for end in _ends(pair):
                library._by_end[end].append(len(library._entries))
            library._entries.append(_ComparableEntry(entry, _ComparablePair.of(pair)))
        return library

    def judge(self, release_id: int, artists: str, title: str) -> Judgement:
        """Return the verdict on a release: by its id, else by the same artist and title, else by likeness."""

        def judgement(
            verdict: PruningVerdict, why: str, entry: LibraryEntry | None = None, scores: _Scores | None = None
        ) -> Judgement:
            return Judgement(
                verdict=verdict,
                release_id=release_id,
                artists=artists,
                title=title,
                why=why,
                entry=entry,
                scores=scores,
            )

        if release_id in self.releases:
            return judgement("keep", "owned or wanted")
        pair = _folded_pair(artists, title)
        if pair in self._by_pair:
            return judgement("keep", "same artist and title", self._by_pair[pair])
        release = _ComparablePair.of(pair)
        comparisons = (_compare(release, entry) for entry in self._near(pair))
        best = max(comparisons, key=lambda comparison: comparison.rank, default=None)
        if best is None or best.verdict == "drop":
            return judgement("drop", "nothing like it")
        return judgement(best.verdict, best.why, best.entry, best.scores)

    def _near(self, pair: _FoldedPair) -> Iterator[_ComparableEntry]:
        """Yield the entries that share beginnings or ends of words with a release, those that share rare ones first."""
        shared = [self._by_end[end] for end in _ends(pair) if end in self._by_end]
        weights: dict[int, float] = {}
        for places in sorted(shared, key=len)[:_RAREST_ENDS]:
            weight = 1 / len(places)
            for place in places[:_ENTRIES_PER_END]:
                weights[place] = weights.get(place, 0.0) + weight
        yield from (self._entries[place] for place in nlargest(_MOST_COMPARED, weights, key=weights.__getitem__))


def _compare(release: _ComparablePair, entry: _ComparableEntry) -> _EntryComparison:
    listed = entry.pair
    scores = (
        release.artist.likeness(listed.artist),
        release.title.likeness(listed.title),
        release.both.likeness(listed.both),
    )
    verdict, why = _verdict(scores, release, listed)
    return _EntryComparison(verdict=verdict, why=why, scores=scores, entry=entry.entry)


def _verdict(scores: _Scores, release: _ComparablePair, listed: _ComparablePair) -> tuple[PruningVerdict, str]:
    artist, title, both = scores
    if min(scores) >= SURE:
        # Vol. 1 and Vol. 2 differ in one letter, and are two records.
        if numbers(tokens(release.title.plain)) == numbers(tokens(listed.title.plain)):
            return "keep", "alike in all"
        return "review", "alike, with other numbers"
    if min(artist, title) >= LIKELY:
        return "review", "alike in artist and title"
    if release.artist.plain != VARIOUS_ARTISTS and _one_holds_the_other(artist, title, release, listed):
        return "review", "one says more than the other"
    # With a long artist's name in common, two different short titles are alike as a whole.
    is_apart = max(artist, title) >= LIKELY and min(artist, title) < HALFWAY
    return ("review", "alike as a whole") if both >= TOGETHER and not is_apart else ("drop", "nothing like it")


def _one_holds_the_other(artist: float, title: float, release: _ComparablePair, listed: _ComparablePair) -> bool:
    """Tell whether the artists are alike and one title has all words of the other, or the other way round."""
    if artist >= LIKELY:
        return fuzz.token_set_ratio(release.title.plain, listed.title.plain) >= SURE
    return title >= LIKELY and fuzz.token_set_ratio(release.artist.plain, listed.artist.plain) >= SURE


def judgements(catalogue: Catalogue, library: Library) -> Iterator[Judgement]:
    """Yield the verdict on every release of a catalogue."""
    for release_id, artists, title in catalogue.rows("SELECT release_id, artists, title FROM release_index"):
        yield library.judge(int(release_id or 0), str(artists or ""), str(title or ""))


def judgement_line(judgement: Judgement) -> str:
    """Return a judgement as a line of CSV, with the columns of `HEADER`."""
    entry = judgement.entry or LibraryEntry(artist="", title="")
    scores = [f"{score:.0f}" for score in judgement.scores] if judgement.scores else ["", "", ""]
    release = (judgement.release_id, judgement.artists, judgement.title)
    return csv_line(judgement.verdict, *release, judgement.why, entry.artist, entry.title, *scores)


def csv_line(*values: object) -> str:
    """Return values as a line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()


def _folded_pair(artist: str, title: str) -> _FoldedPair:
    return _folded_artist(artist), _without_small_words(title)


def _folded_artist(name: str) -> str:
    shown = display_name(name)
    return VARIOUS_ARTISTS if fold(shown).replace(" ", "") in VARIOUS else _without_small_words(shown)


def _without_small_words(text: str) -> str:
    """Return folded words without small ones; all of them where nothing else would be left."""
    words = fold(text)
    return " ".join(word for word in words.split() if word not in _SMALL_WORDS) or words


def _ends(pair: _FoldedPair) -> set[str]:
    """Return the beginnings of all words, and the ends of the longer ones with a hyphen before them."""
    words = {word for text in pair for word in text.split()}
    ends = {f"-{word[-_END_LETTERS:]}" for word in words if len(word) > _END_LETTERS}
    return {word[:_END_LETTERS] for word in words} | ends
