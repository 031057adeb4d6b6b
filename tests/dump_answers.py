"""What Discogs' API answers, made of the records of its monthly dumps."""

from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree as ET

from services.fakes.world import World

JSON = dict[str, Any]
SIDE = 60


def release(record: ET.Element) -> JSON:
    """Return a release of the dump as /releases/{id} answers it."""
    number = int(record.get("id", 0))
    lists = {
        "genres": _texts(record, "genres/genre"),
        "styles": _texts(record, "styles/style"),
        "extraartists": _credits(record, "extraartists/artist"),
        "companies": [_company(part) for part in record.iterfind("companies/company")],
        "videos": _videos(record),
        "images": _images(record, f"release-{number}"),
        "notes": _text(record, "notes"),
        "released": _text(record, "released"),
    }
    told = {key: value for key, value in lists.items() if value}
    return _release_frame(record, number) | _release_parts(record) | _master_of(record) | told


def artist(record: ET.Element) -> JSON:
    """Return an artist of the dump as /artists/{id} answers it."""
    number = int(_text(record, "id"))
    optional = {
        "realname": _text(record, "realname"),
        "urls": _texts(record, "urls/url"),
        "namevariations": _texts(record, "namevariations/name"),
        "aliases": _named(record, "aliases/name"),
        "members": [person | {"active": True} for person in _named(record, "members/name")],
        "groups": [person | {"active": True} for person in _named(record, "groups/name")],
        "images": _images(record, f"artist-{number}"),
    }
    told = {"profile": _text(record, "profile"), "data_quality": _text(record, "data_quality")}
    lists = {key: value for key, value in optional.items() if value}
    return plain_artist(number, _text(record, "name")) | told | lists


def _release_frame(record: ET.Element, number: int) -> JSON:
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
        "date_added": in_california(added),
        "date_changed": in_california(added + timedelta(days=1000)),
        "num_for_sale": number % 4,
        "lowest_price": 3.5 + number % 40 if number % 4 else None,
        "community": _community(number),
    }


def _community(number: int) -> JSON:
    rated = number % 23
    rating = {"count": rated, "average": 3.0 + number % 200 / 100 if rated else 0}
    return {"have": 1 + number % 997, "want": number % 499, "rating": rating, "status": "Accepted"}


def _release_parts(record: ET.Element) -> JSON:
    artists = _credits(record, "artists/artist")
    formats = [_format(part) for part in record.iterfind("formats/format")]
    return {
        "artists": artists,
        "artists_sort": " ".join(f"{who['name']} {who['join']}".strip() for who in artists).replace(" ,", ","),
        "labels": [_label(part) for part in record.iterfind("labels/label")],
        "formats": formats,
        "format_quantity": sum(int(form["qty"]) for form in formats if form["qty"].isdecimal()),
        "identifiers": [dict(part.attrib) for part in record.iterfind("identifiers/identifier")],
        "tracklist": [_track(part) for part in record.iterfind("tracklist/track")],
    }


def _master_of(record: ET.Element) -> JSON:
    number = _number(_text(record, "master_id"))
    return {"master_id": number, "master_url": f"{{origin}}/masters/{number}"} if number else {}


def _credits(record: ET.Element, path: str) -> list[JSON]:
    return [_credit(part) for part in record.iterfind(path)]


def _credit(record: ET.Element) -> JSON:
    number = _number(_text(record, "id"))
    texts = {key: _text(record, key) for key in ("name", "anv", "join", "role", "tracks")}
    return {"id": number, **texts, "resource_url": f"{{origin}}/artists/{number}"}


def _label(record: ET.Element) -> JSON:
    number = _number(record.get("id", ""))
    texts = {"name": record.get("name", ""), "catno": record.get("catno", "")}
    kind = {"entity_type": "1", "entity_type_name": "Label"}
    return {"id": number, **texts, **kind, "resource_url": f"{{origin}}/labels/{number}"}


def _company(record: ET.Element) -> JSON:
    number = _number(_text(record, "id"))
    texts = {key: _text(record, key) for key in ("name", "catno", "entity_type", "entity_type_name")}
    return {"id": number, **texts, "resource_url": f"{{origin}}/labels/{number}"}


