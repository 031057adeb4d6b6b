"""The wantlist, as it was read last; pages show nothing of it."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from scraper.domain.releases import ReleaseId
from scraper.store.records import as_json


class Wants:
    """What the owner wants, by release."""

    def __init__(
        self, db: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[sqlite3.Connection]]
    ) -> None:
        self._db, self._transaction = db, transaction

    def replace(self, found: Iterable[tuple[ReleaseId, str, Mapping[str, Any]]]) -> None:
        """Keep this list in the place of the one before: ids, when each was added, and Discogs' own items."""
        rows = [(number, added, as_json(item.get("basic_information") or {})) for number, added, item in found]
        with self._transaction() as db:
            db.execute("DELETE FROM wants")
            db.executemany("INSERT OR REPLACE INTO wants VALUES (?, ?, ?)", rows)

    def ids(self) -> frozenset[int]:
        """Return the releases wanted."""
        return frozenset(row[0] for row in self._db.execute("SELECT release_id FROM wants"))
