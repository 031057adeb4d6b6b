"""Pages a second from a store of 5,000 releases, and the second run over it, beside the bare writing of the same bytes.

python benchmarks/rendering.py [RELEASES]
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import world
from pydantic import SecretStr

from scraper import translation
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.sections import (
    AppleMusicSettings,
    DiscogsSettings,
    MusicBrainzSettings,
    PathSettings,
    SiteSettings,
    SpotifySettings,
    WikipediaSettings,
)
from scraper.run.settings import Settings
from scraper.store import Store
from scraper.wiring.workshop import workshop
from services.fakes.discogs import DiscogsFake
from services.fakes.world import World

QUIET = Progress()


def _settings(home: Path, origin: str) -> Settings:
    return Settings.model_construct(
        discogs=DiscogsSettings(
            username="bench", token=SecretStr("sample-token"), base_url=origin, requests_per_minute=600_000
        ),
        apple_music=AppleMusicSettings(enabled=False),
        spotify=SpotifySettings(enabled=False),
        wikipedia=WikipediaSettings(enabled=False),
        musicbrainz=MusicBrainzSettings(enabled=False),
        site=SiteSettings(path=home / "site"),
        paths=PathSettings(database=home / "sleevenotes.db"),
    )


def fill(store: Store, made: World) -> None:
    """Put a whole collection into the store, as a first run would."""
    store.remember("collection-of", made.username)
    items = [{**copy, "basic_information": {**made.releases[copy["id"]], "id": copy["id"]}} for copy in made.copies]
    store.save_copies((translation.copy(item), translation.basic_release(item), item) for item in items)
    for answer in made.releases.values():
        store.save_release(translation.release(answer), answer)
    for answer in made.masters.values():
        store.save_master(translation.master(answer), answer)
    for answer in made.artists.values():
        store.save_artist(translation.artist(answer), answer)


def step(name: str, home: Path, origin: str) -> None:
    """Run one step in a process of its own, and print its seconds, pages and peak memory."""
    report = Report()
    began = time.perf_counter()
    with workshop(_settings(home, origin), QUIET) as shop:
        if name == "second-run":
            harvest = shop.harvest()
            harvest.read_collection(report, everything=True)
            harvest.fetch_due(report)
        shop.publisher().publish(report)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = sum(report.fetched.values())
    print(json.dumps([seconds, report.written, report.unchanged, asked, peak]))


def run(name: str, home: Path, origin: str = "http://127.0.0.1:9") -> list[float]:
    """Run a step and return its numbers."""
    done = subprocess.run([sys.executable, __file__, name, home, origin], check=True, capture_output=True, text=True)
    numbers: list[float] = json.loads(done.stdout)
    return numbers


def floor(home: Path) -> float:
    """Write the same files with nothing else to do; return the seconds."""
    bodies = [(file, file.read_bytes()) for file in sorted((home / "site" / "content").rglob("*.md"))]
    began = time.perf_counter()
    for file, body in bodies:
        copy = home / "floor" / file.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(body)
    return time.perf_counter() - began


def compare(releases: int) -> None:
    """Make the collection, run the steps, print what they took."""
    made = world(releases)
    with tempfile.TemporaryDirectory() as folder, DiscogsFake(made, limit=None) as fake:
        home = Path(folder)
        with Store(home / "sleevenotes.db") as store:
            fill(store, made)
        seconds, written, _, _, peak = run("publish", home)
        least = floor(home)
        people = written - releases - len(made.artists)
        print(f"{releases:,} releases, {len(made.artists):,} artists, {people:,.0f} other people")
        print(
            f"first pages  {written:,.0f} in {seconds:.2f} s: {written / seconds:,.0f} a second, {peak:.0f} MiB at most"
        )
        print(f"             {seconds / least:.1f} times the bare writing of the same bytes ({least:.2f} s)")
        again, written, unchanged, asked, peak = run("second-run", home, fake.origin)
        print(f"second run   {again:.2f} s, {asked:.0f} requests, {peak:.0f} MiB at most")
        print(f"             {written:.0f} pages written, {unchanged:,.0f} unchanged")
        print(f"             {again / seconds:.2f} times the first pages")


if __name__ == "__main__":
    if len(sys.argv) == 4:  # noqa: PLR2004  # the step, its folder and the address of the fake
        step(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
    else:
        compare(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
