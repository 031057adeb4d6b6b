"""Turns Discogs' markup into Markdown, with links to our own pages. Pure."""

import html
import re
from typing import Protocol

from scraper.domain.credits import display_name
from scraper.markup.plain import Markdown, clean, escaped, lines, link, one_line, safe_url


class Linker(Protocol):
    """Finds our pages and the names of artists, releases and masters."""

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path of our page for the artist or None)."""

    def artist_named(self, name: str) -> str | None:
        """Return the path of our page for the artist who has exactly this name at Discogs, or None."""

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path of our page for the release or None)."""

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path of our page for one of its pressings or None)."""


_TOKEN = re.compile(
    r"\[(?P<kind>[almr])=(?P<value>[^\]\[]*)(?:\]|$)"
    r"|\[(?P<bare>[almrg])(?P<number>\d+)(?:\]|$)"
    r"|\[url=(?P<url>[^\]\n]*)\](?P<urltext>(?:(?!\[url).)*?)\[/url\]"
    r"|\[url\](?P<plainurl>(?:(?!\[url).)*?)\[/url\]"
    r"|\[url=(?P<loneurl>[^\]\n]*)(?:\]|$)"
    r"|\[img=[^\]\n]*(?:\]|$)"
    r"|\[g(?:=[^\]\n]*|\d[\d.]*|[a-z-]+\d+[^\]\n]*)\]"
    r"|\[(?P<close>/?)(?P<style>[bius])\]"
    r"|\[/?(?:url|img|quote|code)=?\]"
    r"|<a\s[^<>]*?href\s*=\s*[\"']?(?P<href>[^\"'<>\s]*)[^<>]*>(?P<hreftext>(?:(?!<a\s).)*?)</a\s*>"
    r"|<br\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
_LINKS = (("url", "urltext"), ("plainurl", "plainurl"), ("href", "hreftext"))
_STYLE = re.compile(r"\[(?P<close>/?)(?P<style>[bis])\]", re.IGNORECASE)
_MOST_DIGITS = 15
_MARKS = {"b": "**", "i": "*", "u": "", "s": "~~"}
_NAMELESS = {
    "a": ("artist", "an artist"),
    "l": ("label", "a label"),
    "r": ("release", "another release"),
    "m": ("master", "another album"),
}
"""What a reference leads to: the word in Discogs' addresses, and the words for one whose name we do not know."""


def discogs_markup(text: str, linker: Linker) -> Markdown:
    """Return notes or a profile in Discogs' markup as Markdown paragraphs, with links to the pages that we have."""
    blocks = [_block(block, linker) for block in re.split(r"\n\s*\n", clean(_unescaped(text)).strip())]
    return Markdown("\n\n".join(block for block in blocks if block))


def _unescaped(text: str) -> str:
    """Undo HTML entities once, if they are complete: '&amp;' and '&#39;' are, the '&B' of 'R&B' is not."""
    return re.sub(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|nbsp);", lambda entity: html.unescape(entity.group(0)), text)


def _block(block: str, linker: Linker) -> str:
    """Turn one paragraph into Markdown; its line breaks stay."""
    if "[" not in block and "<" not in block:
        return lines(escaped(block))
    pieces: list[str] = []
    position = 0
    styles = _paired_styles(block)
    for token in _TOKEN.finditer(block):
        pieces.append(escaped(block[position : token.start()]))
        pieces.append(_markdown(token, linker, styles))
        position = token.end()
    pieces.append(escaped(block[position:]))
    return lines("".join(pieces))


def _paired_styles(block: str) -> frozenset[int]:
    """Return the places of the style marks that Markdown can show: well nested, on one line, close to their words."""
    paired: set[int] = set()
    opened: list[re.Match[str]] = []
    for mark in _STYLE.finditer(block):
        if not mark["close"]:
            opened.append(mark)
            continue
        start = next((start for start in reversed(opened) if start["style"].lower() == mark["style"].lower()), None)
        if start:
            del opened[opened.index(start) :]
            before, after = block[max(0, start.start() - 40) : start.start()], block[mark.end() : mark.end() + 40]
            if _is_emphasis(before, block[start.end() : mark.start()], after):
                paired.update((start.start(), mark.start()))
    return frozenset(paired)


def _is_emphasis(before: str, inside: str, after: str) -> bool:
    """Tell whether Goldmark reads marks around `inside` as emphasis, and not as asterisks."""
    words = _STYLE.sub("", inside)
    if not words or "\n" in words or words != words.strip() or re.search(r"\[/[bis]\]$", before, re.IGNORECASE):
        return False
    left, right = _STYLE.sub("", before)[-1:], _STYLE.sub("", after)[:1]
    return (words[0].isalnum() or not (left.isalnum() or left in ("]", ">"))) and (
        words[-1].isalnum() or not (right.isalnum() or right in ("[", "<"))
    )


def _markdown(token: re.Match[str], linker: Linker, styles: frozenset[int]) -> str:
    if token["kind"]:
        return _reference(token["kind"].lower(), token["value"].strip(), linker)
    if token["bare"]:
        return _numbered(token["bare"].lower(), token["number"], linker)
    if token["style"]:
        return _MARKS[token["style"].lower()] if token.start() in styles else ""
    for url, text in _LINKS:
        if token[url] is not None:
            return _outward(token[text], token[url])
    if token["loneurl"] is not None:
        return _outward("", token["loneurl"])
    return "\n" if token.group(0).lower().startswith("<br") else ""


def _outward(text: str, url: str) -> str:
    address = safe_url(url)
    label = _TOKEN.sub(lambda token: display_name(token["value"] or ""), text)
    shown = one_line(label) or (one_line(url) if address else "")
    return link(shown, address)


def _reference(kind: str, value: str, linker: Linker) -> str:
    """Return a reference as a link: for artists and labels the value is a name, for releases and masters an id."""
    if kind in "rm" and value.isascii() and value.isdecimal():
        return _numbered(kind, value, linker)
    return link(display_name(one_line(value)), linker.artist_named(value) if kind == "a" else None)


def _numbered(kind: str, digits: str, linker: Linker) -> str:
    if kind not in _NAMELESS or len(digits) > _MOST_DIGITS:
        return ""
    number = int(digits)
    section, nameless = _NAMELESS[kind]
    name, path = _looked_up(kind, number, linker)
    return link(name or nameless, path or f"https://www.discogs.com/{section}/{number}")


def _looked_up(kind: str, number: int, linker: Linker) -> tuple[str, str | None]:
    match kind:
        case "a":
            return linker.artist(number)
        case "r":
            return linker.release(number)
        case "m":
            return linker.master(number)
        case _:
            return "", None
