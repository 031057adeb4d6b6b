"""Dumps for tests: written here, or real ones; and what an XML parser reads in them, told in the plainest way."""

import gzip
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from scraper.catalogue.backend import Catalogue, Loaded
from scraper.catalogue.ingest import dump, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import TABLES, Kind
from scraper.run.progress import Progress

SHARED = "shared/data/discogs-dump"
Expected = dict[str, list[tuple[Any, ...]]]

PLAIN = (
    '<release id="{}" status="Accepted"><artists><artist><id>1</id><name>The Persuader</name><anv></anv><join></join>'
    "<role></role><tracks></tracks></artist></artists><title>Stockholm</title>"
    '<labels><label name="Svek" catno="SK032" id="5"/></labels></release>'
)


def real_dump(kind: Kind) -> Path:
    """Return the file of real records of a kind; skip the test where there is none."""
    named = os.environ.get("SLEEVENOTES_RECORDS")
    places = [Path(named)] if named else [parent / SHARED for parent in Path(__file__).resolve().parents]
    for place in places:
        for file in place.glob(f"*_{kind}.xml.gz"):
            return file
    pytest.skip("there are no real records: name their folder in SLEEVENOTES_RECORDS, or put them into ../" + SHARED)


def written(folder: Path, kind: Kind, *records: str | bytes, month: str = "202608") -> Path:
    """Write records as a dump."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"discogs_{month}01_{kind}.xml.gz"
    body = b"\n".join(one.encode() if isinstance(one, str) else one for one in records)
    file.write_bytes(gzip.compress(b"<%b>\n%b\n</%b>\n" % (kind.encode(), body, kind.encode()), mtime=0))
    return file


def load(catalogue: Catalogue, file: Path, selection: Selection | None = None, **more: Any) -> Loaded | None:
    """Load a dump, all of it unless told otherwise."""
    quiet = Progress()
    return ingest(catalogue, dump(file), selection or Selection(), progress=quiet, **more)


def stored(catalogue: Catalogue, kind: Kind) -> Expected:
    """Return all rows of a kind's tables, by their keys."""
    return {table.name: sorted_rows(catalogue, table.name, table.columns) for table in TABLES[kind]}


