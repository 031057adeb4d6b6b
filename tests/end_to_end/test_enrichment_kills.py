"""A run that is killed while it asks all services ends, in the end, in the same bytes as one that nobody disturbed."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from first_runs import Ports
from forked import Forked
from household import contents, crate, picture
from neighbours import Elsewhere, Neighbours, album_of, article_on, neighbours

from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, Faults
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.server import FakeServer
from services.fakes.world import World

pytestmark = pytest.mark.usefixtures("hugo")

RELEASES, KILLS = 12, 8
SEED = 20261121
UNDER_WAY = 2 + 2 + 2 + 3 + 3 + 1 + 3
"""Requests that a kill can cost: Discogs, Apple, Spotify, Wikidata, MusicBrainz, Wikipedia, three hosts of images."""


def mbid(number: int) -> str:
    """Return a release group's id."""
    return f"00000000-0000-4000-8000-{number:012}"


def records() -> World:
    """Return albums of three tracks, of which every third has no image at Discogs."""
    world = crate(RELEASES)
    for number, made in world.releases.items():
        names = [f"Song {place} of {number}" for place in (1, 2, 3)]
        made["tracklist"] = [{"position": "A", "type_": "track", "title": name, "duration": ""} for name in names]
        if number % 3 == 0:
            made["images"] = []
    return world


def around(world: World) -> Elsewhere:
    """Return services of which each knows a part of the albums; covers come from two hosts."""
    found = Elsewhere()
    for number, made in world.releases.items():
        if number % 4:
            found.apple.albums.append(album_of(made, 1_000_000 + number, notes=f"Notes on {number}"))
        if number % 5:
            found.spotify.albums.append(album_of(made, 1_000_000 + number))
        article_on(found.wikimedia, made, number, named=bool(number % 2))
        if "master_id" in made:
            discogs = Link(type="discogs", resource=f"https://www.discogs.com/master/{made['master_id']}")
            item = Link(type="wikidata", resource=f"https://www.wikidata.org/wiki/Q{number}")
            found.musicbrainz.entries.append(
                MusicBrainzEntry(kind="release-group", mbid=mbid(number), name=made["title"], links=(discogs, item))
            )
            found.musicbrainz.covers[mbid(number)] = lambda number=number: picture(100 + number)  # type: ignore[misc]
    return found


@pytest.fixture
def services(tmp_path: Path, ports: Ports) -> Iterator[Neighbours]:
    """Run the services, slow enough to be interrupted."""
    with neighbours(around(records()), tmp_path, ports) as running:
        for fake in running.fakes.values():
            fake.faults.rules = [Fault(path=".", kind="slow", seconds=0.008, times=None)]
        yield running


@pytest.fixture
def fake() -> Iterator[DiscogsFake]:
    """Run Discogs, just as slow."""
    slow = Faults(rules=[Fault(path=".", kind="slow", seconds=0.008, times=None)])
    with DiscogsFake(records(), limit=None, faults=slow) as running:
        yield running


def asked(fakes: list[FakeServer]) -> int:
    """Return how many requests there were at all."""
    return sum(len(fake.requests) for fake in fakes)


def test_kills_while_all_are_asked_lose_nothing(fake: DiscogsFake, services: Neighbours, tmp_path: Path) -> None:
    """Pages, links, texts and covers are the same; asked for twice is no more than what was under way."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    calm, troubled = tmp_path / "calm", tmp_path / "troubled"
    calm.mkdir()
    troubled.mkdir()
    fakes: list[FakeServer] = [fake, *services.fakes.values()]
    assert 0 == Forked(calm, fake.origin, "--all", variables=services.variables).ended().code
    needed = asked(fakes)
    seen = {one: len(one.requests) for one in fakes}
    kills = 0
    for moment in sorted(chance.sample(range(5, needed), KILLS)):
        process = Forked(troubled, fake.origin, "--all", variables=services.variables)
        while process.is_running() and asked(fakes) - needed < moment:
            time.sleep(0.001)
        process.kill()
        kills += process.ended().code < 0
    assert 0 == Forked(troubled, fake.origin, "--all", variables=services.variables).ended().code
    assert contents(calm) == contents(troubled)
    twice = sum(sum(count - 1 for count in told.values()) for told in again(seen))
    print(f"{kills} kills, {asked(fakes) - needed} requests for {needed}, {twice} of them twice")  # noqa: T201  # shown by -s
    assert KILLS - 1 <= kills
    assert kills * UNDER_WAY >= twice


def again(seen: dict[FakeServer, int]) -> Iterator[Counter[str]]:
    """Yield for each service how often it was asked each thing; every run asks for the collection and for tokens."""
    for one, before in seen.items():
        requests = [request for request in one.requests[before:] if request.kind not in ("collection", "token")]
        yield Counter(f"{request.path} {sorted(request.query.items())}" for request in requests)
