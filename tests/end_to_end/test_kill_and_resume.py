"""A run that is killed again and again ends in the same bytes as one that nobody disturbed."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from forked import Forked
from household import KEPT_KINDS, ROOT, TOKEN, answers_in, contents, crate, hang

from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, Faults

pytestmark = pytest.mark.usefixtures("hugo")

RELEASES = 14
SEED = 20261121


@pytest.fixture(scope="module")
def fake() -> Iterator[DiscogsFake]:
    """Start a Discogs whose records have galleries in part, slow enough to be interrupted."""
    world = crate(RELEASES)
    for number in range(1, RELEASES + 1, 4):
        hang(world, number)
    slow = Faults(rules=[Fault(path=".", kind="slow", seconds=0.008, times=None)])
    with DiscogsFake(world, limit=None, faults=slow) as running:
        yield running


def new_home(folder: Path) -> Path:
    """Make a home whose template takes a while, so that pages can be caught while they are written."""
    (folder / "mine").mkdir(parents=True)
    slow = "{% for turn in range(30000) %}{% endfor %}"
    (folder / "mine/album.md.j2").write_text(slow + (ROOT / "templates/album.md.j2").read_text())
    (folder / "config.toml").write_text('[paths]\ntemplates = "mine"\n')
    return folder


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    """What a run made that nobody killed."""

    contents: dict[str, str]
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(fake: DiscogsFake, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Run once for all tests, and leave the run alone."""
    home = new_home(tmp_path_factory.mktemp("undisturbed") / "home")
    begun = time.monotonic()
    assert 0 == Forked(home, fake.origin, "--all").ended().code
    return Undisturbed(seconds=time.monotonic() - begun, contents=contents(home))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home whose runs are killed."""
    return new_home(tmp_path / "home")


def moments(fake: DiscogsFake, home: Path) -> Iterator[Callable[[], bool]]:
    """Yield ten chances for a kill: five while fetching, three while writing pages, two while Hugo builds."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    begun = len(fake.requests)
    for answers in sorted(chance.sample(range(5, answers_in(fake.world) - 10), 5)):
        yield partial(has_asked, fake, begun + answers)
    for pages in sorted(chance.sample(range(1, RELEASES - 5), 3)):
        yield partial(has_made, home, "site/content/albums/*/index.md", pages)
    for built in (1, RELEASES):
        shutil.rmtree(home / "site/public", ignore_errors=True)
        yield partial(has_made, home, "site/public/*/*/index.html", built)


def has_asked(fake: DiscogsFake, wanted: int) -> bool:
    """Tell whether that many requests have come."""
    return len(fake.requests) >= wanted


def has_made(home: Path, pattern: str, wanted: int) -> bool:
    """Tell whether there are that many files."""
    return sum(1 for _ in home.glob(pattern)) >= wanted


def killed(home: Path, fake: DiscogsFake, moment: Callable[[], bool]) -> bool:
    """Run until the moment has come and kill the process; return whether it was still at work."""
    process = Forked(home, fake.origin, "--all")
    while process.is_running() and not moment():
        time.sleep(0.001)
    process.kill()
    return process.ended().code < 0


def test_ten_kills_later_every_byte_is_the_same(fake: DiscogsFake, undisturbed: Undisturbed, home: Path) -> None:
    """Nothing is lost, and nothing asked for twice but what was under way when a kill came."""
    before = len(fake.requests)
    kills = sum(killed(home, fake, moment) for moment in moments(fake, home))
    assert 0 == Forked(home, fake.origin, "--all").ended().code
    assert undisturbed.contents == contents(home)
    asked = Counter(request.path for request in fake.requests[before:] if request.kind in KEPT_KINDS)
    twice = asked.total() - len(asked)
    print(f"{kills} kills, {asked.total()} questions, {twice} of them twice")  # noqa: T201  # shown by -s
    assert 10 == kills
    assert 3 * 5 >= twice
    assert TOKEN not in "".join(file.read_text() for file in (home / "logs").glob("*.log"))


def test_kills_at_any_time_do_no_harm(fake: DiscogsFake, undisturbed: Undisturbed, home: Path) -> None:
    """Also at moments that nobody chose: while starting, while the database is made, between any two steps."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    for _ in range(10):
        process = Forked(home, fake.origin, "--all")
        time.sleep(chance.uniform(0.0, 0.5) * undisturbed.seconds)
        process.kill()
        assert "Traceback" not in process.ended().err
    assert 0 == Forked(home, fake.origin, "--all").ended().code
    assert undisturbed.contents == contents(home)
