"""The sample site, built once for all tests of a run, and a browser to look at it with."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright
from visits import served

from scraper.app.demo import demo
from scraper.run.progress import Progress

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site; whoever of several workers comes first does it for all."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    with FileLock(f"{home}.lock"):
        if not (home / "built").exists():
            assert 0 == demo(home, Progress()).code
            (home / "built").touch()
    return home / "site"


@pytest.fixture(scope="session")
def sample_public(sample_site: Path) -> Path:
    """Return the folder of built files."""
    return sample_site / "public"


@pytest.fixture(scope="session")
def sample_address(sample_public: Path) -> Iterator[str]:
    """Serve the built site on this machine."""
    with served(sample_public) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start a real Chromium; not on the machine that decides what is published may it be missing."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
