"""What is to be asked for: progress is a query, so a first run, a resumed one and a later one are the same."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime

from scraper.domain.due import Due, Failure, picture_due
from scraper.domain.shelf import GALLERY
from scraper.domain.subjects import Subject, SubjectKind

EXPIRED = """(SELECT subject_id FROM lookups
            WHERE source = 'discogs' AND kind = '{}-image' AND attempts > 0 AND retry_at <= :now)"""
"""Whose image was not there: addresses of images expire, so its release or artist is asked for a new one."""

_EXPIRED_GALLERY = """SELECT 1 FROM lookups
            WHERE source = 'discogs' AND kind LIKE 'gallery-%-image' AND subject_id = r.release_id
            AND attempts > 0 AND retry_at <= :now AND retry_at > r.fetched_at"""
"""The same of galleries, but once: what is in them may have to wait for days after its new address is known."""

_QUESTIONS = {
    "release": f"""
        SELECT r.release_id, r.artist_line || ': ' || r.title FROM releases r
        WHERE (r.fetched_at IS NULL OR r.fetched_at <= :cutoff OR (:withheld AND r.image_uri = '')
            OR r.release_id IN {EXPIRED.format("release")} OR EXISTS ({_EXPIRED_GALLERY}))
        AND r.release_id IN on_shelf
        ORDER BY (SELECT max(instance_id) FROM copies c WHERE c.release_id = r.release_id) DESC""",
    "master": """
        SELECT r.master_id, min(r.title) FROM releases r LEFT JOIN masters m USING (master_id)
        WHERE r.master_id IS NOT NULL AND (m.fetched_at IS NULL OR m.fetched_at <= :cutoff)
        AND r.release_id IN on_shelf GROUP BY r.master_id ORDER BY r.master_id""",
    "artist": f"""
        SELECT artist_id, name FROM artists
        WHERE (fetched_at IS NULL OR fetched_at <= :cutoff OR (:withheld AND image_uri = '')
            OR artist_id IN {EXPIRED.format("artist")})
        AND artist_id IN main_artists ORDER BY artist_id""",
}


# EXISTS rather than IN: for one release, SQLite then looks at that one only.
_OFFERS = {
    "release": """
        SELECT release_id AS subject_id, 'discogs' AS source, image_uri AS uri, artist_line || ': ' || title AS title
        FROM releases r WHERE image_uri > ''
            AND EXISTS (SELECT 1 FROM on_shelf s WHERE s.release_id = r.release_id)
        UNION ALL SELECT o.subject_id, o.source, o.uri, r.artist_line || ': ' || r.title
        FROM offers o JOIN releases r ON r.release_id = o.subject_id
        WHERE o.kind = 'release' AND EXISTS (SELECT 1 FROM on_shelf s WHERE s.release_id = o.subject_id)""",
    "artist": """
        SELECT artist_id AS subject_id, 'discogs' AS source, image_uri AS uri, name AS title
        FROM artists a WHERE image_uri > ''
            AND EXISTS (SELECT 1 FROM main_artists m WHERE m.artist_id = a.artist_id)
        UNION ALL SELECT o.subject_id, o.source, o.uri, a.name
        FROM offers o JOIN artists a ON a.artist_id = o.subject_id
        WHERE o.kind = 'artist' AND EXISTS (SELECT 1 FROM main_artists m WHERE m.artist_id = o.subject_id)""",
    **{
        kind: f"""
        SELECT release_id AS subject_id, 'discogs' AS source, g.uri AS uri, artist_line || ': ' || title AS title
        FROM gallery g JOIN releases USING (release_id) WHERE g.place = {place}
            AND EXISTS (SELECT 1 FROM on_shelf s WHERE s.release_id = g.release_id)"""
        for place, kind in enumerate(GALLERY, start=1)
    },
}
"""Every image that there could be, of a release or an artist, or at one place of a release's gallery."""

