"""Candidates from PostgreSQL's trigram indexes: at first only very similar releases, then less similar ones."""

from collections.abc import Sequence

import psycopg

from scraper.catalogue.backend import HIT_COLUMNS, Hit, SearchQuery, Value
from scraper.catalogue.folded_query import MOST_CANDIDATES, FoldedQuery, folded
from scraper.catalogue.postgres.connection import Connection

_TEXT = "release_text(title, artists, labels, catnos, barcodes)"
_TEXT_WITH_COMPANIES = "release_text(title, artists, labels, catnos, barcodes, company_catnos)"
_TITLE = "f_unaccent(lower(title))"
_SOUGHT = "f_unaccent(lower($1))"
_SOUGHT_TRACK = "f_unaccent(lower($2))"
_SIMILAR = f"({_SOUGHT} <% {_TEXT} OR (company_catnos IS NOT NULL AND {_SOUGHT} <% {_TEXT_WITH_COMPANIES}))"
"""Whether a release is similar: one index answers for all releases, another one for those with companies' numbers."""
_SIMILARITY = f"word_similarity({_SOUGHT}, {_TEXT_WITH_COMPANIES})"
_THRESHOLDS = (0.8, 0.6, 0.45, 0.3)
"""Shares of a query's trigrams that a release must have, tried one after the other."""
_CLEARLY_ABOVE = 0.15
"""Where the best release is this far above the threshold, a lower threshold would bring nothing better."""
_WITHOUT_LETTERS = """title !~ '[[:alnum:]]' OR artists !~ '[[:alnum:]]'"""
_TRACKS_WITHOUT_LETTERS = "release_id IN (SELECT release_id FROM release_track WHERE title !~ '[[:alnum:]]')"
_MOST_MATCHES = 4_000
_SHORTEST_TRIGRAM_QUERY = 3
_LENGTH = "length(coalesce(title, '')) + length(coalesce(artists, ''))"


def candidates(db: Connection, query: SearchQuery) -> list[Hit]:
    """Return releases that may be meant; the caller has begun a transaction, in which settings are changed."""
    wanted = folded(query)
    if wanted.barcode:
        if len(wanted.barcode) < _SHORTEST_TRIGRAM_QUERY:
            return []
        return _matching(db, f"{_TEXT} LIKE $1", [f"%{wanted.barcode}%"])
    letters = FoldedQuery(words=_indexed(db, wanted.words), track=_indexed(db, wanted.track), barcode="")
    if letters.words or letters.track:
        return _alike(db, letters)
    # Signs have no trigrams: all titles and names without letters are candidates.
    by_track = _matching(db, _TRACKS_WITHOUT_LETTERS, []) if wanted.track else []
    return [*by_track, *_matching(db, _WITHOUT_LETTERS, [])] if wanted.words or wanted.track else []


def _matching(db: Connection, condition: str, values: Sequence[Value]) -> list[Hit]:
    query = (
        f"SELECT {', '.join(HIT_COLUMNS)} FROM release_index"
        f" WHERE {condition} ORDER BY release_id LIMIT {_MOST_MATCHES}"
    )
    return [Hit.of(row) for row in _rows(db, query, values)]


def _alike(db: Connection, wanted: FoldedQuery) -> list[Hit]:
    """Lower the threshold until the best release is clearly above it."""
    query = _likeness_query(wanted)
    values = [value for value in (wanted.words, wanted.track) if value]
    rows: list[tuple[Value, ...]] = []
    for threshold in _THRESHOLDS:
        db.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {threshold}".encode())
        rows = _rows(db, query, values)
        if rows and float(rows[0][-1] or 0) >= min(1.0, threshold + _CLEARLY_ABOVE):
            break
    return [Hit.of(row[:-1]) for row in rows]


def _likeness_query(wanted: FoldedQuery) -> str:
    """Return the query for similar releases, the most similar first; its last column is the similarity."""
    columns = ", ".join(HIT_COLUMNS)
    if not wanted.track:
        similarity = _SIMILARITY
        source = f"release_index WHERE {_SIMILAR}"
    else:
        sought = _SOUGHT_TRACK if wanted.words else _SOUGHT
        tracks = (
            f"SELECT release_id, max(word_similarity({sought}, {_TITLE})) AS similarity FROM release_track"
            f" WHERE {sought} <% {_TITLE} GROUP BY release_id"
        )
        similarity = "tracks.similarity"
        source = f"release_index JOIN ({tracks}) tracks USING (release_id)"
        if wanted.words:
            similarity = f"(tracks.similarity + {_SIMILARITY}) / 2"
            source = f"{source} WHERE {_SIMILAR}"
    order = f"{similarity} DESC, {_LENGTH}, release_id"
    return f"SELECT {columns}, {similarity} FROM {source} ORDER BY {order} LIMIT {MOST_CANDIDATES}"


def _indexed(db: Connection, text: str) -> str:
    """Return a text that has trigrams here, '' for one that has none."""
    return text if text and _rows(db, f"SELECT 1 WHERE cardinality(show_trgm({_SOUGHT})) > 0", [text]) else ""


def _rows(db: Connection, query: str, values: Sequence[Value]) -> list[tuple[Value, ...]]:
    with psycopg.RawCursor(db) as cursor:
        return cursor.execute(query.encode(), values).fetchall()
