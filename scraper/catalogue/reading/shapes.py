"""What is in a record of each kind: one description for the patterns and for the XML parser. Pure.

A field is `name` for a child element, `@name` for an attribute, `.` for the element's own text. Fields stand in the
order in which the dump has them. A `#` behind a field says that it is a number or empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.catalogue.tables import DumpKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShape:
    """An element that repeats in a list."""

    tag: str
    fields: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    """Children that are not kept; they come after the fields."""
    before: tuple[str, ...] = ()
    """Elements that stand before each item and repeat what the item says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShape:
    """A record."""

    tag: str
    attributes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """Children that hold only text; `child@attribute` is an attribute of such a child."""
    lists: Mapping[str, ItemShape]
    ignored: frozenset[str] = frozenset({"images"})
    """Children that are not kept."""


CREDIT = ItemShape(tag="artist", fields=("id#", "name", "anv", "join", "role", "tracks"))
_LABEL = ("@name", "@catno", "@id#")
_VIDEO = ItemShape(tag="video", fields=("@src", "@duration", "@embed", "title", "description"))
_GENRES = {"genres": ItemShape(tag="genre", fields=(".",)), "styles": ItemShape(tag="style", fields=(".",))}
_URLS = {"urls": ItemShape(tag="url", fields=(".",))}
_LINKED_NAME = ItemShape(tag="name", fields=("@id#", "."))

SHAPES: Mapping[DumpKind, RecordShape] = {
    "artists": RecordShape(
        tag="artist",
        texts=("id", "name", "realname", "profile", "data_quality"),
        lists={
            **_URLS,
            "namevariations": ItemShape(tag="name", fields=(".",)),
            "aliases": _LINKED_NAME,
            "members": ItemShape(tag="name", fields=("@id#", "."), before=("id",)),
            "groups": _LINKED_NAME,
        },
    ),
    "labels": RecordShape(
        tag="label",
        texts=("id", "name", "contactinfo", "profile", "data_quality", "parentLabel", "parentLabel@id"),
        lists={**_URLS, "sublabels": ItemShape(tag="label", fields=("@id#", "."))},
    ),
    "masters": RecordShape(
        tag="master",
        attributes=("id",),
        texts=("main_release", "year", "title", "notes", "data_quality"),
        lists={"artists": CREDIT, **_GENRES, "videos": _VIDEO},
    ),
    "releases": RecordShape(
        tag="release",
        attributes=("id", "status"),
        texts=("title", "country", "released", "notes", "data_quality", "master_id", "master_id@is_main_release"),
        lists={
            "artists": CREDIT,
            "extraartists": CREDIT,
            "labels": ItemShape(tag="label", fields=_LABEL),
            "series": ItemShape(tag="series", fields=_LABEL),
            "formats": ItemShape(tag="format", fields=("@name", "@qty", "@text", "descriptions")),
            **_GENRES,
            "identifiers": ItemShape(tag="identifier", fields=("@type", "@description", "@value")),
            "videos": _VIDEO,
            "companies": ItemShape(
                tag="company",
                fields=("id#", "name", "catno", "entity_type", "entity_type_name"),
                ignored=("resource_url",),
            ),
        },
    ),
}
NUMBERS = frozenset({"id", "main_release", "year", "master_id", "parentLabel@id"})
"""Attributes and texts of records that are numbers or empty."""
TRACK = ("position", "title", "duration")
"""The texts of a track."""
