"""A queue of questions to one host, asked on its own threads and in order; answers come back on one path."""

import logging
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Any, Self

from scraper.run.clock import clock_time
from scraper.run.errors import ExitCode
from services.errors import Busy, Refused, Unreachable
from services.patience import A_DAY, SHORT_WAIT

log = logging.getLogger(__name__)

PATIENCE = 3
"""Failures in a row after which a host rests for the remainder of the run."""
LONGEST_REST = A_DAY
"""For how many seconds a host's word keeps us away; what asks for more is taken for a mistake, and asked once a day."""
KindOf = Callable[[Any], str]
"""Returns the kind of a question."""
NOT_ASKED = "not asked, because several before it failed"
"""Why a source said nothing about something."""
NOT_FETCHED = "not asked for, because several before it failed"
"""Why a record or an image is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: an answer or an error; neither of them when the host rested and was never asked."""

    host: str
    """The name of the queue that the question was in."""
    question: Any
    answer: Any = None
    error: BaseException | None = None
    reason: str = ""
    """Why it was never asked, where its own word is the reason; '' otherwise."""


class HostQueue:
    """Asks one host until told to stop; after some failures in a row it rests and hands questions back unasked.

    A host may be well but for one kind of question: after as many failures in a row of a kind, only that kind rests.
    """

    def __init__(
        self,
        name: str,
        ask: Callable[[Any], object],
        replies: SimpleQueue[Reply],
        *,
        threads: int = 1,
        now: Callable[[], datetime],
        kind_of: KindOf = lambda _: "",
    ) -> None:
        self.name = name
        self.threads = threads
        """How many questions may be under way: so that waiting for an answer does not keep the limit unused."""
        self.trouble: ExitCode | None = None
        """Why it rests, or one kind of question does; None while none does."""
        self.until: datetime | None = None
        """The moment up to which the host has asked to be left alone; None where it has not."""
        self.was_wanted = False
        """Whether there was any question for it."""
        self._ask, self._replies, self._now, self._kind_of = ask, replies, now, kind_of
        self._questions: SimpleQueue[Any] = SimpleQueue()
        self._failures = 0
        """In a row, of any kind."""
        self._failures_of: Counter[str] = Counter()
        """In a row, by kind."""
        for _ in range(threads):
            threading.Thread(target=self._work, name=name, daemon=True).start()

    @property
    def why(self) -> str:
        """Return why it rests, in words; '' while it does not."""
        if self.until:
            return f"asked to wait until {clock_time(self.until, self._now())}"
        if self.trouble is None:
            return ""
        return "refused several requests" if self.trouble is ExitCode.REFUSED else "did not answer several times"

    def rest(self, until: datetime) -> None:
        """Hand all questions back unasked: the host has asked to be left alone up to that moment."""
        self.until, self.trouble = until, ExitCode.UNREACHABLE

    def put(self, question: Any) -> None:
        """Add a question."""
        self.was_wanted = True
        self._questions.put(question)

    def close(self) -> None:
        """Let the threads end once their questions are answered."""
        for _ in range(self.threads):
            self._questions.put(None)

    def _work(self) -> None:
        for question in iter(self._questions.get, None):
            self._replies.put(self._unasked(question) if self._rests(question) else self._reply(question))

    def _unasked(self, question: Any) -> Reply:
        return Reply(host=self.name, question=question, reason=f"{self.name} {self.why}" if self.until else "")

    def _rests(self, question: Any) -> bool:
        failures = max(self._failures, self._failures_of[self._kind_of(question)])
        return self.until is not None or failures >= PATIENCE

    def _reply(self, question: Any) -> Reply:
        try:
            answer = self._ask(question)
        except (Unreachable, Refused) as error:
            named = error.retry_after or 0.0 if isinstance(error, Busy) else 0.0
            # Who waited as long as a service said, and is still too much for it, needs no second opinion.
            count = PATIENCE if named else 1
            self._failures += count
            self._failures_of[self._kind_of(question)] += count
            if named > SHORT_WAIT:
                self.rest(self._now() + timedelta(seconds=min(named, LONGEST_REST)))
            elif self._rests(question):
                self.trouble = ExitCode(error.exit_code)
            return Reply(host=self.name, question=question, error=error)
        except BaseException as error:  # noqa: BLE001  # a thread must not die in silence: its owner decides
            # Whatever else it is, such as something missing: the host is there.
            self._is_there(question)
            return Reply(host=self.name, question=question, error=error)
        self._is_there(question)
        return Reply(host=self.name, question=question, answer=answer)

    def _is_there(self, question: Any) -> None:
        # Once it rests it stays so, even if an answer is still under way.
        if not self._rests(question):
            self._failures = self._failures_of[self._kind_of(question)] = 0


class HostQueues:
    """The queues of a run, by name; use it as a context, so that their threads end with it."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Tell by the clock `now` until when hosts ask to be left alone."""
        self._now = now
        self._replies: SimpleQueue[Reply] = SimpleQueue()
        self._queues: dict[str, HostQueue] = {}
        self._waiting: dict[str, deque[Any]] = {}
        self._under_way: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for queue in self._queues.values():
            queue.close()

    def __getitem__(self, name: str) -> HostQueue:
        return self._queues[name]

    def open(
        self, name: str, ask: Callable[[Any], object], *, threads: int = 1, kind_of: KindOf = lambda _: ""
    ) -> HostQueue:
        """Open a queue for a host; `ask` is called on its threads, and `kind_of` tells kinds of questions apart."""
        self._waiting[name] = deque()
        self._queues[name] = HostQueue(name, ask, self._replies, threads=threads, now=self._now, kind_of=kind_of)
        return self._queues[name]

    def put(self, name: str, question: Any) -> None:
        """Have a host asked, when those before it are."""
        self._waiting[name].append(question)

    def hand_over(self, completed: Callable[[Any], Any] = lambda question: question) -> None:
        """Give each host as much as it can ask at once, and no more: what a kill can cost is what is under way.

        `completed` returns a question with what is known by now: in the meantime that may be more.
        """
        for name, waiting in self._waiting.items():
            while waiting and self._under_way[name] < self._queues[name].threads:
                self._under_way[name] += 1
                self._queues[name].put(completed(waiting.popleft()))

    def reply(self) -> Reply:
        """Wait for the next reply of any host, and return it."""
        reply = self._replies.get()
        self._under_way[reply.host] -= 1
        return reply

    def reply_within(self, seconds: float) -> Reply | None:
        """Wait for the next reply of any host, and return it; None where none comes within so many seconds."""
        try:
            reply = self._replies.get(timeout=seconds)
        except Empty:
            return None
        self._under_way[reply.host] -= 1
        return reply
