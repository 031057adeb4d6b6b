"""The canvas of a drawing, twice the final size, with its palette."""

import io
import random
from dataclasses import dataclass

from PIL import Image, ImageDraw

SIDE = 600
"""Width and height of a finished picture."""
FULL = 2 * SIDE
"""Width and height while drawing; halving it smooths the edges."""
_QUALITY = 88

_PALETTES = (
    ("#f4ecd8", "#d1495b", "#edae49", "#00798c", "#30343f"),
    ("#14213d", "#fca311", "#e5e5e5", "#c1121f", "#8ecae6"),
    ("#fefae0", "#606c38", "#dda15e", "#bc6c25", "#283618"),
    ("#2b2d42", "#ef233c", "#edf2f4", "#8d99ae", "#ffb703"),
    ("#f8edeb", "#f4845f", "#7bdff2", "#f7b267", "#3d405b"),
    ("#0b132b", "#5bc0be", "#f5f3bb", "#ff6b6b", "#3a506b"),
    ("#fdf0d5", "#780000", "#c1121f", "#669bbc", "#003049"),
    ("#1b4332", "#d8f3dc", "#ffb703", "#52b788", "#fb8500"),
    ("#faf3dd", "#5e6472", "#ffa69e", "#aed9e0", "#b8336a"),
    ("#3c1642", "#f2f4f3", "#affc41", "#1dd3b0", "#f72585"),
    ("#e9ecef", "#212529", "#e63946", "#adb5bd", "#457b9d"),
    ("#ffd166", "#073b4c", "#ef476f", "#118ab2", "#fffcf2"),
    ("#4a1c40", "#f9c784", "#fc7a1e", "#f2e2d2", "#d33f49"),
    ("#e07a5f", "#f4f1de", "#3d405b", "#f2cc8f", "#81b29a"),
)


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """An unfinished picture, with its colours and its own random numbers."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    ground: str
    colours: list[str]
    """Four colours that stand out from the ground, in random order."""
    luck: random.Random
    artist: str
    title: str

    @property
    def ink(self) -> str:
        """The colour with the most contrast to the ground."""
        return max(self.colours, key=lambda colour: abs(_light(colour) - _light(self.ground)))


def blank(seed: int, artist: str, title: str) -> Canvas:
    """Return an empty canvas whose colours and random numbers follow from the seed."""
    luck = random.Random(seed)  # noqa: S311  # pictures, not secrets
    ground, *colours = _PALETTES[(seed * 9 + seed // 14) % len(_PALETTES)]
    luck.shuffle(colours)
    image = Image.new("RGB", (FULL, FULL), ground)
    draw = ImageDraw.Draw(image)
    return Canvas(image=image, draw=draw, ground=ground, colours=colours, luck=luck, artist=artist, title=title)


def finished(image: Image.Image) -> bytes:
    """Return the picture at its final size as a JPEG."""
    return encoded(image.reduce(2))


def encoded(image: Image.Image) -> bytes:
    """Return a picture as a JPEG."""
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _light(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
