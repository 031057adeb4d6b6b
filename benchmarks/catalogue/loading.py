"""How long it takes to load dumps into the catalogue, compared with unpacking them and with parsing them to CSV.

python benchmarks/catalogue/loading.py [RELEASES] [ARTISTS]

Each task runs in a process of its own, most of them several times; the fastest run counts. As other programs disturb
the time on the clock, the CPU seconds of all processes of a task are printed, too.
"""

import csv
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from dump import ARTISTS, RECORDS, artists_dump, release_ids, releases_dump
from isal import igzip
from lxml import etree

from scraper.catalogue.backend import Keep
from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.progress import Progress

KEPT = 0.01
_CREDIT = ("id", "name", "anv", "join", "role", "tracks")
_ATTRIBUTES = {
    "labels/label": ("name", "catno", "id"),
    "formats/format": ("name", "qty", "text"),
    "identifiers/identifier": ("type", "description", "value"),
    "videos/video": ("src", "duration"),
}
_LISTS = ("genres/genre", "styles/style")
_COMPANY = ("id", "name", "catno", "entity_type", "entity_type_name")


class Measured(NamedTuple):
    """How long a task took, and what else it needed."""

    wall: float
    cpu: float
    memory: float
    """MiB, of the largest process."""
    records: int


def unpack(file: Path) -> int:
    """Unpack a dump, and no more."""
    with igzip.open(file) as opened:  # type: ignore[no-untyped-call]  # it has no types
        while opened.read(1 << 20):
            pass
    return 0


def load(file: Path, selection: Selection) -> int:
    """Load a dump into a new catalogue; return how many records it holds."""
    with tempfile.TemporaryDirectory() as folder, SqliteCatalogue(Path(folder) / "catalogue.db") as catalogue:
        source = dump_file(file, "artists" if "artists" in file.name else "releases")
        loaded = ingest(catalogue, source, selection, progress=Progress())
        return loaded.records if loaded else 0


Prepared = Callable[[], int]
"""A task for one file, ready to be run; it returns how many records the file has."""


def one_in_a_hundred(file: Path) -> Prepared:
    """Prepare to load one release in a hundred."""
    ids = release_ids(int(file.name.removesuffix(".xml.gz").rpartition("-")[2]))
    wanted = random.Random(1).sample(ids, int(len(ids) * KEPT))  # noqa: S311  # the same ones each time
    return partial(load, file, Selection(keep="collection", releases=frozenset(wanted)))


def keeping(keep: Keep) -> Callable[[Path], Prepared]:
    """Return a function that prepares to load a dump and to keep this part of it."""
    return lambda file: partial(load, file, Selection(keep=keep))


def to_csv(file: Path) -> int:
    """Parse all releases with lxml into a CSV file for each table, as the usual converter does."""
    count = 0
    with tempfile.TemporaryDirectory() as folder, gzip.open(file) as opened:
        files: dict[str, Any] = {}
        for _, release in etree.iterparse(opened, tag="release"):
            count += 1
            for table, row in _rows(release):
                if table not in files:
                    files[table] = csv.writer(
                        (Path(folder) / f"{table}.csv").open("w")
                    )  # closed at the end of the process
                files[table].writerow(row)
            release.clear()
            while release.getprevious() is not None:
                del release.getparent()[0]
    return count


def _rows(release: Any) -> Iterator[tuple[str, list[Any]]]:
    own = release.get("id")
    texts = [release.findtext(tag) for tag in ("title", "country", "released", "notes", "data_quality", "master_id")]
    yield "release", [own, release.get("status"), *texts]
    yield from _credits(release, [own])
    for path, names in _ATTRIBUTES.items():
        for item in release.iterfind(path):
            texts = [child.text for child in item.iterfind(".//*")]
            yield path.partition("/")[0], [own, *map(item.get, names), *texts]
    for path in _LISTS:
        yield from ((path.partition("/")[0], [own, item.text]) for item in release.iterfind(path))
    for company in release.iterfind("companies/company"):
        yield "company", [own, *map(company.findtext, _COMPANY)]
    for number, track in enumerate(release.iterfind("tracklist//track")):
        yield "track", [own, number, *[track.findtext(tag) for tag in ("position", "title", "duration")]]
        yield from _credits(track, [own, number])


def _credits(element: Any, key: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for extra, path in enumerate(("artists/artist", "extraartists/artist")):
        for artist in element.iterfind(path):
            yield f"artist-{len(key)}", [*key, extra, *map(artist.findtext, _CREDIT)]


TASKS: dict[str, tuple[Callable[[Path], Prepared], int]] = {
    "unpack": (partial(partial, unpack), 3),
    "one in a hundred": (one_in_a_hundred, 3),
    "index": (keeping("index"), 3),
    "all": (keeping("all"), 2),
    "artists": (keeping("all"), 3),
    "csv": (partial(partial, to_csv), 1),
}
"""The tasks, and how often each is run."""


def measured(task: str, file: Path) -> Measured:
    """Run a task in processes of its own, as often as `TASKS` says; return the fastest run."""
    command = [sys.executable, __file__, "--task", task, str(file)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(TASKS[task][1])]
    return min(Measured(*json.loads(run.stdout)) for run in runs)


def run(task: str, file: Path) -> Measured:
    """Do a task in this process."""
    work = TASKS[task][0](file)
    began = time.perf_counter()
    records = work()
    wall = time.perf_counter() - began
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return Measured(wall, cpu, max(usage.ru_maxrss for usage in usages) / 1024, records)


def report(releases: Path, artists: Path) -> None:
    """Print how long each task took, and how the times compare."""
    results = {task: measured(task, artists if task == "artists" else releases) for task in TASKS}
    for task, result in results.items():
        speed = f"{result.records / result.wall:9,.0f} records/s" if result.records else " " * 19
        print(f"{task:<17} {result.wall:6.1f} s  {result.cpu:6.1f} s CPU  {speed}  {result.memory:4.0f} MiB")
    filtered, unpacked, parsed = (results[task] for task in ("one in a hundred", "unpack", "csv"))
    for name, more, less in (
        ("times the unpacking", filtered, unpacked),
        ("times as fast as parsing all to CSV", parsed, filtered),
    ):
        print(f"one in a hundred: {more.wall / less.wall:.1f} {name}, {more.cpu / less.cpu:.1f} in CPU")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        print(json.dumps(run(sys.argv[2], Path(sys.argv[3]))))
    else:
        sizes = [int(word) for word in sys.argv[1:]] + [RECORDS, ARTISTS][len(sys.argv) - 1 :]
        report(releases_dump(sizes[0]), artists_dump(sizes[1]))
