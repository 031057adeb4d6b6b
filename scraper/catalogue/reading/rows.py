"""Records taken apart, as rows of the catalogue's tables. Pure."""

from collections.abc import Iterable, Sequence

from scraper.catalogue.backend import Value
from scraper.catalogue.reading.parts import Part, Parts
from scraper.catalogue.reading.text import BadRecord, seconds, whole_number, year_of
from scraper.catalogue.tables import Kind
from scraper.domain.credits import display_name, joined

Rows = dict[str, list[Sequence[Value]]]
"""Rows by table."""

Tuples = Iterable[tuple[str, ...]]


def own_id(parts: Parts) -> int:
    """Return a record's id; raise BadRecord where it has none."""
    number = whole_number(parts.texts.get("id", ""))
    if number is None:
        raise BadRecord("it has no id")
    return number


def add(kind: Kind, number: int, parts: Parts, rows: Rows) -> None:
    """Add a record's rows."""
    match kind:
        case "artists":
            _add_artist(number, parts, rows)
        case "labels":
            _add_label(number, parts, rows)
        case "masters":
            _add_master(number, parts, rows)
        case "releases":
            _add_release(number, parts, rows)
            add_index(number, parts, rows)


def add_index(number: int, parts: Parts, rows: Rows) -> None:
    """Add a release's one searchable row."""
    texts, lists = parts.texts, parts.lists
    labels = lists.get("labels", ())
    barcodes = [digits(value) for kind, _, value in lists.get("identifiers", ()) if kind == "Barcode"]
    rows["release_index"].append(
        (
            number,
            _id(texts.get("master_id", "")) or None,
            texts.get("title") or None,
            credited(lists.get("artists", [])) or None,
            year_of(texts.get("released", "")),
            texts.get("country") or None,
            _list(name for name, *_ in lists.get("formats", ())),
            _list(name for name, _, _ in labels),
            _list(catno for _, catno, _ in labels),
            " ".join(dict.fromkeys(filter(None, barcodes))) or None,
        )
    )


def digits(text: str) -> str:
    """Return the figures of a text."""
    return text if text.isdecimal() and text.isascii() else "".join(one for one in text if "0" <= one <= "9")


def credited(artists: Sequence[tuple[str, ...]]) -> str:
    """Return the credited artists as one text, as they are shown."""
    last = len(artists) - 1
    return "".join(
        f"{anv.strip() or display_name(name)}{joined(join) if place < last else ''}"
        for place, (_, name, anv, join, _, _) in enumerate(artists)
    )


def _list(texts: Iterable[str]) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, texts))) or None


def _id(text: str) -> int | None:
    return int(text) if text else None


def _flag(text: str | None) -> int | None:
    return {"true": 1, "false": 0}.get(text or "")


def _texts(parts: Parts, *names: str) -> list[str | None]:
    return [parts.texts.get(name) or None for name in names]


def _add_artist(number: int, parts: Parts, rows: Rows) -> None:
    rows["artist"].append((number, *_texts(parts, "name", "realname", "profile", "data_quality")))
    for section, items in parts.lists.items():
        table = _ARTIST_TABLES[section]
        if table in _PLAIN:
            rows[table] += _plain(number, items)
        else:
            rows[table] += [(number, place, _id(one), name or None) for place, (one, name) in enumerate(items, 1)]


_ARTIST_TABLES = {
    "urls": "artist_url",
    "namevariations": "artist_variation",
    "aliases": "artist_alias",
    "members": "artist_member",
    "groups": "artist_group",
}
_PLAIN = {"artist_url", "artist_variation"}


def _plain(number: int, items: Tuples) -> list[Sequence[Value]]:
    return [(number, place, text or None) for place, (text,) in enumerate(items, 1)]


def _add_label(number: int, parts: Parts, rows: Rows) -> None:
    texts = _texts(parts, "name", "contactinfo", "profile", "data_quality")
    parent = parts.texts.get("parentLabel@id", "")
    rows["label"].append((number, *texts, _id(parent), parts.texts.get("parentLabel") or None))
    rows["label_url"] += _plain(number, parts.lists.get("urls", ()))
    sublabels = enumerate(parts.lists.get("sublabels", ()), 1)
    rows["label_sublabel"] += [(number, place, _id(one), name or None) for place, (one, name) in sublabels]


