"""Set text in Pillow's built-in font, whose letters are the plain ones, with the commonest accents drawn over them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from PIL import ImageDraw, ImageFont

Box = tuple[float, float, float, float]
_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_HOMONYM = re.compile(r" \(\d+\)$")
_LEADING = 1.12
_MOST_LINES = 3
_MOST_WORDS = 14
_PROBE = 100
# Strokes of each accent in a box of width and height 1 that stands on top of the letter.
_ACCENTS: dict[str, tuple[tuple[float, ...], ...]] = {
    "\u0300": ((0.2, 1.0, 0.65, 0.3),),
    "\u0301": ((0.8, 1.0, 0.35, 0.3),),
    "\u0302": ((0.1, 0.3, 0.5, 1.0, 0.9, 0.3),),
    "\u0303": ((0.0, 0.4, 0.3, 0.8, 0.7, 0.4, 1.0, 0.8),),
    "\u0308": ((0.05, 0.55, 0.3, 0.55), (0.7, 0.55, 0.95, 0.55)),
}


@dataclass(frozen=True, kw_only=True)
class Style:
    """Colour, alignment and size of a text."""

    colour: str
    across: str = "l"
    """l or m: at the left of the box, or in the middle."""
    most: int = 400
    """The largest size allowed."""


def letters(text: str) -> str:
    """Return a text in the letters of the font; '' if the font lacks any of its letters."""
    plain = unicodedata.normalize("NFD", _HOMONYM.sub("", text)).replace("’", "'").replace("–", "-")
    settable = all(letter.isascii() or letter in _ACCENTS for letter in plain)
    # The font has no i without a dot to put an accent on.
    return plain if settable and not re.search(r"[ij][\u0300-\u0308]", plain) else ""


def write(draw: ImageDraw.ImageDraw, text: str, box: Box, style: Style) -> None:
    """Set a text as large as its box allows, on one line or several, whichever is larger."""
    left, top, right, bottom = box
    size, lines = max(_settings(text, right - left, bottom - top), key=lambda setting: setting[0])
    size = min(size, style.most)
    height = size * _LEADING
    middle = (top + bottom) / 2 - height * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        start = left if style.across == "l" else (left + right - _width(line, size)) / 2
        _line(draw, line, (start, middle + place * height), size, style.colour)


def _settings(text: str, width: float, height: float) -> Iterator[tuple[int, list[str]]]:
    """Yield a size and lines for each way to break a text."""
    words = text.split()
    for count in range(1, min(_MOST_LINES, len(words)) + 1):
        lines = _broken(words, count)
        widest = max(_width(line, _PROBE) for line in lines)
        yield max(12, int(min(_PROBE * width / widest, height / count / _LEADING))), lines


def _broken(words: list[str], count: int) -> list[str]:
    """Return that many lines of words, the longest line as short as can be."""
    if len(words) > _MOST_WORDS:
        return [" ".join(words)]
    breaks = ((0, *cuts, len(words)) for cuts in combinations(range(1, len(words)), count - 1))
    ways = ([" ".join(words[a:b]) for a, b in pairwise(cuts)] for cuts in breaks)
    return min(ways, key=lambda lines: max(map(len, lines)))


def _line(draw: ImageDraw.ImageDraw, text: str, place: tuple[float, float], size: int, colour: str) -> None:
    """Set one line from its left end, centred on the height of a capital."""
    font, base = _font(size), _bare(text)
    left, foot = place[0], place[1] + size * 0.36
    draw.text((left, foot), base, fill=colour, font=font, anchor="ls", stroke_width=size // 40)
    done = ""
    for letter in text:
        if letter in _ACCENTS:
            _accent(draw, letter, (left + font.getlength(done[:-1]), foot), (font, done[-1], size), colour)
        else:
            done += letter


def _accent(
    draw: ImageDraw.ImageDraw, accent: str, foot: tuple[float, float], under: tuple[_Font, str, int], colour: str
) -> None:
    font, letter, size = under
    width, unit = font.getlength(letter), size * 0.2
    top = foot[1] - size * (0.74 if letter.isupper() else 0.55)
    start = foot[0] + width / 2 - unit * 0.7
    for stroke in _ACCENTS[accent]:
        points = [(start + x * unit * 1.4, top - y * unit) for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
        draw.line(points, fill=colour, width=max(2, size // 11), joint="curve")


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in _ACCENTS)


def _width(text: str, size: int) -> float:
    return float(_font(size).getlength(_bare(text))) + size / 20


@cache
def _font(size: int) -> _Font:
    return ImageFont.load_default(size)
