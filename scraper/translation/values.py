"""Reads values from foreign JSON; a missing, null or odd value becomes a default."""

import re

from scraper.domain.json_objects import Json

_MOST_DIGITS = 18
_TOO_LARGE = 10**_MOST_DIGITS
"""Larger numbers are no ids or counts; the database could not keep them."""
_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Spaces, and signs without any width: a text of nothing else tells nothing."""
_SURROGATES = re.compile("[\ud800-\udfff]")


class Untranslatable(ValueError):
    """An answer lacks an id that it must have, so it is not about what we asked for."""


def required(answer: Json, key: str) -> int:
    """Read a number; raise Untranslatable where there is none."""
    value = number(answer, key)
    if not value:
        raise Untranslatable(f"no {key}")
    return value


def number(answer: Json, key: str) -> int | None:
    """Read a positive whole number, written as a number or as text; None for 0 and for anything else."""
    value = answer.get(key)
    if (
        isinstance(value, str)
        and value.strip().isascii()
        and value.strip().isdecimal()
        and len(value.strip()) <= _MOST_DIGITS
    ):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _TOO_LARGE else None


def text(answer: Json, key: str) -> str:
    """Read a text without the spaces around it; '' for anything else."""
    value = answer.get(key)
    if not isinstance(value, str):
        return ""
    return value.strip() if value.isascii() else storable(value)


def storable(text: str) -> str:
    """Return a text without lone surrogates, which no file or database takes, and without what is unseen around it."""
    return text.strip() if text.isascii() else _SURROGATES.sub("\ufffd", text).strip(_UNSEEN)


def texts(answer: Json, key: str) -> tuple[str, ...]:
    """Read a list of texts, each once, without empty ones."""
    value = answer.get(key)
    entries = (storable(entry) for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, entries)))


def dicts(answer: Json, key: str) -> list[Json]:
    """Read a list of objects; everything else in it is left out."""
    value = answer.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def member(answer: Json, key: str) -> Json:
    """Read an object; an empty one where there is none."""
    value = answer.get(key)
    return value if isinstance(value, dict) else {}
