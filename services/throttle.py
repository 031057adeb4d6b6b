"""The pace of requests to a service: never more in its window than it allows."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

COUNTED_AHEAD = 2
"""By how many requests a service's count can be ahead of ours."""
APART = 1.02
"""By how much the pause between two requests is lengthened: the second one may travel faster."""


@dataclass(slots=True)
class _Sent:
    """A request in the window."""

    at: float
    """When it began to count: when it was sent, and then when it was answered."""
    is_answered: bool = False


class Throttle:
    """A moving window: never more requests in it than the service allows.

    Until the service has told its limit, requests are spaced evenly; then they are sent without a pause until the
    window is full. Requests that others send from our address count too, as far as the service tells.

    `window` is the length of the service's window in seconds; None where it follows from the limit and our rate, as
    with a fake whose minute is a second.
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
        self._closed_until = float("-inf")
        self._sent: deque[_Sent] = deque()
        self._clock, self.sleep = clock, sleep
        self._lock = Lock()

    @property
    def window(self) -> float:
        """Return the length of the window in seconds, in which as many requests may be sent as the limit says."""
        if self._burst == 1:
            return self.interval * APART
        return self._length or self._burst * self.interval

    def wait(self) -> "_Sent":
        """Wait until another request may be sent; pass the value that is returned to `answered`."""
        # Slept without the lock: an answer that comes meanwhile is to be heard.
        if (closed_for := self._closed_until - self._clock()) > 0:
            self.sleep(closed_for)
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

    def close(self, seconds: float) -> None:
        """Let nobody send a request for so long: the service has asked for that."""
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock() + seconds)

    def answered(self, sent: "_Sent", limit_and_used: tuple[int, int] | None = None) -> None:
        """Note that a request was answered: the service counted it at some moment before now.

        In a window of many requests, each counts from its answer. Where requests are spaced evenly, that would add the
        time of an answer to every pause: there each counts from when it was sent, and the pause is a little longer.
        """
        with self._lock:
            sent.is_answered = True
            if limit_and_used:
                limit, used = limit_and_used
                self._burst = max(1, limit if self._most is None else min(limit, self._most))
                # The service's count lags by one and may jump by two; only requests beyond that are somebody else's.
                self._foreign = max(0, used + 1 - len(self._sent) - COUNTED_AHEAD)
            if self._burst > 1:
                sent.at = self._clock()

    def _forget_old(self) -> None:
        horizon = self._clock() - self.window
        # A request without an answer counts, however long it takes: nobody knows when the service will see it.
        self._sent = deque(sent for sent in self._sent if not sent.is_answered or sent.at > horizon)
