"""Text from outside stays text: whatever a service says, the built page shows it and does nothing with it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from first_runs import Ports
from hostility import (
    PAYLOADS,
    hostile_elsewhere,
    hostile_world,
    let_it_be_hostile,
    name,
    payloads,
    seen,
    title,
)
from household import environment, move_in, run_here
from neighbours import neighbours
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request
from visits import served

from services.fakes.discogs import DiscogsFake

pytestmark = pytest.mark.usefixtures("hugo")
SHOW_ALL = {"SCRAPE_PRIVACY__NOTES": "true", "SCRAPE_PRIVACY__CONDITION": "true"}
NUMBERS = {called: number for number, called, _ in payloads()}
LISTS = (
    *("/", "/albums/", "/artists/", "/genres/", "/styles/", "/labels/", "/formats/", "/countries/", "/decades/"),
    *(
        "/albums/?sort=title",
        "/people/",
        "/statistics/",
        "/timeline/",
        "/print/",
        "/about/",
        "/search/",
        "/shuffle/",
        "/offline/",
    ),
)
ALL_RECORDS = ("/albums/", "/albums/?sort=title", "/print/")
ALTS = "[...document.querySelectorAll('img')].map(image => image.alt).join(' ')"
NEWEST = 12
"""So many records are on the home page, and of one month in the timeline."""
FOREIGN = (
    "script:not([type='application/ld+json'], [src^='/']), img:not([src^='/']), "
    "link:is([rel=stylesheet], [rel=icon]):not([href^='/']), "
    "iframe, frame, object, embed, base, style, meta[http-equiv], form[action]:not([action='/search/']), "
    "math, template, textarea, svg script"
)
"""Elements that no page of ours has."""
HANDLERS = """[...document.querySelectorAll('*:not(.search-form input)')].flatMap(e => e.getAttributeNames())
    .filter(name => name.startsWith('on') || name === 'autofocus')"""
ADDRESSES = """[...document.querySelectorAll('*')]
    .flatMap(e => ['href', 'src', 'srcset', 'action', 'data', 'poster'].map(name => e.getAttribute(name)))
    .filter(address => address !== null)
    .filter(address => !URL.canParse(address, location)
        || !['http:', 'https:'].includes(new URL(address, location).protocol))"""
"""Those that are neither relative nor http(s)."""
PLAYERS = r"""[...document.querySelectorAll('[data-src]')].map(e => e.dataset.src).filter(src => !(
    /^https:\/\/(open\.spotify\.com\/embed\/album|embed\.music\.apple\.com\/us\/album)\/\d+$/.test(src)
    || src === 'https://www.youtube-nocookie.com/embed/abcdefghijk'))"""
"""Those of a player that leads elsewhere than to the service's entry."""
TOUCH = """for (const e of document.querySelectorAll('body *'))
    for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error']) e.dispatchEvent(new Event(name))"""
TAG = re.compile(r"<[^<>]*>")
APPLES_OWN = re.compile(r"https://(?:embed\.)?music\.apple\.com/(?:us/)?album/\d{7}\b")
DATA = """[...document.querySelectorAll('script[type="application/ld+json"]')].map(e => JSON.parse(e.textContent))
    .map(thing => thing.name ?? thing.itemListElement.at(-1).name)"""
"""What a page's linked data call the page."""


@dataclass(frozen=True, kw_only=True)
class Built:
    """A built site, and where it is served."""

    public: Path
    address: str

    def page(self, section: str, number: int) -> str:
        """Return the address of the page of a release or an artist."""
        (made,) = self.public.glob(f"{section}/*-{number}/index.html")
        return f"{self.address}/{made.parent.relative_to(self.public)}/"


def made(home: Path, key: Path, ports: Ports, *, with_key: bool) -> Path:
    """Make the site of all that hostility; return the built files."""
    with ExitStack() as stack:
        discogs = stack.enter_context(DiscogsFake(hostile_world(), limit=None))
        let_it_be_hostile(discogs, also_addresses=False)
        services = stack.enter_context(neighbours(hostile_elsewhere(), key, ports, with_key=with_key))
        for fake in services.fakes.values():
            let_it_be_hostile(fake, also_addresses=True)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        move_in(patch, home, environment(discogs.origin, **services.variables, **SHOW_ALL))
        ended = run_here("--all")
        assert (0, "") == (ended.code, ended.err)
        # A title is no command to the owner's terminal.
        logs = "".join(file.read_text() for file in home.glob("logs/*.log"))
        assert not set("\x00\x01\x08\x1b\x7f\x9f") & set(ended.out + logs)
    return home / "site/public"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, ports: Ports) -> Iterator[Built]:
    """Make the site with a key for Apple Music, and serve it."""
    public = made(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("key"), ports, with_key=True)
    with served(public) as address:
        yield Built(public=public, address=address)


