"""Service answers to domain: the only place that reads their JSON. What is missing, null or odd becomes a default."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scraper.collection import (
    Artist,
    ArtistId,
    Community,
    Copy,
    Credit,
    Format,
    Identifier,
    Image,
    InstanceId,
    LabelId,
    LabelLine,
    Master,
    MasterId,
    Relative,
    Release,
    ReleaseId,
    Track,
    Video,
)

Json = Mapping[str, Any]

_NOTHING = frozenset({"", "none", "[none]"})
_LARGEST_QUANTITY = 10_000
_MOST_DIGITS = 18
_TOO_LARGE = 10**_MOST_DIGITS
"""No id or count is as large; the database could not keep it."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_DURATION = re.compile(r"^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$", re.ASCII)


class Untranslatable(ValueError):
    """An answer that is not about the thing we asked for."""


def copy(item: Json) -> Copy:
    """Translate an item of a collection page; raise Untranslatable without its ids."""
    return Copy(
        instance_id=InstanceId(_required(item, "instance_id")),
        release_id=ReleaseId(_required(item, "id")),
        date_added=_text(item, "date_added"),
        folder_id=_number(item, "folder_id") or 1,
        rating=min(_number(item, "rating") or 0, 5),
        notes=tuple(
            (number, _text(note, "value"))
            for note in _dicts(item, "notes")
            if (number := _number(note, "field_id")) and _text(note, "value")
        ),
    )


def basic_release(item: Json) -> Release:
    """Translate the little that a collection page tells of a release."""
    basics = item.get("basic_information")
    return release({**(basics if isinstance(basics, dict) else {}), "id": item.get("id")})


def release(answer: Json) -> Release:
    """Translate /releases/{id}."""
    return Release(
        release_id=ReleaseId(_required(answer, "id")),
        title=_text(answer, "title"),
        master_id=MasterId(number) if (number := _number(answer, "master_id")) else None,
        artists=_credits(answer, "artists"),
        year=_number(answer, "year"),
        released=_text(answer, "released"),
        country=_text(answer, "country"),
        labels=_label_lines(answer, "labels"),
        series=_label_lines(answer, "series"),
        companies=_label_lines(answer, "companies"),
        formats=tuple(_format(entry) for entry in _dicts(answer, "formats") if _text(entry, "name")),
        genres=_texts(answer, "genres"),
        styles=_texts(answer, "styles"),
        tracks=_tracks(answer),
        credits=_credits(answer, "extraartists"),
        identifiers=_identifiers(answer),
        videos=_videos(answer),
        images=_images(answer),
        images_withheld=any(not _text(entry, "uri") for entry in _dicts(answer, "images")),
        notes=_text(answer, "notes"),
        community=_community(answer),
    )


def master(answer: Json) -> Master:
    """Translate /masters/{id}."""
    return Master(
        master_id=MasterId(_required(answer, "id")), title=_text(answer, "title"), year=_number(answer, "year")
    )


def artist(answer: Json) -> Artist:
    """Translate /artists/{id}."""
    return Artist(
        artist_id=ArtistId(_required(answer, "id")),
        name=_text(answer, "name"),
        real_name=_text(answer, "realname"),
        profile=_text(answer, "profile"),
        variations=_texts(answer, "namevariations"),
        urls=_texts(answer, "urls"),
        aliases=_relatives(answer, "aliases"),
        members=_relatives(answer, "members"),
        groups=_relatives(answer, "groups"),
        images=_images(answer),
        images_withheld=any(not _text(entry, "uri") for entry in _dicts(answer, "images")),
    )


def named(entries: Iterable[Json]) -> dict[int, str]:
    """Translate the collection's fields or folders: id to name."""
    return {number: _text(entry, "name") for entry in entries if (number := _number(entry, "id")) is not None}


def _required(answer: Json, key: str) -> int:
    number = _number(answer, key)
    if not number:
        raise Untranslatable(f"no {key}")
    return number


def _number(answer: Json, key: str) -> int | None:
    """Read a positive whole number, also from text; None for 0, nothing and nonsense."""
    value = answer.get(key)
    if (
        isinstance(value, str)
        and value.strip().isascii()
        and value.strip().isdecimal()
        and len(value.strip()) <= _MOST_DIGITS
    ):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _TOO_LARGE else None


