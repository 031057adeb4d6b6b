"""What stands in a record, by kind: told once, for the patterns and for the XML parser. Pure.

A field is `name` for a child, `@name` for an attribute, `.` for the element's own text, in the order in which they are
written; `#` behind it says that it is a number or empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.catalogue.tables import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An element that repeats inside of a list."""

    tag: str
    fields: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    """Children that we know and don't keep, behind the others."""
    before: tuple[str, ...] = ()
    """Elements that stand before each item, and repeat what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A record."""

    tag: str
    attributes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """Children that are text alone; the attribute of one is told as `child@attribute`."""
    lists: Mapping[str, Item]
    ignored: frozenset[str] = frozenset({"images"})

    @property
    def id_field(self) -> str:
        """Return the name of the record's own id."""
        return self.attributes[0] if self.attributes else "id"


CREDIT = Item(tag="artist", fields=("id#", "name", "anv", "join", "role", "tracks"))
_LABEL = ("@name", "@catno", "@id#")
_VIDEO = Item(tag="video", fields=("@src", "@duration", "@embed", "title", "description"))
_GENRES = {"genres": Item(tag="genre", fields=(".",)), "styles": Item(tag="style", fields=(".",))}
_URLS = {"urls": Item(tag="url", fields=(".",))}
_NAMED = Item(tag="name", fields=("@id#", "."))

SHAPES: Mapping[Kind, Shape] = {
    "artists": Shape(
        tag="artist",
        texts=("id", "name", "realname", "profile", "data_quality"),
        lists={
            **_URLS,
            "namevariations": Item(tag="name", fields=(".",)),
            "aliases": _NAMED,
            "members": Item(tag="name", fields=("@id#", "."), before=("id",)),
            "groups": _NAMED,
        },
    ),
    "labels": Shape(
        tag="label",
        texts=("id", "name", "contactinfo", "profile", "data_quality", "parentLabel", "parentLabel@id"),
        lists={**_URLS, "sublabels": Item(tag="label", fields=("@id#", "."))},
    ),
    "masters": Shape(
        tag="master",
        attributes=("id",),
        texts=("main_release", "year", "title", "notes", "data_quality"),
        lists={"artists": CREDIT, **_GENRES, "videos": _VIDEO},
    ),
    "releases": Shape(
        tag="release",
        attributes=("id", "status"),
        texts=("title", "country", "released", "notes", "data_quality", "master_id", "master_id@is_main_release"),
        lists={
            "artists": CREDIT,
            "extraartists": CREDIT,
            "labels": Item(tag="label", fields=_LABEL),
            "series": Item(tag="series", fields=_LABEL),
            "formats": Item(tag="format", fields=("@name", "@qty", "@text", "descriptions")),
            **_GENRES,
            "identifiers": Item(tag="identifier", fields=("@type", "@description", "@value")),
            "videos": _VIDEO,
            "companies": Item(
                tag="company",
                fields=("id#", "name", "catno", "entity_type", "entity_type_name"),
                ignored=("resource_url",),
            ),
        },
    ),
}
NUMBERS = frozenset({"id", "main_release", "year", "master_id", "parentLabel@id"})
"""Texts of records that are numbers or empty."""
TRACK = ("position", "title", "duration")
