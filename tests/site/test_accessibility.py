"""Every kind of page can be used by everybody: checked by axe-core in light and dark, and by the keyboard."""

from collections.abc import Callable, Iterator
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

AXE = """(async () => {
    const { violations } = await axe.run({ resultTypes: ["violations"], selectors: false });
    const places = (nodes) => nodes.slice(0, 3).map((node) => node.html.slice(0, 200));
    return violations.map(({ id, help, nodes }) => [id, help, places(nodes)]);
})()"""
"""Returns what is wrong with a page; selectors for each of its elements would take longer than all rules."""

LISTEN = """addEventListener("focusin", ({ target }) => {
    reached.push([target.dataset.stop ?? null, getComputedStyle(target).outlineStyle]);
}); var reached = [];"""
"""Notes each place that the keyboard reaches, and the outline that it is shown by there."""


Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def window(chromium: Browser, sample_address: str) -> Iterator[Page]:
    """Open one window for all pages: what they share is loaded once."""
    with visit(chromium, sample_address) as page:
        yield page


@pytest.fixture
def open_page(window: Page, sample_address: str, sample_public: Path) -> Open:
    """Return what opens a page of a kind, light and on a desk."""

    def opened(kind: str) -> Page:
        window.emulate_media(color_scheme="light")
        window.set_viewport_size({"width": DESK, "height": 844})
        window.goto(sample_address + path(sample_public, kind), wait_until="networkidle")
        return window

    return opened


def path(public: Path, kind: str) -> str:
    """Return the address of a page of a kind."""
    pattern = KINDS[kind]
    return f"/{next(public.glob(pattern)).relative_to(public)}/" if "*" in pattern else f"/{pattern}"


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: Open, kind: str) -> None:
    """Light on a desk, then dark on a phone, with all that can be folded out; nothing is wider than the window."""
    page = open_page(kind)
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
    page.evaluate(Axe().axe_script)
    assert [] == complaints(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [] == complaints(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def complaints(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return what axe-core finds wrong with a page as it is now: the rule, what it asks for, and three places."""
    return [(rule, wanted, places) for rule, wanted, places in page.evaluate(AXE)]


def test_axe_finds_what_is_wrong(open_page: Open) -> None:
    """The check above can fail: for what a page lacks, and for colours of which one is too pale."""
    page = open_page("about")
    page.evaluate(Axe().axe_script)
    page.evaluate("document.querySelector('main').innerHTML = '<input><p style=\"color: #eee\">pale</p>'")
    assert {"color-contrast", "label"} <= {rule for rule, _, _ in complaints(page)}


@pytest.mark.parametrize("kind", ["home", "albums", "album", "artist", "statistics", "timeline", "search", "about"])
def test_the_keyboard_reaches_everything(open_page: Open, kind: str) -> None:
    """By Tab alone, each with an outline that is seen."""
    page = open_page(kind)
    wanted = page.evaluate(STOPS)
    page.evaluate("document.activeElement?.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0)")
    page.evaluate(LISTEN)
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
    reached = [(stop, outline) for stop, outline in page.evaluate("reached") if stop is not None]
    assert [] == [stop for stop, outline in reached if outline == "none"]
    assert set(map(str, range(wanted))) <= {stop for stop, _ in reached}
