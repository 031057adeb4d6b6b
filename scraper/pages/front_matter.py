"""The one writer of front matter: it writes every value as JSON, which is YAML that no title can break."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence

from scraper.domain import words
from scraper.markup import clean

_JSON = json.JSONEncoder(ensure_ascii=False)
_quote = json.encoder.encode_basestring
# JSON allows these unescaped, but YAML readers take them for line breaks or refuse them.
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_FINGERPRINT = re.compile(rb'^fingerprint: "([0-9a-f]{16})"\n', re.MULTILINE)


class Quoted(str):
    """A text that is JSON already: what stands on many pages is quoted once."""

    __slots__ = ()


def head(*, title: str, description: str, dates: Sequence[str], former: Sequence[str], path: str) -> dict[str, object]:
    """Return what the front matter of every record, artist and contributor begins with.

    `dates` are when the copies on the page were added, `former` the addresses that the page had before `path`.
    """
    return {
        "title": title or "Untitled",
        "date": words.newest(list(dates)),
        "description": description,
        "aliases": [alias for alias in former if alias != path],
    }


def quoted(value: object) -> str:
    """Return a value as JSON that is valid YAML too."""
    if isinstance(value, Quoted):
        return value
    if isinstance(value, str) and value.isprintable():
        return _quote(value)
    if isinstance(value, int):
        return _JSON.encode(value)
    if isinstance(value, list) and value and isinstance(value[0], Quoted):
        return f"[{', '.join(value)}]"
    text = _JSON.encode(_without_nothing(value, str))
    if text.isprintable() and "\\u00" not in text:
        return text
    return _RAW.sub(_escape, _JSON.encode(_without_nothing(value, clean)))


def mapping(values: Mapping[str, object]) -> Quoted:
    """Return a mapping as JSON, without the values that are None; values may be JSON already."""
    entries = (f"{quoted(name)}: {quoted(value)}" for name, value in values.items() if value is not None)
    return Quoted(f"{{{', '.join(entries)}}}")


def _without_nothing(value: object, clean_text: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: _without_nothing(entry, clean_text) for key, entry in value.items() if entry is not None}
    if isinstance(value, list | tuple):
        return [_without_nothing(entry, clean_text) for entry in value]
    return value


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group(0)):04x}"


def document(values: Mapping[str, object], body: str) -> bytes:
    """Return a page: front matter, which ends in a fingerprint of all the rest, and the body.

    None, '' and empty lists are left out; the entries of a mapping are written on lines of their own, one level deep.
    """
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines.append(f"{key}:")
            lines += [f"  {name}: {quoted(entry)}" for name, entry in value.items() if not _is_nothing(entry)]
        elif not _is_nothing(value):
            lines.append(f"{key}: {quoted(value)}")
    head, text = "\n".join(lines), body.strip("\n")
    tail = f"---\n\n{text}\n" if text else "---\n"
    whole = f"---\n{head}\n{tail}".encode()
    mark = f'fingerprint: "{_digest(whole)}"\n'.encode()
    return f"---\n{head}\n".encode() + mark + tail.encode()


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [], (), {})


def _digest(page: bytes) -> str:
    return hashlib.blake2b(page, digest_size=8).hexdigest()


def is_ours(page: bytes) -> bool:
    """Tell whether `document` wrote a page, even if somebody edited it since."""
    return _FINGERPRINT.search(page) is not None


def is_untouched(page: bytes) -> bool:
    """Tell whether a page is exactly as `document` wrote it."""
    mark = _FINGERPRINT.search(page)
    return mark is not None and _digest(page[: mark.start()] + page[mark.end() :]) == mark[1].decode()
