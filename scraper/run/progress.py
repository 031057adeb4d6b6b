"""Progress bars: counts and time left on a terminal, silence where the output is piped or -q was given."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Never

from tqdm import tqdm


class Bar:
    """Counts one more, of as many as are known of so far."""

    def __init__(self, shown: "tqdm[Never]") -> None:
        self._shown = shown
        self.total = int(shown.total or 0)

    def update(self, more: int = 1) -> None:
        """Count one more, or so many."""
        self._shown.update(more)

    def grow(self, more: int = 1) -> None:
        """Note that there is more to do than was known."""
        self.total += more
        self._shown.total = self.total
        self._shown.refresh()

    def reach(self, count: int, total: int) -> None:
        """Note how far it is, and of how much; it can be less than before."""
        if total != self.total:
            self.grow(total - self.total)
        self._shown.update(count - self._shown.n)


class Progress:
    """Makes the bars of a run, one line each."""

    def __init__(self, *, shown: bool | None = None) -> None:
        self._shown = sys.stderr.isatty() if shown is None else shown

    @contextmanager
    def bar(self, name: str, total: int, *, in_bytes: bool = False) -> Iterator[Bar]:
        """Show a bar while the block runs."""
        with tqdm(
            total=total,
            desc=f"{name:<9}",
            leave=True,
            dynamic_ncols=True,
            disable=not self._shown,
            unit_scale=in_bytes,
            unit_divisor=1024,
            bar_format="{desc} {bar} {n_fmt}/{total_fmt}  {remaining} left",
        ) as shown:
            yield Bar(shown)
