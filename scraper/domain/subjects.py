"""What services are asked about, and what the owner reviews. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Finding
from scraper.domain.releases import MasterId

SubjectKind = Literal["release", "master", "artist"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Subject:
    """What a source is asked about: a release, a master, or an artist of Discogs."""

    kind: SubjectKind
    subject_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A release on the shelf, as enrichment goes about it."""

    release_id: int
    master_id: MasterId | None
    is_fetched: bool
    """Whether its whole answer is here, or only what the collection page told."""

    @property
    def album(self) -> Subject:
        """Return what all pressings of its album share: the master, or itself where it has none."""
        if self.master_id is None:
            return Subject(kind="release", subject_id=self.release_id)
        return Subject(kind="master", subject_id=self.master_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A finding with what it is about."""

    subject: Subject
    title: str
    """'Artist: title' of a release, an artist's name."""
    finding: Finding


Pins = Mapping[Subject, Mapping[str, str]]
"""The owner's word: for a release or an artist, by service, the address of the entry; '' where there is none."""
