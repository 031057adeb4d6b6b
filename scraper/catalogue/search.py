"""Search: the database offers candidates, which are compared letter by letter and returned best first.

Case and accents make no difference. The words of a query may come in any order, be misspelt or incomplete. A release
whose artist and title are just those words comes first; of two releases that are equally alike, the one with the lower
id.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from scraper.catalogue.backend import Catalogue, Hit, SearchQuery
from scraper.catalogue.folded_query import LONGEST_QUERY, barcode_figures
from scraper.catalogue.folded_text import fold
from scraper.catalogue.id_lists import batches, placeholders
from scraper.run.errors import BadUsage

_FLOOR = 0.6
"""A release that is less alike than this is not returned."""
_COVERED, _EXACT = 0.8, 0.2
"""How much it counts that the query's words are in a text, and that the text has no others."""
_MOST_UNLESS_EQUAL = 0.99
"""The highest score of a text that is not all of artist and title, so that an album named after its artist is first."""
_BARCODE = re.compile(r"[\d\s-]+", re.ASCII)
_SHORTEST_BARCODE = 8
_PART_OF_BARCODE = 0.9
"""The score of a query that is part of a barcode."""
_SEPARATOR = ", "
"""What stands between several names in a column of the index."""

HitLikeness = Callable[[Hit], float]
"""Tells how alike a hit is to one field of the query, from 0 to 1."""


def search(catalogue: Catalogue, query: SearchQuery) -> list[Hit]:
    """Return the releases that a query means, best first, at most `query.limit` of them.

    Raises BadUsage for a query without any word or figure, and for a track where only the index is loaded.
    """
    _check(catalogue, query)
    if _is_barcode(query.text) and not query.barcode:
        hits_by_barcode = search(catalogue, replace(query, text="", barcode=query.text))
        if hits_by_barcode:
            return hits_by_barcode
    candidates = {hit.release_id: hit for hit in catalogue.candidates(query)}
    titles = _track_titles(catalogue, [*candidates]) if query.track else {}
    comparisons = [*_name_comparisons(query, titles), *_number_comparisons(query)]
    scored = (_scored(hit, comparisons) for hit in candidates.values())
    hits = sorted((hit for hit in scored if hit.score), key=lambda hit: (-hit.score, hit.release_id))
    return hits[: query.limit]


def _check(catalogue: Catalogue, query: SearchQuery) -> None:
    texts = (query.text, query.artist, query.title, query.track, query.label, query.catno)
    if not any(map(fold, texts)) and not barcode_figures(query.barcode):
        raise BadUsage("Say what to search for: words, or an artist, title, track, label, catalogue number or barcode.")
    releases = catalogue.loads().get("releases")
    if query.track and releases and releases.keep == "index":
        raise BadUsage(
            f"{catalogue.name} holds only an index, without tracks; load releases with another --keep to search them."
        )


def _is_barcode(text: str) -> bool:
    return bool(_BARCODE.fullmatch(text)) and len(barcode_figures(text)) >= _SHORTEST_BARCODE


