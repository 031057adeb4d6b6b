"""The SQLite file: opened, migrated, and its errors turned into ours."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.run.errors import AlreadyRunning, LocalTrouble
from scraper.run.migrations import migrate

MIGRATIONS = Path(__file__).parent / "migrations"


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Convert what sqlite3 raises into one sentence about this file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.DatabaseError, path: Path) -> LocalTrouble | AlreadyRunning:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return LocalTrouble(f"Cannot write to {path}: the disk is full; make room and run again, nothing is lost.")
    if code is not None and code & 0xFF == sqlite3.SQLITE_BUSY:
        return AlreadyRunning(f"Another program is writing to {path}; run again when it is done.")
    if code is not None and code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LocalTrouble(f"Cannot write to {path}; correct the folder's permissions or choose another in [paths].")
    return LocalTrouble(
        f"The database {path} is damaged ({error}); "
        "put back a copy of it, or move it away and run `scrape --all` again."
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, creating folder and tables as needed; it is ours alone, in WAL mode, foreign keys on."""
    with in_our_words(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            if error.errno == errno.EEXIST:
                raise LocalTrouble(f"{path.parent} is a file, not a folder; correct [paths] database.") from error
            raise
        db = sqlite3.connect(path, isolation_level=None, timeout=5.0)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            migrate(db, MIGRATIONS)
        except BaseException:
            db.close()
            raise
        return db


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """Open a copy of the file in memory, for looking at what a run would do; the file is not touched, nor made."""
    with in_our_words(path):
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.row_factory = sqlite3.Row
        if path.exists():
            # Looking into a file in WAL mode makes files beside it, unless nobody can be writing to it.
            alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro{alone}", uri=True)) as original:
                original.backup(copy)
        migrate(copy, MIGRATIONS)
        return copy
