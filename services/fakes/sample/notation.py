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
    """An artist in a line of artists or credits."""

    name: str
    anv: str = ""
    """The name as printed; '' where that is the name itself."""
    join: str = ""
    """The words between this artist and the next."""
    role: str = ""
    tracks: str = ""
    """The tracks of a credit; '' for all."""


@dataclass(frozen=True, kw_only=True)
class TrackRow:
    """A row of a track list."""

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
    """A format of a release, such as two LPs."""

    quantity: int
    name: str
    descriptions: list[str]
    text: str
    """Free text such as the colour; '' for none."""


def artists(line: str) -> list[CreditedName]:
    """Return the artists of a line with their joins."""
    names = _JOIN.split(line)
    return [_name(name, join=join) for name, join in zip(names[::2], [*names[1::2], ""], strict=True)]


def credit(line: str) -> list[CreditedName]:
    """Return everybody who has this role."""
    role, _, rest = line.partition(": ")
    names, _, tracks = rest.partition(" @ ")
    return [_name(name, role=role, tracks=tracks) for name in names.split("; ")]


def form(line: str) -> ReleaseFormat:
    """Return a format."""
    match = _FORMAT.fullmatch(line)
    if match is None:
        raise ValueError(f"not a format: {line}")
    return ReleaseFormat(
        quantity=int(match["qty"]),
        name=match["name"],
        descriptions=match["descriptions"].split(", "),
        text=match["text"] or "",
    )


def pair(line: str) -> tuple[str, str]:
    """Return both sides of a semicolon, such as a label and its catalogue number."""
    left, _, right = line.partition("; ")
    return left, right


def words(line: str) -> list[str]:
    """Return the words of a list with semicolons between them: genres hold commas."""
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
    length = next((column for column in more if _LENGTH.fullmatch(column)), "")
    by = next((column for column in more if column.startswith("by ")), "")
    credited = [column for column in more if column not in {length, by}]
    return TrackRow(
        kind=kind,
        position=position,
        title=title,
        length=length,
        artists=artists(by.removeprefix("by ")) if by else [],
        credits=[name for column in credited for name in credit(column)],
    )


def _name(text: str, *, join: str = "", role: str = "", tracks: str = "") -> CreditedName:
    name, _, anv = text.partition(" = ")
    return CreditedName(name=name, anv=anv, join=join, role=role, tracks=tracks)
