"""A record's rows as a card for people. Pure."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scraper.app.catalogue.show import Record, ShownRecord
from scraper.domain.catalogue_numbers import catalogue_number, without_missing_numbers
from scraper.domain.credits import display_name, joined
from scraper.domain.words import length, plain, plural, released

_LISTED = 25
"""Records of an artist, a label or a master that a card names; --json has all."""


def card(shown: ShownRecord) -> list[str]:
    """Return the lines about a record of any kind."""
    releases = shown.releases or ()
    match shown.kind:
        case "releases":
            return _release_card(shown.record)
        case "masters":
            return _master_card(shown.record, releases)
        case "artists":
            return _artist_card(shown.record, shown.name, releases)
        case "labels":
            return _label_card(shown.record, shown.name, releases)


def _release_card(record: Record) -> list[str]:
    """Return the lines about a release."""
    index = record.get("release_index", {})
    head = _title(index.get("artists") or _credited(_main(record)), index.get("title") or record.get("title"))
    facts = [
        ("Release", str(record["release_id"])),
        ("Master", _number(index.get("master_id"))),
        (
            "Label",
            _labels(record)
            or _joined([names_shown(index.get("labels") or ""), without_missing_numbers(index.get("catnos") or "")]),
        ),
        ("Format", _formats(record) or index.get("formats")),
        ("Country", record.get("country") or index.get("country")),
        ("Released", released(record.get("released") or "") or _number(index.get("year"))),
        ("Genre", _joined(row["genre"] for row in record.get("release_genre", ()))),
        ("Style", _joined(row["style"] for row in record.get("release_style", ()))),
        ("Series", _names(record, "release_series")),
        ("Barcode", index.get("barcodes")),
    ]
    return [head, "", *_facts(facts), *_tracks(record), *_credits(record), *_text("Notes", record.get("notes"))]


def _artist_card(record: Record, name: str, releases: Sequence[Record]) -> list[str]:
    """Return the lines about an artist; `record` is {} where only credits tell of them."""
    facts = [
        ("Artist", _number(record.get("artist_id"))),
        ("Real name", display_name(record.get("realname") or "")),
        ("Aliases", _names(record, "artist_alias")),
        ("Also", _names(record, "artist_variation")),
        ("Members", _names(record, "artist_member")),
        ("In", _names(record, "artist_group")),
        ("Sites", _joined(row["url"] for row in record.get("artist_url", ()))),
    ]
    return [_shown(name), "", *_facts(facts), *_text("Profile", record.get("profile")), *_records(releases)]


def _label_card(record: Record, name: str, releases: Sequence[Record]) -> list[str]:
    """Return the lines about a label; `record` is {} where only releases tell of it."""
    facts = [
        ("Label", _number(record.get("label_id"))),
        ("Part of", display_name(record.get("parent_name") or "")),
        ("Sublabels", _names(record, "label_sublabel")),
        ("Contact", record.get("contact_info")),
        ("Sites", _joined(row["url"] for row in record.get("label_url", ()))),
    ]
    return [_shown(name), "", *_facts(facts), *_text("Profile", record.get("profile")), *_records(releases)]


def _master_card(record: Record, releases: Sequence[Record]) -> list[str]:
    """Return the lines about an album and its pressings; `record` is {} where only releases tell of it."""
    first = releases[0] if releases else {}
    head = _title(
        _credited(record.get("master_artist", ())) or first.get("artists"), record.get("title") or first.get("title")
    )
    facts = [
        ("Master", _number(record.get("master_id") or first.get("master_id"))),
        ("Year", _number(record.get("year"))),
        ("Main", _number(record.get("main_release"))),
        ("Genre", _joined(row["genre"] for row in record.get("master_genre", ()))),
        ("Style", _joined(row["style"] for row in record.get("master_style", ()))),
    ]
    return [head, "", *_facts(facts), *_text("Notes", record.get("notes")), *_records(releases)]


def _title(artists: str | None, title: str | None) -> str:
    return " – ".join(plain(text) for text in (artists, title) if text) or "(no title)"


def _facts(facts: Iterable[tuple[str, str | None]]) -> list[str]:
    rows = [(name, plain(text)) for name, text in facts if text]
    width = max((len(name) for name, _ in rows), default=0)
    return [f"{name:<{width}}  {text}" for name, text in rows]


def _text(name: str, text: str | None) -> list[str]:
    lines = [plain(line) for line in (text or "").splitlines()]
    return ["", name, *(f"  {line}".rstrip() for line in lines)] if any(lines) else []


def _tracks(record: Record) -> Iterator[str]:
    rows = record.get("release_track", ())
    if not rows:
        return
    credits_of: dict[Any, list[Record]] = {}
    for row in record.get("release_track_artist", ()):
        if not row["is_extra"]:
            credits_of.setdefault(row["track_sequence"], []).append(row)
    yield from ("", "Tracks")
    width = max(len(plain(row["position"] or "")) for row in rows)
    for row in rows:
        by = _credited(credits_of.get(row["sequence"], ()))
        title = _title(by, row["title"])
        long = length(row["seconds"]) if row["seconds"] else plain(row["duration"] or "")
        indent = "  " if row["parent"] else ""
        yield f"  {plain(row['position'] or ''):<{width}}  {indent}{title}{f'  {long}' if long else ''}".rstrip()


def _credits(record: Record) -> Iterator[str]:
    rows = [row for row in record.get("release_artist", ()) if row["is_extra"]]
    if rows:
        yield from ("", "Credits")
    for row in rows:
        tracks = f" ({plain(row['tracks'])})" if row["tracks"] else ""
        yield f"  {plain(row['role'] or '')}: {_printed(row)}{tracks}"


def _main(record: Record) -> list[Record]:
    return [row for row in record.get("release_artist", ()) if not row["is_extra"]]


def _credited(rows: Iterable[Record]) -> str:
    text, join = "", ""
    for row in rows:
        text += f"{joined(join)}{_printed(row)}" if text else _printed(row)
        join = row["join_phrase"] or ""
    return text


def _printed(row: Record) -> str:
    return plain(display_name(row["anv"] or "") or display_name(row["name"] or ""))


def _labels(record: Record) -> str:
    return _joined(
        _joined([display_name(row["name"] or ""), catalogue_number(row["catno"] or "")], " ")
        for row in record.get("release_label", ())
    )


def _labels_of(index: Record) -> str:
    """Return what the search index knows of a release's labels."""
    return _joined([names_shown(index.get("labels") or ""), without_missing_numbers(index.get("catnos") or "")])


