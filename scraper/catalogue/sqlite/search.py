"""Candidates from SQLite's trigram tables: releases with all words of a query, else those with its rarest trigrams.

The tables are asked for trigrams only, never for words, so that a wrong letter costs three trigrams and no more. A load
counts how rare each trigram is; common ones are left out, which limits the work.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice

from scraper.catalogue.backend import HIT_COLUMNS, Catalogue, Hit, SearchQuery, Value
from scraper.catalogue.folded_query import MOST_CANDIDATES, folded, trigrams
from scraper.catalogue.folded_text import release_text, track_text
from scraper.catalogue.id_lists import placeholders
from scraper.catalogue.tables import SEARCHED
from scraper.run.migrations import transaction

_MOST_ENTRIES = 16_000
"""Entries of a search table that are read for a misspelt query."""
_MOST_TRIGRAMS = 200
"""Trigrams of a misspelt query that are asked for in each of two tables; SQLite takes 500 in one query."""
_MOST_MATCHES = 4_000
"""Releases with all words of a query, of which those with the shortest artist and title become candidates."""
_LETTERS_OF_A_CORRECT_QUERY = 10
"""A query of so many letters that matches a release is written as it is meant, so that no likeness is looked for."""
_SHARE = 0.5
"""A release with less than this share of the best candidate's weight is no candidate."""
_SAMPLE = 4_000
"""Releases whose trigrams are counted."""
_SHORTEST_FIRST = "length(coalesce(title, '')) + length(coalesce(artists, '')), release_id"


def count_trigrams(db: sqlite3.Connection) -> None:
    """Estimate from a sample of the releases in how many each trigram is: the last step of a load."""
    total = db.execute("SELECT count(*) FROM release_index").fetchone()[0]
    ids = db.execute("SELECT release_id FROM release_index ORDER BY release_id")
    sample = [row[0] for row in islice(ids, 0, None, max(1, total // _SAMPLE))]
    counts: dict[str, Counter[str]] = {"release_search": Counter(), "track_search": Counter()}
    for number in sample:
        for table, text in _search_texts(db, number).items():
            counts[table].update({text[start : start + 3] for start in range(len(text) - 2)})
            # '' stands for the number of releases.
            counts[table][""] += 1
    factor = total / max(1, len(sample))
    rows = [
        (table, trigram, round(count * factor))
        for table, table_counts in counts.items()
        for trigram, count in sorted(table_counts.items())
    ]
    with transaction(db):
        db.execute("DELETE FROM search_trigram")
        db.executemany("INSERT INTO search_trigram VALUES (?, ?, ?)", rows)


def _search_texts(db: sqlite3.Connection, number: int) -> Mapping[str, str]:
    """Return what a release is found by in each search table."""
    query = f"SELECT {', '.join(SEARCHED)} FROM release_index WHERE release_id = ?"
    columns = db.execute(query, (number,)).fetchone()
    titles = [title for (title,) in db.execute("SELECT title FROM release_track WHERE release_id = ?", (number,))]
    return {"release_search": release_text(columns), "track_search": track_text(titles)}


def candidates(catalogue: Catalogue, query: SearchQuery) -> list[Hit]:
    """Return releases that may be meant."""
    wanted = folded(query)
    if wanted.barcode:
        figures = wanted.barcode
        match = " AND ".join(_quoted(figures[start : start + 3]) for start in range(len(figures) - 2))
        return _matching(catalogue, {"release_search": match}) if match else []
    words = {"release_search": wanted.words.split(), "track_search": wanted.track.split()}
    words = {table: table_words for table, table_words in words.items() if table_words}
    if not words:
        return []
    hits = _matching(catalogue, {table: _all_trigrams(table_words) for table, table_words in words.items()})
    letters = sum(map(len, chain(*words.values())))
    if len(hits) >= query.limit or (hits and letters >= _LETTERS_OF_A_CORRECT_QUERY):
        return hits
    return [*hits, *_alike(catalogue, words, {hit.release_id for hit in hits})]


def _all_trigrams(words: Iterable[str]) -> str:
    return " AND ".join(map(_quoted, trigrams(words)))


def _quoted(trigram: str) -> str:
    """Return a trigram as a search table takes it."""
    doubled = trigram.replace('"', '""')
    return f'"{doubled}"'


def _matching(catalogue: Catalogue, matches: Mapping[str, str]) -> list[Hit]:
    """Return releases that fit a MATCH expression in each of the search tables."""
    ids = " INTERSECT ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table in matches)
    query = (
        f"SELECT {', '.join(HIT_COLUMNS)} FROM release_index WHERE release_id IN ({ids} LIMIT {_MOST_MATCHES})"
        f" ORDER BY {_SHORTEST_FIRST} LIMIT {MOST_CANDIDATES}"
    )
    return [Hit.of(row) for row in catalogue.rows(query, [*matches.values()])]


def _alike(catalogue: Catalogue, words: Mapping[str, Sequence[str]], known: set[int]) -> list[Hit]:
    """Return the releases with most of the query's trigrams, rare ones counting more, without those in `known`."""
    entries: list[str] = []
    values: list[Value] = []
    for table, table_words in words.items():
        for trigram, weight in _rarest(catalogue, table, trigrams(table_words)):
            entries.append(f"SELECT rowid, ? AS weight FROM {table} WHERE {table} MATCH ?")
            values += [weight, _quoted(trigram)]
    if not entries:
        return []
    heaviest = (
        f"SELECT rowid, sum(weight) AS weight FROM ({' UNION ALL '.join(entries)})"
        f" GROUP BY rowid ORDER BY sum(weight) DESC, rowid LIMIT {MOST_CANDIDATES}"
    )
    weights = [(int(str(number)), float(weight or 0)) for number, weight in catalogue.rows(heaviest, values)]
    ids = [number for number, weight in weights if weight >= _SHARE * weights[0][1] and number not in known]
    query = f"SELECT {', '.join(HIT_COLUMNS)} FROM release_index WHERE release_id IN {placeholders(ids)}"
    return [Hit.of(row) for row in catalogue.rows(query, ids)]


def _rarest(catalogue: Catalogue, table: str, wanted: Sequence[str]) -> list[tuple[str, float]]:
    """Return trigrams with their weights, the rarest first, as many as `_MOST_ENTRIES` allows."""
    names = ["", *wanted]
    query = f"SELECT trigram, releases FROM search_trigram WHERE indexed = ? AND trigram IN {placeholders(names)}"
    counts = {str(trigram): int(count or 0) for trigram, count in catalogue.rows(query, (table, *names))}
    total, entries = max(counts.pop("", 1), 2), 0
    rarest: list[tuple[str, float]] = []
    for trigram in sorted(wanted, key=lambda name: counts.get(name, 0))[:_MOST_TRIGRAMS]:
        count = counts.get(trigram, 0)
        entries += count
        if rarest and entries > _MOST_ENTRIES:
            break
        rarest.append((trigram, math.log(1 + total / (count + 1))))
    return rarest
