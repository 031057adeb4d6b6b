"""An entry at a service, and the forms that its address can have. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult

What = Literal["album", "artist", "video", "playlist", "channel", "article", "release", "release-group", "item"]
PinKind = Literal["release", "artist"]
"""What the owner can pin an entry to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An album, artist, article or the like at a service, with an id that is safe in an address."""

    service: str
    what: What
    entry_id: str
    """The service's id; for an article its language and title, such as 'de:Kraftwerk'."""
    url: str
    """The address of the entry, in the form that the service itself gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The forms that addresses and ids of a service have."""

    hosts: tuple[str, ...]
    """Without a leading www. or m.; a host that begins with a dot stands for all hosts that end so."""
    read: Callable[[SplitResult], Entry | None]
    """Return the entry that an address leads to; None where it leads to none."""
    by_id: Callable[[PinKind, str, str], Entry | None]
    """Return the entry that an id means for a release or an artist; the last argument is the language of articles."""
    by_property: Mapping[str, Callable[[str], Entry | None]] = field(default_factory=dict)
    """By property of Wikidata that holds ids of the service: the entry of such an id."""


def path_steps(parts: SplitResult) -> list[str]:
    """Return the steps of an address' path, without empty ones."""
    return [step for step in parts.path.split("/") if step]
