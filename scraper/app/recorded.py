"""The store remembers each run: when it began, how it ended, and what its report said."""

from collections.abc import Iterator
from contextlib import contextmanager

from scraper.run.errors import ExitCode
from scraper.run.report import Report
from scraper.store import Store


@contextmanager
def recorded(store: Store, name: str, report: Report) -> Iterator[None]:
    """Have the store remember a run while the block does it: its end is the report's, or the error's that ended it."""
    run_id = store.begin_run(name)
    try:
        yield
    except BaseException as error:
        store.end_run(run_id, getattr(error, "exit_code", ExitCode.FAILURES), str(error))
        raise
    store.end_run(run_id, report.code, "\n".join(report.lines()))
