"""Discogs' answers about releases, masters and artists, put together from the catalogue's rows."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.id_lists import batches, placeholders
from scraper.catalogue.tables import TABLES, DumpKind
from scraper.domain.json_objects import JsonDict

IDS_PER_QUERY = 200
"""Fewer than other queries take: each of these ids brings rows of a dozen tables into memory."""
MONTH_KEY = "from_catalogue"
"""An answer's key for the month of the dump that it was made from, '' where the month is not known."""

_COLUMNS = {table.name: table.columns for tables in TABLES.values() for table in tables}
_ID = {"releases": "release_id", "masters": "master_id", "artists": "artist_id"}
_SITE = "https://www.discogs.com"

RecordRows = Mapping[str, Sequence[JsonDict]]
"""The rows of one record by table, in their order; a row has its columns' names as keys."""


class DiscogsAnswers:
    """Answers in the JSON of Discogs' API; dumps hold no images and nothing about Discogs' users."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._months = {kind: summary.month for kind, summary in catalogue.loads().items()}

    @property
    def months(self) -> Mapping[DumpKind, str]:
        """Return the month of each kind of dump that is loaded, '' where the month is not known."""
        return self._months

    def about(self, kind: DumpKind, ids: Iterable[int]) -> dict[int, JsonDict]:
        """Return by id what Discogs answers about releases, masters (without their track lists) or artists.

        Ids that the catalogue lacks, or of which it holds the index row only, are left out.
        """
        own_table, build = TABLES[kind][0].name, _BUILDERS[kind]
        answers: dict[int, JsonDict] = {}
        for batch in self._batches(kind, ids):
            records = self._records(kind, batch).items()
            # A release that is kept in the index only has no row in its own table.
            complete = {number: rows for number, rows in records if own_table in rows}
            answers |= {number: build(rows) | {MONTH_KEY: self._months[kind]} for number, rows in complete.items()}
        return answers

    def known_ids(self, kind: DumpKind, ids: Iterable[int]) -> set[int]:
        """Return those of the ids that `about` has an answer for."""
        known: set[int] = set()
        for batch in self._batches(kind, ids):
            query = f"SELECT {_ID[kind]} FROM {TABLES[kind][0].name} WHERE {_ID[kind]} IN {placeholders(batch)}"
            known.update(int(str(number)) for (number,) in self._catalogue.rows(query, batch))
        return known

    def _batches(self, kind: DumpKind, ids: Iterable[int]) -> Iterable[list[int]]:
        return batches(dict.fromkeys(ids) if kind in self._months else (), IDS_PER_QUERY)

    def _records(self, kind: DumpKind, ids: Sequence[int]) -> dict[int, RecordRows]:
        records: defaultdict[int, defaultdict[str, list[JsonDict]]] = defaultdict(lambda: defaultdict(list))
        for table in TABLES[kind]:
            if table.name != "release_index":
                for row in self._rows(table.name, _ID[kind], ids):
                    records[row[_ID[kind]]][table.name].append(row)
        return dict(records.items())

    def _rows(self, table: str, id_column: str, ids: Sequence[int]) -> list[JsonDict]:
        columns = _COLUMNS[table]
        order = [column for column in (id_column, "track_sequence", "sequence") if column in columns]
        query = (
            f"SELECT {', '.join(columns)} FROM {table}"
            f" WHERE {id_column} IN {placeholders(ids)} ORDER BY {', '.join(order)}"
        )
        return [dict(zip(columns, row, strict=True)) for row in self._catalogue.rows(query, ids)]


def _release(rows: RecordRows) -> JsonDict:
    (own,) = rows["release"]
    number, artists = own["release_id"], rows.get("release_artist", ())
    return _without_missing(
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
            "extraartists": [_credit(row) for row in artists if row["is_extra"]],
            "companies": [_company(row) for row in rows.get("release_company", ())],
            "series": [_label(row, "series_id") for row in rows.get("release_series", ())],
            "videos": _videos(rows.get("release_video", ())),
        }
    ) | {
        "country": own["country"],
        "artists": [_credit(row) for row in artists if not row["is_extra"]],
        "labels": [_label(row, "label_id") for row in rows.get("release_label", ())],
        "formats": [_format(row) for row in rows.get("release_format", ())],
        "identifiers": [_identifier(row) for row in rows.get("release_identifier", ())],
        "tracklist": _tracklist(rows.get("release_track", ()), rows.get("release_track_artist", ())),
    }


def _master(rows: RecordRows) -> JsonDict:
    (own,) = rows["master"]
    return _without_missing(
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


def _artist(rows: RecordRows) -> JsonDict:
    (own,) = rows["artist"]
    return _without_missing(
        {
            "id": own["artist_id"],
            "name": own["name"] or "",
            "realname": own["realname"],
            "profile": own["profile"] or "",
            "data_quality": own["data_quality"],
            "uri": f"{_SITE}/artist/{own['artist_id']}",
            "urls": [row["url"] for row in rows.get("artist_url", ())],
            "namevariations": [row["name"] for row in rows.get("artist_variation", ())],
            "aliases": [_linked_name(row, "alias_id") for row in rows.get("artist_alias", ())],
            "members": [_linked_name(row, "member_id") for row in rows.get("artist_member", ())],
            "groups": [_linked_name(row, "group_id") for row in rows.get("artist_group", ())],
        }
    )


def _without_missing(answer: JsonDict) -> JsonDict:
    """Leave out keys without a value and empty lists, as Discogs does."""
    return {key: value for key, value in answer.items() if value is not None and value != []}


def _credit(row: JsonDict) -> JsonDict:
    return {
        "id": row["artist_id"] or 0,
        "name": row["name"] or "",
        "anv": row["anv"] or "",
        "join": row["join_phrase"] or "",
        "role": row["role"] or "",
        "tracks": row["tracks"] or "",
    }


def _label(row: JsonDict, id_column: str) -> JsonDict:
    return {"id": row[id_column] or 0, "name": row["name"] or "", "catno": row["catno"] or ""}


def _company(row: JsonDict) -> JsonDict:
    role = {"entity_type": row["entity_type"] or "", "entity_type_name": row["entity_type_name"] or ""}
    return _label(row, "company_id") | role


def _format(row: JsonDict) -> JsonDict:
    name = {"name": row["name"] or "", "qty": row["quantity"] or ""}
    descriptions = json.loads(row["descriptions"]) if row["descriptions"] else []
    return name | _without_missing({"text": row["text"], "descriptions": descriptions})


def _identifier(row: JsonDict) -> JsonDict:
    value = {"type": row["type"] or "", "value": row["value"] or ""}
    return value | _without_missing({"description": row["description"]})


def _videos(rows: Iterable[JsonDict]) -> list[JsonDict]:
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


def _linked_name(row: JsonDict, id_column: str) -> JsonDict:
    return {"id": row[id_column] or 0, "name": row["name"] or ""}


def _tracklist(rows: Iterable[JsonDict], artists: Iterable[JsonDict]) -> list[JsonDict]:
    """Return the track list with parts below their tracks; dumps do not say whether a row is a track or a heading."""
    credits_by_track: defaultdict[int, list[JsonDict]] = defaultdict(list)
    for row in artists:
        credits_by_track[row["track_sequence"]].append(row)
    parts: defaultdict[int | None, list[JsonDict]] = defaultdict(list)
    for row in rows:
        parts[row["parent"]].append(row)
    some_have_places = any(_has_place(row) for row in parts[None])

    def track(row: JsonDict) -> JsonDict:
        credited = credits_by_track[row["sequence"]]
        sub_tracks = [track(part) for part in parts[row["sequence"]]]
        texts = {key: row[key] or "" for key in ("position", "title", "duration")}
        lists = {
            "artists": [_credit(artist) for artist in credited if not artist["is_extra"]],
            "extraartists": [_credit(artist) for artist in credited if artist["is_extra"]],
            "sub_tracks": sub_tracks,
        }
        # Among rows with a place, a row without one is a heading. Parts are always tracks, and where no row has a
        # place, all of them are tracks.
        is_heading = some_have_places and row["parent"] is None and not _has_place(row)
        kind = "index" if sub_tracks else "heading" if is_heading else "track"
        return texts | {"type_": kind} | _without_missing(lists)

    return [track(row) for row in parts[None]]


def _has_place(row: JsonDict) -> bool:
    """Tell whether a row has a position or a duration."""
    return bool(row["position"] or row["duration"])


_BUILDERS: Mapping[DumpKind, Callable[[RecordRows], JsonDict]] = {
    "releases": _release,
    "masters": _master,
    "artists": _artist,
}
