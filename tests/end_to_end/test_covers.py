"""Covers come from the best source that has one, in the owner's order, and go when they are not ours."""

from dataclasses import replace
from io import BytesIO

import pytest
from household import Home, MakeHome, crate, images
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, days_later
from PIL import Image

from scraper.artwork import opened
from services.fakes.faults import Fault
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.world import World

MBID = "00000000-0000-4000-8000-000000000001"
DISCOGS, ARCHIVE, APPLE = (200, 20, 20), (20, 200, 20), (20, 20, 200)


def plain(colour: tuple[int, int, int], side: int = 48) -> bytes:
    """Return an image of one colour."""
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return the home of somebody with one record, whose image Discogs has."""
    world = crate(1)
    world.images["/images/release-1.jpg"] = lambda: plain(DISCOGS)
    return make_home(world)


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Run services of which Apple Music and the Cover Art Archive have another cover each."""
    return make_neighbours(around(home.world))


def around(world: World) -> Elsewhere:
    """Return services that know the one album."""
    found = Elsewhere()
    found.apple.albums.append(album_of(world.releases[1], 1_000_001, cover=lambda: plain(APPLE)))
    link = Link(type="discogs", resource="https://www.discogs.com/master/9001")
    found.musicbrainz.entries.append(MusicBrainzEntry(kind="release-group", mbid=MBID, name="Title 1", links=(link,)))
    found.musicbrainz.covers[MBID] = lambda: plain(ARCHIVE)
    return found


def shown(home: Home) -> tuple[int, int, int] | None:
    """Return which cover is on the page, by its colour; None where there is none."""
    file = home.cover(1)
    if not file.exists():
        assert "cover.jpg" not in home.album(1).read_text()
        return None
    middle = opened(file.read_bytes()).getpixel((10, 10))
    assert isinstance(middle, tuple)
    return min((DISCOGS, ARCHIVE, APPLE), key=lambda one: sum(abs(a - b) for a, b in zip(one, middle, strict=True)))


def ordered(home: Home, *sources: str) -> None:
    """Write the owner's order."""
    (home.folder / "config.toml").write_text(f"[artwork]\nsources = {list(sources)}\n")


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (("discogs", "cover_art_archive", "apple_music"), DISCOGS),
        (("cover_art_archive", "discogs", "apple_music"), ARCHIVE),
        (("apple_music", "cover_art_archive", "discogs"), APPLE),
        ((), None),
    ],
)
@pytest.mark.usefixtures("services")
def test_the_owners_order_decides(home: Home, order: tuple[str, ...], wanted: tuple[int, int, int] | None) -> None:
    """The first that has a cover gives it; where no source is wanted there are no covers."""
    ordered(home, *order)
    assert (0, wanted) == (home.run("--all").code, shown(home))


def test_another_order_is_followed_by_the_next_run(home: Home, services: Neighbours) -> None:
    """One image is fetched, and the portrait asked for that was not wanted until now."""
    home.run("--all")
    ordered(home, "apple_music", "discogs")
    services.asked()
    home.asked()
    assert (0, APPLE) == (home.run().code, shown(home))
    assert ({"apple_music cover": 1, "apple_music": 1}, {}) == (services.asked(), home.asked_once())
    ordered(home, "discogs", "apple_music")
    assert (0, DISCOGS) == (home.run().code, shown(home))


BROKEN: dict[str, bytes] = {
    "truncated": plain(DISCOGS)[:300],
    "too small": plain(DISCOGS, 4),
    "no image": b"\x00\x01\x02",
}


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("body", [None, *BROKEN.values()], ids=["missing", *BROKEN])
def test_the_next_source_stands_in(home: Home, body: bytes | None) -> None:
    """For an image that is missing or broken, which is not asked for again the next day."""
    del home.world.images["/images/release-1.jpg"]
    if body is not None:
        home.world.images["/images/release-1.jpg"] = lambda: body
    ordered(home, "discogs", "cover_art_archive", "apple_music")
    home.run("--all")
    assert ARCHIVE == shown(home)
    home.asked()
    assert (0, {}) == (home.run("--all").code, home.asked_once())


