"""Dates, lengths and roles in words. Pure."""

import re
from datetime import datetime
from functools import lru_cache

_RELEASED = re.compile(r"^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$", re.ASCII)
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905  # easier to read in a row
)


def released(date: str) -> str:
    """Return '12 March 1999', 'March 1999' or '1999' for a date of Discogs; '' where the text is no date."""
    parts = _RELEASED.match(date)
    if not parts or int(parts[1]) == 0:
        return ""
    year, month, day = parts[1], int(parts[2] or 0), int(parts[3] or 0)
    if not 1 <= month <= len(_MONTHS):
        return year
    try:
        datetime(int(year), month, day or 1)  # noqa: DTZ001  # it only tells whether there is such a day
    except ValueError:
        return f"{_MONTHS[month - 1]} {year}"
    return f"{day} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def day_of_year(date: str) -> str:
    """Return '03-12' for Discogs' '1999-03-12'; '' where the date has no day."""
    text = released(date)
    return date[5:] if text.count(" ") == 2 and len(date) == 10 else ""  # noqa: PLR2004  # day, month and year


def added(moment: str) -> str:
    """Return the day of an ISO moment, in the offset that it has; '' where the text is no moment."""
    return released(moment[:10]) if iso_moment(moment) else ""


def iso_moment(moment: str) -> str | None:
    """Return an ISO moment with its offset as it is; None for anything that Hugo would refuse."""
    if not _MOMENT.match(moment):
        return None
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return moment if parsed.year > 1 else None


def newest(moments: list[str]) -> str | None:
    """Return the latest moment as it is, compared across offsets; None where there is no valid moment."""
    valid = [moment for moment in moments if iso_moment(moment)]
    return max(valid, key=datetime.fromisoformat, default=None)


def length(seconds: int) -> str:
    """Return '4:45' or '1:02:03'."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def decade(year: int | None) -> str | None:
    """Return '1990s' for 1999; None where the year is unknown."""
    return f"{year // 10 * 10}s" if year else None


@lru_cache(maxsize=5_000)
def roles(text: str) -> tuple[str, ...]:
    """Split 'Producer, Mixed By [Assistant, Uncredited]' at the commas outside of brackets."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]" and depth > 0)
        if letter == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    # Brackets with nothing in them name no role.
    return tuple(role for role in (*parts, text[start:].strip()) if any(map(str.isalnum, role)))


def plain(text: str) -> str:
    """Return foreign text on one line, without control characters that a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def plural(count: int, singular: str, several: str | None = None) -> str:
    """Return '1 record', '12 records'; `several` is for words that need more than an s."""
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def counted(count: int, several: str) -> str:
    """Return '1 release', '12 releases' for a word such as 'releases'."""
    return plural(count, several.removesuffix("s"), several)
