"""What is kept of a dump: decided on a record's raw bytes, long before anybody parses it. Pure."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.catalogue.backend import Keep
from scraper.catalogue.reading import Choose, Part, Parts
from scraper.catalogue.tables import Kind

_RELEASE = re.compile(rb'\s*<release id="([0-9]+)"')
_MASTER = re.compile(rb"<master_id[^<>]*>([0-9]*)<")
_CREDITED = re.compile(rb"<artist>\s*<id>([0-9]+)<")
_IMAGES = rb"(?:<images(?:/>|>(?:<image [^<>]*/>)*</images>))?"
_OWN_ID = {
    "artists": re.compile(rb"\s*<artist>" + _IMAGES + rb"<id>([0-9]+)<"),
    "labels": re.compile(rb"\s*<label>" + _IMAGES + rb"<id>([0-9]+)<"),
    "masters": re.compile(rb'\s*<master id="([0-9]+)"'),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records that are wanted: any that is in one of the sets; all where `keep` says so."""

    keep: Keep = "all"
    releases: frozenset[int] = frozenset()
    masters: frozenset[int] = frozenset()
    artists: frozenset[int] = frozenset()
    labels: frozenset[int] = frozenset()

    @property
    def is_all(self) -> bool:
        """Tell whether nothing is left out."""
        return self.keep in ("all", "index")

    def with_ids(self, kind: Kind, ids: frozenset[int]) -> "Selection":
        """Return a selection that wants these ids of a kind as well."""
        return replace(self, **{kind: getattr(self, kind) | ids})

    def mark(self, kind: Kind) -> str:
        """Return a hash of what is wanted of a kind of dump, '' where all is."""
        if self.is_all:
            return ""
        text = ";".join(",".join(map(str, sorted(ids))) for ids in self._sets(kind))
        return hashlib.sha256(text.encode()).hexdigest()

    def _sets(self, kind: Kind) -> tuple[frozenset[int], ...]:
        if kind == "releases":
            return self.releases, self.masters, self.artists
        return ({"artists": self.artists, "labels": self.labels, "masters": self.masters}[kind],)

    def choose(self, kind: Kind) -> Choose | None:
        """Return what finds the raw records that may be wanted, None where all are.

        Where the bytes don't tell, one may be: `wants` decides once it was read.
        """
        if self.is_all:
            return None
        return self._choose_releases() if kind == "releases" else _by_id(_OWN_ID[kind], self._sets(kind)[0])

    def _choose_releases(self) -> Choose:
        ways = [_by_id(_RELEASE, self.releases)]
        if self.masters:
            ways.append(_by_master(self.masters))
        if self.artists:
            ways.append(_by_artist(self.artists))
        return ways[0] if len(ways) == 1 else lambda records: sorted({one for way in ways for one in way(records)})

    def wants(self, kind: Kind, number: int, parts: Parts) -> bool:
        """Tell whether a record that was read is wanted."""
        if self.is_all:
            return True
        if kind != "releases":
            return number in self._sets(kind)[0]
        return (
            number in self.releases
            or (int(parts.texts.get("master_id") or 0) or None) in self.masters
            or not self.artists.isdisjoint(credited(parts))
        )


def credited(parts: Parts) -> Iterator[int]:
    """Yield the ids of everybody who is credited on a release."""
    lists = parts.lists
    for one, *_ in (*lists.get("artists", ()), *lists.get("extraartists", ()), *_of_tracks(parts.tracks)):
        if one and int(one):
            yield int(one)


def _of_tracks(tracks: list[Part]) -> Iterator[tuple[str, ...]]:
    for _, _, _, artists, extras, parts in tracks:
        yield from artists
        yield from extras
        yield from _of_tracks(parts)


def _bytes(ids: Collection[int]) -> frozenset[bytes]:
    """Return ids as they stand in a dump; nought stands for nobody."""
    return frozenset(str(one).encode() for one in ids if one)


def _by_id(pattern: re.Pattern[bytes], ids: Collection[int]) -> Choose:
    wanted, match = {None, *_bytes(ids)}, pattern.match

    def choose(records: Sequence[bytes]) -> Sequence[int]:
        found = [one and one[1] for one in map(match, records)]
        # Of most stretches nothing is wanted, and that is soon told.
        return [] if wanted.isdisjoint(found) else [place for place, one in enumerate(found) if one in wanted]

    return choose


def _by_master(ids: Collection[int]) -> Choose:
    wanted, match = _bytes(ids), _MASTER.match

    def is_wanted(record: bytes) -> bool:
        place = record.rfind(b"<master_id")
        if place < 0:
            return False
        found = match(record, place)
        return found is None or found[1] in wanted

    return lambda records: [place for place, record in enumerate(records) if is_wanted(record)]


def _by_artist(ids: Collection[int]) -> Choose:
    strangers_to, credited_in = _bytes(ids).isdisjoint, _CREDITED.findall
    return lambda records: [place for place, record in enumerate(records) if not strangers_to(credited_in(record))]
