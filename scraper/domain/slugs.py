"""Addresses of pages: ASCII, made from any title, never empty, never too long, and never another page's. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from scraper.domain.credits import display_name

LONGEST = 80
# A Han character reads differently in Chinese and Japanese, and kana cannot be read letter by letter. A wrong reading
# in an address would be a falsehood, so such words are left out.
_UNREADABLE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")


def slug(text: str) -> str:
    """Return the text as lower-case ASCII words joined by hyphens; '' where no part of it can be spelled so.

    '4½' is 4-1-2, 'Łona' lona, 'Дельфин' delfin, 'AC/DC' ac-dc; '!!!' and '坂本龍一' are ''.
    """
    whole = _APOSTROPHES.sub("", text)
    readable = whole if whole.isascii() else "".join(_spelled(letter) for letter in _UNREADABLE.sub(" ", whole))
    words = _SEPARATORS.sub("-", _APOSTROPHES.sub("", readable).lower()).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rsplit("-", 1)[0] if "-" in words[: LONGEST + 1] else words[:LONGEST]
    return words.strip("-")


def _spelled(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) == "No":
        # A space before ½ and ³ keeps them apart from the figure before them.
        return f" {anyascii(letter)} "
    return anyascii(letter) if letter.isalnum() or unicodedata.combining(letter) else " "


def album_path(title: str, release_id: int) -> str:
    """Return the address of an album page."""
    return f"/albums/{slug(title) or 'album'}-{release_id}/"


def artist_path(name: str, artist_id: int) -> str:
    """Return the address of an artist page."""
    return f"/artists/{slug(display_name(name)) or 'artist'}-{artist_id}/"


def person_path(name: str, artist_id: int) -> str:
    """Return the address of the page of somebody who is credited on records, but is the main artist of none."""
    return f"/people/{slug(display_name(name)) or 'person'}-{artist_id}/"


def label_slug(name: str, label_id: int) -> str:
    """Return the last part of a label page's address."""
    return f"{slug(display_name(name)) or 'label'}-{label_id}"


def term_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a different slug for each name; a name whose slug is empty or taken gets a short hash.

    The outcome does not depend on the order of the names.
    """
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names)):
        candidate = plain = slug(name)
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        digits = 6
        while not candidate or candidate in taken:
            candidate = f"{plain or 'x'}-{digest[:digits]}"
            digits += 1
        chosen[name] = candidate
        taken.add(candidate)
    return chosen


@lru_cache(maxsize=20_000)
def sort_key(name: str) -> str:
    """Return what a name is sorted by: unaccented, lower case, without 'The'; or the name where that is empty."""
    plain = slug(display_name(name)).replace("-", " ")
    return plain.removeprefix("the ") or plain or name.lower()


def letter(key: str) -> str:
    """Return the letter that a sort key is listed under; '#' where it begins with no letter."""
    return key[:1].upper() if key[:1].isascii() and key[:1].isalpha() else "#"


def folded(text: str) -> str:
    """Return a name without case and accents, for comparing it with what people type."""
    decomposed = unicodedata.normalize("NFKD", display_name(text)).casefold()
    return " ".join("".join(_typed(letter) for letter in decomposed if not unicodedata.combining(letter)).split())


def _typed(letter: str) -> str:
    """Return ł as l and æ as ae: Unicode does not decompose strokes and ligatures as it does accents."""
    return anyascii(letter) if not letter.isascii() and unicodedata.name(letter, "").startswith("LATIN") else letter