_NEWEST_FIRST = (
    "SELECT release_id FROM copies JOIN on_shelf USING (release_id) WHERE removed_at IS NULL"
    " GROUP BY release_id ORDER BY max(instance_id) DESC"
)
_TRIED_IN_GALLERIES = """
    SELECT count(*) FROM artwork WHERE kind LIKE 'gallery-%' AND fetched_at > :since
    UNION ALL SELECT count(*) FROM lookups
        WHERE kind LIKE 'gallery-%-image' AND attempts > 0 AND asked_at > :since"""

_FAILURES = """
    SELECT l.kind, l.subject_id, coalesce(r.artist_line || ': ' || r.title, m.title, a.name,
        (SELECT p.artist_line || ': ' || p.title FROM releases p
         WHERE l.kind = 'master' AND p.master_id = l.subject_id AND p.release_id IN on_shelf
         ORDER BY p.release_id LIMIT 1), '') AS title, l.reason
    FROM lookups l
    LEFT JOIN releases r ON r.release_id = l.subject_id
        AND (l.kind IN ('release', 'release-image') OR l.kind LIKE 'gallery-%')
    LEFT JOIN masters m ON l.kind = 'master' AND m.master_id = l.subject_id
    LEFT JOIN artists a ON l.kind IN ('artist', 'artist-image') AND a.artist_id = l.subject_id
    LEFT JOIN artwork w ON l.kind = w.kind || '-image' AND w.subject_id = l.subject_id
    WHERE (l.source = 'discogs' OR l.kind LIKE '%-image') AND (w.source IS NULL OR w.source = l.source) AND (
       (r.release_id IS NOT NULL AND r.release_id IN on_shelf)
       OR (a.artist_id IS NOT NULL AND a.artist_id IN main_artists)
       OR (l.kind = 'master' AND l.subject_id IN (SELECT master_id FROM releases WHERE release_id IN on_shelf)))
    ORDER BY l.kind, l.subject_id"""


_HELD = """
    SELECT count(*) FROM releases WHERE fetched_at IS NOT NULL AND release_id IN on_shelf
    UNION ALL SELECT count(*) FROM artists WHERE fetched_at IS NOT NULL AND artist_id IN main_artists
    UNION ALL SELECT count(*) FROM masters WHERE fetched_at IS NOT NULL
        AND master_id IN (SELECT master_id FROM releases WHERE release_id IN on_shelf)
    UNION ALL SELECT count(*) FROM artwork WHERE kind <> 'artist' AND subject_id IN on_shelf
    UNION ALL SELECT count(*) FROM artwork WHERE kind = 'artist' AND subject_id IN main_artists"""


_HELD_IMAGES = "SELECT subject_id, source, uri FROM artwork WHERE kind = :kind"
_TRIED_IMAGES = "SELECT subject_id, source, retry_at FROM lookups WHERE kind = :kind"

_WITHHELD = """
    SELECT count(*) FROM releases WHERE image_uri = '' AND release_id IN on_shelf
    UNION ALL SELECT count(*) FROM artists WHERE image_uri = '' AND artist_id IN main_artists"""


