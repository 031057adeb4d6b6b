"""What the disc of a record looks like, read from its formats: carrier, colours and pattern. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from scraper.domain.carriers import carriers, family
from scraper.domain.releases import Format

DiscKind = Literal["vinyl", "cd", "cassette", "other"]
Pattern = Literal["solid", "clear", "split", "splatter", "marble", "swirl", "picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """The disc of a record, as pages draw it."""

    kind: DiscKind
    colours: tuple[str, ...]
    """As '#rrggbb'. Where the pattern is 'solid' or 'clear', one colour for each disc; otherwise all colours of one
    disc, its ground first."""
    pattern: Pattern = "solid"
    words: str = ""
    """The look in words, such as 'red, splatter'; '' where the formats say nothing and the usual colour is drawn."""


_KINDS: Mapping[str, DiscKind] = {
    "vinyl": "vinyl",
    "tape": "cassette",
    **dict.fromkeys(("cd", "dvd", "blu-ray", "video disc"), "cd"),
    # What a box holds is most often vinyl, where its formats do not say it.
    "Box Set": "vinyl",
}
"""How the carriers of a family are drawn."""
_USUAL: Mapping[DiscKind, str] = {"vinyl": "#161616", "cd": "#cdd0d4", "cassette": "#2b2b2d", "other": "#8a8a8a"}

_COLOURS: Mapping[str, str] = {
    "black": "#161616",
    "black ice": "#3a3d40",
    "white": "#f4f2ec",
    "milky white": "#f1eee6",
    "clear": "#e4eaec",
    "transparent": "#e4eaec",
    "crystal": "#e4eaec",
    "ultra clear": "#e4eaec",
    "milky clear": "#e6e6df",
    "coke bottle": "#a9cdb9",
    "coke bottle clear": "#a9cdb9",
    "coke bottle green": "#8fc0a4",
    "glow in the dark": "#dcefc0",
    "red": "#c8232c",
    "dark red": "#861420",
    "blood red": "#8d1018",
    "oxblood": "#5e1a1c",
    "ruby": "#a3112f",
    "ruby red": "#a3112f",
    "cherry": "#a8152f",
    "wine": "#5d1729",
    "wine red": "#5d1729",
    "maroon": "#6a1b26",
    "burgundy": "#6b1830",
    "crimson": "#a91834",
    "scarlet": "#cf2a1e",
    "pink": "#f08db0",
    "baby pink": "#f6bfd0",
    "light pink": "#f6bfd0",
    "hot pink": "#f0338c",
    "neon pink": "#ff3d95",
    "rose": "#d9728a",
    "magenta": "#cc2a86",
    "fuchsia": "#cc2a86",
    "salmon": "#f08c78",
    "coral": "#f07a5f",
    "peach": "#f6b990",
    "orange": "#ee7a1d",
    "neon orange": "#ff7a1a",
    "tangerine": "#f2831f",
    "rust": "#a9492a",
    "copper": "#b06a3f",
    "bronze": "#8f6a3a",
    "amber": "#d8922a",
    "honey": "#dba23a",
    "gold": "#c9a24a",
    "golden": "#c9a24a",
    "mustard": "#cf9f2d",
    "yellow": "#f3d029",
    "neon yellow": "#e9f23a",
    "lemon": "#f4e04d",
    "cream": "#efe4c8",
    "ivory": "#f0ead8",
    "bone": "#e6ddc8",
    "beige": "#d9c9a8",
    "sand": "#d8c39a",
    "tan": "#c49a6c",
    "brown": "#6b4428",
    "chocolate": "#4b2e20",
    "green": "#2f8f4a",
    "dark green": "#1c5633",
    "light green": "#94cf8a",
    "forest green": "#22552f",
    "emerald": "#1f8a5b",
    "olive": "#74752f",
    "olive green": "#74752f",
    "lime": "#a5d62f",
    "lime green": "#a5d62f",
    "neon green": "#5ee63c",
    "mint": "#a9dec2",
    "mint green": "#a9dec2",
    "sea green": "#3f9f86",
    "seafoam": "#9fdac6",
    "seafoam green": "#9fdac6",
    "teal": "#1f8a8c",
    "turquoise": "#35b8b8",
    "aqua": "#5cc8d2",
    "cyan": "#35b4d8",
    "blue": "#2453b8",
    "dark blue": "#1a2f6b",
    "light blue": "#8fbfe8",
    "baby blue": "#a9d2ee",
    "sky blue": "#7fbfe8",
    "ice blue": "#bfe0ec",
    "royal blue": "#2543b0",
    "cobalt": "#1f45a8",
    "cobalt blue": "#1f45a8",
    "navy": "#1b2550",
    "navy blue": "#1b2550",
    "electric blue": "#1f6ff0",
    "indigo": "#3a2f86",
    "purple": "#6b2f95",
    "dark purple": "#43205f",
    "violet": "#7a45b0",
    "lilac": "#c3a5dd",
    "lavender": "#c4b3e3",
    "plum": "#6a2a57",
    "grape": "#5b2c7a",
    "grey": "#8d8f92",
    "gray": "#8d8f92",
    "dark grey": "#55585b",
    "dark gray": "#55585b",
    "light grey": "#bfc1c3",
    "light gray": "#bfc1c3",
    "smoke": "#6f7072",
    "smokey": "#6f7072",
    "charcoal": "#3b3d40",
    "silver": "#b9bcc0",
}
"""The names that labels give to colours of discs, and a screen colour that is near."""
_SEE_THROUGH = {"clear", "transparent", "crystal", "ultra clear", "milky clear", "coke bottle", "coke bottle clear"}

_PATTERNS: tuple[tuple[Pattern, str], ...] = (
    ("splatter", r"splatter\w*|speckle\w*|spatter\w*|confetti"),
    ("marble", r"marble\w*|marbling|galaxy|cloudy|smoke effect|eco[- ]?mix|recycled"),
    ("swirl", r"swirl\w*|haze|starburst|sunburst|tie[- ]?dye\w*|merge|colou?r[- ]in[- ]colou?r|blob"),
    ("split", r"split|half|halves|stripe\w*|striped|segment\w*|tri-?colou?r\w*|bi-?colou?r\w*|quad|pinwheel|butterfly"),
    ("picture", r"picture discs?"),
    ("clear", r"translucent|transparent|clear|see[- ]through|crystal"),
)
_UNNAMED_COLOUR = re.compile(
    r"\b(?:(?:multi-?)?colou?red|multi-?colou?r|(?:random|various|assorted) colou?rs?|recycled|eco[- ]?mix)\b"
)
"""Words for a disc that is not black, without naming its colour."""

_COLOUR = "|".join(re.escape(name) for name in sorted(_COLOURS, key=len, reverse=True))
_COLOUR_NAMES = re.compile(rf"(?<![\w'’])(?:{_COLOUR})(?![\w'’])")
_OTHER_PARTS = (
    r"labels?|labell?ed|sleeves?|covers?|jackets?|inners?|inlays?|inserts?|stickers?|obi|print(?:ed|ing)?|text|letter(?:s|ing)|"
    r"logos?|box(?:es)?|cases?|trays?|titles?|fonts?|borders?|spines?|paper|cardboard|ink|cent(?:re|er)s?|envelopes?|"
    r"stamps?|stamped|rims?|cards?|booklets?|shells? print|friday|note|hype"
)
_COLOURS_OF_OTHER_PARTS = re.compile(
    rf"(?<![\w'’])(?:{_COLOUR})(?:\s*(?:/|&|,|-|\band\b|\bon\b)?\s*(?:{_COLOUR}))*[\s-]+(?:(?:inner|outer|paper|center|centre)[\s-]+)?"
    rf"(?:{_OTHER_PARTS})(?![\w'’])"
)
"""A colour of something other than the disc: 'White Label', 'Red Sleeve', and also 'Black Friday'."""

_TINTED = re.compile(rf"(?<![\w'’])(?:transparent|clear|crystal)[\s-]+(?={_COLOUR})(?!clear|transparent|crystal)")
"""'Clear' before another colour: a clear red disc is translucent red, and not clear and red."""


def disc(formats: Sequence[Format]) -> Disc | None:
    """Return the disc of a release; None where the release has none, or where the colour of its disc is not known."""
    drawn = carriers(formats) or list(formats[:1])
    if not drawn:
        return None
    kind = _kind(drawn[0])
    alike = [form for form in drawn if _kind(form) == kind]
    for_all = [form for form in formats if form.name == "All Media"]
    texts = [_COLOURS_OF_OTHER_PARTS.sub(" ", form.text.casefold()) for form in (*alike, *for_all)]
    colours_of_texts = [_colours(text) for text in texts]
    colours = list(dict.fromkeys(chain.from_iterable(colours_of_texts)))
    text = " ".join(texts)
    pattern = _pattern(text, most=max(map(len, colours_of_texts)), discs=sum(form.quantity for form in alike))
    if any("picture disc" in description.casefold() for form in alike for description in form.descriptions):
        pattern = "picture"
    if not colours and (pattern not in ("solid", "picture") or _UNNAMED_COLOUR.search(text)):
        return None
    if not colours:
        return Disc(kind=kind, colours=(_USUAL[kind],), pattern=pattern, words=_words([], pattern))
    return Disc(kind=kind, colours=_screen_colours(colours), pattern=pattern, words=_words(colours, pattern))


def _kind(form: Format) -> DiscKind:
    return _KINDS.get(family(form), "other")


def _colours(text: str) -> list[str]:
    """Return the colour names in a text, in their order."""
    return list(dict.fromkeys(_COLOUR_NAMES.findall(_TINTED.sub(" ", text))))


def _pattern(text: str, *, most: int, discs: int) -> Pattern:
    """Return the pattern that a text names, or that follows from its colours.

    `most` is the largest number of colours on one line: more than one on a single disc make a pattern.
    """
    named = next((name for name, words in _PATTERNS if re.search(rf"\b(?:{words})\b", text)), None)
    has_several_colours = most > 1 and discs == 1
    if named in (None, "clear") and has_several_colours:
        return "swirl" if re.search(r"\b(?:in|inside)\b", text) else "split"
    return named or "solid"


def _screen_colours(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_COLOURS[name] for name in names))


def _words(names: Sequence[str], pattern: Pattern) -> str:
    is_translucent = pattern == "clear" and not _SEE_THROUGH.intersection(names)
    special: dict[Pattern, str] = {
        "solid": "",
        "clear": "translucent" if is_translucent else "",
        "picture": "picture disc",
    }
    return ", ".join(filter(None, (*names, special.get(pattern, pattern))))
