"""What a user installs: the wheel, in an environment that holds what it asks for and nothing else."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from household import crate, environment
from packaging.requirements import Requirement

from services.fakes.discogs import DiscogsFake

pytestmark = pytest.mark.usefixtures("hugo")

ROOT = Path(__file__).parents[2]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
SAMPLE = (
    "from services.fakes.sample import sample_world; from services.fakes.sample.elsewhere import elsewhere; "
    "world = sample_world(); elsewhere(world); print(len(world.copies))"
)


def run(*words: str | Path, cwd: Path, variables: dict[str, str] | None = None) -> str:
    """Run a command that has to succeed, and return what it said."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, env=variables)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a distribution asks for on this machine, with the extras that it asks of it."""
    for line in requires(name) or ():
        asked = Requirement(line)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
            yield asked.name, frozenset(asked.extras)


def everything_needed(name: str) -> set[str]:
    """Return all distributions that are installed along with one."""
    waiting, known = [(name, frozenset[str]())], set[tuple[str, frozenset[str]]]()
    while waiting:
        new = set(needed(*waiting.pop())) - known
        known |= new
        waiting += new
    return {distribution for distribution, _ in known}


def linked(target: Path, names: set[str]) -> None:
    """Put distributions that are installed here into another environment."""
    for name in names:
        installed = distribution(name)
        for top in {file.parts[0] for file in installed.files or () if file.parts[0] != ".."}:
            if not (target / top).exists():
                (target / top).symlink_to(installed.locate_file(top))  # type: ignore[arg-type]  # a path, here


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment into which the wheel was installed; nothing comes from elsewhere."""
    home = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", home, ROOT, cwd=home)
    run(sys.executable, "-m", "venv", "--without-pip", home / "empty", cwd=home)
    (packages,) = home.glob("empty/lib/*/site-packages")
    linked(packages, everything_needed("sleevenotes"))
    python, (wheel,) = home / "empty/bin/python", home.glob("*.whl")
    run(*PIP, "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    return python.parent


def test_nothing_travels_that_a_run_makes(empty: Path) -> None:
    """Nor tests."""
    (wheel,) = empty.parents[1].glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [] == [name for name in names if "/site/content/" in name or "/public/" in name or name.startswith("tests")]


def test_the_wheel_makes_a_site(empty: Path, tmp_path: Path) -> None:
    """Templates and the site's skeleton travel in it; it needs nothing that it does not name, and no checkout."""
    with DiscogsFake(crate(), limit=None) as fake:
        run(empty / "scrape", "--all", cwd=tmp_path, variables=environment(fake.origin, PYTHONPATH=""))
    assert 5 == len(list(tmp_path.glob("site/public/albums/*-*/index.html")))
    assert (tmp_path / "site/public/index.html").is_file()
    assert (tmp_path / "site/public/pagefind/pagefind-entry.json").is_file()


def test_the_wheel_has_the_sample_collection(empty: Path, tmp_path: Path) -> None:
    """All that `scrape demo` makes its site of, and the example that `scrape init` begins with."""
    assert int(run(empty / "python", "-c", SAMPLE, cwd=tmp_path, variables={})) >= 48
    example = "from scraper.run.bundled import bundled; print(bundled('config.example.toml').read_text())"
    assert (ROOT / "config.example.toml").read_text().strip() == run(
        empty / "python", "-c", example, cwd=tmp_path, variables={}
    ).strip()
