"""Progress as events: work says which tasks it begins and how far each is, and whoever listens shows it."""

import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scraper.run.clock import clock_time

Unit = Literal["items", "bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent:
    """How far a task is; every event tells all of it, so that a listener needs to remember none."""

    task_id: int
    """Counts from 1; no two tasks of a run have the same."""
    name: str
    """For people, such as 'Releases'."""
    done: int
    total: int
    """How much there is to do, as far as it is known; it can change, and is 0 while nothing is known."""
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStarted(TaskEvent):
    """A task began; nothing of it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdvanced(TaskEvent):
    """More is done than before, or, where a task had to begin anew, less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalChanged(TaskEvent):
    """There is more to do than was known, or less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFinished(TaskEvent):
    """A task ended; where `done` is less than `total`, it ended early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A sentence about a step that is done, for people to read before all is."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A service has asked to be left alone for a while, and the work that needs it waits."""

    service: str
    until: datetime
    """With its time zone."""

    def words(self, now: datetime) -> str:
        """Say until when the service is left alone."""
        return f"{self.service} asked to wait until {clock_time(self.until, now)}"


Event = TaskEvent | Noted | Waiting
Listener = Callable[[Event], None]
"""Is called with each event, one at a time and in order, in whichever thread caused it.

The work waits for it, so it has to be quick; and it must not count on a bar itself, since that would wait for it.
"""


class _Audience:
    """Those who listen to a run, and the lock under which they are told: one event at a time."""

    def __init__(self, listeners: Sequence[Listener]) -> None:
        self.listeners = listeners
        self.lock = threading.Lock()

    def tell(self, event: Event) -> None:
        """Tell everybody; the caller holds the lock."""
        for listener in self.listeners:
            listener(event)


class Progress:
    """Tells listeners of the tasks of a run; without a listener nothing is shown anywhere.

    Tasks may be started, counted and finished from several threads at once.
    """

    def __init__(self, *listeners: Listener) -> None:
        self._audience = _Audience(listeners)
        self._task_ids = itertools.count(1)

    @contextmanager
    def bar(self, name: str, total: int, *, in_bytes: bool = False) -> Iterator["Bar"]:
        """Have a task while the block runs; `total` is what is known of it, 0 for nothing."""
        task = TaskStarted(
            task_id=next(self._task_ids), name=name, done=0, total=total, unit="bytes" if in_bytes else "items"
        )
        bar = Bar(self._audience, task)
        bar.tell(TaskStarted)
        try:
            yield bar
        finally:
            bar.tell(TaskFinished)

    def note(self, sentence: str) -> None:
        """Say that a step is done."""
        with self._audience.lock:
            self._audience.tell(Noted(sentence=sentence))

    def wait(self, service: str, until: datetime) -> None:
        """Say that a service is asked again at that moment only."""
        with self._audience.lock:
            self._audience.tell(Waiting(service=service, until=until))


class Bar:
    """Counts how much of one task is done, of as much as is known of so far; any thread may count."""

    def __init__(self, audience: _Audience, task: TaskStarted) -> None:
        self._audience, self._task = audience, task
        self._done, self._total = 0, task.total

    @property
    def total(self) -> int:
        """Return how much there is to do, as far as it is known."""
        return self._total

    def update(self, more: int = 1) -> None:
        """Count one more, or so many."""
        with self._audience.lock:
            self._advance(more)

    def grow(self, more: int = 1) -> None:
        """Note that there is more to do than was known."""
        with self._audience.lock:
            self._grow(more)

    def reach(self, count: int, total: int) -> None:
        """Note how far it is, and of how much; it can be less than before."""
        with self._audience.lock:
            self._grow(total - self._total)
            self._advance(count - self._done)

    def tell(self, event: type[TaskEvent]) -> None:
        """Tell the listeners how far it is."""
        with self._audience.lock:
            self._tell(event)

    def _advance(self, more: int) -> None:
        self._done += more
        self._tell(TaskAdvanced)

    def _grow(self, more: int) -> None:
        if more:
            self._total += more
            self._tell(TotalChanged)

    def _tell(self, event: type[TaskEvent]) -> None:
        if self._audience.listeners:
            task = self._task
            now = event(task_id=task.task_id, name=task.name, done=self._done, total=self._total, unit=task.unit)
            self._audience.tell(now)
