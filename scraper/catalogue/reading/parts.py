"""A record taken apart, before anybody makes rows of it. Pure."""

from typing import NamedTuple, TypeAlias

Part: TypeAlias = tuple[str, str, str, list[tuple[str, ...]], list[tuple[str, ...]], list["Part"]]
"""A track, or a part of one: position, title, duration, artists, extra artists, its parts."""


class Parts(NamedTuple):
    """What a record says; '' is missing or empty, whatever can be a number is one."""

    texts: dict[str, str]
    lists: dict[str, list[tuple[str, ...]]]
    """Of each item its fields, in the order of its shape."""
    tracks: list[Part]
