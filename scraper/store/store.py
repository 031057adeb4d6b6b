"""What is written to the personal database; each public method is one transaction."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from scraper.domain.artists import Artist
from scraper.domain.copies import Copy, InstanceId
from scraper.domain.credits import ArtistId
from scraper.domain.due import Due
from scraper.domain.releases import Master, Release, ReleaseId
from scraper.domain.shelf import Picture
from scraper.run.migrations import transaction
from scraper.store.connection import connect, connect_to_copy, in_our_words
from scraper.store.due import DueList
from scraper.store.findings import Findings
from scraper.store.pictures import drop_picture, put_picture, renew_picture
from scraper.store.records import (
    KNOWN_URI,
    as_json,
    image_uri,
    put_basic_release,
    put_copy,
    put_release,
    trust_address,
)
from scraper.store.shelf import Shelf
from scraper.store.wants import Wants

RETRY_DAYS = (7, 30, 90)
"""When a question that found nothing is asked again: after the first, the second, and every later time."""


class Store:
    """One SQLite file, one connection, one writer."""

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), only_a_copy: bool = False
    ) -> None:
        self.path = path
        self.now = now
        self._db = connect_to_copy(path) if only_a_copy else connect(path)
        self.due = DueList(self._db)
        self.shelf = Shelf(self._db)
        self.wants = Wants(self._db, self._transaction)
        self.findings = Findings(self._db, self._content, self._transaction, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def save_copies(self, found: Iterable[tuple[Copy, Release | None, Mapping[str, Any]]]) -> None:
        """Keep copies with what the collection's item tells; the release may be None where it is known already."""
        with self._content() as db:
            for copy, release, item in found:
                if release is not None:
                    basics = item.get("basic_information")
                    put_basic_release(db, release, basics if isinstance(basics, dict) else {})
                put_copy(db, copy, item)

    def instances(self) -> set[InstanceId]:
        """Return the copies on the shelf."""
        return {
            InstanceId(row[0]) for row in self._db.execute("SELECT instance_id FROM copies WHERE removed_at IS NULL")
        }

    def has_had_copies(self) -> bool:
        """Tell whether any copy was ever on the shelf."""
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM copies)").fetchone()[0])

    def remove_copies(self, instance_ids: Iterable[InstanceId]) -> None:
        """Note that these copies are gone; what is known of their releases stays."""
        stamp = self._stamp()
        with self._content() as db:
            db.executemany(
                "UPDATE copies SET removed_at = ? WHERE instance_id = ?", [(stamp, number) for number in instance_ids]
            )

    def save_release(self, release: Release, raw: Mapping[str, Any], as_of: datetime | None = None) -> None:
        """Keep a release, its credits and the names of its main artists, with the whole answer; None: it is of now."""
        with self._content() as db:
            put_release(db, release, as_json(raw), self._stamp(as_of))
            _forgive(db, "release", release.release_id)

    def save_master(self, master: Master, raw: Mapping[str, Any], as_of: datetime | None = None) -> None:
        """Keep a master with the whole answer; None: it is of now."""
        with self._content() as db:
            db.execute(
                "INSERT OR REPLACE INTO masters (master_id, title, year, raw, fetched_at) VALUES (?, ?, ?, ?, ?)",
                (master.master_id, master.title, master.year, as_json(raw), self._stamp(as_of)),
            )
            _forgive(db, "master", master.master_id)

    def save_artist(self, artist: Artist, raw: Mapping[str, Any], as_of: datetime | None = None) -> None:
        """Keep an artist with the whole answer; None: it is of now."""
        with self._content() as db:
            trust_address(db, "artist", artist.artist_id, image_uri(artist), self._stamp(as_of))
            db.execute(
                "INSERT INTO artists (artist_id, name, image_uri, raw, fetched_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET name = excluded.name, raw = excluded.raw, fetched_at = excluded.fetched_at,"
                f" image_uri = {KNOWN_URI}",
                (artist.artist_id, artist.name, image_uri(artist), as_json(raw), self._stamp(as_of)),
            )
            if image_uri(artist) is None:
                drop_picture(db, "artist", artist.artist_id)
            _forgive(db, "artist", artist.artist_id)

    def rebuild_artists(self, releases: Iterable[Release]) -> int:
        """Read credits and main artists from these releases anew; no artist is lost. Return how many were added."""
        before = self._count("artists")
        with self._content() as db:
            for release in releases:
                raw, stamp = db.execute(
                    "SELECT raw, fetched_at FROM releases WHERE release_id = ?", (release.release_id,)
                ).fetchone()
                put_release(db, release, raw, stamp)
        return self._count("artists") - before

    def save_picture(self, due: Due, picture: Picture) -> None:
        """Note an image whose files are in place."""
        number = due.subject.subject_id
        with self._content() as db:
            put_picture(db, due.picture, number, picture, source=due.source, uri=due.uri, stamp=self._stamp())
            _forgive(db, due.lookup, number, due.source)

    def renew_picture(self, kind: str, subject_id: int, picture: Picture) -> None:
        """Note what was made anew of an image that is held."""
        with self._content() as db:
            renew_picture(db, kind, subject_id, picture)

    def forget_picture(self, kind: str, subject_id: int) -> None:
        """Note that an image's file is lost, so that it is fetched again."""
        with self._content() as db:
            db.execute("DELETE FROM artwork WHERE kind = ? AND subject_id = ?", (kind, subject_id))

    def doubt_picture(self, kind: str, subject_id: int) -> None:
        """Have an image fetched again, whatever came of it before; until then the one that is held stays."""
        with self._content() as db:
            db.execute("UPDATE artwork SET uri = '' WHERE kind = ? AND subject_id = ?", (kind, subject_id))
            db.execute("DELETE FROM lookups WHERE kind = ? AND subject_id = ?", (f"{kind}-image", subject_id))

    def forget_pictures_except(self, sources: Collection[str]) -> None:
        """Let go of images from sources that the owner does not want any more."""
        with self._content() as db:
            held = [row[0] for row in db.execute("SELECT DISTINCT source FROM artwork")]
            unwanted = [(source,) for source in held if source not in sources]
            db.executemany("DELETE FROM artwork WHERE source = ?", unwanted)

    def note_found(self, due: Due) -> None:
        """Forget that there was no answer: there is one now."""
        with self._transaction() as db:
            _forgive(db, due.lookup, due.subject.subject_id, due.source)

    def note_nothing(self, due: Due, reason: str, *, is_new: bool = True) -> None:
        """Note that there is no answer; it is asked for again after a time that grows.

        `is_new`: whether this counts as another time that it was asked for; False for what was asked twice in a run.
        """
        with self._transaction() as db:
            attempts = max(1, _attempts(db, due) + is_new)
            days = RETRY_DAYS[min(attempts, len(RETRY_DAYS)) - 1]
            self._put_lookup(db, due, reason, attempts, self.now() + timedelta(days=days))

    def note_failure(self, due: Due, reason: str) -> None:
        """Note that asking failed this time; the next run asks again."""
        with self._transaction() as db:
            self._put_lookup(db, due, reason, _attempts(db, due), self.now())

    def _put_lookup(self, db: sqlite3.Connection, due: Due, reason: str, attempts: int, retry_at: datetime) -> None:
        db.execute(
            "INSERT OR REPLACE INTO lookups VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                due.source,
                due.lookup,
                due.subject.subject_id,
                reason,
                attempts,
                self._stamp(),
                retry_at.isoformat(timespec="seconds"),
            ),
        )

    def skip(self, release_ids: Iterable[int]) -> None:
        """Never publish these releases."""
        with self._content() as db:
            rows = [(number, self._stamp()) for number in release_ids]
            db.executemany("INSERT OR IGNORE INTO skipped VALUES (?, ?)", rows)

    def unskip(self, release_ids: Iterable[int]) -> None:
        """Publish these releases again."""
        with self._content() as db:
            db.executemany("DELETE FROM skipped WHERE release_id = ?", [(number,) for number in release_ids])

    def skipped(self) -> dict[int, str]:
        """Return the releases never to publish, with 'artist: title' where they are known."""
        rows = self._db.execute(
            "SELECT s.release_id, coalesce(r.artist_line || ': ' || r.title, '') FROM skipped s"
            " LEFT JOIN releases r USING (release_id) ORDER BY s.release_id"
        )
        return {row[0]: row[1] for row in rows}

    def save_paths(self, kind: str, paths: Mapping[ReleaseId, str] | Mapping[ArtistId, str]) -> None:
        """Note where pages stand now; addresses that they had before are remembered."""
        with self._transaction() as db:
            db.execute("UPDATE pages SET current = 0 WHERE kind = ?", (kind,))
            db.executemany(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, 1)",
                [(path, kind, subject_id) for subject_id, path in paths.items()],
            )

    def fact(self, name: str) -> str:
        """Return a remembered fact, '' when there is none."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def remember(self, name: str, value: object) -> None:
        """Remember a fact: text as it is, anything else as JSON."""
        with self._transaction() as db:
            stored = value if isinstance(value, str) else json.dumps(value)
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, stored))

    def begin_run(self, command: str) -> int:
        """Note that a run begins; return its number."""
        with self._transaction() as db:
            row = db.execute("INSERT INTO runs (command, started_at) VALUES (?, ?)", (command, self._stamp()))
            return row.lastrowid or 0

    def end_run(self, run_id: int, exit_code: int, report: str) -> None:
        """Note how a run ended."""
        with self._transaction() as db:
            db.execute(
                "UPDATE runs SET finished_at = ?, exit_code = ?, report = ? WHERE run_id = ?",
                (self._stamp(), exit_code, report, run_id),
            )

    def together(self) -> AbstractContextManager[sqlite3.Connection]:
        """Open a transaction that what is written within becomes part of: all of it is kept, or nothing."""
        return self._transaction()

    def _count(self, table: str) -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def _stamp(self, moment: datetime | None = None) -> str:
        return (moment or self.now()).isoformat(timespec="seconds")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._db.in_transaction:
            yield self._db
            return
        with in_our_words(self.path), transaction(self._db) as db:
            yield db

    @contextmanager
    def _content(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction that moves the revision on when it changed anything that pages show."""
        with self._transaction() as db:
            before = db.total_changes
            yield db
            if db.total_changes != before:
                db.execute(
                    "INSERT INTO facts VALUES ('revision', '1')"
                    " ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
                )

    @property
    def revision(self) -> str:
        """Return a text that differs whenever the content differs."""
        return self.fact("revision")


def _attempts(db: sqlite3.Connection, due: Due) -> int:
    """Return how often this was asked for and there was nothing."""
    row = db.execute(
        "SELECT attempts FROM lookups WHERE source = ? AND kind = ? AND subject_id = ?",
        (due.source, due.lookup, due.subject.subject_id),
    ).fetchone()
    return row[0] if row else 0


def _forgive(db: sqlite3.Connection, kind: str, subject_id: int, source: str = "discogs") -> None:
    db.execute("DELETE FROM lookups WHERE source = ? AND kind = ? AND subject_id = ?", (source, kind, subject_id))
