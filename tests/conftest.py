"""What tests share: a browser, a database server, the built sample site; and marks for those that need them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium, launch, playwright  # noqa: F401  # pytest finds fixtures by name
from postgres import postgres, postgres_server  # noqa: F401  # the same
from sample import Sample, sample_of
from visits import served

from scraper.hugo.site import hugo_binary

MARKS = {"hugo": "hugo", "playwright": "browser", "postgres_server": "postgres"}
"""By the fixture that stands for something which is not Python: the mark of all tests that use it."""
POSTGRES = "postgres"
"""The mark, and the case of a test that is run with each kind of database."""
WHOLE_RUNS = Path(__file__).parent / "end_to_end"
PROGRAMS = {"hugo": "hugo", "pagefind": "hugo", "initdb": "postgres"}
"""By how a program's name begins: the mark that a test has which starts it."""
_running: list[pytest.Item] = []
"""The test that is being run, where there is one."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, so that `make check` leaves out all that it says, and nothing else."""
    for item in items:
        for fixture in MARKS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKS[fixture])
        case = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if any(POSTGRES == value for value in case):
            item.add_marker(POSTGRES)
        if WHOLE_RUNS in item.path.parents:
            item.add_marker("whole_run")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Know which test is being run."""
    _running.append(item)
    yield
    _running.pop()


def _watch(event: str, details: tuple[object, ...]) -> None:
    """Let no test start a program that its marks do not tell of."""
    if event == "subprocess.Popen" and _running:
        name = Path(str(details[0])).name
        mark = next((mark for program, mark in PROGRAMS.items() if name.startswith(program)), None)
        if mark and not _running[-1].get_closest_marker(mark):
            raise AssertionError(f"{_running[-1].nodeid} starts {name}: it has to use the fixture `{mark}`")


sys.addaudithook(_watch)


@pytest.fixture(scope="session")
def hugo() -> Path:
    """Return Hugo; whoever builds a site uses this, also where only the program itself starts it."""
    return hugo_binary()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, hugo: Path) -> Path:
    """Return the folder of the sample collection; all workers of a run share it."""
    assert hugo.is_file()
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"


@pytest.fixture(scope="session")
def sample(sample_home: Path) -> Sample:
    """Make the sample collection and its site, or wait until another worker has; return what was told meanwhile."""
    return sample_of(sample_home)


@pytest.fixture(scope="session")
def sample_site(sample_home: Path, sample: Sample) -> Path:
    """Return the folder that Hugo built from."""
    assert 0 == sample.demo.code
    return sample_home / "site"


@pytest.fixture(scope="session")
def sample_public(sample_site: Path) -> Path:
    """Return the folder of built files."""
    return sample_site / "public"


@pytest.fixture(scope="session")
def sample_address(sample_public: Path) -> Iterator[str]:
    """Serve the built site on this machine."""
    with served(sample_public) as address:
        yield address