class DueList:
    """Reads from the store what is missing or too old, leaving out what has to wait for its next try."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def records(
        self, kind: SubjectKind, now: datetime, older_than: datetime | None = None, *, withheld: bool = False
    ) -> list[Due]:
        """Return what is due of a kind; with `older_than`, also what was fetched before that moment.

        With `withheld`, also what was answered without the addresses of its images, as without a token.
        """
        cutoff = older_than.isoformat(timespec="seconds") if older_than else ""
        rows = self._db.execute(
            _QUESTIONS[kind], {"cutoff": cutoff, "withheld": withheld, "now": now.isoformat(timespec="seconds")}
        )
        query = "SELECT subject_id, retry_at FROM lookups WHERE source = 'discogs' AND kind = ?"
        tried = dict(self._db.execute(query, (kind,)))
        moment = now.isoformat(timespec="seconds")
        return [
            Due(subject=Subject(kind=kind, subject_id=number), title=title.strip(": "), failed_before=number in tried)
            for number, title in rows
            if tried.get(number, "") <= moment
        ]

    def images(
        self,
        picture: str,
        order: Sequence[str],
        now: datetime,
        only: int | None = None,
        without: Collection[tuple[int, str]] = (),
    ) -> list[Due]:
        """Return the best image for each release or artist that lacks it, from the first source that offers one.

        A source that had none, or a broken one, is passed over until its next try; so are the ids and sources in
        `without`. `picture` is the kind of image, as files name it; `only` the id of one release or artist, None
        for all.
        """
        offered: dict[int, dict[str, sqlite3.Row]] = {}
        chosen = "" if only is None else " WHERE subject_id = :only"
        mine = "" if only is None else " AND subject_id = :only"
        for row in self._db.execute(f"SELECT * FROM ({_OFFERS[picture]}){chosen} ORDER BY subject_id", {"only": only}):
            offered.setdefault(row["subject_id"], {})[row["source"]] = row
        held = {tuple(row) for row in self._db.execute(_HELD_IMAGES + mine, {"kind": picture, "only": only})}
        rows = self._db.execute(_TRIED_IMAGES + mine, {"kind": f"{picture}-image", "only": only})
        tried = {(row[0], row[1]): row[2] for row in rows}
        moment = now.isoformat(timespec="seconds")
        passed = {key for key, retry_at in tried.items() if retry_at > moment} | set(without)
        best = (
            next((by[source] for source in order if source in by and (number, source) not in passed), None)
            for number, by in offered.items()
        )
        return [
            picture_due(
                picture,
                row["subject_id"],
                title=row["title"].strip(": "),
                uri=row["uri"],
                source=row["source"],
                failed_before=(row["subject_id"], row["source"]) in tried,
            )
            for row in best
            if row is not None and (row["subject_id"], row["source"], row["uri"]) not in held
        ]

    def gallery(self, order: Sequence[str], now: datetime, without: Collection[tuple[int, str]] = ()) -> list[Due]:
        """Return the images that galleries lack, of the newest records first; what failed last time comes last."""
        places = {row[0]: place for place, row in enumerate(self._db.execute(_NEWEST_FIRST))}
        found = [due for picture in GALLERY for due in self.images(picture, order, now, without=without)]
        return sorted(found, key=lambda due: (due.failed_before, places[due.subject.subject_id], due.number))

    def tried_in_galleries(self, since: datetime) -> int:
        """Return how many images of galleries were fetched since then, or turned out not to be there."""
        rows = self._db.execute(_TRIED_IN_GALLERIES, {"since": since.isoformat(timespec="seconds")})
        return sum(row[0] for row in rows)

    def is_offered(self, image: Due) -> bool:
        """Tell whether an image is still what its source offers; a match may have been withdrawn meanwhile."""
        query = f"SELECT 1 FROM ({_OFFERS[image.picture]})"
        chosen = f"{query} WHERE subject_id = ? AND source = ? AND uri = ?"
        return self._db.execute(chosen, (image.subject.subject_id, image.source, image.uri)).fetchone() is not None

    def answered(self, kind: SubjectKind) -> set[int]:
        """Return the releases, masters or artists about which there is an answer, however old."""
        rows = self._db.execute(f"SELECT {kind}_id FROM {kind}s WHERE fetched_at IS NOT NULL")
        return {row[0] for row in rows}

    def images_withheld(self) -> int:
        """Return how many releases and artists have images that Discogs shows only to those with a token."""
        return sum(row[0] for row in self._db.execute(_WITHHELD))

    def held(self) -> int:
        """Return how many answers and images the shelf has already."""
        return sum(row[0] for row in self._db.execute(_HELD))

    def failures(self) -> list[Failure]:
        """Return what was asked for and is still missing, for what is on the shelf."""
        return [
            Failure(kind=row[0], subject_id=row[1], title=row[2].strip(": "), reason=row[3])
            for row in self._db.execute(_FAILURES)
        ]
