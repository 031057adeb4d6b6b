"""A track list, divided into sides and discs, with their lengths. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.domain.numbering import Numbering, disc_name, numbering_of, side_name
from scraper.domain.positions import readable
from scraper.domain.releases import Format, Track

MORE = "More"
"""The name of the group of tracks that are on no side, below tracks that are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The tracks of one side or disc."""

    name: str
    """'Side A', 'Disc 2', 'More'; '' where the positions name no sides."""
    tracks: tuple[Track, ...]

    seconds: int
    """The sum of the lengths that are known."""
    unknown: int
    """How many lengths are unknown."""


def _side(name: str, tracks: Sequence[Track]) -> Side:
    counted = _counted(tracks)
    return Side(
        name=name,
        tracks=tuple(tracks),
        seconds=sum(track.seconds or sum(part.seconds or 0 for part in track.parts) for track in counted),
        unknown=sum(_unknown_lengths(track) for track in tracks),
    )


def _counted(tracks: Sequence[Track]) -> list[Track]:
    """Return the tracks without headings, and without rows that only give the total of the rows below them."""
    last = max((place for place, track in enumerate(tracks) if track.position), default=-1)
    return [
        track
        for place, track in enumerate(tracks)
        if track.kind != "heading" and (track.position or track.parts or place > last)
    ]


def _unknown_lengths(track: Track) -> int:
    if track.kind == "heading" or track.seconds:
        return 0
    return sum(not part.seconds for part in track.parts) or int(not track.parts)


def sides(tracks: Sequence[Track], formats: Sequence[Format]) -> list[Side]:
    """Divide a track list, as its positions and the release's formats say.

    A heading belongs to the rows below it. A single group without a name means that there are no sides.
    """
    grouped: list[tuple[str, list[Track]]] = []
    rows = [track for track in tracks if track.title or track.parts or track.kind == "track"]
    for side, block in _blocks(rows, formats):
        before = grouped[-1][0] if grouped else ""
        name = side or (MORE if before else "")
        if grouped and (name == before or all(track.kind == "heading" for track in block)):
            grouped[-1][1].extend(block)
        else:
            grouped.append((name, block))
    return [_side(name, group) for name, group in grouped]


def _blocks(tracks: Sequence[Track], formats: Sequence[Format]) -> Iterator[tuple[str, list[Track]]]:
    """Yield each track that has a position, with its side and the rows before it that have none; then the last rows."""
    numbering = numbering_of((track.position for track in every_track(tracks)), formats)
    waiting: list[Track] = []
    name = ""
    for track in tracks:
        waiting.append(track)
        if track.kind != "heading" and (track.position or track.parts):
            # A sign alone stands for a hidden track, which is where the track before it is.
            is_hidden = not track.parts and not readable(track.position)
            name = name if is_hidden else _name(track, numbering)
            yield name, waiting
            waiting = []
    if waiting:
        yield "", waiting


def _name(track: Track, numbering: Numbering) -> str:
    """Return the name of the side that a track is on; an index with parts on several sides is on 'Sides A–B'."""
    if track.parts and (whole := disc_name(track.position, numbering)):
        return whole
    every_name = (side_name(row.position, numbering) for row in (track, *track.parts))
    names = list(dict.fromkeys(filter(None, every_name)))
    if len(names) < 2:  # noqa: PLR2004  # a range has two ends
        return "".join(names)
    (kind, _, first), (last_kind, _, last) = names[0].partition(" "), names[-1].partition(" ")
    return f"{kind}s {first}–{last}" if kind == last_kind and first and last else ""


def every_track(tracks: Sequence[Track]) -> Iterator[Track]:
    """Yield tracks and the parts of indexes, in order."""
    for track in tracks:
        yield track
        yield from every_track(track.parts)
