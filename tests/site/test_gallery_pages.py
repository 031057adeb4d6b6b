"""The gallery of an album in a real browser: small pictures that open large, without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import DESK, PHONE, visit


@pytest.fixture
def album(sample_public: Path) -> str:
    """Return the address of an album whose gallery has a back and a label."""
    found = next(
        file
        for file in sorted(sample_public.glob("albums/*/index.html"))
        if 'id="image-3"' in file.read_text(encoding="utf-8")
    )
    return f"/{found.parent.relative_to(sample_public)}/"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("script", [True, False])
def test_a_picture_opens_large_by_the_keyboard(
    chromium: Browser, sample_address: str, album: str, width: int, *, script: bool
) -> None:
    """Within the window; Escape closes it, and so does its button; the file itself is a link away."""
    with visit(chromium, sample_address, album, width=width, script=script) as page:
        small, large = page.get_by_role("button", name="Image 2 of"), page.locator("#image-2")
        assert not large.is_visible()
        small.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('#image-2 img').naturalWidth > 0")
        box = large.locator("img").bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        assert not large.is_visible()
        small.click()
        assert page.request.get(sample_address + str(large.locator("a").get_attribute("href"))).ok
        large.get_by_role("button", name="Close").click()
        assert not large.is_visible()


def test_nothing_large_is_loaded_before_it_is_wanted(chromium: Browser, sample_address: str, album: str) -> None:
    """Small pictures are; every one has its place before it is there, and says what it is."""
    with visit(chromium, sample_address) as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url.rpartition("/")[2]))
        page.goto(sample_address + album, wait_until="load")
        page.locator(".gallery").scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert {"gallery-1-320.webp", "gallery-2-320.webp"} == {name for name in asked if name.startswith("gallery-")}
        small = page.locator(".gallery > li > button img")
        assert all(small.nth(at).get_attribute("width") and small.nth(at).get_attribute("alt") for at in range(2))
        with page.expect_request("**/gallery-2-1200.webp"):
            page.get_by_role("button", name="Image 3 of").click()
        assert "gallery-1-1200.webp" not in asked
