"""An image is kept with everything that pages need of it, made once."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scraper.artwork import OPEN_GRAPH, STEPS, VERSION, Artwork, BrokenImage
from scraper.run.files import image_file, made_file

RED, BLUE = (200, 30, 40), (30, 40, 200)


def halves(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **options: Any) -> bytes:
    """Return an image whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def kept(tmp_path: Path) -> Artwork:
    """Return an empty folder of images."""
    return Artwork(tmp_path, 1200)


def seen(file: Path) -> tuple[str | None, tuple[int, int]]:
    """Return the format and size of a file."""
    with Image.open(file) as image:
        image.load()
        assert "RGB" == image.mode
        return image.format, image.size


def test_an_image_is_kept_in_every_size(kept: Artwork, tmp_path: Path) -> None:
    """JPEG for all, WebP for most, a card for links; what is returned is what is there."""
    picture = kept.keep("release", 5, halves((2400, 1200), "PNG"))
    assert ((1200, 600), (300, 150)) == (
        (picture.width, picture.height),
        (picture.thumb_width, picture.thumb_height),
    )
    assert ((320, 300), (640, 600), (1200, 1200)) == picture.sizes
    found = {file.name: seen(file) for file in (tmp_path / "releases").iterdir()}
    assert {
        "5.jpg": ("JPEG", (1200, 600)),
        "5-thumb.jpg": ("JPEG", (300, 150)),
        "5-320.webp": ("WEBP", (300, 150)),
        "5-640.webp": ("WEBP", (600, 300)),
        "5-1200.webp": ("WEBP", (1200, 600)),
        "5-og.jpg": ("JPEG", OPEN_GRAPH),
    } == found
    assert {"5.jpg", *(f"5-{name}" for name in picture.made)} == found.keys()


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((16, 16), ((320, 16),)),
        ((150, 100), ((320, 150),)),
        ((320, 320), ((320, 320),)),
        ((321, 321), ((320, 320), (640, 321))),
        ((600, 590), ((320, 300), (640, 600))),
        ((640, 640), ((320, 320), (640, 640))),
        ((300, 600), ((320, 150), (640, 300))),
        ((1000, 1000), ((320, 320), (640, 640), (1200, 1000))),
        ((4000, 4000), ((320, 300), (640, 600), (1200, 1200))),
    ],
)
def test_nothing_gets_larger_than_it_was(kept: Artwork, size: tuple[int, int], sizes: Any) -> None:
    """A step is left out where the one before shows all there is; the last is as large as the image."""
    picture = kept.keep("release", 1, halves(size))
    assert sizes == picture.sizes
    assert set(STEPS).issuperset(step for step, _ in sizes)
    for step, width in sizes:
        assert width == seen(made_file(kept.folder, "release", 1, f"{step}.webp"))[1][0] <= size[0]


def test_a_strip_keeps_a_side(kept: Artwork) -> None:
    """However long it is, each version of it is at least one pixel high, and it has a card."""
    for size in ((9000, 16), (16, 9000)):
        picture = kept.keep("release", 1, halves(size, "PNG"))
        assert 1200 == max(picture.width, picture.height)
        assert min(picture.width, picture.height, picture.thumb_width, picture.thumb_height) > 0
        for name in picture.made:
            assert min(seen(made_file(kept.folder, "release", 1, name))[1]) > 0


def test_an_artists_image_has_no_card(kept: Artwork) -> None:
    """Their pages are shown with the image itself."""
    picture = kept.keep("artist", 1, halves((700, 700)))
    assert not picture.has_card
    assert not made_file(kept.folder, "artist", 1, "og.jpg").exists()
    assert picture.palette is not None


def test_a_card_shows_the_sleeve_on_its_own_colour(kept: Artwork) -> None:
    """In the middle, on a ground that is not the sleeve's edge and not black."""
    kept.keep("release", 1, halves((640, 640)))
    with Image.open(made_file(kept.folder, "release", 1, "og.jpg")) as card:
        corner, left, right = (card.getpixel(place) for place in ((5, 5), (400, 300), (800, 300)))
    assert isinstance(corner, tuple)
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert all(abs(one - other) < 25 for one, other in zip((*RED, *BLUE), (*left, *right), strict=True))
    assert max(corner) > 30
    assert corner not in (left, right)


def test_the_same_bytes_make_the_same_files(kept: Artwork, tmp_path: Path) -> None:
    """So that a resumed run ends in the same bytes; another image has another digest."""
    first = kept.keep("release", 1, halves((900, 800)))
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.*")}
    assert first == kept.keep("release", 1, halves((900, 800)))
    assert before == {file: file.read_bytes() for file in tmp_path.rglob("*.*")}
    assert first.digest != kept.keep("release", 2, halves((800, 900))).digest
    assert 16 == len(first.digest)


def test_nothing_of_the_camera_is_published(kept: Artwork, tmp_path: Path) -> None:
    """Where and with what a picture was taken stays with the original."""
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    kept.keep("release", 1, halves((1300, 1300), exif=exif, comment=b"private"))
    for file in tmp_path.rglob("*.*"):
        assert b"camera" not in file.read_bytes()
        assert b"private" not in file.read_bytes()


def test_a_smaller_image_leaves_nothing_of_the_larger_one(kept: Artwork) -> None:
    """Where a sleeve is replaced by a poorer one."""
    kept.keep("release", 1, halves((1200, 1200)))
    picture = kept.keep("release", 1, halves((300, 300)))
    names = {file.name for file in (kept.folder / "releases").iterdir()}
    assert {"1.jpg", *(f"1-{name}" for name in picture.made)} == names


def test_what_was_made_is_missed(kept: Artwork) -> None:
    """Each file of it, and another version's work."""
    picture = kept.keep("release", 1, halves((700, 700)))
    assert kept.holds("release", 1)
    assert kept.is_complete("release", 1, picture)
    assert not kept.is_complete("release", 1, replace(picture, version=VERSION - 1))
    for name in picture.made:
        file = made_file(kept.folder, "release", 1, name)
        body = file.read_bytes()
        file.unlink()
        assert not kept.is_complete("release", 1, picture)
        file.write_bytes(body)


def test_all_is_made_anew_of_the_image_alone(kept: Artwork) -> None:
    """Of one that an older version kept, with nothing but a thumbnail beside it; the image itself stays."""
    body = halves((1000, 1000))
    whole = kept.keep("release", 1, body)
    large = image_file(kept.folder, "release", 1)
    before = large.read_bytes()
    for name in whole.made:
        made_file(kept.folder, "release", 1, name).unlink()
    old = replace(whole, sizes=(), palette=None, has_card=False, version=0, source="itunes", thumb_width=7)
    renewed = kept.renew("release", 1, old)
    assert replace(whole, source="itunes", palette=renewed.palette) == renewed
    assert kept.is_complete("release", 1, renewed)
    assert before == large.read_bytes()
    assert renewed == kept.renew("release", 1, old)


def test_a_spoilt_image_is_no_ground_for_anything(kept: Artwork) -> None:
    """It is told, and what was made of it before stays."""
    picture = kept.keep("release", 1, halves())
    image_file(kept.folder, "release", 1).write_bytes(b"spoilt")
    with pytest.raises(BrokenImage):
        kept.renew("release", 1, picture)
    assert kept.is_complete("release", 1, picture)
