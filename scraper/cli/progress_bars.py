"""Progress on a terminal: a line for each task, with counts and the time left."""

import sys
from datetime import UTC, datetime
from typing import Never, TextIO

from tqdm import tqdm

from scraper.run.progress import Event, TaskEvent, TaskFinished, TaskStarted, TotalChanged, Waiting


class ProgressBars:
    """Listens to the progress of a run, and draws a bar for each of its tasks."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Draw on `out`; None for the error stream."""
        self._out = out or sys.stderr
        self._bars: dict[int, tqdm[Never]] = {}

    def __call__(self, event: Event) -> None:
        """Show an event; sentences are somebody else's to show."""
        match event:
            case TaskStarted():
                self._bars[event.task_id] = self._drawn(event)
            case TotalChanged():
                bar = self._bars[event.task_id]
                bar.total = event.total
                bar.refresh()
            case TaskFinished():
                self._bars.pop(event.task_id).close()
            case TaskEvent():
                bar = self._bars[event.task_id]
                # Whatever it waited for, it goes on.
                bar.set_postfix_str("", refresh=False)
                bar.update(event.done - bar.n)
            case Waiting():
                for bar in self._bars.values():
                    if not bar.total or bar.n < bar.total:
                        bar.set_postfix_str(event.words(datetime.now(UTC)))

    def _drawn(self, event: TaskEvent) -> "tqdm[Never]":
        return tqdm(
            total=event.total,
            desc=f"{event.name:<9}",
            leave=True,
            dynamic_ncols=True,
            file=self._out,
            unit_scale=event.unit == "bytes",
            unit_divisor=1024,
            bar_format="{desc} {bar} {n_fmt}/{total_fmt}  {remaining} left{postfix}",
        )
