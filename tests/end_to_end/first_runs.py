"""Homes as their first run leaves them: run once for all tests that begin with one, and copied for each."""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from services.fakes.server import FakeServer

PLACES = 16
"""Ports in a row, more than there are services."""
LOWEST, HIGHEST = 10_000, 30_000
"""Of ports: below those that systems give to connections by themselves."""
NAMES = ("discogs", "apple_music", "itunes", "spotify", "wikidata", "wikipedia", "musicbrainz", "cover_art_archive")

Fake = TypeVar("Fake", bound=FakeServer)


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where the services of all tests of this process listen, so that addresses in a copied home still hold."""

    lowest: int

    def listening(self, kind: type[Fake], name: str) -> Callable[..., Fake]:
        """Return what makes a fake that listens at the port of a service."""
        fake: Callable[..., Fake] = type(kind.__name__, (kind,), {"port": self.lowest + NAMES.index(name)})
        return fake


@contextmanager
def reserved() -> Iterator[Ports]:
    """Keep a row of ports for this process, as far as all others ask here."""
    for lowest in range(LOWEST + os.getpid() * PLACES % (HIGHEST - LOWEST), HIGHEST, PLACES):
        lock = FileLock(Path(gettempdir()) / f"sleevenotes-ports-{lowest}.lock", timeout=0)
        try:
            with lock:
                yield Ports(lowest=lowest)
                return
        except Timeout:
            continue
    raise RuntimeError("there is no room for the services of tests")


@dataclass(frozen=True, kw_only=True)
class FirstRuns:
    """Copies of homes, each made by a first run."""

    folder: Path

    def repeat(self, name: str, home: Path, run: Callable[[], Any], fakes: Collection[FakeServer]) -> None:
        """Bring a home to where `run` leaves it: by that itself when it is the first of this name, else by a copy.

        The fakes know of no request afterwards.
        """
        kept = self.folder / name
        if kept.exists():
            copy_of(kept, home)
        else:
            run()
            copy_of(home, kept)
        for fake in fakes:
            fake.forget()


def copy_of(source: Path, target: Path) -> None:
    """Copy a folder with all times; what is one file under two names is that in the copy too."""
    known: dict[int, str] = {}

    def copy(file: str, other: str) -> str:
        number = os.stat(file).st_ino  # noqa: PTH116  # shutil gives names
        if number in known:
            os.link(known[number], other)
        else:
            shutil.copy2(file, other)
            known[number] = other
        return other

    shutil.copytree(source, target, symlinks=True, copy_function=copy, dirs_exist_ok=True)
