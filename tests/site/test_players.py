"""Links and players of other services in a real browser: nothing is asked of them before somebody says so."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from enriched_site import build
from playwright.sync_api import Browser, Page, Route
from visits import served

from scraper.domain.evidence import Conclusion, Finding, ServiceName, Text
from scraper.domain.subjects import Subject
from scraper.hugo.site import Site
from services.fakes.sample import sample_world

pytestmark = pytest.mark.usefixtures("hugo")

ALBUM, HOSTILE, PLAIN, ARTIST = 90000102, 90000103, 90000104, 23755
PATHS = {
    ALBUM: "/albums/kind-of-blue-90000102/",
    HOSTILE: "/albums/a-love-supreme-90000103/",
    PLAIN: "/albums/getz-gilberto-90000104/",
    ARTIST: "/artists/miles-davis-23755/",
}
LINKS: dict[ServiceName, str] = {
    "apple_music": "https://music.apple.com/gb/album/kind-of-blue/268443092",
    "spotify": "https://open.spotify.com/album/1weenld61qoidwYuZ1GESA",
    "youtube": "https://www.youtube.com/watch?v=ylXk1LBvIqU",
    "wikipedia": "https://en.wikipedia.org/wiki/Kind_of_Blue",
    "musicbrainz": "https://musicbrainz.org/release-group/8e8a594f-2175-38c7-a871-abb68ec363e7",
}
PLAYERS = [
    "https://embed.music.apple.com/gb/album/268443092",
    "https://open.spotify.com/embed/album/1weenld61qoidwYuZ1GESA",
    "https://www.youtube-nocookie.com/embed/ylXk1LBvIqU",
]
NASTY = (
    '</p><script>window.hurt = 1</script><img src="http://evil.example/x.png" onerror="window.hurt = 1">'
    '<iframe src="http://evil.example"></iframe>{{< x >}}{{% y %}}![x](http://evil.example/y.png)'
    '"><svg onload="window.hurt = 1">'
)


def finding(service: ServiceName, url: str) -> Finding:
    """Return a finding."""
    return Finding(service=service, entry_id="x", url=url, certainty="identifier", score=1, evidence=NASTY)


def conclusions() -> dict[Subject, Conclusion]:
    """Return what is known of an album, an artist, an album with hostile answers, and nothing of another."""
    album = Conclusion(findings=[finding(*one) for one in LINKS.items()], offers=[("cover_art_archive", "x")])
    artist = [finding("spotify", "https://open.spotify.com/artist/0kbYTNQb4Pb1rPbbaF0pT4")]
    quote = '?"><script>window.hurt = 1</script>'
    hostile = Conclusion(
        findings=[finding(service, url + quote) for service, url in LINKS.items() if service != "youtube"],
        texts=[
            Text(source="wikipedia", title=NASTY, url=LINKS["wikipedia"] + quote, language=NASTY, text=NASTY),
            Text(source="apple_music", title=NASTY, url=LINKS["apple_music"] + quote, language=NASTY, text=NASTY),
        ],
    )
    return {
        Subject(kind="release", subject_id=ALBUM): album,
        Subject(kind="release", subject_id=HOSTILE): hostile,
        Subject(kind="release", subject_id=PLAIN): Conclusion(),
        Subject(kind="artist", subject_id=ARTIST): Conclusion(findings=artist),
    }


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once."""
    cover = sample_world().images[f"/images/release-{ALBUM}.jpg"]
    pictures = {("release", ALBUM): ("cover_art_archive", cover)}
    return build(tmp_path_factory.mktemp("players"), conclusions(), pictures)


@pytest.fixture(scope="module")
def address(public: Path) -> Iterator[str]:
    """Serve it on this machine."""
    with served(public) as address:
        yield address


