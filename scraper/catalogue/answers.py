"""Releases, masters and artists of the catalogue, in the JSON in which Discogs answers about them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.tables import TABLES, Kind

Json = dict[str, Any]
AT_ONCE = 200
"""Records that one query is about."""
FROM = "from_catalogue"
"""The key under which an answer says that it is from here: with the month of the dump, '' where that is not known."""

_COLUMNS = {table.name: table.columns for tables in TABLES.values() for table in tables}
_ID = {"releases": "release_id", "masters": "master_id", "artists": "artist_id"}
_SITE = "https://www.discogs.com"

Rows = Mapping[str, Sequence[Json]]
"""The rows of one record, by table, in their order."""


class Answers:
    """What the catalogue tells of a record; dumps have no images, and nothing of Discogs' users."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._months = {kind: loaded.month for kind, loaded in catalogue.loads().items()}

    @property
    def months(self) -> Mapping[Kind, str]:
        """Return the month of the dump of each kind that is loaded, '' where it is not known."""
        return self._months

    def release(self, release_id: int) -> Json | None:
        """Return what /releases/{id} would answer; None where the catalogue lacks it, or holds its index row only."""
        return self.of("releases", [release_id]).get(release_id)

    def master(self, master_id: int) -> Json | None:
        """Return what /masters/{id} would answer, without a track list; None where the catalogue lacks it."""
        return self.of("masters", [master_id]).get(master_id)

    def artist(self, artist_id: int) -> Json | None:
        """Return what /artists/{id} would answer; None where the catalogue lacks them."""
        return self.of("artists", [artist_id]).get(artist_id)

    def of(self, kind: Kind, ids: Iterable[int]) -> dict[int, Json]:
        """Return the same for those of many that are here."""
        own, make = TABLES[kind][0].name, _MAKE[kind]
        found: dict[int, Json] = {}
        for some in _batches(ids if kind in self._months else ()):
            records = self._records(kind, some).items()
            # What is kept as an index only has no row of its own.
            found |= {number: make(rows) | {FROM: self._months[kind]} for number, rows in records if own in rows}
        return found

    def held(self, kind: Kind, ids: Iterable[int]) -> set[int]:
        """Return which of these releases, masters or artists there is an answer for."""
        found: set[int] = set()
        for some in _batches(ids if kind in self._months else ()):
            query = f"SELECT {_ID[kind]} FROM {TABLES[kind][0].name} WHERE {_ID[kind]} IN {_marks(some)}"
            found.update(int(str(row[0])) for row in self._catalogue.rows(query, some))
        return found

    def _records(self, kind: Kind, ids: Sequence[int]) -> dict[int, Rows]:
        found: defaultdict[int, defaultdict[str, list[Json]]] = defaultdict(lambda: defaultdict(list))
        for table in TABLES[kind]:
            if table.name != "release_index":
                for row in self._rows(table.name, _ID[kind], ids):
                    found[row[_ID[kind]]][table.name].append(row)
        return dict(found.items())

    def _rows(self, table: str, own_id: str, ids: Sequence[int]) -> list[Json]:
        columns = _COLUMNS[table]
        order = [one for one in (own_id, "track_sequence", "sequence") if one in columns]
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE {own_id} IN {_marks(ids)} ORDER BY {', '.join(order)}"
        return [dict(zip(columns, row, strict=True)) for row in self._catalogue.rows(query, ids)]


def _marks(values: Sequence[int]) -> str:
    return f"({', '.join('?' * len(values))})"


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(dict.fromkeys(ids))
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _release(rows: Rows) -> Json:
    (own,) = rows["release"]
    number, credited = own["release_id"], rows.get("release_artist", ())
    return _told(
        {
            "id": number,
            "status": own["status"],
            "title": own["title"] or "",
            "year": own["year"] or 0,
            "released": own["released"],
            "notes": own["notes"],
            "data_quality": own["data_quality"],
            "uri": f"{_SITE}/release/{number}",
            "master_id": own["master_id"] or None,
            "genres": [row["genre"] for row in rows.get("release_genre", ())],
            "styles": [row["style"] for row in rows.get("release_style", ())],
            "extraartists": [_credit(row) for row in credited if row["is_extra"]],
            "companies": [_company(row) for row in rows.get("release_company", ())],
            "series": [_label(row, "series_id") for row in rows.get("release_series", ())],
            "videos": _videos(rows.get("release_video", ())),
        }
    ) | {
        "country": own["country"],
        "artists": [_credit(row) for row in credited if not row["is_extra"]],
        "labels": [_label(row, "label_id") for row in rows.get("release_label", ())],
        "formats": [_format(row) for row in rows.get("release_format", ())],
        "identifiers": [_identifier(row) for row in rows.get("release_identifier", ())],
        "tracklist": _tracklist(rows.get("release_track", ()), rows.get("release_track_artist", ())),
    }


