"""Which records on a shelf are like one another, and which are by the same artists. Pure."""

import heapq
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scraper.domain.credits import ArtistId
from scraper.domain.releases import LabelId, MasterId, ReleaseId

MOST_SIMILAR, MOST_BY = 8, 12
_BASE = {"people": 3, "styles": 4, "labels": 3, "period": 1}
_RARE = 4
"""How many times as much the rarest of what two records share counts."""
_AROUND = 16
"""How many neighbours in time, before and after, are looked at for each thing that may be shared."""
_SHORTLIST = 32
_YEARS_APART, _NEAR = 3, 4
Feature = tuple[str, Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What makes a record like others."""

    master_id: MasterId | None
    artists: frozenset[ArtistId]
    """Main artists; those who stand for nobody in particular left out."""
    year: int | None
    """The original one."""
    genres: Sequence[str] = ()
    styles: Sequence[str] = ()
    labels: frozenset[LabelId] = frozenset()
    people: frozenset[ArtistId] = frozenset()
    """Everybody credited, in whatever part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The records that stand beside one on its page."""

    more_by: Sequence[ReleaseId] = ()
    """Other albums by its artists, the newest first."""
    similar: Sequence[ReleaseId] = ()
    """The likest first."""


ALONE = Neighbours()


class Resemblance:
    """The records that are most like each record; finding them takes a time linear in their number."""

    def __init__(self, shelf: Mapping[ReleaseId, Traits]) -> None:
        self._shelf = shelf
        in_time = sorted(shelf, key=lambda number: (shelf[number].year or 9999, number))
        self._postings: dict[Feature, list[ReleaseId]] = {}
        self._features: dict[ReleaseId, dict[Feature, int]] = {}
        """The features of each release, with its place among those that share them."""
        self._by_artist: dict[ArtistId, list[ReleaseId]] = {}
        for number in in_time:
            for artist in shelf[number].artists:
                self._by_artist.setdefault(artist, []).append(number)
            places = self._features[number] = {}
            for feature in dict.fromkeys(_features(shelf[number])):
                posting = self._postings.setdefault(feature, [])
                places[feature] = len(posting)
                posting.append(number)
        self._weights = {feature: self._weight(feature, len(found)) for feature, found in self._postings.items()}

    def _weight(self, feature: Feature, count: int) -> int:
        return _BASE[feature[0]] * min(_RARE, (len(self._shelf) // count).bit_length())

    def of(self, release_id: ReleaseId) -> list[ReleaseId]:
        """Return the records most like this one, the likest first, no two by one artist and none by its own."""
        found: list[ReleaseId] = []
        own = self._shelf[release_id]
        artists, masters = set(own.artists), {own.master_id} - {None}
        for number in sorted(self._shortlist(release_id), key=lambda number: self._rank(release_id, number)):
            other = self._shelf[number]
            is_new = artists.isdisjoint(other.artists) and other.master_id not in masters
            if is_new and self._is_alike(release_id, number):
                found.append(number)
                artists |= other.artists
                masters |= {other.master_id} - {None}
                if len(found) == MOST_SIMILAR:
                    break
        return found

    def _shortlist(self, release_id: ReleaseId) -> list[ReleaseId]:
        own = self._shelf[release_id]
        scores: dict[ReleaseId, int] = {}
        for feature, place in self._features[release_id].items():
            weight = self._weights[feature]
            for number in self._postings[feature][max(0, place - _AROUND) : place + _AROUND + 1]:
                scores[number] = scores.get(number, 0) + weight
        for number in (release_id, *(one for artist in own.artists for one in self._by_artist[artist])):
            scores.pop(number, None)
        return [number for _, number in heapq.nsmallest(_SHORTLIST, ((-score, one) for one, score in scores.items()))]

    def _is_alike(self, release_id: ReleaseId, number: ReleaseId) -> bool:
        """Tell whether two records have more in common than their time, or a label of all sorts."""
        shared = {kind for kind, _ in self._features[release_id].keys() & self._features[number].keys()}
        if "styles" in shared or "people" in shared:
            return True
        own, other = self._shelf[release_id], self._shelf[number]
        return "labels" in shared and not set(own.genres).isdisjoint(other.genres)

    def _rank(self, release_id: ReleaseId, number: ReleaseId) -> tuple[int, int]:
        shared = self._features[release_id].keys() & self._features[number].keys()
        score = sum(self._weights[feature] for feature in shared)
        year, other = self._shelf[release_id].year, self._shelf[number].year
        if year and other:
            score += max(0, _NEAR - abs(year - other) // _YEARS_APART)
        return -score, number


def _features(traits: Traits) -> Iterator[Feature]:
    yield from (("styles", style) for style in traits.styles)
    yield from (("labels", label) for label in traits.labels)
    yield from (("people", person) for person in traits.people)
    if traits.year:
        yield from (("period", (genre, traits.year // 10)) for genre in traits.genres)


class Discographies:
    """The records of each artist, the newest first; of several pressings of an album the first that was listed."""

    def __init__(self, shelf: Mapping[ReleaseId, Traits], newest_first: Sequence[ReleaseId]) -> None:
        self._shelf = shelf
        self._places = {number: place for place, number in enumerate(newest_first)}
        self._records: dict[ArtistId, list[ReleaseId]] = {}
        known: set[tuple[ArtistId, MasterId]] = set()
        for number in newest_first:
            for artist in shelf[number].artists:
                master = shelf[number].master_id
                if master is None or (artist, master) not in known:
                    self._records.setdefault(artist, []).append(number)
                if master is not None:
                    known.add((artist, master))

    def others(self, release_id: ReleaseId) -> list[ReleaseId]:
        """Return the other albums by the artists of this one, the newest first."""
        own = self._shelf[release_id]
        found = {number for artist in own.artists for number in self._records[artist]} - {release_id}
        albums = [number for number in found if not own.master_id or self._shelf[number].master_id != own.master_id]
        return heapq.nsmallest(MOST_BY, albums, key=self._places.__getitem__)
