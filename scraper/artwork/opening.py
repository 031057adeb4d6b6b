"""Bytes from elsewhere to an image: verified, upright, in RGB, without anything else that was in the file."""

import io
import warnings
from contextlib import suppress
from typing import Any

from PIL import Image, UnidentifiedImageError

# Pillow keeps one block of memory (16 MB) for the next image: to be given fresh ones takes a tenth of all the work.
Image.core.set_blocks_max(1)  # type: ignore[attr-defined]  # named in its manual, but not exported

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 50_000_000
"""Pixels that an image may claim to have: more is a decompression bomb, not a sleeve."""
SMALLEST_SIDE = 16

_ORIENTATION = 0x0112
_UPRIGHT: dict[Any, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns an image upright, by its EXIF orientation."""


class BrokenImage(ValueError):
    """Bytes that are no usable image; the text says why."""


def opened(body: bytes) -> Image.Image:
    """Return the image in these bytes, decoded, upright and in RGB; raise BrokenImage for anything else."""
    if not body:
        raise BrokenImage("the file is empty")
    try:
        return _in_rgb(_upright(_decoded(body)))
    except BrokenImage:
        raise
    except UnidentifiedImageError as error:
        raise BrokenImage("it is no image") from error
    except Exception as error:
        # Decoders fail in every way there is: struct.error, TypeError, IndexError …
        raise BrokenImage(f"it does not decode ({error})") from error


def _decoded(body: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow warns of flaws in EXIF, too, and those hurt no pixel.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(io.BytesIO(body), formats=FORMATS)
        if image.width * image.height > LARGEST:
            raise BrokenImage(f"it claims {image.width} × {image.height} pixels")
        if min(image.size) < SMALLEST_SIDE:
            raise BrokenImage(f"it is only {image.width} × {image.height} pixels")
        image.load()
        return image


def _upright(image: Image.Image) -> Image.Image:
    """Turn an image as its EXIF block asks for; one that cannot be read asks for nothing."""
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION))
        return image if turn is None else image.transpose(turn)
    return image


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return the bare pixels: comments and hints of the original are not ours to publish."""
    bare = _on_white(image)
    bare.info.clear()
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        # Otherwise Pillow would cut every grey above 255 to white.
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode == "RGB":
        # Not even a copy: for a large image that would take as long as to decode it.
        return image
    if image.mode == "L":
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
