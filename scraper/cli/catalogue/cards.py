"""A record's rows as a card for people. Pure."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scraper.catalogue.records import Record
from scraper.domain.credits import display_name, joined
from scraper.domain.words import length, plain, plural, released

_LISTED = 25
"""Records of an artist, a label or a master that a card names; --json has all."""


def release_card(found: Record) -> list[str]:
    """Return the lines about a release."""
    index = found.get("release_index", {})
    head = _title(index.get("artists") or _credited(_main(found)), index.get("title") or found.get("title"))
    facts = [
        ("Release", str(found["release_id"])),
        ("Master", _number(index.get("master_id"))),
        ("Label", _labels(found) or _joined([index.get("labels"), index.get("catnos")])),
        ("Format", _formats(found) or index.get("formats")),
        ("Country", found.get("country") or index.get("country")),
        ("Released", released(found.get("released") or "") or _number(index.get("year"))),
        ("Genre", _joined(row["genre"] for row in found.get("release_genre", ()))),
        ("Style", _joined(row["style"] for row in found.get("release_style", ()))),
        ("Series", _joined(row["name"] for row in found.get("release_series", ()))),
        ("Barcode", index.get("barcodes")),
    ]
    return [head, "", *_facts(facts), *_tracks(found), *_credits(found), *_text("Notes", found.get("notes"))]


def artist_card(found: Record, name: str, releases: Sequence[Record]) -> list[str]:
    """Return the lines about an artist; `found` is {} where only credits tell of them."""
    facts = [
        ("Artist", _number(found.get("artist_id"))),
        ("Real name", found.get("realname")),
        ("Aliases", _names(found, "artist_alias")),
        ("Also", _names(found, "artist_variation")),
        ("Members", _names(found, "artist_member")),
        ("In", _names(found, "artist_group")),
        ("Sites", _joined(row["url"] for row in found.get("artist_url", ()))),
    ]
    return [_shown(name), "", *_facts(facts), *_text("Profile", found.get("profile")), *_records(releases)]


def label_card(found: Record, name: str, releases: Sequence[Record]) -> list[str]:
    """Return the lines about a label; `found` is {} where only releases tell of it."""
    facts = [
        ("Label", _number(found.get("label_id"))),
        ("Part of", found.get("parent_name")),
        ("Sublabels", _names(found, "label_sublabel")),
        ("Contact", found.get("contact_info")),
        ("Sites", _joined(row["url"] for row in found.get("label_url", ()))),
    ]
    return [_shown(name), "", *_facts(facts), *_text("Profile", found.get("profile")), *_records(releases)]


def master_card(found: Record, releases: Sequence[Record]) -> list[str]:
    """Return the lines about an album and its pressings; `found` is {} where only releases tell of it."""
    first = releases[0] if releases else {}
    head = _title(
        _credited(found.get("master_artist", ())) or first.get("artists"), found.get("title") or first.get("title")
    )
    facts = [
        ("Master", _number(found.get("master_id") or first.get("master_id"))),
        ("Year", _number(found.get("year"))),
        ("Main", _number(found.get("main_release"))),
        ("Genre", _joined(row["genre"] for row in found.get("master_genre", ()))),
        ("Style", _joined(row["style"] for row in found.get("master_style", ()))),
    ]
    return [head, "", *_facts(facts), *_text("Notes", found.get("notes")), *_records(releases)]


def _title(artists: str | None, title: str | None) -> str:
    return " – ".join(plain(text) for text in (artists, title) if text) or "(no title)"


def _facts(facts: Iterable[tuple[str, str | None]]) -> list[str]:
    told = [(name, plain(text)) for name, text in facts if text]
    width = max((len(name) for name, _ in told), default=0)
    return [f"{name:<{width}}  {text}" for name, text in told]


def _text(name: str, text: str | None) -> list[str]:
    lines = [plain(line) for line in (text or "").splitlines()]
    return ["", name, *(f"  {line}".rstrip() for line in lines)] if any(lines) else []


def _tracks(found: Record) -> Iterator[str]:
    rows = found.get("release_track", ())
    if not rows:
        return
    credits_of: dict[Any, list[Record]] = {}
    for row in found.get("release_track_artist", ()):
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


def _credits(found: Record) -> Iterator[str]:
    rows = [row for row in found.get("release_artist", ()) if row["is_extra"]]
    if rows:
        yield from ("", "Credits")
    for row in rows:
        tracks = f" ({plain(row['tracks'])})" if row["tracks"] else ""
        yield f"  {plain(row['role'] or '')}: {_printed(row)}{tracks}"


def _main(found: Record) -> list[Record]:
    return [row for row in found.get("release_artist", ()) if not row["is_extra"]]


def _credited(rows: Iterable[Record]) -> str:
    text, join = "", ""
    for row in rows:
        text += f"{joined(join)}{_printed(row)}" if text else _printed(row)
        join = row["join_phrase"] or ""
    return text


def _printed(row: Record) -> str:
    return plain(row["anv"] or display_name(row["name"] or ""))


def _labels(found: Record) -> str:
    return _joined(
        _joined([display_name(row["name"] or ""), row["catno"]], " ") for row in found.get("release_label", ())
    )


def _formats(found: Record) -> str:
    told = []
    for row in found.get("release_format", ()):
        many = f"{row['quantity']} × " if row["quantity"] not in (None, "1") else ""
        more = [*json.loads(row["descriptions"] or "[]"), *([row["text"]] if row["text"] else [])]
        told.append(f"{many}{', '.join([row['name'] or '', *more])}")
    return _joined(told, "; ")


def _names(found: Record, table: str) -> str:
    return _joined(row["name"] for row in found.get(table, ()))


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
    told = _joined(texts)
    return f"  ({plain(told)})" if told else ""


def _joined(texts: Iterable[str | None], between: str = ", ") -> str:
    return between.join(text for text in texts if text)


def _number(value: object) -> str:
    return str(value) if value else ""


def _shown(name: str) -> str:
    return plain(display_name(name))
