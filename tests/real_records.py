"""Real records from Discogs' monthly dump, as the world of a fake Discogs."""

import gzip
import io
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from services.fakes.world import World

_JSON = dict[str, Any]
_NO_ARTIST = {0, 194, 118760, 355}
"""Ids that stand for nobody: unlinked, Various, No Artist and Unknown have no page of their own."""
_SHARED = "shared/data/discogs-dump"
_SIDE = 60
_FIRST_DAY = datetime(2015, 1, 3, 9, 30)  # noqa: DTZ001 - the offset depends on the season
_GRADES = ("Mint (M)", "Near Mint (NM or M-)", "Very Good Plus (VG+)")


def folder() -> Path:
    """Return the folder of real records; the test is skipped where there is none."""
    named = os.environ.get("SLEEVENOTES_RECORDS")
    places = [Path(named)] if named else [parent / _SHARED for parent in Path(__file__).resolve().parents]
    for place in places:
        if list(place.glob("*_releases.xml.gz")):
            return place
    pytest.skip("there are no real records: name their folder in SLEEVENOTES_RECORDS, or put them into ../" + _SHARED)


def world(folder: Path, *, complete: bool = False, username: str = "sample") -> World:
    """Return a collection of every release in a folder of dumps (`*_releases.xml.gz` and so on).

    What the files lack is 404; with `complete` each main credited artist and each master is made up instead.
    """
    releases = {int(record.get("id", 0)): record for record in _records(folder, "releases")}
    known = World(
        username=username,
        releases={number: release(record) for number, record in releases.items()},
        artists={one["id"]: one for one in map(artist, _records(folder, "artists"))},
        copies=[_copy(place, number) for place, number in enumerate(releases)],
    )
    known.masters = {one["id"]: one for one in (_master(m, known) for m in _records(folder, "masters"))}
    known.images = dict(_drawings(known))
    if complete:
        known.artists = _made_up_artists(known) | known.artists
        own = "master_id[@is_main_release='true']"
        main = {number for number, record in releases.items() if record.find(own) is not None}
        known.masters = _made_up_masters(known, main) | known.masters
    return known


def release(record: ET.Element) -> _JSON:
    """Return a release of the dump as /releases/{id} answers it."""
    number = int(record.get("id", 0))
    lists = {
        "genres": _texts(record, "genres/genre"),
        "styles": _texts(record, "styles/style"),
        "extraartists": _credits(record, "extraartists/artist"),
        "companies": [_company(one) for one in record.iterfind("companies/company")],
        "videos": _videos(record),
        "images": _images(record, f"release-{number}"),
        "notes": _text(record, "notes"),
        "released": _text(record, "released"),
    }
    told = {key: value for key, value in lists.items() if value}
    return _release_frame(record, number) | _release_parts(record) | _master_of(record) | told


def artist(record: ET.Element) -> _JSON:
    """Return an artist of the dump as /artists/{id} answers it."""
    number = int(_text(record, "id"))
    optional = {
        "realname": _text(record, "realname"),
        "urls": _texts(record, "urls/url"),
        "namevariations": _texts(record, "namevariations/name"),
        "aliases": _named(record, "aliases/name"),
        "members": [one | {"active": True} for one in _named(record, "members/name")],
        "groups": [one | {"active": True} for one in _named(record, "groups/name")],
        "images": _images(record, f"artist-{number}"),
    }
    told = {"profile": _text(record, "profile"), "data_quality": _text(record, "data_quality")}
    found = {key: value for key, value in optional.items() if value}
    return _plain_artist(number, _text(record, "name")) | told | found


def _records(folder: Path, kind: str) -> Iterator[ET.Element]:
    paths = sorted(folder.glob(f"*_{kind}.xml.gz"))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no *_{kind}.xml.gz")
    for path in paths:
        with gzip.open(path) as file:
            yield from ET.parse(file).getroot()  # noqa: S314 - the records are from a trusted sample


