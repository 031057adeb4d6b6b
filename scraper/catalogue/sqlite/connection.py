"""The catalogue's SQLite file: opened, migrated, locked, and its errors converted to ours."""

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
_PAGE_SIZE = 32 << 10
"""Bytes of a page of a new or a compacted file: a load only appends rows, and they fill large pages better."""
PATIENCE = 5.0
"""Seconds for which a statement waits while another program writes."""


@contextmanager
def converting_errors(file: Path) -> Iterator[None]:
    """Convert what sqlite3 and the file system raise into our errors, each one sentence about this file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _converted(error, file) from error
    except OSError as error:
        raise local_trouble(error) from error


def _converted(error: sqlite3.DatabaseError, file: Path) -> LocalTrouble | AlreadyRunning:
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
    """Open the file; make its folder and tables where they are missing.

    The file has a rollback journal, not a write-ahead log: a load replaces the file, so no other file may hold parts of
    its content.
    """
    with converting_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(file, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        try:
            db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
            _leave_write_ahead_log(db)
            migrate(db, MIGRATIONS)
        except BaseException:
            db.close()
            raise
        return db


def _leave_write_ahead_log(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        # While another program reads, the log stays. That does no harm before a load, and a load then refuses to begin.
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = DELETE")


def connect_to_load(file: Path) -> sqlite3.Connection:
    """Open a file for a load: it is thrown away unless the load succeeds, so it need not survive a crash."""
    db = connect(file)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -32768"):
        db.execute(f"PRAGMA {setting}")
    db.execute("PRAGMA secure_delete = OFF")
    # Without an adapter for None, sqlite3 searches for one at each None, which takes longer than binding it.
    # A dictionary's method answers faster than a function of Python.
    sqlite3.register_adapter(type(None), {None: None}.__getitem__)
    return db


@contextmanager
def writer_lock(file: Path, task: str) -> Iterator[None]:
    """Hold the lock that only one writer can have; a process that is killed loses it. Raises AlreadyRunning."""
    with converting_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        lock, holder = filelock.FileLock(f"{file}.lock", timeout=0), Path(f"{file}.holder")
        try:
            lock.acquire()
        except filelock.Timeout:
            raise AlreadyRunning(f"{_holder_sentence(holder)} on {file}; wait until it is done.") from None
    try:
        with converting_errors(file):
            holder.write_text(f"Process {os.getpid()} has been {task} since {datetime.now(UTC):%H:%M} UTC")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder_sentence(holder: Path) -> str:
    """Return the beginning of a sentence about the process that holds the lock, as that process wrote it."""
    try:
        return holder.read_text() or "Another program is working"
    except FileNotFoundError:
        return "Another program is working"
