"""Records of which something is not known: no sentence of the built site has a hole where it would stand."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest
from small_site import build

from scraper import translation
from scraper.domain.evidence import Conclusion, Finding, Text
from scraper.domain.subjects import Subject
from scraper.store import Store

pytestmark = pytest.mark.usefixtures("hugo")

ARTICLE = "https://en.wikipedia.org/wiki/X"
NAMELESS = {"id": 300, "name": "\x01", "join": ","}
TRACKS = [{"type_": "track", "position": "1", "title": "Song", "artists": [{"id": 107, "name": "Artist 107"}]}]
FULL: dict[str, Any] = {
    "year": 1977,
    "artists": [{"id": 101, "name": "Artist 101"}],
    "formats": [{"name": "Vinyl", "qty": "1"}],
    "released": "1977-03-12",
}
RECORDS: dict[int, dict[str, Any]] = {
    1: FULL,
    2: FULL | {"artists": []},
    3: FULL | {"title": ""},
    4: FULL | {"year": 0, "released": ""},
    5: FULL | {"formats": []},
    6: {"title": "", "artists": [], "formats": [], "year": 0},
    7: FULL | {"artists": [], "tracklist": TRACKS},
    8: FULL | {"artists": [], "tracklist": TRACKS, "title": "", "formats": []},
    9: FULL | {"artists": [NAMELESS, {"id": 101, "name": "Artist 101"}], "extraartists": [NAMELESS | {"role": "Bass"}]},
    10: FULL | {"artists": [NAMELESS], "series": [{"name": "\x01", "catno": "7"}]},
    11: FULL | {"companies": [{"name": "\x01", "catno": "C 7", "entity_type_name": "\x01"}], "labels": []},
    12: FULL | {"master_id": 9, "title": "", "artists": []},
    13: FULL | {"master_id": 9, "year": 0, "formats": [], "country": ""},
    14: FULL
    | {"artists": [{"id": 114, "name": "Nobody"}], "extraartists": [{"id": 200, "name": "Anna", "role": "\x01"}]},
    16: FULL | {"formats": [{"name": "\u200b", "qty": "1"}], "country": "\u2060", "labels": [{"name": "\ufeff"}]},
    17: FULL | {"title": "\u200b", "extraartists": [{"id": 200, "name": "Anna", "role": "[ ]"}], "genres": ["\u00ad"]},
    15: FULL | {"extraartists": [{"id": 200, "name": "Anna", "role": "\x01"}]},
}
ARTISTS = (
    {"id": 101, "name": "Artist 101", "members": [{"id": 5, "name": "\x01"}], "realname": "\x01"},
    {"id": 114, "name": "\x01"},
    {"id": 107, "name": "Artist 107"},
)


def fill(store: Store) -> None:
    """Put the records into the store, the even ones without the day on which they were added."""
    for number, changes in RECORDS.items():
        answer = {"id": number, "title": f"Title {number}", **changes}
        item = {"id": number, "instance_id": number, "basic_information": answer, "notes": []}
        item |= {"date_added": "2020-01-02T03:04:05-08:00"} if number % 2 else {}
        store.save_copies([(translation.copy(item), translation.basic_release(item), item)])
        store.save_release(translation.release(answer), answer)
    for artist in ARTISTS:
        store.save_artist(translation.artist(artist), artist)
    finding = Finding(service="wikipedia", entry_id="x", url=ARTICLE, certainty="identifier", score=1, evidence="")
    text = Text(source="wikipedia", title="", url=ARTICLE, language="en", text="Words.")
    store.findings.conclude(Subject(kind="release", subject_id=2), Conclusion(findings=[finding], texts=[text]))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once."""
    return build(tmp_path_factory.mktemp("incomplete"), fill)


