"""Steps in order, each of which may be interrupted: a state file says which are done, the database what still holds."""

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
"""What steps leave for later steps; it is kept as JSON in the state file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineStep:
    """One step; doing it twice must have the same result as doing it once."""

    name: str
    work: Callable[[Memory], str]
    """Does the step, and returns a sentence about it."""
    still_holds: Callable[[Memory], bool] = lambda _: True
    """Tells whether the result of the step is still there."""


@dataclass(kw_only=True)
class Pipeline:
    """Steps, and the file that says which of them are done."""

    steps: Sequence[PipelineStep]
    state: Path
    options: Mapping[str, Any]
    """The user's options; where they differ from the last run's, every step is done again."""
    _done: list[str] = field(default_factory=list)
    _memory: Memory = field(default_factory=dict)

    def run(self, start: str | None, tell: Callable[[str], None]) -> None:
        """Do the steps that are not done; with `start`, do that step and all later ones, and no earlier one.

        `tell` is given a sentence about each step.
        """
        self._read_state(tell)
        names = [step.name for step in self.steps]
        if start is not None:
            if start not in names:
                raise BadUsage(f"There is no step {start!r} here; the steps are {', '.join(names)}.")
            self._done = names[: names.index(start)]
        for step in self.steps:
            if step.name in self._done and (start is not None or step.still_holds(self._memory)):
                tell(f"{step.name}: done before")
                continue
            # Later steps used the result of this one, so they count as not done.
            self._done = [name for name in names[: names.index(step.name)] if name in self._done]
            log.info("pipeline: %s", step.name)
            tell(f"{step.name}: {step.work(self._memory)}")
            self._done.append(step.name)
            self._write_state(finished=step is self.steps[-1])

    def _read_state(self, tell: Callable[[str], None]) -> None:
        """Read which steps the last run did, unless that run was finished or had other options."""
        try:
            state = json.loads(self.state.read_text(encoding="utf-8"))
            options, done, memory = state["options"], list(state["done"]), dict(state["memory"])
            finished = bool(state["finished"])
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError):
            tell(f"{self.state} cannot be read, so all steps are looked at again.")
            return
        if options != dict(self.options):
            tell("Something else was asked for last time, so all steps are done anew.")
        elif not finished:
            self._done, self._memory = [str(name) for name in done], memory

    def _write_state(self, *, finished: bool) -> None:
        state = {"options": dict(self.options), "done": self._done, "memory": self._memory, "finished": finished}
        write_whole(self.state, json.dumps(state, indent=1).encode())
