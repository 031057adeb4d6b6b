"""A host that sends something else instead of an image is in trouble; an image that does not decode is broken."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle

import pytest
from household import Home, MakeHome, crate, images, picture, put
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, days_later
from PIL import Image

from services.fakes.faults import Fault, FaultKind
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.world import World

MBID = "00000000-0000-4000-8000-{:012}"
ALBUMS = (1, 3, 5, 7, 9)
"""Those with a master, by which the archive knows them."""
NO_IMAGES: tuple[FaultKind, ...] = ("html", "html-as-image", "json", "empty")
ORDERS = {"discogs": ("discogs", "apple_music"), "cover_art_archive": ("cover_art_archive", "apple_music")}
TITLES = {"discogs": "Discogs' images", "cover_art_archive": "Cover Art Archive"}


def drawn(kind: str, side: int = 48) -> bytes:
    """Return a plain image of that kind."""
    file = BytesIO()
    Image.new("RGB", (side, side), (20, 200, 20)).save(file, kind)
    return file.getvalue()


def with_broken_chunk(png: bytes) -> bytes:
    """Return a PNG in which the pixels' chunk, with a right checksum, is no compressed data."""
    start = png.index(b"IDAT")
    length = int.from_bytes(png[start - 4 : start])
    garbage = b"\x5a" * length
    checksum = zlib.crc32(b"IDAT" + garbage).to_bytes(4)
    return png[: start + 4] + garbage + checksum + png[start + 8 + length :]


BROKEN = {
    "a cut JPEG": drawn("JPEG", 400)[:900],
    "a PNG with a broken chunk": with_broken_chunk(drawn("PNG")),
    "a GIF of no size": b"GIF89a" + bytes(7) + b"\x2c" + bytes(9) + b"\x02\x00\x3b",
    "a format that we do not read": drawn("BMP"),
}


@dataclass
class Place:
    """Five albums of which several sources have a cover."""

    home: Home
    services: Neighbours

    def spoil(self, source: str, kind: FaultKind | None) -> None:
        """Let a source send that instead of each image; None ends it."""
        faults = (self.home.fake if source == "discogs" else self.services.fakes[source]).faults
        faults.rules = [Fault(path="/(images|release-group|download)/", kind=kind, times=None)] if kind else []

    def put(self, source: str, number: int, body: bytes) -> None:
        """Have a source send these bytes as the cover of an album."""
        if source == "discogs":
            self.home.world.images[f"/images/release-{number}.jpg"] = lambda: body
        else:
            self.services.elsewhere.musicbrainz.covers[MBID.format(number)] = lambda: body

    def requests(self, source: str) -> int:
        """Return how many images were asked for so far."""
        fake = self.home.fake if source == "discogs" else self.services.fakes[source]
        return sum("/images/release" in each.path or each.kind == "front" for each in fake.requests)

    def shown(self) -> set[str]:
        """Return whose covers are on the pages, by the owners of their colours."""
        colours = {(20, 200, 20): "better", (200, 20, 20): "stand-in"}
        return {
            min(colours.items(), key=lambda known: sum(abs(a - b) for a, b in zip(known[0], pixel, strict=True)))[1]
            for number in ALBUMS
            if self.home.cover(number).exists()
            for pixel in [_middle(self.home.cover(number).read_bytes())]
        }


def _middle(body: bytes) -> tuple[int, int, int]:
    with Image.open(BytesIO(body)) as image:
        pixel = image.convert("RGB").getpixel((10, 10))
    assert isinstance(pixel, tuple)
    return (int(pixel[0]), int(pixel[1]), int(pixel[2]))


