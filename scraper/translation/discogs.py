"""Translates Discogs' answers into the domain; a missing, null or odd value becomes a default."""

import re
from collections.abc import Iterable

from scraper.domain.artists import Artist, Relative
from scraper.domain.catalogue_numbers import catalogue_number
from scraper.domain.copies import Copy, InstanceId
from scraper.domain.credits import ArtistId, Credit
from scraper.domain.json_objects import Json
from scraper.domain.releases import (
    Format,
    Identifier,
    Image,
    LabelId,
    LabelLine,
    Master,
    MasterId,
    Release,
    ReleaseId,
    Track,
    Video,
)
from scraper.translation.values import dicts, member, number, required, text, texts

_NOTHING = frozenset({"", "none", "[none]"})
"""How Discogs' users write that there is nothing, such as no catalogue number."""
_LARGEST_QUANTITY = 10_000
_BLANK = "/spacer.gif"
"""How the address of the image ends that Discogs shows for records without one."""
_DURATION = re.compile(r"^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$", re.ASCII)


def copy(item: Json) -> Copy:
    """Translate an item of a collection page; raise Untranslatable without its ids."""
    return Copy(
        instance_id=InstanceId(required(item, "instance_id")),
        release_id=ReleaseId(required(item, "id")),
        date_added=text(item, "date_added"),
        folder_id=number(item, "folder_id") or 1,
        rating=min(number(item, "rating") or 0, 5),
        notes=tuple(
            (field_id, text(note, "value"))
            for note in dicts(item, "notes")
            if (field_id := number(note, "field_id")) and text(note, "value")
        ),
    )


def basic_release(item: Json) -> Release:
    """Translate the few facts that a collection page gives about a release."""
    return release({**member(item, "basic_information"), "id": item.get("id")})


def item_name(item: Json) -> str:
    """Return the artist and title that an item without an id tells, such as 'Ada: Blue'; '' where it tells none."""
    told = release({**member(item, "basic_information"), "id": 1})
    return ": ".join(filter(None, (told.artist_line, told.title)))


def wanted(item: Json) -> tuple[ReleaseId, str]:
    """Translate an item of the wantlist: the release, and when it was added; raise Untranslatable without an id."""
    return ReleaseId(required(item, "id")), text(item, "date_added")


def cover(basics: Json) -> str | None:
    """Read a cover's address from a collection page; '' where Discogs withholds it, None where there is no cover."""
    address = text(basics, "cover_image")
    return None if address.endswith(_BLANK) else address


def release(answer: Json) -> Release:
    """Translate /releases/{id}."""
    return Release(
        release_id=ReleaseId(required(answer, "id")),
        title=text(answer, "title"),
        master_id=MasterId(master_id) if (master_id := number(answer, "master_id")) else None,
        artists=_credits(answer, "artists"),
        year=number(answer, "year"),
        released=text(answer, "released"),
        country=text(answer, "country"),
        labels=_label_lines(answer, "labels"),
        series=_label_lines(answer, "series"),
        companies=_label_lines(answer, "companies"),
        formats=tuple(_format(entry) for entry in dicts(answer, "formats") if text(entry, "name")),
        genres=texts(answer, "genres"),
        styles=texts(answer, "styles"),
        tracks=_tracks(answer),
        credits=_credits(answer, "extraartists"),
        identifiers=_identifiers(answer),
        videos=_videos(answer),
        images=_images(answer),
        images_withheld=any(not text(entry, "uri") for entry in dicts(answer, "images")),
        notes=text(answer, "notes"),
    )


def master(answer: Json) -> Master:
    """Translate /masters/{id}."""
    return Master(
        master_id=MasterId(required(answer, "id")),
        title=text(answer, "title"),
        year=number(answer, "year"),
    )


def artist(answer: Json) -> Artist:
    """Translate /artists/{id}."""
    return Artist(
        artist_id=ArtistId(required(answer, "id")),
        name=text(answer, "name"),
        real_name=text(answer, "realname"),
        profile=text(answer, "profile"),
        variations=texts(answer, "namevariations"),
        urls=texts(answer, "urls"),
        aliases=_relatives(answer, "aliases"),
        members=_relatives(answer, "members"),
        groups=_relatives(answer, "groups"),
        images=_images(answer),
        images_withheld=any(not text(entry, "uri") for entry in dicts(answer, "images")),
    )


