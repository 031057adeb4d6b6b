"""What PostgreSQL refuses, in one sentence each, without a password.

SleevenotesError             exit code 1
├── ServerRefused            3   wrong password, no such role, not enough rights
├── ServerUnreachable        4   no answer, connection lost, shut down
├── LocalTrouble             1   the server's disk is full
├── BadSettings              2   no such database, too old, an extension is missing
├── AlreadyRunning           2   another load, or somebody who never stops to read
└── BadUsage                 2   anything that is wrong with a query
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from scraper.run.errors import AlreadyRunning, BadSettings, BadUsage, ExitCode, LocalTrouble, SleevenotesError

_LOST = {"08", "57"}
"""Classes of reasons: the connection broke, or the server was told to stop."""
WITHOUT_EXTENSION = (errors.InsufficientPrivilege, errors.UndefinedFile, errors.FeatureNotSupported)


class ServerRefused(SleevenotesError):
    """The server does not let us in, or not do this."""

    exit_code = ExitCode.REFUSED


class ServerUnreachable(SleevenotesError):
    """The server does not answer, or not any more."""

    exit_code = ExitCode.UNREACHABLE


@contextmanager
def in_our_words(name: str) -> Iterator[None]:
    """Convert what psycopg raises into one sentence about this database."""
    try:
        yield
    except psycopg.Error as error:
        raise translated(error, name) from error


@contextmanager
def connecting_to(name: str) -> Iterator[None]:
    """Convert what a first connection raises: the server's reasons are only text then, in the server's language."""
    try:
        yield
    except psycopg.Error as error:
        # The cause is left out: its text, or that of its cause, can hold the whole address.
        raise _not_connected(_said(error), name) from None


def _not_connected(said: str, name: str) -> SleevenotesError:
    if "authentication failed" in said or "no password supplied" in said or "pg_hba.conf" in said:
        return ServerRefused(f"{name} refuses us: correct user and password in [catalogue] url.")
    if 'database "' in said and "does not exist" in said:
        return BadSettings(f"There is no database at {name}: make it (`createdb`), or correct [catalogue] url.")
    if 'role "' in said and "does not exist" in said:
        return ServerRefused(f"{name} does not know that user: correct [catalogue] url, or make it (`createuser`).")
    return ServerUnreachable(f"{name} cannot be reached ({said}); start the server, or correct [catalogue] url.")


def translated(error: psycopg.Error, name: str) -> SleevenotesError:
    """Return our error for one of a connection that was open."""
    said = _said(error)
    match error:
        case errors.DiskFull() | errors.OutOfMemory():
            made: SleevenotesError = LocalTrouble(f"The server of {name} is full ({said}); make room and run again.")
        case errors.InsufficientPrivilege() | errors.ReadOnlySqlTransaction():
            made = ServerRefused(f"{name} does not allow that: {said}.")
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            made = AlreadyRunning(f"Another program holds on to {name}; run again when it is done.")
        case errors.QueryCanceled():
            made = BadUsage(f"{name} stopped that query: {said}.")
        case psycopg.OperationalError() if error.sqlstate is None or error.sqlstate[:2] in _LOST:
            made = ServerUnreachable(f"The connection to {name} was lost ({said}); run again.")
        case psycopg.OperationalError():
            made = LocalTrouble(f"{name} cannot go on: {said}.")
        case _:
            made = BadUsage(f"{name} cannot do that: {said}.")
    return made


def _said(error: psycopg.Error) -> str:
    """Return what the server said, on one line; what comes first is the reason."""
    text = error.diag.message_primary or str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reasons = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return (reasons or lines or [type(error).__name__])[0].rstrip(".")
