"""What may be asked of whom now: not what was answered, has to wait for its next try, or was ruled out by the owner."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from scraper.domain.due import Due
from scraper.domain.subjects import Pins, Subject, SubjectKind
from scraper.enrichment.services import service_found_by
from scraper.store import Store


@dataclass(kw_only=True)
class Schedule:
    """The sources of a run, and what each of them was asked."""

    sources: Collection[str]
    store: Store
    pins: Pins
    older_than: datetime | None
    """Answers before that moment are asked for again; None for none."""
    _not_now: dict[tuple[str, SubjectKind], set[int]] = field(default_factory=dict)
    """By source and kind, the ids that the source is not to be asked about now."""
    _had_nothing: set[tuple[str, Subject]] = field(default_factory=set)

    def allows(self, source: str, subject: Subject) -> bool:
        """Tell whether a source can be asked, and is to be asked about a subject now."""
        return source in self.sources and subject.subject_id not in self._excluded(source, subject.kind)

    def asked(self, source: str, subject: Subject) -> None:
        """Note that a source was asked about a subject, so that it is not asked again in this run."""
        self._excluded(source, subject.kind).add(subject.subject_id)

    def reopen(self, source: str, subject: Subject) -> None:
        """Have a source asked, by this run or the next one, what it was not asked yet, or would be asked otherwise."""
        if source in self.sources:
            self.store.note_failure(Due(subject=subject, source=source), "more is known by now than when it was asked")
            if subject.subject_id not in self._ruled_out(source, subject.kind):
                self._excluded(source, subject.kind).discard(subject.subject_id)

    def is_asked(self, source: str, subject: Subject) -> bool:
        """Tell whether a source can be asked, and has nothing more to be asked about a subject now."""
        return source in self.sources and not self.allows(source, subject)

    def _excluded(self, source: str, kind: SubjectKind) -> set[int]:
        key = (source, kind)
        if key not in self._not_now:
            not_due = self.store.findings.not_due(source, kind, self.older_than)
            self._not_now[key] = not_due | self._ruled_out(source, kind)
        return self._not_now[key]

    def _ruled_out(self, source: str, kind: SubjectKind) -> set[int]:
        """Return the ids that pins of 'none' rule out; an album's only if each of its pressings has such a pin."""
        service = service_found_by(source)
        none = {subject for subject, pinned in self.pins.items() if pinned.get(service) == ""}
        if kind != "master" or not none:
            return {subject.subject_id for subject in none if subject.kind == kind}
        pressings = self.store.findings.pressings()
        releases = {pressing: Subject(kind="release", subject_id=pressing.release_id) for pressing in pressings}
        wanted = {pressing.album for pressing, release in releases.items() if release not in none}
        albums = {pressing.album for pressing in pressings} - wanted
        return {album.subject_id for album in albums if album.kind == kind}

    def failed(self, source: str, subject: Subject, reason: str) -> None:
        """Keep that a question failed, so that the next run asks it again."""
        self.store.note_failure(Due(subject=subject, source=source), reason)

    def answered(self, source: str, subject: Subject, *, with_a_match: bool) -> None:
        """Keep whether a source knew the subject; if not, it is asked again after a time that grows with each try."""
        due = Due(subject=subject, source=source)
        if with_a_match:
            self.store.note_found(due)
        else:
            # A source that is asked twice in a run, by two ids, has had nothing once.
            self.store.note_nothing(due, "nothing that fits", is_new=(source, subject) not in self._had_nothing)
            self._had_nothing.add((source, subject))
