"""Domain records to rows and back; every function takes the connection and leaves the transaction to its caller."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from scraper.domain.artists import Artist
from scraper.domain.copies import Copy, InstanceId
from scraper.domain.credits import Credit
from scraper.domain.releases import Release, ReleaseId, Track
from scraper.domain.shelf import GALLERY
from scraper.store.pictures import drop_picture

KNOWN_URI = """
    CASE WHEN excluded.image_uri = '' THEN coalesce(image_uri, '') ELSE excluded.image_uri END"""
"""An address that we know stays where Discogs keeps it to itself; one that it took away goes."""


def image_uri(of: Release | Artist) -> str | None:
    """Return the first image's address, '' where Discogs kept it to itself, None where there is no image."""
    if of.images:
        return of.images[0].uri
    return "" if of.images_withheld else None


def as_json(raw: object) -> str:
    """Return compact JSON in ASCII, so that lone surrogates survive the trip through SQLite."""
    return json.dumps(raw, separators=(",", ":"))


def put_copy(db: sqlite3.Connection, copy: Copy, raw: Mapping[str, Any]) -> None:
    """Keep a copy; one that is known is only touched where it differs."""
    item = {key: value for key, value in raw.items() if key != "basic_information"}
    db.execute(
        "INSERT INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET"
        " release_id = excluded.release_id, folder_id = excluded.folder_id, rating = excluded.rating,"
        " date_added = excluded.date_added, notes = excluded.notes, raw = excluded.raw, removed_at = NULL"
        " WHERE raw IS NOT excluded.raw OR removed_at IS NOT NULL",
        (
            copy.instance_id,
            copy.release_id,
            copy.folder_id,
            copy.rating,
            copy.date_added,
            as_json(copy.notes),
            as_json(item),
        ),
    )


def copy_of(row: sqlite3.Row) -> Copy:
    """Read a row of copies."""
    return Copy(
        instance_id=InstanceId(row["instance_id"]),
        release_id=ReleaseId(row["release_id"]),
        date_added=row["date_added"],
        folder_id=row["folder_id"],
        rating=row["rating"],
        notes=tuple((number, value) for number, value in json.loads(row["notes"])),
    )


def put_basic_release(db: sqlite3.Connection, release: Release, raw: Mapping[str, Any]) -> None:
    """Keep what a collection page told of a release that we know nothing else of; the newest word on it counts."""
    # The id of the item counts: what the page tells about it can name another release.
    known = as_json({**raw, "id": release.release_id})
    changed = db.execute(
        "INSERT INTO releases (release_id, master_id, title, artist_line, year, country, formats, terms, basic)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " master_id = excluded.master_id, title = excluded.title, artist_line = excluded.artist_line,"
        " year = excluded.year, country = excluded.country, formats = excluded.formats, terms = excluded.terms,"
        " basic = excluded.basic WHERE fetched_at IS NULL AND basic IS NOT excluded.basic",
        (*_columns(release), known),
    )
    if changed.rowcount:
        _put_credits(db, release)


def put_release(db: sqlite3.Connection, release: Release, raw: str, stamp: str) -> None:
    """Keep a release with its whole answer."""
    uri = image_uri(release)
    trust_address(db, "release", release.release_id, uri, stamp)
    db.execute(
        "INSERT INTO releases (release_id, master_id, title, artist_line, year, country, formats, terms, image_uri,"
        " raw, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " master_id = excluded.master_id, title = excluded.title, artist_line = excluded.artist_line,"
        " year = excluded.year, country = excluded.country, formats = excluded.formats, terms = excluded.terms,"
        " raw = excluded.raw,"
        f" image_uri = {KNOWN_URI}, fetched_at = excluded.fetched_at",
        (*_columns(release), uri, raw, stamp),
    )
    if uri is None:
        drop_picture(db, "release", release.release_id)
    if release.images or not release.images_withheld:
        _put_gallery(db, release)
    _put_credits(db, release)


def trust_address(
    db: sqlite3.Connection, kind: Literal["release", "artist"], number: int, uri: str | None, stamp: str
) -> None:
    """Have an image asked for at once that was missing or broken and has another address at Discogs by now."""
    db.execute(
        "UPDATE lookups SET retry_at = :stamp WHERE source = 'discogs' AND kind = :lookup AND subject_id = :number"
        f" AND retry_at > :stamp AND :uri > '' AND :uri <> (SELECT image_uri FROM {kind}s WHERE {kind}_id = :number)",
        {"lookup": f"{kind}-image", "number": number, "uri": uri, "stamp": stamp},
    )


def _put_gallery(db: sqlite3.Connection, release: Release) -> None:
    """Replace where the images of a gallery are; what is not there any more goes with all that is known of it."""
    number = release.release_id
    db.execute("DELETE FROM gallery WHERE release_id = ?", (number,))
    others = list(dict.fromkeys(image.uri for image in release.images))[1 : 1 + len(GALLERY)]
    rows = [(number, place, uri) for place, uri in enumerate(others, start=1)]
    db.executemany("INSERT INTO gallery VALUES (?, ?, ?)", rows)
    for kind in GALLERY[len(others) :]:
        drop_picture(db, kind, number)
        db.execute("DELETE FROM lookups WHERE kind = ? AND subject_id = ?", (f"{kind}-image", number))


def _columns(release: Release) -> tuple[object, ...]:
    return (
        release.release_id,
        release.master_id,
        release.title,
        release.artist_line,
        release.year,
        release.country,
        release.format_line,
        as_json(release.terms),
    )


def _put_credits(db: sqlite3.Connection, release: Release) -> None:
    """Replace a release's credits, and make sure that each of its main artists is in the artists' table."""
    db.execute("DELETE FROM credits WHERE release_id = ?", (release.release_id,))
    db.executemany(
        "INSERT INTO credits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (release.release_id, position, part, c.artist_id, c.name, c.anv, c.join, c.role, c.tracks)
            for position, (part, c) in enumerate(_all_credits(release))
        ],
    )
    db.executemany(
        "INSERT INTO artists (artist_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(credit.artist_id, credit.name) for credit in release.artists if credit.has_page],
    )


def _all_credits(release: Release) -> Iterator[tuple[str, Credit]]:
    yield from (("main", credit) for credit in release.artists)
    yield from (("extra", credit) for credit in release.credits)
    for track in release.tracks:
        yield from _track_credits(track)


def _track_credits(track: Track) -> Iterator[tuple[str, Credit]]:
    yield from (("track", credit) for credit in track.artists)
    yield from (("track-extra", credit) for credit in track.credits)
    for part in track.parts:
        yield from _track_credits(part)
