"""Questions to whoever typed the command, if somebody is there."""

import sys
from collections.abc import Callable
from pathlib import Path

from scraper.run.errors import BadUsage


def is_terminal() -> bool:
    """Tell whether somebody can type."""
    return sys.stdin is not None and sys.stdin.isatty()


def asked(question: str, default: str) -> str:
    """Return what is typed, or piped in; nothing, and the end of it, is the default."""
    sys.stdout.write(f"{question} [{default}]: ")
    sys.stdout.flush()
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if not is_terminal():
        sys.stdout.write("\n")
    return answer.strip() or default


def agrees(question: str) -> bool:
    """Ask, and tell whether the answer is yes."""
    return asked(f"{question}, yes or no", "no").lower() in ("y", "yes")


def consent(*, yes: bool) -> Callable[[str], bool]:
    """Return what asks before rows are removed or replaced, unless --yes was given.

    It raises BadUsage where nobody is there to ask.
    """

    def ask(sentence: str) -> bool:
        if yes:
            return True
        if not is_terminal():
            raise BadUsage(f"{sentence} Nobody is there to ask, so nothing was changed; --yes says so beforehand.")
        return asked(f"{sentence} Yes or no", "no").lower() in ("y", "yes")

    return ask


def target_of(text: str) -> str:
    """Return a database's address as the settings take it; a file is meant from where the command is typed."""
    return text if "://" in text else str(Path(text).expanduser().resolve())
