"""Which questions are worth asking about an album or an artist at each stage, in as few requests as will do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scraper import matching, translation
from scraper.domain import service_facts
from scraper.domain.evidence import Candidate, ServiceName
from scraper.domain.links import Entry
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.articles import UNCHECKED, linked_article_item, unchecked_item
from scraper.enrichment.conclusions import ArtistCase, Preferences, ReleaseCase
from scraper.enrichment.evidence_loader import EvidenceLoader
from scraper.enrichment.findings import pinned_entry
from scraper.enrichment.leads import article_of, linked_item
from scraper.enrichment.question import Answers, Leads, Question
from scraper.enrichment.schedule import Schedule
from scraper.enrichment.services import edition_sources, service_found_by
from scraper.enrichment.states import ITEMS, Stage, State

WIKIPEDIA: ServiceName = "wikipedia"
MUSICBRAINZ: ServiceName = "musicbrainz"
APPLE: ServiceName = "apple_music"
ARCHIVE = "cover_art_archive"
"""Whose covers are found by MusicBrainz' ids."""


@dataclass(kw_only=True)
class Planner:
    """Plans what to ask; a question that it returns counts as asked."""

    loader: EvidenceLoader
    schedule: Schedule
    preferences: Preferences
    news: set[Subject] = field(default_factory=set)
    """Subjects that a source answered about in this run: ids may lead to other entries now."""
    late_items: dict[Subject, str] = field(default_factory=dict)
    """Wikidata's items that MusicBrainz links to, or that linked articles are about: looked up together."""
    _looked_up: set[tuple[Subject, str]] = field(default_factory=set)
    """Items that were asked for by their own ids in this run."""
    _articles: set[tuple[Subject, Entry]] = field(default_factory=set)
    """Articles that were asked for in this run."""
    _unchecked: frozenset[Subject] | None = None
    """Releases and artists whose article earlier runs left unchecked; None until they are read from the store."""

    def questions(self, state: State) -> Iterator[Question]:
        """Yield what to ask at the stage that an album or an artist is at; see `states`."""
        plans: Mapping[Stage, Callable[[State], Iterator[Question]]]
        if state.subject.kind == "artist":
            if not self._has_questions(state.subject):
                return
            plans = {
                Stage.EDITIONS: self._article_of_artist,
                Stage.LINKS: self._links_of_artist,
                Stage.ARTICLE: self._rest_of_artist,
            }
        else:
            plans = {Stage.EDITIONS: self._editions, Stage.LINKS: self._links, Stage.ARTICLE: self._article_by_words}
        if state.stage in plans:
            yield from plans[state.stage](state)

    # An album.

    def _editions(self, state: State) -> Iterator[Question]:
        for pressing in state.fetched:
            subject = _subject(pressing)
            for source in edition_sources():
                if self.schedule.allows(source, subject):
                    yield Question(source=source, subjects=(subject,))
        yield from self._articles_of_album(state, search=False)

    def completed(self, question: Question, state: State) -> Question:
        """Add what is known by now of the release that a shop is asked about, or of the items that links lead to."""
        if question.source == ITEMS and not question.items:
            return replace(question, beside={subject: self._items_beside(subject) for subject in question.subjects})
        if question.subject.kind != "release" or question.source not in edition_sources():
            return question
        case = self._case(state.pressings[question.subject.subject_id])
        leads = _pinned(case.leads, case.pins, service_found_by(question.source))
        return replace(question, wanted=case.wanted, leads=leads)

    def _items_beside(self, subject: Subject) -> tuple[str, ...]:
        """Return the items that links lead to: the next answer takes the place of the one that has them."""
        answers = self.loader.answers(subject)
        return tuple(sorted({linked_item(answers), linked_article_item(answers)} - {""}))

    def _case(self, pressing: Pressing) -> ReleaseCase:
        case = self.loader.release(pressing)
        if case is None:
            raise LookupError(f"release {pressing.release_id} was to be here")
        return case

    def _links(self, state: State) -> Iterator[Question]:
        pressings = state.fetched
        if not self.schedule.allows(MUSICBRAINZ, state.subject):
            return
        missing = frozenset(service for pressing in pressings for service in self._missing(_subject(pressing)))
        if missing or any(self._wants_image(_subject(pressing), ARCHIVE) for pressing in pressings):
            group = _only_id(self._case(pressings[0]).leads)
            yield Question(source=MUSICBRAINZ, subjects=(state.subject,), missing=missing, group=group)

    def _missing(self, subject: Subject) -> list[ServiceName]:
        """Return the services with neither a match nor a pin."""
        findings, pins = self.loader.store.findings.of(subject), self.loader.pins_of(subject)
        unmatched = [service for service in _helped() if service not in findings or not findings[service].entry_id]
        return [service for service in unmatched if service not in pins]

    def _wants_image(self, subject: Subject, source: str) -> bool:
        """Tell whether a source's image of a release or an artist would be shown: no better one is offered."""
        order = [*self.preferences.images]
        if source not in order:
            return False
        return self.loader.store.findings.offering(subject).isdisjoint(order[: order.index(source)])

    def _article_by_words(self, state: State) -> Iterator[Question]:
        return self._articles_of_album(state, search=True)

    def _articles_of_album(self, state: State, *, search: bool) -> Iterator[Question]:
        for subject, pressing in self._article_subjects(state.subject, state.fetched).items():
            if self._may_have_article(state, subject, self._is_unchecked(_subject(pressing))):
                case = self._case(pressing)
                answers = case.own if subject == _subject(pressing) else case.shared
                words = f"{' '.join(matching.search_words(case.wanted))} album" if search else ""
                yield from self._article(state, subject, answers, case.leads, case.pins, words)

    def _article_subjects(self, album: Subject, pressings: Sequence[Pressing]) -> dict[Subject, Pressing]:
        """Return the subjects of articles, each with a pressing of it: the album, and every pressing that has a pin."""
        subjects: dict[Subject, Pressing] = {}
        for pressing in pressings:
            pinned = self.loader.pins_of(_subject(pressing)).get(WIKIPEDIA)
            if pinned:
                subjects[_subject(pressing)] = pressing
            elif pinned is None:
                subjects.setdefault(album, pressing)
        return subjects

    # An article, of either.

    def _may_have_article(self, state: State, subject: Subject, is_unchecked: bool) -> bool:
        """Tell whether there may be an article to ask for, while none is being asked for."""
        if state.awaits(WIKIPEDIA, subject) or state.awaits(ITEMS, subject):
            return False
        return is_unchecked or self._is_article_due(subject)

    def _is_unchecked(self, subject: Subject) -> bool:
        """Tell whether an earlier run left open what the article of a release or an artist is about."""
        if self._unchecked is None:
            self._unchecked = self.loader.store.findings.left_open(WIKIPEDIA, UNCHECKED)
        return subject in self._unchecked

    def _is_article_due(self, subject: Subject) -> bool:
        is_news = WIKIPEDIA in self.schedule.sources and subject in self.news
        return is_news or self.schedule.allows(WIKIPEDIA, subject)

    def _article(
        self,
        state: State,
        subject: Subject,
        answers: Mapping[str, Answers],
        leads: Leads,
        pins: Mapping[str, str],
        words: str,
    ) -> Iterator[Question]:
        """Yield the question for the article that is pinned or that ids lead to, or for what `words` find.

        There are no words as long as more ids may come: until then nothing is searched for, and no item is looked up.
        """
        if pins.get(WIKIPEDIA) == "":
            return
        is_due = self.schedule.allows(WIKIPEDIA, subject)
        pin = pinned_entry(pins, WIKIPEDIA)
        lead = pin or article_of(subject, answers, self.preferences.languages, leads)
        if lead is not None:
            is_known = answers.get(WIKIPEDIA, {}).get("asked") == lead.entry_id
            if (is_due or not is_known) and (subject, lead) not in self._articles:
                self._articles.add((subject, lead))
                yield Question(source=WIKIPEDIA, subjects=(subject,), article=lead)
            elif words and pin is None and ITEMS in answers:
                self._look_up(state, subject, unchecked_item(subject, answers, lead))
        elif self._wants_item(subject, answers):
            self._look_up(state, subject, linked_item(answers))
        elif words and is_due:
            yield Question(source=WIKIPEDIA, subjects=(subject,), words=words)

    def _wants_item(self, subject: Subject, answers: Mapping[str, Answers]) -> bool:
        """Tell whether MusicBrainz links to an item that nobody has looked at, and no other names the subject."""
        linked = linked_item(answers)
        if not linked or ITEMS not in self.schedule.sources or (subject, linked) in self._looked_up:
            return False
        known = answers.get(ITEMS, {})
        is_named = translation.items_naming(known, subject.kind, subject.subject_id)
        return not is_named and not translation.is_looked_up(known, linked)

    def _look_up(self, state: State, subject: Subject, qid: str) -> None:
        """Have an item looked up together with others, but once a run; '' for none."""
        if qid and ITEMS in self.schedule.sources and (subject, qid) not in self._looked_up:
            self._looked_up.add((subject, qid))
            self.late_items[subject] = qid
            state.open.add((ITEMS, subject))

    def linked_items(self) -> Iterator[Question]:
        """Yield one question for the items that links lead to; none where there are none."""
        waiting, self.late_items = self.late_items, {}
        if waiting:
            yield Question(source=ITEMS, subjects=tuple(waiting), items=tuple(waiting.values()))

    # An artist.

    def _has_questions(self, subject: Subject) -> bool:
        findings = self.loader.store.findings.of(subject)
        is_missing = any(service not in findings or not findings[service].entry_id for service in _helped())
        return (
            self._is_article_due(subject)
            or self._is_unchecked(subject)
            or (is_missing and self.schedule.allows(MUSICBRAINZ, subject))
            or self._wants_portrait(subject)
        )

    def _article_of_artist(self, state: State) -> Iterator[Question]:
        return self._ask_for_article_of_artist(state, search=False)

    def _ask_for_article_of_artist(self, state: State, *, search: bool) -> Iterator[Question]:
        is_unchecked = self._is_unchecked(state.subject)
        if self._may_have_article(state, state.subject, is_unchecked) and (case := self.loader.artist(state.subject)):
            words = f"{case.artist.display_name} music" if search else ""
            yield from self._article(state, state.subject, case.answers, case.leads, case.pins, words)

    def _links_of_artist(self, state: State) -> Iterator[Question]:
        if not self.schedule.allows(MUSICBRAINZ, state.subject):
            return
        case = self.loader.artist(state.subject)
        missing = _missing_leads(case) if case else frozenset()
        if case and missing:
            group = _only_id(case.leads)
            yield Question(source=MUSICBRAINZ, subjects=(state.subject,), missing=missing, group=group)

    def _rest_of_artist(self, state: State) -> Iterator[Question]:
        yield from self._ask_for_article_of_artist(state, search=True)
        if self._wants_portrait(state.subject):
            finding = self.loader.store.findings.of(state.subject)[APPLE]
            lead = Candidate(entry_id=finding.entry_id, url=finding.url, title="")
            yield Question(source=APPLE, subjects=(state.subject,), leads={APPLE: (lead,)})

    def _wants_portrait(self, subject: Subject) -> bool:
        finding = self.loader.store.findings.of(subject).get(APPLE)
        is_matched = finding is not None and finding.entry_id != ""
        return is_matched and self.schedule.allows(APPLE, subject) and self._wants_image(subject, APPLE)


