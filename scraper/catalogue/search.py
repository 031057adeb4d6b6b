"""Search: what a database offers, compared letter by letter, best first.

Neither case nor accents count. The words of a question may come in any order, be misspelt or too few; a release whose
words are those and no others comes first, and of two alike the one that Discogs knew first.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz import fuzz, process

from scraper.catalogue.backend import Catalogue, Hit, Question
from scraper.catalogue.folding import fold
from scraper.catalogue.needles import LONGEST, digits
from scraper.run.errors import BadUsage

_FLOOR = 0.6
"""What is less alike is not what was meant."""
_COVERED, _EXACT = 0.8, 0.2
"""How much it counts that the question's words are there, and that no others are."""
_NOT_ALL = 0.99
"""The most for a text that is not all of artist and title: an album named after its artist comes before the others."""
_BARCODE = re.compile(r"[\d\s-]+", re.ASCII)
_SHORTEST_BARCODE = 8
_PART = 0.9
"""How much a part of a barcode counts."""
_SPLIT = ", "
_MANY = 500

Compare = Callable[[Hit], float]


def search(catalogue: Catalogue, question: Question) -> list[Hit]:
    """Return the releases that are meant, best first, as many as asked for; BadUsage for a question about nothing.

    Tracks are looked for only where they are loaded: BadUsage where only an index is.
    """
    _check(catalogue, question)
    if _is_barcode(question.text) and not question.barcode:
        by_number = search(catalogue, replace(question, text="", barcode=question.text))
        if by_number:
            return by_number
    hits = {hit.release_id: hit for hit in catalogue.candidates(question)}
    titles = _track_titles(catalogue, [*hits]) if question.track else {}
    scored = (_scored(hit, _comparisons(question, titles)) for hit in hits.values())
    found = sorted((hit for hit in scored if hit.score), key=lambda hit: (-hit.score, hit.release_id))
    return found[: question.limit]


def _check(catalogue: Catalogue, question: Question) -> None:
    asked = (question.text, question.artist, question.title, question.track, question.label, question.catno)
    if not any(map(fold, asked)) and not digits(question.barcode):
        raise BadUsage("Say what to search for: words, or an artist, title, track, label, catalogue number or barcode.")
    loaded = catalogue.loads().get("releases")
    if question.track and loaded and loaded.keep == "index":
        raise BadUsage(
            f"{catalogue.name} holds only an index, without tracks; load releases with another --keep to search them."
        )


def _is_barcode(text: str) -> bool:
    return bool(_BARCODE.fullmatch(text)) and len(digits(text)) >= _SHORTEST_BARCODE


def _track_titles(catalogue: Catalogue, releases: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(releases), _MANY):
        some = releases[start : start + _MANY]
        marks = ", ".join("?" * len(some))
        query = f"SELECT release_id, title FROM release_track WHERE title > '' AND release_id IN ({marks})"
        for release, title in catalogue.rows(query, some):
            found.setdefault(int(str(release)), []).append(fold(str(title)))
    return found


def _comparisons(question: Question, titles: Mapping[int, Sequence[str]]) -> list[Compare]:
    """Return a comparison for each field that is asked for."""
    made: list[Compare] = []
    if question.text:
        made.append(partial(_text, _Sought.of(question.text)))
    if question.artist:
        artist = _Sought.of(question.artist)
        made.append(lambda hit: _field(artist, fold(hit.artists)))
    if question.title:
        title = _Sought.of(question.title)
        made.append(lambda hit: _field(title, fold(hit.title)))
    if question.track:
        track = _Sought.of(question.track)
        made.append(lambda hit: max((_field(track, one) for one in titles.get(hit.release_id, ())), default=0.0))
    return made + _numbers(question)


def _numbers(question: Question) -> list[Compare]:
    made: list[Compare] = []
    if question.label:
        label = _Sought.of(question.label)
        made.append(lambda hit: max(_field(label, fold(one)) for one in _parts(hit.labels)))
    if question.catno:
        catno = _squeezed(question.catno)
        made.append(lambda hit: max(_ratio(catno, _squeezed(one)) for one in _parts(hit.catnos)))
    if question.barcode:
        barcode = digits(question.barcode)
        made.append(lambda hit: max((_number(barcode, digits(one)) for one in hit.barcodes.split()), default=0.0))
    return made


def _parts(text: str) -> Sequence[str]:
    """Return each of several names; a name can hold a comma, so all of them together too."""
    return (*text.split(_SPLIT), text) if _SPLIT in text else (text,)


def _scored(hit: Hit, comparisons: Sequence[Compare]) -> Hit:
    """Return a hit with its score: 0 where any of what was asked for is not there."""
    shares = [compare(hit) for compare in comparisons]
    lowest = min(shares, default=0.0)
    return replace(hit, score=round(sum(shares) / len(shares), 4) if lowest >= _FLOOR else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """A text that is looked for, taken apart once."""

    folded: str
    words: Sequence[str]
    squeezed: str
    exactly: frozenset[str]
    """Its words, those without letters too."""

    @classmethod
    def of(cls, text: str) -> "_Sought":
        folded = fold(text[:LONGEST])
        exactly = frozenset(part for word in text[:LONGEST].split() for part in fold(word).split())
        return cls(folded=folded, words=folded.split(), squeezed=folded.replace(" ", ""), exactly=exactly)


def _text(sought: _Sought, hit: Hit) -> float:
    """Compare with all that a release is found by: the words may be of a label, but what it is called decides."""
    title, artists = fold(hit.title), fold(hit.artists)
    catnos = [_squeezed(one) for one in _parts(hit.catnos)]
    words = {*title.split(), *artists.split(), *fold(hit.labels).split(), *fold(hit.catnos).split(), *catnos}
    words.update(hit.barcodes.split())
    covered = max(_covered(sought, words), *(_ratio(sought.squeezed, one) for one in catnos))
    names = (title, artists, f"{artists} {title}")
    if sought.exactly == {*title.split(), *artists.split()}:
        return 1.0
    exact = max(fuzz.token_sort_ratio(sought.folded, name) for name in names) / 100
    alike = max(_COVERED * covered + _EXACT * exact, *(_ratio(sought.squeezed, one.replace(" ", "")) for one in names))
    return min(alike, _NOT_ALL)


def _field(sought: _Sought, folded: str) -> float:
    """Compare with one field."""
    covered = _covered(sought, set(folded.split()))
    exact = fuzz.token_sort_ratio(sought.folded, folded) / 100
    return max(_COVERED * covered + _EXACT * exact, _ratio(sought.squeezed, folded.replace(" ", "")))


def _covered(sought: _Sought, words: Collection[str]) -> float:
    """Return which part of the letters looked for stands in words like theirs."""
    if not words or not sought.words:
        return 0.0
    found = 0.0
    for word in sought.words:
        best = 100.0 if word in words else process.extractOne(word, words, scorer=fuzz.ratio)[1]
        found += best / 100 * len(word)
    return found / len(sought.squeezed)


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100 if one and other else 0.0


def _number(sought: str, barcode: str) -> float:
    if sought == barcode:
        return 1.0
    return _PART if len(sought) >= _SHORTEST_BARCODE and sought in barcode else 0.0