def _release_frame(record: ET.Element, number: int) -> _JSON:
    released = _text(record, "released")
    added = datetime(2001, 1, 1) + timedelta(hours=number % 150_000)  # noqa: DTZ001 - the offset depends on the season
    return {
        "id": number,
        "status": record.get("status", ""),
        "title": _text(record, "title"),
        "year": int(released[:4]) if released[:4].isdecimal() else 0,
        "country": _text(record, "country") or None,
        "data_quality": _text(record, "data_quality"),
        "uri": f"https://www.discogs.com/release/{number}",
        "resource_url": f"{{origin}}/releases/{number}",
        "date_added": _in_california(added),
        "date_changed": _in_california(added + timedelta(days=1000)),
        "num_for_sale": number % 4,
        "lowest_price": 3.5 + number % 40 if number % 4 else None,
        "community": _community(number),
    }


def _community(number: int) -> _JSON:
    rated = number % 23
    rating = {"count": rated, "average": 3.0 + number % 200 / 100 if rated else 0}
    return {"have": 1 + number % 997, "want": number % 499, "rating": rating, "status": "Accepted"}


def _release_parts(record: ET.Element) -> _JSON:
    artists = _credits(record, "artists/artist")
    formats = [_format(one) for one in record.iterfind("formats/format")]
    return {
        "artists": artists,
        "artists_sort": " ".join(f"{one['name']} {one['join']}".strip() for one in artists).replace(" ,", ","),
        "labels": [_label(one) for one in record.iterfind("labels/label")],
        "formats": formats,
        "format_quantity": sum(int(one["qty"]) for one in formats if one["qty"].isdecimal()),
        "identifiers": [dict(one.attrib) for one in record.iterfind("identifiers/identifier")],
        "tracklist": [_track(one) for one in record.iterfind("tracklist/track")],
    }


def _master_of(record: ET.Element) -> _JSON:
    number = _number(_text(record, "master_id"))
    return {"master_id": number, "master_url": f"{{origin}}/masters/{number}"} if number else {}


def _credits(record: ET.Element, path: str) -> list[_JSON]:
    return [_credit(one) for one in record.iterfind(path)]


def _credit(record: ET.Element) -> _JSON:
    number = _number(_text(record, "id"))
    said = {key: _text(record, key) for key in ("name", "anv", "join", "role", "tracks")}
    return {"id": number, **said, "resource_url": f"{{origin}}/artists/{number}"}


def _label(record: ET.Element) -> _JSON:
    number = _number(record.get("id", ""))
    said = {"name": record.get("name", ""), "catno": record.get("catno", "")}
    kind = {"entity_type": "1", "entity_type_name": "Label"}
    return {"id": number, **said, **kind, "resource_url": f"{{origin}}/labels/{number}"}


def _company(record: ET.Element) -> _JSON:
    number = _number(_text(record, "id"))
    said = {key: _text(record, key) for key in ("name", "catno", "entity_type", "entity_type_name")}
    return {"id": number, **said, "resource_url": f"{{origin}}/labels/{number}"}


def _format(record: ET.Element) -> _JSON:
    about: _JSON = {"name": record.get("name", ""), "qty": record.get("qty", "")}
    optional = {"text": record.get("text", ""), "descriptions": _texts(record, "descriptions/description")}
    return about | {key: value for key, value in optional.items() if value}


def _track(record: ET.Element) -> _JSON:
    said = {key: _text(record, key) for key in ("position", "title", "duration")}
    optional = {key: _credits(record, f"{key}/artist") for key in ("artists", "extraartists")}
    optional["sub_tracks"] = [_track(one) for one in record.iterfind("sub_tracks/track")]
    return said | {"type_": _type_of_track(record)} | {key: value for key, value in optional.items() if value}


def _type_of_track(record: ET.Element) -> str:
    # The dump doesn't say; a row without a place of its own is a heading, unless others stand below it.
    if _text(record, "position") or _text(record, "duration"):
        return "track"
    return "heading" if record.find("sub_tracks") is None else "index"


def _videos(record: ET.Element) -> list[_JSON]:
    return [
        {
            "uri": one.get("src", ""),
            "title": _text(one, "title"),
            "description": _text(one, "description"),
            "duration": _number(one.get("duration", "")),
            "embed": one.get("embed") == "true",
        }
        for one in record.iterfind("videos/video")
    ]


def _images(record: ET.Element, name: str) -> list[_JSON]:
    kinds = {one.get("type") for one in record.iterfind("images/image")}
    if not kinds:
        return []
    uri = f"{{origin}}/images/{name}.jpg"
    kind = "primary" if "primary" in kinds else "secondary"
    small = f"{{origin}}/images/{name}-150.jpg"
    return [{"type": kind, "uri": uri, "resource_url": uri, "uri150": small, "width": _SIDE, "height": _SIDE}]


