"""Images: verified, normalised to JPEG, kept as files beside the database, written whole or not at all."""

import hashlib
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from scraper.files import image_files, write_whole
from scraper.shelf import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 50_000_000
"""Pixels that an image may claim to have: more is a decompression bomb, not a sleeve."""
SMALLEST_SIDE = 16
THUMB_PIXELS = 320


class BrokenImage(ValueError):
    """Bytes that are no usable image; the text says why."""


class Artwork:
    """The folder of images; one of each release or artist, and a small one for lists."""

    def __init__(self, folder: Path, max_pixels: int) -> None:
        self.folder, self._max_pixels = folder, max_pixels

    def holds(self, kind: str, subject_id: int) -> bool:
        """Tell whether both files are there."""
        return all(file.is_file() for file in image_files(self.folder, kind, subject_id))

    def keep(self, kind: str, subject_id: int, body: bytes) -> Picture:
        """Verify and keep an image; raise BrokenImage when it is none."""
        image = opened(body)
        image.thumbnail((self._max_pixels, self._max_pixels), Image.Resampling.LANCZOS)
        small = image.copy()
        small.thumbnail((THUMB_PIXELS, THUMB_PIXELS), Image.Resampling.LANCZOS)
        whole = _jpeg(image, quality=88)
        large, thumb = image_files(self.folder, kind, subject_id)
        write_whole(large, whole)
        write_whole(thumb, _jpeg(small, quality=82))
        return Picture(
            width=image.width,
            height=image.height,
            thumb_width=small.width,
            thumb_height=small.height,
            digest=hashlib.sha256(whole).hexdigest()[:16],
        )


def opened(body: bytes) -> Image.Image:
    """Return the image in these bytes, decoded, upright and in RGB; raise BrokenImage for anything else."""
    if not body:
        raise BrokenImage("the file is empty")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(body), formats=FORMATS)
            if image.width * image.height > LARGEST:
                raise BrokenImage(f"it claims {image.width} × {image.height} pixels")
            if min(image.size) < SMALLEST_SIDE:
                raise BrokenImage(f"it is only {image.width} × {image.height} pixels")
            image.load()
            return _in_rgb(ImageOps.exif_transpose(image))
    except UnidentifiedImageError as error:
        raise BrokenImage("it is no image") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        if isinstance(error, BrokenImage):
            raise
        raise BrokenImage(f"it does not decode ({error})") from error


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return the bare pixels: comments and hints of the original are not ours to publish."""
    bare = _on_white(image)
    bare.info.clear()
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        # Otherwise Pillow would cut every grey above 255 to white.
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode in ("RGB", "L"):
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")


def _jpeg(image: Image.Image, *, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return out.getvalue()
