"""Whatever goes wrong in one run, once all services are well again everything is as if nothing had been."""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from first_runs import Ports, copy_of
from household import crate, credit, environment, move_in, picture, put, tree
from neighbours import Elsewhere, Neighbours, album_of, article_on, neighbours

from scraper.app.scrape import ScrapeRequest, scrape
from scraper.run.progress import Progress
from scraper.run.settings import Settings, load
from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, FaultKind
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import Rank, WikidataItem, WikipediaArticle
from services.fakes.world import World

SERVICES = ("apple_music", "itunes", "spotify", "wikidata", "wikipedia", "musicbrainz")
KINDS: tuple[FaultKind, ...] = ("drop", "500", "403", "429", "html", "cut", "object")
OF_IMAGES: tuple[FaultKind, ...] = ("drop", "500", "403", "html", "cut")
"""What a host of images does: it sends no JSON."""
OF_DISCOGS = ("releases", "masters", "artists")
OWN: tuple[tuple[str, FaultKind], ...] = (
    ("apple_music", "401"),
    ("spotify", "401"),
    ("wikidata", "maxlag"),
    ("wikipedia", "maxlag"),
)
"""What goes wrong at some services only: they want keys, or say that their databases lag."""
TABLES = ("findings", "offers", "texts", "album_artists")
SEED = 20261129
SITES = {"master": "P1954", "release": "P2206", "artist": "P1953"}


def mbid(number: int, kind: int = 4) -> str:
    """Return an id of MusicBrainz; the kind tells releases, release groups and artists apart."""
    return f"00000000-0000-{kind}000-8000-{number:012}"


def records() -> World:
    """Return eight records by four artists; two are pressings of one album, and Discogs has no image of five."""
    world = crate(4)
    for number in (7, 8, 9):
        put(world, number)
    put(world, 11, master_id=9007, title="Title 7", artists=[credit(503, "Artist 3"), credit(500, "Artist 0")])
    for number in (1, 3, 4, 7, 9):
        world.releases[number]["images"] = []
    world.artists[503]["urls"] = ["https://en.wikipedia.org/wiki/Artist_3_(band)"]
    world.artists[502]["namevariations"] = ["The Second Artist"]
    for number in (501, 503):
        world.artists[number]["images"] = []
    return world


def around(world: World) -> Elsewhere:
    """Return services among which every kind of chain leads to something, and where likeness alone would mislead."""
    found = Elsewhere()
    _sell(world, found)
    _name_by_items(world, found)
    _name_by_entries(found)
    return found


def _sell(world: World, found: Elsewhere) -> None:
    """Have the shops sell what no id names, others that ids name, and two that are as near as each other."""
    for number, made in world.releases.items():
        about = {"notes": f"Notes on {number}"} if number % 3 == 0 else {}
        if number != 9:
            found.apple.albums.append(album_of(made, 1_000_000 + number, **about))
            found.spotify.albums.append(album_of(made, 1_000_000 + number))
        if number in (1, 2, 4):
            others = {"title": f"{made['title']} (Anniversary)", "tracks": (("Other", 200),)}
            found.apple.albums.append(album_of(made, 2_000_000 + number, **others))
            found.spotify.albums.append(album_of(made, 2_000_000 + number, **others))
    # What is sold under a name that only Discogs' artist knows.
    odd = album_of(world.releases[2], 3_000_002, artist="The Second Artist")
    found.spotify.albums = [odd if one.number == 1_000_002 else one for one in found.spotify.albums]


def _name_by_items(world: World, found: Elsewhere) -> None:
    """Have items name albums, an artist, and entries at the shops; the articles of others are found by words."""
    for number in (1, 2):
        article_on(found.wikimedia, world.releases[number], number)
    article_on(found.wikimedia, world.releases[8], 8, named=False)
    item(found, 21, "master", 9001, {"P2205": spotify_id(2_000_001), "P2281": "2000001"}, "")
    found.wikimedia.items = [one for one in found.wikimedia.items if one.qid != "Q1"]
    item(found, 31, "artist", 501, {"P2850": "777", "P434": mbid(1, 6)}, "Artist 1 (band)")
    item(found, 32, "", 0, {"P1902": spotify_id(502), "P31": "Q215380"}, "Artist 2 (band)")
    item(found, 33, "", 0, {"P31": "Q215380"}, "Artist 3 (band)")
    item(found, 34, "", 0, {"P31": "Q482994", "P2205": spotify_id(2_000_004)}, "Title 4 (record)")
    item(found, 35, "artist", 99, {"P31": "Q5"}, "Artist 0")


