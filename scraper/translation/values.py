"""Values in foreign JSON, read so that nothing missing, null or odd gets past."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_MOST_DIGITS = 18
_TOO_LARGE = 10**_MOST_DIGITS
"""No id or count is as large; the database could not keep it."""
_SURROGATES = re.compile("[\ud800-\udfff]")


class Untranslatable(ValueError):
    """An answer that is not about the thing we asked for."""


def required(answer: Json, key: str) -> int:
    """Read a number that there must be; raise Untranslatable without it."""
    found = number(answer, key)
    if not found:
        raise Untranslatable(f"no {key}")
    return found


def number(answer: Json, key: str) -> int | None:
    """Read a positive whole number, also from text; None for 0, nothing and nonsense."""
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
    """Read a text without the space around it; '' for anything else."""
    value = answer.get(key)
    if not isinstance(value, str):
        return ""
    return value.strip() if value.isascii() else whole(value)


def whole(text: str) -> str:
    """Replace lone surrogates, which no file or database takes."""
    return (text if text.isascii() else _SURROGATES.sub("\ufffd", text)).strip()


def texts(answer: Json, key: str) -> tuple[str, ...]:
    """Read a list of texts, each once, without the empty ones."""
    value = answer.get(key)
    found = (whole(entry) for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(entry for entry in found if entry))


def dicts(answer: Json, key: str) -> list[Json]:
    """Read a list of objects; what is none is left out."""
    value = answer.get(key)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def member(answer: Json, key: str) -> Json:
    """Return an object within the answer, empty where there is none."""
    value = answer.get(key)
    return value if isinstance(value, dict) else {}
