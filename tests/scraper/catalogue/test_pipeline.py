import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.catalogue.pipeline import Memory, Pipeline, Step
from scraper.run.errors import BadUsage

NAMES = ("fetch", "load", "sort", "tidy")


class Shop:
    """Steps that write down that they were done."""

    def __init__(self, folder: Path, options: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.done: list[str] = []
        self.said: list[str] = []
        self.lost: set[str] = set()
        """Steps whose work somebody has undone meanwhile."""
        self.fails: str | None = None
        self.options = options or {"library": "x"}

    def run(self, start: str | None = None) -> list[str]:
        """Run the pipeline; return the steps that were done in this run."""
        before = len(self.done)
        steps = [Step(name=name, does=self._does(name), holds=self._holds(name)) for name in NAMES]
        pipeline = Pipeline(steps=steps, state=self.folder / "state.json", options=self.options)
        pipeline.run(start, self.said.append)
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
    """And said as they are done."""
    shop = Shop(tmp_path)
    assert list(NAMES) == shop.run()
    assert [f"{name}: well" for name in NAMES] == shop.said


def test_a_run_that_came_to_its_end_is_followed_by_a_new_one(tmp_path: Path) -> None:
    """Next month there are new dumps."""
    shop = Shop(tmp_path)
    shop.run()
    assert list(NAMES) == shop.run()


@pytest.mark.parametrize("failing", NAMES)
def test_after_a_failure_it_goes_on_with_the_step_that_failed(tmp_path: Path, failing: str) -> None:
    """What earlier steps left for later ones is remembered."""
    shop = Shop(tmp_path)
    shop.fails = failing
    with pytest.raises(RuntimeError):
        shop.run()
    shop.fails = None
    assert list(NAMES[NAMES.index(failing) :]) == shop.run()


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_a_kill_between_two_steps_costs_nothing(tmp_path: Path, place: int) -> None:
    """A process that is killed as a step begins is followed by one that does this step and those behind it."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from test_pipeline import Shop, NAMES\n"
        "class Killed(Shop):\n"
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
    shop = Shop(tmp_path)
    assert list(NAMES[place:]) == shop.run()
    assert [f"{name}: done before" for name in NAMES[:place]] == shop.said[:place]


def test_what_is_no_longer_there_is_done_again_with_all_behind_it(tmp_path: Path) -> None:
    """The state file says that it was done, the database that it is gone."""
    shop = Shop(tmp_path)
    shop.fails = "tidy"
    with pytest.raises(RuntimeError):
        shop.run()
    shop.fails, shop.lost = None, {"load"}
    assert ["load", "sort", "tidy"] == shop.run()


def test_it_begins_where_it_is_told_to(tmp_path: Path) -> None:
    """Those before count as done, whether they are known to be or not."""
    shop = Shop(tmp_path)
    assert ["sort", "tidy"] == shop.run("sort")
    with pytest.raises(BadUsage, match="no step 'nothing' here; the steps are fetch, load, sort, tidy"):
        shop.run("nothing")


def test_another_wish_begins_anew(tmp_path: Path) -> None:
    """What was done for another library is of no use, and that is said."""
    shop = Shop(tmp_path)
    shop.fails = "sort"
    with pytest.raises(RuntimeError):
        shop.run()
    other = Shop(tmp_path, {"library": "y"})
    assert list(NAMES) == other.run()
    assert "Something else was asked for" in other.said[0]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"options": {}}', '{"done": 7, "options": {}, "memory": []}'])
def test_a_broken_state_file_stops_nothing(tmp_path: Path, body: str) -> None:
    """All steps are looked at again, and that is said."""
    (tmp_path / "state.json").write_text(body)
    shop = Shop(tmp_path)
    assert list(NAMES) == shop.run()
    assert "cannot be read" in shop.said[0]


def test_the_state_file_tells_how_far_it_came(tmp_path: Path) -> None:
    """For people who look."""
    shop = Shop(tmp_path)
    shop.fails = "sort"
    with pytest.raises(RuntimeError):
        shop.run()
    told = json.loads((tmp_path / "state.json").read_text())
    assert (["fetch", "load"], False) == (told["done"], told["finished"])
