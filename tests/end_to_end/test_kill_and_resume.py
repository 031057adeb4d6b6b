"""A run that is killed again and again ends in the same bytes as one that nobody disturbed."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from forked import Forked
from household import KEPT_KINDS, ROOT, TOKEN, contents, crate, hang

from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, Faults

pytestmark = pytest.mark.usefixtures("hugo")

RELEASES = 40
SEED = 20261121


@pytest.fixture
def fake() -> Iterator[DiscogsFake]:
    """Start a Discogs with forty records, some with galleries, slow enough to be interrupted."""
    world = crate(RELEASES)
    for number in range(1, RELEASES + 1, 4):
        hang(world, number)
    slow = Faults(rules=[Fault(path=".", kind="slow", seconds=0.008, times=None)])
    with DiscogsFake(world, limit=None, faults=slow) as running:
        yield running


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    """Return two homes whose template takes a while, so that pages can be caught while they are written."""
    (tmp_path / "mine").mkdir()
    slow = "{% for turn in range(15000) %}{% endfor %}"
    (tmp_path / "mine/album.md.j2").write_text(slow + (ROOT / "templates/album.md.j2").read_text())
    for name in ("calm", "troubled"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.toml").write_text('[paths]\ntemplates = "../mine"\n')
    return tmp_path / "calm", tmp_path / "troubled"


def moments(fake: DiscogsFake, home: Path) -> Iterator[Callable[[], bool]]:
    """Yield ten chances for a kill: five while fetching, three while writing pages, two while Hugo builds."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    begun = len(fake.requests)
    for answers in sorted(chance.sample(range(5, 130), 5)):
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


def test_ten_kills_later_every_byte_is_the_same(fake: DiscogsFake, homes: tuple[Path, Path]) -> None:
    """Nothing is lost, and nothing asked for twice but what was under way when a kill came."""
    calm, troubled = homes
    assert 0 == Forked(calm, fake.origin, "--all").ended().code
    undisturbed = len(fake.requests)
    kills = sum(killed(troubled, fake, moment) for moment in moments(fake, troubled))
    assert 0 == Forked(troubled, fake.origin, "--all").ended().code
    assert contents(calm) == contents(troubled)
    asked = Counter(one.path for one in fake.requests[undisturbed:] if one.kind in KEPT_KINDS)
    twice = asked.total() - len(asked)
    print(f"{kills} kills, {asked.total()} questions, {twice} of them twice")  # noqa: T201  # shown by -s
    assert 10 == kills
    assert 3 * 5 >= twice
    assert TOKEN not in "".join(file.read_text() for file in (troubled / "logs").glob("*.log"))


def test_kills_at_any_time_do_no_harm(fake: DiscogsFake, homes: tuple[Path, Path]) -> None:
    """Also at moments that nobody chose: while starting, while the database is made, between any two steps."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    calm, troubled = homes
    begun = time.monotonic()
    assert 0 == Forked(calm, fake.origin, "--all").ended().code
    needed = time.monotonic() - begun
    for _ in range(10):
        process = Forked(troubled, fake.origin, "--all")
        time.sleep(chance.uniform(0.0, 0.5) * needed)
        process.kill()
        assert "Traceback" not in process.ended().err
    assert 0 == Forked(troubled, fake.origin, "--all").ended().code
    assert contents(calm) == contents(troubled)
