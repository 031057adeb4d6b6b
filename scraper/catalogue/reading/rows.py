"""The parts of records made into rows of the catalogue's tables. Pure."""

from collections.abc import Iterable, Sequence

from scraper.catalogue.backend import TableRow, Value
from scraper.catalogue.folded_text import figures
from scraper.catalogue.reading.parts import ItemFields, RecordParts, TrackParts
from scraper.catalogue.reading.text import BadRecord, seconds, whole_number, year_of
from scraper.catalogue.tables import DumpKind
from scraper.domain.catalogue_numbers import catalogue_number
from scraper.domain.credits import display_name, joined

_COMPANY_CATNO = 2
"""The place of the catalogue number among the fields of a company."""

RowsByTable = dict[str, list[TableRow]]
"""Rows by the name of their table."""


def own_id(parts: RecordParts) -> int:
    """Return a record's id; raise BadRecord where it has none."""
    number = whole_number(parts.texts.get("id", ""))
    if number is None:
        raise BadRecord("it has no id")
    return number


def add_rows(kind: DumpKind, number: int, parts: RecordParts, rows: RowsByTable) -> None:
    """Add the rows of the record with this id."""
    match kind:
        case "artists":
            _add_artist(number, parts, rows)
        case "labels":
            _add_label(number, parts, rows)
        case "masters":
            _add_master(number, parts, rows)
        case "releases":
            _add_release(number, parts, rows)
            add_index_row(number, parts, rows)


def add_index_row(number: int, parts: RecordParts, rows: RowsByTable) -> None:
    """Add the row of `release_index` of the release with this id."""
    texts, lists = parts.texts, parts.lists
    labels = lists.get("labels", ())
    barcodes = [figures(value) for kind, _, value in lists.get("identifiers", ()) if kind == "Barcode"]
    rows["release_index"].append(
        (
            number,
            _id(texts.get("master_id", "")) or None,
            texts.get("title") or None,
            _artist_line(lists.get("artists", [])) or None,
            year_of(texts.get("released", "")),
            texts.get("country") or None,
            _joined_names(name for name, *_ in lists.get("formats", ())),
            _joined_names(name for name, _, _ in labels),
            _joined_numbers([catno for _, catno, _ in labels]),
            " ".join(dict.fromkeys(filter(None, barcodes))) or None,
            _joined_numbers([company[_COMPANY_CATNO] for company in lists.get("companies", ())]),
        )
    )


def _artist_line(artists: Sequence[ItemFields]) -> str:
    """Return the credited artists as one text, as pages show them."""
    last = len(artists) - 1
    return "".join(
        f"{display_name(anv) or display_name(name)}{joined(join) if place < last else ''}"
        for place, (_, name, anv, join, _, _) in enumerate(artists)
    )


def _joined_names(texts: Iterable[str]) -> str | None:
    """Return each text once, joined by ", "; None where there are none."""
    return ", ".join(dict.fromkeys(filter(None, texts))) or None


def _joined_numbers(catnos: list[str]) -> str | None:
    """Return each catalogue number once, joined by ", "; None where there are none."""
    return _joined_names([catno for catno in catnos if catno and catalogue_number(catno)]) if any(catnos) else None


def _id(text: str) -> int | None:
    return int(text) if text else None


def _flag(text: str | None) -> int | None:
    """Return 1 for 'true', 0 for 'false', None for anything else."""
    return {"true": 1, "false": 0}.get(text or "")


def _texts(parts: RecordParts, *names: str) -> list[str | None]:
    return [parts.texts.get(name) or None for name in names]


def _add_artist(number: int, parts: RecordParts, rows: RowsByTable) -> None:
    rows["artist"].append((number, *_texts(parts, "name", "realname", "profile", "data_quality")))
    for section, items in parts.lists.items():
        table = _ARTIST_TABLES[section]
        rows[table] += _text_rows(number, items) if table in _TEXT_TABLES else _link_rows(number, items)


_ARTIST_TABLES = {
    "urls": "artist_url",
    "namevariations": "artist_variation",
    "aliases": "artist_alias",
    "members": "artist_member",
    "groups": "artist_group",
}
_TEXT_TABLES = {"artist_url", "artist_variation"}


def _text_rows(number: int, items: Iterable[ItemFields]) -> list[TableRow]:
    """Return rows of record id, sequence and text."""
    return [(number, place, text or None) for place, (text,) in enumerate(items, 1)]


def _link_rows(number: int, items: Iterable[ItemFields]) -> list[TableRow]:
    """Return rows of record id, sequence, and another record's id and name."""
    return [(number, place, _id(linked_id), name or None) for place, (linked_id, name) in enumerate(items, 1)]


