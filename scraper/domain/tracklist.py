"""A track list, divided into sides and discs, with their lengths. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.domain.releases import Track

_DISC = re.compile(r"^(CD|DVD|LP|BD|SACD|Blu-ray|File|Cass)?\s?(\d{1,3})-\S", re.IGNORECASE)
_CARRIER = re.compile(r"^(CD|DVD|BD|SACD|Blu-ray|MP3|WAV|FLAC)(?:[\s-]?(\d{1,3}))?$", re.IGNORECASE)
# Behind the letter of the side stand the number of the track and that of its part: A1, A.1, A1b, A1.2, A1 (b).
_SIDE = re.compile(r"^(([A-Z])\2?)(?:[.\s-]{0,2}\d+(?:\s?[.(]?(?:\d+|[a-z])\)?)?|[a-z])?$")
_ROMAN = frozenset("IVX")
"""Letters that are more often the numbers of movements than the names of sides."""
_NAMES = {"cass": "Cassette", "file": "File", "blu-ray": "Blu-ray"}
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


def side_name(position: str, letters: frozenset[str] = frozenset()) -> str:
    """Return 'Side A' for A1, 'Disc 2' for 2-03, 'CD 2' for CD2-3, 'CD' for CD2; '' where a position names no side.

    I, V and X are sides only where a neighbour in the alphabet is among the `letters` of the track list.
    """
    disc = _DISC.match(position)
    if disc:
        return f"{_carrier(disc[1]) if disc[1] else 'Disc'} {int(disc[2])}"
    carrier = _CARRIER.match(position)
    if carrier:
        return _carrier(carrier[1])
    letter = _letter(position)
    is_side = letter and (letter[0] not in _ROMAN or _neighbours(letter) & letters)
    return f"Side {letter}" if is_side else ""


def _carrier(word: str) -> str:
    return _NAMES.get(word.lower(), word.upper())


def _letter(position: str) -> str:
    side = _SIDE.match(position)
    return side[1] if side else ""


def _neighbours(letter: str) -> set[str]:
    return {chr(ord(letter[0]) + step) * len(letter) for step in (-1, 1)}


def sides(tracks: Sequence[Track]) -> list[Side]:
    """Divide a track list; a heading belongs to the rows below it, and a single group without a name means no sides."""
    grouped: list[tuple[str, list[Track]]] = []
    for side, block in _blocks([track for track in tracks if track.title or track.parts or track.kind == "track"]):
        before = grouped[-1][0] if grouped else ""
        name = side or (MORE if before else "")
        if grouped and (name == before or all(track.kind == "heading" for track in block)):
            grouped[-1][1].extend(block)
        else:
            grouped.append((name, block))
    return [_side(name, group) for name, group in grouped]


def _blocks(tracks: Sequence[Track]) -> Iterator[tuple[str, list[Track]]]:
    """Yield each track that has a position, with its side and the rows before it that have none; then the last rows."""
    letters = frozenset(_letter(track.position) for track in every_track(tracks))
    waiting: list[Track] = []
    for track in tracks:
        waiting.append(track)
        if track.kind != "heading" and (track.position or track.parts):
            yield _name(track, letters), waiting
            waiting = []
    if waiting:
        yield "", waiting


def _name(track: Track, letters: frozenset[str]) -> str:
    """Return the name of the side that a track is on; an index with parts on several sides is on 'Sides A–B'."""
    disc = _CARRIER.match(track.position)
    if disc and disc[2] and track.parts:
        # A row with parts is a whole disc, and no track on one.
        return f"{_carrier(disc[1])} {int(disc[2])}"
    every_name = (side_name(row.position, letters) for row in (track, *track.parts))
    names = list(dict.fromkeys(filter(None, every_name)))
    if len(names) < 2:  # noqa: PLR2004  # a range has two ends
        return "".join(names)
    kind, _, first = names[0].partition(" ")
    return f"{kind}s {first}–{names[-1].removeprefix(kind).strip()}" if first else ""


def every_track(tracks: Sequence[Track]) -> Iterator[Track]:
    """Yield tracks and the parts of indexes, in order."""
    for track in tracks:
        yield track
        yield from every_track(track.parts)
