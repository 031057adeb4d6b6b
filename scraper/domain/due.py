"""What is to be asked for, and what was asked for in vain. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to ask for."""

    kind: str
    """release, master, artist, or release-image, artist-image, gallery-1-image …"""
    subject_id: int
    title: str
    uri: str = ""
    """Of an image; '' for the rest."""
    failed_before: bool = False
    """Asking for it failed the last time."""
    source: str = "discogs"
    """Who is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A question without an answer, as it stands in the store."""

    kind: str
    subject_id: int
    title: str
    reason: str
