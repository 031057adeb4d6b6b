"""Colours for a page, drawn from its sleeve: ground, ink and accent, for light and dark, always readable. Pure."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

INK_CONTRAST, ACCENT_CONTRAST = 7.0, 4.5
"""The least contrast to the ground, of text and of accents."""

_VIVID = 0.03
"""The least chroma of a colour; below it is grey."""
_SCARCE = 0.004
"""The least share of the sleeve; a colour that has less is a speck."""
_WARM = math.radians(70)
"""The hue for sleeves without colours: that of paper, and of lamplight."""
_BRONZE = 0.07
_STEP = 0.01
_HAIR = 1e-4
"""The rounding error of a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """The colours of a light or a dark page, as '#rrggbb'."""

    ground: str
    ink: str
    """For text: at least 7:1 on the ground."""
    accent: str
    """For links and the like: at least 4.5:1 on the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours for light and for dark pages that are drawn from a sleeve."""

    light: Tones
    dark: Tones


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shade:
    """A colour as the eye sees it (OKLCH)."""

    lightness: float
    chroma: float
    hue: float
    """In radians."""
    share: float = 0.0
    """Its share of the sleeve, 0 to 1."""


def palette(colours: Sequence[tuple[int, Colour]]) -> Palette:
    """Return the palette of a sleeve, whose colours come as (number of pixels, colour)."""
    total = sum(count for count, _ in colours) or 1
    shades = [_shade(colour, count / total) for count, colour in sorted(colours, reverse=True)]
    field = max(shades, key=_as_field, default=_grey())
    large = [shade for shade in shades if shade.share >= _SCARCE]
    accent = max(large, key=lambda shade: _as_accent(shade, field), default=field)
    if accent.chroma < _VIVID:
        accent = _Shade(lightness=accent.lightness, chroma=_BRONZE, hue=_WARM)
    hue, depth = (field.hue, min(field.chroma, 0.12)) if field.chroma >= _VIVID else (_WARM, 0.04)
    return Palette(
        light=_tones((0.955, 0.30 * depth, hue), (0.27, 0.45 * depth), accent, darker=True),
        dark=_tones((0.195, 0.28 * depth, hue), (0.94, 0.20 * depth), accent, darker=False),
    )


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it: 1 for none, 21 for black on white."""
    lighter, darker = sorted((_luminance(_parsed(colour)), _luminance(_parsed(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ground(colours: Sequence[tuple[int, Colour]]) -> Colour:
    """Return the background for a sleeve that is shown alone: its main colour, paler or darker."""
    total = sum(count for count, _ in colours) or 1
    shades = [_shade(colour, count / total) for count, colour in sorted(colours, reverse=True)]
    field = max(shades, key=_as_field, default=_grey())
    hue, chroma = (field.hue, min(field.chroma, 0.12)) if field.chroma >= _VIVID else (_WARM, 0.02)
    is_light = field.lightness > 0.5  # noqa: PLR2004  # half way from black to white
    return _rgb(0.87, 0.5 * chroma, hue) if is_light else _rgb(0.29, 0.7 * chroma, hue)


def _grey() -> _Shade:
    return _Shade(lightness=0.5, chroma=0, hue=_WARM, share=1)


def _as_field(shade: _Shade) -> float:
    """Rate a colour as the main colour of the sleeve: a large coloured area counts more than a large grey one."""
    return shade.share * (0.6 + min(shade.chroma, 0.15) * 6)


def _as_accent(shade: _Shade, field: _Shade) -> float:
    """Rate a colour as the accent: vivid, not a speck, and unlike the main colour."""
    apart = (1 - math.cos(shade.hue - field.hue)) / 2
    mid = 1 - abs(shade.lightness - 0.6)
    return shade.chroma * math.sqrt(min(shade.share, 0.25)) * (0.7 + apart) * mid


def _tones(field: tuple[float, float, float], ink: tuple[float, float], accent: _Shade, *, darker: bool) -> Tones:
    lightness, chroma, hue = field
    below = _hex(_rgb(lightness, chroma, hue))
    start = min(max(accent.lightness, 0.45), 0.62) if darker else min(max(accent.lightness, 0.68), 0.82)
    vivid = min(accent.chroma, 0.19)
    return Tones(
        ground=below,
        ink=_readable(lambda light: _rgb(light, ink[1], hue), ink[0], below, INK_CONTRAST, darker=darker),
        accent=_readable(lambda light: _rgb(light, vivid, accent.hue), start, below, ACCENT_CONTRAST, darker=darker),
    )


def _readable(shade: Callable[[float], Colour], lightness: float, below: str, least: float, *, darker: bool) -> str:
    """Return a colour at this lightness, made darker or lighter until it can be read on the ground."""
    step = -_STEP if darker else _STEP
    while contrast(colour := _hex(shade(lightness)), below) < least:
        lightness += step
    return colour


def _rgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the colour for a screen; a colour that no screen can show is made less vivid until one can."""
    lightness = min(max(lightness, 0.0), 1.0)
    channels = _linear(lightness, chroma, hue)
    while chroma > 0 and not all(-_HAIR <= channel <= 1 + _HAIR for channel in channels):
        chroma = max(chroma - 0.004, 0.0)
        channels = _linear(lightness, chroma, hue)
    red, green, blue = (round(255 * _encoded(min(max(channel, 0.0), 1.0))) for channel in channels)
    return red, green, blue


def _shade(colour: Colour, share: float) -> _Shade:
    red, green, blue = (_decoded(channel / 255) for channel in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return _Shade(
        lightness=0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        chroma=math.hypot(a, b),
        hue=math.atan2(b, a),
        share=share,
    )


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # the sRGB standard's


def _encoded(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055  # noqa: PLR2004  # the sRGB standard's


def _luminance(colour: Colour) -> float:
    red, green, blue = (_decoded(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _parsed(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
