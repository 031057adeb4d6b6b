"""The text between tags: references resolved, line ends as one, numbers where numbers are. Pure."""

import json
import re
from functools import lru_cache

_REFERENCE = re.compile(r"&([^;]*;?)")
_CHARACTER = re.compile(r"#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));", re.ASCII)
_DESCRIPTION = re.compile("<description(?:/>|>([^<]*)</description>)")
_LENGTH = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):([0-5]\d)", re.ASCII)
_SURROGATES, _ABOVE = range(0xD800, 0xE000), range(0x10000, 0x110000)
CONTROL = bytes(set(range(32)) - {9, 10, 13})
"""Characters that no XML may hold."""
LONGEST_NUMBER = 18
"""Figures that surely fit into 64 bits."""


class Unusual(Exception):  # a turn of the road, not an error: the XML parser reads it then
    """A record that the patterns don't fit."""


class BadRecord(Exception):  # it is about the record, not about us
    """A record that cannot be read; the text says why."""


class _References(dict[str, str]):
    """What references mean, found out when they first come."""

    def __missing__(self, name: str) -> str:
        match = _CHARACTER.fullmatch(name)
        code = 0 if match is None else int(match[1] or match[2], 10 if match[1] else 16)
        if not _is_character(code):
            raise Unusual
        found = self[name] = chr(code)
        return found


def _is_character(code: int) -> bool:
    """Tell whether XML may hold a character."""
    plain = code in (9, 10, 13) or 32 <= code < 0xFFFE  # noqa: PLR2004  # the numbers of the standard
    return (plain and code not in _SURROGATES) or code in _ABOVE


_REFERENCES = _References({"amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "apos;": "'"})


def meant(raw: str) -> str:
    """Return what a text with references means; raise Unusual where one means nothing."""
    if "&" not in raw:
        return raw
    return one_line_end(_REFERENCE.sub(lambda match: _REFERENCES[match[1]], raw))


def one_line_end(text: str) -> str:
    """Return text with LF where CR and LF stood."""
    return text.replace("\r\n", "\n") if "\r" in text else text


@lru_cache(maxsize=10_000)
def descriptions(raw: str) -> str:
    """Return a format's descriptions, as they stand between the tags, as a JSON array; '' for none."""
    found = [meant(text) for text in _DESCRIPTION.findall(raw)]
    return array(found) if found else ""


def array(texts: list[str]) -> str:
    """Return texts as a JSON array."""
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(maxsize=10_000)
def seconds(duration: str) -> int | None:
    """Return the seconds of '4:45' or '1:02:03', None for anything else."""
    match = _LENGTH.fullmatch(duration)
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]) if match else None


def whole_number(text: str) -> int | None:
    """Return the number that a text of figures is, None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


@lru_cache(maxsize=10_000)
def year_of(released: str) -> int | None:
    """Return the year of '1999-03-00', None where there is none."""
    return (whole_number(released[:4]) or None) if len(released) >= 4 else None  # noqa: PLR2004  # a year's figures
