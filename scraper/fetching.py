"""Asks Discogs for every record that is due, and keeps the answers; one thread writes to the store."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from scraper import translation
from scraper.collection import Artist, Release
from scraper.desk import Errand, Reply, Switchboard
from scraper.progress import Bar, Progress
from scraper.report import Report
from scraper.store import Due, Store
from services.discogs import Discogs
from services.errors import Missing, ServiceError

log = logging.getLogger(__name__)

KINDS = {"release": "Releases", "master": "Originals", "artist": "Artists"}
API_THREADS = 2
"""One to ask while the other waits for an answer: a request a second is slower than many an answer."""


class Fetching:
    """A run's questions to Discogs and its answers; `learned` is told of each that is kept, by kind and id."""

    def __init__(
        self,
        discogs: Discogs,
        store: Store,
        board: Switchboard,
        progress: Progress,
        report: Report,
        learned: Callable[[str, int], None],
    ) -> None:
        self._store, self._progress, self._report, self._board = store, progress, report, board
        self._discogs, self._learned = discogs, learned
        self._open: Counter[str] = Counter()
        self._asked: set[tuple[str, int]] = set()
        self._bars: dict[str, Bar] = {}
        self.desk = board.desk("Discogs", self._ask, threads=API_THREADS)
        self._save: dict[str, Callable[[Due, Any], None]] = {
            "release": self._save_release,
            "master": self._save_master,
            "artist": self._save_artist,
        }

    def everything(self, older_than: datetime | None = None) -> None:
        """Fetch releases, then masters, then artists."""
        # What failed last time comes last, so that a few that always fail never keep the desk from the others.
        for again in (False, True):
            for kind in KINDS:
                due = self._store.due.of(kind, self._store.now(), older_than, withheld=self._discogs.with_token)
                self._now(
                    [one for one in due if one.failed_before == again and (kind, one.subject_id) not in self._asked]
                )

    def one(self, due: Due) -> None:
        """Fetch this."""
        self._now([due])

    def _now(self, due: Iterable[Due]) -> None:
        """Fetch these, all of one kind, and wait until they are kept or have failed."""
        questions = list(due)
        if not questions:
            return
        kind = questions[0].kind
        with self._progress.bar(KINDS[kind], len(questions)) as self._bars[kind]:
            for question in questions:
                self._asked.add((kind, question.subject_id))
                self._put(question)
            self._board.serve_while(lambda: self._open[kind] > 0)

    def _put(self, due: Due) -> None:
        self._open[due.kind] += 1
        self._board.put(self.desk, lambda: Errand(question=due, then=self._take))

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
            self._store.note_failure(due, "not asked for, because several before it failed")

    def _keep(self, due: Due, answer: object) -> None:
        try:
            self._save[due.kind](due, answer)
        except translation.Untranslatable as error:
            self._note(due, error)
            return
        self._report.fetched[due.kind] += 1
        self._learned(due.kind, due.subject_id)

    def _note(self, due: Due, error: Exception) -> None:
        log.warning("%s %d %s: %s", due.kind, due.subject_id, due.title, error)
        self._report.failed = True
        for_good = isinstance(error, Missing | translation.Untranslatable)
        (self._store.note_nothing if for_good else self._store.note_failure)(due, str(error))

    def _ask(self, due: Due) -> dict[str, Any]:
        match due.kind:
            case "release":
                return self._discogs.release(due.subject_id)
            case "master":
                return self._discogs.master(due.subject_id)
            case _:
                return self._discogs.artist(due.subject_id)

    def _save_release(self, due: Due, answer: dict[str, Any]) -> None:
        release = translation.release(answer)
        _must_be(release.release_id, due)
        self._store.save_release(replace(release, images_withheld=self._withheld(release)), answer)

    def _withheld(self, told: Release | Artist) -> bool:
        # What even the token does not bring would be asked for again and again.
        return told.images_withheld and not self._discogs.with_token

    def _save_master(self, due: Due, answer: dict[str, Any]) -> None:
        master = translation.master(answer)
        _must_be(master.master_id, due)
        self._store.save_master(master, answer)

    def _save_artist(self, due: Due, answer: dict[str, Any]) -> None:
        artist = translation.artist(answer)
        _must_be(artist.artist_id, due)
        self._store.save_artist(replace(artist, images_withheld=self._withheld(artist)), answer)


def _must_be(number: int, due: Due) -> None:
    """Refuse an answer about something else, such as the release into which ours was merged."""
    if number != due.subject_id:
        raise translation.Untranslatable(f"Discogs answered with {due.kind} {number} instead; was it merged?")
