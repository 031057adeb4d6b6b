"""Sleeves, labels and portraits that nobody has rights in: drawn by program, and the same for the same id."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

from services.fakes.sample.canvas import FULL, SIDE, Canvas, blank, encoded, finished
from services.fakes.sample.designs import DESIGNS, plain
from services.fakes.sample.lettering import Box, Style, letters, write

__all__ = ["SIDE", "back", "disc", "front", "portrait", "thumbnail"]

_THUMB = 150
_TYPE_ONLY_EVERY = 9
_ROWS = 11


def front(seed: int, artist: str, title: str) -> bytes:
    """Return the front of a sleeve as a JPEG."""
    canvas = blank(seed, letters(artist), letters(title))
    if seed % _TYPE_ONLY_EVERY == 0 and canvas.title:
        plain(canvas)
        _poster(canvas)
    else:
        DESIGNS[(seed * 5 + seed // 11) % len(DESIGNS)](canvas)
        if canvas.artist or canvas.title:
            _LAYOUTS[seed % len(_LAYOUTS)](canvas)
    return finished(canvas.image)


def back(seed: int, title: str, tracks: Sequence[str]) -> bytes:
    """Return the back of a sleeve as a JPEG: the track list, and stripes in place of a barcode."""
    canvas = blank(seed, "", letters(title))
    _set(canvas, canvas.title, (110, 90, FULL - 110, 230), most=88)
    canvas.draw.rectangle((110, 250, FULL - 110, 258), fill=canvas.colours[0])
    for row, name in enumerate(filter(None, map(letters, tracks[:_ROWS]))):
        _set(canvas, name, (110, 300 + row * 62, FULL - 110, 350 + row * 62), most=40)
    for place in range(24):
        left = FULL - 350 + place * 10
        canvas.draw.rectangle((left, 1050, left + canvas.luck.choice((2, 4, 6)), 1130), fill=canvas.ink)
    return finished(canvas.image)


def disc(seed: int, label: str, title: str) -> bytes:
    """Return the label in the middle of a record as a JPEG."""
    canvas = blank(seed, letters(label), letters(title))
    canvas.draw.rectangle((0, 0, FULL, FULL), fill="#161616")
    for radius in range(840, 480, -16):
        _circle(canvas, radius, "#262626", width=4)
    _circle(canvas, 450, canvas.ground)
    _circle(canvas, 428, canvas.colours[0], width=10)
    _circle(canvas, 30, canvas.ink)
    _circle(canvas, 22, "#161616")
    _set(canvas, canvas.artist, (300, 240, 900, 470), most=110, across="m")
    _set(canvas, canvas.title, (320, 730, 880, 930), most=70, across="m")
    return finished(canvas.image)


def portrait(seed: int, name: str) -> bytes:
    """Return the picture of an artist as a JPEG: initials over a pattern, where the font has their letters."""
    canvas = blank(seed * 31 + 7, letters(name), "")
    DESIGNS[(seed * 7 + 3) % len(DESIGNS)](canvas)
    _circle(canvas, 390, canvas.ground)
    _circle(canvas, 360, canvas.ink, width=10)
    if canvas.artist:
        _set(canvas, _initials(canvas.artist), (360, 380, 840, 820), most=380, across="m")
    else:
        _circle(canvas, 190, canvas.colours[1])
    return finished(canvas.image)


def thumbnail(view: Callable[[], bytes]) -> bytes:
    """Return the small form of a picture as a JPEG."""
    with Image.open(io.BytesIO(view())) as image:
        return encoded(image.resize((_THUMB, _THUMB)))


def _initials(name: str) -> str:
    """Return up to three first letters; numbers stay whole, and a name without letters is its own initials."""
    firsts = [word if word.isdigit() else word[0] for word in name.split() if word[0].isalnum()]
    return "".join(firsts[:3]).upper() or name[:3]


def _circle(canvas: Canvas, radius: float, colour: str, *, width: int = 0) -> None:
    middle = FULL / 2
    box = (middle - radius, middle - radius, middle + radius, middle + radius)
    if width:
        canvas.draw.ellipse(box, outline=colour, width=width)
    else:
        canvas.draw.ellipse(box, fill=colour)


def _set(canvas: Canvas, text: str, box: Box, *, most: int, across: str = "l") -> None:
    if text:
        write(canvas.draw, text, box, Style(colour=canvas.ink, across=across, most=most))


def _poster(canvas: Canvas) -> None:
    """Set the title as large as the sleeve allows, one or a few words to a line."""
    _set(canvas, canvas.title, (130, 130, FULL - 130, 960), most=420)
    if canvas.artist:
        style = Style(colour=canvas.colours[0], most=72)
        write(canvas.draw, canvas.artist, (130, 980, FULL - 130, 1100), style)


def _strip(canvas: Canvas) -> None:
    """Artist and title on a strip along the top."""
    canvas.draw.rectangle((0, 0, FULL, 240), fill=canvas.ground)
    boxes: list[Box] = [(60, 30, FULL - 60, 135), (60, 140, FULL - 60, 215)]
    if not canvas.artist or not canvas.title:
        boxes = [(60, 40, FULL - 60, 200)] * 2
    _set(canvas, canvas.artist, boxes[0], most=96)
    _set(canvas, canvas.title, boxes[1], most=66 if canvas.artist else 96)


def _plate(canvas: Canvas) -> None:
    """Artist and title on a plate in a corner at the bottom."""
    rows = [(canvas.title, 160, 100), (canvas.artist, 110, 60)]
    rows = [row for row in rows if row[0]]
    top = FULL - 100 - sum(height for _, height, _ in rows)
    canvas.draw.rectangle((70, top, 830, FULL - 60), fill=canvas.ground)
    for text, height, most in rows:
        _set(canvas, text, (110, top + 20, 790, top + height), most=most)
        top += height


def _badge(canvas: Canvas) -> None:
    """Artist and title on a wide band across the middle."""
    canvas.draw.rectangle((0, 430, FULL, 770), fill=canvas.ground)
    canvas.draw.rectangle((0, 450, FULL, 458), fill=canvas.ink)
    canvas.draw.rectangle((0, 742, FULL, 750), fill=canvas.ink)
    boxes: list[Box] = [(80, 470, FULL - 80, 640), (80, 645, FULL - 80, 730)]
    if not canvas.artist or not canvas.title:
        boxes = [(80, 470, FULL - 80, 730)] * 2
    _set(canvas, canvas.title, boxes[0], most=150, across="m")
    _set(canvas, canvas.artist, boxes[1], most=64 if canvas.title else 150, across="m")


_LAYOUTS: tuple[Callable[[Canvas], None], ...] = (_strip, _plate, _badge, _plate)
