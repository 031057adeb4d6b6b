"""The sample collection as a built site: what a visitor gets."""

import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from demo_site import pages, read, target
from playwright.sync_api import Browser
from visits import DESK, PHONE, visit

from scraper.hugo.site import hugo_binary

BASE = "https://example.org/"


def some_pages(public: Path) -> list[str]:
    """Return one address of every kind of page, odd ones among them."""
    names = ["/", "/albums/", "/artists/", "/genres/", "/labels/", "/decades/", "/404.html"]
    patterns = ("albums/album-*", "albums/c86-*", "albums/boxed-*", "albums/4-1-2-*", "artists/kraftwerk-*")
    found = [f"/{next(public.glob(pattern)).relative_to(public)}/" for pattern in patterns]
    return [*names, *found, "/genres/rock/", "/artists/blink-182-90746852/"]


def test_hugo_has_nothing_to_warn_about(sample_site: Path) -> None:
    """The strictest build passes: two pages with one path, or any warning, would fail it."""
    done = subprocess.run(
        [
            hugo_binary(),
            "build",
            "--source",
            sample_site,
            "--panicOnWarning",
            "--printPathWarnings",
            "--renderToMemory",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    assert [] == [line for line in (done.stdout + done.stderr).splitlines() if "WARN" in line or "ERROR" in line]


def test_every_album_and_artist_has_a_page(sample_site: Path, sample_public: Path) -> None:
    """What is in the content folder is in the built site."""
    for section in ("albums", "artists"):
        made = {file.parent.name for file in sample_site.glob(f"content/{section}/*/index.md")}
        assert made == {file.parent.name for file in sample_public.glob(f"{section}/*-*/index.html")}
        assert len(made) >= 48


def test_no_link_is_broken_and_nothing_comes_from_elsewhere(sample_public: Path) -> None:
    """Every internal link and image is there; nothing is loaded from another host."""
    broken: list[tuple[str, str]] = []
    foreign: list[str] = []
    for page in pages(sample_public):
        found = read(page)
        for link in found.links + found.loads:
            file = target(sample_public, BASE, link.replace(BASE, "/"))
            if file is not None and not file.is_file():
                broken.append((str(page.relative_to(sample_public)), link))
        foreign += [load for load in found.loads if re.match(r"(https?:)?//", load) and not load.startswith(BASE)]
    assert ([], []) == (broken, foreign)


def test_every_page_has_a_language_one_title_and_no_id_twice(sample_public: Path) -> None:
    """Pages can be read by machines that read them aloud."""
    for page in pages(sample_public):
        found = read(page)
        if 'http-equiv="refresh"' in page.read_text(encoding="utf-8"):
            continue
        assert "en" == found.language, page
        assert 1 == found.headings.count("h1"), page
        assert len(found.ids) == len(set(found.ids)), page


def test_feed_and_sitemap_are_well_formed(sample_public: Path) -> None:
    """RSS holds the newest records, the sitemap every page."""
    items = ET.parse(sample_public / "index.xml").findall(".//item")  # noqa: S314  # our own file
    assert 48 <= len(items) <= 50
    addresses = ET.parse(sample_public / "sitemap.xml").findall(".//{*}loc")  # noqa: S314  # Hugo wrote it
    assert len(addresses) > len(list(sample_public.glob("albums/*-*/index.html")))


def test_the_notices_that_discogs_asks_for_are_on_every_page(sample_public: Path) -> None:
    """Discogs' terms name two sentences."""
    for page in pages(sample_public):
        text = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in text:
            assert "Data provided by Discogs" in text, page
            assert "not affiliated with, sponsored or endorsed by Discogs" in text, page


def test_odd_records_say_what_they_should(sample_public: Path) -> None:
    """Names keep their numbers, homonyms lose their suffix, titles without letters have an address."""
    text = (sample_public / "artists/index.html").read_text(encoding="utf-8")
    for name in ("Heaven 17", "Blink-182", "Maroon 5", "AC/DC", "坂本龍一", "!!!"):
        assert re.search(rf">\s*{re.escape(name)}", text), name
    assert "(2)" not in text
    assert ">Various<" not in text
    untitled = (sample_public / "albums/album-90000176/index.html").read_text(encoding="utf-8")
    assert "( )" in untitled


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_look_right_in_a_browser(chromium: Browser, sample_public: Path, sample_address: str, width: int) -> None:
    """Every image is shown, nothing is wider than the window; nothing is complained of or asked elsewhere."""
    with visit(chromium, sample_address, width=width) as page:
        for path in some_pages(sample_public):
            page.goto(sample_address + path, wait_until="load")
            page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
            page.wait_for_function("[...document.images].every(image => image.complete)")
            assert [] == page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.src)"), path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_keyboard_leads_to_an_album(chromium: Browser, sample_address: str) -> None:
    """The first tab stop jumps over the menu, and links can be followed without a mouse."""
    with visit(chromium, sample_address, "/albums/") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        for _ in range(12):
            if re.search(r"/albums/.+-\d+/$", page.evaluate("document.activeElement.href") or ""):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/albums/.+-\d+/$"))
        assert page.locator("h1").inner_text().strip()
