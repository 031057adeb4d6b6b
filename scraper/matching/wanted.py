"""Turns a release into what candidates are compared with, and into the words of a search. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from scraper.domain.artists import Artist
from scraper.domain.credits import NOBODY, VARIOUS, ArtistId, Credit
from scraper.domain.evidence import Kind, Song, Wanted, Work
from scraper.domain.releases import Release, Track
from scraper.domain.tracklist import sides
from scraper.matching.names import is_short_form, is_various, joins_guests, leader
from scraper.matching.spelling import is_latin, tokens
from scraper.matching.titles import is_untitled, kinds_in_title, variants
from scraper.matching.vocabulary import is_own

_NO_ARTISTS: Mapping[ArtistId, Artist] = MappingProxyType({})
_DESCRIPTIONS: dict[str, tuple[Kind, ...]] = {
    "album": ("album",),
    "mini-album": ("album", "ep"),
    "ep": ("ep",),
    "single": ("single",),
    "maxi-single": ("single",),
    "compilation": ("compilation",),
}
_FILM_POSITION = re.compile(r"^(?:DVD|BD|Blu-ray|Video|VHS)", re.IGNORECASE)


def wanted(
    release: Release, original_year: int | None = None, artists: Mapping[ArtistId, Artist] = _NO_ARTISTS
) -> Wanted:
    """Return what candidates are compared with; `artists` are the release's, as far as we have answers about them."""
    somebody = [credit for credit in release.artists if _is_somebody(credit)]
    first_is_various = bool(release.artists) and release.artists[0].artist_id == VARIOUS
    return Wanted(
        title=release.title,
        artists=() if first_is_various else tuple(_names(credit, artists) for credit in somebody),
        artist_line=release.artist_line,
        kinds=_kinds(release),
        years=tuple(dict.fromkeys(year for year in (original_year, release.year) if year)),
        songs=tuple(_songs(release)),
        barcodes=tuple(
            identifier.value for identifier in release.identifiers if identifier.kind.strip().lower() == "barcode"
        ),
        is_various=first_is_various or not somebody,
        notes=release.notes,
        is_classical="Classical" in release.genres,
        guests=_guests(release.artists),
    )


def _guests(credits: Sequence[Credit]) -> int:  # noqa: A002  # Discogs' own word
    """Return how many of the credited artists stand behind a 'Featuring'."""
    behind = next((place for place, credit in enumerate(credits, 1) if joins_guests(credit.join)), len(credits))
    return sum(map(_is_somebody, credits[behind:])) if any(map(_is_somebody, credits[:behind])) else 0


def _is_somebody(credit: Credit) -> bool:
    return credit.artist_id not in NOBODY and not is_various(credit.printed)


def _names(credit: Credit, artists: Mapping[ArtistId, Artist]) -> tuple[str, ...]:
    """Return an artist's names, the printed one first, without variations that could be somebody else's name."""
    usual = credit.name if credit.artist_id is None else _usual(credit)
    artist = artists.get(credit.artist_id) if credit.artist_id is not None else None
    variations = artist.variations if artist else ()
    safe = (name for name in variations if not is_short_form(name, usual) and not is_various(name))
    return tuple(dict.fromkeys(name for name in (credit.printed, usual, *safe) if name))


def _usual(credit: Credit) -> str:
    return Credit(artist_id=credit.artist_id, name=credit.name).printed


def _kinds(release: Release) -> frozenset[Kind]:
    """Return the kinds that formats, styles and title name; an LP is an album where its formats name no kind."""
    descriptions = [word.lower() for form in release.formats for word in (*form.descriptions, form.text)]
    kinds: set[Kind] = {kind for word in descriptions for kind in _DESCRIPTIONS.get(word, ())}
    if not kinds and "lp" in descriptions:
        kinds.add("album")
    is_short = sum(len(tracks) for _, tracks in _audible(release.tracks)) <= 2  # noqa: PLR2004  # the sides of a single
    if not kinds and '7"' in descriptions and ("45 rpm" in descriptions or is_short):
        kinds.add("single")
    if "Stage & Screen" in release.genres and {"Soundtrack", "Score"} & set(release.styles):
        kinds.add("soundtrack")
    in_title = kinds_in_title(release.title)
    kinds.update(kind for kind in ("live", "soundtrack", "compilation") if kind in in_title)
    if "ep" in in_title and "album" not in kinds:
        kinds.add("ep")
    return frozenset(kinds)


def _songs(release: Release) -> Iterator[Song]:
    """Yield the tracks that can be heard, with their discs and works."""
    discs = _discs(release)
    place = 0
    for row, tracks in _audible(release.tracks):
        work = Work(title=row.title, place=place, seconds=row.seconds, parts=len(tracks)) if len(tracks) > 1 else None
        for track in tracks:
            yield Song(title=track.title, seconds=track.seconds, disc=discs.get(id(row), 1), work=work)
        place += len(tracks)


def _discs(release: Release) -> Mapping[int, int]:
    """Return the number of each row's disc, by the row's identity; the sides of records are no discs here."""
    groups = [side for side in sides(release.tracks, release.formats) if not side.name.startswith("Side")]
    return {id(track): number for number, group in enumerate(groups, 1) for track in group.tracks}


def _audible(tracks: Sequence[Track]) -> Iterator[tuple[Track, Sequence[Track]]]:
    """Yield the rows that can be heard, each with its parts, or itself: no headings, no totals of rows below, no films.

    Films count where there is nothing else.
    """
    last = max((place for place, track in enumerate(tracks) if track.position), default=-1)
    has_only_films = all(_FILM_POSITION.match(track.position) for track in tracks if track.position)
    for place, track in enumerate(tracks):
        if track.parts:
            parts = [part for _, heard in _audible(track.parts) for part in heard]
            if parts:
                yield track, parts
        elif track.kind == "track" and (track.position or place > last) and (has_only_films or not _is_film(track)):
            yield track, (track,)


def _is_film(track: Track) -> bool:
    return bool(_FILM_POSITION.match(track.position))


def search_words(wanted: Wanted) -> tuple[str, str]:
    """Return an artist and a title to search for: few words that all spellings of the record have; neither is empty.

    Services find only what has all words. So editions, brackets, second titles and words for soundtracks are left out,
    of a group that is named after somebody only that name is looked for, and a record without a title by its artist.
    """
    artist = _artist_words(wanted)
    if is_untitled(wanted.title):
        return artist, artist
    return artist, _title_words(wanted.title) or wanted.title.strip() or wanted.artist_line


def _artist_words(wanted: Wanted) -> str:
    if wanted.is_various or not wanted.artists:
        return "Various Artists"
    # Services join several names with words of their own, so one name must do; composers, who come first, are left out.
    first = wanted.artists[1 if wanted.is_classical and len(wanted.artists) > 1 else 0][0]
    return leader(first) or first


def _title_words(title: str) -> str:
    """Return one of a title's names without signs; with them where it has no letters or figures: '( )', '!!!'."""
    sides = [side for side in title.split(" = ") if side.strip()] or [title]
    first = next(filter(is_latin, sides), sides[0])
    text = variants(first)[0].text if variants(first) else first
    side = text.partition(" / ")[0]
    if not any(letter.isalnum() for letter in "".join(tokens(side))):
        return text.strip()
    plain = re.sub(r"[\"“”„«»\[\](){}<>|*:;~]+", " ", side).split()
    own = [word for word in plain if any(is_own(each) or each.isdecimal() for each in tokens(word))]
    return " ".join(own if own and "soundtrack" in kinds_in_title(side) else plain)