@dataclass(kw_only=True)
class Visit:
    """A page that is being looked at."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    """What was asked of other hosts; they answer with an empty page."""
    trouble: list[str] = field(default_factory=list)
    """Errors and warnings of the console."""

    def answer(self, route: Route) -> None:
        """Answer in the place of another host."""
        self.elsewhere.append(route.request.url)
        route.fulfill(body="<!DOCTYPE html><title>player</title><button>play</button>", content_type="text/html")


@contextmanager
def visited(chromium: Browser, address: str, path: str, *, width: int = 1280, script: bool = True) -> Iterator[Visit]:
    """Open a page with every image in sight, and see what it asks of whom."""
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=script, reduced_motion="reduce"
    )
    visit = Visit(page=context.new_page())
    context.route(lambda url: not url.startswith(address), visit.answer)
    visit.page.on(
        "console",
        lambda message: visit.trouble.append(message.text) if message.type in {"error", "warning"} else None,
    )
    visit.page.on("pageerror", lambda error: visit.trouble.append(str(error)))
    visit.page.goto(address + path, wait_until="load")
    yield visit
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS.values())
def test_nothing_is_asked_of_other_hosts(address: str, chromium: Browser, path: str, width: int) -> None:
    """However long a page is looked at; and it is not wider than its window."""
    with visited(chromium, address, path, width=width) as visit:
        visit.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        visit.page.wait_for_load_state("networkidle")
        assert ([], []) == (visit.elsewhere, visit.trouble)
        assert 0 == visit.page.locator("iframe").count()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_player_loads_when_its_button_is_pressed(address: str, chromium: Browser) -> None:
    """By the keyboard too, one at a time, from the host that the button named; the focus goes on into it."""
    with visited(chromium, address, PATHS[ALBUM]) as visit:
        buttons = visit.page.locator(".players button")
        assert [
            "Play on Apple Music (loads the player from embed.music.apple.com)",
            "Play on Spotify (loads the player from open.spotify.com)",
            "Play on YouTube (loads the player from youtube-nocookie.com)",
        ] == [text.strip() for text in buttons.all_inner_texts()]
        for number, player in enumerate(PLAYERS, 1):
            buttons.first.focus()
            visit.page.keyboard.press("Enter")
            visit.page.frame_locator(f'iframe[src="{player}"]').get_by_role("button").wait_for()
            assert PLAYERS[:number] == visit.elsewhere
            assert player == visit.page.evaluate("document.activeElement.src")
        visit.page.keyboard.press("Tab")
        assert "play" == visit.page.frames[-1].evaluate("document.activeElement.innerText")
        assert [] == visit.trouble


def test_a_player_is_named_and_kept_apart(address: str, chromium: Browser) -> None:
    """It says what it is, may play, and can neither lead the page away nor learn which page it is on."""
    with visited(chromium, address, PATHS[ALBUM]) as visit:
        visit.page.locator(".players button").nth(1).click()
        frame = visit.page.locator(".players iframe")
        assert "Kind Of Blue on Spotify" == frame.get_attribute("title")
        assert "encrypted-media" in (frame.get_attribute("allow") or "")
        rights = (frame.get_attribute("sandbox") or "").split()
        assert "allow-scripts" in rights
        assert [] == [right for right in rights if "top-navigation" in right]
        assert "strict-origin-when-cross-origin" == frame.get_attribute("referrerpolicy")
        box = frame.bounding_box()
        assert box is not None
        assert 300 <= box["height"]


def test_without_scripts_there_are_just_links(address: str, chromium: Browser) -> None:
    """No button that does nothing."""
    with visited(chromium, address, PATHS[ALBUM], script=False) as visit:
        assert not visit.page.locator(".players").is_visible()
        shown = visit.page.locator(".services a")
        assert ["Apple Music", "Spotify", "YouTube", "Wikipedia", "MusicBrainz", "Discogs"] == shown.all_inner_texts()
        assert {"noopener"} == {link.get_attribute("rel") for link in shown.all()}


def test_links_can_be_reached_by_the_keyboard(address: str, chromium: Browser) -> None:
    """In their order, each with an outline, and then the buttons."""
    with visited(chromium, address, PATHS[ALBUM], width=390) as visit:
        visit.page.locator(".services a").first.focus()
        seen = []
        for _ in range(8):
            seen.append(visit.page.evaluate("document.activeElement.innerText.split(' (')[0].trim()"))
            visit.page.keyboard.press("Tab")
            assert "none" != visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ["Apple Music", "Spotify", "YouTube", "Wikipedia", "MusicBrainz", "Discogs"] == seen[:6]
        assert ["Play on Apple Music", "Play on Spotify"] == seen[6:]


def test_hostile_answers_run_nothing(address: str, chromium: Browser) -> None:
    """Not in texts, titles or addresses, before or after a player is loaded."""
    with visited(chromium, address, PATHS[HOSTILE]) as visit:
        visit.page.locator(".players button").first.click()
        visit.page.frame_locator(".players iframe").get_by_role("button").wait_for()
        assert visit.page.evaluate("window.hurt === undefined")
        assert PLAYERS[:1] == visit.elsewhere
        assert "{{< x >}}{{% y %}}" in visit.page.locator("main").inner_text()
        assert [] == visit.trouble


def test_search_engines_are_told_where_else_an_album_is(public: Path) -> None:
    """A video is not the album."""
    text = (public / PATHS[ALBUM].strip("/") / "index.html").read_text(encoding="utf-8")
    data = json.loads(re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', text)[0])
    wanted = [url for service, url in LINKS.items() if service != "youtube"]
    assert [*wanted, f"https://www.discogs.com/release/{ALBUM}"] == data["sameAs"]


def test_a_page_without_findings_is_as_before(public: Path) -> None:
    """One link, no row, no player, no script for players."""
    text = (public / PATHS[PLAIN].strip("/") / "index.html").read_text(encoding="utf-8")
    assert f'<a href="https://www.discogs.com/release/{PLAIN}" rel="noopener">See it on Discogs</a>' in text
    assert not re.search(r'class="(services|players)"|players\.[^"]*js"', text)


def test_lent_covers_say_where_they_are_from(public: Path) -> None:
    """With a link, below the image."""
    text = (public / PATHS[ALBUM].strip("/") / "index.html").read_text(encoding="utf-8")
    assert f'Cover: <a href="{LINKS["musicbrainz"]}" rel="noopener">Cover Art Archive</a>' in text
    assert "Cover: " not in (public / PATHS[PLAIN].strip("/") / "index.html").read_text(encoding="utf-8")


def test_every_page_has_the_notices_of_services_in_use(public: Path) -> None:
    """Trademarks and licences, each with a link."""
    pages = [file.read_text(encoding="utf-8") for file in public.rglob("*.html")]
    for text in pages:
        assert "not affiliated with, sponsored or endorsed by Discogs" in text
        for notice in (
            "Apple Music</a> is a trademark of Apple Inc.",
            "Spotify</a> is a trademark of Spotify AB.",
            "YouTube</a> is a trademark of Google LLC.",
            '<a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="noopener">CC BY-SA 4.0</a>',
            "MusicBrainz</a> (CC0).",
            "Cover Art Archive</a>.",
        ):
            assert notice in text.partition('<footer class="site-footer">')[2]


def test_services_not_in_use_are_not_named(tmp_path: Path) -> None:
    """A site without enrichment has Discogs' notices only."""
    public = build(tmp_path, {Subject(kind="release", subject_id=PLAIN): Conclusion()})
    footer = (public / "index.html").read_text(encoding="utf-8").partition('<footer class="site-footer">')[2]
    assert "Discogs" in footer
    for name in ("Apple", "Spotify", "YouTube", "Wikipedia", "MusicBrainz", "Cover Art", "<p></p>"):
        assert name not in footer


def test_pages_of_the_owners_need_no_links(tmp_path: Path) -> None:
    """An album page that somebody wrote by hand is built as well as ours."""
    build(tmp_path, {Subject(kind="release", subject_id=PLAIN): Conclusion()})
    mine = tmp_path / "site" / "content" / "albums" / "mine" / "index.md"
    mine.parent.mkdir()
    mine.write_text("---\ntitle: Mine\n---\nWords.\n", encoding="utf-8")
    site = Site(tmp_path / "site", title=None, base_url=None)
    assert [] == site.build()
    text = (site.public / "albums" / "mine" / "index.html").read_text(encoding="utf-8")
    assert "Words." in text
    assert "sameAs" not in text
