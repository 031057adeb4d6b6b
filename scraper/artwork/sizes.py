"""What pages show beside the large JPEG, made of one decoded image: WebP in steps, thumbnail, colours, card."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageFilter

from scraper.domain.palette import Colour, Palette, ground, palette

VERSION = 1
"""Of what is made here: raise it, and the next run makes all of it anew from the large JPEGs, without the network."""
STEPS = (320, 640, 1200)
"""The longest side of the WebP versions, in pixels; none is larger than the image."""
GALLERY_STEPS = (STEPS[0], STEPS[-1])
"""Of images in a gallery: one to choose by, and one to look at."""
OPEN_GRAPH = (1200, 630)

_WEBP = {320: (80, 2), 640: (76, 0), 1200: (68, 0)}
"""Quality and method by step: larger ones are for dense screens, where they may be coarser, and cost the most."""
_NEAR_ENOUGH = 0.93
"""Share of a step from which half of the next one will do: halving takes a seventh of the work of resizing."""
_COLOURS = 12
_MARGIN, _SHADOW = 64, 110
"""How far the shadow reaches on a card, and how dark it is, of 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made of an image."""

    files: dict[str, bytes]
    """By name: thumb.jpg, 320.webp …, and og.jpg where it was asked for."""
    sizes: tuple[tuple[int, int], ...]
    """The step and the real width of each WebP version."""
    thumb: tuple[int, int] = (0, 0)
    """How large thumb.jpg is; nothing where there is none."""
    palette: Palette | None = None
    """None where nobody asked for it."""


def made(image: Image.Image, *, card: bool) -> Made:
    """Make everything of an image in RGB; the card for Open Graph only where it is wanted."""
    steps = _steps(image)
    thumb = steps[STEPS[0]]
    colours = _colours(thumb)
    files = {"thumb.jpg": jpeg(thumb, quality=82)}
    files |= {f"{step}.webp": _webp(small, *_WEBP[step]) for step, small in steps.items()}
    if card:
        files["og.jpg"] = _card(steps.get(STEPS[1], thumb), ground(colours))
    return Made(
        files=files,
        thumb=thumb.size,
        sizes=tuple((step, small.width) for step, small in steps.items()),
        palette=palette(colours),
    )


def made_for_gallery(image: Image.Image) -> Made:
    """Make what a gallery needs of an image in RGB."""
    steps = _steps(image, GALLERY_STEPS)
    return Made(
        files={f"{step}.webp": _webp(small, *_WEBP[step]) for step, small in steps.items()},
        sizes=tuple((step, small.width) for step, small in steps.items()),
    )


def jpeg(image: Image.Image, *, quality: int) -> bytes:
    """Return a JPEG; a fall-back for few, it does without the passes that would make it a thirtieth smaller."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _webp(image: Image.Image, quality: int, method: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()


def _steps(image: Image.Image, steps: tuple[int, ...] = STEPS) -> dict[int, Image.Image]:
    """Return the image in every step that it is large enough for; the last one may be smaller than its step."""
    longest = max(image.size)
    wanted = [step for before, step in zip((0, *steps), steps, strict=False) if before < longest]
    found: dict[int, Image.Image] = {}
    larger = image
    for step in reversed(wanted):
        # Each from the next larger one: a quarter of the work, and nobody sees the difference.
        found[step] = larger = _within(larger, step)
    return dict(reversed(found.items()))


def _within(image: Image.Image, longest: int) -> Image.Image:
    factor = longest / max(image.size)
    if factor >= 1:
        return image
    if longest * _NEAR_ENOUGH <= max(image.size) / 2 <= longest:
        return image.reduce(2)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.HAMMING)


def _colours(image: Image.Image) -> list[tuple[int, Colour]]:
    """Return a dozen colours that make up an image, with how many pixels of a small version each has."""
    few = image.resize((64, 64), Image.Resampling.BOX, reducing_gap=1.0).quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    values = few.getpalette() or []
    counts = few.histogram()[:_COLOURS]
    return [
        (count, (values[3 * at], values[3 * at + 1], values[3 * at + 2])) for at, count in enumerate(counts) if count
    ]


def _card(sleeve: Image.Image, colour: Colour) -> bytes:
    """Return the sleeve on its own colour, with a soft shadow round it, as other sites show a link.

    It is as high as the card, or a few pixels higher that nobody misses: another size would cost more than the rest.
    """
    card = Image.new("RGB", OPEN_GRAPH, colour)
    left, top = (OPEN_GRAPH[0] - sleeve.width) // 2, (OPEN_GRAPH[1] - sleeve.height) // 2
    shadow = _shadow(sleeve.size)
    card.paste((0, 0, 0), (left - _MARGIN, top - _MARGIN), shadow)
    card.paste(sleeve, (left, top))
    return jpeg(card, quality=84)


@lru_cache(maxsize=16)
def _shadow(size: tuple[int, int]) -> Image.Image:
    # Blurred small and blown up again: the same look for a fraction of the work.
    scale, whole = 8, (size[0] + 2 * _MARGIN, size[1] + 2 * _MARGIN)
    small = Image.new("L", (-(-whole[0] // scale), -(-whole[1] // scale)))
    edge = _MARGIN // scale
    small.paste(_SHADOW, (edge, edge, small.width - edge, small.height - edge))
    return small.filter(ImageFilter.GaussianBlur(edge / 2.5)).resize(whole, Image.Resampling.BICUBIC)