class _Sentences(HTMLParser):
    """Collects what people and programs read of a page: the texts of its blocks, and those in attributes."""

    BLOCKS = frozenset("title h1 h2 h3 h4 p li dt dd th td summary a button".split())  # noqa: SIM905  # as HTML lists
    TEXTS = frozenset({"content", "alt", "title", "aria-label", "data-title"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in self.TEXTS and value]
        if tag in self.BLOCKS:
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        for _, parts in self._open:
            parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self.texts.append("".join(self._open.pop()[1]))


def data(file: Path) -> list[Any]:
    """Return the data for search engines on a page."""
    text = file.read_text(encoding="utf-8")
    return [json.loads(part) for part in re.findall(r"<script type=.?application/ld\+json.?>(.*?)</script>", text)]


def strings(value: Any) -> Iterator[str]:
    """Yield all texts in a value of JSON."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def sentences(public: Path) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of all that is read in pages, data, and feeds."""
    for file in sorted(public.rglob("*.html")):
        reader = _Sentences()
        reader.feed(file.read_text(encoding="utf-8"))
        texts = [*reader.texts, *(text for part in data(file) for text in strings(part))]
        yield from ((file.relative_to(public).as_posix(), " ".join(text.split())) for text in texts)
    for name in ("feed.json", "index.json"):
        yield from ((name, text) for text in strings(json.loads((public / name).read_bytes())))
    for entry in feedparser.parse((public / "index.xml").read_bytes()).entries:
        yield from (("index.xml", entry[key]) for key in ("title", "summary", "published") if key in entry)


HOLE = re.compile(
    r"^[\u200b\u2060\ufeff\u00ad]|^\[ ?\]|"
    r"^[:,;.·–)]|^(by|of|on|with) |[:,;·(–]$|\b(by|of|on)$|\(\)|\( |[:,;(–·] ?[,;:·)]| (by|of|on)[,:;]|0001|<nil>|\x01"
)
WHOLE = re.compile(r"^Source: |^https?:|^/|^width=|^\+$")


def test_no_sentence_has_a_hole(public: Path) -> None:
    """In titles, descriptions, alternative texts, lists, data for search engines and feeds."""
    found = set(sentences(public))
    assert 1000 < len(found)
    assert [] == sorted((file, text) for file, text in found if HOLE.search(text) and not WHOLE.search(text))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "Artist 101: Title 1 (1977), Vinyl"),
        (2, "Title 2 (1977), Vinyl"),
        (3, "Artist 101: Untitled (1977), Vinyl"),
        (4, "Artist 101: Title 4, Vinyl"),
        (5, "Artist 101: Title 5 (1977)"),
        (6, "Untitled"),
        (8, "Untitled (1977)"),
        (9, "Artist 101: Title 9 (1977), Vinyl"),
        (10, "Title 10 (1977), Vinyl"),
        (16, "Artist 101: Title 16 (1977)"),
        (17, "Artist 101: Untitled (1977), Vinyl"),
    ],
)
def test_a_record_is_described_by_what_is_known(public: Path, number: int, expected: str) -> None:
    """The same in the page's head, for links from other sites, and in both feeds."""
    page = next(public.glob(f"albums/*-{number}/index.html"))
    found = re.findall(
        r'<meta (?:name|property)="?(?:og:)?description"? content="(.*?)"', page.read_text(encoding="utf-8")
    )
    entry = next(
        one for one in feedparser.parse((public / "index.xml").read_bytes()).entries if f"-{number}/" in one.link
    )
    item = next(one for one in json.loads((public / "feed.json").read_bytes())["items"] if f"-{number}/" in one["url"])
    assert [expected] * 4 == [*found, entry.summary, item["content_text"]]


def test_a_hole_is_found() -> None:
    """The check above can fail."""
    for text in (
        ": Title 7 (1977)",
        "Title by ",
        ", 1977",
        "Artist: , Vinyl",
        "Title ()",
        "Members:",
        "Picture of",
        "(track 1), , B",
        "[ ]: Anna",
        "\u200b, 1977",
    ):
        assert HOLE.search(text.strip()), text
