"""SQL for people that only reads: what each database's own way of it fulfils."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

from scraper.catalogue.backend import Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query came to."""

    columns: tuple[str, ...]
    rows: Generator[tuple[Value, ...], None, None]
    """Read as they come; whoever has seen enough closes it."""


class Asking(Protocol):
    """A database that answers, and refuses whatever else is typed."""

    def ask(self, query: str) -> Answer:
        """Return the answer to one query, read as it comes; raise BadUsage in one sentence for what is no query."""

    def close(self) -> None:
        """Let go of it."""
