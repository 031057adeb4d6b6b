"""How long we wait for a service: for its answers, and for as long as it asks us to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

READ_SECONDS = 40.0
TRIES = 5
A_DAY = 86_400.0
SHORT_WAIT = 30.0
"""For so many seconds even a service is waited for that nothing depends on."""
LONGEST_NAMED = 366 * A_DAY
"""The most seconds that a Retry-After is taken to mean."""
TOLD_FROM = 10.0
"""Waits of so many seconds and more are told: a bar that stands still for that long looks broken."""


class WaitListener(Protocol):
    """Hears of long waits; it is called on whichever thread waits."""

    def __call__(self, service: str, until: datetime, /) -> None:
        """Note that a service asked to be left alone, and is asked again at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a service is asked before an error is raised, how long that may take, and who hears of it."""

    tries: int = TRIES
    read_seconds: float = READ_SECONDS
    """How long each answer may take."""
    longest_wait: float = A_DAY
    """For how many seconds a service may ask us to wait; where it asks for more, Busy is raised at once."""
    on_wait: WaitListener | None = None
    """Hears of long waits; None where nobody does."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Returns the moment that dates are compared with, in its time zone."""

    def seconds_of(self, retry_after: str | None) -> float | None:
        """Return the seconds that a Retry-After asks to wait, by a number or a date; None where it asks for nothing."""
        text = (retry_after or "").strip()
        seconds = float(text) if text.isdecimal() else self._seconds_until(text)
        return min(seconds, LONGEST_NAMED) if seconds > 0 else None

    def _seconds_until(self, date: str) -> float:
        """Return how long it is until a date in the form of HTTP; 0 for what is none."""
        try:
            moment = parsedate_to_datetime(date)
            return (moment.replace(tzinfo=moment.tzinfo or UTC) - self.now()).total_seconds()
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0

    def tell(self, service: str, seconds: float) -> None:
        """Tell of a wait that is long enough to be noticed."""
        if self.on_wait and seconds >= TOLD_FROM:
            self.on_wait(service, self.now() + timedelta(seconds=seconds))
