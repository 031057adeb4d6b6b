"""How long hosts have asked to be left alone: their word outlasts the run that heard it."""

from dataclasses import dataclass
from datetime import datetime

from scraper.store import Store


@dataclass(frozen=True)
class Rests:
    """What is kept of the hosts' words, by the titles of the hosts."""

    store: Store

    def until(self, title: str) -> datetime | None:
        """Return the moment before which a host is not to be asked; None where it may be asked now."""
        kept = self.store.fact(_fact(title))
        moment = datetime.fromisoformat(kept) if kept else None
        return moment if moment and moment > self.store.now() else None

    def keep(self, title: str, until: datetime) -> None:
        """Keep that a host is not to be asked before that moment."""
        self.store.remember(_fact(title), until.isoformat(timespec="seconds"))


def _fact(title: str) -> str:
    return f"rest of {title}"
