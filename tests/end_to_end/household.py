"""A home with a collection at a fake Discogs, and the command run in it: inside of this process, or as a real one."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from first_runs import FirstRuns
from PIL import Image

from scraper.cli import main
from scraper.cli.root import scrape as root
from services.fakes.discogs import DiscogsFake
from services.fakes.server import FakeServer
from services.fakes.world import World

ROOT = Path(__file__).parents[2]
TOKEN = "never-print-this-token"  # noqa: S105  # the fake's own
COMMAND = "import sys; from scraper.cli import main; sys.exit(main())"
NO_BUILD = "--no-build"
OTHERS = ("APPLE_MUSIC", "SPOTIFY", "WIKIPEDIA", "MUSICBRAINZ")
"""Sections of the sources beside Discogs."""
KEPT_KINDS = ("release", "master", "artist", "image")
"""What is asked for once only."""

Json = dict[str, Any]
Tree = dict[str, tuple[str, int]]


@cache
def picture(colour: int) -> bytes:
    """Return a small JPEG."""
    file = BytesIO()
    Image.new("RGB", (48, 40), (colour * 37 % 256, colour * 91 % 256, colour * 151 % 256)).save(file, "JPEG")
    return file.getvalue()


def credit(number: int, name: str) -> Json:
    """Return an artist as a release credits them."""
    return {"id": number, "name": name, "anv": "", "join": "", "role": "", "tracks": ""}


def images(name: str) -> list[Json]:
    """Return the one image of a release or an artist."""
    uri = f"{{origin}}/images/{name}.jpg"
    return [{"type": "primary", "uri": uri, "resource_url": uri, "uri150": uri, "width": 48, "height": 40}]


def release(number: int) -> Json:
    """Return a release by one of four artists; those with an odd number have a master."""
    master = {"master_id": 9000 + number, "master_url": f"{{origin}}/masters/{9000 + number}"} if number % 2 else {}
    return {
        "id": number,
        "title": f"Title {number}",
        "year": 1970 + number % 30,
        "released": f"{1970 + number % 30}-03-00",
        "country": "UK",
        "artists": [credit(500 + number % 4, f"Artist {number % 4}")],
        "extraartists": [credit(500 + (number + 1) % 4, f"Artist {(number + 1) % 4}") | {"role": "Producer"}],
        "labels": [{"id": 70 + number % 3, "name": f"Label {number % 3}", "catno": f"LBL {number}"}],
        "formats": [{"name": "Vinyl", "qty": "1", "descriptions": ["LP", "Album"]}],
        "genres": ["Rock"],
        "styles": ["Krautrock"],
        "tracklist": [{"position": "A1", "type_": "track", "title": f"Song of {number}", "duration": "3:45"}],
        "lowest_price": 12345.67,
        "community": {"have": 10, "want": 5, "rating": {"count": 4, "average": 4.25}},
        "images": images(f"release-{number}"),
        **master,
    }


def copy(number: int, instance: int | None = None, **changes: Any) -> Json:
    """Return a copy of that release; later numbers were added later."""
    day, hour = divmod(number, 24)
    added = f"2020-{1 + day // 28:02}-{1 + day % 28:02}T{hour:02}:15:00-08:00"
    place = {"instance_id": instance or 100_000 + number, "folder_id": 1}
    return {"id": number, **place, "rating": number % 6, "date_added": added, **changes}


def artist(number: int, name: str = "") -> Json:
    """Return an artist with an image."""
    about = {"profile": f"Profile of {number}.", "urls": [], "images": images(f"artist-{number}")}
    return {"id": number, "name": name or f"Artist {number - 500}", **about}


def put(world: World, number: int, **changes: Any) -> None:
    """Add a copy of a release to a world, with all that belongs to it."""
    record = world.releases.setdefault(number, release(number) | changes)
    world.copies.append(copy(number))
    world.images[f"/images/release-{number}.jpg"] = lambda: picture(number)
    if record.get("master_id"):
        world.masters[record["master_id"]] = {"id": record["master_id"], "title": record["title"], "year": 1969}
    for who in [who["id"] for who in record["artists"] if who["id"] not in {194, *world.artists}]:
        world.artists[who] = artist(who)
        world.images[f"/images/artist-{who}.jpg"] = lambda who=who: picture(who)  # type: ignore[misc]


def hang(world: World, number: int, views: int = 3) -> None:
    """Give a release that many images beside its first one."""
    for place in range(1, views + 1):
        name = f"release-{number}-view-{place}"
        world.releases[number]["images"].append(images(name)[0] | {"type": "secondary"})
        world.images[f"/images/{name}.jpg"] = lambda place=place: picture(number + 60 * place)  # type: ignore[misc]


def crate(size: int = 5) -> World:
    """Return a collection of that many releases."""
    world = World(username="crate", token=TOKEN)
    for number in range(1, size + 1):
        put(world, number)
    return world


def answers_in(world: World) -> int:
    """Return how many releases, masters, artists and images a whole harvest asks for."""
    return len(world.releases) + len(world.masters) + len(world.artists) + len(world.images)


def tree(*folders: Path) -> Tree:
    """Return every file below some folders with its content's hash and when it was last written."""
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if not file.is_dir()]
    return {str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in files}


def contents(home: Path) -> dict[str, str]:
    """Return what a run made: pages, built site and images, by path in the home."""
    files = tree(
        home / "site/content", home / "site/static", home / "site/pictures", home / "site/public", home / "artwork"
    )
    return {str(Path(name).relative_to(home)): digest for name, (digest, _) in files.items()}


