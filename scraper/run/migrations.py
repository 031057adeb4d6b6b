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
    files = sorted(folder.glob("[0-9]*.sql"))
    if files and _applied(db) > _number(files[-1]):
        raise LocalTrouble("The database was written by a newer Sleevenotes; upgrade this one.")
    for file in files:
        if _number(file) > _applied(db):
            _apply(db, file)


def _apply(db: sqlite3.Connection, file: Path) -> None:
    with transaction(db):
        # Another process that opened the file at the same moment may have been first.
        if _number(file) > _applied(db):
            for statement in statements(file.read_text(encoding="utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {_number(file)}")


def _applied(db: sqlite3.Connection) -> int:
    """Return the number of the last file that was applied, 0 for none."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _number(file: Path) -> int:
    return int(file.name[:4])


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
