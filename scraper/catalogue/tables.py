"""The catalogue's tables, by the kind of dump that fills them; docs/catalogue.md describes every column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

DumpKind = Literal["artists", "labels", "masters", "releases"]
DUMP_KINDS: tuple[DumpKind, ...] = get_args(DumpKind)

_CREDIT = ("artist_id", "name", "anv", "join_phrase", "role", "tracks")
_VIDEO = ("src", "duration", "embed", "title", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that both databases have."""

    name: str
    columns: tuple[str, ...]
    """In the order in which a load takes the values of a row."""


def _table(name: str, *columns: str) -> Table:
    return Table(name=name, columns=columns)


INDEX = _table(
    "release_index",
    *("release_id", "master_id", "title", "artists", "year", "country", "formats", "labels", "catnos", "barcodes"),
    "company_catnos",
)
"""What is searched: a row for each loaded release. With `--keep index` no other table of releases has rows."""

SEARCHED = ("title", "artists", "labels", "catnos", "barcodes", "company_catnos")
"""The columns of the index that a release is found by."""

TABLES: Mapping[DumpKind, tuple[Table, ...]] = {
    "artists": (
        _table("artist", "artist_id", "name", "realname", "profile", "data_quality"),
        _table("artist_alias", "artist_id", "sequence", "alias_id", "name"),
        _table("artist_variation", "artist_id", "sequence", "name"),
        _table("artist_member", "artist_id", "sequence", "member_id", "name"),
        _table("artist_group", "artist_id", "sequence", "group_id", "name"),
        _table("artist_url", "artist_id", "sequence", "url"),
    ),
    "labels": (
        _table("label", "label_id", "name", "contact_info", "profile", "data_quality", "parent_id", "parent_name"),
        _table("label_url", "label_id", "sequence", "url"),
        _table("label_sublabel", "label_id", "sequence", "sublabel_id", "name"),
    ),
    "masters": (
        _table("master", "master_id", "main_release", "title", "year", "notes", "data_quality"),
        _table("master_artist", "master_id", "sequence", *_CREDIT),
        _table("master_genre", "master_id", "sequence", "genre"),
        _table("master_style", "master_id", "sequence", "style"),
        _table("master_video", "master_id", "sequence", *_VIDEO),
    ),
    "releases": (
        _table(
            "release",
            *("release_id", "status", "title", "country", "released", "year", "notes", "data_quality"),
            *("master_id", "is_main_release"),
        ),
        _table("release_artist", "release_id", "sequence", *_CREDIT, "is_extra"),
        _table("release_label", "release_id", "sequence", "label_id", "name", "catno"),
        _table("release_series", "release_id", "sequence", "series_id", "name", "catno"),
        _table("release_format", "release_id", "sequence", "name", "quantity", "text", "descriptions"),
        _table("release_genre", "release_id", "sequence", "genre"),
        _table("release_style", "release_id", "sequence", "style"),
        _table("release_track", "release_id", "sequence", "parent", "position", "title", "duration", "seconds"),
        _table("release_track_artist", "release_id", "track_sequence", "sequence", *_CREDIT, "is_extra"),
        _table(
            "release_company",
            "release_id",
            "sequence",
            "company_id",
            "name",
            "catno",
            "entity_type",
            "entity_type_name",
        ),
        _table("release_identifier", "release_id", "sequence", "type", "description", "value"),
        _table("release_video", "release_id", "sequence", *_VIDEO),
        INDEX,
    ),
}

METADATA = _table(
    "cache_metadata",
    *("kind", "month", "file", "checksum", "keep", "selection", "records", "kept", "bad", "unknown", "loaded_at"),
)
"""A row for each kind of dump that is loaded."""

BAD_RECORDS = _table("bad_record", "kind", "number", "reason", "bytes")
"""Records that could not be read, with their bytes as the dump has them."""
