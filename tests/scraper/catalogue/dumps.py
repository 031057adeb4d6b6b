"""Dumps for tests, written or real, and the rows that a simple use of an XML parser finds in them."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import real_records
from catalogue_rows import rows_of

from scraper.catalogue.backend import Catalogue, LoadSummary
from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import DUMP_KINDS, TABLES, DumpKind
from scraper.run.progress import Progress

Expected = dict[str, list[tuple[Any, ...]]]
"""TablesAndRows by table, in the order of their keys."""

PLAIN = (
    '<release id="{}" status="Accepted"><artists><artist><id>1</id><name>The Persuader</name><anv></anv><join></join>'
    "<role></role><tracks></tracks></artist></artists><title>Stockholm</title>"
    '<labels><label name="Svek" catno="SK032" id="5"/></labels></release>'
)


def real_dump(kind: DumpKind) -> Path:
    """Return the file of real records of a kind; skip the test where there is none."""
    (file,) = real_records.folder().glob(f"*_{kind}.xml.gz")
    return file


def written(folder: Path, kind: DumpKind, *records: str | bytes, month: str = "202608") -> Path:
    """Write records as a dump of a kind and month; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"discogs_{month}01_{kind}.xml.gz"
    body = b"\n".join(record.encode() if isinstance(record, str) else record for record in records)
    file.write_bytes(gzip.compress(b"<%b>\n%b\n</%b>\n" % (kind.encode(), body, kind.encode()), mtime=0))
    return file


def load(catalogue: Catalogue, file: Path, selection: Selection | None = None, **more: Any) -> LoadSummary | None:
    """Load a dump: every record, unless a selection is given."""
    quiet = Progress()
    return ingest(catalogue, dump_file(file), selection or Selection(), progress=quiet, **more)


def load_real_dumps(catalogue: Catalogue) -> None:
    """Load all real records."""
    for kind in DUMP_KINDS:
        load(catalogue, real_dump(kind), workers=0)


def stored(catalogue: Catalogue, kind: DumpKind) -> Expected:
    """Return all rows of a kind's tables."""
    return {table.name: [tuple(row) for row in rows_of(catalogue, table.name)] for table in TABLES[kind]}


def expected(kind: DumpKind, file: Path) -> Expected:
    """Return the rows that a load of the file should store."""
    rows: Expected = defaultdict(list)
    text = gzip.decompress(file.read_bytes())
    reader = {"artists": _artist, "labels": _label, "masters": _master, "releases": _release}[kind]
    for record in ET.fromstring(text):  # noqa: S314  # a trusted sample
        for table, row in reader(record):
            rows[table].append(row)
    return {table.name: sorted(rows[table.name], key=lambda row: _key(row, table.columns)) for table in TABLES[kind]}


def _key(row: tuple[Any, ...], columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[at] for at, name in enumerate(columns) if at == 0 or name in ("track_sequence", "sequence"))


def _text(record: ET.Element, path: str) -> str | None:
    element = record.find(path)
    return _clean(element.text) if element is not None else None


def _clean(text: str | None) -> str | None:
    return (text or "").replace("\r\n", "\n") or None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


TablesAndRows = Iterator[tuple[str, tuple[Any, ...]]]


def _artist(record: ET.Element) -> TablesAndRows:
    own = _number(_text(record, "id"))
    yield "artist", (own, *[_text(record, tag) for tag in ("name", "realname", "profile", "data_quality")])
    for table, path in (("artist_url", "urls/url"), ("artist_variation", "namevariations/name")):
        for place, text in enumerate(record.iterfind(path), 1):
            yield table, (own, place, _clean(text.text))
    for table, path in (("alias", "aliases/name"), ("member", "members/name"), ("group", "groups/name")):
        for place, artist in enumerate(record.iterfind(path), 1):
            yield f"artist_{table}", (own, place, _number(artist.get("id")), _clean(artist.text))


def _label(record: ET.Element) -> TablesAndRows:
    own = _number(_text(record, "id"))
    parent = record.find("parentLabel")
    above = (_number(parent.get("id")), _clean(parent.text)) if parent is not None else (None, None)
    yield "label", (own, *[_text(record, tag) for tag in ("name", "contactinfo", "profile", "data_quality")], *above)
    for place, url in enumerate(record.iterfind("urls/url"), 1):
        yield "label_url", (own, place, _clean(url.text))
    for place, label in enumerate(record.iterfind("sublabels/label"), 1):
        yield "label_sublabel", (own, place, _number(label.get("id")), _clean(label.text))


def _master(record: ET.Element) -> TablesAndRows:
    own, main = _number(record.get("id")), _number(_text(record, "main_release"))
    year = _number(_text(record, "year")) or None
    yield "master", (own, main, _text(record, "title"), year, _text(record, "notes"), _text(record, "data_quality"))
    for place, artist in enumerate(record.iterfind("artists/artist"), 1):
        yield "master_artist", (own, place, *_credit(artist))
    yield from _words(record, own, "master")
    yield from _videos(record, own, "master")


def _words(record: ET.Element, own: int | None, parent: str) -> TablesAndRows:
    for name in ("genre", "style"):
        for place, word in enumerate(record.iterfind(f"{name}s/{name}"), 1):
            yield f"{parent}_{name}", (own, place, _clean(word.text))


def _videos(record: ET.Element, own: int | None, parent: str) -> TablesAndRows:
    for place, video in enumerate(record.iterfind("videos/video"), 1):
        embed = {"true": 1, "false": 0}[video.get("embed", "")]
        texts = (_text(video, "title"), _text(video, "description"))
        yield f"{parent}_video", (own, place, video.get("src"), _number(video.get("duration")), embed, *texts)