def _master(rows: Rows) -> Json:
    (own,) = rows["master"]
    return _told(
        {
            "id": own["master_id"],
            "main_release": own["main_release"],
            "title": own["title"] or "",
            "year": own["year"] or 0,
            "notes": own["notes"],
            "data_quality": own["data_quality"],
            "uri": f"{_SITE}/master/{own['master_id']}",
            "artists": [_credit(row) for row in rows.get("master_artist", ())],
            "genres": [row["genre"] for row in rows.get("master_genre", ())],
            "styles": [row["style"] for row in rows.get("master_style", ())],
            "videos": _videos(rows.get("master_video", ())),
        }
    )


def _artist(rows: Rows) -> Json:
    (own,) = rows["artist"]
    return _told(
        {
            "id": own["artist_id"],
            "name": own["name"] or "",
            "realname": own["realname"],
            "profile": own["profile"] or "",
            "data_quality": own["data_quality"],
            "uri": f"{_SITE}/artist/{own['artist_id']}",
            "urls": [row["url"] for row in rows.get("artist_url", ())],
            "namevariations": [row["name"] for row in rows.get("artist_variation", ())],
            "aliases": [_named(row, "alias_id") for row in rows.get("artist_alias", ())],
            "members": [_named(row, "member_id") for row in rows.get("artist_member", ())],
            "groups": [_named(row, "group_id") for row in rows.get("artist_group", ())],
        }
    )


def _told(answer: Json) -> Json:
    """Leave out what there is not, as Discogs does."""
    return {key: value for key, value in answer.items() if value is not None and value != []}


def _credit(row: Json) -> Json:
    return {
        "id": row["artist_id"] or 0,
        "name": row["name"] or "",
        "anv": row["anv"] or "",
        "join": row["join_phrase"] or "",
        "role": row["role"] or "",
        "tracks": row["tracks"] or "",
    }


def _label(row: Json, own_id: str) -> Json:
    return {"id": row[own_id] or 0, "name": row["name"] or "", "catno": row["catno"] or ""}


def _company(row: Json) -> Json:
    kind = {"entity_type": row["entity_type"] or "", "entity_type_name": row["entity_type_name"] or ""}
    return _label(row, "company_id") | kind


def _format(row: Json) -> Json:
    about = {"name": row["name"] or "", "qty": row["quantity"] or ""}
    descriptions = json.loads(row["descriptions"]) if row["descriptions"] else []
    return about | _told({"text": row["text"], "descriptions": descriptions})


def _identifier(row: Json) -> Json:
    return {"type": row["type"] or "", "value": row["value"] or ""} | _told({"description": row["description"]})


def _videos(rows: Iterable[Json]) -> list[Json]:
    return [
        {
            "uri": row["src"] or "",
            "title": row["title"] or "",
            "description": row["description"] or "",
            "duration": row["duration"] or 0,
            "embed": bool(row["embed"]),
        }
        for row in rows
    ]


def _named(row: Json, own_id: str) -> Json:
    return {"id": row[own_id] or 0, "name": row["name"] or ""}


def _tracklist(rows: Iterable[Json], names: Iterable[Json]) -> list[Json]:
    """Nest parts below their tracks; what kind a row is the dump does not tell, so its fields have to."""
    credited: defaultdict[int, list[Json]] = defaultdict(list)
    for row in names:
        credited[row["track_sequence"]].append(row)
    parts: defaultdict[int | None, list[Json]] = defaultdict(list)
    for row in rows:
        parts[row["parent"]].append(row)
    has_places = any(_has_place(row) for row in parts[None])

    def track(row: Json) -> Json:
        own = credited[row["sequence"]]
        below = [track(part) for part in parts[row["sequence"]]]
        said = {key: row[key] or "" for key in ("position", "title", "duration")}
        more = {
            "artists": [_credit(one) for one in own if not one["is_extra"]],
            "extraartists": [_credit(one) for one in own if one["is_extra"]],
            "sub_tracks": below,
        }
        # Among rows with a place, one without is a heading; parts are tracks, and so are all where nobody wrote places.
        is_heading = has_places and row["parent"] is None and not _has_place(row)
        kind = "index" if below else "heading" if is_heading else "track"
        return said | {"type_": kind} | _told(more)

    return [track(row) for row in parts[None]]


def _has_place(row: Json) -> bool:
    return bool(row["position"] or row["duration"])


_MAKE: Mapping[Kind, Callable[[Rows], Json]] = {"releases": _release, "masters": _master, "artists": _artist}