def item(found: Elsewhere, number: int, kind: str, named: int, claims: Mapping[str, str], title: str) -> None:
    """Add an item, which may name something at Discogs, with its article, if it has one."""
    said = {**claims, **({SITES[kind]: str(named)} if kind else {})}
    ranked: dict[str, list[tuple[str | None, Rank]]] = {prop: [(value, "normal")] for prop, value in said.items()}
    sites = {"enwiki": title} if title else {}
    found.wikimedia.items.append(WikidataItem(qid=f"Q{number}", claims=ranked, sitelinks=sites))
    if title:
        about = WikipediaArticle(title=title, extract=f"{title} is known for music.", qid=f"Q{number}")
        found.wikimedia.articles.append(about)


def _name_by_entries(found: Elsewhere) -> None:
    """Have MusicBrainz link to items, articles and shops, from groups, from releases, and from artists."""
    spotify = f"https://open.spotify.com/album/{spotify_id(2_000_002)}"
    entry(found, "release-group", 3, "master/9003", "https://en.wikipedia.org/wiki/Title_3_(album)")
    article = WikipediaArticle(title="Title 3 (album)", extract="Title 3 is an album by Artist 3.", qid="")
    found.wikimedia.articles.append(article)
    entry(found, "release", 2, "release/2", spotify, group=22)
    entry(found, "release-group", 22, "")
    entry(found, "release-group", 44, "", "https://www.wikidata.org/wiki/Q34")
    entry(found, "release", 4, "release/4", group=44)
    entry(found, "release-group", 7, "master/9007")
    entry(found, "release", 71, "release/7", group=7)
    entry(found, "release", 72, "", "https://music.apple.com/us/album/x/1000007", group=7)
    entry(found, "release-group", 9, "master/9009")
    entry(found, "artist", 1, "", f"https://open.spotify.com/artist/{spotify_id(501)}")
    entry(found, "artist", 2, "artist/502", "https://www.wikidata.org/wiki/Q32")
    entry(found, "artist", 0, "artist/500", "https://www.wikidata.org/wiki/Q35")
    for number, kind in ((3, 4), (71, 5), (9, 4)):
        found.musicbrainz.covers[mbid(number, kind)] = lambda number=number: picture(100 + number)  # type: ignore[misc]


def entry(found: Elsewhere, kind: Any, number: int, at_discogs: str, *links: str, group: int = 0) -> None:
    """Add an entry to MusicBrainz, with the address at Discogs that it lists, if any, and its other links."""
    version = {"release-group": 4, "release": 5, "artist": 6}[kind]
    listed = [f"https://www.discogs.com/{at_discogs}"] if at_discogs else []
    found.musicbrainz.entries.append(
        MusicBrainzEntry(
            kind=kind,
            mbid=mbid(number, version),
            name=f"Entry {number}",
            links=tuple(Link(type="any", resource=address) for address in (*listed, *links)),
            group=mbid(group) if group else "",
        )
    )


@dataclass(kw_only=True)
class Town:
    """A collection and all services, that many homes ask one after the other."""

    discogs: DiscogsFake
    services: Neighbours
    folder: Path
    calm: dict[bool, Any] = field(default_factory=dict)
    """What a run comes to that nothing disturbs, by whether there is a key for Apple Music."""
    homes: int = 0

    def move(self, patch: pytest.MonkeyPatch, *, with_key: bool) -> Path:
        """Move into a new home."""
        self.homes += 1
        home = self.folder / f"home-{self.homes}"
        home.mkdir()
        keys = ("SCRAPE_APPLE_MUSIC__KEY_ID", "SCRAPE_APPLE_MUSIC__TEAM_ID", "SCRAPE_APPLE_MUSIC__PRIVATE_KEY_PATH")
        values = {name: value for name, value in self.services.variables.items() if with_key or name not in keys}
        move_in(patch, home, environment(self.discogs.origin, **values))
        return home

    def with_discogs_alone(self) -> Path:
        """Return a home as a run leaves it that asks Discogs, and nobody else."""
        home = self.folder / "discogs-alone"
        if not home.exists():
            home.mkdir()
            with pytest.MonkeyPatch.context() as patch:
                move_in(patch, home, environment(self.discogs.origin))
                run(load())
        return home

    def undisturbed(self, patch: pytest.MonkeyPatch, *, with_key: bool) -> Any:
        """Return what comes of one run that nothing disturbs."""
        if with_key not in self.calm:
            home = self.move(patch, with_key=with_key)
            run(load())
            self.calm[with_key] = outcome(home)
        return self.calm[with_key]

    def disturbed(
        self,
        patch: pytest.MonkeyPatch,
        rules: Mapping[str, list[Fault]],
        *,
        with_key: bool = True,
        afresh: bool = False,
    ) -> Any:
        """Return what comes of a run with these faults, by service, and one without.

        Unless it begins `afresh`, Discogs was asked before, which takes half of the time.
        """
        home = self.move(patch, with_key=with_key)
        if not afresh:
            copy_of(self.with_discogs_alone(), home)
        fakes = {**self.services.fakes, "discogs": self.discogs}
        for name, faults in rules.items():
            fakes[name].faults.rules = faults
        settings = load()
        run(settings)
        assert all(any(fault.hits for fault in faults) for faults in rules.values())
        for name in rules:
            fakes[name].faults.rules = []
        run(settings)
        return outcome(home)


