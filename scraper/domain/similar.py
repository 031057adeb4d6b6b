"""Which records on a shelf are like one another, and which are by the same artists. Pure."""

import heapq
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scraper.domain.credits import ArtistId
from scraper.domain.releases import LabelId, MasterId, ReleaseId

MOST_SIMILAR, MOST_BY = 8, 12
_BASE = {"people": 3, "styles": 4, "labels": 3, "period": 1}
_RARE = 4
"""How many times its base weight the rarest feature counts."""
_AROUND = 16
"""How many records before and after in time are looked at for each feature."""
_SHORTLIST = 32
_YEARS_APART, _NEAR = 3, 4
"""Records of the same years score 4 points more, and a point less for every 3 years between them."""
Feature = tuple[str, Hashable]
"""What records can share: the kind of it, such as 'styles', and which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a record is compared with others by."""

    master_id: MasterId | None
    """None where the release has no master."""
    artists: frozenset[ArtistId]
    """The main artists, without those who stand for nobody in particular."""
    year: int | None
    """The original year; None where unknown."""
    genres: Sequence[str] = ()
    styles: Sequence[str] = ()
    labels: frozenset[LabelId] = frozenset()
    people: frozenset[ArtistId] = frozenset()
    """Everybody who is credited, whatever their role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The records that the page of a record shows beside it."""

    more_by: Sequence[ReleaseId] = ()
    """Other albums by its artists, the newest first."""
    similar: Sequence[ReleaseId] = ()
    """The most similar first."""


ALONE = Neighbours()


class Resemblance:
    """Finds the records that are most like a record, for a whole shelf in a time linear in its size."""

    def __init__(self, shelf: Mapping[ReleaseId, Traits]) -> None:
        self._shelf = shelf
        by_year = sorted(shelf, key=lambda release_id: (shelf[release_id].year or 9999, release_id))
        self._postings: dict[Feature, list[ReleaseId]] = {}
        self._features: dict[ReleaseId, dict[Feature, int]] = {}
        """For each release its features, with the release's place among all that share the feature."""
        self._by_artist: dict[ArtistId, list[ReleaseId]] = {}
        for release_id in by_year:
            for artist in shelf[release_id].artists:
                self._by_artist.setdefault(artist, []).append(release_id)
            places = self._features[release_id] = {}
            for feature in dict.fromkeys(_features(shelf[release_id])):
                posting = self._postings.setdefault(feature, [])
                places[feature] = len(posting)
                posting.append(release_id)
        self._weights = {feature: self._weight(feature, len(posting)) for feature, posting in self._postings.items()}

    def _weight(self, feature: Feature, count: int) -> int:
        return _BASE[feature[0]] * min(_RARE, (len(self._shelf) // count).bit_length())

    def of(self, release_id: ReleaseId) -> list[ReleaseId]:
        """Return the records most like this one, the most similar first; none by its artists, and one by each other."""
        similar: list[ReleaseId] = []
        own = self._shelf[release_id]
        artists, masters = set(own.artists), {own.master_id} - {None}
        for other_id in sorted(self._shortlist(release_id), key=lambda other_id: self._rank(release_id, other_id)):
            other = self._shelf[other_id]
            is_new = artists.isdisjoint(other.artists) and other.master_id not in masters
            if is_new and self._is_alike(release_id, other_id):
                similar.append(other_id)
                artists |= other.artists
                masters |= {other.master_id} - {None}
                if len(similar) == MOST_SIMILAR:
                    break
        return similar

    def _shortlist(self, release_id: ReleaseId) -> list[ReleaseId]:
        own = self._shelf[release_id]
        scores: dict[ReleaseId, int] = {}
        for feature, place in self._features[release_id].items():
            weight = self._weights[feature]
            for other_id in self._postings[feature][max(0, place - _AROUND) : place + _AROUND + 1]:
                scores[other_id] = scores.get(other_id, 0) + weight
        for own_id in (release_id, *(by_same for artist in own.artists for by_same in self._by_artist[artist])):
            scores.pop(own_id, None)
        ranked = ((-score, other_id) for other_id, score in scores.items())
        return [other_id for _, other_id in heapq.nsmallest(_SHORTLIST, ranked)]

    def _is_alike(self, release_id: ReleaseId, other_id: ReleaseId) -> bool:
        """Tell whether two records share a style, a person, or both a label and a genre; a period is not enough."""
        shared = {kind for kind, _ in self._features[release_id].keys() & self._features[other_id].keys()}
        if "styles" in shared or "people" in shared:
            return True
        own, other = self._shelf[release_id], self._shelf[other_id]
        return "labels" in shared and not set(own.genres).isdisjoint(other.genres)

    def _rank(self, release_id: ReleaseId, other_id: ReleaseId) -> tuple[int, int]:
        shared = self._features[release_id].keys() & self._features[other_id].keys()
        score = sum(self._weights[feature] for feature in shared)
        own_year, other_year = self._shelf[release_id].year, self._shelf[other_id].year
        if own_year and other_year:
            score += max(0, _NEAR - abs(own_year - other_year) // _YEARS_APART)
        return -score, other_id


def _features(traits: Traits) -> Iterator[Feature]:
    yield from (("styles", style) for style in traits.styles)
    yield from (("labels", label) for label in traits.labels)
    yield from (("people", person) for person in traits.people)
    if traits.year:
        yield from (("period", (genre, traits.year // 10)) for genre in traits.genres)


class Discographies:
    """The records of each artist, the newest first; of several pressings of an album only the newest."""

    def __init__(self, shelf: Mapping[ReleaseId, Traits], newest_first: Sequence[ReleaseId]) -> None:
        self._shelf = shelf
        self._places = {release_id: place for place, release_id in enumerate(newest_first)}
        self._records: dict[ArtistId, list[ReleaseId]] = {}
        albums: set[tuple[ArtistId, MasterId]] = set()
        for release_id in newest_first:
            for artist in shelf[release_id].artists:
                master = shelf[release_id].master_id
                if master is None or (artist, master) not in albums:
                    self._records.setdefault(artist, []).append(release_id)
                if master is not None:
                    albums.add((artist, master))

    def others(self, release_id: ReleaseId) -> list[ReleaseId]:
        """Return the other albums by the artists of this record, the newest first."""
        own = self._shelf[release_id]
        records = {record for artist in own.artists for record in self._records[artist]} - {release_id}
        albums = [record for record in records if not own.master_id or self._shelf[record].master_id != own.master_id]
        return heapq.nsmallest(MOST_BY, albums, key=self._places.__getitem__)
