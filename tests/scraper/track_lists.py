"""Track lists in a line each: 'Title 3:45 | Title | …', and Discogs' index tracks as 'Work 20:34 [Part | Part]'."""

import re
from dataclasses import replace
from typing import Any

from contenders import entry, ours

from scraper.domain.evidence import Candidate, Song, Wanted, Work

_LENGTH = re.compile(r"^(.*?)(?:\s+(\d+):(\d\d))?$")
_ROWS = re.compile(r"\s*\|\s*(?![^\[]*\]\])")
_WORK = re.compile(r"^(.*?)\s*\[\[(.*)\]\]$")


def songs(rows: str) -> tuple[Song, ...]:
    """Return the songs of a list; the parts of an index track stand in double brackets behind it."""
    listed: list[Song] = []
    for row in _ROWS.split(rows):
        work = _WORK.match(row)
        if not work:
            listed.append(_song(row))
            continue
        whole, parts = _song(work[1]), [_song(part) for part in work[2].split(" | ")]
        of = Work(title=whole.title, seconds=whole.seconds, place=len(listed), parts=len(parts))
        listed += [Song(title=part.title, seconds=part.seconds, work=of) for part in parts]
    return tuple(listed)


def _song(row: str) -> Song:
    title, minutes, seconds = _LENGTH.match(row.strip()).groups()  # type: ignore[union-attr]  # it matches any text
    return Song(title=title, seconds=60 * int(minutes) + int(seconds) if minutes else None)


def release(artist: str | tuple[str, ...], title: str, rows: str, **facts: Any) -> Wanted:
    """Return our release."""
    return replace(ours(artist, title, (), **facts), songs=songs(rows))


def album(artist: str | tuple[str, ...], title: str, rows: str, **facts: Any) -> Candidate:
    """Return a service's entry."""
    listed = songs(rows)
    return replace(entry(artist, title, None, **facts), songs=listed, track_count=facts.get("track_count", len(listed)))
