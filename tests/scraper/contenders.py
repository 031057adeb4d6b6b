"""Releases that are looked for, and entries of a service, in a line each."""

from collections.abc import Sequence
from typing import Any

from scraper.domain.evidence import Candidate, Kind, Person, Song, Verdict, Wanted

ALBUM: frozenset[Kind] = frozenset({"album"})
SINGLE: frozenset[Kind] = frozenset({"single"})
EP: frozenset[Kind] = frozenset({"ep"})
COMPILATION: frozenset[Kind] = frozenset({"compilation"})
SONGS = (
    "First Light",
    "Harbour Wall",
    "Glass House",
    "Long Way Down",
    "Paper Moon",
    "Salt",
    "Northern Line",
    "Home Again",
)
"""An album's worth of titles."""
OTHER_SONGS = ("Red Kite", "Slow Train", "Window Pane", "Under Ice", "Iron Bell", "Wire", "Copper Coast", "Last Orders")


def ours(artist: str | Sequence[str], title: str, songs: Sequence[str] = SONGS, **more: Any) -> Wanted:
    """Return a release by an artist, or by several that are joined by '&'."""
    names = (artist,) if isinstance(artist, str) else tuple(artist)
    facts = {"artists": tuple((name,) for name in names), "artist_line": " & ".join(names), "kinds": ALBUM, **more}
    return Wanted(title=title, songs=tuple(Song(title=song) for song in songs), **facts)


def various(title: str, songs: Sequence[str] = SONGS, **more: Any) -> Wanted:
    """Return a release by various artists."""
    return ours((), title, songs, artist_line="Various", is_various=True, **more)


def entry(artist: str | Sequence[str], title: str, songs: Sequence[str] | None = SONGS, **more: Any) -> Candidate:
    """Return an entry whose id is its title, unless said otherwise; without a track list where `songs` is None."""
    names = (artist,) if isinstance(artist, str) else tuple(artist)
    number = more.pop("entry_id", title)
    listed = tuple(Song(title=song) for song in songs or ())
    facts = {"track_count": len(listed) or None, "songs": listed, **more}
    return Candidate(entry_id=number, url=f"/{number}", title=title, artists=tuple(map(_person, names)), **facts)


def _person(name: str) -> Person:
    return Person(name=name, entry_id=f"id of {name}")


def timed(titles: Sequence[str], lengths: Sequence[int | None]) -> tuple[Song, ...]:
    """Return songs with lengths."""
    return tuple(Song(title=title, seconds=length) for title, length in zip(titles, lengths, strict=True))


def taken(verdict: Verdict) -> str | None:
    """Return the id of what was taken."""
    return verdict.taken.candidate.entry_id if verdict.taken else None


LUNA = ours("Luna", "Night Garden", years=(1994,), barcodes=("0 7243 53486 62 4",))
CODE = "00724353486624"
"""LUNA's barcode as a service has it."""
RIGHT = entry("Luna", "Night Garden", year=1994)
DUO = ours(("Ada", "Bert"), "Night Garden")
