"""What a text names: a release, a master, an artist or a label, by an address, a number or a tag. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from urllib.parse import unquote_plus

ReferenceKind = Literal["release", "master", "artist", "label"]

_TAG = re.compile(r"\[\s?([ramlRAML])[=\s]?([1-9]\d{0,17})\s?\]", re.ASCII)
"""As Discogs' users write links to records into their notes."""
_TAGGED: dict[str, ReferenceKind] = {"r": "release", "m": "master", "a": "artist", "l": "label"}
_DISCOGS = re.compile(r"(?:[\w-]+\.)*discogs\.com(?::\d+)?", re.ASCII | re.IGNORECASE)
_AT_DISCOGS: dict[str, ReferenceKind] = {
    "release": "release",
    "releases": "release",
    "master": "master",
    "masters": "master",
    "artist": "artist",
    "artists": "artist",
    "label": "label",
    "labels": "label",
}
"""The step of an address that tells what the next one names; the plural is the API's."""
_ON_OUR_SITE: dict[str, ReferenceKind] = {
    "albums": "release",
    "artists": "artist",
    "people": "artist",
    "labels": "label",
}
_AROUND = "<>\"'.,; "
"""What is copied with an address from a text around it."""
_NAME_TAG = re.compile(r"\[a=\s*(\D.*?)\s*\]", re.IGNORECASE)
_NAME_IN_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*discogs\.com/(?:[\w-]+/)?artist/(\D[^/?#]*)/?(?:[?#].*)?", re.ASCII | re.IGNORECASE
)
"""Artists' addresses that are old have the name instead of the number."""
_NUMBER_FIRST = re.compile(r"([1-9]\d{0,17})(?:-\S*)?", re.ASCII)
_NUMBER_LAST = re.compile(r"(?:\S+-)?([1-9]\d{0,17})", re.ASCII)
"""The last step of an address: at Discogs '249504-Depeche-Mode-Violator', on our site 'violator-249504'."""
_INSTEAD: dict[ReferenceKind, str] = {
    "master": "an album with all its pressings, which Discogs calls a master; give the one that you have",
    "artist": "an artist, not a release; give a release",
    "label": "a label, not a release; give a release",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something at Discogs."""

    kind: ReferenceKind
    number: int


class NoReleaseError(ValueError):
    """The text names no release; it says in one sentence what to give instead."""


def reference(text: str) -> Reference | None:
    """Return what is named by an address at Discogs, the address of one of our pages, or a tag such as [r249504].

    None for everything else, bare numbers too: they do not tell what they are of.
    """
    tag = _TAG.fullmatch(text.strip())
    if tag:
        return Reference(kind=_TAGGED[tag[1].lower()], number=int(tag[2]))
    bare = re.sub(r"^https?://", "", text.strip().strip(_AROUND), flags=re.IGNORECASE)
    steps = [step for step in re.split("[?#]", bare)[0].split("/") if step]
    if steps and _DISCOGS.fullmatch(steps[0]):
        return _at(steps[1:], _AT_DISCOGS, _NUMBER_FIRST)
    if steps and steps[-1] == "index.html":
        steps.pop()
    return _at(steps[-2:], _ON_OUR_SITE, _NUMBER_LAST)


def artist_name(text: str) -> str:
    """Return the name in a tag such as [a=Depeche Mode] or in an address without a number; other texts as they are."""
    tag, address = _NAME_TAG.fullmatch(text.strip()), _NAME_IN_ADDRESS.fullmatch(text.strip())
    if address:
        return unquote_plus(address[1])
    return tag[1] if tag else text


def _at(steps: list[str], kinds: dict[str, ReferenceKind], pattern: re.Pattern[str]) -> Reference | None:
    """Return what the last of two steps in a row names."""
    for name, step in reversed(list(pairwise(steps))):
        number = pattern.fullmatch(step)
        if name in kinds and number:
            return Reference(kind=kinds[name], number=int(number[1]))
    return None


def release_number(text: str) -> int:
    """Return the number of the release that is named, by itself or as above; raise NoReleaseError otherwise."""
    named = reference(text)
    if named and named.kind != "release":
        raise NoReleaseError(f"{text!r} is {_INSTEAD[named.kind]}, by its number or its address.")
    numbers = {named.number} if named else _numbers_in(text.strip().strip("/"))
    if len(numbers) > 1:
        either = " or ".join(map(str, sorted(numbers)))
        raise NoReleaseError(f"{text!r} can mean {either}; give the number alone.")
    if not numbers:
        raise NoReleaseError(f"{text!r} is no release; give its number, its address at Discogs or that of its page.")
    return numbers.pop()


def _numbers_in(step: str) -> set[int]:
    """Return the numbers that a number alone, or the last step of an address, can mean."""
    if "/" in step:
        return set()
    matches = (pattern.fullmatch(step) for pattern in (_NUMBER_FIRST, _NUMBER_LAST))
    return {int(match[1]) for match in matches if match}
