"""Hands questions to hosts and brings their answers home: the loop that a whole harvest is.

Every host answers on threads of its own; all that is decided and written happens here, on one thread. Nothing calls
back: fetching, enrichment and pictures are asked what they want next, and given what came of it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from scraper.domain.due import Due
from scraper.domain.releases import Master, Release
from scraper.domain.subjects import Subject
from scraper.domain.words import plural
from scraper.enrichment import Enrichment, Question, Source
from scraper.harvest.fetching import API_THREADS, KINDS, DiscogsRecord, Fetching
from scraper.harvest.host_queue import NOT_ASKED, HostQueue, HostQueues, Reply
from scraper.harvest.pictures import Pictures
from scraper.harvest.rests import Rests
from scraper.run.progress import Bar, Progress
from scraper.run.report import Report
from scraper.store import Store
from services.errors import Busy, ServiceError

DISCOGS, IMAGES = "Discogs", "Images"


@dataclass(kw_only=True)
class Driver:
    """One harvest under way; use it as a context, so that its threads and bars end with it."""

    fetching: Fetching
    enrichment: Enrichment
    pictures: Pictures
    sources: Mapping[str, Source]
    progress: Progress
    report: Report
    _queues: HostQueues = field(init=False)
    _bars: dict[str, Bar] = field(default_factory=dict)
    _open: Counter[str] = field(default_factory=Counter)
    """How much is asked and not answered, by the name of its bar."""
    _stack: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        """Tell the queues the time of the store."""
        self._queues = HostQueues(self._store.now)

    @property
    def _store(self) -> Store:
        return self.fetching.store

    def __enter__(self) -> Self:
        queues = self._stack.enter_context(self._queues)
        queues.open(DISCOGS, self.fetching.ask, threads=API_THREADS, kind_of=lambda due: due.subject.kind)
        for source in self.sources.values():
            self._open_optional(source.title, source.ask)
        for title, _ in self.pictures.hosts.values():
            self._open_optional(title, self.pictures.ask)
        return self

    def _open_optional(self, title: str, ask: Callable[[Any], object]) -> None:
        """Open the queue of a host that a site can do without: its word of an earlier run still holds."""
        queue = self._queues.open(title, ask)
        if until := Rests(self._store).until(title):
            queue.rest(until)

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # What a run does.

    def everything(self, older_than: datetime | None) -> None:
        """Fetch and ask all that is due: records, what others know of them, covers and portraits, galleries."""
        due = [one for failed in (False, True) for one in self.fetching.due(older_than, failed_before=failed)]
        self.enrichment.begin(self.progress, (one.subject for one in due))
        self.pictures.look_for_all(failed_too=False)
        # What failed last time comes last, so that a few that always fail never keep the queue from the others.
        for failed_before in (False, True):
            # What is fetched leads to more: artists whom only the release's own answer names.
            while due := self.fetching.due(older_than, failed_before=failed_before):
                for record in self.fetching.from_catalogue(due, older_than):
                    self._learned(record)
                self._fetch([one for one in due if self.fetching.is_open(one)])
        self._finish_enrichment()
        self.pictures.look_for_all(failed_too=True)
        self._finish_pictures()
        self.pictures.look_for_galleries(self._is_resting)
        self._finish_pictures()

    def one(self, subject: Subject, due: Due | None = None) -> None:
        """Ask whatever is due about one release or artist, after fetching `due` anew if it is given."""
        self.enrichment.begin_with(subject, [due.subject] if due else [])
        self._fetch([due] if due else [])
        self._finish_enrichment()
        if subject.kind != "master":
            self.pictures.look_for(subject, settled=True)
        self._finish_pictures()

    def _fetch(self, due: list[Due]) -> None:
        """Ask Discogs for these, and wait until they are kept or have failed."""
        for one in due:
            self.fetching.asked(one)
            self._put(DISCOGS, KINDS[one.subject.kind], one)
        self._serve_while(lambda: any(self._open[bar] for bar in KINDS.values()))

    def _finish_enrichment(self) -> None:
        """Wait until every source has answered, judge again what was judged with less knowledge, and say who failed."""
        self._serve_while(self._is_asking)
        while self.enrichment.when_idle():
            self._serve_while(self._is_asking)
        self.enrichment.judge_again()
        self._serve_while(self._is_asking)
        self.enrichment.end()
        for name, count in self.enrichment.failed.items():
            queue = self._queues[self.sources[name].title]
            why = queue.why or "failed to answer"
            self.report.notes.append(f"{queue.name} {why}; {plural(count, 'question')} left for {_when(queue)}.")

    def _is_asking(self) -> bool:
        return any(self._open[source.title] for source in self.sources.values())

    def _finish_pictures(self) -> None:
        self._serve_while(lambda: self._open[IMAGES] > 0)

    # The loop.

    def _serve_while(self, condition: Callable[[], bool]) -> None:
        """Put what is wanted, and take what comes, as long as the condition holds."""
        self._put_what_is_wanted()
        while condition():
            self._queues.hand_over(self._completed)
            seconds = self.enrichment.seconds_left()
            reply = self._queues.reply() if seconds is None else self._queues.reply_within(seconds)
            if reply:
                self._take(reply)
            self._put_what_is_wanted()

    def _put_what_is_wanted(self) -> None:
        for question in self.enrichment.next_questions():
            title = self.sources[question.source].title
            self._put(title, title, question, count=len(question.subjects))
        for subject in self.enrichment.newly_settled():
            self.pictures.look_for(subject, settled=True)
        for due in self.pictures.next_due():
            self._put(self.pictures.hosts[due.source][0], IMAGES, due)

    def _put(self, host: str, bar: str, question: Any, *, count: int = 1) -> None:
        if bar not in self._bars:
            self._bars[bar] = self._stack.enter_context(self.progress.bar(bar, 0))
        self._bars[bar].grow(count)
        self._open[bar] += count
        self._queues.put(host, question)

    def _completed(self, question: Any) -> Any:
        return self.enrichment.completed(question) if isinstance(question, Question) else question

    def _take(self, reply: Reply) -> None:
        queue = self._queues[reply.host]
        if isinstance(reply.error, Busy) and queue.until:
            Rests(self._store).keep(reply.host, queue.until)
        match reply.question:
            case Question():
                self._close(reply.host, len(reply.question.subjects))
                self._take_from_source(reply)
            case Due(kind="record"):
                self._close(KINDS[reply.question.subject.kind])
                if record := self.fetching.take(reply):
                    self._learned(record)
                else:
                    self.enrichment.answered_by_discogs(reply.question.subject)
            case _:
                self._close(IMAGES)
                self.pictures.take(reply)

    def _close(self, bar: str, count: int = 1) -> None:
        self._open[bar] -= count
        self._bars[bar].update(count)

    def _take_from_source(self, reply: Reply) -> None:
        if reply.error is not None and not isinstance(reply.error, ServiceError):
            raise reply.error
        self.enrichment.take(reply.question, reply.answer, str(reply.error or reply.reason or NOT_ASKED))

    def _learned(self, record: DiscogsRecord) -> None:
        if not isinstance(record, Master):
            self.pictures.look_for(_subject_of(record), settled=not self.sources)
        self.enrichment.learned(record)

    # How hosts fared.

    def _is_resting(self, source: str) -> bool:
        return self._queues[self.pictures.hosts[source][0]].trouble is not None

    def say_who_rested(self) -> None:
        """Say in the report which of Discogs and the image hosts were left alone after several failures."""
        for name in (*(title for title, _ in self.pictures.hosts.values()), DISCOGS):
            queue = self._queues[name]
            if queue.trouble and queue.was_wanted:
                why = queue.why if queue.until else f"{queue.why} in a row"
                self.report.notes.append(f"{name} {why}, so the rest was left for {_when(queue)}.")
        if trouble := self._queues[DISCOGS].trouble:
            self.report.failed, self.report.exit_code = True, trouble


def _when(queue: HostQueue) -> str:
    """Say which run asks a resting host again."""
    return "a run after that" if queue.until else "the next run"


def _subject_of(record: DiscogsRecord) -> Subject:
    match record:
        case Release():
            return Subject(kind="release", subject_id=record.release_id)
        case Master():
            return Subject(kind="master", subject_id=record.master_id)
        case _:
            return Subject(kind="artist", subject_id=record.artist_id)