def sorted_rows(catalogue: Catalogue, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return the rows of a table in the order of their keys."""
    keys = [name for name in columns if name in (columns[0], "track_sequence", "sequence")]
    return list(catalogue.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(keys)}"))


def expected(kind: Kind, file: Path) -> Expected:
    """Return the rows that a plain reading of the XML gives."""
    found: Expected = defaultdict(list)
    opened = gzip.decompress(file.read_bytes())
    reader = {"artists": _artist, "labels": _label, "masters": _master, "releases": _release}[kind]
    for record in ET.fromstring(opened):  # noqa: S314  # a trusted sample
        for table, row in reader(record):
            found[table].append(row)
    return {table.name: sorted(found[table.name], key=lambda row: _key(row, table.columns)) for table in TABLES[kind]}


def _key(row: tuple[Any, ...], columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[at] for at, name in enumerate(columns) if at == 0 or name in ("track_sequence", "sequence"))


def _text(record: ET.Element, path: str) -> str | None:
    found = record.find(path)
    return _clean(found.text) if found is not None else None


def _clean(text: str | None) -> str | None:
    return (text or "").replace("\r\n", "\n") or None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


Rows = Iterator[tuple[str, tuple[Any, ...]]]


def _artist(record: ET.Element) -> Rows:
    own = _number(_text(record, "id"))
    yield "artist", (own, *[_text(record, tag) for tag in ("name", "realname", "profile", "data_quality")])
    for table, path in (("artist_url", "urls/url"), ("artist_variation", "namevariations/name")):
        for place, one in enumerate(record.iterfind(path), 1):
            yield table, (own, place, _clean(one.text))
    for table, path in (("alias", "aliases/name"), ("member", "members/name"), ("group", "groups/name")):
        for place, one in enumerate(record.iterfind(path), 1):
            yield f"artist_{table}", (own, place, _number(one.get("id")), _clean(one.text))


def _label(record: ET.Element) -> Rows:
    own = _number(_text(record, "id"))
    parent = record.find("parentLabel")
    above = (_number(parent.get("id")), _clean(parent.text)) if parent is not None else (None, None)
    yield "label", (own, *[_text(record, tag) for tag in ("name", "contactinfo", "profile", "data_quality")], *above)
    for place, one in enumerate(record.iterfind("urls/url"), 1):
        yield "label_url", (own, place, _clean(one.text))
    for place, one in enumerate(record.iterfind("sublabels/label"), 1):
        yield "label_sublabel", (own, place, _number(one.get("id")), _clean(one.text))


def _master(record: ET.Element) -> Rows:
    own, main = _number(record.get("id")), _number(_text(record, "main_release"))
    year = _number(_text(record, "year")) or None
    yield "master", (own, main, _text(record, "title"), year, _text(record, "notes"), _text(record, "data_quality"))
    for place, one in enumerate(record.iterfind("artists/artist"), 1):
        yield "master_artist", (own, place, *_credit(one))
    yield from _words(record, own, "master")
    yield from _videos(record, own, "master")


def _words(record: ET.Element, own: int | None, parent: str) -> Rows:
    for name in ("genre", "style"):
        for place, one in enumerate(record.iterfind(f"{name}s/{name}"), 1):
            yield f"{parent}_{name}", (own, place, _clean(one.text))


def _videos(record: ET.Element, own: int | None, parent: str) -> Rows:
    for place, one in enumerate(record.iterfind("videos/video"), 1):
        embed = {"true": 1, "false": 0}[one.get("embed", "")]
        told = (one.get("src"), _number(one.get("duration")), embed, _text(one, "title"), _text(one, "description"))
        yield f"{parent}_video", (own, place, *told)


def _credit(one: ET.Element) -> tuple[Any, ...]:
    return (_number(_text(one, "id")), *[_text(one, tag) for tag in ("name", "anv", "join", "role", "tracks")])


def _credits(record: ET.Element) -> list[tuple[Any, ...]]:
    main, extra = record.findall("artists/artist"), record.findall("extraartists/artist")
    found = [(*_credit(one), 0) for one in main] + [(*_credit(one), 1) for one in extra]
    return [(place, *row) for place, row in enumerate(found, 1)]


def _release(record: ET.Element) -> Rows:
    own = int(record.get("id", ""))
    yield "release", _release_row(record, own)
    yield from (("release_artist", (own, *row)) for row in _credits(record))
    yield from _words(record, own, "release")
    yield from _videos(record, own, "release")
    yield from _lists(record, own)
    yield from _tracks(record, own)
    yield "release_index", _index(record, own)


def _release_row(record: ET.Element, own: int) -> tuple[Any, ...]:
    told = [_text(record, tag) for tag in ("title", "country", "released")]
    master = record.find("master_id")
    flag = {"true": 1, "false": 0}[master.get("is_main_release", "")] if master is not None else None
    rest = (_text(record, "notes"), _text(record, "data_quality"), _number(_text(record, "master_id")) or None, flag)
    return (own, record.get("status"), *told, _year(told[2]), *rest)


def _year(released: str | None) -> int | None:
    return int(released[:4]) or None if released and re.fullmatch("[0-9]{4}", released[:4]) else None


def _lists(record: ET.Element, own: int) -> Rows:
    for path, table in (("labels/label", "release_label"), ("series/series", "release_series")):
        for place, one in enumerate(record.iterfind(path), 1):
            yield table, (own, place, _number(one.get("id")), _clean(one.get("name")), _clean(one.get("catno")))
    for place, one in enumerate(record.iterfind("formats/format"), 1):
        words = [_clean(word.text) or "" for word in one.iterfind("descriptions/description")]
        told = [_clean(one.get(name)) for name in ("name", "qty", "text")]
        yield "release_format", (own, place, *told, json.dumps(words, ensure_ascii=False) if words else None)
    for place, one in enumerate(record.iterfind("identifiers/identifier"), 1):
        told = [_clean(one.get(name)) for name in ("type", "description", "value")]
        yield "release_identifier", (own, place, *told)
    for place, one in enumerate(record.iterfind("companies/company"), 1):
        told = [_text(one, tag) for tag in ("name", "catno", "entity_type", "entity_type_name")]
        yield "release_company", (own, place, _number(_text(one, "id")), *told)


def _tracks(record: ET.Element, own: int) -> Rows:
    sequence = 0
    for track in record.iterfind("tracklist/track"):
        sequence += 1
        parent = sequence
        yield from _track(track, own, sequence, None)
        for part in track.iterfind("sub_tracks/track"):
            sequence += 1
            yield from _track(part, own, sequence, parent)


def _track(track: ET.Element, own: int, sequence: int, parent: int | None) -> Rows:
    position, title, duration = (_text(track, tag) for tag in ("position", "title", "duration"))
    yield "release_track", (own, sequence, parent, position, title, duration, _seconds(duration))
    yield from (("release_track_artist", (own, sequence, *row)) for row in _credits(track))


def _seconds(duration: str | None) -> int | None:
    if not duration or not re.fullmatch(r"(\d+:)?\d+:[0-5]\d", duration):
        return None
    hours, minutes, seconds = ["0", *duration.split(":")][-3:]
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _index(record: ET.Element, own: int) -> tuple[Any, ...]:
    codes = [one.get("value", "") for one in record.iterfind("identifiers/identifier[@type='Barcode']")]
    labels = record.findall("labels/label")
    return (
        own,
        _number(_text(record, "master_id")) or None,
        _text(record, "title"),
        _line(record.findall("artists/artist")),
        _year(_text(record, "released")),
        _text(record, "country"),
        _joined([one.get("name", "") for one in record.iterfind("formats/format")], ", "),
        _joined([_clean(one.get("name")) or "" for one in labels], ", "),
        _joined([one.get("catno", "") for one in labels], ", "),
        _joined([re.sub("[^0-9]", "", code) for code in codes], " "),
    )


def _joined(texts: list[str], between: str) -> str | None:
    kept: list[str] = []
    kept += [text for at, text in enumerate(texts) if text and text not in texts[:at]]
    return between.join(kept) or None


def _line(artists: list[ET.Element]) -> str:
    line = ""
    for place, one in enumerate(artists):
        name = (_text(one, "name") or "").strip()
        name = (_text(one, "anv") or "").strip() or re.sub(r" \([1-9][0-9]{0,2}\)$", "", name)
        join = (_text(one, "join") or "").strip() or ","
        line += name
        if place < len(artists) - 1:
            line += f"{join} " if join[0] in ",;:" else f" {join} "
    return line
