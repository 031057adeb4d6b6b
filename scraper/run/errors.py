"""What stops a run on this side of the network, each in one sentence with its exit code.

SleevenotesError             exit code 1
├── LocalTrouble             1   disk full, a folder that cannot be written, a damaged database, Hugo failed
├── BadSettings              2   a setting is missing, unknown or wrong
├── BadUsage                 2   a command that makes no sense here, an artist nobody knows
└── AlreadyRunning           2   another run works on the same database
"""

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended; the numbers are part of the command's documentation."""

    WELL = 0
    FAILURES = 1
    USAGE = 2
    REFUSED = 3
    UNREACHABLE = 4
    INTERRUPTED = 130


class SleevenotesError(Exception):
    """One clear sentence for people: what is wrong, where, and what to do next."""

    exit_code = ExitCode.FAILURES


class LocalTrouble(SleevenotesError):
    """This machine is in the way."""


class BadSettings(SleevenotesError):
    """The settings cannot be used; the text names every problem by its key."""

    exit_code = ExitCode.USAGE


class BadUsage(SleevenotesError):
    """The command cannot do what was asked."""

    exit_code = ExitCode.USAGE


class AlreadyRunning(SleevenotesError):
    """Another run holds the lock."""

    exit_code = ExitCode.USAGE


def exit_code_of(error: BaseException) -> ExitCode | None:
    """Return the exit code that an error carries, ours or a service's; None for a fault of the program."""
    code = getattr(error, "exit_code", None)
    return None if code is None else ExitCode(code)


def local_trouble(error: OSError) -> LocalTrouble:
    """Say what the operating system refused, where, and what to do."""
    where = f" at {error.filename}" if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            advice = "the disk is full; make room and run again, nothing is lost"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            advice = (
                "this may not be read or written; correct the folder's permissions, or choose another in config.toml"
            )
        case _:
            advice = error.strerror or type(error).__name__
    return LocalTrouble(f"Cannot go on{where}: {advice}.")
