"""Asks every source about every album and artist as soon as what it needs is known, and keeps what it comes to."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from scraper.domain.evidence import Conclusion
from scraper.domain.subjects import Subject
from scraper.enrichment.albums import EDITIONS, Albums
from scraper.enrichment.asking import Asking
from scraper.enrichment.cases import Cases
from scraper.enrichment.inquiry import Answers, Inquiry, Source
from scraper.enrichment.leads import item_of
from scraper.enrichment.lookups import WIKIDATA, Lookups
from scraper.enrichment.people import APPLE, People
from scraper.harvest.host_queue import Switchboard
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store


@dataclass(kw_only=True)
class Enrichment:
    """What a run asks beside Discogs; use it as a context, so that its bars end with it."""

    sources: Mapping[str, Source]
    cases: Cases
    board: Switchboard
    progress: Progress
    report: Report
    older_than: datetime | None
    """Answers before that moment are asked for again; None for none."""
    settled: Callable[[str, int], None]
    """Told, by kind and id, when in this run all sources had their say about something."""
    _has_begun: bool = False
    _was_settled: bool = False
    _stale_releases: set[int] = field(default_factory=set)
    _stale_artists: set[int] = field(default_factory=set)
    _found_works: set[int] = field(default_factory=set)
    _judged_early: set[int] = field(default_factory=set)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self._asking = self._stack.enter_context(
            Asking(
                sources=self.sources,
                store=self._store,
                board=self.board,
                progress=self.progress,
                report=self.report,
                older_than=self.older_than,
                told=self._take,
            )
        )
        self._lookups = Lookups(asking=self._asking, taste=self.cases.taste)
        self._albums = Albums(cases=self.cases, asking=self._asking, lookups=self._lookups, settled=self._tell)
        self._people = People(cases=self.cases, asking=self._asking, lookups=self._lookups, settled=self._tell)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def _store(self) -> Store:
        return self.cases.store

    def begin(self) -> None:
        """Ask whatever can be asked of what is known already."""
        self.cases.renew(self.progress)
        self._was_settled = True
        self.cases.settle(done=False)
        albums, artists = self._albums.begin(), self._people.begin()
        self._lookups.items([*albums, *artists])
        for album in albums:
            self._albums.advance(album)
        for artist in artists:
            self._people.advance(artist)
        self._has_begun = True

    def one(self, subject: Subject) -> None:
        """Ask whatever is due about one release or artist, and wait for it."""
        self._has_begun = True
        self._was_settled = self.cases.are_settled
        self.cases.settle(done=False)
        self._albums.begin()
        self._people.begin()
        if subject.kind == "artist":
            self._lookups.items([subject])
        for pressing in self._store.findings.pressings(subject.subject_id) if subject.kind == "release" else []:
            self._lookups.items([pressing.album])
        self._go_on(subject)
        self.finish()

    def due(self) -> Counter[str]:
        """Return how many lookups each source would be asked for now."""
        albums, artists = self._albums.begin(), self._people.begin()
        releases = [Subject(kind="release", subject_id=one.release_id) for one in self._store.findings.pressings()]
        found: Counter[str] = Counter()
        for name, source in self.sources.items():
            subjects = releases if name in EDITIONS else [*albums, *artists]
            found[source.title] = sum(self._asking.needs(name, subject) for subject in subjects)
        return found

    def _tell(self, kind: str, number: int) -> None:
        # What was settled before this run is looked at as a whole.
        if self._has_begun:
            self.settled(kind, number)

    def learned(self, kind: str, number: int) -> None:
        """Go on with a release, a master or an artist about which Discogs has just answered."""
        # Whatever of it was judged before is judged again, so that it never matters which answer came first.
        self._stale_releases |= self._touched_by(kind, number)
        if kind == "release":
            self._albums.learned(number)
        elif kind == "artist":
            self._stale_artists.add(number)
            self._people.learned(number)

    def _touched_by(self, kind: str, number: int) -> set[int]:
        match kind:
            case "release":
                return {number}
            case "master":
                master = Subject(kind="master", subject_id=number)
                return {pressing.release_id for pressing in self._albums.fetched(master)}
            case _:
                return set(self._store.findings.works_of(number))

    def finish(self) -> None:
        """Wait until every source has answered, and judge again what was judged with less knowledge."""
        self._wait()
        while self._lookups.late_items():
            self._wait()
        for number in sorted(self._stale_releases):
            for pressing in self._store.findings.pressings(number):
                self._note_artists(self.cases.conclude_release(pressing), number)
        for number in sorted(self._stale_artists):
            self._judge_artist(number)
        self._wait()
        if self._was_settled:
            self.cases.settle(done=True)
        self._asking.say_what_failed()

    def _wait(self) -> None:
        self.board.serve_while(lambda: self._asking.is_busy)

    def _judge_artist(self, number: int) -> None:
        """Draw conclusions, and go on with what they lead to: a portrait."""
        self.cases.conclude_artist(number)
        self._people.advance(Subject(kind="artist", subject_id=number))

    def _take(self, source: str, inquiry: Inquiry, answers: Mapping[Subject, Answers]) -> None:
        for subject, said in answers.items():
            # All or nothing: an answer whose run is killed before it is judged is asked for again.
            with self._store.together():
                self._store.findings.save_answers(source, subject, said)
                conclusion = self._conclude(subject)
                self._asking.note(source, subject, found=self._is_found(source, subject, conclusion))
            self._lookups.news.add(subject)
        for number in self._first_heard_of():
            self._judge_artist(number)
        for subject in inquiry.subjects:
            self._go_on(subject)

    def _go_on(self, subject: Subject) -> None:
        if subject.kind == "artist":
            self._people.advance(subject)
            return
        pressings = self._store.findings.pressings(subject.subject_id) if subject.kind == "release" else []
        for album in dict.fromkeys([subject, *(pressing.album for pressing in pressings)]):
            self._albums.advance(album)

    def _conclude(self, subject: Subject) -> Conclusion:
        if subject.kind == "artist":
            return self.cases.conclude_artist(subject.subject_id)
        pressings = self._albums.fetched(subject)
        if subject.kind == "release":
            pressings = self._store.findings.pressings(subject.subject_id)
        conclusion = Conclusion()
        for pressing in pressings:
            conclusion = self.cases.conclude_release(pressing)
            self._note_artists(conclusion, pressing.release_id)
        return conclusion

    def _note_artists(self, conclusion: Conclusion, number: int) -> None:
        """Have an artist judged again whose album was looked for: who it is by there is who they are."""
        artists = self._store.findings.credited(number)
        if len(artists) == 1:
            self._stale_artists.add(artists[0])
            if any(one.service in EDITIONS.values() and one.entry_id for one in conclusion.findings):
                self._found_works.add(artists[0])

    def _first_heard_of(self) -> set[int]:
        """Return the artists of whom the first album in this run was found: so early there is time for a portrait."""
        new = self._found_works - self._judged_early
        self._judged_early |= new
        return new

    def _is_found(self, source: str, subject: Subject, conclusion: Conclusion) -> bool:
        if source == WIKIDATA:
            return item_of(subject, self._store.findings.answers(subject)) is not None
        if source == APPLE and subject.kind == "artist":
            return bool(conclusion.offers)
        service = EDITIONS.get(source, source)
        return any(one.service == service and one.entry_id for one in conclusion.findings)
