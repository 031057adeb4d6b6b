"""Records and artists that are easily taken for others, while every service offers the wrong answer."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from first_runs import Ports
from household import environment, move_in, run_here
from neighbours import CLIENT_ID, CLIENT_SECRET, Neighbours, neighbours
from temptations import MARK, VARIOUS, WRONG_DAY, WRONG_YEAR, Case, Tempted, VagueSpotify, cases, tempted

from scraper.domain.evidence import Finding
from scraper.domain.subjects import SubjectKind
from scraper.store import Store
from services.fakes.discogs import DiscogsFake

pytestmark = pytest.mark.usefixtures("hugo")

MUSIC = ("apple_music", "spotify")
ALONE, BESIDE = False, True
RUNS = {
    "alone, with a key": (ALONE, True),
    "alone, without a key": (ALONE, False),
    "beside the right ones, with a key": (BESIDE, True),
    "beside the right ones, without a key": (BESIDE, False),
}
STAYS_OPEN = {
    (9191026, "apple_music"): "it is a live album, which nothing at Discogs says, and the service does",
    (9191026, "spotify"): "it is a live album, which nothing at Discogs says, and the service does",
    (9000001, "spotify"): "another of that name has a record of that name, and Spotify gives one track list at a time",
    (9000106, "spotify"): "the artist has two records of that name, and Spotify gives one track list at a time",
}
"""What is offered, and right, and still not taken: a gap."""
TEMPTING = re.compile(r"(?<=/)(?:0{14})?(?:66|76)\d{6}(?!\d)|66000000-0000-4000-8000-\d{12}|Q66\d+")
RIGHT = re.compile(r"https://(?:open\.spotify|music\.apple)\.com/[^\s\"'>)]*?/0*(33\d{6})(?!\d)")
ARTICLE = re.compile(r"""href=["']?(https://\w+\.wikipedia\.org/wiki/[^">]+?)["']?[ >]""")
DATES = re.compile(rf"\b{WRONG_YEAR}\b|\b{WRONG_DAY}\b|\b23 July|July 23")


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What came of a run."""

    home: Path
    tempted: Tempted
    services: Neighbours
    findings: dict[SubjectKind, dict[int, dict[str, Finding]]]
    """By kind, id and service, those in which something was taken."""

    def page(self, case: Case) -> str:
        """Return an album's page."""
        (made,) = self.home.glob(f"site/public/albums/*{case['release']}/index.html")
        return made.read_text()

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every file that people may see."""
        for folder in ("site/content", "site/public"):
            for file in sorted((self.home / folder).rglob("*.*")):
                if file.suffix in {".md", ".html", ".xml", ".json"}:
                    yield str(file.relative_to(self.home)), file.read_text()


@pytest.fixture(scope="module", params=RUNS)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ports: Ports) -> Iterator[Ran]:
    """Have `scrape --all` look for all these records at once."""
    beside, with_key = RUNS[request.param]
    home, made = tmp_path_factory.mktemp("home"), tempted(beside=beside)
    with ExitStack() as stack:
        discogs = stack.enter_context(DiscogsFake(made.world, limit=None))
        key = tmp_path_factory.mktemp("key")
        services = stack.enter_context(neighbours(made.elsewhere, key, ports, with_key=with_key))
        vague = stack.enter_context(VagueSpotify(made.elsewhere.spotify, CLIENT_ID, CLIENT_SECRET))
        services.fakes["spotify"] = vague
        addresses = {"BASE_URL": f"{vague.origin}/v1", "TOKEN_URL": f"{vague.origin}/api/token"}
        variables = services.variables | {f"SCRAPE_SPOTIFY__{name}": value for name, value in addresses.items()}
        with pytest.MonkeyPatch.context() as patch:
            move_in(patch, home, environment(discogs.origin, **variables))
            ended = run_here("--all")
        assert (0, "") == (ended.code, ended.err)
        yield Ran(home=home, tempted=made, services=services, findings=_findings(home / "sleevenotes.db"))


def _findings(database: Path) -> dict[SubjectKind, dict[int, dict[str, Finding]]]:
    kinds: tuple[SubjectKind, ...] = ("release", "artist")
    with Store(database) as store:
        found = {kind: store.findings.findings(kind) for kind in kinds}
    return {
        kind: {number: {name: one for name, one in of.items() if one.entry_id} for number, of in by.items()}
        for kind, by in found.items()
    }


def test_everybody_was_asked(ran: Ran) -> None:
    """Else nobody was tempted."""
    asked = set(ran.services.asked())
    apple = "apple_music" if "apple_music" in asked else "itunes"
    assert {apple, "spotify", "wikidata", "wikipedia", "musicbrainz"} <= asked


def test_nothing_is_taken_but_what_is_right(ran: Ran) -> None:
    """No finding at a music service is of another entry, no article is another's, and none of the ids misleads."""
    wrong: dict[tuple[int, str, str], str] = {}
    for case in cases():
        number = case["release"]
        right = {*map(str, ran.tempted.allowed(number)), *ran.tempted.articles_of(number)}
        found = ran.findings["release"].get(number, {})
        taken = {name: one.url if name == "wikipedia" else one.entry_id.lstrip("0") for name, one in found.items()}
        wrong |= {(number, case["title"], name): entry for name, entry in taken.items() if entry not in right}
    assert {} == wrong


