"""The first harvest of 500 real records with the catalogue and without it: requests, and time.

python benchmarks/catalogue/harvest.py [SECONDS]

A fake Discogs has the real limits, 60 answers and 24 images a minute, but its minute lasts SECONDS (default: 2). So
the seconds that are printed hold less waiting than at Discogs, and as much computing. Beside them stand the minutes
that the limits alone would take at Discogs. The records are real, most of their masters and artists are invented. The
last line is of 5,000 invented records, for the computing.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.sections import (
    AppleMusicSettings,
    ArtworkSettings,
    CatalogueSettings,
    DiscogsSettings,
    MusicBrainzSettings,
    PathSettings,
    SpotifySettings,
    WikipediaSettings,
)
from scraper.run.settings import Settings
from scraper.wiring.workshop import workshop
from services.fakes.discogs import DiscogsFake
from services.fakes.world import World

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1]))

import generated
import real_records
from dump_writing import write_dumps

QUIET = Progress()
KINDS = ("release", "master", "artist", "image", "collection")
MANY = 5_000
PER_MINUTE, IMAGES_PER_MINUTE, MINUTE = 60, 24, 60.0
Covers = Literal["covers", "no covers"]


def _settings(home: Path, origin: str, minute: float, catalogue: Path, covers: Covers) -> Settings:
    rate = PER_MINUTE * MINUTE / minute
    return Settings.model_construct(
        discogs=DiscogsSettings(
            username="crate", token=SecretStr("sample-token"), base_url=origin, requests_per_minute=rate
        ),
        apple_music=AppleMusicSettings(enabled=False),
        spotify=SpotifySettings(enabled=False),
        wikipedia=WikipediaSettings(enabled=False),
        musicbrainz=MusicBrainzSettings(enabled=False),
        artwork=ArtworkSettings(sources=("discogs",) if covers == "covers" else ()),
        paths=PathSettings(database=home / "sleevenotes.db"),
        catalogue=CatalogueSettings(url=SecretStr(str(catalogue))),
    )


def load(folder: Path, world: World, releases: Path | None = None) -> Path:
    """Load a world's dumps into a catalogue, with `releases` in place of its own dump of them; return its file."""
    files = write_dumps(folder, world) | ({"releases": releases} if releases else {})
    with SqliteCatalogue(folder / "catalogue.db") as catalogue:
        for file in files.values():
            ingest(catalogue, dump_file(file), Selection(), progress=QUIET)
    return folder / "catalogue.db"


def harvest(world: World, minute: float, catalogue: Path, covers: Covers) -> tuple[float, Counter[str]]:
    """Harvest into a new store; return the seconds, and how many requests of each kind were made."""
    with (
        tempfile.TemporaryDirectory() as folder,
        DiscogsFake(world, limit=PER_MINUTE, image_limit=IMAGES_PER_MINUTE, window=minute) as fake,
    ):
        report = Report()
        began = time.perf_counter()
        with workshop(_settings(Path(folder), fake.origin, minute, catalogue, covers), QUIET) as shop:
            run = shop.harvest()
            run.read_collection(report, everything=True)
            run.fetch_due(report)
        return time.perf_counter() - began, Counter(request.kind for request in fake.requests)


def show(title: str, seconds: float, requests: Counter[str]) -> None:
    """Print how long a harvest took, and how many requests of each kind it made."""
    answers = sum(count for kind, count in requests.items() if kind != "image")
    floor = max(answers / PER_MINUTE, requests["image"] / IMAGES_PER_MINUTE)
    counts = "".join(f"{requests[kind]:>12,}" for kind in KINDS)
    print(f"{title:<32}{seconds:>9.1f}{floor:>7.1f} min  {counts}")


def main(minute: float) -> None:
    """Print requests and time of each harvest."""
    records = real_records.folder()
    world = real_records.world(records, complete=True, username="crate")
    with tempfile.TemporaryDirectory() as folder:
        catalogue = load(Path(folder), world, next(records.glob("*_releases.xml.gz")))
        print(f"{'':<32}{'seconds':>9}{'limits':>11}  {''.join(f'{kind:>12}' for kind in KINDS)}")
        choices: tuple[Covers, Covers] = ("no covers", "covers")
        for covers in choices:
            for name, file in (("without", Path(folder) / "none.db"), ("with", catalogue)):
                show(f"{name} the catalogue, {covers}", *harvest(world, minute, file, covers))
    invented = generated.world(MANY)
    invented.username = "crate"
    with tempfile.TemporaryDirectory() as folder:
        show(f"{MANY:,} with it, no covers", *harvest(invented, minute, load(Path(folder), invented), "no covers"))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
