"""`scrape` as a real process."""

import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from forks import Fork
from household import Ended, environment

from scraper.cli import main


class Forked(Fork):
    """A running `scrape`."""

    def __init__(
        self,
        folder: Path,
        origin: str,
        *words: str,
        variables: Mapping[str, str] | None = None,
        largest_file: int | None = None,
        terminal: str | None = None,
    ) -> None:
        """Start it in a folder.

        No file gets larger than so many bytes, as on a full disk, None for no such limit. With a terminal, which is
        given by its path, it reads and writes there; with None it reads nothing and writes into files.
        """
        folder_and_words = (folder, environment(origin, **(variables or {})), words)
        super().__init__(folder, _obey, *folder_and_words, largest_file, terminal)

    def ended(self) -> Ended:
        """Wait for its end; return what came of it."""
        code, out, err = self.end()
        return Ended(code=code, out=out, err=err)


def _obey(
    folder: Path,
    variables: Mapping[str, str],
    words: tuple[str, ...],
    largest_file: int | None,
    terminal: str | None,
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    if terminal:
        for number in range(3):
            os.dup2(os.open(terminal, os.O_RDWR), number)
        sys.stdin = os.fdopen(0)
    sys.exit(main(words))