def _stand_in() -> bytes:
    file = BytesIO()
    Image.new("RGB", (48, 48), (200, 20, 20)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def place(make_home: MakeHome, make_neighbours: MakeNeighbours) -> Place:
    """Return albums of which Discogs and the archive have a good cover, and Apple Music one that stands in."""
    world = World(username="crate", token=crate(1).token)
    for number in ALBUMS:
        put(world, number)
    home = make_home(world)
    for artist in world.artists.values():
        artist["images"] = []
    elsewhere = Elsewhere()
    for number in ALBUMS:
        elsewhere.apple.albums.append(album_of(world.releases[number], 1_000_000 + number, cover=_stand_in))
        link = Link(type="discogs", resource=f"https://www.discogs.com/master/{9000 + number}")
        elsewhere.musicbrainz.entries.append(
            MusicBrainzEntry(kind="release-group", mbid=MBID.format(number), name=f"Title {number}", links=(link,))
        )
    made = Place(home, make_neighbours(elsewhere))
    for number in ALBUMS:
        made.put("discogs", number, drawn("JPEG"))
        made.put("cover_art_archive", number, drawn("JPEG"))
    return made


def ordered(place: Place, source: str) -> None:
    """Have a source come before the one that stands in."""
    (place.home.folder / "config.toml").write_text(f"[artwork]\nsources = {list(ORDERS[source])}\n")


@pytest.mark.parametrize("source", ORDERS)
@pytest.mark.parametrize("kind", NO_IMAGES)
def test_a_host_without_images_rests_and_is_asked_by_the_next_run(place: Place, source: str, kind: FaultKind) -> None:
    """Each request is tried again; after three in a row the rest waits, and what stood in meanwhile is replaced."""
    ordered(place, source)
    place.spoil(source, kind)
    ended = place.home.run("--all")
    tries = 5 if source == "discogs" else 2
    assert (int(source == "discogs"), {"stand-in"}) == (ended.code, place.shown())
    assert 3 * tries == place.requests(source)
    says = f"{TITLES[source]} did not answer several times in a row, so the rest was left for the next run."
    assert says in ended.out.splitlines()
    place.spoil(source, None)
    assert (0, {"better"}) == (place.home.run().code, place.shown())
    asked = place.requests(source)
    assert (0, asked) == (place.home.run().code, place.requests(source))


@pytest.mark.parametrize("source", ORDERS)
def test_a_passing_fault_is_not_noticed(place: Place, source: str) -> None:
    """Whatever came instead of the first image, the same request is sent once more."""
    ordered(place, source)
    faults = (place.home.fake if source == "discogs" else place.services.fakes[source]).faults
    faults.rules = [
        Fault(path=f"/images/release-{number}[.]|/release-group/{MBID.format(number)}/", kind=kind)
        for number, kind in zip(ALBUMS, NO_IMAGES, strict=False)
    ]
    ended = place.home.run("--all")
    assert (0, {"better"}) == (ended.code, place.shown())
    assert "Gaps" not in ended.out
    assert len(ALBUMS) + len(NO_IMAGES) == place.requests(source)


@pytest.mark.parametrize("source", ORDERS)
def test_broken_images_keep_no_others_from_being_fetched(place: Place, source: str) -> None:
    """However many there are in a row, the host does not rest; they are asked for again after 7, 30 and 90 days."""
    ordered(place, source)
    for number, body in zip(ALBUMS, cycle(BROKEN.values()), strict=False):
        place.put(source, number, body)
    failure = int(source == "discogs")
    assert (failure, {"stand-in"}) == (place.home.run("--all").code, place.shown())
    asked = place.requests(source)
    assert len(ALBUMS) == asked
    for days in (7, 30, 90):
        days_later(place.home.folder, days - 1)
        assert (0, asked) == (place.home.run().code, place.requests(source))
        days_later(place.home.folder, 1)
        asked += len(ALBUMS)
        assert (failure, asked) == (place.home.run().code, place.requests(source))
        assert {"stand-in"} == place.shown()
    for number in ALBUMS:
        place.put(source, number, drawn("JPEG"))
    days_later(place.home.folder, 90)
    assert (0, {"better"}) == (place.home.run().code, place.shown())


def test_a_cover_at_another_address_takes_the_place_of_a_broken_one_at_once(place: Place) -> None:
    """Discogs has another image now: nobody waits for the week that the broken one had to wait."""
    ordered(place, "discogs")
    for number in ALBUMS:
        place.put("discogs", number, BROKEN["a cut JPEG"])
    assert (1, {"stand-in"}) == (place.home.run("--all").code, place.shown())
    for number in ALBUMS:
        place.home.world.releases[number]["images"] = images(f"release-{number}00")
        place.put("discogs", number * 100, drawn("JPEG"))
    assert (0, {"better"}) == (place.home.run("--refresh", "0").code, place.shown())


def test_a_portrait_at_another_address_comes_at_once(place: Place) -> None:
    """As a cover does."""
    world = place.home.world
    number = min(world.artists)
    world.artists[number]["images"] = images("portrait")
    world.images["/images/portrait.jpg"] = lambda: BROKEN["a cut JPEG"]
    assert 1 == place.home.run("--all").code
    assert not place.home.portrait(number).exists()
    world.artists[number]["images"] = images("other-portrait")
    world.images["/images/other-portrait.jpg"] = lambda: picture(1)
    assert 0 == place.home.run("--refresh", "0").code
    assert place.home.portrait(number).exists()
