"""What pages need beside the large JPEG, made of one decoded image: WebP in steps, thumbnail, colours, share card."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageFilter

from scraper.domain.palette import Colour, Palette, ground, palette

VERSION = 1
"""Raise it when what is made here changes: the next run makes it again from the large JPEGs, without the network."""
STEPS = (320, 640, 1200)
"""The longest side of each WebP version, in pixels; no version is larger than the image."""
GALLERY_STEPS = (STEPS[0], STEPS[-1])
"""The steps of an image in a gallery: a small one to click on, and a large one to look at."""
OPEN_GRAPH = (1200, 630)
"""Width and height of the card that other sites show for a link, by the Open Graph protocol."""

_WEBP = {320: (80, 2), 640: (76, 0), 1200: (68, 0)}
"""Quality and method by step: large ones take the most time, and may be coarser, since they are for dense screens."""
_NEAR_ENOUGH = 0.93
"""Half an image is used for a step if it reaches this share of it: to halve takes a seventh of the time of resizing."""
_COLOURS = 12
_MARGIN, _SHADOW = 64, 110
"""How far the shadow reaches on a card, and how dark it is, of 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSet:
    """Everything that was made of an image."""

    files: dict[str, bytes]
    """Bytes by file name: thumb.jpg, 320.webp …, and og.jpg with a card."""
    sizes: tuple[tuple[int, int], ...]
    """The step and the real width of each WebP version."""
    thumb: tuple[int, int] = (0, 0)
    """Width and height of thumb.jpg; zeros where there is none, as in a gallery."""
    palette: Palette | None = None
    """None for images of a gallery."""


def image_set(image: Image.Image, *, card: bool) -> ImageSet:
    """Make the files and the palette of an image in RGB; the card for Open Graph only on request."""
    steps = _steps(image)
    thumb = steps[STEPS[0]]
    colours = _colours(thumb)
    files = {"thumb.jpg": jpeg(thumb, quality=82)}
    files |= {f"{step}.webp": _webp(small, *_WEBP[step]) for step, small in steps.items()}
    if card:
        files["og.jpg"] = _card(steps.get(STEPS[1], thumb), ground(colours))
    return ImageSet(
        files=files,
        thumb=thumb.size,
        sizes=tuple((step, small.width) for step, small in steps.items()),
        palette=palette(colours),
    )


def gallery_set(image: Image.Image) -> ImageSet:
    """Make the files that a gallery needs of an image in RGB."""
    steps = _steps(image, GALLERY_STEPS)
    return ImageSet(
        files={f"{step}.webp": _webp(small, *_WEBP[step]) for step, small in steps.items()},
        sizes=tuple((step, small.width) for step, small in steps.items()),
    )


def jpeg(image: Image.Image, *, quality: int) -> bytes:
    """Return a JPEG. Few browsers need it, so time is not spent on making it the last thirtieth smaller."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _webp(image: Image.Image, quality: int, method: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()


def _steps(image: Image.Image, steps: tuple[int, ...] = STEPS) -> dict[int, Image.Image]:
    """Return the image in each step that it is large enough for; the largest may be smaller than its step."""
    longest = max(image.size)
    wanted = [step for before, step in zip((0, *steps), steps, strict=False) if before < longest]
    scaled: dict[int, Image.Image] = {}
    larger = image
    for step in reversed(wanted):
        # Each is made of the next larger one: that takes a quarter of the time, and nobody sees the difference.
        scaled[step] = larger = _within(larger, step)
    return dict(reversed(scaled.items()))


def _within(image: Image.Image, longest: int) -> Image.Image:
    """Return an image whose longest side is at most this long."""
    factor = longest / max(image.size)
    if factor >= 1:
        return image
    if longest * _NEAR_ENOUGH <= max(image.size) / 2 <= longest:
        return image.reduce(2)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.HAMMING)


def _colours(image: Image.Image) -> list[tuple[int, Colour]]:
    """Return the dozen colours that make up an image, each with its number of pixels in a small version."""
    few = image.resize((64, 64), Image.Resampling.BOX, reducing_gap=1.0).quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    values = few.getpalette() or []
    counts = few.histogram()[:_COLOURS]
    return [
        (count, (values[3 * place], values[3 * place + 1], values[3 * place + 2]))
        for place, count in enumerate(counts)
        if count
    ]


def _card(sleeve: Image.Image, colour: Colour) -> bytes:
    """Return the sleeve on a ground of its colour, with a soft shadow, as other sites show it beside a link.

    The sleeve is as high as the card, or a few pixels higher, which are cut off: to scale it would take longer than
    all the rest.
    """
    card = Image.new("RGB", OPEN_GRAPH, colour)
    left, top = (OPEN_GRAPH[0] - sleeve.width) // 2, (OPEN_GRAPH[1] - sleeve.height) // 2
    shadow = _shadow(sleeve.size)
    card.paste((0, 0, 0), (left - _MARGIN, top - _MARGIN), shadow)
    card.paste(sleeve, (left, top))
    return jpeg(card, quality=84)


@lru_cache(maxsize=16)
def _shadow(size: tuple[int, int]) -> Image.Image:
    # Blurred while small, then enlarged: it looks the same, and takes a fraction of the time.
    scale, whole = 8, (size[0] + 2 * _MARGIN, size[1] + 2 * _MARGIN)
    small = Image.new("L", (-(-whole[0] // scale), -(-whole[1] // scale)))
    edge = _MARGIN // scale
    small.paste(_SHADOW, (edge, edge, small.width - edge, small.height - edge))
    return small.filter(ImageFilter.GaussianBlur(edge / 2.5)).resize(whole, Image.Resampling.BICUBIC)
