"""Which questions are worth asking about an album or an artist at each stage, in as few requests as will do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scraper import matching, translation
from scraper.domain.evidence import Candidate, ServiceName
from scraper.domain.links import Entry
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.articles import UNCHECKED, linked_article_item, unchecked_item
from scraper.enrichment.conclusions import ArtistCase, Preferences, ReleaseCase
from scraper.enrichment.evidence_loader import EvidenceLoader
from scraper.enrichment.findings import pinned_entry
from scraper.enrichment.gathering import ADDRESSES, BY_ID, NAMING, Gathering
from scraper.enrichment.leads import article_of, leads_of, linked_item, musicbrainz_entry
from scraper.enrichment.question import Answers, Leads, Question
from scraper.enrichment.schedule import Schedule
from scraper.enrichment.services import edition_sources, service_found_by
from scraper.enrichment.states import ITEMS, MUSICBRAINZ, Stage, State

WIKIPEDIA: ServiceName = "wikipedia"
APPLE: ServiceName = "apple_music"


@dataclass(kw_only=True)
class Planner:
    """Plans what to ask; a question that it returns, or has gathered with others, counts as asked."""

    loader: EvidenceLoader
    schedule: Schedule
    preferences: Preferences
    gathering: Gathering
    news: set[Subject] = field(default_factory=set)
    """Subjects that a source answered about in this run: ids may lead to other entries now."""
    with_settled_albums: set[Subject] = field(default_factory=set)
    """Artists all of whose albums are settled, so that nothing more will tell who they are."""
    _looked_up: set[tuple[Subject, str]] = field(default_factory=set)
    """Items that were asked for by their own ids in this run."""
    _unchecked: frozenset[Subject] | None = None
    """Releases and artists whose article earlier runs left unchecked; None until they are read from the store."""

    def questions(self, state: State) -> Iterator[Question]:
        """Yield what to ask at the stage that an album or an artist is at; see `states`."""
        is_artist = state.subject.kind == "artist"
        plans: Mapping[Stage, Callable[[State], Iterator[Question]]] = {
            Stage.ITEM: self._ids,
            Stage.LINKS: self._links,
            Stage.LINKED: self._linked,
            Stage.EDITIONS: self._article if is_artist else self._editions,
            Stage.ARTICLE: self._rest_of_artist if is_artist else self._checks,
        }
        if state.stage in plans:
            yield from plans[state.stage](state)

    # Where ids lead.

    def _ids(self, state: State) -> Iterator[Question]:
        """Gather the questions for who names an album or an artist; yield none."""
        subject = state.subject
        if self.schedule.allows(ITEMS, subject):
            self._gather(state, subject)
        if self.schedule.allows(MUSICBRAINZ, subject) and not self.entry_to_follow(subject):
            self._note(state, MUSICBRAINZ, subject)
            self.gathering.add(ADDRESSES, subject)
        yield from ()

    def _gather(self, state: State, subject: Subject, item: str = "") -> None:
        """Have Wikidata asked about a subject together with others: for an item by its id, or for what names it."""
        self._note(state, ITEMS, subject)
        self.gathering.add(BY_ID if item else NAMING, subject, item)

    def _note(self, state: State, source: str, subject: Subject) -> None:
        self.schedule.asked(source, subject)
        state.open.add((source, subject))

    def _links(self, state: State) -> Iterator[Question]:
        if self.schedule.allows(MUSICBRAINZ, state.subject) and (entry := self.entry_to_follow(state.subject)):
            yield Question(source=MUSICBRAINZ, subjects=(state.subject,), entry=entry)

    def entry_to_follow(self, subject: Subject) -> Entry | None:
        """Return the entry at MusicBrainz that ids lead to; None where there is none, or it was asked for."""
        answers = self.loader.answers(subject)
        case = self.loader.artist(subject) if subject.kind == "artist" else None
        entry = musicbrainz_entry(subject, answers, case.leads if case else leads_of(subject, answers))
        is_followed = entry is not None and answers.get(MUSICBRAINZ, {}).get("followed") == entry.entry_id
        return None if is_followed else entry

    def _linked(self, state: State) -> Iterator[Question]:
        """Gather the question for the item that MusicBrainz links to; yield none."""
        if state.subject in self.news:
            answers = self.loader.answers(state.subject)
            self._look_up(state, state.subject, linked_item(answers), answers)
        yield from ()

    def _look_up(self, state: State, subject: Subject, qid: str, answers: Mapping[str, Answers]) -> None:
        """Have an item looked up together with others, but once; '' for none."""
        is_known = not qid or translation.is_looked_up(answers.get(ITEMS, {}), qid)
        if not is_known and ITEMS in self.schedule.sources and (subject, qid) not in self._looked_up:
            self._looked_up.add((subject, qid))
            self._gather(state, subject, qid)

    # An album.

    def _editions(self, state: State) -> Iterator[Question]:
        for pressing in state.fetched:
            for source in edition_sources():
                if self.schedule.allows(source, pressing.subject):
                    yield Question(source=source, subjects=(pressing.subject,))
        yield from self._article(state)

    def completed(self, question: Question, state: State) -> Question:
        """Add what is known by now of the release that a shop is asked about, or of the items that links lead to."""
        if question.source == ITEMS and not question.items:
            return replace(question, beside={subject: self._items_beside(subject) for subject in question.subjects})
        if question.subject.kind != "release" or question.source not in edition_sources():
            return question
        case = self._case(state.pressings[question.subject.subject_id])
        leads = _pinned(case.leads, case.pins, service_found_by(question.source))
        return replace(question, wanted=case.wanted, leads=leads, without=self.loader.unanswered(case.release))

    def _items_beside(self, subject: Subject) -> tuple[str, ...]:
        """Return the items that links lead to: the next answer takes the place of the one that has them."""
        answers = self.loader.answers(subject)
        return tuple(sorted({linked_item(answers), linked_article_item(answers)} - {""}))

    def _case(self, pressing: Pressing) -> ReleaseCase:
        case = self.loader.release(pressing)
        if case is None:
            raise LookupError(f"release {pressing.release_id} was to be here")
        return case

    def _article_subjects(self, album: Subject, pressings: Sequence[Pressing]) -> dict[Subject, Pressing]:
        """Return the subjects of articles, each with a pressing of it: the album, and every pressing that has a pin."""
        subjects: dict[Subject, Pressing] = {}
        for pressing in pressings:
            pinned = self.loader.pins_of(pressing.subject).get(WIKIPEDIA)
            if pinned:
                subjects[pressing.subject] = pressing
            elif pinned is None:
                subjects.setdefault(album, pressing)
        return subjects

    # An article, of either.

    def _article(self, state: State) -> Iterator[Question]:
        for subject, case in self._article_cases(state, lambda subject: self.schedule.allows(WIKIPEDIA, subject)):
            lead, words = self._article_wanted(subject, case)
            if lead or words:
                yield Question(source=WIKIPEDIA, subjects=(subject,), article=lead, words=words)

    def _article_cases(
        self, state: State, is_chosen: Callable[[Subject], bool]
    ) -> Iterator[tuple[Subject, ReleaseCase | ArtistCase]]:
        """Yield the subjects of an album's or an artist's articles that are chosen, each with its case."""
        if state.subject.kind == "artist":
            case = self.loader.artist(state.subject) if is_chosen(state.subject) else None
            yield from [(state.subject, case)] if case else []
            return
        for subject, pressing in self._article_subjects(state.subject, state.fetched).items():
            if is_chosen(subject):
                yield subject, self._case(pressing)

    def _article_wanted(self, subject: Subject, case: ReleaseCase | ArtistCase) -> tuple[Entry | None, str]:
        """Return the article that is pinned or that ids lead to, or else the words to search by; neither for none."""
        if case.pins.get(WIKIPEDIA) == "":
            return None, ""
        lead = self._article_lead(subject, case)
        if lead is not None:
            return lead, ""
        if isinstance(case, ArtistCase):
            return None, f"{case.artist.display_name} music"
        return None, f"{' '.join(matching.search_words(case.wanted))} album"

    def _article_lead(self, subject: Subject, case: ReleaseCase | ArtistCase) -> Entry | None:
        pin = pinned_entry(case.pins, WIKIPEDIA)
        return pin or article_of(subject, case.answers_about(subject), self.preferences.languages, case.leads)

    def _checks(self, state: State) -> Iterator[Question]:
        """Gather the questions for the items of articles that links lead to; yield none."""
        for subject, case in self._article_cases(state, self._may_be_unchecked):
            lead = self._article_lead(subject, case)
            if lead is not None and not pinned_entry(case.pins, WIKIPEDIA):
                answers = case.answers_about(subject)
                self._look_up(state, subject, unchecked_item(subject, answers, lead), answers)
        yield from ()

    def _may_be_unchecked(self, subject: Subject) -> bool:
        """Tell whether there may be an article that nobody knows yet what it is about."""
        if self._unchecked is None:
            self._unchecked = self.loader.store.findings.left_open(WIKIPEDIA, UNCHECKED)
        return subject in self.news or subject in self._unchecked

    # An artist.

    def _rest_of_artist(self, state: State) -> Iterator[Question]:
        yield from self._checks(state)
        if state.subject in self.with_settled_albums and self._wants_portrait(state.subject):
            finding = self.loader.store.findings.of(state.subject)[APPLE]
            lead = Candidate(entry_id=finding.entry_id, url=finding.url, title="")
            yield Question(source=APPLE, subjects=(state.subject,), leads={APPLE: (lead,)})

    def _wants_portrait(self, subject: Subject) -> bool:
        if not self.schedule.allows(APPLE, subject):
            return False
        finding = self.loader.store.findings.of(subject).get(APPLE)
        return finding is not None and finding.entry_id != "" and self._wants_image(subject, APPLE)

    def _wants_image(self, subject: Subject, source: str) -> bool:
        """Tell whether a source's image of a release or an artist would be shown: no better one is offered."""
        order = [*self.preferences.images]
        if source not in order:
            return False
        return self.loader.store.findings.offering(subject).isdisjoint(order[: order.index(source)])

    # What was asked before something was known.

    def outdated(self, state: State) -> Iterator[tuple[str, Subject]]:
        """Yield the sources that would be asked otherwise by now than they were, and about what."""
        for subject, case in self._article_cases(state, lambda subject: self.schedule.is_asked(WIKIPEDIA, subject)):
            if _is_other_article(case.answers_about(subject).get(WIKIPEDIA, {}), *self._article_wanted(subject, case)):
                yield WIKIPEDIA, subject
        if state.subject.kind == "artist":
            yield from self._outdated_portrait(state.subject)
        for pressing in state.fetched:
            for source in edition_sources():
                if self.schedule.is_asked(source, pressing.subject) and self._is_outdated(source, pressing):
                    yield source, pressing.subject

    def _is_outdated(self, source: str, pressing: Pressing) -> bool:
        case = self._case(pressing)
        asked_with = case.own.get(source, {}).get("asked_with")
        if asked_with is None:
            return False
        leads = _pinned(case.leads, case.pins, service_found_by(source))
        is_known_now = not {*asked_with["without"]} <= {*self.loader.unanswered(case.release)}
        return is_known_now or asked_with["leads"] != ids_of(leads, service_found_by(source))

    def _outdated_portrait(self, subject: Subject) -> Iterator[tuple[str, Subject]]:
        asked_with = self.loader.answers(subject).get(APPLE, {}).get("asked_with")
        finding = self.loader.store.findings.of(subject).get(APPLE)
        if asked_with and finding and finding.entry_id and asked_with["leads"] != [finding.entry_id]:
            yield APPLE, subject


def ids_of(leads: Leads, service: ServiceName) -> list[str]:
    """Return the entries of a service that ids lead to, each once."""
    return list(dict.fromkeys(lead.entry_id for lead in leads.get(service, ())))


def _is_other_article(answer: Answers, lead: Entry | None, words: str) -> bool:
    """Tell whether Wikipedia answered about another article than the one that is wanted, or searched by other words."""
    if not answer or not (lead or words):
        return False
    if lead:
        return answer.get("asked") != lead.entry_id
    searched = answer.get("search")
    # What was searched for in earlier versions was kept without its words.
    return searched is None or searched.get("words", words) != words


def _pinned(leads: Leads, pins: Mapping[str, str], service: ServiceName) -> Leads:
    """Return the leads with the pinned entry in the place of a service's own."""
    entry = pinned_entry(pins, service)
    if entry is None:
        return leads
    lead = Candidate(entry_id=entry.entry_id, url=entry.url, title="", chain="your pin")
    return {**leads, service: (lead,)}
