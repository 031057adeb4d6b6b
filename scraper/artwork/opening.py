"""Foreign bytes to an image: verified, upright, in RGB, and without anything else that was in the file."""

import io
import warnings
from contextlib import suppress
from typing import Any

from PIL import Image, UnidentifiedImageError

# Pillow keeps one block of memory (16 MB) for the next image: a new one for each would take a tenth of all the time.
Image.core.set_blocks_max(1)  # type: ignore[attr-defined]  # named in its manual, but not exported

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 50_000_000
"""The most pixels that an image may claim to have: more is a decompression bomb, not a sleeve."""
SMALLEST_SIDE = 16
"""The shortest side that an image may have, in pixels."""

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
"""The turn that makes an image upright, by its EXIF orientation."""


class BrokenImage(ValueError):
    """Bytes that are no usable image; the message says why."""


def opened(body: bytes) -> Image.Image:
    """Return the image in these bytes, upright and in RGB; raise BrokenImage if there is no usable one."""
    if not body:
        raise BrokenImage("the file is empty")
    try:
        return _in_rgb(_upright(_decoded(body)))
    except BrokenImage:
        raise
    except UnidentifiedImageError as error:
        raise BrokenImage("it is no image") from error
    except Exception as error:
        # Decoders raise all kinds of errors: struct.error, TypeError, IndexError …
        raise BrokenImage(f"it does not decode ({error})") from error


def _decoded(body: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow also warns of flaws in EXIF data, which harm no pixel.
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
    """Turn an image as its EXIF block says; a block that cannot be read says nothing."""
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION))
        return image if turn is None else image.transpose(turn)
    return image


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return the pixels alone: comments and other data in the original are not ours to publish."""
    bare = _on_white(image)
    bare.info.clear()
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        # Pillow would otherwise turn every grey above 255 white.
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode == "RGB":
        # Not copied: to copy a large image takes as long as to decode it.
        return image
    if image.mode == "L":
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")
