"""The machine that says what to ask next about every album and artist, and keeps what each answer comes to.

It asks nobody: whoever drives it hands over the questions that `next_questions` returns, and brings each answer to
`take`.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scraper.domain.artists import Artist
from scraper.domain.due import Due
from scraper.domain.evidence import Conclusion
from scraper.domain.releases import Master, Release
from scraper.domain.subjects import Subject
from scraper.enrichment.articles import UNCHECKED
from scraper.enrichment.judging import Judge
from scraper.enrichment.leads import item_of
from scraper.enrichment.planning import APPLE, Planner, ids_of
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services import edition_sources, service_found_by
from scraper.enrichment.shelf_states import ShelfStates, artist
from scraper.enrichment.states import CHAIN, ITEMS, MUSICBRAINZ, Stage, State
from scraper.run.progress import Progress
from scraper.store import Store

log = logging.getLogger(__name__)

NEWS = "news"
"""Under which the store keeps about whom more is known than when some source was asked: it may be asked again."""


@dataclass(kw_only=True)
class Enrichment:
    """How far asking has come with everything on the shelf."""

    judge: Judge
    planner: Planner
    failed: Counter[str] = field(default_factory=Counter)
    """How many questions each source left unanswered in this run."""
    _states: ShelfStates = field(init=False)
    _waiting: list[Question] = field(default_factory=list)
    """Questions that `next_questions` has not handed out yet."""
    _settled: list[Subject] = field(default_factory=list)
    _was_settled: bool = False
    _news: set[Subject] = field(default_factory=set)
    """Albums and artists about whom more is known than when some source was asked."""
    _stale_releases: set[int] = field(default_factory=set)
    _stale_artists: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._states = ShelfStates(store=self._store)

    @property
    def _store(self) -> Store:
        return self.judge.loader.store

    # What there is to ask about.

    def begin(self, progress: Progress, awaited: Iterable[Subject]) -> None:
        """Read the shelf, and ask whatever can be asked; `awaited` are those that Discogs will be asked about."""
        self.judge.renew(progress)
        self._was_settled = True
        self.judge.settle(done=False)
        self._states.awaited.update(awaited)
        for state in self._read_shelf():
            self.advance(state)
        # All that is known now is gathered: there is nothing to wait for.
        self.when_idle()
        # Pictures of what was settled before this run are looked for all at once.
        self._settled.clear()

    def begin_with(self, subject: Subject, awaited: Iterable[Subject] = ()) -> None:
        """Ask whatever is due about one release or artist alone."""
        self._was_settled = self.judge.are_settled
        self.judge.settle(done=False)
        self._states.awaited.update(awaited)
        self._read_shelf()
        if state := self._states.get(subject):
            self.advance(state)

    def _read_shelf(self) -> list[State]:
        self._news |= self._store.findings.noted(NEWS)
        return self._states.read()

    # What Discogs answers.

    def learned(self, record: Release | Master | Artist) -> None:
        """Go on with a release, a master or an artist about which Discogs has just answered."""
        self.judge.loader.learned(record)
        # What was judged without this record is judged again: the order of answers never matters.
        match record:
            case Release():
                subject = Subject(kind="release", subject_id=record.release_id)
                for pressing in self._store.findings.pressings(record.release_id):
                    self._states.put(pressing)
                self._stale_artists.update(self._store.findings.credited(record.release_id))
            case Master():
                subject = Subject(kind="master", subject_id=record.master_id)
            case Artist():
                subject = artist(record.artist_id)
                self._states.of(subject).is_fetched = True
                self._stale_artists.add(record.artist_id)
        for state in self._states.about(subject):
            self._stale_releases.update(pressing.release_id for pressing in state.fetched)
            self._note_news(state)
        self.answered_by_discogs(subject)

    def answered_by_discogs(self, subject: Subject) -> None:
        """Go on with what waited for Discogs, which has answered about one of its records, or will not in this run."""
        self._states.awaited.discard(subject)
        for state in self._states.about(subject):
            state.begin_again()
            self.advance(state)

    # The machine.

    def advance(self, state: State) -> None:
        """Move an album or an artist on, stage by stage, until there is an answer to wait for or all is settled."""
        while state.stage is not Stage.SETTLED:
            if state.stage is Stage.DISCOGS:
                if self._states.awaits_discogs(state):
                    return
                self._ask_again_with_news(state)
            for question in self.planner.questions(state):
                self._put(question)
            if state.must_wait:
                return
            state.stage = Stage(state.stage + 1)
        self._settle(state)

    def _put(self, question: Question) -> None:
        for subject in question.subjects:
            self.planner.schedule.asked(question.source, subject)
            self._states.of(subject).open.add((question.source, subject))
        self._waiting.append(question)

    def _subjects_of(self, state: State) -> list[Subject]:
        return [state.subject] if state.subject.kind == "artist" else [pressing.subject for pressing in state.fetched]

    def _settle(self, state: State) -> None:
        for subject in (state.subject, *self._subjects_of(state)):
            self.judge.loader.let_go(subject)
        self._settled += self._subjects_of(state)
        if state.pressings:
            self._go_on_with_artists(state)

    def next_questions(self) -> list[Question]:
        """Return the questions to put now, each of them once; a source is asked them in this order."""
        for question in self.planner.gathering.ready():
            self._put(question)
        waiting, self._waiting = self._waiting, []
        return waiting

    def seconds_left(self) -> float | None:
        """Return after how many seconds there is another question, whatever is answered until then; None for never."""
        return self.planner.gathering.seconds_left()

    def completed(self, question: Question) -> Question:
        """Return a question with everything added that is known at the moment of asking."""
        return self.planner.completed(question, self._states.of(question.subject))

    def newly_settled(self) -> list[Subject]:
        """Return the releases and artists about which every source has answered since the last call."""
        settled, self._settled = self._settled, []
        return settled

    def when_idle(self) -> bool:
        """Put the questions that waited for others of their kind; tell whether there were any."""
        for question in self.planner.gathering.ready(all_of_them=True):
            self._put(question)
        return bool(self._waiting)

    # What sources answer.

    def take(self, question: Question, answers: Mapping[Subject, Answers] | None, reason: str = "") -> None:
        """Keep a source's answers, and move on what they are about; None for no answer, for the `reason` given."""
        states = {id(state): state for state in map(self._states.of, question.subjects)}.values()
        for subject in question.subjects:
            self._states.of(subject).open.discard((question.source, subject))
        if answers is None:
            self._note_failure(question, reason)
        else:
            self._keep_all(question, answers)
        for state in states:
            if state.subject in self._news:
                state.begin_again()
            self.advance(state)

    def _keep_all(self, question: Question, answers: Mapping[Subject, Answers]) -> None:
        for subject in question.subjects:
            if subject in answers:
                self._keep(question, subject, answers[subject])
            else:
                # Of many that were asked about at once, nothing was said about this one.
                self._put(Question(source=question.source, subjects=(subject,)))

    def _note_failure(self, question: Question, reason: str) -> None:
        for subject in question.subjects:
            log.warning("%s about %s %d: %s", question.source, subject.kind, subject.subject_id, reason)
            self.planner.schedule.failed(question.source, subject, reason)
        self.failed[question.source] += len(question.subjects)

    def _keep(self, question: Question, subject: Subject, answer: Answers) -> None:
        source = question.source
        if source in CHAIN:
            answer = self.judge.loader.with_known(question, subject, answer)
        if source in edition_sources():
            leads = ids_of(question.leads, service_found_by(source))
            answer = {**answer, "asked_with": {"leads": leads, "without": [*question.without]}}
        # All or nothing: an answer whose run is killed before it is judged is asked for again.
        with self._store.together():
            self._store.findings.save_answers(source, subject, answer)
            self.judge.loader.answered(source, subject, answer)
            has_match = self._is_match(source, subject, self._conclude(subject))
            # An item found by a link does not tell whether another item names the subject.
            if has_match or not question.items:
                self.planner.schedule.answered(source, subject, with_a_match=has_match)
            if source in CHAIN:
                self._note_ids(subject)
        self.planner.news.add(subject)

    def _note_ids(self, subject: Subject) -> None:
        """Note that ids may lead elsewhere now: to an entry at MusicBrainz, or to other answers of others."""
        state = self._states.of(subject)
        is_open = (MUSICBRAINZ, subject) in state.open
        if not is_open and subject == state.subject and self.planner.entry_to_follow(subject):
            self.planner.schedule.reopen(MUSICBRAINZ, subject)
        self._note_news(state)

    def _conclude(self, subject: Subject) -> Conclusion:
        if subject.kind == "artist":
            return self.judge.conclude_artist(subject)
        state = self._states.of(subject)
        conclusion = Conclusion()
        for pressing in state.fetched:
            if subject in (state.subject, pressing.subject):
                conclusion = self.judge.conclude_release(pressing)
                self._note_artists(pressing.release_id)
        return conclusion

    def _is_match(self, source: str, subject: Subject, conclusion: Conclusion) -> bool:
        if source == ITEMS:
            return item_of(subject, self.judge.loader.answers(subject)) is not None
        if source == APPLE and subject.kind == "artist":
            return bool(conclusion.offers)
        service = service_found_by(source)
        findings = [finding for finding in conclusion.findings if finding.service == service]
        return any(finding.entry_id or finding.evidence == UNCHECKED for finding in findings)

    # What was asked before something was known.

    def _note_news(self, state: State) -> None:
        """Note that more is known about an album or artist, if that can matter to a source that was asked already."""
        subjects = {state.subject, *self._subjects_of(state)}
        is_asked = self.planner.schedule.is_asked
        others = [source for source in self.planner.schedule.sources if source not in CHAIN]
        if any(is_asked(source, subject) for source in others for subject in subjects):
            self._news.add(state.subject)
            self._store.note_failure(_news_of(state), "more is known by now")

    def _ask_again_with_news(self, state: State) -> None:
        """Have those sources asked again that would be asked otherwise by now."""
        if state.subject in self._news:
            with self._store.together():
                for source, subject in self.planner.outdated(state):
                    if not state.awaits(source, subject):
                        self.planner.schedule.reopen(source, subject)
                self._store.note_found(_news_of(state))
            self._news.discard(state.subject)

    # Artists, who are found by their albums.

    def _note_artists(self, number: int) -> None:
        """Have a release's artist judged again: whom a service credits with the album is the artist's entry there."""
        artists = self._store.findings.credited(number)
        if len(artists) == 1:
            self._stale_artists.add(artists[0])

    def _go_on_with_artists(self, album: State) -> None:
        """Judge the artists whose last album has just been settled: only now is it known who they are."""
        for subject in sorted(self._states.credited(album)):
            number = subject.subject_id
            is_worth_it = number in self._stale_artists or self.planner.schedule.allows(APPLE, subject)
            if is_worth_it and all(
                state.subject == subject or state.stage is Stage.SETTLED for state in self._states.about(subject)
            ):
                self._judge_artist(number)

    def _judge_artist(self, number: int) -> None:
        """Judge an artist of whom nothing more will be known, and ask for a portrait if the outcome allows it."""
        subject = artist(number)
        self.planner.with_settled_albums.add(subject)
        if number in self._stale_artists:
            self.judge.conclude_artist(subject)
        # Various artists have no state: they are nobody.
        if state := self._states.get(subject):
            self._note_news(state)
            state.begin_again()
            self.advance(state)

    # The end.

    def judge_again(self) -> None:
        """Judge again what was judged before everything was known; the outcome may lead to more questions."""
        for number in sorted(self._stale_releases):
            for pressing in self._store.findings.pressings(number):
                self.judge.conclude_release(pressing)
                self._note_artists(number)
                self.judge.loader.let_go(pressing.subject)
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
        releases = self._states.releases()
        others = [state.subject for state in self._states.all()]
        allows = self.planner.schedule.allows
        return Counter(
            {
                title: sum(allows(name, subject) for subject in (releases if name in edition_sources() else others))
                for name, title in titles.items()
            }
        )


def _news_of(state: State) -> Due:
    return Due(subject=state.subject, source=NEWS)
