"""SQLite files: made by numbered scripts, and changed in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.run.errors import LocalTrouble


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit all that the block changes, or nothing if it fails."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        # When the disk is full, SQLite rolls back by itself; a second ROLLBACK would hide the reason.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def migrate(db: sqlite3.Connection, folder: Path) -> None:
    """Apply the numbered files that are not applied yet; each is committed together with its number."""
    done = db.execute("PRAGMA user_version").fetchone()[0]
    files = sorted(folder.glob("[0-9]*.sql"))
    if files and done > int(files[-1].name[:4]):
        raise LocalTrouble("The database was written by a newer Sleevenotes; upgrade this one.")
    for file in files:
        number = int(file.name[:4])
        if number > done:
            with transaction(db):
                for statement in statements(file.read_text(encoding="utf-8")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {number}")


def statements(script: str) -> Iterator[str]:
    """Split a script into statements: sqlite3's executescript would silently commit the transaction around it."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
