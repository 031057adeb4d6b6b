"""Dumps of a fake Discogs' world, in the XML in which Discogs publishes them."""

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from services.fakes.world import World

_JSON = Mapping[str, Any]
_CREDIT = ("id", "name", "anv", "join", "role", "tracks")
_COMPANY = ("id", "name", "catno", "entity_type", "entity_type_name")


def write_dumps(folder: Path, world: World, month: str = "202608") -> dict[str, Path]:
    """Write what a world knows as the dumps of a month; return the files by kind, none for a kind without records."""
    folder.mkdir(parents=True, exist_ok=True)
    records = {
        "releases": [release(one) for one in world.releases.values()],
        "masters": [master(one) for one in world.masters.values()],
        "artists": [artist(one) for one in world.artists.values()],
    }
    return {
        kind: _written(folder / f"discogs_{month}01_{kind}.xml.gz", kind, some)
        for kind, some in records.items()
        if some
    }


def _written(file: Path, kind: str, records: Iterable[ET.Element]) -> Path:
    lines = "\n".join(ET.tostring(one, encoding="unicode", short_empty_elements=False) for one in records)
    file.write_bytes(gzip.compress(f"<{kind}>\n{lines}\n</{kind}>\n".encode()))
    return file


def artist(answer: _JSON) -> ET.Element:
    """Return an artist as the dump has them; no image comes along."""
    made = ET.Element("artist")
    for key in ("id", "name", "realname", "profile", "data_quality"):
        _put(made, key, answer.get(key))
    _put_all(made, "urls", "url", answer)
    _put_all(made, "namevariations", "name", answer)
    for key in ("aliases", "members", "groups"):
        for one in answer.get(key, ()):
            ET.SubElement(_room(made, key), "name", id=str(one["id"])).text = one["name"]
    return made


def master(answer: _JSON) -> ET.Element:
    """Return a master as the dump has it."""
    made = ET.Element("master", id=str(answer["id"]))
    _put(made, "main_release", answer.get("main_release", 0))
    _put_credits(made, "artists", answer)
    _put_all(made, "genres", "genre", answer)
    _put_all(made, "styles", "style", answer)
    _put(made, "year", answer.get("year", 0))
    for key in ("title", "data_quality", "notes"):
        _put(made, key, answer.get(key))
    _put_videos(made, answer)
    return made


def release(answer: _JSON) -> ET.Element:
    """Return a release as the dump has it; no image comes along, and nothing of Discogs' users."""
    made = ET.Element("release", id=str(answer["id"]), status=answer.get("status", "Accepted"))
    _put_credits(made, "artists", answer)
    _put(made, "title", answer.get("title"))
    _put_named(made, "labels", "label", answer, ("name", "catno", "id"))
    _put_named(made, "series", "series", answer, ("name", "catno", "id"))
    _put_credits(made, "extraartists", answer)
    _put_formats(made, answer)
    _put_all(made, "genres", "genre", answer)
    _put_all(made, "styles", "style", answer)
    for key in ("country", "released", "notes", "data_quality"):
        _put(made, key, answer.get(key))
    if answer.get("master_id"):
        ET.SubElement(made, "master_id", is_main_release="false").text = str(answer["master_id"])
    _put_tracks(made, "tracklist", answer)
    _put_named(made, "identifiers", "identifier", answer, ("type", "description", "value"))
    _put_videos(made, answer)
    for one in answer.get("companies", ()):
        company = ET.SubElement(_room(made, "companies"), "company")
        for key in _COMPANY:
            _put(company, key, one.get(key, ""))
    return made


def _room(parent: ET.Element, name: str) -> ET.Element:
    found = parent.find(name)
    return ET.SubElement(parent, name) if found is None else found


def _put(parent: ET.Element, name: str, value: object) -> None:
    if value is not None:
        ET.SubElement(parent, name).text = str(value)


def _put_all(parent: ET.Element, room: str, name: str, answer: _JSON) -> None:
    for value in answer.get(room, ()):
        _put(_room(parent, room), name, value)


def _put_named(parent: ET.Element, room: str, name: str, answer: _JSON, keys: Iterable[str]) -> None:
    for one in answer.get(room, ()):
        ET.SubElement(_room(parent, room), name, {key: str(one[key]) for key in keys if key in one})


def _put_credits(parent: ET.Element, room: str, answer: _JSON) -> None:
    for one in answer.get(room, ()):
        credited = ET.SubElement(_room(parent, room), "artist")
        for key in _CREDIT:
            _put(credited, key, one.get(key, ""))


def _put_formats(parent: ET.Element, answer: _JSON) -> None:
    for one in answer.get("formats", ()):
        about = {"name": one["name"], "qty": one.get("qty", ""), "text": one.get("text", "")}
        made = ET.SubElement(_room(parent, "formats"), "format", about)
        _put_all(made, "descriptions", "description", one)


def _put_tracks(parent: ET.Element, room: str, answer: _JSON) -> None:
    for one in answer.get(room, ()):
        track = ET.SubElement(_room(parent, room), "track")
        for key in ("position", "title", "duration"):
            _put(track, key, one.get(key, ""))
        for key in ("artists", "extraartists"):
            _put_credits(track, key, one)
        _put_tracks(track, "sub_tracks", one)


def _put_videos(parent: ET.Element, answer: _JSON) -> None:
    for one in answer.get("videos", ()):
        about = {"src": one["uri"], "duration": str(one.get("duration", 0)), "embed": "true"}
        video = ET.SubElement(_room(parent, "videos"), "video", about)
        for key in ("title", "description"):
            _put(video, key, one.get(key, ""))
