"""A desk asks one host, on its own thread and in order, and puts the answers where the one writer takes them."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue

from scraper.errors import ExitCode
from scraper.store import Due
from services.errors import Refused, Unreachable

log = logging.getLogger(__name__)

PATIENCE = 3
"""Failures in a row after which a host rests for the remainder of the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: an answer or an error; neither of them when the desk rested and never asked."""

    due: Due
    answer: object = None
    error: BaseException | None = None


class Desk:
    """Asks until it is told to stop; after some failures in a row it rests and hands questions back unasked."""

    def __init__(
        self, name: str, ask: Callable[[Due], object], outbox: "SimpleQueue[Reply]", *, threads: int = 1
    ) -> None:
        self.name = name
        self.threads = threads
        """How many questions may be under way: so that waiting for an answer does not keep the limit unused."""
        self.trouble: ExitCode | None = None
        """Why it rests; None while it does not."""
        self._ask, self._outbox = ask, outbox
        self._inbox: SimpleQueue[Due | None] = SimpleQueue()
        self._failures = 0
        for _ in range(threads):
            threading.Thread(target=self._work, name=name, daemon=True).start()

    def put(self, due: Due) -> None:
        """Add a question."""
        self._inbox.put(due)

    def close(self) -> None:
        """Let the threads end once their questions are answered."""
        for _ in range(self.threads):
            self._inbox.put(None)

    def _work(self) -> None:
        for due in iter(self._inbox.get, None):
            self._outbox.put(Reply(due=due) if self.trouble else self._reply(due))

    def _reply(self, due: Due) -> Reply:
        try:
            answer = self._ask(due)
        except (Unreachable, Refused) as error:
            self._failures += 1
            if self._failures >= PATIENCE:
                self.trouble = ExitCode(error.exit_code)
            return Reply(due=due, error=error)
        except BaseException as error:  # noqa: BLE001  # a thread must not die in silence: its owner decides
            # Whatever else it is, such as something missing: the host is there.
            self._failures = 0
            return Reply(due=due, error=error)
        self._failures = 0
        return Reply(due=due, answer=answer)
