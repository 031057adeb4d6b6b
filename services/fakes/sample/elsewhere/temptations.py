"""Wrong albums in the shops, each of which resembles the right one in some way."""

from collections.abc import Iterator
from functools import partial

from services.fakes.music import Album
from services.fakes.sample.elsewhere.editions import ARTISTS, number_of
from services.fakes.sample.elsewhere.works import RecordKind, Work

_FIRST = 50
"""Places below are for right albums."""
_OTHERS = 9_200_000_000
"""Ids of artists who are not in the sample."""
_EVERY = 3
_Songs = tuple[tuple[str, int | None], ...]


def temptations(work: Work) -> Iterator[Album]:
    """Yield wrong albums for a record: a third of all kinds, another third for the next record."""
    if "like" in work.entry:
        return
    tempting = [*_by_others(work), *_by_them(work)]
    yield from (album for place, album in enumerate(tempting) if (place + work.number) % _EVERY == 0)
    if "homonym" in work.entry:
        yield _other(work, 20, work.title, work.entry["artist"], _other_songs(work, "Homonym"))
    for place, line in enumerate(work.entry.get("beside", ()), start=21):
        artist, _, title = line.partition(": ")
        make = _own if artist == work.artist else partial(_other, artist=artist)
        yield make(work, place, title, songs=_other_songs(work, "Track"))


def _by_others(work: Work) -> Iterator[Album]:
    """Yield tributes and the like, and albums that have the same name by chance."""
    artist, title = work.artist, work.title
    yield _other(work, 0, f"A Tribute to {artist}: {title}", "The Sample Tribute Players", work.songs)
    yield _other(work, 1, title, f"{artist} Tribute Band", work.songs)
    if work.entry.get("sung", True):
        yield _other(work, 2, f"{title} (Karaoke Version)", "Sample Karaoke", _all(work, "Karaoke Version"))
        yield _other(work, 3, f"Lullaby Versions of {artist}: {title}", "Sample Lullabies", work.songs)
    yield _other(work, 4, title, "The Sample Namesakes", _other_songs(work, "Namesake"))
    yield _other(work, 5, f"{artist}: {title} (The Interview)", "Sample Talks", _other_songs(work, "Part"))


def _by_them(work: Work) -> Iterator[Album]:
    """Yield other records of the same artists."""
    artist, title = work.artist, work.title
    if work.is_various:
        return
    yield _own(work, 10, f"The Best of {artist}", work.songs[::2], "compilation")
    if not work.entry.get("live", False):
        yield _own(work, 11, f"{title} (Live)", _longer(_all(work, "Live")))
    if work.kind == "album" and len(work.songs) > 1:
        yield _own(work, 12, f"{title} - Single", ((title, None),), "single")
    if artist != title:
        yield _own(work, 13, artist, _other_songs(work, "Song"))
    yield _own(work, 14, f"{title} II", _other_songs(work, "Sequel"))
    yield _own(work, 15, f"{title} (Instrumental)", _all(work, "Instrumental"))
    yield _own(work, 16, f"{title} Remixed", _all(work, "Remix"))


def _own(work: Work, place: int, title: str, songs: _Songs, kind: RecordKind = "album") -> Album:
    return _album(work, place, title, (work.entry.get("artist", work.artist), ARTISTS + work.artist_id), songs, kind)


def _other(work: Work, place: int, title: str, artist: str, songs: _Songs) -> Album:
    return _album(work, place, title, (artist, _OTHERS + work.number * 100 + place), songs, "album")


def _album(work: Work, place: int, title: str, by: tuple[str, int], songs: _Songs, kind: RecordKind) -> Album:
    return Album(
        number=number_of(work, _FIRST + place),
        title=title,
        artist=by[0],
        artist_id=by[1],
        tracks=songs,
        year=str(work.year or 1990),
        kind=kind,
    )


def _all(work: Work, word: str) -> _Songs:
    return tuple((f"{song} ({word})", seconds) for song, seconds in work.songs)


def _longer(songs: _Songs) -> _Songs:
    """Return songs as they last on a stage: the same lengths would be those of the same recording."""
    return tuple((song, seconds and seconds + max(12, seconds // 6)) for song, seconds in songs)


def _other_songs(work: Work, word: str) -> _Songs:
    """Return as many songs as the record has, with other titles."""
    return tuple((f"{word} {place}", None) for place in range(1, len(work.songs) + 1))