def _add_master(number: int, parts: Parts, rows: Rows) -> None:
    texts = parts.texts
    main, year = _id(texts.get("main_release", "")), _id(texts.get("year", "")) or None
    rows["master"].append((number, main, texts.get("title") or None, year, *_texts(parts, "notes", "data_quality")))
    rows["master_artist"] += _credits((number,), parts.lists.get("artists", ()))
    rows["master_genre"] += _plain(number, parts.lists.get("genres", ()))
    rows["master_style"] += _plain(number, parts.lists.get("styles", ()))
    rows["master_video"] += _videos(number, parts.lists.get("videos", ()))


def _credits(
    key: tuple[int, ...], artists: Tuples, end: tuple[Value, ...] = (), first: int = 1
) -> list[Sequence[Value]]:
    return [
        (
            *key,
            place,
            int(one) if one else None,
            name or None,
            anv or None,
            join or None,
            role or None,
            tracks or None,
            *end,
        )
        for place, (one, name, anv, join, role, tracks) in enumerate(artists, first)
    ]


def _all_credits(
    key: tuple[int, ...], artists: list[tuple[str, ...]], extras: list[tuple[str, ...]]
) -> list[Sequence[Value]]:
    return [*_credits(key, artists, (0,)), *_credits(key, extras, (1,), len(artists) + 1)]


def _videos(number: int, videos: Tuples) -> list[Sequence[Value]]:
    return [
        (number, place, src or None, whole_number(length), _flag(embed), title or None, description or None)
        for place, (src, length, embed, title, description) in enumerate(videos, 1)
    ]


def _labels(number: int, labels: Tuples) -> list[Sequence[Value]]:
    return [
        (number, place, int(one) if one else None, name or None, catno or None)
        for place, (name, catno, one) in enumerate(labels, 1)
    ]


def _add_release(number: int, parts: Parts, rows: Rows) -> None:
    lists = parts.lists
    rows["release"].append(_release(number, parts))
    rows["release_artist"] += _all_credits((number,), lists.get("artists", []), lists.get("extraartists", []))
    rows["release_label"] += _labels(number, lists.get("labels", ()))
    rows["release_series"] += _labels(number, lists.get("series", ()))
    for section, table in (("formats", "release_format"), ("identifiers", "release_identifier")):
        rows[table] += [
            (number, place, *[text or None for text in one]) for place, one in enumerate(lists.get(section, ()), 1)
        ]
    rows["release_genre"] += _plain(number, lists.get("genres", ()))
    rows["release_style"] += _plain(number, lists.get("styles", ()))
    _add_tracks(number, parts.tracks, rows)
    rows["release_company"] += [
        (number, place, _id(one), *[text or None for text in told])
        for place, (one, *told) in enumerate(lists.get("companies", ()), 1)
    ]
    rows["release_video"] += _videos(number, lists.get("videos", ()))


def _release(number: int, parts: Parts) -> Sequence[Value]:
    texts = parts.texts
    return (
        number,
        *_texts(parts, "status", "title", "country", "released"),
        year_of(texts.get("released", "")),
        *_texts(parts, "notes", "data_quality"),
        _id(texts.get("master_id", "")) or None,
        _flag(texts.get("master_id@is_main_release")),
    )


def _add_tracks(number: int, tracks: list[Part], rows: Rows, parent: int | None = None, sequence: int = 0) -> int:
    """Add tracks and their parts in the order of the document; return the last one's sequence."""
    own, credits_ = rows["release_track"], rows["release_track_artist"]
    for position, title, duration, artists, extras, parts in tracks:
        sequence += 1
        length = seconds(duration) if duration else None
        own.append((number, sequence, parent, position or None, title or None, duration or None, length))
        if artists or extras:
            credits_ += _all_credits((number, sequence), artists, extras)
        if parts:
            sequence = _add_tracks(number, parts, rows, sequence, sequence)
    return sequence