def _formats(record: Record) -> str:
    formats = []
    for row in record.get("release_format", ()):
        many = f"{row['quantity']} × " if row["quantity"] not in (None, "1") else ""
        more = [*json.loads(row["descriptions"] or "[]"), *([row["text"]] if row["text"] else [])]
        formats.append(f"{many}{', '.join([row['name'] or '', *more])}")
    return _joined(formats, "; ")


def _names(record: Record, table: str) -> str:
    return _joined(dict.fromkeys(display_name(row["name"] or "") for row in record.get(table, ())))


def names_shown(names: str) -> str:
    """Return names that ', ' joins as they are shown, each once."""
    return _joined(dict.fromkeys(map(display_name, names.split(", "))))


def _records(releases: Sequence[Record]) -> list[str]:
    if not releases:
        return []
    shown = [
        f"  {row['release_id']}  {row['year'] or '    '}  {_title(row['artists'], row['title'])}"
        f"{_about(row['formats'], row['country'])}"
        for row in releases[:_LISTED]
    ]
    more = len(releases) - len(shown)
    rest = [f"  … and {more:,} more, all of them with --json"] if more else []
    return ["", plural(len(releases), "record") + " in the catalogue", *shown, *rest]


def _about(*texts: str | None) -> str:
    about = _joined(texts)
    return f"  ({plain(about)})" if about else ""


def _joined(texts: Iterable[str | None], between: str = ", ") -> str:
    return between.join(text for text in texts if text)


def _number(value: object) -> str:
    return str(value) if value else ""


def _shown(name: str) -> str:
    return plain(display_name(name))
