"""The carriers of a release, by the names of Discogs' formats: vinyl, tapes, CDs, DVDs, files. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scraper.domain.releases import Format

NO_CARRIERS = frozenset({"All Media", "Box Set"})
"""Formats that describe the whole release, and are no carrier themselves."""
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(("Vinyl", "Acetate", "Flexi-disc", "Lathe Cut", "Shellac", "Pathé Disc", "Edison Disc"), "vinyl"),
    **dict.fromkeys(("Cassette", "Microcassette", "DCC", "DAT", "PlayTape"), "tape"),
    **dict.fromkeys(("8-Track Cartridge", "4-Track Cartridge"), "tape"),
    **dict.fromkeys(("CD", "CDr", "CDV", "SACD"), "cd"),
    **dict.fromkeys(("DVD", "DVDr", "DVD-D", "HD DVD"), "dvd"),
    **dict.fromkeys(("Blu-ray", "Blu-ray-R"), "blu-ray"),
    **dict.fromkeys(("VCD", "SVCD", "Laserdisc"), "video disc"),
    "VHS": "vhs",
    "MiniDisc": "minidisc",
    "File": "file",
}
"""The family of a format; a format that is not listed is a family of its own."""
WITH_SIDES = frozenset({"vinyl", "tape"})
"""Families whose carriers have two sides."""

WITHOUT_SIDES = frozenset({"cd", "dvd", "blu-ray", "minidisc", "vhs", "file", "Memory Stick", "Floppy Disk"})
"""Families whose carriers have no sides; the rest is unknown."""


def family(form: Format) -> str:
    """Return the family of a format, such as 'vinyl' or 'cd'."""
    return FAMILIES.get(form.name, form.name)


def carriers(formats: Iterable[Format]) -> list[Format]:
    """Return the formats that are carriers."""
    return [form for form in formats if form.name not in NO_CARRIERS]


def counts(formats: Sequence[Format]) -> Counter[str]:
    """Return how many carriers of each family there are; the files of a format count as one, as each is a track."""
    by_family: Counter[str] = Counter()
    for form in carriers(formats):
        by_family[family(form)] += 1 if form.name == "File" else form.quantity
    return by_family