def _track_titles(catalogue: Catalogue, releases: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return the folded titles of the releases' tracks."""
    titles: dict[int, list[str]] = {}
    for batch in batches(releases):
        condition = f"title > '' AND release_id IN {placeholders(batch)}"
        for release, title in catalogue.rows(f"SELECT release_id, title FROM release_track WHERE {condition}", batch):
            titles.setdefault(int(str(release)), []).append(fold(str(title)))
    return titles


def _name_comparisons(query: SearchQuery, titles: Mapping[int, Sequence[str]]) -> list[HitLikeness]:
    """Return a comparison for each field with words that is searched for."""
    comparisons: list[HitLikeness] = []
    if query.text:
        text = _QueryText.of(query.text)
        comparisons.append(lambda hit: _text_likeness(text, hit))
    if query.artist:
        artist = _QueryText.of(query.artist)
        comparisons.append(lambda hit: _field_likeness(artist, fold(hit.artists)))
    if query.title:
        title = _QueryText.of(query.title)
        comparisons.append(lambda hit: _field_likeness(title, fold(hit.title)))
    if query.track:
        track = _QueryText.of(query.track)
        comparisons.append(lambda hit: _best_likeness(track, titles.get(hit.release_id, ())))
    if query.label:
        label = _QueryText.of(query.label)
        comparisons.append(lambda hit: _best_likeness(label, map(fold, _names(hit.labels))))
    return comparisons


def _number_comparisons(query: SearchQuery) -> list[HitLikeness]:
    """Return a comparison for a catalogue number and for a barcode, if they are searched for."""
    comparisons: list[HitLikeness] = []
    if query.catno:
        catno = _squeezed(query.catno)
        comparisons.append(lambda hit: max(_ratio(catno, _squeezed(number)) for number in _catalogue_numbers(hit)))
    if query.barcode:
        barcode = barcode_figures(query.barcode)
        comparisons.append(
            lambda hit: max((_barcode_likeness(barcode, number) for number in hit.barcodes.split()), default=0.0)
        )
    return comparisons


def _names(text: str) -> Sequence[str]:
    """Return each of the names in a column, and the whole column: a name can itself hold a comma."""
    return (*text.split(_SEPARATOR), text) if _SEPARATOR in text else (text,)


def _catalogue_numbers(hit: Hit) -> Sequence[str]:
    """Return the catalogue numbers of a release's labels and companies."""
    return (*_names(hit.catnos), *_names(hit.company_catnos))


def _scored(hit: Hit, comparisons: Sequence[HitLikeness]) -> Hit:
    """Return a hit with its score: 0 where any of the query's fields is too unlike it."""
    shares = [comparison(hit) for comparison in comparisons]
    lowest = min(shares, default=0.0)
    return replace(hit, score=round(sum(shares) / len(shares), 4) if lowest >= _FLOOR else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _QueryText:
    """One field of a query, made ready to be compared with many hits."""

    folded: str
    words: Sequence[str]
    """The folded words."""
    squeezed: str
    """The folded words without spaces."""
    exact_words: frozenset[str]
    """Each word folded by itself, so that words without letters are among them."""

    @classmethod
    def of(cls, text: str) -> "_QueryText":
        folded = fold(text[:LONGEST_QUERY])
        exact_words = frozenset(part for word in text[:LONGEST_QUERY].split() for part in fold(word).split())
        return cls(folded=folded, words=folded.split(), squeezed=folded.replace(" ", ""), exact_words=exact_words)


def _text_likeness(text: _QueryText, hit: Hit) -> float:
    """Return how alike a text is to a hit.

    Words of the text may be of the label, a catalogue number or a barcode, too. But among hits that have all words,
    those come first whose artist and title have few others.
    """
    title, artists = fold(hit.title), fold(hit.artists)
    if text.exact_words == {*title.split(), *artists.split()}:
        return 1.0
    numbers = [_squeezed(number) for number in _catalogue_numbers(hit)]
    words = {*title.split(), *artists.split(), *hit.barcodes.split(), *numbers}
    for column in (hit.labels, hit.catnos, hit.company_catnos):
        words.update(fold(column).split())
    covered = max(_covered(text, words), *(_ratio(text.squeezed, number) for number in numbers))
    names = (title, artists, f"{artists} {title}")
    exact = max(fuzz.token_sort_ratio(text.folded, name) for name in names) / 100
    squeezed = (_ratio(text.squeezed, name.replace(" ", "")) for name in names)
    return min(max(_COVERED * covered + _EXACT * exact, *squeezed), _MOST_UNLESS_EQUAL)


def _best_likeness(text: _QueryText, folded: Iterable[str]) -> float:
    """Return how alike a text is to the most alike of several; 0 where there are none."""
    return max((_field_likeness(text, name) for name in folded), default=0.0)


def _field_likeness(text: _QueryText, folded: str) -> float:
    """Return how alike a text is to one field of a hit."""
    covered = _covered(text, set(folded.split()))
    exact = fuzz.token_sort_ratio(text.folded, folded) / 100
    return max(_COVERED * covered + _EXACT * exact, _ratio(text.squeezed, folded.replace(" ", "")))


def _covered(text: _QueryText, words: Collection[str]) -> float:
    """Return which share of a text's letters is in words that are like one of these words."""
    if not words or not text.words:
        return 0.0
    letters = 0.0
    for word in text.words:
        best = 100.0 if word in words else process.extractOne(word, words, scorer=fuzz.ratio)[1]
        letters += best / 100 * len(word)
    return letters / len(text.squeezed)


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def _ratio(text: str, other: str) -> float:
    return fuzz.ratio(text, other) / 100 if text and other else 0.0


def _barcode_likeness(sought: str, barcode: str) -> float:
    number = barcode_figures(barcode)
    if sought == number:
        return 1.0
    return _PART_OF_BARCODE if len(sought) >= _SHORTEST_BARCODE and sought in number else 0.0
