"""What publishing reads: the shelf as it stands, without a word about how it came to be."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from scraper.domain.copies import Copy
from scraper.domain.credits import NOBODY, ArtistId
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Appearance, Line, Owned, Picture
from scraper.store.pictures import pictures
from scraper.store.records import copy_of


class Shelf:
    """Read-only queries; everything in an order that depends on the data alone."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def lines(self) -> dict[ReleaseId, Line]:
        """Return every release on the shelf that is not skipped."""
        rows = self._db.execute(
            "SELECT r.release_id, r.master_id, r.title, r.artist_line, r.year, m.year AS original_year, r.country,"
            " r.formats, r.terms FROM releases r LEFT JOIN masters m USING (master_id)"
            " WHERE r.release_id IN on_shelf ORDER BY r.release_id"
        )
        return {row["release_id"]: Line(**{**dict(row), "terms": json.loads(row["terms"])}) for row in rows}

    def copies(self) -> dict[ReleaseId, list[Copy]]:
        """Return the copies on the shelf by release, oldest first."""
        found: dict[ReleaseId, list[Copy]] = {}
        for row in self._db.execute("SELECT * FROM copies WHERE removed_at IS NULL ORDER BY instance_id"):
            found.setdefault(ReleaseId(row["release_id"]), []).append(copy_of(row))
        return found

    def releases(self) -> Iterator[dict[str, Any]]:
        """Yield the answers for the shelf's releases, by id: the whole one, or what the collection page told."""
        query = "SELECT release_id, coalesce(raw, basic) FROM releases WHERE release_id IN on_shelf ORDER BY release_id"
        for row in self._db.execute(query):
            # What a collection page tells about a release can name another one.
            yield {**_read(row[1]), "id": row[0]}

    def release(self, release_id: int) -> dict[str, Any] | None:
        """Return the whole answer for a release; None until it was asked for."""
        row = self._db.execute("SELECT raw FROM releases WHERE release_id = ?", (release_id,)).fetchone()
        return _read(row[0]) if row and row[0] else None

    def basics(self, release_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return what the collection page told of releases, where it did."""
        found = {}
        for number in release_ids:
            row = self._db.execute("SELECT basic FROM releases WHERE release_id = ?", (number,)).fetchone()
            if row and row[0]:
                found[number] = _read(row[0])
        return found

    def owned(self) -> Owned:
        """Return what all copies are of, those too of releases that are never published."""
        own = "SELECT release_id FROM copies WHERE removed_at IS NULL"
        of = f"release_id IN ({own})"
        main = f"SELECT artist_id FROM credits WHERE part = 'main' AND artist_id IS NOT NULL AND {of}"
        return Owned(
            release_ids=self._ids(own),
            master_ids=self._ids(f"SELECT master_id FROM releases WHERE master_id IS NOT NULL AND {of}"),
            artist_ids=self._ids(main) - NOBODY,
        )

    def _ids(self, query: str) -> frozenset[int]:
        return frozenset(row[0] for row in self._db.execute(query))

    def original_year(self, master_id: int | None) -> int | None:
        """Return the year of a master; None where it is not known."""
        row = self._db.execute("SELECT year FROM masters WHERE master_id = ?", (master_id,)).fetchone()
        return row[0] if row else None

    def has_master(self, master_id: int) -> bool:
        """Tell whether Discogs has answered about a master."""
        return self._db.execute("SELECT 1 FROM masters WHERE master_id = ?", (master_id,)).fetchone() is not None

    def every_release(self) -> Iterator[dict[str, Any]]:
        """Yield the answers for all releases ever stored, one at a time, so that they may be written meanwhile."""
        numbers = [row[0] for row in self._db.execute("SELECT release_id FROM releases ORDER BY release_id")]
        for number in numbers:
            query = "SELECT coalesce(raw, basic) FROM releases WHERE release_id = ?"
            yield {**_read(self._db.execute(query, (number,)).fetchone()[0]), "id": number}

    def artists(self, only: Iterable[ArtistId] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the answers for the shelf's main artists, by id; {id, name} for those without one."""
        chosen = "" if only is None else f"artist_id IN ({','.join(str(int(number)) for number in only)}) AND "
        # Looked up for each artist: who asks for one of them would wait for a list of all.
        rows = self._db.execute(
            "SELECT coalesce(raw, json_object('id', artist_id, 'name', name)) FROM artists"
            f" WHERE {chosen}EXISTS (SELECT 1 FROM main_artists m WHERE m.artist_id = artists.artist_id)"
            " ORDER BY artist_id"
        )
        for row in rows:
            yield _read(row[0])

    def artist_names(self) -> dict[ArtistId, str]:
        """Return the Discogs names of everybody who has a page."""
        rows = self._db.execute(
            "SELECT artist_id, name FROM artists WHERE artist_id IN main_artists ORDER BY artist_id"
        )
        return {ArtistId(row[0]): row[1] for row in rows}

    def appearances(self) -> Iterator[Appearance]:
        """Yield who of those with a page is credited on what, in the order of the releases' credits.

        A page have main artists, and whoever is credited on two records at least.
        """
        rows = self._db.execute(
            "SELECT artist_id, release_id, name, part, role FROM credits WHERE artist_id IN"
            f" (SELECT artist_id FROM credits WHERE release_id IN on_shelf AND artist_id IS NOT NULL"
            f" AND artist_id NOT IN {tuple(sorted(NOBODY))} GROUP BY artist_id"
            " HAVING count(DISTINCT release_id) > 1 OR max(part = 'main'))"
            f" AND release_id IN on_shelf ORDER BY release_id, position"
        )
        for artist_id, release_id, name, part, role in rows:
            yield Appearance(
                artist_id=ArtistId(artist_id),
                release_id=ReleaseId(release_id),
                name=name,
                main=part == "main",
                role=role,
            )

    def pictures(self, kind: str) -> dict[int, Picture]:
        """Return the images held of releases, or of artists."""
        return pictures(self._db, kind)

    def former_paths(self, kind: str) -> dict[int, list[str]]:
        """Return the addresses that pages of a kind had before the present one."""
        found: dict[int, list[str]] = {}
        query = "SELECT subject_id, path FROM pages WHERE kind = ? AND NOT current ORDER BY path"
        for subject_id, path in self._db.execute(query, (kind,)):
            found.setdefault(subject_id, []).append(path)
        return found


def _read(answer: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise sqlite3.DatabaseError("an answer kept in it is garbled") from error
    return found
