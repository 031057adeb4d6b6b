"""A library's list of artists and titles, from a SQLite file or a CSV, found by the names of its columns."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.run.errors import BadUsage

ARTIST = ("artist", "artists", "artist_name", "album_artist", "performer", "band")
TITLE = ("title", "album", "album_title", "release_title", "album_name", "release")
"""What the two columns may be called, the likeliest first."""
_MAGIC = b"SQLite format 3\0"
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a library."""

    artist: str
    title: str


def read(file: Path) -> list[Entry]:
    """Return a library's records; raise BadUsage where the file holds none."""
    try:
        with file.open("rb") as opened:
            is_sqlite = opened.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; name a SQLite file or a CSV with columns artist and title.") from None
    except IsADirectoryError:
        raise BadUsage(f"{file} is a folder; name a SQLite file or a CSV with columns artist and title.") from None
    found = list(_entries(_of_sqlite(file) if is_sqlite else _of_csv(file)))
    if not found:
        raise BadUsage(f"{file} has no row with an artist and a title.")
    return found


def _entries(rows: Iterable[tuple[object, object]]) -> Iterator[Entry]:
    for artist, title in rows:
        entry = Entry(artist=str(artist or "").strip(), title=str(title or "").strip())
        if entry.artist and entry.title:
            yield entry


def _of_csv(file: Path) -> Iterator[tuple[object, object]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            first = opened.readline()
            delimiter = max(_DELIMITERS, key=first.count)
            opened.seek(0)
            rows = csv.reader(opened, delimiter=delimiter)
            header = next(rows, [])
            places = _places(header)
            if places is None:
                raise BadUsage(f"{file} has no columns for artist and title in its first line: {_told(header)}.")
            for row in rows:
                if len(row) > max(places):
                    yield row[places[0]], row[places[1]]
    except UnicodeDecodeError:
        raise BadUsage(f"{file} is neither a SQLite file nor text in UTF-8; save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise BadUsage(f"{file} cannot be read as CSV: {error}.") from None


def _of_sqlite(file: Path) -> Iterator[tuple[object, object]]:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.text_factory = lambda raw: raw.decode(errors="replace")
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
            fitting = [(name, columns) for name in tables if (columns := _columns(db, name))]
            if not fitting:
                raise BadUsage(f"{file} has no table with columns for artist and title; its tables: {_told(tables)}.")
            name, (artist, title) = max(fitting, key=lambda one: _size(db, one[0]))
            yield from db.execute(f"SELECT {_quoted(artist)}, {_quoted(title)} FROM {_quoted(name)}")
    except sqlite3.DatabaseError as error:
        raise BadUsage(f"{file} cannot be read as a SQLite file: {error}.") from None


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, str] | None:
    names = [row[1] for row in db.execute(f"PRAGMA table_info({_quoted(table)})")]
    places = _places(names)
    return (names[places[0]], names[places[1]]) if places else None


def _size(db: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has: of several that fit, the longest is the library."""
    return int(db.execute(f"SELECT COUNT(*) FROM {_quoted(table)}").fetchone()[0])


def _places(header: Sequence[str]) -> tuple[int, int] | None:
    """Return where artist and title stand, None where one of them doesn't."""
    names = ["_".join(name.strip().lower().split()) for name in header]
    artist = next((names.index(one) for one in ARTIST if one in names), None)
    title = next((names.index(one) for one in TITLE if one in names), None)
    return None if artist is None or title is None else (artist, title)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _told(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) or "none"
