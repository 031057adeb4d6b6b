"""Rows of the images that we hold as files; every function leaves the transaction to its caller."""

import json
import sqlite3
from dataclasses import asdict

from scraper.domain.palette import Palette, Tones
from scraper.domain.shelf import Picture


def put_picture(
    db: sqlite3.Connection, kind: str, subject_id: int, picture: Picture, *, source: str, uri: str, stamp: str
) -> None:
    """Note an image and where it is from."""
    values = {"kind": kind, "subject_id": subject_id, "source": source, "uri": uri, "fetched_at": stamp}
    values |= {"width": picture.width, "height": picture.height, "digest": picture.digest, **_made(picture)}
    marks = ", ".join(f":{name}" for name in values)
    db.execute(f"INSERT OR REPLACE INTO artwork ({', '.join(values)}) VALUES ({marks})", values)


def renew_picture(db: sqlite3.Connection, kind: str, subject_id: int, picture: Picture) -> None:
    """Note what was made anew of an image."""
    values = _made(picture)
    marks = ", ".join(f"{name} = :{name}" for name in values)
    where = {"kind": kind, "subject_id": subject_id}
    db.execute(f"UPDATE artwork SET {marks} WHERE kind = :kind AND subject_id = :subject_id", values | where)


def drop_picture(db: sqlite3.Connection, kind: str, subject_id: int) -> None:
    """Forget the image of something that has none any more: Discogs takes them away for being wrong."""
    db.execute("DELETE FROM artwork WHERE source = 'discogs' AND kind = ? AND subject_id = ?", (kind, subject_id))


def pictures(db: sqlite3.Connection, kind: str) -> dict[int, Picture]:
    """Return the images held of releases, or of artists."""
    rows = db.execute("SELECT * FROM artwork WHERE kind = ? ORDER BY subject_id", (kind,))
    return {row["subject_id"]: _picture(row) for row in rows}


def _made(picture: Picture) -> dict[str, object]:
    return {
        "thumb_width": picture.thumb_width,
        "thumb_height": picture.thumb_height,
        "sizes": json.dumps(picture.sizes),
        "palette": json.dumps(asdict(picture.palette)) if picture.palette else None,
        "has_card": picture.has_card,
        "version": picture.version,
    }


def _picture(row: sqlite3.Row) -> Picture:
    return Picture(
        width=row["width"],
        height=row["height"],
        thumb_width=row["thumb_width"],
        thumb_height=row["thumb_height"],
        digest=row["digest"],
        source=row["source"],
        sizes=tuple((step, width) for step, width in json.loads(row["sizes"])),
        palette=_palette(row["palette"]),
        has_card=bool(row["has_card"]),
        version=row["version"],
    )


def _palette(stored: str | None) -> Palette | None:
    found = json.loads(stored) if stored else None
    return Palette(light=Tones(**found["light"]), dark=Tones(**found["dark"])) if found else None