def _credit(artist: ET.Element) -> tuple[Any, ...]:
    return (_number(_text(artist, "id")), *[_text(artist, tag) for tag in ("name", "anv", "join", "role", "tracks")])


def _credits(record: ET.Element) -> list[tuple[Any, ...]]:
    main, extra = record.findall("artists/artist"), record.findall("extraartists/artist")
    rows = [(*_credit(artist), 0) for artist in main] + [(*_credit(artist), 1) for artist in extra]
    return [(place, *row) for place, row in enumerate(rows, 1)]


def _release(record: ET.Element) -> TablesAndRows:
    own = int(record.get("id", ""))
    yield "release", _release_row(record, own)
    yield from (("release_artist", (own, *row)) for row in _credits(record))
    yield from _words(record, own, "release")
    yield from _videos(record, own, "release")
    yield from _lists(record, own)
    yield from _tracks(record, own)
    yield "release_index", _index(record, own)


def _release_row(record: ET.Element, own: int) -> tuple[Any, ...]:
    texts = [_text(record, tag) for tag in ("title", "country", "released")]
    master = record.find("master_id")
    flag = {"true": 1, "false": 0}[master.get("is_main_release", "")] if master is not None else None
    rest = (_text(record, "notes"), _text(record, "data_quality"), _number(_text(record, "master_id")) or None, flag)
    return (own, record.get("status"), *texts, _year(texts[2]), *rest)


def _year(released: str | None) -> int | None:
    return int(released[:4]) or None if released and re.fullmatch("[0-9]{4}", released[:4]) else None


def _lists(record: ET.Element, own: int) -> TablesAndRows:
    for path, table in (("labels/label", "release_label"), ("series/series", "release_series")):
        for place, label in enumerate(record.iterfind(path), 1):
            yield table, (own, place, _number(label.get("id")), _clean(label.get("name")), _clean(label.get("catno")))
    for place, medium in enumerate(record.iterfind("formats/format"), 1):
        words = [_clean(word.text) or "" for word in medium.iterfind("descriptions/description")]
        texts = [_clean(medium.get(name)) for name in ("name", "qty", "text")]
        yield "release_format", (own, place, *texts, json.dumps(words, ensure_ascii=False) if words else None)
    for place, identifier in enumerate(record.iterfind("identifiers/identifier"), 1):
        texts = [_clean(identifier.get(name)) for name in ("type", "description", "value")]
        yield "release_identifier", (own, place, *texts)
    for place, company in enumerate(record.iterfind("companies/company"), 1):
        texts = [_text(company, tag) for tag in ("name", "catno", "entity_type", "entity_type_name")]
        yield "release_company", (own, place, _number(_text(company, "id")), *texts)


def _tracks(record: ET.Element, own: int) -> TablesAndRows:
    sequence = 0
    for track in record.iterfind("tracklist/track"):
        sequence += 1
        parent = sequence
        yield from _track(track, own, sequence, None)
        for part in track.iterfind("sub_tracks/track"):
            sequence += 1
            yield from _track(part, own, sequence, parent)


def _track(track: ET.Element, own: int, sequence: int, parent: int | None) -> TablesAndRows:
    position, title, duration = (_text(track, tag) for tag in ("position", "title", "duration"))
    yield "release_track", (own, sequence, parent, position, title, duration, _seconds(duration))
    yield from (("release_track_artist", (own, sequence, *row)) for row in _credits(track))


def _seconds(duration: str | None) -> int | None:
    if not duration or not re.fullmatch(r"(\d+:)?\d+:[0-5]\d", duration):
        return None
    hours, minutes, seconds = ["0", *duration.split(":")][-3:]
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _index(record: ET.Element, own: int) -> tuple[Any, ...]:
    barcodes = [code.get("value", "") for code in record.iterfind("identifiers/identifier[@type='Barcode']")]
    labels = record.findall("labels/label")
    return (
        own,
        _number(_text(record, "master_id")) or None,
        _text(record, "title"),
        _artist_line(record.findall("artists/artist")),
        _year(_text(record, "released")),
        _text(record, "country"),
        _joined([medium.get("name", "") for medium in record.iterfind("formats/format")], ", "),
        _joined([_clean(label.get("name")) or "" for label in labels], ", "),
        _joined(_numbers([label.get("catno") for label in labels]), ", "),
        _joined([re.sub("[^0-9]", "", barcode) for barcode in barcodes], " "),
        _joined(_numbers([company.findtext("catno") for company in record.iterfind("companies/company")]), ", "),
    )


def _numbers(catnos: list[str | None]) -> list[str]:
    return [catno for catno in catnos if catno and catno.lower() != "none"]


def _joined(texts: list[str], between: str) -> str | None:
    kept: list[str] = []
    kept += [text for at, text in enumerate(texts) if text and text not in texts[:at]]
    return between.join(kept) or None


def _artist_line(artists: list[ET.Element]) -> str:
    line = ""
    for place, artist in enumerate(artists):
        name = (_text(artist, "name") or "").strip()
        name = (_text(artist, "anv") or "").strip() or re.sub(r" \([1-9][0-9]{0,2}\)$", "", name)
        join = (_text(artist, "join") or "").strip() or ","
        line += name
        if place < len(artists) - 1:
            line += f"{join} " if join[0] in ",;:" else f" {join} "
    return line
