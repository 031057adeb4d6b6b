r"""Read the short notation of the records' files.

Artists: `Milton Nascimento {&} Lô Borges`, the joins in braces; `Fela Kuti = Fela` is a name and how it is printed.
Credits: `Role: Name; Name = As Printed @ A1, B2`, for some tracks or for all.
Formats: `2 Vinyl: LP, Album (Clear)`. Labels: `Harvest; SHVL 804`.
Tracks: columns parted by two spaces: position, title, length, `by` artists, credits. `#` begins a heading, `>` an
index track and `.` a part of it.
"""

import re
from dataclasses import dataclass, field

_JOIN = re.compile(r" \{(.+?)\} ")
_LENGTH = re.compile(r"\d+:\d\d(:\d\d)?")
_FORMAT = re.compile(r"(?P<qty>\d+) (?P<name>[^:]+): (?P<descriptions>[^(]+?)(?: \((?P<text>.+)\))?")


@dataclass(frozen=True, kw_only=True)
class CreditedName:
    """One artist in a line of artists or credits."""

    name: str
    anv: str = ""
    """As printed; empty where it is printed as the name."""
    join: str = ""
    """What stands between this artist and the next."""
    role: str = ""
    tracks: str = ""
    """The tracks that a credit is for; empty: all."""


@dataclass(frozen=True, kw_only=True)
class TrackRow:
    """One row of a track list."""

    kind: str
    """track, heading or index."""
    position: str = ""
    title: str
    length: str = ""
    artists: list[CreditedName] = field(default_factory=list)
    credits: list[CreditedName] = field(default_factory=list)
    parts: list["TrackRow"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ReleaseFormat:
    """What a release consists of."""

    quantity: int
    name: str
    descriptions: list[str]
    text: str
    """The colour or the like; empty where there is none."""


def artists(line: str) -> list[CreditedName]:
    """Return the artists of a line with their joins."""
    names = _JOIN.split(line)
    return [_name(one, join=join) for one, join in zip(names[::2], [*names[1::2], ""], strict=True)]


def credit(line: str) -> list[CreditedName]:
    """Return everybody who has this role."""
    role, _, rest = line.partition(": ")
    names, _, tracks = rest.partition(" @ ")
    return [_name(one, role=role, tracks=tracks) for one in names.split("; ")]


def form(line: str) -> ReleaseFormat:
    """Return one format."""
    found = _FORMAT.fullmatch(line)
    if found is None:
        raise ValueError(f"not a format: {line}")
    return ReleaseFormat(
        quantity=int(found["qty"]),
        name=found["name"],
        descriptions=found["descriptions"].split(", "),
        text=found["text"] or "",
    )


def pair(line: str) -> tuple[str, str]:
    """Return both sides of a semicolon, such as a label and its catalogue number."""
    left, _, right = line.partition("; ")
    return left, right


def words(line: str) -> list[str]:
    """Return the words of a list that is parted by semicolons, for genres hold commas."""
    return line.split("; ")


def tracks(text: str) -> list[TrackRow]:
    """Return the rows of a track list, the parts of an index inside it."""
    rows: list[TrackRow] = []
    for line in text.strip().splitlines():
        if line.startswith(". "):
            rows[-1].parts.append(_track(line.removeprefix(". ")))
        else:
            rows.append(_row(line))
    return rows


def _row(line: str) -> TrackRow:
    if line.startswith("# "):
        return TrackRow(kind="heading", title=line.removeprefix("# "))
    if line.startswith("> "):
        title, *more = line.removeprefix("> ").split("  ")
        return _described("index", "", title, more)
    return _track(line)


def _track(line: str) -> TrackRow:
    position, title, *more = line.split("  ")
    return _described("track", position, title, more)


def _described(kind: str, position: str, title: str, more: list[str]) -> TrackRow:
    length = next((one for one in more if _LENGTH.fullmatch(one)), "")
    by = next((one for one in more if one.startswith("by ")), "")
    credited = [one for one in more if one not in {length, by}]
    return TrackRow(
        kind=kind,
        position=position,
        title=title,
        length=length,
        artists=artists(by.removeprefix("by ")) if by else [],
        credits=[name for one in credited for name in credit(one)],
    )


def _name(text: str, *, join: str = "", role: str = "", tracks: str = "") -> CreditedName:
    name, _, anv = text.partition(" = ")
    return CreditedName(name=name, anv=anv, join=join, role=role, tracks=tracks)
