"""How near a run comes to the time that its slowest service's limit alone takes: sources work side by side.

python benchmarks/overlap.py [RELEASES] [TIMES FASTER] [key]

The services are fakes at their real limits, with a shorter minute; `key` is for an owner who has keys for Apple Music
and Spotify. The floor of a service is its requests divided by its limit.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from generated import world

from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import load
from scraper.wiring.workshop import workshop
from services.fakes.apple_music import KEY_ID, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.discogs import DiscogsFake
from services.fakes.itunes import ItunesFake
from services.fakes.music import Album, MusicCatalogue
from services.fakes.musicbrainz import CoverArtFake, Link, MusicBrainzEntry, MusicBrainzFake, MusicBrainzWorld
from services.fakes.spotify import SpotifyFake
from services.fakes.wikimedia import WikidataFake, WikipediaFake
from services.fakes.wikimedia_world import WikidataItem, WikimediaWorld, WikipediaArticle
from services.fakes.world import World

LIMITS = {
    "discogs": 60,
    "itunes": 20,
    "apple_music": 200,
    "spotify": 120,
    "wikidata": 200,
    "wikipedia": 200,
    "musicbrainz": 60,
}
"""Requests a minute, as the services have it and as our settings take it."""
NOT_LIMITED = {"cover", "image", "token", "front"}


def catalogue(made: World) -> MusicCatalogue:
    """Return two thirds of the albums, half of which have other songs of the same number first."""
    found = []
    for number, release in made.releases.items():
        songs = tuple((track["title"], None) for track in release["tracklist"])
        by = release["artists"][0]
        facts: dict[str, Any] = {
            "title": release["title"],
            "artist": by["name"],
            "artist_id": by["id"],
            "year": str(release["year"]),
        }
        if number % 3:
            found.append(Album(number=100_000 + number, tracks=songs, **facts))
        elif number % 2:
            found.append(
                Album(number=200_000 + number, tracks=tuple((title[::-1], None) for title, _ in songs), **facts)
            )
    return MusicCatalogue(albums=found)


def knowledge(made: World) -> tuple[WikimediaWorld, MusicBrainzWorld]:
    """Return items and articles for a third of the masters, entries for the others and for all artists."""
    wikimedia, musicbrainz = WikimediaWorld(), MusicBrainzWorld()
    for number, master in made.masters.items():
        mbid = f"00000000-0000-4000-8000-{number:012}"
        if number % 3 == 0:
            title = f"{master['title']} (album)"
            wikimedia.items.append(
                WikidataItem(qid=f"Q{number}", claims={"P1954": [(str(number), "normal")]}, sitelinks={"enwiki": title})
            )
            wikimedia.articles.append(WikipediaArticle(title=title, extract=f"{title} is a record.", qid=f"Q{number}"))
        else:
            link = Link(type="discogs", resource=f"https://www.discogs.com/master/{number}")
            musicbrainz.entries.append(
                MusicBrainzEntry(kind="release-group", mbid=mbid, name=master["title"], links=(link,))
            )
    for number, artist in made.artists.items():
        link = Link(type="discogs", resource=f"https://www.discogs.com/artist/{number}")
        mbid = f"00000000-0000-4000-9000-{number:012}"
        musicbrainz.entries.append(MusicBrainzEntry(kind="artist", mbid=mbid, name=artist["name"], links=(link,)))
    return wikimedia, musicbrainz


@contextmanager
def services(made: World, faster: float, public_key: str) -> Iterator[dict[str, Any]]:
    """Run all the services, with a shorter minute."""
    minute, music = 60.0 / faster, catalogue(made)
    wikimedia, musicbrainz = knowledge(made)
    fakes: dict[str, Any] = {
        "discogs": DiscogsFake(made, window=minute),
        "itunes": ItunesFake(music, window=minute),
        "apple_music": AppleMusicFake(music, public_key=public_key),
        "spotify": SpotifyFake(music, limit=120, window=minute),
        "wikidata": WikidataFake(wikimedia, window=minute),
        "wikipedia": WikipediaFake(wikimedia, window=minute),
        "musicbrainz": MusicBrainzFake(musicbrainz, window=1.0 / faster),
        "cover_art_archive": CoverArtFake(musicbrainz),
    }
    with ExitStack() as stack:
        for fake in fakes.values():
            stack.enter_context(fake)
        yield fakes


def variables(fakes: Mapping[str, Any], made: World, faster: float, home: Path, private_key: str) -> dict[str, str]:
    """Return the settings by which a run finds the services, at their pace."""
    at = {name: fake.origin for name, fake in fakes.items()}
    pace = {name: str(limit * faster) for name, limit in LIMITS.items()}
    values = {
        "DISCOGS__USERNAME": made.username,
        "DISCOGS__TOKEN": made.token,
        "DISCOGS__BASE_URL": at["discogs"],
        "DISCOGS__REQUESTS_PER_MINUTE": pace["discogs"],
        "APPLE_MUSIC__BASE_URL": at["apple_music"],
        "APPLE_MUSIC__REQUESTS_PER_MINUTE": pace["apple_music"],
        "APPLE_MUSIC__ITUNES_URL": at["itunes"],
        "APPLE_MUSIC__ITUNES_REQUESTS_PER_MINUTE": pace["itunes"],
        "SPOTIFY__BASE_URL": f"{at['spotify']}/v1",
        "SPOTIFY__TOKEN_URL": f"{at['spotify']}/api/token",
        "SPOTIFY__REQUESTS_PER_MINUTE": pace["spotify"],
        "WIKIPEDIA__BASE_URL": at["wikipedia"],
        "WIKIPEDIA__WIKIDATA_URL": at["wikidata"],
        "WIKIPEDIA__REQUESTS_PER_MINUTE": pace["wikipedia"],
        "MUSICBRAINZ__BASE_URL": f"{at['musicbrainz']}/ws/2",
        "MUSICBRAINZ__COVER_ART_URL": at["cover_art_archive"],
        "MUSICBRAINZ__REQUESTS_PER_MINUTE": pace["musicbrainz"],
        "PATHS__DATABASE": str(home / "sleevenotes.db"),
    }
    if private_key:
        (home / "AuthKey.p8").write_text(private_key)
        values |= {
            "APPLE_MUSIC__KEY_ID": KEY_ID,
            "APPLE_MUSIC__TEAM_ID": TEAM_ID,
            "APPLE_MUSIC__PRIVATE_KEY_PATH": str(home / "AuthKey.p8"),
        }
        values |= {"SPOTIFY__CLIENT_ID": "sample-client", "SPOTIFY__CLIENT_SECRET": "sample-secret"}
    return {**os.environ, **{f"SCRAPE_{name}": value for name, value in values.items()}}


def step() -> None:
    """Read the collection and fetch everything, in a process of its own; print the seconds and CPU seconds."""
    report = Report()
    with workshop(load(), Progress()) as shop:
        harvest = shop.harvest()
        began = time.perf_counter()
        harvest.read_collection(report, everything=True)
        harvest.fetch_due(report)
        print(json.dumps([time.perf_counter() - began, time.process_time(), report.lines()]))


def compare(releases: int, faster: float, *, with_keys: bool) -> None:
    """Run against all services and print what each was asked, its floor, and how near the run came to the longest."""
    made, (private, public) = world(releases), key_pair()
    with tempfile.TemporaryDirectory() as folder, services(made, faster, public) as fakes:
        settings = variables(fakes, made, faster, Path(folder), private if with_keys else "")
        done = subprocess.run(
            [sys.executable, __file__, "step"], env=settings, cwd=folder, check=True, capture_output=True, text=True
        )
        seconds, busy, lines = json.loads(done.stdout)
        asked = {name: [one for one in fakes[name].requests if one.kind not in NOT_LIMITED] for name in LIMITS}
    floors = {name: len(requests) / (LIMITS[name] * faster) * 60 for name, requests in asked.items() if requests}
    print(f"{releases:,} releases, a minute lasts {60 / faster:g} s")
    for name, floor in sorted(floors.items(), key=lambda one: -one[1]):
        refused = sum(one.status in (403, 429, 503) for one in asked[name])
        first, last = asked[name][0].at, asked[name][-1].at
        print(
            f"  {name:12} {len(asked[name]):6,} requests, {refused} refused, floor {floor:7.2f} s,"
            f" from first to last {last - first:7.2f} s"
        )
    longest = max(floors.values())
    print(f"  the run took {seconds:.2f} s (CPU {busy:.1f} s): {seconds / longest:.3f} times the longest floor")
    print(f"  one after the other: {sum(floors.values()) / longest:.2f} times")
    print("  " + "\n  ".join(lines))


if __name__ == "__main__":
    words = sys.argv[1:]
    if words == ["step"]:
        step()
    else:
        numbers = [float(word) for word in words if word != "key"]
        compare(int(numbers[0]) if numbers else 100, numbers[1] if len(numbers) > 1 else 20.0, with_keys="key" in words)
