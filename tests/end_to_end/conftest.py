"""A home for each test, with a small collection."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from household import ROOT, Ended, Home, MakeHome, crate, environment
from neighbours import Elsewhere, MakeNeighbours, Neighbours, neighbours

from scraper.cli import main
from services.fakes.discogs import DiscogsFake
from services.fakes.world import World

# The world of real records is shared with other tests, a folder up.
sys.path.insert(0, str(ROOT / "tests"))

from postgres import postgres, postgres_server  # noqa: F401  # the path above; pytest finds fixtures by name
from pressings import Shop, press, world  # the path above


@pytest.fixture(scope="session", autouse=True)
def heard() -> None:
    """Let what we start hear Ctrl-C: a shell that put these tests into the background has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def scrape(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs `scrape` inside of this process."""

    def run(*words: str) -> Ended:
        capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        said = capsys.readouterr()
        return Ended(code=int(code), out=said.out, err=said.err)

    return run


@pytest.fixture
def make_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scrape: Callable[..., Ended]) -> Iterator[MakeHome]:
    """Return what makes a home of a world; the working directory and the environment are its own."""
    with ExitStack() as stack:

        def make(world: World) -> Home:
            fake = stack.enter_context(DiscogsFake(world, limit=None))
            folder = tmp_path / "home"
            folder.mkdir()
            monkeypatch.chdir(folder)
            variables = environment(fake.origin)
            for name in [name for name in os.environ if name not in variables]:
                monkeypatch.delenv(name)
            for name, value in variables.items():
                monkeypatch.setenv(name, value)
            return Home(folder=folder, fake=fake, run=scrape)

        yield make


@pytest.fixture
def make_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeNeighbours]:
    """Return what runs the services beside Discogs and switches them on; the home has to be made before."""
    with ExitStack() as stack:

        def make(elsewhere: Elsewhere, *, with_key: bool = True) -> Neighbours:
            found = stack.enter_context(neighbours(elsewhere, tmp_path, with_key=with_key))
            for name, value in found.variables.items():
                monkeypatch.setenv(name, value)
            return found

        yield make


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return the home of somebody with five records by four artists, and nothing made of them yet."""
    return make_home(crate())


@pytest.fixture
def empty(make_home: MakeHome, tmp_path: Path) -> Shop:
    """Return a home without a catalogue, and a folder of dumps."""
    known = world()
    return Shop(home=make_home(known), mirror=press(tmp_path / "mirror", known))


@pytest.fixture(params=["sqlite", "postgres"])
def shop(empty: Shop, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Return a home whose catalogue is to be a file, and one whose catalogue is on a server; nothing is loaded."""
    if request.param == "postgres":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres"))
    yield empty
    if request.param == "postgres":
        assert not (empty.home.folder / "catalogue.db").exists()
