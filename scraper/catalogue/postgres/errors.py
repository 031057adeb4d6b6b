"""What PostgreSQL refuses, in one sentence each, without a password.

SleevenotesError             exit code 1
├── ServerRefused            3   wrong password, no such role, not enough rights
├── ServerUnreachable        4   no answer, connection lost, server shut down
├── LocalTrouble             1   the server's disk is full
├── BadSettings              2   no such database, too old, an extension is missing
├── AlreadyRunning           2   another load, or a program that reads for too long
└── BadUsage                 2   anything that is wrong with a query
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from scraper.run.errors import AlreadyRunning, BadSettings, BadUsage, ExitCode, LocalTrouble, SleevenotesError

_LOST = {"08", "57"}
"""Classes of SQLSTATE: the connection broke, or the server was told to stop."""
WITHOUT_EXTENSION = (errors.InsufficientPrivilege, errors.UndefinedFile, errors.FeatureNotSupported)
"""What is raised where an extension is not installed, or this user may not add it."""


class ServerRefused(SleevenotesError):
    """The server refuses the connection or the statement."""

    exit_code = ExitCode.REFUSED


class ServerUnreachable(SleevenotesError):
    """The server does not answer, or no longer answers."""

    exit_code = ExitCode.UNREACHABLE


@contextmanager
def converting_errors(name: str) -> Iterator[None]:
    """Convert what psycopg raises into our errors, each one sentence about the database of this name."""
    try:
        yield
    except psycopg.Error as error:
        raise converted(error, name) from error


@contextmanager
def connecting_to(name: str) -> Iterator[None]:
    """Convert what connecting raises: such an error has no code, only a text in the server's language."""
    try:
        yield
    except psycopg.Error as error:
        # The cause is left out: its text, or that of its cause, can hold the whole address.
        raise _not_connected(_reason(error), name) from None


def _not_connected(reason: str, name: str) -> SleevenotesError:
    if "authentication failed" in reason or "no password supplied" in reason or "pg_hba.conf" in reason:
        return ServerRefused(f"{name} refuses us: correct user and password in [catalogue] url.")
    if 'database "' in reason and "does not exist" in reason:
        return BadSettings(f"There is no database at {name}: make it (`createdb`), or correct [catalogue] url.")
    if 'role "' in reason and "does not exist" in reason:
        return ServerRefused(f"{name} does not know that user: correct [catalogue] url, or make it (`createuser`).")
    return ServerUnreachable(f"{name} cannot be reached ({reason}); start the server, or correct [catalogue] url.")


def converted(error: psycopg.Error, name: str) -> SleevenotesError:
    """Return our error for one that an open connection raised."""
    reason = _reason(error)
    match error:
        case errors.DiskFull() | errors.OutOfMemory():
            ours: SleevenotesError = LocalTrouble(f"The server of {name} is full ({reason}); make room and run again.")
        case errors.InsufficientPrivilege() | errors.ReadOnlySqlTransaction():
            ours = ServerRefused(f"{name} does not allow that: {reason}.")
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            ours = AlreadyRunning(f"Another program holds on to {name}; run again when it is done.")
        case errors.QueryCanceled():
            ours = BadUsage(f"{name} stopped that query: {reason}.")
        case psycopg.OperationalError() if error.sqlstate is None or error.sqlstate[:2] in _LOST:
            ours = ServerUnreachable(f"The connection to {name} was lost ({reason}); run again.")
        case psycopg.OperationalError():
            ours = LocalTrouble(f"{name} cannot go on: {reason}.")
        case _:
            ours = BadUsage(f"{name} cannot do that: {reason}.")
    return ours


def _reason(error: psycopg.Error) -> str:
    """Return the server's reason on one line: what it calls FATAL, else its first line."""
    text = error.diag.message_primary or str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reasons = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return (reasons or lines or [type(error).__name__])[0].rstrip(".")
