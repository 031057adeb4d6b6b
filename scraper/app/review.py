"""What the owner may want to look at: what was left open, and the weakest matches; on a terminal or as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scraper.review import cases as reviewing
from scraper.review.cases import Case
from scraper.run.files import write_whole
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.workshop import workshop

__all__ = ["Case", "Review", "review", "write_review"]

FILE = "review.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The releases and artists that are worth a look, what was left open first."""

    cases: Sequence[Case]
    is_empty_shelf: bool
    """Whether there is nothing to look at because there are no records yet."""

    @property
    def summary(self) -> str:
        """Return one sentence on it."""
        if self.cases:
            return reviewing.summary(self.cases)
        if self.is_empty_shelf:
            return "There is nothing to review yet; `scrape --all` looks your records up first."
        return "There is nothing to review: no match is in doubt."

    def lines(self, command: Sequence[str], most: int | None) -> Iterator[str]:
        """Yield the first cases for a terminal, None for all; `command` is what `scrape` is called by."""
        yield from reviewing.lines(self.cases[:most], command)
        more = len(self.cases) - len(self.cases[:most])
        shown = f"`scrape review --limit {len(self.cases)}`"
        others = f" {more:,} more {'is' if more == 1 else 'are'} shown by {shown}, or --html." if more else ""
        yield f"{self.summary}{others}"


def review(settings: Settings, *, everything: bool = False) -> Review:
    """Return what is worth a look, with `everything` what is sure too; works even while a run is at work."""
    with workshop(settings, Progress(), only_a_copy=True) as shop:
        cases = reviewing.cases(shop.store.findings.review(), everything=everything)
        return Review(cases=cases, is_empty_shelf=not cases and not shop.store.shelf.lines())


def write_review(settings: Settings, reviewed: Review, command: Sequence[str]) -> Path:
    """Write it as a page beside the database, and return the page's file."""
    file = settings.database_path.parent / FILE
    write_whole(file, reviewing.page(reviewed.cases, command).encode())
    return file