def named(entries: Iterable[Json]) -> dict[int, str]:
    """Translate the collection's fields or folders: names by id."""
    return {entry_id: text(entry, "name") for entry in entries if (entry_id := number(entry, "id")) is not None}


def _credits(answer: Json, key: str) -> tuple[Credit, ...]:
    if key not in answer:
        # Most tracks have none, and this check is much quicker than reading an empty list.
        return ()
    return tuple(
        Credit(
            artist_id=ArtistId(artist_id) if (artist_id := number(entry, "id")) else None,
            name=text(entry, "name"),
            anv=text(entry, "anv"),
            join=text(entry, "join"),
            role=text(entry, "role"),
            tracks=text(entry, "tracks"),
        )
        for entry in dicts(answer, key)
        if text(entry, "name")
    )


def _label_lines(answer: Json, key: str) -> tuple[LabelLine, ...]:
    lines = (
        LabelLine(
            label_id=LabelId(label_id) if (label_id := number(entry, "id")) else None,
            name=text(entry, "name"),
            catno=catalogue_number(text(entry, "catno")),
            role=text(entry, "entity_type_name") if key == "companies" else "",
        )
        for entry in dicts(answer, key)
        if text(entry, "name")
    )
    return tuple(dict.fromkeys(lines))


def _format(entry: Json) -> Format:
    quantity = number(entry, "qty") or 1
    return Format(
        name=text(entry, "name"),
        quantity=quantity if quantity <= _LARGEST_QUANTITY else 1,
        descriptions=texts(entry, "descriptions"),
        text=text(entry, "text"),
    )


def _tracks(answer: Json) -> tuple[Track, ...]:
    """Translate the track list; parts have no parts of their own, neither at Discogs nor on our pages."""
    return tuple(
        _track(entry, tuple(_track(part) for part in dicts(entry, "sub_tracks")) if "sub_tracks" in entry else ())
        for entry in dicts(answer, "tracklist")
    )


def _track(entry: Json, parts: tuple[Track, ...] = ()) -> Track:
    kind = text(entry, "type_")
    return Track(
        kind="heading" if kind == "heading" else "index" if kind == "index" or parts else "track",
        title=text(entry, "title"),
        position=text(entry, "position"),
        seconds=seconds(text(entry, "duration")),
        artists=_credits(entry, "artists"),
        credits=_credits(entry, "extraartists"),
        parts=parts,
    )


def seconds(duration: str) -> int | None:
    """Read '4:45', '75:02' or '1:02:03' as seconds; None for anything else."""
    parts = _DURATION.match(duration.strip("() "))
    if not parts:
        return None
    hours, minutes, rest = (int(part or 0) for part in parts.groups())
    return hours * 3600 + minutes * 60 + rest or None


def _identifiers(answer: Json) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(
            kind=text(entry, "type"),
            value=text(entry, "value"),
            description=text(entry, "description"),
        )
        for entry in dicts(answer, "identifiers")
        if text(entry, "value").lower() not in _NOTHING
    )


def _videos(answer: Json) -> tuple[Video, ...]:
    return tuple(
        Video(url=text(entry, "uri"), title=text(entry, "title"), seconds=number(entry, "duration"))
        for entry in dicts(answer, "videos")
        if text(entry, "uri")
    )


def _images(answer: Json) -> tuple[Image, ...]:
    """Translate the images that have an address, the primary one first; without a token none has an address."""
    entries = [entry for entry in dicts(answer, "images") if text(entry, "uri")]
    entries.sort(key=lambda entry: text(entry, "type") != "primary")
    return tuple(
        Image(
            uri=text(entry, "uri"),
            width=number(entry, "width") or 0,
            height=number(entry, "height") or 0,
        )
        for entry in entries
    )


def _relatives(answer: Json, key: str) -> tuple[Relative, ...]:
    return tuple(
        Relative(
            artist_id=ArtistId(artist_id) if (artist_id := number(entry, "id")) else None,
            name=text(entry, "name"),
            active=entry.get("active") is not False,
        )
        for entry in dicts(answer, key)
        if text(entry, "name")
    )