def _format(record: ET.Element) -> JSON:
    about: JSON = {"name": record.get("name", ""), "qty": record.get("qty", "")}
    optional = {"text": record.get("text", ""), "descriptions": _texts(record, "descriptions/description")}
    return about | {key: value for key, value in optional.items() if value}


def _track(record: ET.Element) -> JSON:
    texts = {key: _text(record, key) for key in ("position", "title", "duration")}
    optional = {key: _credits(record, f"{key}/artist") for key in ("artists", "extraartists")}
    optional["sub_tracks"] = [_track(part) for part in record.iterfind("sub_tracks/track")]
    return texts | {"type_": _type_of_track(record)} | {key: value for key, value in optional.items() if value}


def _type_of_track(record: ET.Element) -> str:
    # The dump doesn't say; a row without a place of its own is a heading, unless others stand below it.
    if _text(record, "position") or _text(record, "duration"):
        return "track"
    return "heading" if record.find("sub_tracks") is None else "index"


def _videos(record: ET.Element) -> list[JSON]:
    return [
        {
            "uri": video.get("src", ""),
            "title": _text(video, "title"),
            "description": _text(video, "description"),
            "duration": _number(video.get("duration", "")),
            "embed": video.get("embed") == "true",
        }
        for video in record.iterfind("videos/video")
    ]


def _images(record: ET.Element, name: str) -> list[JSON]:
    kinds = {image.get("type") for image in record.iterfind("images/image")}
    if not kinds:
        return []
    uri = f"{{origin}}/images/{name}.jpg"
    kind = "primary" if "primary" in kinds else "secondary"
    small = f"{{origin}}/images/{name}-150.jpg"
    return [{"type": kind, "uri": uri, "resource_url": uri, "uri150": small, "width": SIDE, "height": SIDE}]


def _named(record: ET.Element, path: str) -> list[JSON]:
    return [_linked(_number(person.get("id", "")), person.text or "") for person in record.iterfind(path)]


def _linked(number: int, name: str) -> JSON:
    return {"id": number, "name": name, "resource_url": f"{{origin}}/artists/{number}"}


def plain_artist(number: int, name: str) -> JSON:
    """Return an artist of whom nothing but the name is known."""
    uris = {"uri": f"https://www.discogs.com/artist/{number}", "releases_url": f"{{origin}}/artists/{number}/releases"}
    return _linked(number, name) | uris | {"profile": "", "data_quality": "Needs Vote"}


def master(record: ET.Element, known: World) -> JSON:
    """Return a master of the dump as /masters/{id} answers it."""
    number, main = int(record.get("id", 0)), int(_text(record, "main_release"))
    optional = {"styles": _texts(record, "styles/style"), "videos": _videos(record), "notes": _text(record, "notes")}
    return master_frame(number, main) | {
        "title": _text(record, "title"),
        "year": _number(_text(record, "year")),
        "artists": _credits(record, "artists/artist"),
        "genres": _texts(record, "genres/genre"),
        "data_quality": _text(record, "data_quality"),
        "tracklist": known.releases.get(main, {}).get("tracklist", []),
        **{key: value for key, value in optional.items() if value},
    }


def master_frame(number: int, main: int) -> JSON:
    """Return what each master's answer has."""
    address = f"{{origin}}/masters/{number}"
    return {
        "id": number,
        "main_release": main,
        "main_release_url": f"{{origin}}/releases/{main}",
        "versions_url": f"{address}/versions",
        "resource_url": address,
        "uri": f"https://www.discogs.com/master/{number}",
    }


def in_california(moment: datetime) -> str:
    """Return a moment as Discogs writes it, in its own time zone."""
    hours = -7 if 4 <= moment.month <= 10 else -8
    return moment.replace(tzinfo=timezone(timedelta(hours=hours))).isoformat()


def _text(record: ET.Element, path: str) -> str:
    return record.findtext(path) or ""


def _texts(record: ET.Element, path: str) -> list[str]:
    return [part.text or "" for part in record.iterfind(path)]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
