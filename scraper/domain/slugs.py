"""Addresses: from any title to ASCII that is never empty, never too long and never someone else's. Pure."""

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
    """Return lower-case ASCII words joined by hyphens, '' where nothing of the text can be spelled so.

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
        # ½ and ³ stand apart from the figure before them.
        return f" {anyascii(letter)} "
    return anyascii(letter) if letter.isalnum() or unicodedata.combining(letter) else " "


def album_path(title: str, release_id: int) -> str:
    """Return the address of an album page."""
    return f"/albums/{slug(title) or 'album'}-{release_id}/"


def artist_path(name: str, artist_id: int) -> str:
    """Return the address of an artist page."""
    return f"/artists/{slug(display_name(name)) or 'artist'}-{artist_id}/"


def person_path(name: str, artist_id: int) -> str:
    """Return the address of the page of somebody who is credited, and no main artist of any record here."""
    return f"/people/{slug(display_name(name)) or 'person'}-{artist_id}/"


def label_slug(name: str, label_id: int) -> str:
    """Return the last part of a label page's address."""
    return f"{slug(display_name(name)) or 'label'}-{label_id}"


def term_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a slug for each name, no two alike; names without one get a short hash, and so do clashes.

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
    """Return what a name is sorted by: unaccented, lower case, without 'The'; the name itself where nothing is left."""
    plain = slug(display_name(name)).replace("-", " ")
    return plain.removeprefix("the ") or plain or name.lower()


def letter(key: str) -> str:
    """Return the letter that a sort key is listed under, '#' for everything else."""
    return key[:1].upper() if key[:1].isascii() and key[:1].isalpha() else "#"


def folded(text: str) -> str:
    """Return text for comparing names as people type them: case and accents don't count."""
    decomposed = unicodedata.normalize("NFKD", display_name(text)).casefold()
    return " ".join("".join(_typed(letter) for letter in decomposed if not unicodedata.combining(letter)).split())


def _typed(letter: str) -> str:
    """Return ł as l and æ as ae: letters whose strokes and ligatures Unicode takes for no accents."""
    return anyascii(letter) if not letter.isascii() and unicodedata.name(letter, "").startswith("LATIN") else letter
