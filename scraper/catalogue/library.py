"""A library's list of artists and titles, from a SQLite file or a CSV; its columns are found by their names."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.run.errors import BadUsage

ARTIST = ("artist", "artists", "artist_name", "album_artist", "performer", "band")
TITLE = ("title", "album", "album_title", "release_title", "album_name", "release")
"""Names that the two columns may have, the likeliest first."""
_SQLITE = b"SQLite format 3\0"
"""The first bytes of every SQLite file."""
_DELIMITERS = ",;\t|"
_NAMES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """The artist and the title of one record in a library's list."""

    artist: str
    title: str


def read_library(file: Path) -> list[LibraryEntry]:
    """Return the entries of a library's list; raise BadUsage where the file holds none."""
    try:
        with file.open("rb") as opened:
            is_sqlite = opened.read(len(_SQLITE)) == _SQLITE
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; name a SQLite file or a CSV with columns artist and title.") from None
    except IsADirectoryError:
        raise BadUsage(f"{file} is a folder; name a SQLite file or a CSV with columns artist and title.") from None
    entries = list(_entries(_sqlite_rows(file) if is_sqlite else _csv_rows(file)))
    if not entries:
        raise BadUsage(f"{file} has no row with an artist and a title.")
    return entries


def _entries(rows: Iterable[tuple[object, object]]) -> Iterator[LibraryEntry]:
    for artist, title in rows:
        entry = LibraryEntry(artist=str(artist or "").strip(), title=str(title or "").strip())
        if entry.artist and entry.title:
            yield entry


def _csv_rows(file: Path) -> Iterator[tuple[object, object]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            first_line = opened.readline()
            delimiter = max(_DELIMITERS, key=first_line.count)
            opened.seek(0)
            rows = csv.reader(opened, delimiter=delimiter)
            header = next(rows, [])
            places = _places(header)
            if places is None:
                raise BadUsage(f"{file} has no columns for artist and title in its first line: {_listed(header)}.")
            for row in rows:
                if len(row) > max(places):
                    yield row[places[0]], row[places[1]]
    except UnicodeDecodeError:
        raise BadUsage(f"{file} is neither a SQLite file nor text in UTF-8; save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise BadUsage(f"{file} cannot be read as CSV: {error}.") from None


def _sqlite_rows(file: Path) -> Iterator[tuple[object, object]]:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            db.text_factory = lambda raw: raw.decode(errors="replace")
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
            fitting = {table: columns for table in tables if (columns := _columns(db, table))}
            if not fitting:
                raise BadUsage(f"{file} has no table with columns for artist and title; its tables: {_listed(tables)}.")
            # Of several tables with such columns, the one with the most rows is the library.
            library = max(fitting, key=lambda table: _row_count(db, table))
            artist, title = fitting[library]
            yield from db.execute(f"SELECT {_quoted(artist)}, {_quoted(title)} FROM {_quoted(library)}")
    except sqlite3.DatabaseError as error:
        raise BadUsage(f"{file} cannot be read as a SQLite file: {error}.") from None


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, str] | None:
    """Return the names of a table's columns for artist and title; None where it lacks one of them."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({_quoted(table)})")]
    places = _places(names)
    return (names[places[0]], names[places[1]]) if places else None


def _row_count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT COUNT(*) FROM {_quoted(table)}").fetchone()[0])


def _places(header: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the columns for artist and title; None where one of them is missing."""
    names = ["_".join(name.strip().lower().split()) for name in header]
    artist = next((names.index(name) for name in ARTIST if name in names), None)
    title = next((names.index(name) for name in TITLE if name in names), None)
    return None if artist is None or title is None else (artist, title)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMES_SHOWN]) or "none"
