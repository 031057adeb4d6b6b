"""What Apple Music, iTunes and Spotify answer, as candidates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scraper.domain import links
from scraper.domain.evidence import Candidate, Kind, Person, Song
from scraper.translation.values import Json, dicts, member, number, text

_YEAR = re.compile(r"^(\d{4})", re.ASCII)
_MOST_PIXELS = 2000
_SMALL = re.compile(r"/\d+x\d+bb\.(\w+)$", re.ASCII)
_KINDS: dict[str, Kind] = {"album": "album", "single": "single", "ep": "ep", "compilation": "compilation"}
_SUFFIXES: dict[str, Kind] = {" - Single": "single", " - EP": "ep"}


def apple_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate what Apple Music answered, by question: barcode, search, album; each album once."""
    found = [_apple_album(entry) for answer in answers.values() for entry in _resources(answer)]
    return _merged(candidate for candidate in found if candidate)


def itunes_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate what iTunes answered, by question: search, album."""
    return _merged(candidate for answer in answers.values() for candidate in _itunes_albums(answer))


def spotify_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate what Spotify answered, by question: search, album, barcode; that one with the code that was asked."""
    found: list[Candidate | None] = []
    for answer in answers.values():
        asked = text(answer, "asked")
        entries = [*dicts(member(answer, "albums"), "items"), *([answer] if "id" in answer else [])]
        found += [_spotify_album(entry, asked) for entry in entries]
    return _merged(candidate for candidate in found if candidate)


def gone(answers: Mapping[str, Json]) -> set[str]:
    """Return the ids of entries that were asked for and are no more, or not in the owner's country."""
    # Beside a source's own answers stands what was asked of it, as a text.
    return {text(member(answers, question), "gone") for question in answers} - {""}


def apple_notes(answers: Mapping[str, Json], entry_id: str) -> str:
    """Return Apple's editorial notes on an album, as HTML; '' without."""
    for answer in answers.values():
        for entry in _resources(answer):
            notes = member(member(entry, "attributes"), "editorialNotes")
            if text(entry, "id") == entry_id and (said := text(notes, "standard") or text(notes, "short")):
                return said
    return ""


