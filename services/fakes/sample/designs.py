"""Patterns for record sleeves; each function fills a canvas, without letters."""

import math
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from services.fakes.sample.canvas import FULL, Canvas

_HALF = FULL / 2


def stripes(canvas: Canvas) -> None:
    """Draw slanting stripes of many widths."""
    slant = canvas.luck.choice((-500, 500, 900, 0))
    left = -1000.0
    while left < FULL + 1000:
        width = canvas.luck.choice((22, 40, 70, 120))
        corners = [(left, 0), (left + width, 0), (left + width + slant, FULL), (left + slant, FULL)]
        canvas.draw.polygon(corners, fill=canvas.luck.choice(canvas.colours))
        left += width + canvas.luck.choice((0, 30, 60))


def sunset(canvas: Canvas) -> None:
    """Show a sun behind bars that grow towards the horizon."""
    upper, lower = canvas.colours[:2]
    sky = ImageOps.colorize(Image.linear_gradient("L"), canvas.ground, upper)
    canvas.image.paste(sky.resize((FULL, FULL), Image.Resampling.BILINEAR))
    radius = canvas.luck.randint(320, 430)
    canvas.draw.ellipse((_HALF - radius, 520 - radius, _HALF + radius, 520 + radius), fill=lower)
    for bar in range(9):
        top = 470 + bar * 62
        canvas.draw.rectangle((0, top, FULL, top + 6 + bar * 5), fill=canvas.colours[2])
    canvas.draw.rectangle((0, 950, FULL, FULL), fill=canvas.colours[2])


def rings(canvas: Canvas) -> None:
    """Draw rings about a point that is rarely the middle."""
    across, down = canvas.luck.choice(((_HALF, _HALF), (300, 850), (900, 300), (_HALF, FULL), (0, 0)))
    colours = canvas.luck.sample([canvas.ground, *canvas.colours], 4)
    step = canvas.luck.choice((55, 80, 110))
    for turn, radius in enumerate(range(step * 24, 0, -step)):
        canvas.draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=colours[turn % 4])


def tiles(canvas: Canvas) -> None:
    """Fill a grid with quarter circles, triangles and squares."""
    count = canvas.luck.choice((4, 5, 6))
    side = FULL / count
    for row in range(count):
        for column in range(count):
            _tile(canvas, column * side, row * side, side)


def _tile(canvas: Canvas, left: float, top: float, side: float) -> None:
    back, front = canvas.luck.sample([canvas.ground, *canvas.colours], 2)
    right, bottom = left + side, top + side
    canvas.draw.rectangle((left, top, right, bottom), fill=back)
    shape, turn = canvas.luck.randrange(3), canvas.luck.randrange(4)
    across, down = (left, right)[turn % 2], (top, bottom)[turn // 2]
    if shape == 0:
        start = (0, 90, 270, 180)[turn]
        canvas.draw.pieslice((across - side, down - side, across + side, down + side), start, start + 90, fill=front)
    elif shape == 1:
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        canvas.draw.polygon(corners[:turn] + corners[turn + 1 :], fill=front)
    else:
        edge = side * 0.22
        canvas.draw.ellipse((left + edge, top + edge, right - edge, bottom - edge), fill=front)


def halftone(canvas: Canvas) -> None:
    """Place dots that swell along a wave."""
    count = canvas.luck.choice((13, 17, 22))
    step = FULL / count
    tilt, phase = canvas.luck.uniform(0.2, 1.1), canvas.luck.uniform(0, 6)
    for row in range(count + 1):
        for column in range(count + 1):
            swell = 0.5 + 0.5 * math.sin(phase + (row * tilt + column * (1.2 - tilt)) * 9 / count)
            radius = step * (0.08 + 0.46 * swell)
            across, down = column * step, row * step
            colour = canvas.colours[0] if swell < 0.8 else canvas.colours[1]  # noqa: PLR2004  # the crest of the wave
            canvas.draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=colour)


def waves(canvas: Canvas) -> None:
    """Raise hills behind hills."""
    colours = canvas.luck.sample(canvas.colours, 4)
    canvas.draw.ellipse((730, 130, 1010, 410), fill=colours[3])
    for layer in range(6):
        base, swing = 470 + layer * 130, canvas.luck.uniform(40, 110)
        pace, phase = canvas.luck.uniform(0.003, 0.007), canvas.luck.uniform(0, 6)
        crest = [(x, base + swing * math.sin(x * pace + phase)) for x in range(0, FULL + 20, 20)]
        canvas.draw.polygon([(0, FULL), *crest, (FULL, FULL)], fill=colours[layer % 3])


