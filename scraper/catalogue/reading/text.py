"""The text between tags: character references resolved, line ends made alike, numbers checked. Pure."""

import json
import re
from functools import lru_cache

_REFERENCE = re.compile(r"&([^;]*;?)")
_CHARACTER = re.compile(r"#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));", re.ASCII)
_DESCRIPTION = re.compile("<description(?:/>|>([^<]*)</description>)")
_LENGTH = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):([0-5]\d)", re.ASCII)
_SURROGATES, _ABOVE = range(0xD800, 0xE000), range(0x10000, 0x110000)
CONTROL = bytes(set(range(32)) - {9, 10, 13})
"""Characters that XML does not allow."""
LONGEST_NUMBER = 18
"""Figures that fit into 64 bits whatever they are."""


class UnusualRecord(Exception):  # no error: the XML parser then reads the record
    """A record that the patterns do not fit."""


class BadRecord(Exception):  # an error of the dump, not of this program
    """A record that cannot be read; the text says why."""


class _References(dict[str, str]):
    """The character that each reference stands for, worked out when the reference first comes."""

    def __missing__(self, name: str) -> str:
        match = _CHARACTER.fullmatch(name)
        code = 0 if match is None else int(match[1] or match[2], 10 if match[1] else 16)
        if not _is_allowed(code):
            raise UnusualRecord
        character = self[name] = chr(code)
        return character


def _is_allowed(code: int) -> bool:
    """Tell whether XML allows a character."""
    plain = code in (9, 10, 13) or 32 <= code < 0xFFFE  # noqa: PLR2004  # the numbers of the XML standard
    return (plain and code not in _SURROGATES) or code in _ABOVE


_REFERENCES = _References({"amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"', "apos;": "'"})


def resolved(raw: str) -> str:
    """Return a text with its character references resolved; raise UnusualRecord for a reference to nothing."""
    if "&" not in raw:
        return raw
    return with_line_feeds(_REFERENCE.sub(lambda match: _REFERENCES[match[1]], raw))


def with_line_feeds(text: str) -> str:
    """Return a text with a line feed for each carriage return and line feed."""
    return text.replace("\r\n", "\n") if "\r" in text else text


@lru_cache(maxsize=10_000)
def descriptions(raw: str) -> str:
    """Return a format's `<description>` elements as a JSON array; '' where there are none."""
    texts = [resolved(text) for text in _DESCRIPTION.findall(raw)]
    return json_array(texts) if texts else ""


def json_array(texts: list[str]) -> str:
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
