"""What a page costs who looks at it: few bytes, nothing that moves, nothing asked of anybody else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, ViewportSize
from visits import PHONE

KILO = 1000
PAGES = {
    "home": ("", 300),
    "album": ("albums/kind-of-blue-*/", 250),
    "box": ("albums/boxed-*/", 250),
    "long": ("albums/the-harder-they-come-*/", 250),
    "albums": ("albums/", 500),
    "second": ("albums/page/2/", 500),
    "artists": ("artists/", 300),
    "artist": ("artists/kraftwerk-*/", 250),
    "people": ("people/", 250),
    "person": ("people/alan-parsons-*/", 250),
    "genres": ("genres/", 500),
    "genre": ("genres/rock/", 500),
    "labels": ("labels/", 500),
    "decade": ("decades/1970s/", 500),
    "statistics": ("statistics/", 250),
    "timeline": ("timeline/", 500),
    "shuffle": ("shuffle/", 400),
    "print": ("print/", 250),
    "about": ("about/", 250),
    "offline": ("offline/", 250),
    "404": ("404.html", 250),
}
"""Of each kind of page its address, and the kB that its first view may have on a phone.

Walls are mostly sleeves: browsers fetch some screens of them ahead.
"""
SCRIPTS = 30 * KILO
"""Bytes of JavaScript in all, Pagefind's aside."""
STILL = 0.01
"""Layout shift up to here is rounding; nothing on a page should move at all."""
MOVED = """
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      window.moved.push([one.value, one.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? "")]);
  }).observe({ type: "layout-shift", buffered: true });
"""
TO_THE_END = """async () => {
  const paint = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let at = 0; at < document.documentElement.scrollHeight; at += 700) {
    window.scrollTo({ top: at, behavior: "instant" });
    await paint();
  }
}"""
"""Scrolls through a page, as a reader does."""


def path(public: Path, kind: str) -> str:
    """Return the address of a page of a kind."""
    pattern = PAGES[kind][0]
    return f"/{next(public.glob(pattern)).relative_to(public)}/" if "*" in pattern else f"/{pattern}"


@pytest.mark.parametrize("kind", PAGES)
def test_a_first_view_on_a_phone_is_light_and_nothing_moves(
    chromium: Browser, sample_address: str, sample_public: Path, kind: str
) -> None:
    """Without compression on the way, on a sharp screen; all comes from here, and stays where it is down to the end."""
    sharp: ViewportSize = {"width": PHONE, "height": 844}
    context = chromium.new_context(viewport=sharp, device_scale_factor=2, service_workers="block")
    page, done = context.new_page(), list[Request]()
    page.add_init_script(MOVED)
    page.on("requestfinished", lambda request: done.append(request))  # noqa: PLW0108  # Playwright marks what it is given
    page.goto(sample_address + path(sample_public, kind), wait_until="networkidle")
    sizes = sorted(((one.sizes()["responseBodySize"], one.url) for one in done), reverse=True)
    page.evaluate(TO_THE_END)
    moved = page.evaluate("window.moved")
    context.close()
    assert [] == [url for _, url in sizes if not url.startswith((sample_address, "data:"))]
    assert 0 < sum(size for size, _ in sizes) < PAGES[kind][1] * KILO, sizes[:5]
    assert sum(value for value, _ in moved) < STILL, moved


def test_scripts_are_small(sample_public: Path) -> None:
    """All of them together."""
    scripts = [file for file in sample_public.rglob("*.js") if "pagefind" not in file.parts]
    assert {"theme", "wall", "search", "shuffle", "offline", "install", "worker"} <= {
        file.name.split(".")[0] for file in scripts
    }
    assert sum(file.stat().st_size for file in scripts) < SCRIPTS
