"""A track list by sides and discs, with totals. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.collection import Track

_DISC = re.compile(r"^(CD|DVD|LP|BD|SACD|Blu-ray|File|Cass)?\s?(\d{1,3})-\S", re.IGNORECASE)
_SIDE = re.compile(r"^([A-Z])(\1?)(?:\d+[a-z]?|[a-z])?$")
# I, II, III … number movements more often than they name sides.
_NO_SIDE = re.compile(r"^(?:(?:CD|LP|DVD)\d|(?:II?|V|X)$)", re.IGNORECASE)
_CARRIERS = {"cass": "Cassette", "file": "File", "blu-ray": "Blu-ray"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The tracks of one side or disc."""

    name: str
    """'Side A', 'Disc 2'; '' where positions tell no sides."""
    tracks: tuple[Track, ...]

    @property
    def seconds(self) -> int:
        """Return the sum of the lengths that are known."""
        return sum(track.seconds or sum(part.seconds or 0 for part in track.parts) for track in self.tracks)

    @property
    def unknown(self) -> int:
        """Return how many lengths are not known."""
        return sum(_unknown_lengths(track) for track in self.tracks)


def _unknown_lengths(track: Track) -> int:
    if track.kind == "heading" or track.seconds:
        return 0
    return sum(not part.seconds for part in track.parts) or int(not track.parts)


def side_name(position: str) -> str:
    """Return 'Side A' for A1, 'Disc 2' for 2-03 and CD2-3, '' where a position tells neither."""
    disc = _DISC.match(position)
    if disc:
        kind = _CARRIERS.get(disc[1].lower(), disc[1].upper()) if disc[1] else "Disc"
        return f"{kind} {int(disc[2])}"
    side = None if _NO_SIDE.match(position) else _SIDE.match(position)
    return f"Side {side[1]}{side[2]}" if side else ""


def sides(tracks: Sequence[Track]) -> list[Side]:
    """Group a track list; a heading belongs to what follows it, one nameless group means that there are no sides."""
    grouped: list[tuple[str, list[Track]]] = []
    waiting: list[Track] = []
    for track in tracks:
        if track.kind == "heading" or not (track.position or track.parts):
            waiting.append(track)
            continue
        name = _name(track)
        if not grouped or grouped[-1][0] != name:
            grouped.append((name, []))
        grouped[-1][1].extend([*waiting, track])
        waiting = []
    if waiting:
        if not grouped:
            grouped.append(("", []))
        grouped[-1][1].extend(waiting)
    return [Side(name=name, tracks=tuple(group)) for name, group in grouped]


def _name(track: Track) -> str:
    """Return where a track is; an index whose parts are on several sides is on 'Sides A–B'."""
    names = list(dict.fromkeys(side_name(one.position) for one in (track, *track.parts) if one.position))
    if len(names) < 2:  # noqa: PLR2004  # a range needs two
        return "".join(names)
    kind, _, first = names[0].partition(" ")
    return f"{kind}s {first}–{names[-1].removeprefix(kind).strip()}" if first else ""


def every_track(tracks: Sequence[Track]) -> Iterator[Track]:
    """Yield tracks and the parts of indexes, in order."""
    for track in tracks:
        yield track
        yield from every_track(track.parts)
