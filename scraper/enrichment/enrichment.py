"""The machine that says what to ask next about every album and artist, and keeps what each answer comes to.

It asks nobody: whoever drives it hands over the questions that `next_questions` returns, and brings each answer to
`take`.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scraper.domain.artists import Artist
from scraper.domain.evidence import Conclusion
from scraper.domain.releases import Master, Release
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.articles import UNCHECKED
from scraper.enrichment.judging import Judge
from scraper.enrichment.leads import item_of
from scraper.enrichment.planning import APPLE, Planner, in_batches
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services import edition_services, edition_sources, service_found_by
from scraper.enrichment.states import ITEMS, Stage, State
from scraper.run.progress import Progress
from scraper.store import Store
from services.wikipedia import ENTITIES

log = logging.getLogger(__name__)

FIRST_BATCH, BATCH = 20, 100
"""Subjects in a question to Wikidata: few in the first question, since all other sources wait for its answer."""


@dataclass(kw_only=True)
class Enrichment:
    """How far asking has come with everything on the shelf."""

    judge: Judge
    planner: Planner
    failed: Counter[str] = field(default_factory=Counter)
    """How many questions each source left unanswered in this run."""
    _states: dict[Subject, State] = field(default_factory=dict)
    """The state of each album and artist; a pressing has the state of its album."""
    _waiting: list[Question] = field(default_factory=list)
    """Questions that `next_questions` has not handed out yet."""
    _settled: list[Subject] = field(default_factory=list)
    _was_settled: bool = False
    _stale_releases: set[int] = field(default_factory=set)
    _stale_artists: set[int] = field(default_factory=set)
    _found_works: set[int] = field(default_factory=set)
    _judged_early: set[int] = field(default_factory=set)

    @property
    def _store(self) -> Store:
        return self.judge.loader.store

    # What there is to ask about.

    def begin(self, progress: Progress) -> None:
        """Read the shelf, and ask whatever can be asked of what is known already."""
        self.judge.renew(progress)
        self._was_settled = True
        self.judge.settle(done=False)
        states = self._read_shelf()
        self._ask_for_items(state.subject for state in states)
        for state in states:
            self.advance(state)
        # Pictures of what was settled before this run are looked for all at once.
        self._settled.clear()

    def begin_with(self, subject: Subject) -> None:
        """Ask whatever is due about one release or artist alone."""
        self._was_settled = self.judge.are_settled
        self.judge.settle(done=False)
        self._read_shelf()
        if state := self._states.get(subject):
            self._ask_for_items([state.subject])
            self.advance(state)

    def _read_shelf(self) -> list[State]:
        """Return a state for each album and artist on the shelf."""
        for pressing in self._store.findings.pressings():
            self._album_of(pressing)
        for number, is_fetched in self._store.findings.artists().items():
            subject = Subject(kind="artist", subject_id=number)
            self._states[subject] = State(subject=subject, is_fetched=is_fetched)
        return list({id(state): state for state in self._states.values()}.values())

    def _album_of(self, pressing: Pressing) -> State:
        """Return the state of a pressing's album, with the pressing in it as it is known by now."""
        state = self._states.setdefault(pressing.album, State(subject=pressing.album))
        state.add(pressing)
        self._states[Subject(kind="release", subject_id=pressing.release_id)] = state
        return state

    def _ask_for_items(self, subjects: Iterable[Subject]) -> None:
        due = [subject for subject in subjects if self.planner.schedule.allows(ITEMS, subject)]
        for batch in in_batches(due, FIRST_BATCH, BATCH):
            self._put(Question(source=ITEMS, subjects=batch))

    # What Discogs answers.

    def learned(self, record: Release | Master | Artist) -> None:
        """Go on with a release, a master or an artist about which Discogs has just answered."""
        self.judge.loader.learned(record)
        # What was judged without this record is judged again: the order of answers never matters.
        match record:
            case Release():
                self._stale_releases.add(record.release_id)
                self._learned_release(record.release_id)
            case Master():
                album = self._states.get(Subject(kind="master", subject_id=record.master_id))
                self._stale_releases |= {pressing.release_id for pressing in album.fetched} if album else set()
            case Artist():
                self._stale_releases |= set(self._store.findings.works_of(record.artist_id))
                self._learned_artist(record.artist_id)

    def _learned_release(self, number: int) -> None:
        for pressing in self._store.findings.pressings(number):
            is_new = pressing.album not in self._states
            state = self._album_of(pressing)
            if is_new:
                self._ask_for_items([pressing.album])
            state.begin_again()
            self.advance(state)

    def _learned_artist(self, number: int) -> None:
        self._stale_artists.add(number)
        subject = Subject(kind="artist", subject_id=number)
        is_new = subject not in self._states
        state = self._states.setdefault(subject, State(subject=subject))
        if is_new:
            self._ask_for_items([subject])
        state.is_fetched = True
        state.begin_again()
        self.advance(state)

    # The machine.

    def advance(self, state: State) -> None:
        """Move an album or an artist on, stage by stage, until there is an answer to wait for or all is settled."""
        while state.stage is not Stage.SETTLED:
            if state.stage is Stage.DISCOGS and not state.is_fetched:
                return
            for question in self.planner.questions(state):
                self._put(question)
            if len(self.planner.late_items) >= ENTITIES:
                self._ask_for_linked_items()
            if state.must_wait:
                return
            state.stage = Stage(state.stage + 1)
        self._let_go(state)
        self._settled += [*self._subjects_of(state)]

    def _put(self, question: Question) -> None:
        for subject in question.subjects:
            self.planner.schedule.asked(question.source, subject)
            self._state_of(subject).open.add((question.source, subject))
        self._waiting.append(question)

    def _state_of(self, subject: Subject) -> State:
        return self._states.setdefault(subject, State(subject=subject))

    def _subjects_of(self, state: State) -> list[Subject]:
        if state.subject.kind == "artist":
            return [state.subject]
        return [Subject(kind="release", subject_id=pressing.release_id) for pressing in state.fetched]

    def _let_go(self, state: State) -> None:
        for subject in (state.subject, *self._subjects_of(state)):
            self.judge.loader.let_go(subject)

    def next_questions(self) -> list[Question]:
        """Return the questions to put now, each of them once; a source is asked them in this order."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def completed(self, question: Question) -> Question:
        """Return a question with everything added that is known at the moment of asking."""
        return self.planner.completed(question, self._state_of(question.subject))

    def newly_settled(self) -> list[Subject]:
        """Return the releases and artists about which every source has answered since the last call."""
        settled, self._settled = self._settled, []
        return settled

    def when_idle(self) -> bool:
        """Ask for the items that waited to be asked for together; tell whether there were any."""
        return self._ask_for_linked_items()

    def _ask_for_linked_items(self) -> bool:
        questions = list(self.planner.linked_items())
        for question in questions:
            self._put(question)
        return bool(questions)

    # What sources answer.

    def take(self, question: Question, answers: Mapping[Subject, Answers] | None, reason: str = "") -> None:
        """Keep a source's answers, and move on what they are about; None for no answer, for the `reason` given."""
        states = {id(state): state for state in map(self._state_of, question.subjects)}.values()
        for subject in question.subjects:
            self._state_of(subject).open.discard((question.source, subject))
        if answers is None:
            self._note_failure(question, reason)
        for subject, answer in (answers or {}).items():
            self._keep(question, subject, answer)
        for number in sorted(self._first_heard_of()):
            self._judge_artist(number)
        for state in states:
            self.advance(state)

    def _note_failure(self, question: Question, reason: str) -> None:
        for subject in question.subjects:
            log.warning("%s about %s %d: %s", question.source, subject.kind, subject.subject_id, reason)
            self.planner.schedule.failed(question.source, subject, reason)
        self.failed[question.source] += len(question.subjects)

    def _keep(self, question: Question, subject: Subject, answer: Answers) -> None:
        source = question.source
        if question.items:
            answer = self.judge.loader.with_known_items(subject, answer)
        # All or nothing: an answer whose run is killed before it is judged is asked for again.
        with self._store.together():
            self._store.findings.save_answers(source, subject, answer)
            self.judge.loader.answered(source, subject, answer)
            conclusion = self._conclude(subject)
            has_match = self._is_match(source, subject, conclusion)
            # An item found by a link does not tell whether another item names the subject.
            if has_match or not question.items:
                self.planner.schedule.answered(source, subject, with_a_match=has_match)
        self.planner.news.add(subject)

    def _conclude(self, subject: Subject) -> Conclusion:
        if subject.kind == "artist":
            return self.judge.conclude_artist(subject)
        state = self._state_of(subject)
        conclusion = Conclusion()
        for pressing in state.fetched:
            if subject in (state.subject, Subject(kind="release", subject_id=pressing.release_id)):
                conclusion = self.judge.conclude_release(pressing)
                self._note_artists(conclusion, pressing.release_id)
        return conclusion

    def _is_match(self, source: str, subject: Subject, conclusion: Conclusion) -> bool:
        if source == ITEMS:
            return item_of(subject, self.judge.loader.answers(subject)) is not None
        if source == APPLE and subject.kind == "artist":
            return bool(conclusion.offers)
        service = service_found_by(source)
        findings = [finding for finding in conclusion.findings if finding.service == service]
        return any(finding.entry_id or finding.evidence == UNCHECKED for finding in findings)

    # Artists, who are found by their albums.

    def _note_artists(self, conclusion: Conclusion, number: int) -> None:
        """Have a release's artist judged again: whom a service credits with the album is the artist's entry there."""
        artists = self._store.findings.credited(number)
        if len(artists) == 1:
            self._stale_artists.add(artists[0])
            shops = edition_services()
            if any(finding.service in shops and finding.entry_id for finding in conclusion.findings):
                self._found_works.add(artists[0])

    def _first_heard_of(self) -> set[int]:
        """Return the artists whose first album was found just now: asked early, there is time for a portrait."""
        new = self._found_works - self._judged_early
        self._judged_early |= new
        return new

    def _judge_artist(self, number: int) -> None:
        """Judge an artist, and ask for a portrait if the outcome allows it."""
        subject = Subject(kind="artist", subject_id=number)
        self.judge.conclude_artist(subject)
        if state := self._states.get(subject):
            state.begin_again()
            self.advance(state)

    # The end.

    def judge_again(self) -> None:
        """Judge again what was judged before everything was known; the outcome may lead to more questions."""
        for number in sorted(self._stale_releases):
            for pressing in self._store.findings.pressings(number):
                self._note_artists(self.judge.conclude_release(pressing), number)
                self.judge.loader.let_go(Subject(kind="release", subject_id=number))
                self.judge.loader.let_go(pressing.album)
        for number in sorted(self._stale_artists):
            self._judge_artist(number)

    def end(self) -> None:
        """Note that all conclusions are drawn from all that is known."""
        if self._was_settled:
            self.judge.settle(done=True)

    def due(self, titles: Mapping[str, str]) -> Counter[str]:
        """Return how many lookups each source would be asked for now, by its title."""
        self._read_shelf()
        releases = [subject for subject in self._states if subject.kind == "release"]
        others = {state.subject for state in self._states.values()}
        allows = self.planner.schedule.allows
        return Counter(
            {
                title: sum(allows(name, subject) for subject in (releases if name in edition_sources() else others))
                for name, title in titles.items()
            }
        )
