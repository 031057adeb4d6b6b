"""The wantlist, as it was read last; pages show nothing of it."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from scraper.domain.releases import ReleaseId


class Wants:
    """What the owner wants, by release."""

    def __init__(
        self, db: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[sqlite3.Connection]]
    ) -> None:
        self._db, self._transaction = db, transaction

    def replace(self, wanted: Iterable[tuple[ReleaseId, str]]) -> None:
        """Keep this list in the place of the one before: ids, and when each was added."""
        rows = list(wanted)
        with self._transaction() as db:
            db.execute("DELETE FROM wants")
            db.executemany("INSERT OR REPLACE INTO wants VALUES (?, ?)", rows)

    def ids(self) -> frozenset[int]:
        """Return the releases wanted."""
        return frozenset(row[0] for row in self._db.execute("SELECT release_id FROM wants"))
