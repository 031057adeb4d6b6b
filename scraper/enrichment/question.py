"""What a source is asked, with all that may help it to find the right thing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from scraper.domain.evidence import Candidate, ServiceName, Wanted
from scraper.domain.links import Entry
from scraper.domain.subjects import Subject

Answers = Mapping[str, Any]
"""A source's own JSON, by question."""
Leads = Mapping[ServiceName, tuple[Candidate, ...]]
"""Entries that identifiers lead to, each with its chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to one source."""

    source: str
    """As settings and the store name it."""
    subjects: tuple[Subject, ...]
    """Several only where a source answers many at once."""
    wanted: Wanted | None = None
    """The release that is looked for; None for an artist, and where ids are enough."""
    leads: Leads = field(default_factory=dict)
    article: Entry | None = None
    """The article that ids lead to; None where it has to be searched for."""
    words: str = ""
    """What to search an article by; '' where ids lead to one."""
    items: tuple[str, ...] = ()
    """For each subject the Wikidata item to look up by its own id; empty to look for what names the subjects."""
    beside: Mapping[Subject, tuple[str, ...]] = field(default_factory=dict)
    """For subjects that Wikidata's items are looked for by: items that are to be looked up, too, by their own ids."""
    entry: Entry | None = None
    """The entry at MusicBrainz to ask for; None to look for what lists the subjects' addresses at Discogs."""
    without: tuple[str, ...] = ()
    """The master and artists, such as 'artist 3898', that Discogs has not answered about while a shop is asked."""

    @property
    def subject(self) -> Subject:
        """Return what it is about, where that is one thing."""
        return self.subjects[0]


class Source(Protocol):
    """Something that can be asked; it is called on a thread of its own, one question after the other."""

    name: str
    """As in the store and in settings."""
    title: str
    """For people."""

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Return what there is to know of each subject, {} for nothing; raise services.errors.ServiceError."""
