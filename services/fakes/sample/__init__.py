"""A sample collection: seventy well-known records with true facts, a made-up shelf, and covers drawn by program."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from services.fakes.sample import covers, shelf
from services.fakes.sample.artists import artist
from services.fakes.sample.identities import ArtistIds
from services.fakes.sample.releases import master, release
from services.fakes.world import World

_JSON = dict[str, Any]
_Drawings = dict[str, Callable[[], bytes]]

USERNAME = "sample"
"""The owner of the collection."""
_WITH_BACK_EVERY = 3
_HOMONYM = re.compile(r" \(\d+\)$")


def sample_world() -> World:
    """Return a new World that holds the sample collection."""
    records, people = _records(), _people()
    ids = ArtistIds({name: entry["id"] for name, entry in people.items() if "id" in entry})
    releases = [release(record, ids) for record in records]
    artists = [artist(name, entry, ids) for name, entry in people.items()]
    drawings: _Drawings = {}
    for record, answer in zip(records, releases, strict=True):
        _illustrate(answer, "release", _views(record, answer), drawings)
    for entry, answer in zip(people.values(), artists, strict=True):
        portrait = partial(covers.portrait, answer["id"], answer["name"])
        _illustrate(answer, "artist", [portrait] if entry.get("picture", True) else [], drawings)
    return World(
        username=USERNAME,
        releases={answer["id"]: answer for answer in releases},
        masters=_masters(records, releases),
        artists={answer["id"]: answer for answer in artists},
        copies=shelf.copies(records),
        folders=shelf.folders(),
        images=drawings,
    )


@cache
def _tables() -> list[Mapping[str, Any]]:
    paths = sorted(files(__package__).joinpath("records").iterdir(), key=lambda path: path.name)
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.name.endswith(".toml")]


def _records() -> list[Mapping[str, Any]]:
    records = [record for table in _tables() for record in table.get("release", ())]
    return sorted(records, key=lambda record: int(record["number"]))


def _people() -> dict[str, Mapping[str, Any]]:
    return {name: entry for table in _tables() if "release" not in table for name, entry in table.items()}


def _masters(records: list[Mapping[str, Any]], releases: list[_JSON]) -> dict[int, _JSON]:
    pressings: dict[int, list[_JSON]] = {}
    for answer in releases:
        if "master_id" in answer:
            pressings.setdefault(answer["master_id"], []).append(answer)
    years = {answer["id"]: record.get("original", 0) for record, answer in zip(records, releases, strict=True)}
    return {number: master(releases, years[releases[0]["id"]]) for number, releases in pressings.items()}


def _views(record: Mapping[str, Any], answer: _JSON) -> list[Callable[[], bytes]]:
    """Return the functions that draw a release: its front, for some its back, and for vinyl records the label."""
    if not record.get("images", True):
        return []
    title = answer["title"]
    front = partial(covers.front, answer["id"], _credited(answer["artists"]), title)
    views: list[Callable[[], bytes]] = [front]
    if record["number"] % _WITH_BACK_EVERY == 0:
        views.append(partial(covers.back, answer["id"], title, [row["title"] for row in answer["tracklist"]]))
    if answer["formats"][-1]["name"] == "Vinyl":
        views.append(partial(covers.disc, answer["id"], answer["labels"][0]["name"], title))
    return views


def _credited(artists: list[_JSON]) -> str:
    """Return the artists as they stand on a sleeve."""
    names = [f"{_HOMONYM.sub('', artist['anv'] or artist['name'])} {artist['join']} " for artist in artists]
    return "".join(names).replace(" , ", ", ").strip()


def _illustrate(answer: _JSON, kind: str, views: list[Callable[[], bytes]], drawings: _Drawings) -> None:
    """Add pictures to an answer, and the functions that draw them to the drawings."""
    stems = [f"{kind}-{answer['id']}" + (f"-{place}" if place else "") for place in range(len(views))]
    for stem, view in zip(stems, views, strict=True):
        drawings[f"/images/{stem}.jpg"] = view
        drawings[f"/images/{stem}-150.jpg"] = partial(covers.thumbnail, view)
    if views:
        answer["images"] = [_image(stem, "secondary" if place else "primary") for place, stem in enumerate(stems)]


def _image(stem: str, kind: str) -> _JSON:
    address = f"{{origin}}/images/{stem}.jpg"
    return {
        "type": kind,
        "uri": address,
        "resource_url": address,
        "uri150": f"{{origin}}/images/{stem}-150.jpg",
        "width": covers.SIDE,
        "height": covers.SIDE,
    }
