"""Questions to whoever typed the command, if somebody is there."""

import argparse
import sys

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


def must_agree(question: str, options: argparse.Namespace) -> None:
    """Ask before rows are removed or replaced, unless --yes was given.

    Raises BadUsage where the answer is no, or nobody is there to ask.
    """
    if options.yes:
        return
    if not is_terminal():
        raise BadUsage(f"{question} Nobody is there to ask, so nothing was changed; --yes says so beforehand.")
    if asked(f"{question} Yes or no", "no").lower() not in ("y", "yes"):
        raise BadUsage("Nothing was changed.")
