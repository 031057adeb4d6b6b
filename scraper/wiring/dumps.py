"""The place that dumps come from, and the lock on the folder that they go to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from scraper.run.errors import AlreadyRunning, BadSettings
from scraper.run.settings import Settings
from scraper.wiring.clients import Clients
from services.dumps import OFFICIAL, SERVICE, Dumps
from services.throttle import Throttle
from services.transport import Channel

DUMPS_PER_MINUTE = 60


def dumps(settings: Settings, source: str | None = None) -> Dumps:
    """Return where dumps come from: Discogs, a mirror's address, or a folder of this machine."""
    channel = Channel(Clients(settings).session, SERVICE, Throttle(DUMPS_PER_MINUTE))
    if source is None or source.startswith(("http://", "https://")):
        return Dumps(channel, source or OFFICIAL)
    folder = Path(source).expanduser()
    if not folder.is_dir():
        raise BadSettings(f"{source} is neither a folder nor an address that begins with https://.")
    return Dumps(channel, folder)


@contextmanager
def only_here(folder: Path) -> Iterator[None]:
    """Hold the lock that only one download into a folder can have; raise AlreadyRunning otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(folder / ".download.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise AlreadyRunning(f"Another download into {folder} is on its way; wait until it is done.") from None
    try:
        yield
    finally:
        lock.release()