def test_what_is_right_is_taken(ran: Ran) -> None:
    """Where it is offered; what is not taken all the same is known."""
    found = {number: set(of) & set(MUSIC) for number, of in ran.findings["release"].items()}
    missing = {(number, service) for number in ran.tempted.right for service in set(MUSIC) - found.get(number, set())}
    assert (set(STAYS_OPEN) if ran.tempted.right else set()) == missing


def test_the_right_article_is_taken(ran: Ran) -> None:
    """Wherever there is one."""
    found = ran.findings["release"]
    assert {} == {
        number: address
        for number, address in ran.tempted.articles.items()
        if "wikipedia" not in found.get(number, {}) or found[number]["wikipedia"].url != address
    }


def test_pages_lead_to_nothing_but_what_is_right(ran: Ran) -> None:
    """As Hugo made them: each album's links go to its own entries and its own article."""
    for case in cases():
        page, number = unescape(unquote(ran.page(case))), case["release"]
        assert {int(entry) for entry in RIGHT.findall(page)} <= ran.tempted.allowed(number), case["title"]
        articles = {unquote(address) for address in ran.tempted.articles_of(number)}
        assert set(ARTICLE.findall(page)) <= articles, case["title"]


def test_nothing_that_tempts_is_on_any_page(ran: Ran) -> None:
    """No id of it, no address, no word of its texts."""
    addresses = {one.url for one in ran.tempted.elsewhere.wikimedia.articles if MARK in one.extract}
    for name, text in ran.pages():
        assert ([], False) == (TEMPTING.findall(text), MARK in text), name
        assert set() == {unquote(address) for address in addresses} & set(ARTICLE.findall(unescape(unquote(text)))), (
            name
        )


def test_no_cover_is_fetched_but_what_is_right(ran: Ran) -> None:
    """Of a tempting entry not even its image is asked for."""
    requests = [one for fake in ran.services.fakes.values() for one in fake.requests if one.kind in ("cover", "front")]
    taken = {of["apple_music"].entry_id for of in ran.findings["release"].values() if "apple_music" in of}
    assert taken == {one.path.split("/")[2] for one in requests}


def test_no_artist_is_taken_for_another(ran: Ran) -> None:
    """Those that are found are whom the right albums are by; no article about somebody else is a biography."""
    found = [one for of in ran.findings["artist"].values() for one in of.values()]
    assert [] == [one for one in found if one.service not in MUSIC]
    assert [] == [one.url for one in found if not one.entry_id.lstrip("0").startswith("43")]


def test_various_is_nobody(ran: Ran) -> None:
    """No page, no match, no portrait, and no question about them."""
    assert VARIOUS not in ran.findings["artist"]
    assert [] == list(ran.home.glob("site/*/artists/various*"))
    asked = [" ".join([one.path, *one.query.values()]) for fake in ran.services.fakes.values() for one in fake.requests]
    assert [] == [words for words in asked if re.search(r"discogs\.com/artist/194\b|P1953=194\b", words)]


def test_no_page_has_a_date_of_a_streaming_service(ran: Ran) -> None:
    """Not of what is right, either: years and days are Discogs'."""
    assert {} == {name: found for name, text in ran.pages() if (found := DATES.findall(text))}
