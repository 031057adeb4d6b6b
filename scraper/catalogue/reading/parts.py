"""A record taken apart into texts, lists and tracks, before rows are made of it. Pure."""

from typing import NamedTuple, TypeAlias

ItemFields: TypeAlias = tuple[str, ...]
"""The fields of one item in a list, in the order of its `ItemShape`; '' where one is missing or empty."""

TrackParts: TypeAlias = tuple[str, str, str, list[ItemFields], list[ItemFields], list["TrackParts"]]
"""A track or a sub-track: position, title, duration, artists, extra artists, its sub-tracks."""


class RecordParts(NamedTuple):
    """What a record says; '' where a text is missing or empty. What should be a number is one, or ''."""

    texts: dict[str, str]
    lists: dict[str, list[ItemFields]]
    """The items of each list, by the list's tag."""
    tracks: list[TrackParts]
