"""A collection of any size, made up but shaped like a real one, always the same for the same size."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from services.fakes.world import World

WORDS = (  # noqa: SIM905  # a list of literals would be three times as long
    "Midnight River Glass Paper Golden Electric Silent Winter Summer Northern Concrete Velvet Broken Distant Hollow "
    "Crystal Burning Floating Hidden Wooden Iron Copper Scarlet Marble Quiet Restless Sunken Wild Åland Été Señor Łódź"
).split()
GENRES = ("Rock", "Electronic", "Jazz", "Folk, World, & Country", "Funk / Soul", "Hip Hop", "Classical", "Pop")
STYLES = ("Indie Rock", "Ambient", "Techno", "Bop", "Soul", "Dub", "Post-Punk", "House", "Krautrock", "Bossanova")
COUNTRIES = ("UK", "US", "Germany", "Japan", "France", "Sweden", "Brazil", "Nigeria", "Jamaica", "UK & Europe")
ROLES = ("Producer", "Engineer [Assistant]", "Written-By", "Mastered By", "Photography By", "Guitar, Vocals")


def world(releases: int, artists: int | None = None) -> World:
    """Return a collection of one copy of each of so many releases, half as many artists unless said otherwise."""
    chance = random.Random(releases)  # noqa: S311  # the same numbers each time are the point
    people = artists or max(1, releases // 2)
    return World(
        username="bench",
        releases={number: _release(number, people, chance) for number in range(1, releases + 1)},
        masters={number: _master(number) for number in range(1, releases // 2 + 1)},
        artists={number: _artist(number) for number in range(1001, 1001 + people)},
        copies=[_copy(number) for number in range(1, releases + 1)],
    )


def _title(chance: random.Random) -> str:
    return " ".join(chance.sample(WORDS, chance.randint(1, 4)))


def _credit(number: int, **more: str) -> dict[str, Any]:
    name = f"{WORDS[number % len(WORDS)]} {WORDS[number // 7 % len(WORDS)]} {number}"
    return {"id": number, "name": name, "anv": "", "join": "", "role": "", "tracks": "", **more}


def _release(number: int, people: int, chance: random.Random) -> dict[str, Any]:
    def somebody() -> int:
        # As many who only ever work for others as there are main artists.
        return 1001 + chance.randrange(2 * people)

    year = chance.randint(1955, 2025)
    # Every artist is the main one of at least one release.
    answer: dict[str, Any] = {
        "id": number,
        "title": _title(chance),
        "artists": [_credit(1001 + number % people)],
        "year": year,
        "released": f"{year}-{chance.randint(0, 12):02}-00",
        "country": chance.choice(COUNTRIES),
        "labels": [{"id": number % 400 + 1, "name": f"Label {number % 400}", "catno": f"CAT {number}"}],
        "formats": [{"name": "Vinyl", "qty": "1", "descriptions": ["LP", "Album"], "text": "180g"}],
        "genres": chance.sample(GENRES, 1),
        "styles": chance.sample(STYLES, 2),
        "tracklist": [
            {"type_": "track", "position": f"{side}{place}", "title": _title(chance), "duration": f"{place}:30"}
            for side in "AB"
            for place in range(1, 7)
        ],
        "extraartists": [_credit(somebody(), role=chance.choice(ROLES)) for _ in range(10)],
        "companies": [{"id": 9, "name": "Pressing Plant", "catno": "", "entity_type_name": "Pressed By"}],
        "identifiers": [{"type": "Barcode", "value": f"{number:012}"}, {"type": "Matrix / Runout", "value": "A1 | B1"}],
        "notes": f"Recorded with [a={WORDS[number % len(WORDS)]}] in [b]one[/b] night.\r\n\r\nPressing of {year}.",
        "community": {"have": number, "want": 3, "rating": {"count": 9, "average": 4.2}},
        "videos": [],
    }
    if number % 2:
        answer["master_id"] = number // 2 + 1
    return answer


def _master(number: int) -> dict[str, Any]:
    return {"id": number, "title": f"Master {number}", "year": 1950 + number % 70, "main_release": number}


def _artist(number: int) -> dict[str, Any]:
    profile = f"Band from {COUNTRIES[number % len(COUNTRIES)]}, see [a{number - 1}] and [l=Label 3]."
    return {
        "id": number,
        "name": _credit(number)["name"],
        "profile": profile,
        "members": [{"id": number + 1, "name": _credit(number + 1)["name"], "active": True}],
        "urls": ["https://example.org/", "https://en.wikipedia.org/wiki/Music"],
        "namevariations": ["A. N. Other"],
    }


def _copy(number: int) -> dict[str, Any]:
    day = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(hours=number * 13)
    moment = f"{day:%Y-%m-%dT%H:%M:%S}-08:00"
    return {"id": number, "instance_id": 1_000_000 + number, "folder_id": 1, "rating": number % 6, "date_added": moment}
