"""A load that is killed at a call of its own choice, or told that files end early; run in a process of its own."""

import os
import resource
import signal
import sys
from pathlib import Path
from types import FrameType

from dumps import load

from scraper.catalogue.sqlite import SqliteCatalogue


def killed_load(file: Path, dump: Path, left: int) -> None:
    """Load a dump; end at the `left`th call, 0 for never. Below 0, no file grows beyond so many bytes.

    What comes to its end says how many calls there were; an error ends it as a sentence.
    """
    counted = 0

    def count(_frame: FrameType, event: str, _called: object) -> None:
        nonlocal counted
        counted += event == "c_call"
        if left and counted == left:
            os.kill(os.getpid(), signal.SIGKILL)

    with SqliteCatalogue(file) as catalogue:
        if left < 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (-left, -left))
        else:
            sys.setprofile(count)
        try:
            load(catalogue, dump)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told
            sys.setprofile(None)
            sys.exit(f"{type(error).__name__}: {error}")
        sys.setprofile(None)
    print(counted)  # noqa: T201  # that is how it is told
