"""Whatever the built site leads to within itself is there: pages, pictures, fonts, feeds, what machines read."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from enriched_site import build
from test_players import ALBUM, conclusions

from scraper.run.files import write_whole
from services.fakes.sample import sample_world

pytestmark = pytest.mark.usefixtures("hugo")

BASE = "https://example.org/"
PLAIN = {"href", "src", "poster", "action", "data-root", "data-index", "data-path", "data-worker", "data-pagefind"}
NAMED = re.compile(r"url\(\s*[\"']?([^)\"']+)")
WITH_A_FILE = {"meta": {"og:url", "og:image", "thumbnail"}}


class Addresses(HTMLParser):
    """Everything in a page that is an address, and the ids that a fragment may name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = {"", "top"}
        self._data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element names."""
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        self._data = values.get("type") == "application/ld+json"
        self.found += [values[name] for name in PLAIN & values.keys() if values[name]]
        for name in ("srcset", "imagesrcset"):
            self.found += [one.split()[0] for one in values.get(name, "").split(",") if one.strip()]
        self.found += NAMED.findall(values.get("style", ""))
        if values.get("property", values.get("name")) in WITH_A_FILE.get(tag, ()):
            self.found.append(values["content"])
        if values.get("http-equiv") == "refresh":
            self.found.append(values["content"].partition("url=")[2])

    def handle_data(self, data: str) -> None:
        """Note what is said to search engines."""
        if self._data:
            self.found += within(json.loads(data))
        self._data = False


def within(value: Any) -> Iterator[str]:
    """Yield every address of our own in a piece of JSON; not what is to be filled in first."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from within(one)
    elif isinstance(value, str) and value.startswith(BASE) and "{" not in value:
        yield value


def read(page: Path) -> Addresses:
    """Return the addresses in a page."""
    reader = Addresses()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader


def named(public: Path) -> Iterator[tuple[str, str]]:
    """Yield every address of other built files, and the file that it stands in."""
    for sheet in public.rglob("*.css"):
        if "pagefind" not in sheet.parts:
            place = BASE + sheet.relative_to(public).as_posix()
            yield from ((place, one) for one in NAMED.findall(sheet.read_text(encoding="utf-8")))
    for name in ("index.xml", "sitemap.xml"):
        for one in ET.parse(public / name).iter():  # noqa: S314  # our own file
            if (one.text or "").startswith(BASE):
                yield name, one.text or ""
    feed = json.loads((public / "feed.json").read_bytes())
    yield from (("feed.json", one) for one in within(feed))
    manifest = json.loads((public / "manifest.webmanifest").read_bytes())
    icons = [one["src"] for one in manifest["icons"]]
    for one in [*icons, manifest["start_url"], *(short["url"] for short in manifest.get("shortcuts", []))]:
        yield "manifest.webmanifest", one
    for row in json.loads((public / "index.json").read_bytes())["albums"]:
        yield from (("index.json", one) for one in (row[0], row[10]) if one)
    shelf = re.search(r"const SHELF = (\{.*?\});", (public / "worker.js").read_text(encoding="utf-8"))
    assert shelf
    yield from (("worker.js", one) for one in json.loads(shelf[1]).values() if one.startswith("/"))


def broken(public: Path) -> list[tuple[str, str]]:
    """Return every place of the site from which an address leads nowhere, with that address."""
    pages = {file: read(file) for file in public.rglob("*.html") if "pagefind" not in file.parts}
    every = [(BASE + file.relative_to(public).as_posix(), one) for file, page in pages.items() for one in page.found]
    every += [(where if where.startswith(BASE) else BASE + where, one) for where, one in named(public)]
    assert len(every) > len(pages)
    lost = []
    for where, address in every:
        whole = urlsplit(urljoin(where, address))
        if not whole.geturl().startswith(BASE):
            continue
        file = public / unquote(whole.path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or (file in pages and unquote(whole.fragment) not in pages[file].ids):
            lost.append((where, address))
    return lost


def test_no_address_of_the_sample_leads_nowhere(sample_public: Path) -> None:
    """Links with their fragments, pictures in every size, fonts, feeds, manifest, sitemap, linked data, the index."""
    assert [] == broken(sample_public)[:10]


def test_no_address_leads_nowhere_whatever_services_say(hostile: Path) -> None:
    """The same of a site that was told things with HTML, quotes and braces in them."""
    assert [] == broken(hostile)[:10]


def test_a_lost_picture_is_noticed(hostile: Path) -> None:
    """The check sees what it is for."""
    (one,) = hostile.glob(f"covers/{ALBUM}/cover-320.webp")
    away = one.rename(one.with_suffix(".away"))
    assert one.name in {address.rpartition("/")[2] for _, address in broken(hostile)}
    away.rename(one)


def test_the_owner_s_stylesheet_is_the_last_on_every_page(hostile: Path) -> None:
    """So that it can override everything, on pages with tools too."""
    pages = [page for page in hostile.rglob("*.html") if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")]
    sheets = [re.findall(r'rel="stylesheet" href="([^"]+)"', page.read_text(encoding="utf-8")) for page in pages]
    assert {"custom"} == {found[-1].rpartition("/")[2].partition(".")[0] for found in sheets}
    assert {2, 3} == {len(found) for found in sheets}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of hostile answers, with a stylesheet of its owner's."""
    home = tmp_path_factory.mktemp("hostile")
    write_whole(home / "site" / "assets" / "css" / "custom.css", b":root { --accent: red }")
    cover = sample_world().images[f"/images/release-{ALBUM}.jpg"]
    return build(home, conclusions(), {("release", ALBUM): ("cover_art_archive", cover)})
