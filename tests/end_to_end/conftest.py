"""A home for each test, with a small collection."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from first_runs import FirstRuns, Ports, reserved
from household import (
    Ended,
    Home,
    MakeHome,
    crate,
    environment,
    move_in,
    run_here,
    without_build,
)
from neighbours import Elsewhere, MakeNeighbours, Neighbours, neighbours
from pressings import Shop, press, world

from services.fakes.discogs import DiscogsFake
from services.fakes.world import World


@pytest.fixture(scope="session", autouse=True)
def heard() -> None:
    """Let what we start hear Ctrl-C: a shell that put these tests into the background has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def ports() -> Iterator[Ports]:
    """Return where the services of all tests of this process listen."""
    with reserved() as row:
        yield row


@pytest.fixture(scope="session")
def first_runs(tmp_path_factory: pytest.TempPathFactory) -> FirstRuns:
    """Return the homes that a first run was made in already."""
    return FirstRuns(folder=tmp_path_factory.mktemp("first"))


@pytest.fixture
def builds(request: pytest.FixtureRequest) -> bool:
    """Tell whether the test uses Hugo: for others, pages are enough."""
    return "hugo" in request.fixturenames


@pytest.fixture
def scrape(*, builds: bool) -> Callable[..., Ended]:
    """Return what runs `scrape` inside of this process."""

    def run(*words: str) -> Ended:
        return run_here(*(words if builds else without_build(words)))

    return run


@pytest.fixture
def make_home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scrape: Callable[..., Ended],
    ports: Ports,
    first_runs: FirstRuns,
    *,
    builds: bool,
) -> Iterator[MakeHome]:
    """Return what makes a home of a world; the working directory and the environment are its own."""
    with ExitStack() as stack:

        def make(world: World) -> Home:
            fake = stack.enter_context(ports.listening(DiscogsFake, "discogs")(world, limit=None))
            folder = tmp_path / "home"
            folder.mkdir()
            move_in(monkeypatch, folder, environment(fake.origin))
            return Home(folder=folder, fake=fake, run=scrape, first_runs=first_runs, builds=builds)

        yield make


@pytest.fixture
def make_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ports: Ports) -> Iterator[MakeNeighbours]:
    """Return what runs the services beside Discogs and switches them on; the home has to be made before."""
    with ExitStack() as stack:

        def make(elsewhere: Elsewhere, *, with_key: bool = True) -> Neighbours:
            found = stack.enter_context(neighbours(elsewhere, tmp_path, ports, with_key=with_key))
            for name, value in found.variables.items():
                monkeypatch.setenv(name, value)
            return found

        yield make


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return the home of somebody with five records by four artists, and nothing made of them yet."""
    return make_home(crate())


@pytest.fixture
def settled(home: Home, request: pytest.FixtureRequest) -> Home:
    """Return the same home with its pages made."""
    return home.after_a_first_run(request.module.__name__)


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