def apple_portrait(answers: Mapping[str, Json], entry_id: str) -> str:
    """Return the address of an artist's image at Apple Music; '' without."""
    for answer in answers.values():
        for entry in _resources(answer):
            if text(entry, "id") == entry_id:
                return _apple_image(member(member(entry, "attributes"), "artwork"))
    return ""


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return each candidate once; what has songs, barcodes or an image wins over what has not."""
    found: dict[str, Candidate] = {}
    for new in candidates:
        old = found.get(new.entry_id, new)
        found[new.entry_id] = replace(
            new if new.songs else old,
            songs=new.songs or old.songs,
            barcodes=tuple(dict.fromkeys((*old.barcodes, *new.barcodes))),
            image=new.image or old.image,
        )
    return list(found.values())


def _resources(answer: Json) -> list[Json]:
    return [*dicts(answer, "data"), *dicts(member(member(answer, "results"), "albums"), "data")]


def _apple_album(entry: Json) -> Candidate | None:
    about = member(entry, "attributes")
    known = links.apple("album", text(entry, "id"))
    if known is None or not text(about, "name") or text(entry, "type") not in ("albums", ""):
        return None
    title, kind = _without_kind(text(about, "name"))
    artist = _only_artist(member(entry, "relationships"))
    songs = [member(track, "attributes") for track in dicts(member(member(entry, "relationships"), "tracks"), "data")]
    return Candidate(
        entry_id=known.entry_id,
        url=_own_url(text(about, "url"), known),
        title=title,
        artists=_people((text(about, "artistName"), artist.entry_id if artist else "", artist.url if artist else "")),
        kind="compilation"
        if about.get("isCompilation") is True
        else "single"
        if about.get("isSingle") is True
        else kind,
        year=_year(text(about, "releaseDate")),
        track_count=number(about, "trackCount"),
        songs=_songs((text(song, "name"), number(song, "durationInMillis")) for song in songs),
        barcodes=(text(about, "upc"),) if text(about, "upc") else (),
        image=_apple_image(member(about, "artwork")),
    )


def _only_artist(relationships: Json) -> links.Entry | None:
    artists = dicts(member(relationships, "artists"), "data")
    return links.apple("artist", text(artists[0], "id")) if len(artists) == 1 else None


def _apple_image(artwork: Json) -> str:
    """Fill in the size: as large as there is, and as we are told is right to ask for."""
    template = text(artwork, "url")
    width, height = number(artwork, "width") or _MOST_PIXELS, number(artwork, "height") or _MOST_PIXELS
    scale = min(1.0, _MOST_PIXELS / max(width, height))
    return template.replace("{w}", str(round(width * scale))).replace("{h}", str(round(height * scale)))


def _itunes_albums(answer: Json) -> Iterator[Candidate]:
    results = dicts(answer, "results")
    for entry in results:
        known = links.apple("album", str(number(entry, "collectionId") or ""))
        if known is None or text(entry, "wrapperType") == "track" or not text(entry, "collectionName"):
            continue
        title, kind = _without_kind(text(entry, "collectionName"))
        is_collection = text(entry, "collectionType").lower() == "compilation"
        own = [one for one in results if text(one, "wrapperType") == "track" and _is_on(one, known.entry_id)]
        artist = links.apple("artist", str(number(entry, "artistId") or ""))
        yield Candidate(
            entry_id=known.entry_id,
            url=_own_url(text(entry, "collectionViewUrl"), known),
            title=title,
            artists=_people(
                (text(entry, "artistName"), artist.entry_id if artist else "", artist.url if artist else "")
            ),
            kind="compilation" if is_collection else kind,
            year=_year(text(entry, "releaseDate")),
            track_count=number(entry, "trackCount"),
            songs=_songs((text(one, "trackName"), number(one, "trackTimeMillis")) for one in own),
            image=_SMALL.sub(rf"/{_MOST_PIXELS}x{_MOST_PIXELS}bb.\1", text(entry, "artworkUrl100")),
        )


def _is_on(song: Json, collection_id: str) -> bool:
    return str(number(song, "collectionId") or "") == collection_id


def _spotify_album(entry: Json, asked: str) -> Candidate | None:
    """Translate an album; those that Spotify lists for a barcode do not say it themselves."""
    known = links.spotify("album", text(entry, "id"))
    if known is None or not text(entry, "name"):
        return None
    artists = [(text(one, "name"), links.spotify("artist", text(one, "id"))) for one in dicts(entry, "artists")]
    code = text(member(entry, "external_ids"), "upc") or asked
    songs = dicts(member(entry, "tracks"), "items")
    return Candidate(
        entry_id=known.entry_id,
        url=known.url,
        title=text(entry, "name"),
        artists=_people(*((name, at.entry_id if at else "", at.url if at else "") for name, at in artists)),
        kind=_KINDS.get(text(entry, "album_type").lower()),
        year=_year(text(entry, "release_date")),
        track_count=number(entry, "total_tracks"),
        songs=_songs((text(song, "name"), number(song, "duration_ms")) for song in songs),
        barcodes=(code,) if code else (),
    )


def _without_kind(name: str) -> tuple[str, Kind | None]:
    """Take Apple's own suffix off a name: 'Ride 4 U - EP' is an EP named 'Ride 4 U'."""
    for suffix, kind in _SUFFIXES.items():
        if name.endswith(suffix) and name != suffix:
            return name.removesuffix(suffix), kind
    return name, None


def _own_url(url: str, known: links.Entry) -> str:
    """Return the address as the service gives it if it leads to this very entry, otherwise our own."""
    return url if url.startswith("https://") and links.entry_at(url) == known else known.url


def _people(*found: tuple[str, str, str]) -> tuple[Person, ...]:
    return tuple(Person(name=name, entry_id=entry_id, url=url) for name, entry_id, url in found if name)


def _songs(found: Iterable[tuple[str, int | None]]) -> tuple[Song, ...]:
    return tuple(
        Song(title=title, seconds=round(milliseconds / 1000) if milliseconds else None)
        for title, milliseconds in found
        if title
    )


def _year(date: str) -> int | None:
    found = _YEAR.match(date)
    return int(found[1]) or None if found else None
