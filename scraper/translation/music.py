"""Translates the answers of Apple Music, iTunes and Spotify into candidates."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from scraper.domain import service_facts
from scraper.domain.evidence import Candidate, Kind, Person, Song
from scraper.domain.json_objects import Json
from scraper.domain.links import Entry
from scraper.domain.service_facts import apple_music, spotify
from scraper.translation.values import dicts, member, number, text

_YEAR = re.compile(r"^(\d{4})", re.ASCII)
_MOST_PIXELS = 2000
_SMALL = re.compile(r"/\d+x\d+bb\.(\w+)$", re.ASCII)
_KINDS: dict[str, Kind] = {"album": "album", "single": "single", "ep": "ep", "compilation": "compilation"}
_JOINED = re.compile(r"\s*(?:[&,/+]|\b(?:and|und|et|y|e|feat\.?|featuring|with|x|vs\.?)\b)\s*", re.IGNORECASE)
"""What stands between the names of several artists; a single artist's name can have it, too."""
_ARTIST_PAGE = re.compile(r"/artist/([^/?#]+)/")
_SUFFIXES: dict[str, Kind] = {" - Single": "single", " - EP": "ep"}


def apple_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate Apple Music's answers, which come by question (barcode, search, album); each album is there once."""
    albums = [_apple_album(entry) for answer in answers.values() for entry in _resources(answer)]
    return _merged(filter(None, albums))


def itunes_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate iTunes' answers, which come by question (search, album)."""
    return _merged(candidate for answer in answers.values() for candidate in _itunes_albums(answer))


def spotify_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate Spotify's answers, which come by question (search, album, barcode).

    The answer about a barcode holds the barcode that was asked for.
    """
    albums: list[Candidate | None] = []
    for answer in answers.values():
        asked_barcode = text(answer, "asked")
        entries = [*dicts(member(answer, "albums"), "items"), *([answer] if "id" in answer else [])]
        albums += [_spotify_album(entry, asked_barcode) for entry in entries]
    return _merged(filter(None, albums))


def gone(answers: Mapping[str, Json]) -> set[str]:
    """Return the ids of entries that were asked for, but no longer exist or are not sold in the owner's country."""
    # Beside a source's answers the question is kept as a text: `member` passes over it.
    return {text(member(answers, question), "gone") for question in answers} - {""}


def apple_notes(answers: Mapping[str, Json], entry_id: str) -> str:
    """Return Apple's editorial notes on an album, as HTML; '' where there are none."""
    for answer in answers.values():
        for entry in _resources(answer):
            notes = member(member(entry, "attributes"), "editorialNotes")
            if text(entry, "id") == entry_id and (note := text(notes, "standard") or text(notes, "short")):
                return note
    return ""


