"""The owner's word on removals: said beforehand by --allow-removals, or typed."""

import sys

from scraper.cli.catalogue.consent import agrees, is_terminal
from scraper.run.consent import Consent


def removals(*, allowed: bool, may_ask: bool) -> Consent:
    """Return what decides about removals: yes if `allowed`; otherwise who sits at a terminal is asked if `may_ask`."""

    def ask(sentence: str) -> bool:
        if allowed or not may_ask or not _is_somebody_there():
            return allowed
        return agrees(f"{sentence} Is that right")

    return ask


def _is_somebody_there() -> bool:
    """Tell whether somebody sees a question and can answer it."""
    return is_terminal() and sys.stdout.isatty()
