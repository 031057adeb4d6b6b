"""What services are asked about: releases, masters and artists; and what the owner reviews. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Finding
from scraper.domain.releases import MasterId

SubjectKind = Literal["release", "master", "artist"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Subject:
    """A release, a master or an artist of Discogs that a source is asked about."""

    kind: SubjectKind
    subject_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A release on the shelf: the ids that enrichment needs."""

    release_id: int
    master_id: MasterId | None
    """None where this is the only pressing that Discogs knows."""
    is_fetched: bool
    """Whether the store has the release's own answer; if not, it has only what the collection page says."""

    @property
    def subject(self) -> Subject:
        """Return the release itself."""
        return Subject(kind="release", subject_id=self.release_id)

    @property
    def album(self) -> Subject:
        """Return the subject that all pressings of the album share: the master, or the release where it has none."""
        if self.master_id is None:
            return Subject(kind="release", subject_id=self.release_id)
        return Subject(kind="master", subject_id=self.master_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A finding with the release or artist that it is about."""

    subject: Subject
    title: str
    """'Artist: title' for a release, the name for an artist."""
    finding: Finding


Pins = Mapping[Subject, Mapping[str, str]]
"""The owner's word: for a release or an artist, by service, the address of the entry; '' where there is none."""
