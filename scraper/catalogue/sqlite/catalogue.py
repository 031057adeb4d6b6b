"""The catalogue in one SQLite file."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from scraper.catalogue.backend import Hit, Loaded, Loading, Question, Value
from scraper.catalogue.sqlite.connection import alone, connect, in_our_words
from scraper.catalogue.sqlite.loading import analyze, empty, loading
from scraper.catalogue.sqlite.packing import SEARCHES, searchable, searchable_tracks
from scraper.catalogue.sqlite.search import candidates
from scraper.catalogue.tables import KINDS, METADATA, TABLES, Kind
from scraper.run.migrations import transaction

_MANY = 500


class SqliteCatalogue:
    """One file; every method may be called from any thread, one at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file.resolve()
        self._db = connect(self._file)
        self._inode = self._file.stat().st_ino
        self._old: list[sqlite3.Connection] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """Where it is."""
        return str(self._file)

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query."""
        with in_our_words(self._file):
            self._look_again()
            yield from self._db.execute(query, values)

    @contextmanager
    def loading(self, kind: Kind) -> Iterator[Loading]:
        """Begin a load beside the file; leaving without `finish` leaves it byte for byte as it was."""
        with alone(self._file, f"loading {kind}"):
            with loading(self._file, kind) as load:
                yield load
            if load.finished:
                self._look_again()

    def loads(self) -> dict[Kind, Loaded]:
        """Return what is loaded."""
        found = {}
        for row in self.rows(f"SELECT {', '.join(METADATA.columns)} FROM {METADATA.name}"):
            told = dict(zip(METADATA.columns, row, strict=True))
            told["unknown"] = json.loads(str(told["unknown"]))
            found[told["kind"]] = Loaded(**told)  # type: ignore[arg-type]  # as metadata() wrote them
        return {kind: found[kind] for kind in KINDS if kind in found}

    def candidates(self, question: Question) -> list[Hit]:
        """Return releases that may be meant."""
        return candidates(self, question)

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""
        changed = 0
        with self._writing("changing the catalogue") as db:
            for statement in statements:
                changed = db.execute(statement).rowcount
        return max(changed, 0)

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables, their search index too; return how many there were."""
        ids, gone = sorted(releases), 0
        with self._writing("deleting releases") as db:
            for start in range(0, len(ids), _MANY):
                gone += _delete(db, ids[start : start + _MANY])
        return gone

    def clear(self, kinds: Collection[Kind]) -> None:
        """Drop what was loaded of these kinds."""
        with alone(self._file, "clearing"), in_our_words(self._file):
            self._look_again()
            for kind in kinds:
                empty(self._db, kind)

    def compact(self) -> None:
        """Give unused space back, and let the database look at its rows anew for planning."""
        with alone(self._file, "compacting"), in_our_words(self._file):
            self._look_again()
            for table in SEARCHES:
                self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            self._db.execute("VACUUM")
            analyze(self._db)

    def size(self) -> int:
        """Return the bytes that it takes on disk."""
        with in_our_words(self._file):
            return self._file.stat().st_size

    def close(self) -> None:
        """Let go of it."""
        for db in (*self._old, self._db):
            db.close()

    @contextmanager
    def _writing(self, task: str) -> Iterator[sqlite3.Connection]:
        with alone(self._file, task), in_our_words(self._file):
            self._look_again()
            with transaction(self._db) as db:
                yield db

    def _look_again(self) -> None:
        """Open the file anew where a load, of ours or of another process, put another one in its place."""
        if not self._file.exists() or self._file.stat().st_ino != self._inode:
            # What is being read from the old file is read to its end.
            self._old.append(self._db)
            self._db = connect(self._file)
            self._inode = self._file.stat().st_ino


def _delete(db: sqlite3.Connection, ids: list[int]) -> int:
    marks = f"release_id IN ({', '.join('?' * len(ids))})"
    # The search tables hold no text of their own: they are told once more what they are to forget.
    for search, texts in (
        ("release_search", searchable(db.execute(f"SELECT * FROM release_index WHERE {marks}", ids))),
        ("track_search", searchable_tracks(db.execute(f"SELECT * FROM release_track WHERE {marks}", ids))),
    ):
        db.executemany(f"INSERT INTO {search} ({search}, rowid, text) VALUES ('delete', ?, ?)", list(texts))
    counts = [db.execute(f"DELETE FROM {table.name} WHERE {marks}", ids).rowcount for table in TABLES["releases"]]
    return counts[-1]
