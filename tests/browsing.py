"""A real Chromium for tests, one for each process that runs them, and more where a test needs one of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

Launch = Callable[[dict[str, str]], AbstractContextManager[Browser]]
"""Starts a Chromium with these variables beside the environment's own, and ends it."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives browsers; not on the machine that decides what is published may Chromium be missing."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("needs Chromium")
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Launch:
    """Return what starts a Chromium."""

    @contextmanager
    def launched(variables: dict[str, str]) -> Iterator[Browser]:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], env={**os.environ, **variables}
        )
        yield chromium
        chromium.close()

    return launched


@pytest.fixture(scope="session")
def chromium(launch: Launch) -> Iterator[Browser]:
    """Return a Chromium that all tests share: each opens windows of its own in it."""
    with launch({}) as running:
        yield running
