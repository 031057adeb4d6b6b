import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.catalogue.pipeline import Memory, Pipeline, PipelineStep
from scraper.run.errors import BadUsage

NAMES = ("fetch", "load", "sort", "tidy")


class Steps:
    """Steps that note that they were done."""

    def __init__(self, folder: Path, options: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.done: list[str] = []
        self.sentences: list[str] = []
        self.lost: set[str] = set()
        """Steps whose work somebody has undone meanwhile."""
        self.fails: str | None = None
        self.options = options or {"library": "x"}

    def run(self, start: str | None = None) -> list[str]:
        """Run the pipeline; return the steps that this run has done."""
        before = len(self.done)
        steps = [PipelineStep(name=name, work=self._does(name), still_holds=self._holds(name)) for name in NAMES]
        pipeline = Pipeline(steps=steps, state=self.folder / "state.json", options=self.options)
        pipeline.run(start, self.sentences.append)
        return self.done[before:]

    def _does(self, name: str) -> Callable[[Memory], str]:
        def does(memory: Memory) -> str:
            if name == self.fails:
                raise RuntimeError(name)
            self.done.append(name)
            memory[name] = f"by {name}"
            return "well"

        return does

    def _holds(self, name: str) -> Callable[[Memory], bool]:
        return lambda memory: name not in self.lost and memory[name] == f"by {name}"


def test_all_steps_are_done_in_order(tmp_path: Path) -> None:
    """A sentence is sentences about each step as it is done."""
    steps = Steps(tmp_path)
    assert list(NAMES) == steps.run()
    assert [f"{name}: well" for name in NAMES] == steps.sentences


def test_a_run_that_came_to_its_end_is_followed_by_a_new_one(tmp_path: Path) -> None:
    """Next month there are new dumps."""
    steps = Steps(tmp_path)
    steps.run()
    assert list(NAMES) == steps.run()


@pytest.mark.parametrize("failing", NAMES)
def test_after_a_failure_it_goes_on_with_the_step_that_failed(tmp_path: Path, failing: str) -> None:
    """What earlier steps left for later ones is still known."""
    steps = Steps(tmp_path)
    steps.fails = failing
    with pytest.raises(RuntimeError):
        steps.run()
    steps.fails = None
    assert list(NAMES[NAMES.index(failing) :]) == steps.run()


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_a_kill_between_two_steps_costs_nothing(tmp_path: Path, place: int) -> None:
    """After a process was killed at the beginning of a step, the next one begins with this step."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from test_pipeline import Steps, NAMES\n"
        "class Killed(Steps):\n"
        "    def _does(self, name):\n"
        "        done = super()._does(name)\n"
        "        def does(memory):\n"
        "            if name == sys.argv[2]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "            return done(memory)\n"
        "        return does\n"
        "Killed(Path(sys.argv[1])).run()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path), NAMES[place]]
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert -signal.SIGKILL == done.returncode
    steps = Steps(tmp_path)
    assert list(NAMES[place:]) == steps.run()
    assert [f"{name}: done before" for name in NAMES[:place]] == steps.sentences[:place]


def test_what_is_no_longer_there_is_done_again_with_all_behind_it(tmp_path: Path) -> None:
    """The state file says that a step is done, but its result is gone."""
    steps = Steps(tmp_path)
    steps.fails = "tidy"
    with pytest.raises(RuntimeError):
        steps.run()
    steps.fails, steps.lost = None, {"load"}
    assert ["load", "sort", "tidy"] == steps.run()


def test_it_begins_where_it_is_told_to(tmp_path: Path) -> None:
    """Earlier steps count as done, whether or not the state file says so."""
    steps = Steps(tmp_path)
    assert ["sort", "tidy"] == steps.run("sort")
    with pytest.raises(BadUsage, match="no step 'nothing' here; the steps are fetch, load, sort, tidy"):
        steps.run("nothing")


def test_another_wish_begins_anew(tmp_path: Path) -> None:
    """What was done with other options is of no use, and a sentence says so."""
    steps = Steps(tmp_path)
    steps.fails = "sort"
    with pytest.raises(RuntimeError):
        steps.run()
    other = Steps(tmp_path, {"library": "y"})
    assert list(NAMES) == other.run()
    assert "Something else was asked for" in other.sentences[0]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"options": {}}', '{"done": 7, "options": {}, "memory": []}'])
def test_a_broken_state_file_stops_nothing(tmp_path: Path, body: str) -> None:
    """All steps are done, and a sentence says why."""
    (tmp_path / "state.json").write_text(body)
    steps = Steps(tmp_path)
    assert list(NAMES) == steps.run()
    assert "cannot be read" in steps.sentences[0]


def test_the_state_file_tells_how_far_it_came(tmp_path: Path) -> None:
    """People may read it."""
    steps = Steps(tmp_path)
    steps.fails = "sort"
    with pytest.raises(RuntimeError):
        steps.run()
    state = json.loads((tmp_path / "state.json").read_text())
    assert (["fetch", "load"], False) == (state["done"], state["finished"])
