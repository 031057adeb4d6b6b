"""Sleeves, labels and portraits that belong to nobody: drawn by program, the same for the same id."""

import io
from collections.abc import Callable

from PIL import Image

from services.fakes.sample.canvas import FULL, SIDE, Box, Canvas, blank, encoded, finished, letters, write
from services.fakes.sample.designs import DESIGNS, plain

__all__ = ["SIDE", "disc", "front", "portrait", "thumbnail"]

_THUMB = 150
_LONGEST_LINE = 14
_TYPE_ONLY_EVERY = 9


def front(seed: int, artist: str, title: str) -> bytes:
    """Return the front of a sleeve as a JPEG."""
    canvas = blank(seed, letters(artist), letters(title))
    if seed % _TYPE_ONLY_EVERY == 0 and canvas.title:
        plain(canvas)
        _poster(canvas)
    else:
        DESIGNS[(seed * 5 + seed // 11) % len(DESIGNS)](canvas)
        _LAYOUTS[seed % len(_LAYOUTS)](canvas)
    return finished(canvas.image)


def disc(seed: int, label: str, title: str) -> bytes:
    """Return the label in the middle of a record as a JPEG."""
    canvas = blank(seed, letters(label), letters(title))
    canvas.draw.rectangle((0, 0, FULL, FULL), fill="#161616")
    for radius in range(900, 460, -11):
        _circle(canvas, radius, "#161616" if radius % 2 else "#242424")
    _circle(canvas, 450, canvas.ground)
    _circle(canvas, 430, canvas.colours[0], width=12)
    _circle(canvas, 26, "#f2f0ea")
    if canvas.artist:
        write(canvas, canvas.artist, (330, 260, 870, 460), canvas.ink, anchor="mm", most=110)
    if canvas.title:
        write(canvas, canvas.title, (330, 760, 870, 900), canvas.ink, anchor="mm", most=64)
    return finished(canvas.image)


def portrait(seed: int, name: str) -> bytes:
    """Return the picture of an artist as a JPEG: initials, where the font has them, over a pattern."""
    canvas = blank(seed * 31 + 7, letters(name), "")
    DESIGNS[(seed * 7 + 3) % len(DESIGNS)](canvas)
    _circle(canvas, 390, canvas.ground)
    _circle(canvas, 360, canvas.ink, width=10)
    initials = "".join(word[0] for word in canvas.artist.split() if word[0].isalnum())[:3].upper() or canvas.artist[:3]
    if initials:
        write(canvas, initials, (360, 380, 840, 820), canvas.ink, anchor="mm", most=380)
    else:
        _circle(canvas, 190, canvas.colours[1])
    return finished(canvas.image)


def thumbnail(view: Callable[[], bytes]) -> bytes:
    """Return the small form of a picture as a JPEG."""
    with Image.open(io.BytesIO(view())) as image:
        return encoded(image.resize((_THUMB, _THUMB)))


def _circle(canvas: Canvas, radius: float, colour: str, *, width: int = 0) -> None:
    middle = FULL / 2
    box = (middle - radius, middle - radius, middle + radius, middle + radius)
    if width:
        canvas.draw.ellipse(box, outline=colour, width=width)
    else:
        canvas.draw.ellipse(box, fill=colour)


def _poster(canvas: Canvas) -> None:
    """Set the title as large as the sleeve allows, one or a few words to a line."""
    lines = _broken(canvas.title)
    height = 820 / len(lines)
    for place, line in enumerate(lines):
        box: Box = (130, 150 + place * height, FULL - 130, 150 + (place + 1) * height)
        write(canvas, line, box, canvas.ink, anchor="lm", most=420)
    if canvas.artist:
        write(canvas, canvas.artist, (130, 990, FULL - 130, 1080), canvas.colours[0], anchor="ls", most=80)


def _broken(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LONGEST_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _strip(canvas: Canvas) -> None:
    """Artist and title on a strip along the top."""
    if not canvas.artist and not canvas.title:
        return
    canvas.draw.rectangle((0, 0, FULL, 210), fill=canvas.ground)
    if canvas.artist:
        write(canvas, canvas.artist, (60, 30, FULL - 60, 120), canvas.ink, anchor="lm", most=90)
    if canvas.title:
        write(canvas, canvas.title, (60, 120, FULL - 60, 190), canvas.ink, anchor="lm", most=60)


def _plate(canvas: Canvas) -> None:
    """Artist and title on a plate in a corner at the bottom."""
    lines = [line for line in (canvas.title, canvas.artist) if line]
    if not lines:
        return
    top = FULL - 70 - 105 * len(lines)
    canvas.draw.rectangle((70, top, 780, FULL - 60), fill=canvas.ground)
    for place, line in enumerate(lines):
        row = top + 10 + 100 * place
        write(canvas, line, (105, row, 745, row + 90), canvas.ink, anchor="lm", most=76 if place == 0 else 54)


def _badge(canvas: Canvas) -> None:
    """Artist and title on a wide band across the middle."""
    if not canvas.artist and not canvas.title:
        return
    canvas.draw.rectangle((0, 450, FULL, 750), fill=canvas.ground)
    canvas.draw.rectangle((0, 470, FULL, 478), fill=canvas.ink)
    canvas.draw.rectangle((0, 722, FULL, 730), fill=canvas.ink)
    if canvas.title:
        write(canvas, canvas.title, (80, 490, FULL - 80, 640), canvas.ink, anchor="mm", most=150)
    if canvas.artist:
        write(canvas, canvas.artist, (80, 640, FULL - 80, 715), canvas.ink, anchor="mm", most=60)


_LAYOUTS: tuple[Callable[[Canvas], None], ...] = (_strip, _plate, _badge, _plate)