def apple_portrait(answers: Mapping[str, Json], entry_id: str) -> str:
    """Return the address of an artist's image at Apple Music; '' where there is none."""
    for answer in answers.values():
        for entry in _resources(answer):
            if text(entry, "id") == entry_id:
                return _apple_image(member(member(entry, "attributes"), "artwork"))
    return ""


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return each entry once, with the songs, the barcodes and the image that any of its answers has."""
    merged: dict[str, Candidate] = {}
    for new in candidates:
        old = merged.get(new.entry_id, new)
        merged[new.entry_id] = replace(
            new if new.songs else old,
            songs=new.songs or old.songs,
            barcodes=tuple(dict.fromkeys((*old.barcodes, *new.barcodes))),
            image=new.image or old.image,
        )
    return list(merged.values())


def _resources(answer: Json) -> list[Json]:
    return [*dicts(answer, "data"), *dicts(member(member(answer, "results"), "albums"), "data")]


def _apple_album(entry: Json) -> Candidate | None:
    attributes = member(entry, "attributes")
    link = apple_music.entry("album", text(entry, "id"))
    if link is None or not text(attributes, "name") or text(entry, "type") not in ("albums", ""):
        return None
    title, kind = _without_kind(text(attributes, "name"))
    artist = _only_artist(member(entry, "relationships"), text(attributes, "artistName"))
    songs = [member(track, "attributes") for track in dicts(member(member(entry, "relationships"), "tracks"), "data")]
    return Candidate(
        entry_id=link.entry_id,
        url=_own_url(text(attributes, "url"), link),
        title=title,
        artists=_people((text(attributes, "artistName"), artist)),
        kind=_apple_kind(attributes) or kind,
        year=_year(text(attributes, "releaseDate")),
        track_count=number(attributes, "trackCount"),
        songs=_songs(songs, "name", "durationInMillis", "discNumber"),
        barcodes=(text(attributes, "upc"),) if text(attributes, "upc") else (),
        image=_apple_image(member(attributes, "artwork")),
    )


def _apple_kind(attributes: Json) -> Kind | None:
    if attributes.get("isCompilation") is True:
        return "compilation"
    return "single" if attributes.get("isSingle") is True else None


def _only_artist(relationships: Json, credited: str) -> Entry | None:
    """Return the artist of an album, if the whole credit is the name of that one artist."""
    artists = dicts(member(relationships, "artists"), "data")
    if len(artists) != 1:
        return None
    name = text(member(artists[0], "attributes"), "name")
    is_own = _letters(name) == _letters(credited) if name else _is_own_name(credited, "")
    return apple_music.entry("artist", text(artists[0], "id")) if is_own else None


def _is_own_name(credited: str, url: str) -> bool:
    """Tell whether the id beside a credit is that of the whole credit.

    Beside a joint credit, such as 'Neil Young & Crazy Horse', Apple gives the id of the first artist alone. The address
    of the artist's page holds the name that belongs to the id.
    """
    if not _JOINED.search(credited):
        return True
    named = _ARTIST_PAGE.search(url)
    return named is not None and _letters(unquote(named[1])) == _letters(_JOINED.sub(" ", credited))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def _apple_image(artwork: Json) -> str:
    """Return the address of an image, in its full size, or in the largest size that is worth asking for."""
    template = text(artwork, "url")
    width, height = number(artwork, "width") or _MOST_PIXELS, number(artwork, "height") or _MOST_PIXELS
    scale = min(1.0, _MOST_PIXELS / max(width, height))
    return template.replace("{w}", str(round(width * scale))).replace("{h}", str(round(height * scale)))


def _itunes_albums(answer: Json) -> Iterator[Candidate]:
    results = dicts(answer, "results")
    for entry in results:
        link = apple_music.entry("album", str(number(entry, "collectionId") or ""))
        if link is None or text(entry, "wrapperType") == "track" or not text(entry, "collectionName"):
            continue
        title, kind = _without_kind(text(entry, "collectionName"))
        is_compilation = text(entry, "collectionType").lower() == "compilation"
        songs = [song for song in results if text(song, "wrapperType") == "track" and _is_on(song, link.entry_id)]
        artist = apple_music.entry("artist", str(number(entry, "artistId") or ""))
        if not _is_own_name(text(entry, "artistName"), text(entry, "artistViewUrl")):
            artist = None
        yield Candidate(
            entry_id=link.entry_id,
            url=_own_url(text(entry, "collectionViewUrl"), link),
            title=title,
            artists=_people((text(entry, "artistName"), artist)),
            kind="compilation" if is_compilation else kind,
            year=_year(text(entry, "releaseDate")),
            track_count=number(entry, "trackCount"),
            songs=_songs(songs, "trackName", "trackTimeMillis", "discNumber"),
            image=_SMALL.sub(rf"/{_MOST_PIXELS}x{_MOST_PIXELS}bb.\1", text(entry, "artworkUrl100")),
        )


def _is_on(song: Json, collection_id: str) -> bool:
    return str(number(song, "collectionId") or "") == collection_id


def _spotify_album(entry: Json, asked_barcode: str) -> Candidate | None:
    """Translate an album. Albums that Spotify lists for a barcode do not hold it, so it is taken from the question."""
    link = spotify.entry("album", text(entry, "id"))
    if link is None or not text(entry, "name"):
        return None
    artists = [
        (text(artist, "name"), spotify.entry("artist", text(artist, "id"))) for artist in dicts(entry, "artists")
    ]
    barcode = text(member(entry, "external_ids"), "upc") or asked_barcode
    songs = dicts(member(entry, "tracks"), "items")
    return Candidate(
        entry_id=link.entry_id,
        url=link.url,
        title=text(entry, "name"),
        artists=_people(*artists),
        kind=_KINDS.get(text(entry, "album_type").lower()),
        year=_year(text(entry, "release_date")),
        track_count=number(entry, "total_tracks"),
        songs=_songs(songs, "name", "duration_ms", "disc_number"),
        barcodes=(barcode,) if barcode else (),
    )


def _without_kind(name: str) -> tuple[str, Kind | None]:
    """Take Apple's suffix off a title: 'Ride 4 U - EP' is an EP with the title 'Ride 4 U'."""
    for suffix, kind in _SUFFIXES.items():
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), kind
    return name, None


def _own_url(url: str, link: Entry) -> str:
    """Return the address that the service gives, if it leads to this very entry; otherwise the address that we make."""
    return url if url.startswith("https://") and service_facts.entry_at(url) == link else link.url


def _people(*artists: tuple[str, Entry | None]) -> tuple[Person, ...]:
    """Return credited artists, given as (name, their entry or None)."""
    return tuple(
        Person(name=name, entry_id=link.entry_id if link else "", url=link.url if link else "")
        for name, link in artists
        if name
    )


def _songs(songs: Iterable[Json], title: str, milliseconds: str, disc: str) -> tuple[Song, ...]:
    """Return songs, given by the names of their keys."""
    return tuple(
        Song(
            title=text(song, title),
            seconds=round(length / 1000) if (length := number(song, milliseconds)) else None,
            disc=number(song, disc) or 1,
        )
        for song in songs
        if text(song, title)
    )


def _year(date: str) -> int | None:
    year = _YEAR.match(date)
    return int(year[1]) or None if year else None
