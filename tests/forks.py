"""Real processes that are there at once: each is forked off one that has the program loaded already."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
# What commands import only once they run is named, too: no process has to load it anew.
_FORKS.set_forkserver_preload(
    ["scraper.cli.running", "scraper.app.scrape", "scraper.catalogue.sqlite", "PIL.WebPImagePlugin", "pytest"]
)
_PATIENCE = 120.0


class Fork:
    """A process that runs a function; its output goes into files."""

    def __init__(self, beside: Path, work: Callable[..., object], *details: Any) -> None:
        """Start it; its output goes into a folder beside that one, so as not to be among what the work makes."""
        self._output = Path(mkdtemp(dir=beside.parent))
        self._process: ForkServerProcess = _FORKS.Process(target=_do, args=(self._output, work, details))
        self._process.start()

    def is_running(self) -> bool:
        """Tell whether it is still at work."""
        return self._process.exitcode is None

    def kill(self) -> None:
        """Kill it: nothing of it runs any more."""
        self._process.kill()

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.kill(self._process.pid or 0, signal.SIGINT)

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its exit code, below 0 where it was killed, and its output and its complaints."""
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        assert code is not None, "it never ends"
        self._process.close()
        out, err = (file.read_text() if file.exists() else "" for file in (self._output / "out", self._output / "err"))
        return code, out, err


def _do(output: Path, work: Callable[..., object], details: tuple[Any, ...]) -> None:
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(output / name, os.O_WRONLY | os.O_CREAT), number)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    work(*details)
