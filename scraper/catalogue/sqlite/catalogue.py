"""The catalogue in one SQLite file."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from scraper.catalogue.backend import Hit, Load, LoadSummary, SearchQuery, Value
from scraper.catalogue.id_lists import batches, placeholders
from scraper.catalogue.metadata import SUMMARIES, summaries
from scraper.catalogue.sqlite.connection import connect, converting_errors, writer_lock
from scraper.catalogue.sqlite.loading import analyze, delete_kind, loading
from scraper.catalogue.sqlite.prepared_rows import SEARCH_TABLES, release_texts, track_texts
from scraper.catalogue.sqlite.search import candidates
from scraper.catalogue.tables import TABLES, DumpKind
from scraper.run.migrations import transaction


class SqliteCatalogue:
    """A catalogue in a file; every method may be called from any thread, but only one at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file.resolve()
        self._db = connect(self._file)
        self._inode = self._file.stat().st_ino
        self._replaced: list[sqlite3.Connection] = []
        """Connections to files that a load has replaced, where somebody may still be reading rows."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self._file)

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a query."""
        with converting_errors(self._file):
            self._follow_replacement()
            yield from self._db.execute(query, values)

    @contextmanager
    def loading(self, kind: DumpKind) -> Iterator[Load]:
        """Begin a load into a file beside this one; leaving the block without `finish` leaves this one as it was."""
        with writer_lock(self._file, f"loading {kind}"):
            with loading(self._file, kind) as load:
                yield load
            if load.finished:
                self._follow_replacement()

    def loads(self) -> dict[DumpKind, LoadSummary]:
        """Return the summary of each kind that is loaded."""
        return summaries(self.rows(SUMMARIES))

    def candidates(self, query: SearchQuery) -> list[Hit]:
        """Return releases that may be meant."""
        return candidates(self, query)

    def run(self, *statements: str) -> int:
        """Execute statements in one transaction; return how many rows the last one changed."""
        changed = 0
        with self._writing("changing the catalogue") as db:
            for statement in statements:
                changed = db.execute(statement).rowcount
        return max(changed, 0)

    def delete(self, releases: Collection[int]) -> int:
        """Remove releases from all tables and from the search index; return how many there were."""
        with self._writing("deleting releases") as db:
            return sum(_delete(db, batch) for batch in batches(sorted(releases)))

    def clear(self, kinds: Collection[DumpKind]) -> None:
        """Remove everything that was loaded of these kinds."""
        with writer_lock(self._file, "clearing"), converting_errors(self._file):
            self._follow_replacement()
            for kind in kinds:
                delete_kind(self._db, kind)

    def compact(self) -> None:
        """Give unused space back, and refresh the statistics that the database plans queries by."""
        with writer_lock(self._file, "compacting"), converting_errors(self._file):
            self._follow_replacement()
            for table in SEARCH_TABLES:
                self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            self._db.execute("VACUUM")
            analyze(self._db)

    def size(self) -> int:
        """Return the bytes that the file takes on disk."""
        with converting_errors(self._file):
            return self._file.stat().st_size

    def close(self) -> None:
        """Close the file."""
        for db in (*self._replaced, self._db):
            db.close()

    @contextmanager
    def _writing(self, task: str) -> Iterator[sqlite3.Connection]:
        with writer_lock(self._file, task), converting_errors(self._file):
            self._follow_replacement()
            with transaction(self._db) as db:
                yield db

    def _follow_replacement(self) -> None:
        """Open the file again where a load, of this process or another, has put a new file in its place."""
        if not self._file.exists() or self._file.stat().st_ino != self._inode:
            # Rows that are being read from the old file can be read to the end.
            self._replaced.append(self._db)
            self._db = connect(self._file)
            self._inode = self._file.stat().st_ino


def _delete(db: sqlite3.Connection, ids: list[int]) -> int:
    condition = f"release_id IN {placeholders(ids)}"
    # The search tables keep no text: to delete an entry, they need the very text that was inserted.
    for table, texts in (
        ("release_search", release_texts(db.execute(f"SELECT * FROM release_index WHERE {condition}", ids))),
        ("track_search", track_texts(db.execute(f"SELECT * FROM release_track WHERE {condition}", ids))),
    ):
        db.executemany(f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)", list(texts))
    counts = [db.execute(f"DELETE FROM {table.name} WHERE {condition}", ids).rowcount for table in TABLES["releases"]]
    return counts[-1]
