"""Keeps count of what is asked of which source, and of what came of it."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from scraper.domain.due import Due
from scraper.domain.subjects import Subject, SubjectKind
from scraper.domain.words import plural
from scraper.enrichment.inquiry import Answers, Inquiry, Source
from scraper.harvest.host_queue import Desk, Errand, Reply, Switchboard
from scraper.run.progress import Bar, Progress
from scraper.run.report import Report
from scraper.store import Store
from services.errors import ServiceError

log = logging.getLogger(__name__)

FINDS_AT = {"itunes": "apple_music"}
"""Sources that find entries of a service with another name."""
REST = "not asked, because several before it failed"


@dataclass(kw_only=True)
class Asking:
    """The desks of all sources, and what is under way at them; use it as a context, so that its bars end with it."""

    sources: Mapping[str, Source]
    store: Store
    board: Switchboard
    progress: Progress
    report: Report
    older_than: datetime | None
    """Answers before that moment are asked for again; None for none."""
    told: Callable[[str, Inquiry, Mapping[Subject, Answers]], None]
    """Gets each source's answers, none where asking failed."""
    _desks: dict[str, Desk] = field(default_factory=dict)
    _bars: dict[str, Bar] = field(default_factory=dict)
    _done: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    """By source and kind, what is not to be asked now, or not again."""
    _under_way: set[tuple[str, Subject]] = field(default_factory=set)
    _had_nothing: set[tuple[str, Subject]] = field(default_factory=set)
    _failed: Counter[str] = field(default_factory=Counter)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        for name, source in self.sources.items():
            self._desks[name] = self.board.desk(source.title, source.ask)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def is_busy(self) -> bool:
        """Tell whether any source has something to answer."""
        return bool(self._under_way)

    def needs(self, source: str, subject: Subject) -> bool:
        """Tell whether a source is there and to be asked about something now."""
        if source not in self.sources:
            return False
        key = (source, subject.kind)
        if key not in self._done:
            not_due = self.store.findings.not_due(source, subject.kind, self.older_than)
            self._done[key] = not_due | self._ruled_out(source, subject.kind)
        return subject.subject_id not in self._done[key]

    def _ruled_out(self, source: str, kind: SubjectKind) -> set[int]:
        """Return what the owner says a source has nothing about; an album only if that goes for all its pressings."""
        service = FINDS_AT.get(source, source)
        none = {one for one, named in self.store.findings.pins().items() if named.get(service) == ""}
        if kind != "master" or not none:
            return {one.subject_id for one in none if one.kind == kind}
        pressings = self.store.findings.pressings()
        wanted = {one.album for one in pressings if Subject(kind="release", subject_id=one.release_id) not in none}
        return {one.album.subject_id for one in pressings if one.album.kind == kind and one.album not in wanted}

    def awaits(self, source: str, subject: Subject) -> bool:
        """Tell whether a source was asked about something and has not answered yet."""
        return (source, subject) in self._under_way

    def put(self, source: str, subjects: Sequence[Subject], make: Callable[[], Inquiry]) -> None:
        """Ask; `make` is called when the question's turn has come."""
        for subject in subjects:
            self.needs(source, subject)
            self._done[source, subject.kind].add(subject.subject_id)
            self._under_way.add((source, subject))
        self._bar(source).grow(len(subjects))
        self.board.put(
            self._desks[source],
            lambda: Errand(question=make(), then=lambda reply: self._take(source, reply)),
        )

    def _bar(self, source: str) -> Bar:
        if source not in self._bars:
            self._bars[source] = self._stack.enter_context(self.progress.bar(self.sources[source].title, 0))
        return self._bars[source]

    def _take(self, source: str, reply: Reply) -> None:
        inquiry: Inquiry = reply.question
        for subject in inquiry.subjects:
            self._under_way.discard((source, subject))
            self._bars[source].update()
        if reply.error is not None and not isinstance(reply.error, ServiceError):
            raise reply.error
        if reply.answer is None:
            self._note_failure(source, inquiry, str(reply.error or REST))
        self.told(source, inquiry, reply.answer or {})

    def _note_failure(self, source: str, inquiry: Inquiry, reason: str) -> None:
        for subject in inquiry.subjects:
            log.warning("%s about %s %d: %s", source, subject.kind, subject.subject_id, reason)
            self.store.note_failure(self._due(source, subject), reason)
        self._failed[source] += len(inquiry.subjects)

    def note(self, source: str, subject: Subject, *, found: bool) -> None:
        """Keep whether a source had anything: where not, it is asked again after a time that grows."""
        due = self._due(source, subject)
        if found:
            self.store.note_found(due)
        elif (source, subject) not in self._had_nothing:
            # Asked twice in one run, by two ids, it has still had its say but once.
            self._had_nothing.add((source, subject))
            self.store.note_nothing(due, "nothing that fits")

    def _due(self, source: str, subject: Subject) -> Due:
        return Due(kind=subject.kind, subject_id=subject.subject_id, title="", source=source)

    def say_what_failed(self) -> None:
        """Give each source that is in trouble its line in the report."""
        for name, count in self._failed.items():
            why = self._desks[name].why or "failed to answer"
            left = plural(count, "question")
            self.report.notes.append(f"{self._desks[name].name} {why}; {left} left for the next run.")
