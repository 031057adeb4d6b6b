"""The SQLite file: opened, migrated, and its errors turned into ours."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scraper.errors import AlreadyRunning, LocalTrouble

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


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back of itself; asking again would hide the reason.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def migrate(db: sqlite3.Connection, folder: Path) -> None:
    """Apply the numbered files that are not applied yet; each commits together with its record."""
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
    """Split a script; sqlite3's own executescript would silently commit the transaction around it."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
