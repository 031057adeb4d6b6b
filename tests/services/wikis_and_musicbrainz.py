"""Worlds and channels for the tests of Wikidata, Wikipedia and MusicBrainz."""

from collections.abc import Collection
from typing import Any

import requests

from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.musicbrainz import Link, MusicBrainzEntry, MusicBrainzWorld
from services.fakes.server import FakeServer
from services.fakes.wikimedia import WikipediaFake
from services.fakes.wikimedia_world import WikidataItem, WikimediaWorld, WikipediaArticle
from services.throttle import Throttle
from services.transport import Channel, session
from services.wikipedia import Wikipedia

OFTEN = 6_000_000
USER_AGENT = "Sleevenotes/0.1 +https://example.org"
POLITE = {"User-Agent": USER_AGENT}
MENDED: list[FaultKind] = ["429", "500", "503", "html", "cut", "empty", "drop"]
"""Faults after which the next try is right."""
ODD_TITLES = [
    "AC/DC",
    "( )",
    "4½",
    "!!!",
    "坂本龍一",
    "Guns N' Roses",
    "C++",
    "?",
    "100%",
    "A & B",
    "#1",
    "Дельфин",
    "...",
]
ODD: list[Any] = [[], None, 5, "text", True, {}, {"query": None}, {"query": []}, {"query": {}}, {"error": "text"}]
"""JSON that no service of ours answers with."""

RELEASE = "11111111-1111-4111-8111-111111111111"
DIGITAL = "22222222-2222-4222-8222-222222222222"
GROUP = "33333333-3333-4333-8333-333333333333"
ARTIST = "44444444-4444-4444-8444-444444444444"
TWIN = "55555555-5555-4555-8555-555555555555"
NOBODY = "99999999-9999-4999-8999-999999999999"
SPOTIFY = "https://open.spotify.com/album/6QaVfG1pHYl1z15ZxkvVDW"
JPEG = b"\xff\xd8\xff\xe0 a picture"


def channel(service: str, *, busy: Collection[int] = (429,)) -> Channel:
    """Return a channel that never waits."""
    throttle = Throttle(OFTEN, clock=lambda: 0.0, sleep=lambda _: None)
    return Channel(session("https://example.org", "0.1"), service, throttle, busy=busy)


def wikipedia(fake: WikipediaFake) -> Wikipedia:
    """Return the client of the Wikipedias, on the fake."""
    return Wikipedia(channel("Wikipedia"), fake.address)


def once(kind: FaultKind) -> Faults:
    """Return a fault that hits the first request."""
    return Faults(rules=[Fault(path=".", kind=kind)])


def always(kind: FaultKind) -> Faults:
    """Return a fault that hits every request."""
    return Faults(rules=[Fault(path=".", kind=kind, times=None)])


def get(fake: FakeServer, path: str, **headers: str) -> requests.Response:
    """Request a path of a fake, with our User-Agent unless `headers` have another."""
    return requests.get(fake.origin + path, headers={**POLITE, **headers}, timeout=5, allow_redirects=False)


def wikimedia(**changes: Any) -> WikimediaWorld:
    """Return items and articles about a record, its artist, and things that are like them."""
    items = [
        WikidataItem(
            qid="Q10",
            claims={"P1954": [("18080", "normal"), ("18081", "deprecated")], "P31": [("Q482994", "normal")]},
            sitelinks={"enwiki": "Closer (Joy Division album)", "dewiki": "Closer (Album)", "frwiki": "Closer"},
        ),
        WikidataItem(qid="Q11", claims={"P1953": [("3898", "preferred")]}, sitelinks={"enwiki": "Joy Division"}),
        WikidataItem(qid="Q12", claims={"P1953": [("77", "normal")]}, sitelinks={"dewiki": "Nur deutsch"}),
        WikidataItem(qid="Q13", claims={"P1953": [("77", "normal")], "P2205": [(None, "normal")]}),
    ]
    articles = [
        WikipediaArticle(title="Closer", extract="Closer may refer to: Joy Division", type="disambiguation"),
        WikipediaArticle(title="Closer (film)", extract="Closer is a film.", qid="Q90"),
        WikipediaArticle(title="Closer (Joy Division album)", extract="Closer is an album by Joy Division.", qid="Q10"),
        WikipediaArticle(title="Joy Division", extract="Joy Division were a band.", qid="Q11"),
        WikipediaArticle(
            language="de", title="Closer (Album)", extract="Closer ist ein Album von Joy Division.", qid="Q10"
        ),
    ]
    known: dict[str, Any] = {"items": items, "articles": articles}
    return WikimediaWorld(**(known | changes))


def discogs(kind: str, number: int, *, ended: bool = False) -> Link:
    """Return a link to an entry of Discogs."""
    return Link(type="discogs", resource=f"https://www.discogs.com/{kind}/{number}", ended=ended)


def musicbrainz(**changes: Any) -> MusicBrainzWorld:
    """Return an album in two editions, its artist, and a release whose twin says that it is the same."""
    wikidata = Link(type="wikidata", resource="https://www.wikidata.org/wiki/Q10")
    streaming = Link(type="free streaming", resource=SPOTIFY)
    entries = [
        MusicBrainzEntry(kind="release-group", mbid=GROUP, name="Closer", links=(discogs("master", 18080), wikidata)),
        MusicBrainzEntry(
            kind="release", mbid=RELEASE, name="Closer", group=GROUP, links=(discogs("release", 1),), tracks=9
        ),
        MusicBrainzEntry(
            kind="release", mbid=DIGITAL, name="Closer", group=GROUP, links=(streaming,), format="Digital Media"
        ),
        MusicBrainzEntry(kind="release", mbid=TWIN, name="Closer", links=(discogs("release", 1, ended=True),)),
        MusicBrainzEntry(kind="artist", mbid=ARTIST, name="Joy Division", links=(discogs("artist", 3898),)),
    ]
    known: dict[str, Any] = {"entries": entries, "covers": {RELEASE: lambda: JPEG}}
    return MusicBrainzWorld(**(known | changes))