@pytest.mark.parametrize("body", [None, *BROKEN.values()], ids=["missing", *BROKEN])
def test_the_last_source_stands_in_for_the_archive(home: Home, services: Neighbours, body: bytes | None) -> None:
    """For an image that Discogs does not have, and the archive has not either, or a broken one."""
    home.world.releases[1]["images"] = []
    del services.elsewhere.musicbrainz.covers[MBID]
    if body is not None:
        services.elsewhere.musicbrainz.covers[MBID] = lambda: body
    assert (0, APPLE) == (home.run("--all").code, shown(home))


def test_a_better_cover_that_turns_up_takes_its_place(home: Home, services: Neighbours) -> None:
    """Discogs' own, once it has one."""
    home.world.releases[1]["images"] = []
    assert (0, ARCHIVE) == (home.run("--all").code, shown(home))
    services.asked()
    assert (0, {}) == (home.run("--all").code, services.asked())
    home.world.releases[1]["images"] = images("release-1")
    assert (0, DISCOGS) == (home.run("--refresh", "0").code, shown(home))


def test_a_better_cover_waits_for_the_one_that_is_under_way(home: Home, services: Neighbours) -> None:
    """Both would go into one file: the better one comes last, and stays."""
    home.world.releases[1]["images"] = []
    found = services.elsewhere.musicbrainz.entries.pop()
    ordered(home)
    assert (0, None) == (home.run("--all").code, shown(home))
    services.elsewhere.musicbrainz.entries.append(found)
    days_later(home.folder, 8)
    ordered(home, "cover_art_archive", "apple_music")
    services.fakes["apple_music"].faults.rules = [Fault(path="/covers/", kind="slow", seconds=1.5)]
    assert (0, ARCHIVE) == (home.run("--all").code, shown(home))
    services.asked()
    assert (0, {}) == (home.run("--all").code, services.asked())


def test_the_cover_of_a_withdrawn_match_goes(home: Home, services: Neighbours) -> None:
    """It may have been somebody else's; what others offer is fetched instead."""
    home.world.releases[1]["images"] = []
    services.elsewhere.musicbrainz.covers.clear()
    assert (0, APPLE) == (home.run("--all").code, shown(home))
    services.elsewhere.apple.albums.clear()
    assert (0, None) == (home.run("--refresh", "0").code, shown(home))


def test_the_cover_of_another_match_is_never_kept(home: Home, services: Neighbours) -> None:
    """The right entry has no cover that can be fetched: better none than that of the wrong one."""
    home.world.releases[1]["images"] = []
    services.elsewhere.musicbrainz.covers.clear()
    assert (0, APPLE) == (home.run("--all").code, shown(home))
    services.elsewhere.apple.albums[:] = [
        replace(one, number=1_000_009, cover=lambda: b"broken") for one in services.elsewhere.apple.albums
    ]
    assert (0, None) == (home.run("--refresh", "0").code, shown(home))


@pytest.mark.parametrize("kind", ["drop", "500", "403", "html"])
def test_a_host_that_is_down_is_asked_by_the_next_run(home: Home, services: Neighbours, kind: str) -> None:
    """Meanwhile the next source stands in."""
    home.world.releases[1]["images"] = []
    services.fakes["cover_art_archive"].faults.rules = [Fault(path=".", kind=kind, times=None)]  # type: ignore[arg-type]
    assert (0, APPLE) == (home.run("--all").code, shown(home))
    services.fakes["cover_art_archive"].faults.rules = []
    assert (0, ARCHIVE) == (home.run().code, shown(home))
    services.asked()
    assert (0, {}) == (home.run().code, services.asked())


def test_what_the_archive_lacks_is_asked_for_after_a_week(home: Home, services: Neighbours) -> None:
    """Not before; once it has a cover, that is shown."""
    home.world.releases[1]["images"] = []
    draw = services.elsewhere.musicbrainz.covers.pop(MBID)
    assert (0, APPLE) == (home.run("--all").code, shown(home))
    services.elsewhere.musicbrainz.covers[MBID] = draw
    days_later(home.folder, 6)
    assert (0, APPLE) == (home.run().code, shown(home))
    days_later(home.folder, 1)
    assert (0, ARCHIVE) == (home.run().code, shown(home))


def test_nobody_is_asked_for_a_portrait_that_would_not_be_shown(home: Home, services: Neighbours) -> None:
    """Discogs comes first, and has one of everybody."""
    ordered(home, "discogs", "apple_music")
    home.run("--all")
    assert 0 < services.asked()["apple_music"]
    assert 0 == services.fakes["apple_music"].count("artist")
