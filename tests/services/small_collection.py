"""A small made-up collection for the fake Discogs, and ways to ask for it."""

from typing import Any

import requests

from services.fakes.discogs import DiscogsFake
from services.fakes.world import World

NAMED = {"User-Agent": "Sleevenotes/0.1 +https://example.org"}
OWNER = NAMED | {"Authorization": "Discogs token=sample-token"}
SHELF = "/users/crate/collection/folders/0/releases"
JPEG = b"\xff\xd8\xff\xe0 a picture"


def release(number: int) -> dict[str, Any]:
    """Return a release with one picture; those with an odd number have a master."""
    picture = {"type": "primary", "uri": "{origin}/images/1.jpg", "resource_url": "{origin}/images/1.jpg"}
    master = {"master_id": number, "master_url": f"{{origin}}/masters/{number}"} if number % 2 else {}
    return {
        "id": number,
        "title": f"Title {number:03}",
        "year": 1970 + number % 7,
        "artists": [{"name": f"Ärtist {number % 5}"}],
        "images": [picture | {"uri150": "{origin}/images/1-small.jpg"}],
        **master,
    }


def copy(number: int) -> dict[str, Any]:
    """Return a copy of that release, added on that day of the year."""
    added = f"2020-{1 + number // 28:02}-{1 + number % 28:02}T12:00:00-08:00"
    return {"id": number, "instance_id": 1000 + number, "folder_id": 1, "rating": number % 6, "date_added": added}


def crate(size: int = 7, **changes: Any) -> World:
    """Return a collection of that many copies."""
    numbers = range(1, size + 1)
    known = {
        "releases": {number: release(number) for number in numbers},
        "masters": {1: {"id": 1, "title": "Title", "year": 1969}},
        "artists": {9: {"id": 9, "name": "Ärtist", "images": release(1)["images"]}},
        "copies": [copy(number) for number in numbers],
        "images": {"/images/1.jpg": lambda: JPEG},
    }
    return World(username="crate", **(known | changes))


def get(fake: DiscogsFake, path: str, headers: dict[str, str] = OWNER) -> requests.Response:
    """Ask the fake over HTTP."""
    return requests.get(fake.origin + path, headers=headers, timeout=5)


def read_all(fake: DiscogsFake, query: str) -> list[dict[str, Any]]:
    """Return every page of the collection, by its `next` links."""
    pages = [get(fake, f"{SHELF}?{query}").json()]
    while url := pages[-1]["pagination"]["urls"].get("next"):
        pages.append(requests.get(url, headers=OWNER, timeout=5).json())
    return pages


def instances(pages: list[dict[str, Any]]) -> list[int]:
    """Return the ids of the copies on some pages."""
    return [item["instance_id"] for page in pages for item in page["releases"]]
