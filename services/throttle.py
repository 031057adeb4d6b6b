"""The pace at which a service is asked: never more requests in its window than it allows."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

COUNTED_AHEAD = 2
APART = 1.02
"""Of the pause between two requests: they need not travel equally fast."""


@dataclass(slots=True)
class _Sent:
    """A request that counts in the window since some moment: when it was sent, and then when it was answered."""

    at: float
    is_answered: bool = False


class Throttle:
    """A moving window: never more requests in it than the service allows.

    Until the service has said how many it allows in a window, requests are spaced evenly; then whole bursts may go, and
    only a full window waits. Requests that others make from our address count too, as far as the service tells.

    `window` is the length in seconds of the service's own window; None where that follows from its limit and our rate,
    as with a fake whose minute is a second.
    """

    def __init__(
        self,
        per_minute: float,
        *,
        window: float | None = None,
        delay: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = 60.0 / per_minute
        self._length = window
        self._most = int(per_minute * window / 60.0) if window else None
        self._delay = delay
        self._burst = 1
        self._foreign = 0
        self._sent: deque[_Sent] = deque()
        self._clock, self.sleep = clock, sleep
        self._lock = Lock()

    @property
    def window(self) -> float:
        """Return the window's length in seconds: the time in which the whole limit may be used."""
        if self._burst == 1:
            return self.interval * APART
        return self._length or self._burst * self.interval

    def wait(self) -> "_Sent":
        """Return as soon as another request may be sent; hand what it returns to `answered`."""
        with self._lock:
            if self._delay and self._sent:
                self.sleep(self._delay)
            self._forget_old()
            if len(self._sent) >= self._burst:
                self.sleep(max(0.0, self._sent[0].at + self.window - self._clock()))
                self._forget_old()
            elif self._foreign and len(self._sent) + self._foreign >= self._burst - COUNTED_AHEAD:
                self.sleep(self.interval)
            sent = _Sent(self._clock())
            self._sent.append(sent)
            return sent

    def answered(self, sent: "_Sent", limit_and_used: tuple[int, int] | None = None) -> None:
        """Note that the answer is here: the service counted the request at some moment before now.

        In a window of many that costs nothing. One by one, waiting from each answer would add its delay to every pause;
        there requests count from when they were sent, and a little more than the pause keeps them apart on the way.
        """
        with self._lock:
            sent.is_answered = True
            if limit_and_used:
                limit, used = limit_and_used
                self._burst = max(1, limit if self._most is None else min(limit, self._most))
                # The service's count lags by one and may jump by two; only what exceeds that is somebody else's.
                self._foreign = max(0, used + 1 - len(self._sent) - COUNTED_AHEAD)
            if self._burst > 1:
                sent.at = self._clock()

    def _forget_old(self) -> None:
        horizon = self._clock() - self.window
        # One under way counts, however long it takes: nobody knows when the service will see it.
        self._sent = deque(sent for sent in self._sent if not sent.is_answered or sent.at > horizon)
