"""Any source may be down, slow, talk rubbish or refuse: the run ends well, the next one fills the gaps."""

from collections.abc import Mapping
from itertools import cycle

import pytest
from household import Ended, Home, MakeHome, contents, crate, picture
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, article_on

from scraper.wiring import clients
from services.fakes.faults import Fault, FaultKind
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.world import World
from services.patience import Patience

TITLES = {
    "apple_music": "Apple Music",
    "itunes": "iTunes",
    "spotify": "Spotify",
    "wikidata": "Wikidata",
    "wikipedia": "Wikipedia",
    "musicbrainz": "MusicBrainz",
    "cover_art_archive": "Cover Art Archive",
}
KINDS: tuple[FaultKind, ...] = ("drop", "slow", "html", "cut", "empty", "401", "403", "429", "500")
ADDRESSES = {
    "apple_music": "APPLE_MUSIC__BASE_URL",
    "itunes": "APPLE_MUSIC__ITUNES_URL",
    "spotify": "SPOTIFY__BASE_URL",
    "wikidata": "WIKIPEDIA__WIKIDATA_URL",
    "wikipedia": "WIKIPEDIA__BASE_URL",
    "musicbrainz": "MUSICBRAINZ__BASE_URL",
    "cover_art_archive": "MUSICBRAINZ__COVER_ART_URL",
}


def mbid(number: int) -> str:
    """Return a release group's id."""
    return f"00000000-0000-4000-8000-{number:012}"


def records() -> World:
    """Return five records; Discogs has no image of three of them."""
    world = crate(5)
    for number in (1, 3, 5):
        world.releases[number]["images"] = []
    return world


def around(world: World) -> Elsewhere:
    """Return services of which each has something that no other has."""
    found = Elsewhere()
    for number, made in world.releases.items():
        if number == 2:
            article_on(found.wikimedia, made, number)
        elif number in (1, 3, 5):
            discogs = Link(type="discogs", resource=f"https://www.discogs.com/master/{made['master_id']}")
            found.musicbrainz.entries.append(
                MusicBrainzEntry(kind="release-group", mbid=mbid(number), name=made["title"], links=(discogs,))
            )
            found.musicbrainz.covers[mbid(number)] = lambda number=number: picture(100 + number)  # type: ignore[misc]
        else:
            article_on(found.wikimedia, made, number, named=False)
        if number != 5:
            found.apple.albums.append(album_of(made, 1_000_000 + number, notes=f"Notes on {number}"))
            found.spotify.albums.append(album_of(made, 1_000_000 + number))
    return found


_calm: dict[bool, Mapping[str, str]] = {}
"""What a run without trouble makes, by whether there is a key for Apple Music."""


def calm(home: Home, *, with_key: bool) -> Mapping[str, str]:
    """Return what a run makes that nothing troubles; the home is as empty afterwards as it was before."""
    if with_key not in _calm:
        assert 0 == home.run("--all").code
        _calm[with_key] = contents(home.folder)
        for file in sorted(home.folder.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    return _calm[with_key]


def troubled(services: Neighbours, names: tuple[str, ...], kind: FaultKind) -> None:
    """Let everything go wrong at some services, for ever."""
    for name in names:
        services.fakes[name].faults.rules = [Fault(path=".", kind=kind, times=None, seconds=0.3)]


def shown(home: Home) -> dict[str, int]:
    """Return how many album pages link to each service."""
    pages = [file.read_text() for file in home.content.glob("albums/*/index.md")]
    hosts = {"apple_music": "//music.apple.com/", "spotify": "//open.spotify.com/", "wikipedia": ".wikipedia.org/"}
    return {name: sum(host in page for page in pages) for name, host in hosts.items()}


def lines_about(name: str, ended: Ended) -> int:
    """Return how many lines of a report begin with a service's title."""
    return sum(line.startswith(f"{TITLES[name]} ") for line in ended.out.splitlines())


@pytest.mark.parametrize("kind", KINDS)
def test_all_in_trouble_at_once(
    make_home: MakeHome, make_neighbours: MakeNeighbours, monkeypatch: pytest.MonkeyPatch, kind: FaultKind
) -> None:
    """The pages tell what Discogs knows, the report has a line for each; the next run makes all good."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    wanted = calm(home, with_key=True)
    names = tuple(name for name in TITLES if name != "itunes")
    troubled(services, names, kind)
    with monkeypatch.context() as impatient:
        if kind == "slow":
            impatient.setattr(clients, "OPTIONAL", Patience(tries=2, read_seconds=0.1))
        ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert 5 == len(list(home.content.glob("albums/*/index.md")))
    for name in {*names} - {"cover_art_archive"}:
        assert 1 == lines_about(name, ended), name
    for fake in services.fakes.values():
        fake.faults.rules = []
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)


@pytest.mark.parametrize("kinds", [("html", "403"), ("403", "html")])
@pytest.mark.parametrize(
    "names", [("apple_music", "wikipedia"), ("spotify", "musicbrainz"), ("itunes", "wikidata", "cover_art_archive")]
)
def test_some_in_trouble(
    make_home: MakeHome, make_neighbours: MakeNeighbours, names: tuple[str, ...], kinds: tuple[FaultKind, FaultKind]
) -> None:
    """The report names each of them and nobody else, others' data are on the pages; the next run fills all gaps."""
    home, with_key = make_home(records()), "itunes" not in names
    services = make_neighbours(around(home.world), with_key=with_key)
    wanted = calm(home, with_key=with_key)
    for name, kind in zip(names, cycle(kinds), strict=False):
        troubled(services, (name,), kind)
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert [1 if name in names else 0 for name in TITLES] == [lines_about(name, ended) for name in TITLES]
    in_trouble = {*names, "apple_music"} if "itunes" in names else {*names}
    assert dict.fromkeys({"apple_music", "spotify"} - in_trouble, 4).items() <= shown(home).items()
    for name in names:
        services.fakes[name].faults.rules = []
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)


def test_nobody_is_there(make_home: MakeHome, make_neighbours: MakeNeighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection is refused but that to Discogs; once all are back, nothing is missing."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    wanted = calm(home, with_key=True)
    with monkeypatch.context() as without:
        for name, setting in ADDRESSES.items():
            without.setenv(f"SCRAPE_{setting}", f"http://127.0.0.1:9/{name}")
        ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert {0} == set(shown(home).values())
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)
    assert 0 < services.asked()["spotify"]


@pytest.mark.parametrize(("kind", "code"), [("500", 4), ("drop", 4), ("401", 3)])
def test_discogs_itself_in_trouble(
    make_home: MakeHome, make_neighbours: MakeNeighbours, kind: FaultKind, code: int
) -> None:
    """The others go on with what is known already; the exit code says that the run was not whole."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    wanted = calm(home, with_key=True)
    home.fake.faults.rules = [Fault(path=r"/(masters|artists)/", kind=kind, times=None)]
    ended = home.run("--all")
    assert code == ended.code
    assert 1 == sum(line.startswith("Discogs ") for line in ended.out.splitlines())
    assert 0 < services.asked()["spotify"]
    assert 0 < shown(home)["spotify"]
    home.fake.faults.rules = []
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)
