"""Which records of a dump are kept: decided on a record's bytes, before it is parsed. Pure."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.catalogue.backend import Keep
from scraper.catalogue.reading import BytesFilter, RecordParts, TrackParts
from scraper.catalogue.tables import DumpKind

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
    """The records that are wanted: those in any of the sets, or every record where `keep` says so."""

    keep: Keep = "all"
    releases: frozenset[int] = frozenset()
    masters: frozenset[int] = frozenset()
    artists: frozenset[int] = frozenset()
    labels: frozenset[int] = frozenset()

    @property
    def is_all(self) -> bool:
        """Tell whether every record is wanted."""
        return self.keep in ("all", "index")

    def with_ids(self, kind: DumpKind, ids: frozenset[int]) -> "Selection":
        """Return a selection that wants these ids of a kind as well."""
        return replace(self, **{kind: getattr(self, kind) | ids})

    def fingerprint(self, kind: DumpKind) -> str:
        """Return a hash of the ids that decide about a kind of dump; '' where every record is wanted."""
        if self.is_all:
            return ""
        text = ";".join(",".join(map(str, sorted(ids))) for ids in self._sets(kind))
        return hashlib.sha256(text.encode()).hexdigest()

    def _sets(self, kind: DumpKind) -> tuple[frozenset[int], ...]:
        if kind == "releases":
            return self.releases, self.masters, self.artists
        return ({"artists": self.artists, "labels": self.labels, "masters": self.masters}[kind],)

    def bytes_filter(self, kind: DumpKind) -> BytesFilter | None:
        """Return a filter that finds, by their bytes, the records that may be wanted; None where every record is.

        A record whose bytes do not show its id passes the filter: `wants` decides about it once it is parsed.
        """
        if self.is_all:
            return None
        return self._releases_filter() if kind == "releases" else _filter_by_id(_OWN_ID[kind], self._sets(kind)[0])

    def _releases_filter(self) -> BytesFilter:
        filters = [_filter_by_id(_RELEASE, self.releases)]
        if self.masters:
            filters.append(_filter_by_master(self.masters))
        if self.artists:
            filters.append(_filter_by_artist(self.artists))
        if len(filters) == 1:
            return filters[0]
        return lambda records: sorted({place for bytes_filter in filters for place in bytes_filter(records)})

    def wants(self, kind: DumpKind, number: int, parts: RecordParts) -> bool:
        """Tell whether a parsed record is wanted."""
        if self.is_all:
            return True
        if kind != "releases":
            return number in self._sets(kind)[0]
        return (
            number in self.releases
            or (int(parts.texts.get("master_id") or 0) or None) in self.masters
            or not self.artists.isdisjoint(_credited_ids(parts))
        )


def _credited_ids(parts: RecordParts) -> Iterator[int]:
    """Yield the ids of all artists who are credited on a release or on one of its tracks."""
    lists = parts.lists
    for number, *_ in (*lists.get("artists", ()), *lists.get("extraartists", ()), *_track_credits(parts.tracks)):
        if number and int(number):
            yield int(number)


def _track_credits(tracks: list[TrackParts]) -> Iterator[tuple[str, ...]]:
    for _, _, _, artists, extra_artists, sub_tracks in tracks:
        yield from artists
        yield from extra_artists
        yield from _track_credits(sub_tracks)


def _as_bytes(ids: Collection[int]) -> frozenset[bytes]:
    """Return ids as a dump has them, without 0, which stands for nobody."""
    return frozenset(str(number).encode() for number in ids if number)


def _filter_by_id(pattern: re.Pattern[bytes], ids: Collection[int]) -> BytesFilter:
    wanted, match = {None, *_as_bytes(ids)}, pattern.match

    def wanted_places(records: Sequence[bytes]) -> Sequence[int]:
        numbers = [matched and matched[1] for matched in map(match, records)]
        # Of most stretches no record is wanted, and this test says so quickly.
        if wanted.isdisjoint(numbers):
            return []
        return [place for place, number in enumerate(numbers) if number in wanted]

    return wanted_places


def _filter_by_master(ids: Collection[int]) -> BytesFilter:
    wanted, match = _as_bytes(ids), _MASTER.match

    def is_wanted(record: bytes) -> bool:
        place = record.rfind(b"<master_id")
        if place < 0:
            return False
        matched = match(record, place)
        return matched is None or matched[1] in wanted

    return lambda records: [place for place, record in enumerate(records) if is_wanted(record)]


def _filter_by_artist(ids: Collection[int]) -> BytesFilter:
    has_none_of, credited_in = _as_bytes(ids).isdisjoint, _CREDITED.findall
    return lambda records: [place for place, record in enumerate(records) if not has_none_of(credited_in(record))]
