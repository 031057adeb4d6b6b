"""Parsing in several processes: where every record is kept, parsing takes longer than loading."""

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

from scraper.catalogue.backend import PreparedRows, PrepareRows
from scraper.catalogue.reading.parser import ParsedStretch, Parser, UnreadableRecord
from scraper.catalogue.tables import DumpKind
from scraper.run.errors import LocalTrouble

MOST_WORKERS = 4
"""The process that loads could not take the results of more workers."""
SMALLEST_FILE = 8 << 20
"""Bytes of a file that takes longer to parse than the workers take to start."""

_OBJECTS_PER_COLLECTION = 500_000
"""New objects after which Python looks for garbage."""
_MARSHAL_VERSION = 2
"""The newest one without references to repeated objects: it takes the process that loads less time to read."""
_NICENESS = 5
_STRETCHES_PER_WORKER = 3
"""Stretches that are handed over before the first of them is needed."""
_worker_parts: list[tuple[Parser, PrepareRows]] = []
"""What a worker was started with: its only entry."""


def worker_count(size: int) -> int:
    """Return how many workers suit a file of this size on this machine; 0 where the process that loads should parse."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_WORKERS, processors) if processors > 1 and size >= SMALLEST_FILE else 0


def parse_in_workers(
    stretches: Iterable[bytes], kind: DumpKind, *, only_index: bool, prepare: PrepareRows, workers: int
) -> Iterator[tuple[bytes, ParsedStretch, PreparedRows]]:
    """Yield, in their order, each stretch, what it gave without its rows, and the rows prepared.

    Raises LocalTrouble where a worker dies: its records would be missing.
    """
    # A new process is started for each worker: one that is forked while threads run can wait for ever.
    context = multiprocessing.get_context("spawn")
    parts = (kind, only_index, prepare)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=parts) as pool:
        try:
            yield from _in_order(pool, iter(stretches), _STRETCHES_PER_WORKER * workers)
        except BrokenProcessPool as error:
            raise LocalTrouble(
                "A process that was reading the dump was killed, perhaps for want of memory; "
                "nothing was changed, run again."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, stretches: Iterator[bytes], ahead: int
) -> Iterator[tuple[bytes, ParsedStretch, PreparedRows]]:
    waiting: deque[tuple[bytes, Future[bytes]]] = deque()
    waiting.extend((stretch, pool.submit(_parse, stretch)) for stretch in islice(stretches, ahead))
    while waiting:
        stretch, future = waiting.popleft()
        total, prepared, ids, unreadable, unknown = marshal.loads(future.result())  # noqa: S302  # our own process wrote it
        waiting.extend((following, pool.submit(_parse, following)) for following in islice(stretches, 1))
        records = [UnreadableRecord(*fields) for fields in unreadable]
        yield stretch, ParsedStretch(total, {}, ids, records, unknown), prepared


@contextmanager
def few_collections() -> Iterator[None]:
    """Have Python look for garbage in cycles less often: the many rows of a load are in no cycle."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_OBJECTS_PER_COLLECTION, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _start_worker(kind: DumpKind, only_index: bool, prepare: PrepareRows) -> None:
    if hasattr(os, "nice"):
        # The process that loads has the most to do, so it comes first when processors are short.
        os.nice(_NICENESS)
    gc.set_threshold(_OBJECTS_PER_COLLECTION)
    _worker_parts[:] = [(Parser(kind, only_index=only_index), prepare)]


def _parse(stretch: bytes) -> bytes:
    """Parse a stretch in a worker; marshal writes the result in a fraction of the time that pickle takes."""
    [(parser, prepare)] = _worker_parts
    parsed = parser.parse(stretch)
    unreadable = [tuple(record) for record in parsed.unreadable]
    result = (parsed.total, prepare(parsed.rows), parsed.ids, unreadable, parsed.unknown)
    return marshal.dumps(result, _MARSHAL_VERSION)
