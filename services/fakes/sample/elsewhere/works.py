"""The sample's records, each with its entry in the hand-written table of what other services have of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.fakes.music import Album
from services.fakes.sample.identities import VARIOUS, release_id
from services.fakes.world import World

SECONDS_A_MINUTE = 60
RecordKind = Literal["album", "compilation", "ep", "single"]
_KINDS: dict[str, RecordKind] = {"EP": "ep", "Single": "single", "Compilation": "compilation"}
_HOMONYM = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A record of the sample, with its entry in the table."""

    number: int
    release: Mapping[str, Any]
    """Discogs' answer."""
    entry: Mapping[str, Any]
    """The record's entry in the table, whose keys are explained there."""
    year: int
    """The year of the first pressing; 0 where it is not known."""
    songs: tuple[tuple[str, int | None], ...]
    """Titles of the tracks, with lengths in seconds; None where the sample has no length."""

    @property
    def title(self) -> str:
        """Return the title as Discogs has it."""
        return str(self.release["title"])

    @property
    def artist(self) -> str:
        """Return the artists as they stand on the sleeve."""
        names = [f"{printed(artist)} {artist['join']} " for artist in self.release["artists"]]
        return "".join(names).replace(" , ", ", ").strip()

    @property
    def artist_id(self) -> int:
        """Return the first artist's id at Discogs."""
        return int(self.release["artists"][0]["id"])

    @property
    def is_various(self) -> bool:
        """Tell whether it is by various artists."""
        return self.artist_id == VARIOUS

    @property
    def kind(self) -> RecordKind:
        """Return the kind of record that its formats name."""
        words = {word for form in self.release["formats"] for word in form["descriptions"]}
        return next((kind for word, kind in _KINDS.items() if word in words), "album")


def printed(credit: Mapping[str, Any]) -> str:
    """Return a name as it is printed, without the number that tells it from others of that name."""
    return _HOMONYM.sub("", credit["anv"] or credit["name"])


def works(world: World, table: Mapping[str, Mapping[str, Any]]) -> Iterator[Work]:
    """Yield the records that have an entry in the table."""
    for number, entry in table.items():
        release = world.releases[release_id(int(number))]
        master = world.masters.get(release.get("master_id", 0), release)
        yield Work(
            number=int(number),
            release=release,
            entry=entry,
            year=master["year"],
            songs=tuple(_songs(release["tracklist"])),
        )


def _songs(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int | None]]:
    for row in rows:
        if "sub_tracks" in row:
            yield from _songs(row["sub_tracks"])
        elif row["type_"] == "track":
            yield row["title"], _seconds(row["duration"])


def _seconds(length: str) -> int | None:
    if not length:
        return None
    minutes, _, seconds = length.rpartition(":")
    return int(minutes) * SECONDS_A_MINUTE + int(seconds)


def by_shop_ranking(albums: Iterable[Album]) -> list[Album]:
    """Return albums in an order that does not tell the right one, as a shop ranks those that fit equally well."""
    return sorted(albums, key=lambda album: (album.number * 7919) % 104_729)
