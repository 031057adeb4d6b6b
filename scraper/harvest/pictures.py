"""Fetches covers and portraits: the best source first, the next one where it has none; then galleries."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Literal

from scraper.artwork import Artwork, BrokenImage
from scraper.domain.due import Due
from scraper.domain.shelf import GALLERY, Picture
from scraper.domain.subjects import Subject
from scraper.harvest.host_queue import NOT_FETCHED, Reply
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.errors import Missing, Refused, ServiceError

log = logging.getLogger(__name__)

KINDS: tuple[Literal["release", "artist"], ...] = ("release", "artist")
MENDED_AT_ONCE = 64
GALLERIES_A_DAY = 240
"""Images for galleries in any 24 hours: ten minutes at the pace of Discogs' image host, so that nobody waits long for
what a site can do without; thousands of records fill their galleries over some days."""
ImageHosts = Mapping[str, tuple[str, Callable[[str], bytes]]]
"""By the source's name: the host's title, and what fetches an address: bytes that are meant as an image."""
Wanting = tuple[str, int, Picture]
"""An image of which something is to be made anew."""


class Pictures:
    """A run's images; it is called on the thread that writes, but for `ask`."""

    def __init__(self, hosts: ImageHosts, store: Store, artwork: Artwork, report: Report) -> None:
        """Take the sources, the best first, by the name that settings give them."""
        self.hosts = hosts
        self._order = list(hosts)
        self._store, self._artwork, self._report = store, artwork, report
        self._waiting: list[Due] = []
        self._under_way: set[tuple[Subject, int]] = set()
        self._asked: set[tuple[Subject, int, str]] = set()
        self._failed: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)

    def look_for(self, subject: Subject, *, settled: bool) -> None:
        """Have an image fetched; unless all sources had their say, only one that none of them can better."""
        for due in self._due(subject.kind, subject.subject_id):
            if settled or due.source == self._order[0]:
                self._put(due)

    def look_for_all(self, *, failed_too: bool) -> None:
        """Have all fetched that is due; what failed last time comes last, so that it never keeps up the others."""
        for kind in KINDS:
            for due in self._due(kind):
                if failed_too or not due.failed_before:
                    self._put(due)

    def _due(self, picture: str, only: int | None = None) -> list[Due]:
        return self._store.due.images(picture, self._order, self._store.now(), only, self._failed[picture])

    def look_for_galleries(self, is_resting: Callable[[str], bool]) -> None:
        """Have as many images of galleries fetched as a day allows; all others come first."""
        today, waiting = galleries_due(self._store, self._order)
        if today and not is_resting(today[0].source):
            for due in today:
                self._put(due)
        self._report.images_waiting = waiting

    def _put(self, due: Due) -> None:
        place, key = (due.subject, due.number), (due.subject, due.number, due.uri)
        # Two of one subject would write the same file; when the first is there, we look for a better one.
        if key in self._asked or place in self._under_way:
            return
        self._asked.add(key)
        self._under_way.add(place)
        self._waiting.append(due)

    def next_due(self) -> list[Due]:
        """Return the images that are to be fetched now, each once."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def ask(self, due: Due) -> Picture:
        """Fetch an image and keep its files; called on the thread of its host's queue."""
        _, fetch = self.hosts[due.source]
        return self._artwork.keep(due.picture, due.subject.subject_id, fetch(due.uri))

    def take(self, reply: Reply) -> None:
        """Keep what came of fetching an image, and look whether another source has a better one, or one at all."""
        due: Due = reply.question
        number = due.subject.subject_id
        self._under_way.remove((due.subject, due.number))
        if reply.answer is None:
            self._note(due, reply)
            self._failed[due.picture].add((number, due.source))
        elif self._store.due.is_offered(due):
            self._store.save_picture(due, reply.answer)
            self._report.fetched["image"] += 1
        else:
            # The file that stood there before is overwritten.
            self._store.forget_picture(due.picture, number)
        for other in self._due(due.picture, number):
            self._put(other)

    def _note(self, due: Due, reply: Reply) -> None:
        error = reply.error
        if error is None:
            self._store.note_failure(due, reply.reason or NOT_FETCHED)
            return
        if not isinstance(error, ServiceError | BrokenImage):
            raise error
        log.warning("%s of %d %s at %s: %s", due.lookup, due.subject.subject_id, due.title, due.source, error)
        is_promised = due.source == "discogs"
        # An image that Discogs refuses has another address by now; its release or artist is asked for it in due time.
        for_good = isinstance(error, Missing | BrokenImage) or (is_promised and isinstance(error, Refused))
        self._report.failed = self._report.failed or is_promised
        (self._store.note_nothing if for_good else self._store.note_failure)(due, str(error))


def galleries_due(store: Store, order: Sequence[str]) -> tuple[list[Due], int]:
    """Return the images of galleries that are due today, and how many more wait for another day."""
    now = store.now()
    room = max(0, GALLERIES_A_DAY - store.due.tried_in_galleries(since=now - timedelta(days=1)))
    due = store.due.gallery(order, now)
    return due[:room], len(due[room:])


def mend(store: Store, artwork: Artwork, progress: Progress) -> None:
    """Make anew what is missing or outdated of the images held; a lost image is let go, and so fetched again."""
    wanting = [
        (kind, number, picture)
        for kind in (*KINDS, *GALLERY)
        for number, picture in store.shelf.pictures(kind).items()
        if not (artwork.holds(kind, number) and artwork.is_complete(kind, number, picture))
    ]
    with progress.bar("Image sizes", len(wanting)) as bar, ThreadPoolExecutor(os.cpu_count()) as pool:
        # A few at a time: whenever we are killed, what is done is noted.
        for some in _batches(wanting):
            for (kind, number, _), made in zip(some, pool.map(partial(_mended, artwork), some), strict=True):
                _note_mended(store, kind, number, made)
                bar.update()


def _batches(wanting: Sequence[Wanting]) -> Iterator[Sequence[Wanting]]:
    yield from (wanting[start : start + MENDED_AT_ONCE] for start in range(0, len(wanting), MENDED_AT_ONCE))


def _mended(artwork: Artwork, one: Wanting) -> Picture | None:
    try:
        return artwork.renew(*one)
    except (FileNotFoundError, BrokenImage) as error:
        log.info("the image of %s %d is lost and will be fetched again: %s", one[0], one[1], error)
        return None


def _note_mended(store: Store, kind: str, number: int, made: Picture | None) -> None:
    if made is None:
        store.forget_picture(kind, number)
    else:
        store.renew_picture(kind, number, made)