def _add_label(number: int, parts: RecordParts, rows: RowsByTable) -> None:
    texts = _texts(parts, "name", "contactinfo", "profile", "data_quality")
    parent = parts.texts.get("parentLabel@id", "")
    rows["label"].append((number, *texts, _id(parent), parts.texts.get("parentLabel") or None))
    rows["label_url"] += _text_rows(number, parts.lists.get("urls", ()))
    rows["label_sublabel"] += _link_rows(number, parts.lists.get("sublabels", ()))


def _add_master(number: int, parts: RecordParts, rows: RowsByTable) -> None:
    texts = parts.texts
    main, year = _id(texts.get("main_release", "")), _id(texts.get("year", "")) or None
    rows["master"].append((number, main, texts.get("title") or None, year, *_texts(parts, "notes", "data_quality")))
    rows["master_artist"] += _credits((number,), parts.lists.get("artists", ()))
    rows["master_genre"] += _text_rows(number, parts.lists.get("genres", ()))
    rows["master_style"] += _text_rows(number, parts.lists.get("styles", ()))
    rows["master_video"] += _videos(number, parts.lists.get("videos", ()))


def _credits(
    key: tuple[int, ...], artists: Iterable[ItemFields], end: tuple[Value, ...] = (), first: int = 1
) -> list[TableRow]:
    """Return a row for each credit: `key`, its sequence, counted from `first`, its fields, and `end`."""
    return [
        (
            *key,
            place,
            int(artist_id) if artist_id else None,
            name or None,
            anv or None,
            join or None,
            role or None,
            tracks or None,
            *end,
        )
        for place, (artist_id, name, anv, join, role, tracks) in enumerate(artists, first)
    ]


def _all_credits(key: tuple[int, ...], artists: list[ItemFields], extra_artists: list[ItemFields]) -> list[TableRow]:
    """Return the rows of main and other artists, in one sequence; their last column is `is_extra`."""
    return [*_credits(key, artists, (0,)), *_credits(key, extra_artists, (1,), len(artists) + 1)]


def _videos(number: int, videos: Iterable[ItemFields]) -> list[TableRow]:
    return [
        (number, place, src or None, whole_number(length), _flag(embed), title or None, description or None)
        for place, (src, length, embed, title, description) in enumerate(videos, 1)
    ]


def _labels(number: int, labels: Iterable[ItemFields]) -> list[TableRow]:
    return [
        (number, place, int(label_id) if label_id else None, name or None, catno or None)
        for place, (name, catno, label_id) in enumerate(labels, 1)
    ]


def _add_release(number: int, parts: RecordParts, rows: RowsByTable) -> None:
    lists = parts.lists
    rows["release"].append(_release(number, parts))
    rows["release_artist"] += _all_credits((number,), lists.get("artists", []), lists.get("extraartists", []))
    rows["release_label"] += _labels(number, lists.get("labels", ()))
    rows["release_series"] += _labels(number, lists.get("series", ()))
    for section, table in (("formats", "release_format"), ("identifiers", "release_identifier")):
        rows[table] += [
            (number, place, *[text or None for text in fields])
            for place, fields in enumerate(lists.get(section, ()), 1)
        ]
    rows["release_genre"] += _text_rows(number, lists.get("genres", ()))
    rows["release_style"] += _text_rows(number, lists.get("styles", ()))
    _add_tracks(number, parts.tracks, rows)
    rows["release_company"] += [
        (number, place, _id(company_id), *[text or None for text in texts])
        for place, (company_id, *texts) in enumerate(lists.get("companies", ()), 1)
    ]
    rows["release_video"] += _videos(number, lists.get("videos", ()))


def _release(number: int, parts: RecordParts) -> TableRow:
    texts = parts.texts
    return (
        number,
        *_texts(parts, "status", "title", "country", "released"),
        year_of(texts.get("released", "")),
        *_texts(parts, "notes", "data_quality"),
        _id(texts.get("master_id", "")) or None,
        _flag(texts.get("master_id@is_main_release")),
    )


def _add_tracks(
    number: int, tracks: list[TrackParts], rows: RowsByTable, parent: int | None = None, sequence: int = 0
) -> int:
    """Add tracks, each followed by its sub-tracks; return the sequence of the last one."""
    track_rows, artist_rows = rows["release_track"], rows["release_track_artist"]
    for position, title, duration, artists, extra_artists, sub_tracks in tracks:
        sequence += 1
        length = seconds(duration) if duration else None
        track_rows.append((number, sequence, parent, position or None, title or None, duration or None, length))
        if artists or extra_artists:
            artist_rows += _all_credits((number, sequence), artists, extra_artists)
        if sub_tracks:
            sequence = _add_tracks(number, sub_tracks, rows, sequence, sequence)
    return sequence