def rays(canvas: Canvas) -> None:
    """Send out rays from one point."""
    across, down = canvas.luck.choice(((_HALF, 700), (0, FULL), (FULL, FULL), (_HALF, FULL)))
    count = canvas.luck.choice((24, 32, 44))
    for ray in range(count):
        begin, end = (math.tau * angle / count for angle in (ray, ray + 0.5))
        corners = [(across + 2000 * math.cos(angle), down + 2000 * math.sin(angle)) for angle in (begin, end)]
        canvas.draw.polygon([(across, down), *corners], fill=canvas.colours[ray % 2])
    canvas.draw.ellipse((across - 210, down - 210, across + 210, down + 210), fill=canvas.colours[2])


def fields(canvas: Canvas) -> None:
    """Lay soft fields of colour, one above the other."""
    top = 90
    for colour in canvas.luck.sample(canvas.colours, 3):
        height = canvas.luck.randint(170, 420)
        canvas.draw.rectangle((100, top, FULL - 100, min(top + height, FULL - 90)), fill=colour)
        top += height + 40
    # Blurred small and blown up again: the same look for a tenth of the work.
    soft = canvas.image.reduce(8).filter(ImageFilter.GaussianBlur(2))
    canvas.image.paste(soft.resize((FULL, FULL), Image.Resampling.BILINEAR))


def arches(canvas: Canvas) -> None:
    """Bend rainbows, each in its own place."""
    for across, down in ((300, 640), (900, 640), (300, FULL), (900, FULL)):
        colours = canvas.luck.sample([*canvas.colours, canvas.ground], 5)
        turn = canvas.luck.choice((0, 180))
        middle = down - 300 if turn == 0 else down
        for place, colour in enumerate(colours):
            radius = 300 - place * 58
            box = (across - radius, middle - radius, across + radius, middle + radius)
            canvas.draw.pieslice(box, turn, turn + 180, fill=colour)


def discs(canvas: Canvas) -> None:
    """Lay circles of glass that darken where they overlap."""
    canvas.draw.rectangle((0, 0, FULL, FULL), fill="#fbf7ec")
    for turn in range(5):
        radius = canvas.luck.randint(210, 420)
        left, top = (canvas.luck.randint(270, FULL - 270) - radius for _ in range(2))
        glass = Image.new("RGB", (2 * radius, 2 * radius), "white")
        ImageDraw.Draw(glass).ellipse((0, 0, 2 * radius, 2 * radius), fill=canvas.colours[turn % 4])
        beneath = canvas.image.crop((left, top, left + 2 * radius, top + 2 * radius))
        canvas.image.paste(ImageChops.multiply(beneath, glass), (left, top))


def squares(canvas: Canvas) -> None:
    """Draw squares within squares, each turned a little further."""
    twist = canvas.luck.choice((0.08, 0.14, 0.22)) * canvas.luck.choice((-1, 1))
    for turn in range(16):
        reach = 1150 * 0.83**turn
        angles = [turn * twist + math.tau * (corner + 0.5) / 4 for corner in range(4)]
        corners = [(_HALF + reach * math.cos(angle), _HALF + reach * math.sin(angle)) for angle in angles]
        canvas.draw.polygon(corners, fill=[canvas.ground, *canvas.colours[:3]][turn % 4])


def bars(canvas: Canvas) -> None:
    """Raise the bars of a meter."""
    count = canvas.luck.choice((9, 12, 16))
    step = (FULL - 160) / count
    for bar in range(count):
        height = 200 + 640 * abs(math.sin(bar * 0.7 + canvas.luck.uniform(0, 2)))
        left = 80 + bar * step
        canvas.draw.rectangle((left, FULL - 80 - height, left + step * 0.7, FULL - 80), fill=canvas.colours[bar % 3])


def shards(canvas: Canvas) -> None:
    """Throw triangles."""
    for _ in range(26):
        across, down = canvas.luck.uniform(0, FULL), canvas.luck.uniform(0, FULL)
        reach, angle = canvas.luck.uniform(90, 330), canvas.luck.uniform(0, math.tau)
        corners = [
            (across + reach * math.cos(angle + part), down + reach * math.sin(angle + part)) for part in (0, 2.0, 4.4)
        ]
        canvas.draw.polygon(corners, fill=canvas.luck.choice(canvas.colours))


def plain(canvas: Canvas) -> None:
    """Leave one colour, with a line round it."""
    canvas.draw.rectangle((60, 60, FULL - 60, FULL - 60), outline=canvas.ink, width=10)


DESIGNS: tuple[Callable[[Canvas], None], ...] = (
    stripes,
    sunset,
    rings,
    tiles,
    halftone,
    waves,
    rays,
    fields,
    arches,
    discs,
    squares,
    bars,
    shards,
)
