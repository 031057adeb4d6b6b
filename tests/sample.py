"""The sample collection, made once for all tests of a run, as `scrape demo` makes it, and what its runs reported."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from scraper.app.demo import Servers, demo, run, servers
from scraper.run.progress import Progress
from scraper.run.report import Report


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What a first run came to, what a second one asked, and what the command itself reported at last."""

    first: Report
    second: Report
    demo: Report
    asked: Mapping[str, int]
    """By server, requests of the second run."""


def sample_of(home: Path) -> Sample:
    """Make the sample in a folder, site and all; whoever of several workers comes first does it for the others."""
    file = home / "told.pickle"
    with FileLock(f"{home}.lock"):
        if not file.exists():
            file.write_bytes(pickle.dumps(_sample(home)))
    sample: Sample = pickle.loads(file.read_bytes())  # noqa: S301  # our own file
    return sample


def _sample(home: Path) -> Sample:
    """Run the demo twice against the same servers, and once as the command does."""
    with servers() as running:
        first = run(home, running, Progress())
        before = _requests(running)
        second = run(home, running, Progress())
        asked = {name: count - before[name] for name, count in _requests(running).items()}
    last = demo(home, Progress())
    assert 0 == last.code
    return Sample(first=first, second=second, demo=last, asked=asked)


def _requests(running: Servers) -> dict[str, int]:
    return {name: len(server.requests) for name, server in running.every.items()}
