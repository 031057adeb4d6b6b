"""Takes every record that is due from the catalogue or asks Discogs, and keeps the answers; one thread writes."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scraper import translation
from scraper.domain.artists import Artist
from scraper.domain.due import Due
from scraper.domain.releases import Release
from scraper.harvest.catalogue_source import Lending
from scraper.harvest.host_queue import Errand, Reply, Switchboard
from scraper.run.progress import Bar, Progress
from scraper.run.report import Report
from scraper.store import Store
from services.discogs import Discogs
from services.errors import Missing, ServiceError

log = logging.getLogger(__name__)

Json = dict[str, Any]
KINDS = {"release": "Releases", "master": "Originals", "artist": "Artists"}
API_THREADS = 2
"""One to ask while the other waits for an answer: a request a second is slower than many an answer."""
BORROWED_AT_ONCE = 500


@dataclass(kw_only=True)
class Fetching:
    """A run's questions to the catalogue and to Discogs, and their answers."""

    discogs: Discogs
    store: Store
    board: Switchboard
    progress: Progress
    report: Report
    lending: Lending
    learned: Callable[[str, int], None]
    """Is told of each answer that is kept, by kind and id."""
    _open: Counter[str] = field(default_factory=Counter)
    _asked: set[tuple[str, int]] = field(default_factory=set)
    _bars: dict[str, Bar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = self.board.desk("Discogs", self._ask, threads=API_THREADS)

    def everything(self, older_than: datetime | None = None) -> None:
        """Get releases, then masters, then artists."""
        # What failed last time comes last, so that a few that always fail never keep the desk from the others.
        for again in (False, True):
            for kind in KINDS:
                due = self.store.due.of(kind, self.store.now(), older_than, withheld=self.discogs.with_token)
                new = [one for one in due if one.failed_before == again and (kind, one.subject_id) not in self._asked]
                self._now(self._borrow(kind, new, older_than))

    def _borrow(self, kind: str, due: list[Due], older_than: datetime | None) -> list[Due]:
        """Keep what the catalogue holds of these; return the others."""
        wanted = lendable(self.store, kind, due, self.lending, older_than)
        if not wanted:
            return due
        as_of, lent = self.lending.as_of(kind), set[int]()
        with self.progress.bar("Catalogue", len(wanted)) as bar:
            for some in _batches(wanted):
                answers = self.lending.answers(kind, [one.subject_id for one in some])
                self._keep_lent([one for one in some if one.subject_id in answers], answers, as_of)
                lent |= answers.keys()
                bar.update(len(some))
        self._asked |= {(kind, number) for number in lent}
        return [one for one in due if one.subject_id not in lent]

    def _keep_lent(self, due: Sequence[Due], answers: Mapping[int, Json], as_of: datetime | None) -> None:
        """Keep answers together, so that a thousand take no longer than it takes to read them; then tell of each."""
        basics = self.store.shelf.basics(one.subject_id for one in due if one.kind == "release")
        with self.store.together():
            for one in due:
                self._save(one, _with_cover(answers[one.subject_id], basics.get(one.subject_id, {})), as_of)
        for one in due:
            self.report.from_catalogue[one.kind] += 1
            self.learned(one.kind, one.subject_id)

    def one(self, due: Due) -> None:
        """Ask Discogs for this, whatever the catalogue knows of it."""
        self._now([due])

    def _now(self, due: Iterable[Due]) -> None:
        """Fetch these, all of one kind, and wait until they are kept or have failed."""
        questions = list(due)
        if not questions:
            return
        kind = questions[0].kind
        with self.progress.bar(KINDS[kind], len(questions)) as self._bars[kind]:
            for question in questions:
                self._asked.add((kind, question.subject_id))
                self._put(question)
            self.board.serve_while(lambda: self._open[kind] > 0)

    def _put(self, due: Due) -> None:
        self._open[due.kind] += 1
        self.board.put(self.desk, lambda: Errand(question=due, then=self._take))

    def _take(self, reply: Reply) -> None:
        due: Due = reply.question
        self._open[due.kind] -= 1
        self._bars[due.kind].update()
        if reply.answer is not None:
            self._keep(due, reply.answer)
        elif isinstance(reply.error, ServiceError | translation.Untranslatable):
            self._note(due, reply.error)
        elif reply.error is not None:
            raise reply.error
        else:
            self.store.note_failure(due, "not asked for, because several before it failed")

    def _keep(self, due: Due, answer: Json) -> None:
        try:
            self._save(due, answer, as_of=None)
        except translation.Untranslatable as error:
            self._note(due, error)
            return
        self.report.fetched[due.kind] += 1
        self.learned(due.kind, due.subject_id)

    def _note(self, due: Due, error: Exception) -> None:
        log.warning("%s %d %s: %s", due.kind, due.subject_id, due.title, error)
        self.report.failed = True
        for_good = isinstance(error, Missing | translation.Untranslatable)
        (self.store.note_nothing if for_good else self.store.note_failure)(due, str(error))

    def _ask(self, due: Due) -> dict[str, Any]:
        match due.kind:
            case "release":
                return self.discogs.release(due.subject_id)
            case "master":
                return self.discogs.master(due.subject_id)
            case _:
                return self.discogs.artist(due.subject_id)

    def _save(self, due: Due, answer: Json, as_of: datetime | None) -> None:
        match due.kind:
            case "release":
                release = translation.release(answer)
                _must_be(release.release_id, due)
                self.store.save_release(replace(release, images_withheld=self._withheld(release)), answer, as_of)
            case "master":
                master = translation.master(answer)
                _must_be(master.master_id, due)
                self.store.save_master(master, answer, as_of)
            case _:
                artist = translation.artist(answer)
                _must_be(artist.artist_id, due)
                self.store.save_artist(replace(artist, images_withheld=self._withheld(artist)), answer, as_of)

    def _withheld(self, told: Release | Artist) -> bool:
        # What even the token does not bring would be asked for again and again.
        return told.images_withheld and not self.discogs.with_token


def lendable(
    store: Store, kind: str, due: Sequence[Due], lending: Lending, older_than: datetime | None = None
) -> list[Due]:
    """Return those of what is due that the catalogue may answer.

    Who was answered before wants something newer; so does who wants nothing as old as the dump, by `older_than`.
    """
    if not due or not lending.has(kind):
        return []
    as_of = lending.as_of(kind)
    if older_than and as_of and as_of <= older_than:
        return []
    answered = store.due.answered(kind)
    return [one for one in due if one.subject_id not in answered]


def _with_cover(answer: Json, basics: Mapping[str, Any]) -> Json:
    """Add the cover, which dumps lack and the collection's page tells of."""
    uri = translation.cover(basics) if basics else None
    image = {"type": "primary", "uri": uri, "resource_url": uri}
    return answer if uri is None else {**answer, "images": [image]}


def _batches(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    yield from (due[start : start + BORROWED_AT_ONCE] for start in range(0, len(due), BORROWED_AT_ONCE))


def _must_be(number: int, due: Due) -> None:
    """Refuse an answer about something else, such as the release into which ours was merged."""
    if number != due.subject_id:
        raise translation.Untranslatable(f"Discogs answered with {due.kind} {number} instead; was it merged?")