def _drawings(known: World) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for record in (*known.releases.values(), *known.artists.values()):
        for image in record.get("images", ()):
            for uri in (image["uri"], image["uri150"]):
                yield uri.removeprefix("{origin}"), partial(_drawn, record["id"])


def _drawn(number: int) -> bytes:
    file = io.BytesIO()
    colour = (number * 37 % 256, number * 91 % 256, number * 151 % 256)
    Image.new("RGB", (_SIDE, _SIDE), colour).save(file, "JPEG")
    return file.getvalue()


def _named(record: ET.Element, path: str) -> list[_JSON]:
    return [_linked(_number(one.get("id", "")), one.text or "") for one in record.iterfind(path)]


def _linked(number: int, name: str) -> _JSON:
    return {"id": number, "name": name, "resource_url": f"{{origin}}/artists/{number}"}


def _plain_artist(number: int, name: str) -> _JSON:
    uris = {"uri": f"https://www.discogs.com/artist/{number}", "releases_url": f"{{origin}}/artists/{number}/releases"}
    return _linked(number, name) | uris | {"profile": "", "data_quality": "Needs Vote"}


def _made_up_artists(known: World) -> dict[int, _JSON]:
    credited = {one["id"]: one["name"] for record in known.releases.values() for one in record["artists"]}
    return {number: _plain_artist(number, name) for number, name in credited.items() if number not in _NO_ARTIST}


def _master(record: ET.Element, known: World) -> _JSON:
    number, main = int(record.get("id", 0)), int(_text(record, "main_release"))
    optional = {"styles": _texts(record, "styles/style"), "videos": _videos(record), "notes": _text(record, "notes")}
    return _master_frame(number, main) | {
        "title": _text(record, "title"),
        "year": _number(_text(record, "year")),
        "artists": _credits(record, "artists/artist"),
        "genres": _texts(record, "genres/genre"),
        "data_quality": _text(record, "data_quality"),
        "tracklist": known.releases.get(main, {}).get("tracklist", []),
        **{key: value for key, value in optional.items() if value},
    }


def _master_frame(number: int, main: int) -> _JSON:
    address = f"{{origin}}/masters/{number}"
    return {
        "id": number,
        "main_release": main,
        "main_release_url": f"{{origin}}/releases/{main}",
        "versions_url": f"{address}/versions",
        "resource_url": address,
        "uri": f"https://www.discogs.com/master/{number}",
    }


def _made_up_masters(known: World, main_releases: set[int]) -> dict[int, _JSON]:
    pressings: dict[int, list[_JSON]] = {}
    for one in known.releases.values():
        if "master_id" in one:
            pressings.setdefault(one["master_id"], []).append(one)
    return {number: _made_up_master(number, some, main_releases) for number, some in pressings.items()}


def _made_up_master(number: int, pressings: list[_JSON], main_releases: set[int]) -> _JSON:
    main = next((one for one in pressings if one["id"] in main_releases), pressings[0])
    shared = ("title", "artists", "genres", "styles", "tracklist", "data_quality", "videos")
    year = min((one["year"] for one in pressings if one["year"]), default=0)
    return _master_frame(number, main["id"]) | {"year": year} | {key: main[key] for key in shared if key in main}


def _copy(place: int, number: int) -> _JSON:
    written = [{"field_id": 1, "value": _GRADES[place % 3]}] if place % 4 else []
    if place % 10 == 0:
        written.append({"field_id": 3, "value": f"Shelf {place // 10 + 1}"})
    about = {"id": number, "instance_id": 1_000_000 + place, "folder_id": 1, "rating": place % 6}
    added = _in_california(_FIRST_DAY + timedelta(days=7, hours=5) * place)
    return about | {"date_added": added} | ({"notes": written} if written else {})


def _in_california(moment: datetime) -> str:
    hours = -7 if 4 <= moment.month <= 10 else -8
    return moment.replace(tzinfo=timezone(timedelta(hours=hours))).isoformat()


def _text(record: ET.Element, path: str) -> str:
    return record.findtext(path) or ""


def _texts(record: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in record.iterfind(path)]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
