"""Reading on several processors: where everything is kept, parsing takes longer than loading."""

import gc
import marshal
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice

from scraper.catalogue.backend import Pack, Packed
from scraper.catalogue.reading.parser import Bad, Parser, Read
from scraper.catalogue.tables import Kind
from scraper.run.errors import LocalTrouble

MOST = 4
"""More could not be kept busy by the one that loads."""
WORTH = 8 << 20
"""Bytes of a dump from which on starting processes pays."""

_MANY_OBJECTS = 500_000
_PLAINLY = 2
"""The form that does not look for things that come twice: quicker to make objects of, which the one that loads does."""

_STEP_BACK = 5
_ready: list[tuple[Parser, Pack]] = []


def fitting(size: int) -> int:
    """Return how many workers a file of this size is worth on this machine, besides the process that loads."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, ours) if ours > 1 and size >= WORTH else 0


def read_all(
    stretches: Iterable[bytes], kind: Kind, *, only_index: bool, pack: Pack, workers: int
) -> Iterator[tuple[bytes, Read, Packed]]:
    """Yield each stretch, what it gave but for the rows, and those packed.

    They come in their order, a few of them on their way at any time.

    Raises LocalTrouble where a worker dies: what it had would be missing.
    """
    # A fresh process: forking one that has threads can leave it waiting for ever.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_begin, initargs=(kind, only_index, pack)) as pool:
        try:
            yield from _in_order(pool, iter(stretches), 3 * workers)
        except BrokenProcessPool as error:
            raise LocalTrouble(
                "A process that was reading the dump was killed, perhaps for want of memory; "
                "nothing was changed, run again."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, stretches: Iterator[bytes], ahead: int
) -> Iterator[tuple[bytes, Read, Packed]]:
    waiting: deque[tuple[bytes, Future[bytes]]] = deque()
    waiting.extend((stretch, pool.submit(_read, stretch)) for stretch in islice(stretches, ahead))
    while waiting:
        stretch, answer = waiting.popleft()
        total, packed, ids, bad, unknown = marshal.loads(answer.result())  # noqa: S302  # our own process wrote it
        waiting.extend((more, pool.submit(_read, more)) for more in islice(stretches, 1))
        yield stretch, Read(total, {}, ids, [Bad(*one) for one in bad], unknown), packed


@contextmanager
def few_collections() -> Iterator[None]:
    """Have Python look for garbage in cycles now and then only: rows hold none, and are many."""
    usual = gc.get_threshold()
    gc.set_threshold(_MANY_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _begin(kind: Kind, only_index: bool, pack: Pack) -> None:
    if hasattr(os, "nice"):
        # The one that loads has the most to do, and is not to wait for a processor.
        os.nice(_STEP_BACK)
    gc.set_threshold(_MANY_OBJECTS)
    _ready[:] = [(Parser(kind, only_index=only_index), pack)]


def _read(stretch: bytes) -> bytes:
    """Read a stretch in a worker; marshal takes a fraction of the time that pickle would."""
    [(parser, pack)] = _ready
    found = parser.read(stretch)
    told = (found.total, pack(found.rows), found.ids, [tuple(one) for one in found.bad], found.unknown)
    return marshal.dumps(told, _PLAINLY)
