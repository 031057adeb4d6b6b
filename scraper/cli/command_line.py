"""Runs what was typed: every end is an exit code, and every trouble one sentence."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import shell_complete

from scraper.cli.completion import COMPLETE
from scraper.cli.root import scrape
from scraper.cli.session import Session
from scraper.cli.usage import sentence
from scraper.run.errors import ExitCode, exit_code_of, local_trouble

NAME = "scrape"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line, that of this process where no words are given; return the exit code."""
    _mend_streams()
    session = Session()
    try:
        code = _run(sys.argv[1:] if words is None else words, session)
        # Here, where a reader that went away or a full disk can still be told about.
        sys.stdout.flush()
    except KeyboardInterrupt:
        return complain("Interrupted; what was fetched is kept, run again to go on.", ExitCode.INTERRUPTED)
    except click.UsageError as error:
        return complain(sentence(error), ExitCode.USAGE)
    except BrokenPipeError:
        # The reader of our output has seen enough; nothing more can be told to it.
        _abandon_stdout()
        return ExitCode.FAILURES
    except OSError as error:
        _abandon_stdout()
        return complain(_redacted(str(local_trouble(error)), session), ExitCode.FAILURES)
    except Exception as error:  # noqa: BLE001  # what has no log of its own: init, demo, serve
        return _explain(error, session)
    return code


def _run(words: Sequence[str], session: Session) -> int:
    if instruction := os.environ.get(COMPLETE):
        return shell_complete(scrape, {"obj": session}, NAME, COMPLETE, instruction)
    try:
        # Not click's own main: that would answer Ctrl-C, closed pipes and wrong words in ways of its own.
        with scrape.make_context(NAME, list(words), obj=session) as ctx:
            return int(scrape.invoke(ctx) or ExitCode.WELL)
    except click.exceptions.Exit as done:
        return done.exit_code


def complain(text: str, code: ExitCode) -> int:
    """Say on the error stream what is wrong; return the exit code."""
    sys.stderr.write(f"{NAME}: {text}\n")
    return code


def _explain(error: Exception, session: Session) -> int:
    code = exit_code_of(error)
    if code is not None:
        return complain(_redacted(str(error), session), code)
    what = _redacted(f"{type(error).__name__}: {error}", session)
    return complain(f"The program has a fault; please report what you did and this: {what}", ExitCode.FAILURES)


def _redacted(text: str, session: Session) -> str:
    from scraper.run.journal import redacted

    return redacted(text, session.secrets)


def _mend_streams() -> None:
    """Give streams that the caller closed a place to go to; and let a log that cannot be written not end a run."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # until the process ends
    logging.raiseExceptions = False


def _abandon_stdout() -> None:
    """Let Python end in peace: it would try once more to write what is left over."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
