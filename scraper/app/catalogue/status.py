"""What is loaded into the catalogue, how much room it takes, and how old it is."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from scraper.catalogue.status import KindStatus, bad_records, kinds
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue

__all__ = ["CatalogueStatus", "KindStatus", "status"]

_BAD_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueStatus:
    """The catalogue as it is now."""

    name: str
    """Where it is, without a password."""
    size: int
    """Bytes on disk."""
    kinds: Sequence[KindStatus]
    bad: Sequence[tuple[str, int, str]]
    """The first records that could not be read: kind, place in the file, reason."""


def status(settings: Settings) -> CatalogueStatus:
    """Look at the catalogue; counting the rows of whole dumps takes a while."""
    with closing(existing_catalogue(settings)) as catalogue:
        return CatalogueStatus(
            name=catalogue.name,
            size=catalogue.size(),
            kinds=list(kinds(catalogue, datetime.now(UTC).date())),
            bad=bad_records(catalogue, _BAD_SHOWN),
        )
