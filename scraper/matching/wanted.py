"""From the domain to what is compared, and to what is typed into a search box. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from scraper.domain.artists import Artist
from scraper.domain.credits import NOBODY, VARIOUS, ArtistId, Credit
from scraper.domain.evidence import Kind, Song, Wanted
from scraper.domain.releases import Release, Track
from scraper.matching.names import is_short_form, is_various, joins_guests
from scraper.matching.spelling import tokens
from scraper.matching.titles import kinds, readings

_NO_ARTISTS: Mapping[ArtistId, Artist] = MappingProxyType({})
_DESCRIPTIONS: dict[str, tuple[Kind, ...]] = {
    "album": ("album",),
    "mini-album": ("album", "ep"),
    "ep": ("ep",),
    "single": ("single",),
    "maxi-single": ("single",),
    "compilation": ("compilation",),
}
_PICTURES = re.compile(r"^(?:DVD|BD|Blu-ray|Video|VHS)", re.IGNORECASE)


def wanted(
    release: Release, original_year: int | None = None, artists: Mapping[ArtistId, Artist] = _NO_ARTISTS
) -> Wanted:
    """Return a release as it is compared; `artists` are those of its main ones that are known in full."""
    somebody = [credit for credit in release.artists if _is_somebody(credit)]
    first_is_various = bool(release.artists) and release.artists[0].artist_id == VARIOUS
    return Wanted(
        title=release.title,
        artists=() if first_is_various else tuple(_names(credit, artists) for credit in somebody),
        artist_line=release.artist_line,
        kinds=_kinds(release),
        years=tuple(dict.fromkeys(year for year in (original_year, release.year) if year)),
        songs=tuple(Song(title=track.title, seconds=track.seconds) for track in _audible(release.tracks)),
        barcodes=tuple(one.value for one in release.identifiers if one.kind.strip().lower() == "barcode"),
        is_various=first_is_various or not somebody,
        guests=_guests(release.artists),
    )


def _guests(credits: Sequence[Credit]) -> int:  # noqa: A002  # Discogs' own word
    """Return how many of the credited are behind a 'Featuring'."""
    behind = next((place for place, credit in enumerate(credits, 1) if joins_guests(credit.join)), len(credits))
    return sum(map(_is_somebody, credits[behind:])) if any(map(_is_somebody, credits[:behind])) else 0


def _is_somebody(credit: Credit) -> bool:
    return credit.artist_id not in NOBODY and not is_various(credit.printed)


def _names(credit: Credit, artists: Mapping[ArtistId, Artist]) -> tuple[str, ...]:
    """Return an artist's names, the printed one first; variations that could be somebody else are left out."""
    usual = credit.name if credit.artist_id is None else _usual(credit)
    known = artists.get(credit.artist_id) if credit.artist_id is not None else None
    variations = known.variations if known else ()
    safe = (name for name in variations if not is_short_form(name, usual) and not is_various(name))
    return tuple(dict.fromkeys(name for name in (credit.printed, usual, *safe) if name))


def _usual(credit: Credit) -> str:
    return Credit(artist_id=credit.artist_id, name=credit.name).printed


def _kinds(release: Release) -> frozenset[Kind]:
    """Return what formats and styles say; of an LP only where they say nothing closer."""
    said = [word.lower() for form in release.formats for word in (*form.descriptions, form.text)]
    found: set[Kind] = {kind for word in said for kind in _DESCRIPTIONS.get(word, ())}
    if not found and "lp" in said:
        found.add("album")
    if not found and '7"' in said and ("45 rpm" in said or len(list(_audible(release.tracks))) <= 2):  # noqa: PLR2004
        found.add("single")
    if "Stage & Screen" in release.genres and {"Soundtrack", "Score"} & set(release.styles):
        found.add("soundtrack")
    spoken = kinds(release.title)
    found.update(kind for kind in ("live", "soundtrack", "compilation") if kind in spoken)
    if "ep" in spoken and "album" not in found:
        found.add("ep")
    return frozenset(found)


def _audible(tracks: Sequence[Track]) -> Iterator[Track]:
    """Yield what can be heard: parts instead of their index, no headings, no sums of rows below, no films."""
    last = max((place for place, track in enumerate(tracks) if track.position), default=-1)
    films = all(_PICTURES.match(track.position) for track in tracks if track.position)
    for place, track in enumerate(tracks):
        if track.parts:
            yield from _audible(track.parts)
        elif track.kind == "track" and (track.position or place > last) and (films or not _is_film(track)):
            yield track


def _is_film(track: Track) -> bool:
    return bool(_PICTURES.match(track.position))


def search_words(wanted: Wanted) -> tuple[str, str]:
    """Return an artist and a title to search for: without editions, brackets and second titles, but never nothing."""
    return _artist_words(wanted), _title_words(wanted.title) or wanted.title.strip() or wanted.artist_line


def _artist_words(wanted: Wanted) -> str:
    if wanted.is_various or not wanted.artists:
        return "Various Artists"
    # The words between several names are each service's own, and all names must be found: the title narrows enough.
    return wanted.artists[0][0]


def _title_words(title: str) -> str:
    """Return a title's first reading in plain letters, signs and all where it has nothing else: '( )', '!!!'."""
    first = title.partition(" = ")[0].strip() or title
    found = readings(first)
    text = found[0].text if found else first
    side = text.partition(" / ")[0]
    if not any(one.isalnum() for one in "".join(tokens(side))):
        return text.strip()
    plain = re.sub(r"[\"“”„«»\[\](){}<>|*:;~]+", " ", side)
    return " ".join(plain.split())
