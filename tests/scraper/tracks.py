"""Track lists in few words."""

from dataclasses import replace

from scraper.domain.releases import Format, Track
from scraper.domain.tracklist import sides


def track(position: str, seconds: int | None = None, *parts: Track) -> Track:
    """Return a track, or an index with parts."""
    title = f"T {position}"
    return Track(kind="index" if parts else "track", title=title, position=position, seconds=seconds, parts=parts)


def heading(title: str) -> Track:
    """Return a heading."""
    return Track(kind="heading", title=title)


def sections(formats: str, positions: str) -> list[tuple[str, str]]:
    """Return the sections of a track list with their positions; formats are written as in '2 CD + DVD'.

    Positions have '_' for their spaces, and a '+' joins the parts of an index.
    """
    rows = [track("", None, *map(track, row.split("+"))) if "+" in row else track(row) for row in positions.split()]
    all_formats = [_format(text) for text in formats.split(" + ") if text]
    all_sides = sides([_with_spaces(row) for row in rows], all_formats)
    return [(side.name, " ".join(_written(row) for row in side.tracks)) for side in all_sides]


def _with_spaces(row: Track) -> Track:
    return replace(row, position=row.position.replace("_", " "), parts=tuple(map(_with_spaces, row.parts)))


def _written(row: Track) -> str:
    return "+".join(part.position.replace(" ", "_") for part in (row.parts or (row,)))


def _format(text: str) -> Format:
    quantity, _, name = text.rpartition(" ") if text[0].isdecimal() else ("1", "", text)
    return Format(name=name, quantity=int(quantity))
