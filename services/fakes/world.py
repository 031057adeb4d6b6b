"""What a fake Discogs knows, as JSON in the form of Discogs' answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_GRADES = (
    "Mint (M)",
    "Near Mint (NM or M-)",
    "Very Good Plus (VG+)",
    "Very Good (VG)",
    "Good Plus (G+)",
    "Good (G)",
    "Fair (F)",
    "Poor (P)",
)
_SLEEVE_GRADES = (*_GRADES, "Generic", "Not Graded", "No Cover")


def standard_folders() -> list[dict[str, Any]]:
    """Return the two folders that every collection has."""
    return [{"id": 0, "name": "All"}, {"id": 1, "name": "Uncategorized"}]


def standard_fields() -> list[dict[str, Any]]:
    """Return the three note fields that a new collection has; only the owner sees those that aren't public."""
    media = {"id": 1, "name": "Media Condition", "type": "dropdown", "options": list(_GRADES)}
    sleeve = {"id": 2, "name": "Sleeve Condition", "type": "dropdown", "options": list(_SLEEVE_GRADES)}
    notes = {"id": 3, "name": "Notes", "type": "textarea", "lines": 3}
    return [
        {**media, "position": 1, "public": True},
        {**sleeve, "position": 2, "public": True},
        {**notes, "position": 3, "public": False},
    ]


# Mutable on purpose: a test sells a record, adds one, or deletes a release while the server runs.
@dataclass(kw_only=True)
class World:
    """Everything that a fake Discogs knows; URLs begin with the placeholder `{origin}`."""

    username: str
    """The one user, who owns the collection and the token."""
    token: str | None = "sample-token"  # noqa: S105  # a made-up token is the point of a fake
    """The only right token; None: no token is right."""
    public: bool = True
    """False: the collection is readable with the token only."""
    releases: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Answers of /releases/{id}."""
    masters: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Answers of /masters/{id}."""
    artists: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Answers of /artists/{id}."""
    copies: list[dict[str, Any]] = field(default_factory=list)
    """Items of the collection: id, instance_id, folder_id, rating, date_added and perhaps notes."""
    wants: list[dict[str, Any]] = field(default_factory=list)
    """Items of the wantlist: id, date_added and perhaps notes, a text there."""
    wants_public: bool = True
    """False: the wantlist is readable with the token only."""
    folders: list[dict[str, Any]] = field(default_factory=standard_folders)
    """Folders by id and name; the server counts what is in them."""
    fields: list[dict[str, Any]] = field(default_factory=standard_fields)
    """Answer of /collection/fields."""
    images: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """From a path such as `/images/release-1.jpg` to the function that draws its JPEG or PNG."""
