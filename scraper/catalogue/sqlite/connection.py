"""The catalogue's SQLite file: opened, migrated, locked, and its errors turned into ours."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import filelock

from scraper.run.errors import AlreadyRunning, LocalTrouble, local_trouble
from scraper.run.migrations import migrate

MIGRATIONS = Path(__file__).parent / "migrations"
_PAGE = 32 << 10
"""Bytes of a page of a new file, or one that is compacted: everything in a load appends, and fuller pages take less."""
PATIENCE = 5.0
"""Seconds that we wait for another program that is writing."""


@contextmanager
def in_our_words(file: Path) -> Iterator[None]:
    """Convert what sqlite3 and the file system raise into one sentence about this file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(error, file) from error
    except OSError as error:
        raise local_trouble(error) from error


def _translated(error: sqlite3.DatabaseError, file: Path) -> LocalTrouble | AlreadyRunning:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return LocalTrouble(f"Cannot write to {file}: the disk is full; make room and run again, nothing is lost.")
    if code == sqlite3.SQLITE_BUSY:
        return AlreadyRunning(f"Another program is working on {file}; run again when it is done.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LocalTrouble(
            f"Cannot write to {file}; correct the folder's permissions, or choose another in [catalogue] url."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LocalTrouble(f"The catalogue {file} is damaged ({error}); delete it and load the dumps again.")
    return LocalTrouble(f"The catalogue {file} cannot do that: {error}.")


def connect(file: Path) -> sqlite3.Connection:
    """Open the file, creating folder and tables as needed.

    It keeps a rollback journal rather than a write-ahead log: a file that a load is to replace must be all there is.
    """
    with in_our_words(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(file, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        try:
            db.execute(f"PRAGMA page_size = {_PAGE}")
            _leave_write_ahead(db)
            migrate(db, MIGRATIONS)
        except BaseException:
            db.close()
            raise
        return db


def _leave_write_ahead(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        # While another program reads it stays so, which is no trouble before a load, and then said.
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = DELETE")


def connect_to_load(file: Path) -> sqlite3.Connection:
    """Open a file that is thrown away unless all goes well: nothing in it has to survive a crash."""
    db = connect(file)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -32768"):
        db.execute(f"PRAGMA {setting}")
    db.execute("PRAGMA secure_delete = OFF")
    # Without one, sqlite3 looks everywhere for an adapter of each None, which takes longer than binding it.
    # This one answers quicker than a function of ours.
    sqlite3.register_adapter(type(None), {None: None}.__getitem__)
    return db


@contextmanager
def alone(file: Path, task: str) -> Iterator[None]:
    """Hold the lock that only one writer can have; a killed one's is gone with it. Raises AlreadyRunning."""
    with in_our_words(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        lock, holder = filelock.FileLock(f"{file}.lock", timeout=0), Path(f"{file}.holder")
        try:
            lock.acquire()
        except filelock.Timeout:
            raise AlreadyRunning(f"{_said(holder)} on {file}; wait until it is done.") from None
    try:
        with in_our_words(file):
            holder.write_text(f"Process {os.getpid()} has been {task} since {datetime.now(UTC):%H:%M} UTC")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _said(holder: Path) -> str:
    try:
        return holder.read_text() or "Another program is working"
    except FileNotFoundError:
        return "Another program is working"
