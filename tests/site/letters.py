"""How wide and how high letters are: in our display font, and in those that stand in for it until it is there."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from services.fakes.sample import sample_world

THEME = Path(__file__).parents[2] / "site/themes/sleevenotes"
OURS = THEME / "static/fonts/display-latin.woff2"
STYLESHEET = THEME / "assets/css/main.css"
FAMILY = "Sleeve Meanwhile"
"""The names of all stand-ins begin with it."""
_FACE = re.compile(rf'@font-face {{ font-family: "({FAMILY}[^"]*)"; ([^}}]*) }}')


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """What the stylesheet says of fonts of the reader's system that are all equally wide."""

    family: str
    fonts: tuple[str, ...]
    """Full names of the fonts."""
    weight: int
    """The heaviest of our weights that it stands in for."""
    percents: Mapping[str, float]
    """By CSS property: size-adjust and the three overrides."""


def stand_ins() -> list[StandIn]:
    """Return the stand-ins of the stylesheet."""
    return [_stand_in(family, rules) for family, rules in _FACE.findall(STYLESHEET.read_text(encoding="utf-8"))]


def _stand_in(family: str, rules: str) -> StandIn:
    values = dict(re.findall(r"([\w-]+): ([^;]+);", rules))
    return StandIn(
        family=family,
        fonts=tuple(re.findall(r'local\("([^"]+)"\)', values["src"])),
        weight=int(values["font-weight"].split()[-1]),
        percents={name: float(value[:-1]) for name, value in values.items() if value.endswith("%")},
    )


@cache
def file_of(font: str) -> Path | None:
    """Return the file of a font of this machine by its full name; None where it is not installed."""
    if shutil.which("fc-list") is None:
        return None
    said = subprocess.run(["fc-list", f":fullname={font}", "file"], capture_output=True, text=True, check=True).stdout
    return Path(said.splitlines()[0].strip().removesuffix(":")) if said.strip() else None


def installed(stand_in: StandIn) -> Path | None:
    """Return the file of the first of a stand-in's fonts that this machine has."""
    return next((file for file in map(file_of, stand_in.fonts) if file), None)


@cache
def _how_often() -> Counter[str]:
    """Return how often each letter is in the titles and names of the sample collection."""
    world = sample_world()
    return Counter("".join(made["title"] for made in world.releases.values())) + Counter(
        "".join(made["name"] for made in world.artists.values())
    )


def mean_width(file: Path, others: Path, weight: int) -> float:
    """Return how wide a letter is on average, in ems; only letters count that the other font has too."""
    font, other = TTFont(file), TTFont(others).getBestCmap()
    variable = {"wght": weight} if "fvar" in font else None
    names, glyphs = font.getBestCmap(), font.getGlyphSet(location=variable)
    often = {ord(letter): count for letter, count in _how_often().items() if ord(letter) in names.keys() & other.keys()}
    whole = sum(glyphs[names[letter]].width * count for letter, count in often.items())
    return float(whole / sum(often.values()) / font["head"].unitsPerEm)


def heights(file: Path) -> tuple[float, float, float]:
    """Return a font's ascent, descent and gap between lines, in ems."""
    font = TTFont(file)
    line, em = font["hhea"], font["head"].unitsPerEm
    return line.ascent / em, -line.descent / em, line.lineGap / em