def _helped() -> list[ServiceName]:
    """Return the services for whose links MusicBrainz is asked; it is too slow to be asked for its own link alone."""
    return [facts.name for facts in service_facts.KNOWN if facts.helped_by_musicbrainz]


def _subject(pressing: Pressing) -> Subject:
    return Subject(kind="release", subject_id=pressing.release_id)


def _only_id(leads: Leads) -> str:
    """Return the MBID that ids lead to; '' for none, and for several."""
    ids = {lead.entry_id for lead in leads.get(MUSICBRAINZ, ())}
    return ids.pop() if len(ids) == 1 else ""


def _missing_leads(case: ArtistCase) -> frozenset[ServiceName]:
    leads = case.leads
    return frozenset(service for service in _helped() if service not in leads and service not in case.pins)


def _pinned(leads: Leads, pins: Mapping[str, str], service: ServiceName) -> Leads:
    """Return the leads with the pinned entry in the place of a service's own."""
    entry = pinned_entry(pins, service)
    if entry is None:
        return leads
    lead = Candidate(entry_id=entry.entry_id, url=entry.url, title="", chain="your pin")
    return {**leads, service: (lead,)}


def in_batches(subjects: Iterable[Subject], first: int, then: int) -> Iterator[tuple[Subject, ...]]:
    """Yield subjects in batches: a small one first, since others wait for its answer."""
    rest, size = [*subjects], first
    while rest:
        yield tuple(rest[:size])
        rest, size = rest[size:], then
