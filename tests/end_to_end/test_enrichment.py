"""Albums and artists gain links, texts and covers from the other services; what that costs in requests is bounded."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from math import ceil
from typing import Literal

import pytest
from household import Home, MakeHome, crate, put
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, article_on, days_later, knowing

from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.server import Request
from services.fakes.world import World
from services.musicbrainz import AT_ONCE

BUDGET = {"apple_music": 2, "itunes": 2, "spotify": 2, "musicbrainz": 3, "wikipedia": 1}
"""Requests for one release at most; those of MusicBrainz and Wikipedia are for its album, whatever its pressings."""
MANY, FEW = 24, 6
"""Records: more than go into one question to Wikidata, and enough to see what one of them costs."""
FIRST = 77_100
"""Every id, barcode and title of a release holds its number, which is found again in the requests for it."""
_NUMBER = re.compile(r"77[1-9]\d\d")


def barcode(number: int) -> str:
    """Return the twelve digits of a release's barcode."""
    digits = f"{59_000_000_000 + number}"
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def mbid(number: int, kind: int = 4) -> str:
    """Return an id of MusicBrainz; the kind tells releases from release groups."""
    return f"00000000-0000-{kind}000-8000-{number:012}"


def identifiers(number: int) -> list[dict[str, str]]:
    """Return a barcode in one of the ways in which people type it from sleeves, beside others that are none."""
    code = barcode(number)
    forms = [code, f"{code[0]} {code[1:6]} {code[6:11]} {code[11]}", f"0{code}", f"EAN 00{code}", f"{code} DIDX-1"]
    others = [{"type": "Barcode", "value": "123"}, {"type": "Matrix / Runout", "value": "0075678280412"}]
    return [{"type": "Barcode", "value": forms[number % len(forms)]}, *others]


def tracks(number: int) -> list[dict[str, str]]:
    """Return nine tracks."""
    places = range(1, 10)
    return [
        {"position": f"A{at}", "type_": "track", "title": f"Song {at} of {number}", "duration": "3:45"} for at in places
    ]


def records(size: int, pressings: int = 1) -> World:
    """Return albums, every other one with a master; `pressings`: how many releases share one."""
    world = World(username="crate", token=crate(0).token)
    for number in range(FIRST + 1, FIRST + size + 1):
        first = number - (number - FIRST - 1) % pressings
        master = {"master_id": 1_000_000 + first} if first % 2 else {}
        put(world, number, tracklist=tracks(number), identifiers=identifiers(number), title=f"Title {number}")
        world.releases[number] = {
            key: value for key, value in world.releases[number].items() if key[:6] != "master"
        } | master
        world.copies[-1]["date_added"] = f"2020-03-{1 + (number - FIRST - 1) % 28:02}T12:15:00-08:00"
    world.masters = {
        one["master_id"]: {"id": one["master_id"], "title": one["title"], "year": 1969}
        for one in world.releases.values()
        if "master_id" in one
    }
    return world


def everything_found(world: World) -> Elsewhere:
    """Return services that have every album, by its barcode, and an article that ids lead to."""
    found = Elsewhere()
    for number, made in world.releases.items():
        for catalogue, padding in ((found.apple, ""), (found.spotify, "00")):
            catalogue.albums.append(album_of(made, 3_000_000 + number, upc=f"{padding}{barcode(number)}"))
        article_on(found.wikimedia, made, number)
    return found


def nothing_found(_: World) -> Elsewhere:
    """Return services that have never heard of anything."""
    return Elsewhere()


def all_doubtful(world: World) -> Elsewhere:
    """Return music services that have each album with other songs, and others with nearly its name."""
    found = Elsewhere()
    for number, made in world.releases.items():
        songs = tuple((f"Other {place}", 200) for place in range(9))
        near = [
            album_of(made, 3_000_000 + number, tracks=songs),
            album_of(made, 4_000_000 + number, title=f"{made['title']} (Live)"),
            album_of(made, 5_000_000 + number, title=f"{made['title']} Tribute", artist="Karaoke Stars"),
        ]
        found.apple.albums += near
        found.spotify.albums += near
    return found


def by_musicbrainz(world: World) -> Elsewhere:
    """Return services among which only MusicBrainz names Discogs' ids, and links to Wikidata items."""
    found = Elsewhere()
    for number, made in world.releases.items():
        kind, at = ("master", made["master_id"]) if "master_id" in made else ("release", number)
        discogs = Link(type="discogs", resource=f"https://www.discogs.com/{kind}/{at}")
        item = Link(type="wikidata", resource=f"https://www.wikidata.org/wiki/Q{number}")
        links, own = ((item, discogs), ()) if kind == "master" else ((item,), (discogs,))
        article_on(found.wikimedia, made, number, named=False)
        found.musicbrainz.entries += [
            MusicBrainzEntry(kind="release-group", mbid=mbid(number), name=made["title"], links=links),
            MusicBrainzEntry(kind="release", mbid=mbid(number, 5), name=made["title"], group=mbid(number), links=own),
        ]
    return found


