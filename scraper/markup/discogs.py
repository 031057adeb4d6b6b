"""Discogs' markup to Markdown, linked to our own pages. Pure."""

import html
import re
from typing import Protocol

from scraper.domain.credits import display_name
from scraper.markup.plain import Markdown, clean, escaped, lines, link, one_line, safe_url


class Linker(Protocol):
    """Knows our own pages, and what things are called."""

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path of our page or None)."""

    def artist_named(self, name: str) -> str | None:
        """Return the path of our page for the artist of exactly this Discogs name, or None."""

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path of our page of a pressing of it, or None)."""


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
"""What references are for, in Discogs' addresses and in words where the name is not known."""


def discogs_markup(text: str, linker: Linker) -> Markdown:
    """Return notes or a profile in Discogs' markup as Markdown paragraphs, linked to our pages where we have them."""
    blocks = [_block(block, linker) for block in re.split(r"\n\s*\n", clean(_unescaped(text)).strip())]
    return Markdown("\n\n".join(block for block in blocks if block))


def _unescaped(text: str) -> str:
    """Undo HTML entities once, but only where they are whole: '&amp;' and '&#39;', not 'R&B'."""
    return re.sub(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|nbsp);", lambda found: html.unescape(found.group(0)), text)


def _block(block: str, linker: Linker) -> str:
    """Turn one paragraph; its single line breaks stay line breaks."""
    if "[" not in block and "<" not in block:
        return lines(escaped(block))
    out: list[str] = []
    position = 0
    styles = _paired_styles(block)
    for token in _TOKEN.finditer(block):
        out.append(escaped(block[position : token.start()]))
        out.append(_turned(token, linker, styles))
        position = token.end()
    out.append(escaped(block[position:]))
    return lines("".join(out))


def _paired_styles(block: str) -> frozenset[int]:
    """Return where the style marks stand that Markdown can show: well nested, on one line, and close to their words."""
    paired: set[int] = set()
    waiting: list[re.Match[str]] = []
    for mark in _STYLE.finditer(block):
        if not mark["close"]:
            waiting.append(mark)
            continue
        partner = next((one for one in reversed(waiting) if one["style"].lower() == mark["style"].lower()), None)
        if partner:
            del waiting[waiting.index(partner) :]
            before, after = block[max(0, partner.start() - 40) : partner.start()], block[mark.end() : mark.end() + 40]
            if _hugs(before, block[partner.end() : mark.start()], after):
                paired.update((partner.start(), mark.start()))
    return frozenset(paired)


def _hugs(before: str, inside: str, after: str) -> bool:
    """Tell whether Goldmark takes marks around `inside` for emphasis, and not for asterisks."""
    words = _STYLE.sub("", inside)
    if not words or "\n" in words or words != words.strip() or re.search(r"\[/[bis]\]$", before, re.IGNORECASE):
        return False
    left, right = _STYLE.sub("", before)[-1:], _STYLE.sub("", after)[:1]
    return (words[0].isalnum() or not (left.isalnum() or left in ("]", ">"))) and (
        words[-1].isalnum() or not (right.isalnum() or right in ("[", "<"))
    )


def _turned(token: re.Match[str], linker: Linker, styles: frozenset[int]) -> str:
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
    named = _TOKEN.sub(lambda token: display_name(token["value"] or ""), text)
    shown = one_line(named) or (one_line(url) if address else "")
    return link(shown, address)


def _reference(kind: str, value: str, linker: Linker) -> str:
    """Artists and labels are referred to by name here, even where it is a number; releases and masters by id."""
    if kind in "rm" and value.isascii() and value.isdecimal():
        return _numbered(kind, value, linker)
    return link(display_name(one_line(value)), linker.artist_named(value) if kind == "a" else None)


def _numbered(kind: str, digits: str, linker: Linker) -> str:
    if kind not in _NAMELESS or len(digits) > _MOST_DIGITS:
        return ""
    number = int(digits)
    where, nameless = _NAMELESS[kind]
    name, path = _known(kind, number, linker)
    return link(name or nameless, path or f"https://www.discogs.com/{where}/{number}")


def _known(kind: str, number: int, linker: Linker) -> tuple[str, str | None]:
    match kind:
        case "a":
            return linker.artist(number)
        case "r":
            return linker.release(number)
        case "m":
            return linker.master(number)
        case _:
            return "", None
