"""A visit to the sample site in a browser, with what went wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, Page

PHONE, DESK = 390, 1280


@contextmanager
def visit(
    browser: Browser,
    address: str,
    path: str = "",
    *,
    width: int = DESK,
    script: bool = True,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    """Open a page; nothing may be complained of in its console, nor asked of another host."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        java_script_enabled=script,
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    trouble: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else trouble.append(asked.url))
    if path:
        page.goto(address + path, wait_until="load")
    yield page
    context.close()
    assert not trouble, trouble
