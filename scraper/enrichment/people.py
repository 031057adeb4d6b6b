"""Has sources asked about artists: by ids alone, and by words only for an article that says who they are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from scraper.domain.evidence import Candidate, Service
from scraper.domain.subjects import Subject
from scraper.enrichment.albums import LINKED, MUSICBRAINZ
from scraper.enrichment.asking import Asking
from scraper.enrichment.cases import Cases
from scraper.enrichment.conclusions import ArtistCase
from scraper.enrichment.inquiry import Inquiry
from scraper.enrichment.lookups import WIKIDATA, Lookups

APPLE: Service = "apple_music"


@dataclass(kw_only=True)
class People:
    """The artists on the shelf."""

    cases: Cases
    asking: Asking
    lookups: Lookups
    settled: Callable[[str, int], None]
    _is_fetched: dict[int, bool] = field(default_factory=dict)

    def begin(self) -> list[Subject]:
        """Read who is on the shelf."""
        self._is_fetched = self.cases.store.findings.artists()
        return [Subject(kind="artist", subject_id=number) for number in self._is_fetched]

    def learned(self, number: int) -> None:
        """Go on with somebody about whom Discogs has just answered."""
        self._is_fetched[number] = True
        self.advance(Subject(kind="artist", subject_id=number))

    def advance(self, subject: Subject) -> None:
        """Ask what can be asked by now; once there is nothing left, the artist is settled."""
        if not self._is_fetched.get(subject.subject_id) or self.asking.awaits(WIKIDATA, subject):
            return
        case = self.cases.artist(subject.subject_id) if self._has_questions(subject) else None
        if case is not None and self._awaits_something(case):
            return
        self.settled("artist", subject.subject_id)

    def _has_questions(self, subject: Subject) -> bool:
        found = self.cases.store.findings.of(subject)
        missing = any(service not in found or not found[service].entry_id for service in LINKED)
        return (
            self.lookups.may_have_article(subject)
            or (missing and self.asking.needs(MUSICBRAINZ, subject))
            or self._wants_portrait(subject)
        )

    def _wants_portrait(self, subject: Subject) -> bool:
        found = self.cases.store.findings.of(subject).get(APPLE)
        is_known = found is not None and found.entry_id != ""
        return is_known and self.asking.needs(APPLE, subject) and self.cases.wants_image(subject, APPLE)

    def _awaits_something(self, case: ArtistCase) -> bool:
        self._ask_for_article(case, search=False)
        if self.lookups.awaits_article(case.subject):
            return True
        self._ask_musicbrainz(case)
        if self.asking.awaits(MUSICBRAINZ, case.subject):
            return True
        self._ask_for_article(case, search=True)
        self._ask_for_portrait(case.subject)
        return self.lookups.awaits_article(case.subject) or self.asking.awaits(APPLE, case.subject)

    def _ask_for_article(self, case: ArtistCase, *, search: bool) -> None:
        if self.lookups.may_have_article(case.subject) and not self.lookups.awaits_article(case.subject):
            words = f"{case.artist.display_name} music" if search else ""
            self.lookups.article(case.subject, case.answers, case.leads, case.pins, words)

    def _ask_musicbrainz(self, case: ArtistCase) -> None:
        leads = case.leads
        missing = frozenset(service for service in LINKED if service not in leads and service not in case.pins)
        if missing and self.asking.needs(MUSICBRAINZ, case.subject):
            known = {one.entry_id for one in leads.get(MUSICBRAINZ, ())}
            group = known.pop() if len(known) == 1 else ""
            make = partial(Inquiry, subjects=(case.subject,), missing=missing, group=group)
            self.asking.put(MUSICBRAINZ, [case.subject], make)

    def _ask_for_portrait(self, subject: Subject) -> None:
        if self._wants_portrait(subject):
            found = self.cases.store.findings.of(subject)[APPLE]
            lead = Candidate(entry_id=found.entry_id, url=found.url, title="")
            self.asking.put(APPLE, [subject], partial(Inquiry, subjects=(subject,), leads={APPLE: (lead,)}))