def without_build(words: Sequence[str]) -> list[str]:
    """Return a command line with the option that leaves out Hugo, where what it runs has that option."""
    place = next((place for place, word in enumerate(words) if word in root.commands), None)
    command = root if place is None else root.commands[words[place]]
    at = 0 if place is None else place + 1
    has_option = any(NO_BUILD in option.opts for option in command.params)
    return [*words[:at], NO_BUILD, *words[at:]] if has_option else list(words)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def says_one_sentence(ended: Ended) -> None:
    """Make sure that a command complained in one sentence, which tells no secret and blames nobody."""
    assert 1 == len(ended.err.splitlines()), ended.err
    assert "Traceback" not in ended.err
    assert "fault" not in ended.err
    assert TOKEN not in ended.out + ended.err


@dataclass(kw_only=True)
class Home:
    """A working directory whose Discogs is a fake."""

    folder: Path
    fake: DiscogsFake
    run: Callable[..., Ended]
    """Runs `scrape` with these words inside of this process."""
    first_runs: FirstRuns
    builds: bool
    """Whether the test uses Hugo, so that runs build the site."""
    _seen: int = field(default=0)

    def after_a_first_run(self, name: str, fakes: Collection[FakeServer] = ()) -> "Home":
        """Return this home with its pages made; `name` is the same wherever the same comes of it.

        The fakes beside Discogs, which the run asks, know of no request afterwards, and neither does Discogs.
        """

        def run() -> None:
            ended = self.run("--all")
            assert 0 == ended.code, ended

        self.first_runs.repeat(f"{name}{'-built' * self.builds}", self.folder, run, [self.fake, *fakes])
        return self

    @property
    def world(self) -> World:
        """What the fake knows."""
        return self.fake.world

    @property
    def content(self) -> Path:
        """Where pages are written."""
        return self.folder / "site/content"

    def album(self, number: int, title: str = "") -> Path:
        """Return the file of an album page."""
        return self.content / f"albums/{title or f'title-{number}'}-{number}/index.md"

    def artist(self, number: int, name: str = "") -> Path:
        """Return the file of an artist page."""
        return self.content / f"artists/{name or f'artist-{number - 500}'}-{number}/index.md"

    def cover(self, number: int) -> Path:
        """Return the file of an album's cover on the site."""
        return self.folder / f"site/pictures/covers/{number}/cover.jpg"

    def portrait(self, number: int) -> Path:
        """Return the file of an artist's image on the site."""
        return self.folder / f"site/pictures/portraits/{number}/image.jpg"

    def asked(self) -> Counter[str]:
        """Return how often each kind of thing was asked for since this was called last."""
        requests = self.fake.requests
        new, self._seen = requests[self._seen :], len(requests)
        return Counter(request.kind for request in new)

    def asked_once(self) -> Counter[str]:
        """Return the same of what is not to be asked for twice."""
        return Counter({kind: count for kind, count in self.asked().items() if kind in KEPT_KINDS})

    def everything_said(self, *ends: Ended) -> str:
        """Return all output and all logs in one text."""
        logs = [file.read_text() for file in sorted((self.folder / "logs").glob("*.log"))]
        return "\n".join([*(ended.out + ended.err for ended in ends), *logs])


MakeHome = Callable[[World], Home]


def environment(origin: str, **more: str) -> dict[str, str]:
    """Return the variables under which the command finds the fake, and nothing else of ours."""
    ours = ("SCRAPE_", "DISCOGS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours) and name != "DATABASE_URL"}
    variables = {
        "PYTHONPATH": str(ROOT),
        # Hugo is quickest for a site of three records when it neither tidies up nor divides the work.
        "GOGC": "400",
        "GOMAXPROCS": "1",
        "DISCOGS_USERNAME": "crate",
        "DISCOGS_TOKEN": TOKEN,
        "SCRAPE_DISCOGS__BASE_URL": origin,
        "SCRAPE_DISCOGS__REQUESTS_PER_MINUTE": "600000",
        **{f"SCRAPE_{section}__ENABLED": "false" for section in OTHERS},
    }
    return kept | variables | more


def run_here(*words: str) -> Ended:
    """Run `scrape` inside of this process, in the working directory and the environment that there are."""
    # Streams of bytes, as real ones are: the answers to shells are written as such.
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
    output, complaint = (stream.detach().getvalue().decode() for stream in (out, err))
    return Ended(code=int(code), out=output, err=complaint)


def move_in(patch: pytest.MonkeyPatch, folder: Path, variables: Mapping[str, str]) -> None:
    """Make a folder the working directory, and these variables all that there are."""
    patch.chdir(folder)
    for name in [name for name in os.environ if name not in variables]:
        patch.delenv(name)
    for name, value in variables.items():
        patch.setenv(name, value)


def started(folder: Path, origin: str, *words: str, **how: Any) -> subprocess.Popen[str]:
    """Start `scrape` as a process of its own, by the command `before`; `variables` are added to its environment."""
    variables = environment(origin, **how.pop("variables", {}))
    command = [*how.pop("before", []), sys.executable, "-c", COMMAND, *words]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | how
    return subprocess.Popen(command, cwd=folder, env=variables, text=True, **piped)


def finished(process: subprocess.Popen[str], typed: str | None = None) -> Ended:
    """Wait for a process, typing that; return how it ended."""
    out, err = process.communicate(typed, timeout=120)
    return Ended(code=process.returncode, out=out or "", err=err or "")
