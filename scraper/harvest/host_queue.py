"""A queue of questions to one host, asked on its own threads and in order; answers come back on one path."""

import logging
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Self

from scraper.run.errors import ExitCode
from services.errors import Busy, Refused, Unreachable

log = logging.getLogger(__name__)

PATIENCE = 3
"""Failures in a row after which a host rests for the remainder of the run."""
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


class HostQueue:
    """Asks one host until told to stop; after some failures in a row it rests and hands questions back unasked."""

    def __init__(
        self, name: str, ask: Callable[[Any], object], replies: SimpleQueue[Reply], *, threads: int = 1
    ) -> None:
        self.name = name
        self.threads = threads
        """How many questions may be under way: so that waiting for an answer does not keep the limit unused."""
        self.trouble: ExitCode | None = None
        """Why it rests; None while it does not."""
        self._ask, self._replies = ask, replies
        self._questions: SimpleQueue[Any] = SimpleQueue()
        self._failures = 0
        for _ in range(threads):
            threading.Thread(target=self._work, name=name, daemon=True).start()

    @property
    def why(self) -> str:
        """Return why it rests, in words; '' while it does not."""
        if self.trouble is None:
            return ""
        return "refused several requests" if self.trouble is ExitCode.REFUSED else "did not answer several times"

    def put(self, question: Any) -> None:
        """Add a question."""
        self._questions.put(question)

    def close(self) -> None:
        """Let the threads end once their questions are answered."""
        for _ in range(self.threads):
            self._questions.put(None)

    def _work(self) -> None:
        for question in iter(self._questions.get, None):
            resting = Reply(host=self.name, question=question)
            self._replies.put(resting if self.trouble else self._reply(question))

    def _reply(self, question: Any) -> Reply:
        try:
            answer = self._ask(question)
        except (Unreachable, Refused) as error:
            # Who waited as long as a service said, and is still too much for it, needs no second opinion.
            self._failures += PATIENCE if isinstance(error, Busy) and error.retry_after else 1
            if self._failures >= PATIENCE:
                self.trouble = ExitCode(error.exit_code)
            return Reply(host=self.name, question=question, error=error)
        except BaseException as error:  # noqa: BLE001  # a thread must not die in silence: its owner decides
            # Whatever else it is, such as something missing: the host is there.
            self._failures = 0
            return Reply(host=self.name, question=question, error=error)
        self._failures = 0
        return Reply(host=self.name, question=question, answer=answer)


class HostQueues:
    """The queues of a run, by name; use it as a context, so that their threads end with it."""

    def __init__(self) -> None:
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

    def open(self, name: str, ask: Callable[[Any], object], *, threads: int = 1) -> HostQueue:
        """Open a queue for a host; `ask` is called on its threads."""
        self._waiting[name] = deque()
        self._queues[name] = HostQueue(name, ask, self._replies, threads=threads)
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
