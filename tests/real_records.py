"""Real records from Discogs' monthly dump, as the world of a fake Discogs."""

import gzip
import io
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from dump_answers import JSON, SIDE, artist, in_california, master, master_frame, plain_artist, release
from PIL import Image

from services.fakes.world import World

_NO_ARTIST = {0, 194, 118760, 355}
"""Ids that stand for nobody: unlinked, Various, No Artist and Unknown have no page of their own."""
_SHARED = "shared/data/discogs-dump"
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
        artists={answer["id"]: answer for answer in map(artist, _records(folder, "artists"))},
        copies=[_copy(place, number) for place, number in enumerate(releases)],
    )
    known.masters = {
        answer["id"]: answer for answer in (master(record, known) for record in _records(folder, "masters"))
    }
    known.images = dict(_drawings(known))
    if complete:
        known.artists = _made_up_artists(known) | known.artists
        own = "master_id[@is_main_release='true']"
        main = {number for number, record in releases.items() if record.find(own) is not None}
        known.masters = _made_up_masters(known, main) | known.masters
    return known


def _records(folder: Path, kind: str) -> Iterator[ET.Element]:
    paths = sorted(folder.glob(f"*_{kind}.xml.gz"))
    if not paths:
        raise FileNotFoundError(f"{folder} holds no *_{kind}.xml.gz")
    for path in paths:
        with gzip.open(path) as file:
            yield from ET.parse(file).getroot()  # noqa: S314 - the records are from a trusted sample


def _drawings(known: World) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for record in (*known.releases.values(), *known.artists.values()):
        for image in record.get("images", ()):
            for uri in (image["uri"], image["uri150"]):
                yield uri.removeprefix("{origin}"), partial(_drawn, record["id"])


def _drawn(number: int) -> bytes:
    file = io.BytesIO()
    colour = (number * 37 % 256, number * 91 % 256, number * 151 % 256)
    Image.new("RGB", (SIDE, SIDE), colour).save(file, "JPEG")
    return file.getvalue()


def _made_up_artists(known: World) -> dict[int, JSON]:
    credited = {who["id"]: who["name"] for record in known.releases.values() for who in record["artists"]}
    return {number: plain_artist(number, name) for number, name in credited.items() if number not in _NO_ARTIST}


def _made_up_masters(known: World, main_releases: set[int]) -> dict[int, JSON]:
    pressings: dict[int, list[JSON]] = {}
    for record in known.releases.values():
        if "master_id" in record:
            pressings.setdefault(record["master_id"], []).append(record)
    return {number: _made_up_master(number, some, main_releases) for number, some in pressings.items()}


def _made_up_master(number: int, pressings: list[JSON], main_releases: set[int]) -> JSON:
    main = next((record for record in pressings if record["id"] in main_releases), pressings[0])
    shared = ("title", "artists", "genres", "styles", "tracklist", "data_quality", "videos")
    year = min((record["year"] for record in pressings if record["year"]), default=0)
    return master_frame(number, main["id"]) | {"year": year} | {key: main[key] for key in shared if key in main}


def _copy(place: int, number: int) -> JSON:
    written = [{"field_id": 1, "value": _GRADES[place % 3]}] if place % 4 else []
    if place % 10 == 0:
        written.append({"field_id": 3, "value": f"Shelf {place // 10 + 1}"})
    about = {"id": number, "instance_id": 1_000_000 + place, "folder_id": 1, "rating": place % 6}
    added = in_california(_FIRST_DAY + timedelta(days=7, hours=5) * place)
    return about | {"date_added": added} | ({"notes": written} if written else {})
