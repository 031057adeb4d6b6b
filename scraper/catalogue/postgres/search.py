"""Candidates from PostgreSQL's trigram indexes: strictly alike first, and less so while nothing fits well."""

from collections.abc import Sequence

import psycopg

from scraper.catalogue.backend import HIT, Hit, Question, Value
from scraper.catalogue.needles import CANDIDATES, Needles, needles
from scraper.catalogue.postgres.connection import Connection

_TEXT = "release_text(title, artists, labels, catnos, barcodes)"
_TITLE = "f_unaccent(lower(title))"
_SOUGHT = "f_unaccent(lower($1))"
_SOUGHT_TRACK = "f_unaccent(lower($2))"
_STRICTNESS = (0.8, 0.6, 0.45, 0.3)
"""Shares of a question's trigrams that a release has to have, tried one after the other."""
_AHEAD = 0.15
"""What is that much above the share asked for cannot be beaten by much that is below it."""
_WITHOUT_LETTERS = """title !~ '[[:alnum:]]' OR artists !~ '[[:alnum:]]'"""
_TRACKS_WITHOUT_LETTERS = "release_id IN (SELECT release_id FROM release_track WHERE title !~ '[[:alnum:]]')"
_MATCHES = 4_000
_LENGTH = "length(coalesce(title, '')) + length(coalesce(artists, ''))"


def candidates(db: Connection, question: Question) -> list[Hit]:
    """Return releases that may be meant; within a transaction, for the sake of its settings."""
    wanted = needles(question)
    if wanted.barcode:
        return _some(db, f"{_TEXT} LIKE $1", [f"%{wanted.barcode}%"]) if wanted.barcode[2:] else []
    letters = Needles(words=_searched(db, wanted.words), track=_searched(db, wanted.track), barcode="")
    if letters.words or letters.track:
        return _alike(db, letters)
    # Signs alone have no trigrams: all such titles and names are compared.
    of_tracks = _some(db, _TRACKS_WITHOUT_LETTERS, []) if wanted.track else []
    return [*of_tracks, *_some(db, _WITHOUT_LETTERS, [])] if wanted.words or wanted.track else []


def _some(db: Connection, condition: str, values: Sequence[Value]) -> list[Hit]:
    query = f"SELECT {', '.join(HIT)} FROM release_index WHERE {condition} ORDER BY release_id LIMIT {_MATCHES}"
    return _hits(_ask(db, query, values))


def _alike(db: Connection, wanted: Needles) -> list[Hit]:
    """Lower what is asked for until something is clearly above it."""
    query = _query(wanted)
    values = [value for value in (wanted.words, wanted.track) if value]
    found: list[tuple[Value, ...]] = []
    for share in _STRICTNESS:
        db.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {share}".encode())
        found = _ask(db, query, values)
        if found and float(found[0][-1] or 0) >= min(1.0, share + _AHEAD):
            break
    return _hits([row[:-1] for row in found])


def _query(wanted: Needles) -> str:
    """Return the query for releases like it, the most alike first; its last column tells how much."""
    columns = ", ".join(HIT)
    if not wanted.track:
        alike = f"word_similarity({_SOUGHT}, {_TEXT})"
        frm = f"release_index WHERE {_SOUGHT} <% {_TEXT}"
    else:
        sought = _SOUGHT_TRACK if wanted.words else _SOUGHT
        of_tracks = (
            f"SELECT release_id, max(word_similarity({sought}, {_TITLE})) AS alike FROM release_track"
            f" WHERE {sought} <% {_TITLE} GROUP BY release_id"
        )
        alike = "tracks.alike"
        frm = f"release_index JOIN ({of_tracks}) tracks USING (release_id)"
        if wanted.words:
            alike = f"(tracks.alike + word_similarity({_SOUGHT}, {_TEXT})) / 2"
            frm = f"{frm} WHERE {_SOUGHT} <% {_TEXT}"
    return f"SELECT {columns}, {alike} FROM {frm} ORDER BY {alike} DESC, {_LENGTH}, release_id LIMIT {CANDIDATES}"


def _searched(db: Connection, text: str) -> str:
    """Return a text that has trigrams here, '' for one that has none."""
    return text if text and _ask(db, f"SELECT 1 WHERE cardinality(show_trgm({_SOUGHT})) > 0", [text]) else ""


def _ask(db: Connection, query: str, values: Sequence[Value]) -> list[tuple[Value, ...]]:
    with psycopg.RawCursor(db) as cursor:
        return cursor.execute(query.encode(), values).fetchall()


def _hits(rows: Sequence[Sequence[Value]]) -> list[Hit]:
    return [Hit.of(row) for row in rows]
