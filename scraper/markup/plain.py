"""Turns plain text into Markdown that shows exactly that text, and makes addresses safe for links. Pure."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
# Everything that Goldmark, Hugo's shortcodes or raw HTML give a meaning to, anywhere in a line.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<|~]|&(?=#?\w+;)|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE)
# A text without any of these needs no escaping: a quick check.
_PERHAPS = re.compile(r"^[+\-:!#>=0-9]|[\\`*_{}\[\]<|~&:.]")
_LINE_START = re.compile(r"^(\s*)(?:([+\-:!#>=])|(\d+)([.)]))", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACES = re.compile(r"\s+")


class Markdown(str):
    """Text that is Markdown already. Templates escape every other text that they print."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return text without the control characters, lone surrogates and line separators that break files."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def one_line(text: str) -> str:
    """Return text as a single line of plain text."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", clean(text)).strip()


@lru_cache(maxsize=20_000)
def markdown(text: str) -> Markdown:
    """Return foreign text as one line of Markdown that shows exactly that text: no markup, no shortcode, no table."""
    return Markdown(_escaped(one_line(text)))


def _escaped(text: str) -> str:
    return _LINE_START.sub(_escaped_start, _inline(text)) if _PERHAPS.search(text) else text


def _inline(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"\\{sign.group(0)}", text)


def escaped(text: str) -> str:
    """Return a part of a line with its signs escaped; so is a '!' at its end, which would make an image of a link."""
    inline = _inline(text)
    return f"{inline[:-1]}\\!" if inline.endswith("!") else inline


def lines(block: str) -> str:
    """Return a paragraph of escaped text: its line breaks stay, and none of its lines begins a list or a heading."""
    bare = [_SPACES.sub(" ", line).strip() for line in block.split("\n")]
    return "\\\n".join(_LINE_START.sub(_escaped_start, line) for line in bare if line)


def _escaped_start(start: re.Match[str]) -> str:
    space, mark, number, dot = start.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{dot}"


def web_address(url: str) -> str | None:
    """Return an http(s) address with every sign quoted that could end it; None for anything else."""
    bare = clean(url).strip()
    if bare.lower().startswith("www."):
        bare = f"http://{bare}"
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    return quote(bare, safe="/:?#@!$&'*+,;=%-._~")


def safe_url(url: str) -> str | None:
    """Return an http(s) address that can stand in a Markdown link; None for anything else."""
    address = web_address(url)
    # Even in an address Goldmark would read '&copy;' as ©.
    return _ENTITY.sub("&amp;", address) if address else None


def link(text: str, url: str | None) -> Markdown:
    """Return a Markdown link for a plain text; only the text where there is no address."""
    shown = markdown(text)
    return Markdown(f"[{shown}]({url})") if url and shown else shown