def _decimal(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 < value < _TOO_LARGE else None


def _text(answer: Json, key: str) -> str:
    value = answer.get(key)
    if not isinstance(value, str):
        return ""
    return value.strip() if value.isascii() else _whole(value)


def _whole(text: str) -> str:
    """Replace lone surrogates, which no file or database takes."""
    return (text if text.isascii() else _SURROGATES.sub("\ufffd", text)).strip()


def _texts(answer: Json, key: str) -> tuple[str, ...]:
    value = answer.get(key)
    found = (_whole(entry) for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(entry for entry in found if entry))


def _dicts(answer: Json, key: str) -> list[Json]:
    value = answer.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _credits(answer: Json, key: str) -> tuple[Credit, ...]:
    if key not in answer:
        # Most tracks have none: looking closer would take longer than all the rest.
        return ()
    return tuple(
        Credit(
            artist_id=ArtistId(number) if (number := _number(entry, "id")) else None,
            name=_text(entry, "name"),
            anv=_text(entry, "anv"),
            join=_text(entry, "join"),
            role=_text(entry, "role"),
            tracks=_text(entry, "tracks"),
        )
        for entry in _dicts(answer, key)
        if _text(entry, "name")
    )


def _label_lines(answer: Json, key: str) -> tuple[LabelLine, ...]:
    lines = (
        LabelLine(
            label_id=LabelId(number) if (number := _number(entry, "id")) else None,
            name=_text(entry, "name"),
            catno=None if _text(entry, "catno").lower() in _NOTHING else _text(entry, "catno"),
            role=_text(entry, "entity_type_name") if key == "companies" else "",
        )
        for entry in _dicts(answer, key)
        if _text(entry, "name")
    )
    return tuple(dict.fromkeys(lines))


def _format(entry: Json) -> Format:
    quantity = _number(entry, "qty") or 1
    return Format(
        name=_text(entry, "name"),
        quantity=quantity if quantity <= _LARGEST_QUANTITY else 1,
        descriptions=_texts(entry, "descriptions"),
        text=_text(entry, "text"),
    )


def _tracks(answer: Json) -> tuple[Track, ...]:
    """Translate the track list; parts of parts there are none at Discogs, nor on our pages."""
    return tuple(
        _track(entry, tuple(_track(part) for part in _dicts(entry, "sub_tracks")) if "sub_tracks" in entry else ())
        for entry in _dicts(answer, "tracklist")
    )


def _track(entry: Json, parts: tuple[Track, ...] = ()) -> Track:
    kind = _text(entry, "type_")
    return Track(
        kind="heading" if kind == "heading" else "index" if kind == "index" or parts else "track",
        title=_text(entry, "title"),
        position=_text(entry, "position"),
        seconds=seconds(_text(entry, "duration")),
        artists=_credits(entry, "artists"),
        credits=_credits(entry, "extraartists"),
        parts=parts,
    )


def seconds(duration: str) -> int | None:
    """Read '4:45', '75:02' or '1:02:03' as seconds; None for anything else."""
    found = _DURATION.match(duration.strip("() "))
    if not found:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest or None


def _identifiers(answer: Json) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(kind=_text(entry, "type"), value=_text(entry, "value"), description=_text(entry, "description"))
        for entry in _dicts(answer, "identifiers")
        if _text(entry, "value").lower() not in _NOTHING
    )


def _videos(answer: Json) -> tuple[Video, ...]:
    return tuple(
        Video(url=_text(entry, "uri"), title=_text(entry, "title"), seconds=_number(entry, "duration"))
        for entry in _dicts(answer, "videos")
        if _text(entry, "uri")
    )


def _images(answer: Json) -> tuple[Image, ...]:
    """Translate the images that have an address (without a token none has), the primary first."""
    found = [entry for entry in _dicts(answer, "images") if _text(entry, "uri")]
    found.sort(key=lambda entry: _text(entry, "type") != "primary")
    return tuple(
        Image(uri=_text(entry, "uri"), width=_number(entry, "width") or 0, height=_number(entry, "height") or 0)
        for entry in found
    )


def _community(answer: Json) -> Community:
    value = answer.get("community")
    said: Json = value if isinstance(value, dict) else {}
    rating = said.get("rating")
    votes: Json = rating if isinstance(rating, dict) else {}
    return Community(
        have=_number(said, "have"),
        want=_number(said, "want"),
        rating=_decimal(votes.get("average")),
        votes=_number(votes, "count") or 0,
    )


def _relatives(answer: Json, key: str) -> tuple[Relative, ...]:
    return tuple(
        Relative(
            artist_id=ArtistId(number) if (number := _number(entry, "id")) else None,
            name=_text(entry, "name"),
            active=entry.get("active") is not False,
        )
        for entry in _dicts(answer, key)
        if _text(entry, "name")
    )
