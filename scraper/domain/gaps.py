"""Gaps: what we looked for and do not have, with the reason. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something we looked for and don't have."""

    kind: str
    """release, master, artist or image."""
    subject_id: int
    title: str
    reason: str
