"""One physical item on the shelf. Pure."""

from dataclasses import dataclass
from typing import NewType

from scraper.domain.releases import ReleaseId

InstanceId = NewType("InstanceId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One physical item on the shelf."""

    instance_id: InstanceId
    release_id: ReleaseId
    date_added: str
    """ISO 8601, with the offset that Discogs gave it."""
    folder_id: int = 1
    rating: int = 0
    """The owner's, 1 to 5; 0 for none."""
    notes: tuple[tuple[int, str], ...] = ()
    """The owner's entries in the fields of their collection, as (field id, text)."""
