"""A desk asks one host, on its own thread and in order; the switchboard hands out questions and brings answers home."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A question, and who is to be told what came of it."""

    question: Any
    then: Callable[["Reply"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: an answer or an error; neither of them when the desk rested and never asked."""

    question: Any
    answer: Any = None
    error: BaseException | None = None


class Desk:
    """Asks until it is told to stop; after some failures in a row it rests and hands questions back unasked."""

    def __init__(
        self,
        name: str,
        ask: Callable[[Any], object],
        outbox: "SimpleQueue[tuple[Desk, Errand, Reply]]",
        *,
        threads: int = 1,
    ) -> None:
        self.name = name
        self.threads = threads
        """How many questions may be under way: so that waiting for an answer does not keep the limit unused."""
        self.trouble: ExitCode | None = None
        """Why it rests; None while it does not."""
        self._ask, self._outbox = ask, outbox
        self._inbox: SimpleQueue[Errand | None] = SimpleQueue()
        self._failures = 0
        for _ in range(threads):
            threading.Thread(target=self._work, name=name, daemon=True).start()

    @property
    def why(self) -> str:
        """Return why it rests, in words; '' while it does not."""
        if self.trouble is None:
            return ""
        return "refused several requests" if self.trouble is ExitCode.REFUSED else "did not answer several times"

    def put(self, errand: Errand) -> None:
        """Add a question."""
        self._inbox.put(errand)

    def close(self) -> None:
        """Let the threads end once their questions are answered."""
        for _ in range(self.threads):
            self._inbox.put(None)

    def _work(self) -> None:
        for errand in iter(self._inbox.get, None):
            reply = Reply(question=errand.question) if self.trouble else self._reply(errand.question)
            self._outbox.put((self, errand, reply))

    def _reply(self, question: Any) -> Reply:
        try:
            answer = self._ask(question)
        except (Unreachable, Refused) as error:
            # Who waited as long as a service said, and is still too much for it, needs no second opinion.
            self._failures += PATIENCE if isinstance(error, Busy) and error.retry_after else 1
            if self._failures >= PATIENCE:
                self.trouble = ExitCode(error.exit_code)
            return Reply(question=question, error=error)
        except BaseException as error:  # noqa: BLE001  # a thread must not die in silence: its owner decides
            # Whatever else it is, such as something missing: the host is there.
            self._failures = 0
            return Reply(question=question, error=error)
        self._failures = 0
        return Reply(question=question, answer=answer)


class Switchboard:
    """A run's desks; use it as a context, so that their threads end with it."""

    def __init__(self) -> None:
        self._outbox: SimpleQueue[tuple[Desk, Errand, Reply]] = SimpleQueue()
        self._waiting: dict[Desk, deque[Callable[[], Errand]]] = {}
        self._busy: Counter[Desk] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for desk in self._waiting:
            desk.close()

    def desk(self, name: str, ask: Callable[[Any], object], *, threads: int = 1) -> Desk:
        """Open a desk for a host; `ask` is called on its threads."""
        desk = Desk(name, ask, self._outbox, threads=threads)
        self._waiting[desk] = deque()
        return desk

    def put(self, desk: Desk, make: Callable[[], Errand]) -> None:
        """Have something asked; `make` is called when its turn has come, and knows all that was learned till then."""
        self._waiting[desk].append(make)
        self._hand_over(desk)

    def serve_while(self, condition: Callable[[], bool]) -> None:
        """Tell askers what came of their questions, on this thread, as long as the condition holds."""
        while condition():
            desk, errand, reply = self._outbox.get()
            errand.then(reply)
            self._busy[desk] -= 1
            self._hand_over(desk)

    def _hand_over(self, desk: Desk) -> None:
        """Give a desk no more than it can ask at once, and the next when an answer is kept: a kill costs no more."""
        while self._waiting[desk] and self._busy[desk] < desk.threads:
            self._busy[desk] += 1
            desk.put(self._waiting[desk].popleft()())