@dataclass(kw_only=True)
class Watched:
    """A tab of the browser, and what happened in it that should not."""

    page: Page
    built: Built
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda other: self.trouble.append(f"window: {other.url}"))
        self.page.on("request", self._follow)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.trouble.append(f"console: {said.text}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _follow(self, request: Request) -> None:
        if not request.url.startswith((f"{self.built.address}/", "data:")):
            self.trouble.append(f"request: {request.url}")

    def open(self, address: str) -> Page:
        """Open a page, touch everything on it, and note what is not as it should be."""
        self.page.goto(address, wait_until="load")
        self.page.evaluate(TOUCH)
        foreign = f"[...document.querySelectorAll(`{FOREIGN}`)].map(e => e.outerHTML)"
        found = {
            "element": self.page.evaluate(foreign),
            "handler": self.page.evaluate(HANDLERS),
            "address": self.page.evaluate(ADDRESSES),
            "player": self.page.evaluate(PLAYERS),
            "moved to": [] if self.page.url == address else [self.page.url],
            "ran": self.page.evaluate("window.__hit === undefined ? [] : [window.__hit]"),
        }
        self.trouble += [f"{address}: {name} {what}" for name, of in found.items() for what in of]
        return self.page


@pytest.fixture(scope="module")
def tab(built: Built, chromium: Browser) -> Iterator[Watched]:
    """Open a tab of a real Chromium."""
    page = chromium.new_page(viewport={"width": 1280, "height": 844})
    yield Watched(page=page, built=built)
    page.close()


@pytest.fixture
def watched(tab: Watched) -> Iterator[Watched]:
    """Return a tab; afterwards nothing may have happened in it."""
    tab.trouble.clear()
    yield tab
    assert [] == tab.trouble


def text_of(page: Page, selector: str = "body") -> str:
    """Return what an element says, hidden or not, its spaces as one each."""
    return " ".join(str(page.locator(selector).first.text_content()).split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_album_page_shows_text_as_text(watched: Watched, payload: str) -> None:
    """Title, artists, tracks, labels, what Apple and Wikipedia say: all is there to be read."""
    number, text = NUMBERS[payload], PAYLOADS[payload]
    page = watched.open(watched.built.page("albums", number))
    assert seen(title(number, text)) == text_of(page, "h1")
    assert seen(name(number, text)) in text_of(page, ".artists")
    assert [seen(title(number, text))] * 2 == page.evaluate(DATA)
    whole = text_of(page)
    shown = (
        "Extract",
        "Label",
        "CAT",
        "Rock",
        "UK",
        "Krautrock",
        "Video",
        "Suite",
        "Side",
        "Somebody",
        f"Song {number}",
    )
    for said in shown:
        assert seen(f"{said} {text}") in whole, said


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_artist_page_shows_text_as_text(watched: Watched, payload: str) -> None:
    """Name, real name, variations and relatives are there to be read."""
    number, text = NUMBERS[payload], PAYLOADS[payload]
    page = watched.open(watched.built.page("artists", 501 + number))
    assert seen(name(number, text)) == text_of(page, "h1")
    for said in ("Real", "Variation", "Related"):
        assert seen(f"{said} {text}") in text_of(page), said


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_text_as_text(watched: Watched, path: str) -> None:
    """The home page and every list, with all those names on it."""
    page = watched.open(watched.built.address + path)
    if "?" in path:
        page.wait_for_function("document.querySelector('.found').textContent")
    whole = " ".join(f"{text_of(page)} {page.evaluate(ALTS)}".split())
    shown = {called for number, called, text in payloads() if seen(title(number, text)) in whole}
    if path in ("/", "/timeline/"):
        assert len(shown) >= NEWEST
    if path in ALL_RECORDS:
        assert set(PAYLOADS) == shown
    if path == "/artists/":
        assert [] == [number for number, _, text in payloads() if seen(name(number, text)) not in whole]


@pytest.mark.parametrize("taxonomy", ["genres", "styles", "labels", "formats", "countries"])
def test_a_page_of_what_records_share_shows_text_as_text(watched: Watched, taxonomy: str) -> None:
    """Genres, labels and the like have pages of their own, named by those texts."""
    pages = sorted(watched.built.public.glob(f"{taxonomy}/*/index.html"))
    assert len(PAYLOADS) <= len(pages)
    for file in pages[::4]:
        page = watched.open(f"{watched.built.address}/{file.parent.relative_to(watched.built.public)}/")
        assert any(seen(text) and seen(text) in text_of(page, "h1") for text in PAYLOADS.values())


def test_what_other_services_say_is_on_pages_too(built: Built) -> None:
    """Else this would prove nothing about them."""
    pages = [file.read_text() for file in built.public.glob("*/*/index.html")]
    for said in ("Wikipedia: A", "Wikipedia: B", "open.spotify.com/album/", "music.apple.com/album/", "<p>Apple "):
        # Of Apple's words, which are HTML, not all leave anything to be read.
        assert 0.75 * len(PAYLOADS) <= sum(said in page for page in pages), said


def test_feeds_are_well_formed(built: Built) -> None:
    """No text ends an element of theirs, nor the file."""
    files = list(built.public.rglob("*.xml"))
    assert len(files) >= 3
    for file in files:
        ET.parse(file)  # noqa: S314  # our own file


def test_what_itunes_says_adds_its_own_address_and_nothing_else(
    built: Built, tmp_path_factory: pytest.TempPathFactory, ports: Ports
) -> None:
    """Without a key for Apple Music it is asked instead; every link is one that was checked above, or leads to it."""
    keyless = made(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("key"), ports, with_key=False)
    assert len(list(built.public.rglob("*.html"))) == len(list(keyless.rglob("*.html")))
    for file in keyless.rglob("*.html"):
        before, after = ((folder / file.relative_to(keyless)).read_text() for folder in (built.public, keyless))
        new = set(TAG.findall(after)) - set(TAG.findall(before))
        assert set() == {tag for tag in new if not APPLES_OWN.search(tag)}, file
