"""What shops have of the sample's records: the right albums, with titles, dates and lengths as in real catalogues."""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from services.fakes.music import Album
from services.fakes.sample import covers
from services.fakes.sample.elsewhere.works import Work

Shop = Literal["apple", "spotify"]
_ALBUMS, ARTISTS = 9_000_000_000, 9_100_000_000
"""Ids that no shop has reached."""
_EDITIONS: dict[Shop, tuple[str, ...]] = {
    "apple": ("", " (Remastered)", " (Deluxe Edition)", " [2011 Remaster]", " (Expanded Edition)"),
    "spotify": (" (Remastered)", "", " - Remastered", " (Deluxe)", " (Bonus Track Version)"),
}
_LONGER = ("Deluxe", "Expanded", "Bonus")
_SMALL = {f" {word} ": f" {word.lower()} " for word in ("Of", "The", "And", "In", "A", "To", "On")}
_MORE = 3
"""Bonus tracks."""
_PLAIN_BESIDE = 4
"""For one in so many records a shop has the album without additions, too."""


def number_of(work: Work, place: int) -> int:
    """Return the id of one of a record's albums."""
    return _ALBUMS + work.number * 100 + place


def editions(work: Work, shop: Shop) -> Iterator[Album]:
    """Yield a shop's editions of a record: none, one, or two."""
    entry = work.entry
    if "like" in entry or entry.get(shop) == "":
        return
    edition = _EDITIONS[shop][work.number % len(_EDITIONS[shop])]
    title = entry.get(shop, f"{_spelled(work.title, shop)}{edition}")
    yield _album(work, shop, title, number_of(work, 0))
    if work.number % _PLAIN_BESIDE == 0 and shop not in entry:
        yield _album(work, shop, _spelled(work.title, shop), number_of(work, 1))


def _album(work: Work, shop: Shop, title: str, number: int) -> Album:
    songs = [(_song(work, shop, song), _length(work, place)) for place, (song, _) in enumerate(work.songs)]
    is_longer = any(word in title for word in _LONGER)
    more = [(f"{song} (Demo)", None) for song, _ in work.songs[:_MORE]] if is_longer else []
    has_cover = work.entry.get("cover") == shop
    return Album(
        number=number,
        title=title,
        artist=work.entry.get("artist", work.artist),
        artist_id=ARTISTS + work.artist_id,
        tracks=(*songs, *more),
        year=_date(work),
        upc=work.entry.get("code", ""),
        kind=work.kind,
        notes=work.entry.get("notes", "") if shop == "apple" else "",
        cover=partial(other_cover, work) if has_cover else None,
    )


def other_cover(work: Work) -> bytes:
    """Draw another sleeve than the sample's own."""
    return covers.front(work.number, work.artist, work.title)


def _song(work: Work, shop: Shop, title: str) -> str:
    """Return a song's title as the shop writes it."""
    suffix = work.entry.get("suffix", "")
    spelled = _spelled(title, shop)
    if not suffix:
        return spelled
    return f"{spelled} ({suffix})" if shop == "apple" else f"{spelled} - {suffix}"


def _spelled(title: str, shop: Shop) -> str:
    if shop == "spotify":
        return title.replace(" And ", " & ")
    for word, small in _SMALL.items():
        title = title.replace(word, small)
    return title.replace("'", "’")


def _length(work: Work, place: int) -> int | None:
    seconds = work.songs[place][1]
    if seconds is None or not work.entry.get("lengths", True):
        return None
    return seconds + (work.number + place) % 4 - 1


def _date(work: Work) -> str:
    """Return a date as shops have it: of the first pressing, of a reissue, too early, or none."""
    year = work.year or 1988
    return (f"{year}-01-01", "2011-09-26", str(year - 3), "", str(year))[work.number % 5]
