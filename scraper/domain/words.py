"""Dates, lengths and roles in words. Pure."""

import re
from datetime import datetime
from functools import lru_cache

_RELEASED = re.compile(r"^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$", re.ASCII)
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def released(date: str) -> str:
    """Return '12 March 1999', 'March 1999' or '1999' for Discogs' dates, '' for what is no date."""
    found = _RELEASED.match(date)
    if not found or int(found[1]) == 0:
        return ""
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= len(_MONTHS):
        return year
    try:
        datetime(int(year), month, day or 1)  # noqa: DTZ001  # only to see whether there is such a day
    except ValueError:
        return f"{_MONTHS[month - 1]} {year}"
    return f"{day} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def day_of_year(date: str) -> str:
    """Return '03-12' for Discogs' '1999-03-12', '' where it tells no such day."""
    text = released(date)
    return date[5:] if text.count(" ") == 2 and len(date) == 10 else ""  # noqa: PLR2004  # day, month and year


def added(moment: str) -> str:
    """Return the day of a moment in the offset it came with, '' for what is none."""
    return released(moment[:10]) if iso_moment(moment) else ""


def iso_moment(moment: str) -> str | None:
    """Return an ISO moment with its offset, None for anything that Hugo would refuse."""
    if not _MOMENT.match(moment):
        return None
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment if parsed.year > 1 else None


def newest(moments: list[str]) -> str | None:
    """Return the latest of some moments, compared across their offsets, in its own offset; None without any."""
    valid = [moment for moment in moments if iso_moment(moment)]
    return max(valid, key=datetime.fromisoformat, default=None)


def length(seconds: int) -> str:
    """Return '4:45' or '1:02:03'."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def decade(year: int | None) -> str | None:
    """Return '1990s'."""
    return f"{year // 10 * 10}s" if year else None


@lru_cache(maxsize=5_000)
def roles(text: str) -> tuple[str, ...]:
    """Split 'Producer, Mixed By [Assistant, Uncredited]' at the commas outside of brackets."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]" and depth > 0)
        if letter == "," and depth == 0:
            found.append(text[start:place].strip())
            start = place + 1
    return tuple(role for role in (*found, text[start:].strip()) if role)


def plain(text: str) -> str:
    """Return a text from elsewhere on one line, without what a terminal would take for an order."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return '1 record', '12 records'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
