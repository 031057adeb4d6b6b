"""Steps in a row that go on where they were killed: a file tells what is done, the database whether it still is."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scraper.run.errors import BadUsage
from scraper.run.files import write_whole

log = logging.getLogger(__name__)

Memory = dict[str, Any]
"""What steps leave for those behind them; it is kept as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; doing it twice must come to the same."""

    name: str
    does: Callable[[Memory], str]
    """Does it, and returns a sentence about it."""
    holds: Callable[[Memory], bool] = lambda _: True
    """Tells whether what it did is still there."""


@dataclass(kw_only=True)
class Pipeline:
    """Steps, and the file that tells how far they came."""

    steps: Sequence[Step]
    state: Path
    options: Mapping[str, Any]
    """What was asked for; where it differs from last time, all begins anew."""
    _done: list[str] = field(default_factory=list)
    _memory: Memory = field(default_factory=dict)

    def run(self, start: str | None, tell: Callable[[str], None]) -> None:
        """Do what is not done; with `start`, that step and all behind it, whatever was done."""
        self._remember(tell)
        names = [step.name for step in self.steps]
        if start is not None:
            if start not in names:
                raise BadUsage(f"There is no step {start!r} here; the steps are {', '.join(names)}.")
            self._done = names[: names.index(start)]
        for step in self.steps:
            if step.name in self._done and (start is not None or step.holds(self._memory)):
                tell(f"{step.name}: done before")
                continue
            # What follows was done with what this step left; it is done again.
            self._done = [name for name in names[: names.index(step.name)] if name in self._done]
            log.info("pipeline: %s", step.name)
            tell(f"{step.name}: {step.does(self._memory)}")
            self._done.append(step.name)
            self._keep(finished=step is self.steps[-1])

    def _remember(self, tell: Callable[[str], None]) -> None:
        """Read how far the last run came, unless that came to its end or was about something else."""
        try:
            found = json.loads(self.state.read_text(encoding="utf-8"))
            options, done, memory = found["options"], list(found["done"]), dict(found["memory"])
            finished = bool(found["finished"])
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError):
            tell(f"{self.state} cannot be read, so all steps are looked at again.")
            return
        if options != dict(self.options):
            tell("Something else was asked for last time, so all steps are done anew.")
        elif not finished:
            self._done, self._memory = [str(name) for name in done], memory

    def _keep(self, *, finished: bool) -> None:
        body = {"options": dict(self.options), "done": self._done, "memory": self._memory, "finished": finished}
        write_whole(self.state, json.dumps(body, indent=1).encode())