def run(settings: Settings) -> None:
    """Bring the site up to date, Hugo aside."""
    scrape(settings, ScrapeRequest(everything=True, builds=False), Progress())


def outcome(home: Path) -> Any:
    """Return every file of the site, by content, and everything that was concluded."""
    files = tree(home / "site/content", home / "site/data", home / "site/pictures")
    pages = {str(Path(name).relative_to(home)): digest for name, (digest, _) in files.items()}
    with closing(sqlite3.connect(home / "sleevenotes.db")) as db:
        rows = {table: sorted(map(str, db.execute(f"SELECT * FROM {table}"))) for table in TABLES}  # our own tables
    return pages, rows


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, ports: Ports) -> Iterator[Town]:
    """Run the services once for all tests."""
    folder, world = tmp_path_factory.mktemp("town"), records()
    with ExitStack() as stack:
        discogs = stack.enter_context(ports.listening(DiscogsFake, "discogs")(world, limit=None))
        services = stack.enter_context(neighbours(around(world), folder, ports))
        yield Town(discogs=discogs, services=services, folder=folder)


@pytest.fixture(autouse=True)
def well(town: Town) -> Iterator[None]:
    """Leave no fault behind."""
    yield
    for fake in (town.discogs, *town.services.fakes.values()):
        fake.faults.rules = []


def always(kind: FaultKind, path: str = ".") -> list[Fault]:
    """Return a fault that never ends."""
    return [Fault(path=path, kind=kind, times=None)]


def test_every_kind_of_chain_leads_somewhere(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The world of these tests has links by ids at each service, some by likeness alone, and texts, and covers."""
    _, rows = town.undisturbed(monkeypatch, with_key=True)
    found = "\n".join(rows["findings"])
    for service in ("apple_music", "spotify", "wikipedia", "musicbrainz"):
        assert f"'{service}'" in found
    for chain in ("Wikidata Q21 names", "listed by MusicBrainz release", "listed at MusicBrainz", "credited on"):
        assert chain in found
    assert all(f"'{source}'" in "\n".join(rows["texts"]) for source in ("wikipedia", "apple_music"))
    assert "cover_art_archive" in str(rows["offers"])


@pytest.mark.parametrize(("name", "kind"), [*product(SERVICES, KINDS), *OWN])
def test_one_service_in_trouble(town: Town, monkeypatch: pytest.MonkeyPatch, name: str, kind: FaultKind) -> None:
    """It makes up for everything in the next run, to the byte."""
    with_key = name != "itunes"
    wanted = town.undisturbed(monkeypatch, with_key=with_key)
    assert wanted == town.disturbed(monkeypatch, {name: always(kind)}, with_key=with_key)


@pytest.mark.parametrize("kind", OF_IMAGES)
def test_the_archive_of_covers_in_trouble(town: Town, monkeypatch: pytest.MonkeyPatch, kind: FaultKind) -> None:
    """Whatever stood in for its covers goes."""
    wanted = town.undisturbed(monkeypatch, with_key=True)
    assert wanted == town.disturbed(monkeypatch, {"cover_art_archive": always(kind)})


@pytest.mark.parametrize("kind", ["500", "401"])
@pytest.mark.parametrize("part", OF_DISCOGS)
def test_discogs_in_trouble(town: Town, monkeypatch: pytest.MonkeyPatch, part: str, kind: FaultKind) -> None:
    """Whatever it failed to say matters as much when it is said later."""
    wanted = town.undisturbed(monkeypatch, with_key=True)
    assert wanted == town.disturbed(monkeypatch, {"discogs": always(kind, f"/{part}/")}, afresh=True)


@pytest.mark.parametrize("seed", range(4))
def test_several_in_trouble_now_and_then(town: Town, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Any of them, in any way, for any part of a run."""
    chance = random.Random(SEED + seed)  # noqa: S311  # no secret hangs on it
    wanted = town.undisturbed(monkeypatch, with_key=True)
    names = chance.sample([name for name in SERVICES if name != "itunes"], 2)
    rules = {name: [Fault(path=".", kind=chance.choice(KINDS), times=chance.randint(2, 12))] for name in names}
    assert wanted == town.disturbed(monkeypatch, rules, afresh=True)
