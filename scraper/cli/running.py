"""How a command does its work: with the settings, the progress, the log and the closing report of a run."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from scraper.cli.output import say
from scraper.cli.session import Session
from scraper.run.errors import ExitCode, LocalTrouble, exit_code_of
from scraper.run.journal import journal
from scraper.run.progress import Event, Noted, Progress, Waiting
from scraper.run.report import GAPS_SHOWN, Report
from scraper.run.settings import Settings, load

log = logging.getLogger(__name__)


class Outcome(Protocol):
    """What came of a use case that has no report: it can be said in sentences."""

    def lines(self) -> list[str]:
        """Return them."""


def settings_of(session: Session) -> Settings:
    """Return the settings; what is secret in them is not printed from then on."""
    settings = load(session.config)
    session.secrets += settings.secrets
    return settings


def progress_of(session: Session) -> Progress:
    """Return what shows progress: bars on a terminal, sentences wherever the output goes; with -q nothing."""
    if session.quiet:
        return Progress()
    if not sys.stderr.isatty():
        return Progress(_say_note, WaitLines())
    # Whoever has no terminal is spared what it takes.
    from scraper.cli.progress_bars import ProgressBars

    return Progress(_say_note, ProgressBars())


def _say_note(event: Event) -> None:
    if isinstance(event, Noted):
        say([event.sentence])


class WaitLines:
    """Listens to the progress of a run where no bar can be seen, and says in lines what is waited for."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, event: Event) -> None:
        """Say a wait, once for all threads that wait."""
        if isinstance(event, Waiting) and self._last != (words := event.words(datetime.now(UTC))):
            self._last = words
            say([f"{words}."])


@contextmanager
def journal_of(session: Session, folder: Path | None, name: str, secrets: Sequence[str]) -> Iterator[None]:
    """Keep a log while the block runs, in a dated file of this folder; None for no file."""
    now = datetime.now()  # noqa: DTZ005  # local time, for people
    with journal(folder, name, secrets, verbose=session.verbose, now=now):
        yield


@contextmanager
def looking(session: Session) -> Iterator[Settings]:
    """Yield the settings to what only reads; without a log, but what libraries log is not for the screen."""
    settings = settings_of(session)
    with journal_of(session, None, "", settings.secrets):
        yield settings


def reported(session: Session, name: str, work: Callable[[Settings, Progress], Report], *, on_disk: bool = True) -> int:
    """Do what ends in a report, with a log; print the report, and return its exit code."""
    settings = settings_of(session)
    return logged(
        session, settings, name, lambda: say_report(session, work(settings, progress_of(session))), on_disk=on_disk
    )


def done(session: Session, name: str, work: Callable[[Settings, Progress], Outcome]) -> int:
    """Do what ends in sentences, with a log; print them."""
    settings = settings_of(session)

    def finish() -> int:
        lines = work(settings, progress_of(session)).lines()
        for line in lines:
            log.debug("%s", line)
        say([] if session.quiet else lines)
        return ExitCode.WELL

    return logged(session, settings, name, finish)


def logged(session: Session, settings: Settings, name: str, work: Callable[[], int], *, on_disk: bool = True) -> int:
    """Run with a log; a fault of the program goes into it, not onto the screen."""
    folder = settings.at_home(settings.paths.logs) if on_disk else None
    if folder and folder.exists() and not folder.is_dir():
        raise LocalTrouble(f"{folder} is a file, not a folder; correct [paths] logs.")
    with journal_of(session, folder, name, settings.secrets):
        log.info("scrape %s", name)
        try:
            return work()
        except (KeyboardInterrupt, OSError) as error:
            log.error("the run ends here: %s", error or "interrupted")  # noqa: TRY400  # foreseen, so no traceback
            raise
        except Exception as error:
            if exit_code_of(error) is not None:
                log.error("the run ends here: %s", error)  # noqa: TRY400  # foreseen, so without a traceback
                raise
            log.exception("a fault in the program")
            where = f"please report it with the log in {folder}" if folder else "the same without --dry-run logs it"
            sys.stderr.write(f"scrape: The program has a fault; {where}.\n")
            return ExitCode.FAILURES


def say_report(session: Session, report: Report) -> int:
    """Print the closing report; all of it goes into the log."""
    lines = report.lines()
    log.debug("%s", "\n".join(lines))
    for gap in report.gaps[GAPS_SHOWN:]:
        log.debug("gap: %s %d %s: %s", gap.kind, gap.subject_id, gap.title, gap.reason)
    say([] if session.quiet else lines)
    return report.code