def number_in(request: Request) -> int | None:
    """Return the release that a request is for; None where it is for an artist, an image, a token, or many at once."""
    if request.kind in ("cover", "front", "image", "token"):
        return None
    found = _NUMBER.search(" ".join([request.path, *request.query.values()]))
    return int(found[0]) if found else None


def costs(services: Neighbours) -> Iterator[tuple[str, int, int]]:
    """Yield for each service and release how many requests there were."""
    for name in BUDGET:
        counted = Counter(number_in(request) for request in services.fakes[name].requests)
        yield from ((name, number, count) for number, count in counted.items() if number is not None)


WORLDS = [everything_found, nothing_found, all_doubtful, by_musicbrainz, knowing]


@pytest.mark.parametrize(
    ("size", "pressings", "with_key"),
    [(MANY, 1, True), (2 * 4, 4, False)],
    ids=["one, with a key", "four, without"],
)
@pytest.mark.parametrize("elsewhere", WORLDS)
def test_requests_for_a_release_are_bounded(
    make_home: MakeHome,
    make_neighbours: MakeNeighbours,
    elsewhere: Callable[[World], Elsewhere],
    size: int,
    pressings: int,
    *,
    with_key: bool,
) -> None:
    """Counted by release and service, however much is found; a second run asks for nothing at all."""
    home = make_home(records(size, pressings))
    services = make_neighbours(elsewhere(home.world), with_key=with_key)
    assert 0 == home.run("--all").code
    assert [] == [(name, number, count) for name, number, count in costs(services) if count > BUDGET[name]]
    services.asked()
    _few_at_wikidata(services, size)
    home.asked()
    assert 0 == home.run("--all").code
    assert {} == services.asked()
    assert {} == home.asked_once()


def _few_at_wikidata(services: Neighbours, size: int) -> None:
    """Albums and artists are searched for twenty at a time, items fetched fifty at a time and once for each batch."""
    asked = services.fakes["wikidata"].requests
    searches = [request.query["srsearch"] for request in asked if request.query.get("list") == "search"]
    statements = sum(search.count("=") for search in searches)
    items = [request.query["ids"].split("|") for request in asked if "ids" in request.query]
    assert ceil(statements / 20) + 1 >= len(searches)
    assert len(searches) + ceil(sum(map(len, items)) / 50) >= len(items)
    assert size / 20 + 2 >= len(items)


@pytest.mark.parametrize("elsewhere", [everything_found, nothing_found, by_musicbrainz])
def test_addresses_are_asked_about_fifty_at_a_time(
    make_home: MakeHome, make_neighbours: MakeNeighbours, elsewhere: Callable[[World], Elsewhere]
) -> None:
    """Every master, release without one and artist is, whatever others know; then there is a request for each entry."""
    home = make_home(records(2 * MANY))
    services = make_neighbours(elsewhere(home.world))
    assert 0 == home.run("--all").code
    counted = Counter(request.kind for request in services.fakes["musicbrainz"].requests)
    asked_about = 2 * MANY + len(home.world.artists)
    assert ceil(asked_about / AT_ONCE) == counted.pop("url")
    assert counted.total() <= len(services.elsewhere.musicbrainz.entries)


@pytest.mark.parametrize("lists", ["refused", "too long", "cut short"])
def test_without_lists_addresses_are_asked_about_one_by_one(
    make_home: MakeHome, make_neighbours: MakeNeighbours, lists: Literal["refused", "too long", "cut short"]
) -> None:
    """All the same is found."""
    home = make_home(records(FEW))
    services = make_neighbours(by_musicbrainz(home.world))
    services.elsewhere.musicbrainz.lists = lists
    assert 0 == home.run("--all").code
    pages = [file.read_text() for file in home.content.glob("albums/*/index.md")]
    assert [True] * FEW == ["//musicbrainz.org/release" in page and ".wikipedia.org/" in page for page in pages]
    assert 1 + FEW <= services.fakes["musicbrainz"].count("url") <= 1 + FEW + len(home.world.artists)


def waits(home: Home, services: Neighbours, days: int) -> Counter[str]:
    """Let days go by and run; return what was asked for."""
    days_later(home.folder, days)
    services.asked()
    home.asked()
    assert 0 == home.run("--all").code
    assert {} == home.asked_once()
    return services.asked()


def test_what_was_not_found_is_asked_for_after_a_week_a_month_a_quarter(
    make_home: MakeHome, make_neighbours: MakeNeighbours
) -> None:
    """The waits grow; what is found is never asked for again."""
    home = make_home(records(FEW))
    found = next(iter(home.world.releases.values()))
    services = make_neighbours(Elsewhere())
    services.elsewhere.spotify.albums.append(album_of(found, 3_000_000 + found["id"]))
    assert 0 == home.run("--all").code
    once = services.asked()
    for days in (7, 30, 90, 90):
        assert {} == waits(home, services, days - 1), days
        again = waits(home, services, 1)
        assert {"spotify token", "spotify", "wikidata", "wikipedia", "musicbrainz", "apple_music"} == set(again)
        assert once["apple_music"] == again["apple_music"]
        assert 2 * (FEW - 1) == again["spotify"]
