"""Images are verified, normalised and kept whole, or refused with a reason."""

import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFile

from scraper import artwork as module
from scraper.artwork import LARGEST, Artwork, BrokenImage, opened
from scraper.run.files import write_whole

RED, BLUE = (200, 30, 40), (30, 40, 200)


def drawn(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", colour: Any = RED, **options: Any) -> bytes:
    """Return an image's bytes."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def halves(kind: str = "JPEG", **options: Any) -> bytes:
    """Return an image whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (60, 40), RED)
    image.paste(BLUE, (30, 0, 60, 40))
    out = io.BytesIO()
    image.save(out, kind, quality=95, **options)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that claims to be that large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    data = struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    idat = zlib.compress(b"\x00" * 1000)
    body = b"IDAT" + idat
    return b"\x89PNG\r\n\x1a\n" + data + struct.pack(">I", len(idat)) + body + struct.pack(">I", zlib.crc32(body))


def is_near(expected: tuple[int, ...], pixel: Any) -> bool:
    """Tell whether a colour came through JPEG."""
    return all(abs(one - other) < 12 for one, other in zip(expected, pixel, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_usual_kinds_are_opened(kind: str) -> None:
    """By what they are, not by what they are called."""
    image = opened(drawn(kind))
    assert ("RGB", (60, 40)) == (image.mode, image.size)
    assert is_near(RED, image.getpixel((5, 5)))


@pytest.mark.parametrize(
    ("kind", "mode", "colour", "expected"),
    [
        ("PNG", "RGBA", (*RED, 255), RED),
        ("PNG", "RGBA", (*RED, 0), (255, 255, 255)),
        ("PNG", "LA", (100, 0), (255, 255, 255)),
        ("WEBP", "RGBA", (0, 0, 0, 0), (255, 255, 255)),
        ("PNG", "L", 100, (100, 100, 100)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("PNG", "P", 0, (0, 0, 0)),
        ("JPEG", "L", 100, (100, 100, 100)),
        ("JPEG", "CMYK", (0, 0, 0, 0), (255, 255, 255)),
        ("JPEG", "CMYK", (0, 255, 255, 0), (255, 0, 0)),
    ],
)
def test_every_mode_ends_as_colours_on_white(kind: str, mode: str, colour: Any, expected: tuple[int, int, int]) -> None:
    """Transparency, greys, palettes and print colours."""
    image = opened(drawn(kind, mode=mode, colour=colour))
    assert "RGB" == image.mode
    assert is_near(expected, image.getpixel((5, 5)))


def test_sixteen_bits_are_not_washed_out() -> None:
    """A grey scan stays grey."""
    out = io.BytesIO()
    Image.new("I;16", (60, 40), 32768).save(out, "PNG")
    assert is_near((128, 128, 128), opened(out.getvalue()).getpixel((5, 5)))


def test_transparent_palettes_are_put_on_white() -> None:
    """As old GIFs have them."""
    image = Image.new("P", (60, 40), 0)
    image.putpalette([0, 0, 0, *RED])
    out = io.BytesIO()
    image.save(out, "GIF", transparency=0)
    assert is_near((255, 255, 255), opened(out.getvalue()).getpixel((5, 5)))


@pytest.mark.parametrize(
    ("orientation", "size", "left_or_top"),
    [(1, (60, 40), RED), (3, (60, 40), BLUE), (6, (40, 60), RED), (8, (40, 60), BLUE)],
)
def test_images_are_turned_upright(orientation: int, size: tuple[int, int], left_or_top: tuple[int, int, int]) -> None:
    """As the camera meant them; the result holds no more hint to turn it again."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = opened(halves(exif=exif))
    assert size == image.size
    assert is_near(left_or_top, image.getpixel((5, 5)))
    assert {} == image.info


def with_exif() -> bytes:
    """Return an image with an EXIF block of many kinds of values, its turned pixels as large as it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x011A] = "Maker", 6, 72.5
    exif.get_ifd(0x8769).update({0x9003: "2020:01:01 00:00:00", 0x829A: 0.25, 0x9209: 16})
    exif.get_ifd(0x8825).update({0: b"\x02\x03\x00\x00", 2: (52.0, 30.0, 1.5)})
    return halves(exif=exif)


def test_a_broken_exif_block_refuses_no_sleeve() -> None:
    """Its pixels are all that counts, whatever a camera wrote about them."""
    body = with_exif()
    start = body.index(b"Exif\x00\x00") + 6
    length = struct.unpack(">H", body[start - 8 : start - 6])[0] - 8
    for place in range(start, start + length):
        for spoilt in (0x00, 0x0A, 0xFF):
            found = opened(body[:place] + bytes([spoilt]) + body[place + 1 :])
            assert (40, 60) == tuple(sorted(found.size))


def test_what_cannot_be_turned_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """An orientation that cannot be read is none."""

    def fail(_: Image.Image) -> None:
        raise struct.error

    monkeypatch.setattr(Image.Image, "getexif", fail)
    assert (60, 40) == opened(with_exif()).size


def test_only_the_first_frame_counts() -> None:
    """Nothing on a page moves."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert is_near(RED, opened(out.getvalue()).getpixel((5, 5)))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "it is no image"),
        (b'{"message": "no"}', "it is no image"),
        (b"\xff\xd8\xff\xe0 a picture", "it does not decode"),
        (b"\x89PNG\r\n\x1a\n", "it "),
        (drawn("JPEG", (300, 300))[:900], "it does not decode"),
        (halves("PNG")[:-60], "it does not decode"),
        (drawn("BMP"), "it is no image"),
        (drawn("TIFF"), "it is no image"),
        (drawn("PNG", (15, 300)), "it is only 15 × 300 pixels"),
        (drawn("GIF", (1, 1)), "it is only 1 × 1 pixels"),
        (bomb(100_000, 100_000), "it "),
        (bomb(8_000, 8_000), "it claims 8000 × 8000 pixels"),
        (bomb(300, 300), "it does not decode"),
        (bomb(0, 0), "it "),
    ],
)
def test_what_is_no_usable_image_is_refused(tmp_path: Path, body: bytes, says: str) -> None:
    """With the reason, and without leaving a file."""
    with pytest.raises(BrokenImage) as caught:
        Artwork(tmp_path, 1200).keep("release", 1, body)
    assert str(caught.value).startswith(says)
    assert [] == list(tmp_path.rglob("*.*"))


def test_no_image_is_broken_at_random_without_being_refused_or_opened() -> None:
    """Whatever byte is wrong, the outcome is an image or one of our errors."""
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        body = halves(kind) if kind != "GIF" else drawn(kind)
        for place in range(0, len(body), max(1, len(body) // 40)):
            spoilt = body[:place] + bytes([body[place] ^ 0xFF]) + body[place + 1 :]
            try:
                assert "RGB" == opened(spoilt).mode
            except BrokenImage:
                continue


def test_no_mutation_escapes() -> None:
    """Several wrong bytes at a time, most of them where EXIF stands: an image, or BrokenImage, and nothing else."""
    body, chance = with_exif(), random.Random(7)  # noqa: S311  # the same bytes each time
    for _ in range(400):
        spoilt = bytearray(body)
        for _ in range(chance.randint(1, 5)):
            spoilt[chance.randrange(chance.choice((420, len(body))))] = chance.randrange(256)
        try:
            assert "RGB" == opened(bytes(spoilt)).mode
        except BrokenImage:
            continue


@pytest.mark.parametrize("error", [struct.error, TypeError, IndexError, KeyError, MemoryError, ZeroDivisionError])
def test_whatever_a_decoder_raises_is_a_broken_image(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """One bad file ends no run."""

    def fail(_: Image.Image) -> None:
        raise error

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    with pytest.raises(BrokenImage):
        opened(drawn("PNG"))


def test_limits_stand_where_they_were_meant_to() -> None:
    """A large scan is welcome, a bomb is not."""
    assert 7000 * 7000 < LARGEST < (Image.MAX_IMAGE_PIXELS or 0)
    assert {"JPEG", "PNG", "WEBP", "GIF"} == set(module.FORMATS)


def test_files_are_written_whole(tmp_path: Path) -> None:
    """Into folders that are made, over what was there, and without anything beside them."""
    file = tmp_path / "a" / "b" / "x.jpg"
    for body in (b"first", b"second"):
        write_whole(file, body)
        assert [(file, body)] == [(one, one.read_bytes()) for one in tmp_path.rglob("*.*")]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """And no half of a new one."""
    (tmp_path / "x.jpg").mkdir()
    with pytest.raises(OSError, match=r"x\.jpg"):
        write_whole(tmp_path / "x.jpg", b"new")
    assert [tmp_path / "x.jpg"] == list(tmp_path.iterdir())


def test_what_a_killed_run_left_is_taken_over(tmp_path: Path) -> None:
    """A half-written file has the same name every time."""
    (tmp_path / ".x.jpg.part").write_bytes(b"half")
    write_whole(tmp_path / "x.jpg", b"whole")
    assert [tmp_path / "x.jpg"] == list(tmp_path.iterdir())
