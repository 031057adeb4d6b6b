"""What sources answered, what came of it, and the owner's pins."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from scraper.domain.evidence import AlbumArtist, Conclusion, Finding, Option, Text
from scraper.domain.subjects import Pressing, Reviewed, Subject, SubjectKind
from scraper.store.records import as_json


class Findings:
    """Reads and writes; `content` opens a transaction that moves the revision on, `plain` one that does not."""

    def __init__(
        self,
        db: sqlite3.Connection,
        content: Callable[[], AbstractContextManager[sqlite3.Connection]],
        plain: Callable[[], AbstractContextManager[sqlite3.Connection]],
        now: Callable[[], datetime],
    ) -> None:
        self._db, self._content, self._plain, self._now = db, content, plain, now

    def pressings(self, only: int | None = None) -> list[Pressing]:
        """Return the shelf's releases, the newest copy first; or one of them."""
        chosen = "" if only is None else " AND r.release_id = :only AND c.release_id = :only"
        rows = self._db.execute(
            "SELECT r.release_id, r.master_id, r.fetched_at IS NOT NULL FROM releases r"
            " JOIN on_shelf USING (release_id) JOIN copies c USING (release_id)"
            f" WHERE c.removed_at IS NULL{chosen}"
            " GROUP BY r.release_id ORDER BY max(c.instance_id) DESC",
            {"only": only},
        )
        return [Pressing(release_id=row[0], master_id=row[1], is_fetched=bool(row[2])) for row in rows]

    def artists(self) -> dict[int, bool]:
        """Return the shelf's main artists, with whether Discogs' answer about them is here."""
        rows = self._db.execute(
            "SELECT artist_id, fetched_at IS NOT NULL FROM artists JOIN main_artists USING (artist_id)"
            " ORDER BY artist_id"
        )
        return {row[0]: bool(row[1]) for row in rows}

    def credited(self, release_id: int) -> list[int]:
        """Return the ids of a release's main artists."""
        rows = self._db.execute(
            "SELECT artist_id FROM credits WHERE release_id = ? AND part = 'main' AND artist_id IS NOT NULL"
            " ORDER BY position",
            (release_id,),
        )
        return [row[0] for row in rows]

    def works_of(self, artist_id: int) -> dict[int, str]:
        """Return the releases on the shelf that somebody is a main artist of, with their titles."""
        rows = self._db.execute(
            "SELECT DISTINCT r.release_id, r.title FROM credits c JOIN releases r USING (release_id)"
            " JOIN on_shelf USING (release_id) WHERE c.artist_id = ? AND c.part = 'main' ORDER BY r.release_id",
            (artist_id,),
        )
        return {row[0]: row[1] for row in rows}

    def album_artists_of(self, artist_id: int) -> list[AlbumArtist]:
        """Return whom the services credit with the matched albums of somebody, in the order of the releases' ids."""
        rows = self._db.execute(
            "SELECT DISTINCT b.release_id, b.service, b.entry_id, b.url, b.name, b.album_url FROM credits c"
            " JOIN on_shelf USING (release_id) JOIN album_artists b USING (release_id)"
            " WHERE c.artist_id = ? AND c.part = 'main' ORDER BY b.release_id, b.service, b.entry_id",
            (artist_id,),
        )
        return [AlbumArtist(service=row[1], entry_id=row[2], url=row[3], name=row[4], album_url=row[5]) for row in rows]

    def offering(self, subject: Subject) -> set[str]:
        """Return the sources that offer an image of a release or an artist, and had one when they were asked for it."""
        table = f"{subject.kind}s"
        rows = self._db.execute(
            f"SELECT 'discogs' FROM {table} WHERE {subject.kind}_id = :number AND image_uri > ''"
            " UNION SELECT source FROM offers WHERE kind = :kind AND subject_id = :number"
            " EXCEPT SELECT source FROM lookups"
            " WHERE kind = :kind || '-image' AND subject_id = :number AND attempts > 0",
            {"kind": subject.kind, "number": subject.subject_id},
        )
        return {row[0] for row in rows}

    def not_due(self, source: str, kind: SubjectKind, older_than: datetime | None) -> set[int]:
        """Return what a source need not be asked about now: answered, or waiting for its next try."""
        rows = self._db.execute(
            "SELECT subject_id FROM answers a WHERE source = :source AND kind = :kind AND asked_at > :cutoff"
            " AND NOT EXISTS (SELECT 1 FROM lookups l WHERE l.source = a.source AND l.kind = a.kind"
            " AND l.subject_id = a.subject_id)"
            " UNION SELECT subject_id FROM lookups WHERE source = :source AND kind = :kind AND retry_at > :now",
            {
                "source": source,
                "kind": kind,
                "cutoff": older_than.isoformat(timespec="seconds") if older_than else "",
                "now": self._stamp(),
            },
        )
        return {row[0] for row in rows}

    def answers(self, subject: Subject) -> dict[str, dict[str, Any]]:
        """Return what the sources answered about something: source to its answers by question."""
        rows = self._db.execute(
            "SELECT source, raw FROM answers WHERE kind = ? AND subject_id = ?", (subject.kind, subject.subject_id)
        )
        return {row[0]: json.loads(row[1]) for row in rows}

    def save_answers(self, source: str, subject: Subject, answers: Mapping[str, Any]) -> None:
        """Keep what a source answered; pages show only what is concluded from it."""
        with self._plain() as db:
            db.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
                (source, subject.kind, subject.subject_id, as_json(answers), self._stamp()),
            )

    def forget_answers(self, subject: Subject, sources: Iterable[str]) -> None:
        """Have sources asked anew, however long it is that they had nothing; what is known stays until then."""
        with self._plain() as db:
            for source in sources:
                key = (source, subject.kind, subject.subject_id)
                db.execute("UPDATE answers SET asked_at = '' WHERE source = ? AND kind = ? AND subject_id = ?", key)
                db.execute("DELETE FROM lookups WHERE source = ? AND kind = ? AND subject_id = ?", key)

    def conclude(self, subject: Subject, conclusion: Conclusion) -> None:
        """Replace what is drawn from the answers; only what differs is written."""
        key = (subject.kind, subject.subject_id)
        with self._content() as db:
            _replace(db, "findings", key, [_finding_row(finding) for finding in conclusion.findings])
            _put_offers(db, key, conclusion.offers)
            if subject.kind == "release":
                _put_album_artists(db, subject.subject_id, conclusion.album_artists)
            texts = [(one.source, one.title, one.url, one.language, one.text) for one in conclusion.texts]
            _replace(db, "texts", key, texts)

    def findings(self, kind: SubjectKind) -> dict[int, dict[str, Finding]]:
        """Return all findings of a kind by id and service."""
        found: dict[int, dict[str, Finding]] = {}
        for row in self._db.execute("SELECT * FROM findings WHERE kind = ? ORDER BY subject_id, service", (kind,)):
            found.setdefault(row["subject_id"], {})[row["service"]] = _finding(row)
        return found

    def of(self, subject: Subject) -> dict[str, Finding]:
        """Return the findings about one release or artist, by service."""
        rows = self._db.execute(
            "SELECT * FROM findings WHERE kind = ? AND subject_id = ?", (subject.kind, subject.subject_id)
        )
        return {row["service"]: _finding(row) for row in rows}

    def left_open(self, service: str, evidence: str) -> frozenset[Subject]:
        """Return the releases and artists of which a service's finding was left open for that very reason."""
        rows = self._db.execute(
            "SELECT kind, subject_id FROM findings WHERE service = ? AND evidence = ? AND entry_id IS NULL",
            (service, evidence),
        )
        return frozenset(Subject(kind=row[0], subject_id=row[1]) for row in rows)

    def noted(self, source: str) -> frozenset[Subject]:
        """Return what a source failed to answer about, or had nothing about."""
        rows = self._db.execute("SELECT kind, subject_id FROM lookups WHERE source = ?", (source,))
        return frozenset(Subject(kind=row[0], subject_id=row[1]) for row in rows)

    def texts(self, kind: SubjectKind) -> dict[int, list[Text]]:
        """Return all texts of a kind, by id."""
        found: dict[int, list[Text]] = {}
        columns = "subject_id, source, title, url, language, text"
        query = f"SELECT {columns} FROM texts WHERE kind = ? ORDER BY subject_id, source"
        for row in self._db.execute(query, (kind,)):
            values = {key: row[key] for key in row.keys() if key != "subject_id"}  # noqa: SIM118  # a row is no mapping: it yields values
            found.setdefault(row["subject_id"], []).append(Text(**values))
        return found

    def review(self) -> list[Reviewed]:
        """Return every finding about what is on the shelf: what is open first, then the weakest."""
        rows = self._db.execute(
            "SELECT v.*, coalesce(r.artist_line || ': ' || r.title, a.name, '') AS about FROM findings v"
            " LEFT JOIN releases r ON v.kind = 'release' AND r.release_id = v.subject_id"
            " LEFT JOIN artists a ON v.kind = 'artist' AND a.artist_id = v.subject_id"
            " WHERE (v.kind = 'release' AND v.subject_id IN on_shelf)"
            " OR (v.kind = 'artist' AND v.subject_id IN main_artists)"
            " ORDER BY v.entry_id IS NOT NULL, coalesce(v.score, 0), v.kind DESC, v.subject_id, v.service"
        )
        return [
            Reviewed(
                subject=Subject(kind=row["kind"], subject_id=row["subject_id"]),
                title=row["about"],
                finding=_finding(row),
            )
            for row in rows
        ]

    def pins(self) -> dict[Subject, dict[str, str]]:
        """Return the owner's pins: what they are about, and by service the address, or '' for none."""
        found: dict[Subject, dict[str, str]] = {}
        for row in self._db.execute("SELECT * FROM pins ORDER BY kind, subject_id, service"):
            subject = Subject(kind=row["kind"], subject_id=row["subject_id"])
            found.setdefault(subject, {})[row["service"]] = row["url"]
        return found

    def save_pins(self, pins: Mapping[Subject, Mapping[str, str]]) -> None:
        """Make these the owner's pins."""
        with self._content() as db:
            db.execute("DELETE FROM pins")
            rows = [(one.kind, one.subject_id, name, url) for one, named in pins.items() for name, url in named.items()]
            db.executemany("INSERT INTO pins VALUES (?, ?, ?, ?)", rows)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _replace(db: sqlite3.Connection, table: str, key: tuple[str, int], rows: Sequence[tuple[Any, ...]]) -> None:
    """Put these in the place of what a table holds about something, unless it is the same: the revision stays then."""
    held = [tuple(row)[2:] for row in db.execute(f"SELECT * FROM {table} WHERE kind = ? AND subject_id = ?", key)]
    if sorted(held, key=repr) == sorted(rows, key=repr):
        return
    db.execute(f"DELETE FROM {table} WHERE kind = ? AND subject_id = ?", key)
    for row in rows:
        db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * (len(row) + 2))})", (*key, *row))


