"""Asks for everything that is due, each host at its own desk, and keeps the answers; one thread writes to the store."""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from queue import SimpleQueue
from typing import Any, Self

from scraper import translation
from scraper.artwork import Artwork, BrokenImage
from scraper.collection import Artist, Image, Release
from scraper.desk import Desk, Reply
from scraper.errors import ExitCode
from scraper.progress import Bar, Progress
from scraper.report import Report
from scraper.shelf import Picture
from scraper.store import Due, Store
from services.discogs import Discogs
from services.errors import Missing, Refused, ServiceError

log = logging.getLogger(__name__)

KINDS = {"release": "Releases", "master": "Originals", "artist": "Artists"}
API_THREADS = 2
"""One to ask while the other waits for an answer: a request a second is slower than many an answer."""
IMAGES = ("release-image", "artist-image")


class Fetching:
    """A run's questions and answers; use it as a context, so that its threads end with it."""

    def __init__(self, discogs: Discogs, store: Store, artwork: Artwork, progress: Progress, report: Report) -> None:
        self._store, self._artwork, self._progress, self._report = store, artwork, progress, report
        self._discogs = discogs
        self._open: Counter[str] = Counter()
        self._asked: set[tuple[str, int]] = set()
        self._bars: dict[str, Bar] = {}
        self._stack = ExitStack()
        self._outbox: SimpleQueue[Reply] = SimpleQueue()
        self._api = Desk("Discogs", self._ask_api, self._outbox, threads=API_THREADS)
        self._images = Desk("Discogs' images", self._ask_image, self._outbox)
        self._queues: dict[Desk, deque[Due]] = {self._api: deque(), self._images: deque()}
        self._busy: Counter[Desk] = Counter()
        self._save: dict[str, Callable[[Due, Any], None]] = {
            "release": self._save_release,
            "master": self._save_master,
            "artist": self._save_artist,
            "release-image": self._save_picture,
            "artist-image": self._save_picture,
        }

    def __enter__(self) -> Self:
        self._bars["image"] = self._stack.enter_context(self._progress.bar("Images", 0))
        return self

    def __exit__(self, *_: object) -> None:
        self._api.close()
        self._images.close()
        self._stack.close()

    def everything(self, older_than: datetime | None = None) -> None:
        """Fetch releases, then masters, then artists; images beside them as soon as they are known."""
        for kind in IMAGES:
            self._fetch_images(due for due in self._store.due.of(kind, self._store.now()) if not due.failed_before)
        # What failed last time comes last, so that a few that always fail never keep the desk from the others.
        for again in (False, True):
            for kind in KINDS:
                due = self._store.due.of(kind, self._store.now(), older_than, withheld=self._discogs.with_token)
                self._now(
                    [one for one in due if one.failed_before == again and (kind, one.subject_id) not in self._asked]
                )
        for kind in IMAGES:
            self._fetch_images(self._store.due.of(kind, self._store.now()))
        self._finish()

    def one(self, due: Due) -> None:
        """Fetch this and its image."""
        self._now([due])
        self._finish()

    def _finish(self) -> None:
        self._wait_for(IMAGES)
        self._say_who_rested()

    def _now(self, due: Iterable[Due]) -> None:
        """Fetch these, all of one kind, and wait until they are kept or have failed."""
        questions = list(due)
        if not questions:
            return
        kind = questions[0].kind
        with self._progress.bar(KINDS[kind], len(questions)) as self._bars[kind]:
            for question in questions:
                self._asked.add((question.kind, question.subject_id))
                self._put(self._api, question)
            self._wait_for((kind,))

    def _fetch_images(self, due: Iterable[Due]) -> None:
        """Have these images fetched while other things go on."""
        for question in due:
            if (question.kind, question.subject_id) not in self._asked:
                self._asked.add((question.kind, question.subject_id))
                self._bars["image"].grow()
                self._put(self._images, question)

    def _fetch_image_of(self, due: Due, images: Sequence[Image]) -> None:
        if images:
            self._fetch_images(self._store.due.image(due, images[0].uri, self._store.now()))

    def _put(self, desk: Desk, question: Due) -> None:
        self._open[question.kind] += 1
        self._queues[desk].append(question)
        self._hand_over(desk)

    def _hand_over(self, desk: Desk) -> None:
        """Give a desk no more than it can ask at once, and the next when an answer is kept: a kill costs no more."""
        while self._queues[desk] and self._busy[desk] < desk.threads:
            self._busy[desk] += 1
            desk.put(self._queues[desk].popleft())

    def _wait_for(self, kinds: Iterable[str]) -> None:
        while any(self._open[kind] for kind in kinds):
            self._take(self._outbox.get())

    def _take(self, reply: Reply) -> None:
        due = reply.due
        self._open[due.kind] -= 1
        self._bars["image" if due.kind in IMAGES else due.kind].update()
        if reply.error is None and reply.answer is not None:
            self._keep(due, reply.answer)
        elif isinstance(reply.error, Missing | BrokenImage | translation.Untranslatable):
            self._note(due, reply.error, for_good=True)
        elif isinstance(reply.error, ServiceError):
            # An image that is refused has another address by now; its release or artist is asked for it in due time.
            self._note(due, reply.error, for_good=due.kind in IMAGES and isinstance(reply.error, Refused))
        elif reply.error is not None:
            raise reply.error
        else:
            self._store.note_failure(due, "not asked for, because several before it failed")
        desk = self._images if due.kind in IMAGES else self._api
        self._busy[desk] -= 1
        self._hand_over(desk)

    def _keep(self, due: Due, answer: object) -> None:
        try:
            self._save[due.kind](due, answer)
        except translation.Untranslatable as error:
            self._note(due, error, for_good=True)
            return
        self._report.fetched["image" if due.kind in IMAGES else due.kind] += 1

    def _note(self, due: Due, error: Exception, *, for_good: bool) -> None:
        log.warning("%s %d %s: %s", due.kind, due.subject_id, due.title, error)
        self._report.failed = True
        note = self._store.note_nothing if for_good else self._store.note_failure
        note(due, str(error))

    def _ask_api(self, due: Due) -> dict[str, Any]:
        match due.kind:
            case "release":
                return self._discogs.release(due.subject_id)
            case "master":
                return self._discogs.master(due.subject_id)
            case _:
                return self._discogs.artist(due.subject_id)

    def _ask_image(self, due: Due) -> Picture:
        body = self._discogs.image(due.uri)
        return self._artwork.keep(due.kind.removesuffix("-image"), due.subject_id, body)

    def _save_release(self, due: Due, answer: dict[str, Any]) -> None:
        release = translation.release(answer)
        _must_be(release.release_id, due)
        self._store.save_release(replace(release, images_withheld=self._withheld(release)), answer)
        self._fetch_image_of(due, release.images)

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
        self._fetch_image_of(due, artist.images)

    def _save_picture(self, due: Due, picture: Picture) -> None:
        self._store.save_picture(due, picture)

    def _say_who_rested(self) -> None:
        for desk in (self._images, self._api):
            if desk.trouble:
                self._report.failed = True
                if desk is self._api:
                    self._report.exit_code = desk.trouble
                why = "refused several requests" if desk.trouble is ExitCode.REFUSED else "did not answer several times"
                self._report.notes.append(f"{desk.name} {why} in a row, so the rest was left for the next run.")


def _must_be(number: int, due: Due) -> None:
    """Refuse an answer about something else, such as the release into which ours was merged."""
    if number != due.subject_id:
        raise translation.Untranslatable(f"Discogs answered with {due.kind} {number} instead; was it merged?")
