"""Candidates from SQLite's trigram index: all words as they are written, or else by their rarest trigrams.

The index is asked for trigrams only, never for words, so that a slip of the finger costs three of them and no more. How
rare each is was counted at the load; the work is capped by leaving out the common ones.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from scraper.catalogue.backend import HIT, Catalogue, Hit, Question, Value
from scraper.catalogue.folding import search_text, track_text
from scraper.catalogue.needles import CANDIDATES, needles, trigrams
from scraper.run.migrations import transaction

_POSTINGS = 16_000
"""Entries of the index that a misspelt question may read."""
_TERMS = 200
"""Trigrams of a misspelt question that are looked for in each of two tables; SQLite takes 500 at once."""
_MATCHES = 4_000
"""Releases with all words of a question, of which the shortest are offered."""
_TELLING = 10
"""Letters of a question that is spelt as some release is, and then hardly a misspelling of another."""
_SHARE = 0.5
"""What shares less of the question's trigrams than that part of what the best one shares is not compared."""
_SAMPLE = 4_000
"""Releases among which trigrams are counted."""
_SHORTEST = "length(coalesce(title, '')) + length(coalesce(artists, '')), release_id"


def count_trigrams(db: sqlite3.Connection) -> None:
    """Note how rare each trigram is, of a sample of the releases: a load's last step."""
    whole = db.execute("SELECT count(*) FROM release_index").fetchone()[0]
    ids = db.execute("SELECT release_id FROM release_index ORDER BY release_id")
    sample = [row[0] for row in islice(ids, 0, None, max(1, whole // _SAMPLE))]
    found: dict[str, Counter[str]] = {"release_search": Counter(), "track_search": Counter()}
    for number in sample:
        query = "SELECT title, artists, labels, catnos, barcodes FROM release_index WHERE release_id = ?"
        texts = [search_text(db.execute(query, (number,)).fetchone())]
        titles = [row[0] for row in db.execute("SELECT title FROM release_track WHERE release_id = ?", (number,))]
        texts.append(track_text(titles))
        for counts, text in zip(found.values(), texts, strict=True):
            counts.update({text[start : start + 3] for start in range(len(text) - 2)})
            counts[""] += 1
    share = whole / max(1, len(sample))
    rows = [
        (table, one, round(count * share)) for table, counts in found.items() for one, count in sorted(counts.items())
    ]
    with transaction(db):
        db.execute("DELETE FROM search_trigram")
        db.executemany("INSERT INTO search_trigram VALUES (?, ?, ?)", rows)


def candidates(catalogue: Catalogue, question: Question) -> list[Hit]:
    """Return releases that may be meant."""
    wanted = needles(question)
    if wanted.barcode:
        code = wanted.barcode
        parts = " AND ".join(_phrase(code[start : start + 3]) for start in range(len(code) - 2))
        return _rows(catalogue, _some("release_search"), [parts]) if parts else []
    asked = {"release_search": wanted.words.split(), "track_search": wanted.track.split()}
    asked = {table: words for table, words in asked.items() if words}
    if not asked:
        return []
    found = _rows(catalogue, _all(asked), [_every(words) for words in asked.values()])
    if len(found) >= question.limit or (found and sum(map(len, chain(*asked.values()))) >= _TELLING):
        return found
    return [*found, *_misspelt(catalogue, asked, {hit.release_id for hit in found})]


def _all(asked: Iterable[str]) -> str:
    """Return the query for the releases with all the words in each of the tables."""
    return " INTERSECT ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table in asked)


def _some(table: str) -> str:
    return f"SELECT rowid FROM {table} WHERE {table} MATCH ?"


def _every(words: Iterable[str]) -> str:
    return " AND ".join(map(_phrase, trigrams(words)))


def _phrase(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"'


def _rows(catalogue: Catalogue, matching: str, values: Sequence[Value]) -> list[Hit]:
    query = (
        f"SELECT {', '.join(HIT)} FROM release_index WHERE release_id IN ({matching} LIMIT {_MATCHES})"
        f" ORDER BY {_SHORTEST} LIMIT {CANDIDATES}"
    )
    return [Hit.of(row) for row in catalogue.rows(query, values)]


def _misspelt(catalogue: Catalogue, asked: dict[str, list[str]], known: set[int]) -> list[Hit]:
    """Return the releases that share most of the question's trigrams, the rare ones counting more."""
    entries: list[str] = []
    values: list[Value] = []
    for table, words in asked.items():
        for trigram, weight in _rarest(catalogue, table, trigrams(words)):
            entries.append(f"SELECT rowid, ? AS weight FROM {table} WHERE {table} MATCH ?")
            values += [weight, _phrase(trigram)]
    if not entries:
        return []
    best = (
        f"SELECT rowid, sum(weight) AS weight FROM ({' UNION ALL '.join(entries)})"
        f" GROUP BY rowid ORDER BY sum(weight) DESC, rowid LIMIT {CANDIDATES}"
    )
    weights = [(int(str(row[0])), float(row[1] or 0)) for row in catalogue.rows(best, values)]
    near = [number for number, weight in weights if weight >= _SHARE * weights[0][1] and number not in known]
    query = f"SELECT {', '.join(HIT)} FROM release_index WHERE release_id IN ({', '.join('?' * len(near))})"
    return [Hit.of(row) for row in catalogue.rows(query, near)]


def _rarest(catalogue: Catalogue, table: str, wanted: Sequence[str]) -> list[tuple[str, float]]:
    """Return trigrams with their weights, the rarest first, until they are in too many releases."""
    marks = ", ".join("?" * (len(wanted) + 1))
    query = f"SELECT trigram, releases FROM search_trigram WHERE indexed = ? AND trigram IN ({marks})"
    counts = {str(row[0]): int(row[1] or 0) for row in catalogue.rows(query, (table, "", *wanted))}
    whole, read = max(counts.pop("", 1), 2), 0
    chosen: list[tuple[str, float]] = []
    for trigram in sorted(wanted, key=lambda one: counts.get(one, 0))[:_TERMS]:
        count = counts.get(trigram, 0)
        read += count
        if chosen and read > _POSTINGS:
            break
        chosen.append((trigram, math.log(1 + whole / (count + 1))))
    return chosen