def _put_offers(db: sqlite3.Connection, key: tuple[str, int], offers: Sequence[tuple[str, str]]) -> None:
    """Replace the offers, and let go of what came of those that are gone or lead elsewhere: it may not be ours."""
    query = "SELECT source, uri FROM offers WHERE kind = ? AND subject_id = ?"
    before = {(row[0], row[1]) for row in db.execute(query, key)}
    _replace(db, "offers", key, list(offers))
    for source, uri in before - set(offers):
        mine = "source = ? AND subject_id = ?"
        # One that is held while it is fetched again has no address.
        db.execute(f"DELETE FROM artwork WHERE kind = ? AND {mine} AND uri IN (?, '')", (key[0], source, key[1], uri))
        db.execute(f"DELETE FROM lookups WHERE kind = ? AND {mine}", (f"{key[0]}-image", source, key[1]))


def _put_album_artists(db: sqlite3.Connection, release_id: int, artists: Sequence[AlbumArtist]) -> None:
    """Replace whom the services credit with an album; pages show nothing of it, so the revision may stay."""
    wanted = [(one.service, one.entry_id, one.url, one.name, one.album_url) for one in artists]
    query = "SELECT service, entry_id, url, name, album_url FROM album_artists WHERE release_id = ?"
    if sorted(tuple(row) for row in db.execute(query, (release_id,))) == sorted(wanted):
        return
    db.execute("DELETE FROM album_artists WHERE release_id = ?", (release_id,))
    db.executemany("INSERT INTO album_artists VALUES (?, ?, ?, ?, ?, ?)", [(release_id, *row) for row in wanted])


def _finding_row(finding: Finding) -> tuple[Any, ...]:
    taken = bool(finding.entry_id)
    return (
        finding.service,
        finding.entry_id or None,
        finding.url or None,
        finding.certainty,
        finding.score if taken or finding.candidates else None,
        finding.evidence,
        as_json([asdict(option) for option in finding.candidates]),
    )


def _finding(row: sqlite3.Row) -> Finding:
    return Finding(
        service=row["service"],
        entry_id=row["entry_id"] or "",
        url=row["url"] or "",
        certainty=row["certainty"],
        score=row["score"] or 0.0,
        evidence=row["evidence"],
        candidates=tuple(Option(**option) for option in json.loads(row["candidates"])),
    )
