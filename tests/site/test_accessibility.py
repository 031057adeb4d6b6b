"""Every kind of page can be used by everybody: checked by axe-core in light and dark, and by the keyboard."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visits import DESK, PHONE, visit

KINDS = {
    "home": "",
    "albums": "albums/",
    "filtered": "albums/?genre=Jazz",
    "second page": "albums/page/2/",
    "album": "albums/kind-of-blue-*/",
    "splattered": "albums/touch-me-*/",
    "artists": "artists/",
    "artist": "artists/kraftwerk-*/",
    "people": "people/",
    "person": "people/alan-parsons-*/",
    "genres": "genres/",
    "genre": "genres/jazz/",
    "labels": "labels/",
    "statistics": "statistics/",
    "timeline": "timeline/",
    "search": "search/?q=blue",
    "shuffle": "shuffle/",
    "print": "print/",
    "about": "about/",
    "offline": "offline/?q=blue",
    "404": "404.html",
}

STOPS = """(() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=radio]), select, summary")];
    const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
    shown.forEach((one, number) => (one.dataset.stop = number));
    return shown.length;
})()"""
"""Numbers what can be reached; returns how many there are."""


def path(public: Path, kind: str) -> str:
    """Return the address of a page of a kind."""
    pattern = KINDS[kind]
    return f"/{next(public.glob(pattern)).relative_to(public)}/" if "*" in pattern else f"/{pattern}"


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(chromium: Browser, sample_address: str, sample_public: Path, kind: str) -> None:
    """Light on a desk, then dark on a phone, with all that can be folded out; nothing is wider than the window."""
    with visit(chromium, sample_address, path(sample_public, kind), width=DESK) as page:
        page.wait_for_load_state("networkidle")
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert [] == complaints(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": PHONE, "height": 844})
        assert [] == complaints(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def complaints(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return what axe-core finds wrong with a page as it is now."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["help"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("kind", ["home", "albums", "album", "artist", "statistics", "timeline", "search", "about"])
def test_the_keyboard_reaches_everything(
    chromium: Browser, sample_address: str, sample_public: Path, kind: str
) -> None:
    """By Tab alone, each with an outline that is seen."""
    with visit(chromium, sample_address, path(sample_public, kind), width=DESK) as page:
        page.wait_for_load_state("networkidle")
        wanted = page.evaluate(STOPS)
        page.evaluate("document.activeElement?.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0)")
        seen, blind = set(), []
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            stop, outline = page.evaluate(
                "[document.activeElement.dataset.stop, getComputedStyle(document.activeElement).outlineStyle]"
            )
            if stop is not None:
                seen.add(stop)
                blind += [stop] if outline == "none" else []
        assert [] == blind
        assert set(map(str, range(wanted))) <= seen
