"""A moving window, the way services count requests a minute."""

from collections import deque
from collections.abc import Callable
from threading import Lock


class MovingWindow:
    """Counts what was admitted during the last `seconds`; safe for threads."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._admitted: deque[float] = deque()
        self._lock = Lock()

    def used(self) -> int:
        """Return how many were admitted during the last `seconds`."""
        with self._lock:
            return self._count(self._clock())

    def admit(self, limit: int | None) -> tuple[bool, int]:
        """Admit one more unless `limit` is reached; say whether, and how many there were before."""
        with self._lock:
            now = self._clock()
            used = self._count(now)
            admitted = limit is None or used < limit
            if admitted:
                self._admitted.append(now)
            return admitted, used

    def _count(self, now: float) -> int:
        while self._admitted and self._admitted[0] <= now - self._seconds:
            self._admitted.popleft()
        return len(self._admitted)
