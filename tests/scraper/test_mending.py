"""Images that are held get what newer versions make of them, without the network and whenever a run was killed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from shelves import item as copy_of
from shelves import keep_release, opened, question, shelve

from scraper.artwork import VERSION, Artwork
from scraper.domain.shelf import Picture
from scraper.harvest.pictures import mend
from scraper.run.files import image_file, made_file
from scraper.run.progress import Progress
from scraper.store import Store

QUIET = Progress()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store with three records."""
    with opened(tmp_path) as found:
        shelve(found, *(copy_of(number) for number in (1, 2, 3)))
        for number in (1, 2, 3):
            keep_release(found, number)
        yield found


@pytest.fixture
def artwork(tmp_path: Path) -> Artwork:
    """Return a folder of images."""
    return Artwork(tmp_path / "artwork", 1200)


def sleeve(number: int) -> bytes:
    """Return an image."""
    out = io.BytesIO()
    Image.new("RGB", (700, 700), (60 * number, 90, 200 - 60 * number)).save(out, "JPEG")
    return out.getvalue()


def keep(store: Store, artwork: Artwork, number: int, *, old: bool) -> Picture:
    """Keep the image of a release; an `old` one as versions before sizes did."""
    picture = artwork.keep("release", number, sleeve(number))
    kept = replace(picture, sizes=(), palette=None, has_card=False, version=0) if old else picture
    for name in picture.made if old else ():
        if name != "thumb.jpg":
            made_file(artwork.folder, "release", number, name).unlink()
    store.save_picture(question("release-image", number), kept)
    return picture


def test_what_the_store_is_told_it_tells_again(store: Store, artwork: Artwork) -> None:
    """Sizes, colours, card and version."""
    picture = keep(store, artwork, 1, old=False)
    assert {1: picture} == store.shelf.pictures("release")
    assert picture.palette is not None
    assert picture.sizes


def test_old_images_get_their_sizes(store: Store, artwork: Artwork) -> None:
    """All of them at the next run; what pages show is another state then, and not again the run after."""
    whole = {number: keep(store, artwork, number, old=True) for number in (1, 2, 3)}
    before = store.revision
    mend(store, artwork, QUIET)
    found = store.shelf.pictures("release")
    assert whole.keys() == found.keys()
    for number, picture in found.items():
        assert (whole[number].sizes, VERSION) == (picture.sizes, picture.version)
        assert artwork.is_complete("release", number, picture)
    after = store.revision
    assert before != after
    mend(store, artwork, QUIET)
    assert after == store.revision


def test_a_lost_file_is_made_again(store: Store, artwork: Artwork) -> None:
    """Of the image that is kept; the others are not touched."""
    picture = keep(store, artwork, 1, old=False)
    keep(store, artwork, 2, old=False)
    untouched = made_file(artwork.folder, "release", 2, "og.jpg").stat().st_mtime_ns
    made_file(artwork.folder, "release", 1, "640.webp").unlink()
    mend(store, artwork, QUIET)
    assert artwork.is_complete("release", 1, picture)
    assert untouched == made_file(artwork.folder, "release", 2, "og.jpg").stat().st_mtime_ns


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_bytes(b"spoilt")])
def test_an_image_that_is_lost_is_let_go(store: Store, artwork: Artwork, spoil: object) -> None:
    """So that it is fetched again; spoilt counts as lost where something is to be made of it."""
    assert callable(spoil)
    keep(store, artwork, 1, old=True)
    keep(store, artwork, 2, old=False)
    spoil(image_file(artwork.folder, "release", 1))
    mend(store, artwork, QUIET)
    assert [2] == list(store.shelf.pictures("release"))


def test_a_killed_mending_goes_on(store: Store, artwork: Artwork, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was noted is not made again; the rest is, to the same bytes."""
    for number in (1, 2, 3):
        keep(store, artwork, number, old=True)
    noted: list[int] = []
    note = store.renew_picture

    def kill(kind: str, number: int, picture: Picture) -> None:
        if noted:
            raise KeyboardInterrupt
        noted.append(number)
        note(kind, number, picture)

    with monkeypatch.context() as dying:
        dying.setattr(store, "renew_picture", kill)
        with pytest.raises(KeyboardInterrupt):
            mend(store, artwork, QUIET)
    assert [1] == [number for number, one in store.shelf.pictures("release").items() if one.version == VERSION]
    first = made_file(artwork.folder, "release", 1, "og.jpg").stat().st_mtime_ns
    bodies = {file: file.read_bytes() for file in artwork.folder.rglob("*.*")}
    mend(store, artwork, QUIET)
    assert all(one.version == VERSION for one in store.shelf.pictures("release").values())
    assert first == made_file(artwork.folder, "release", 1, "og.jpg").stat().st_mtime_ns
    assert bodies == {file: file.read_bytes() for file in bodies}
