"""Fetches covers and portraits: the best source first, the next one where it has none; then galleries."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Literal, Self

from scraper.artwork import Artwork, BrokenImage
from scraper.domain.due import Due
from scraper.domain.shelf import GALLERY, Picture
from scraper.harvest.host_queue import Desk, Errand, Reply, Switchboard
from scraper.run.progress import Bar, Progress
from scraper.run.report import Report
from scraper.store import Store
from services.errors import Missing, Refused, ServiceError, Unreadable

log = logging.getLogger(__name__)

Kind = Literal["release", "artist"]
KINDS: tuple[Kind, ...] = ("release", "artist")
MENDED_AT_ONCE = 64
GALLERIES_A_DAY = 240
"""Images for galleries in any 24 hours: ten minutes at the pace of Discogs' image host, so that nobody waits long for
what a site can do without; thousands of records fill their galleries over some days."""
Wanting = tuple[str, int, Picture]
"""An image of which something is to be made anew."""


class Pictures:
    """A run's images; use it as a context, so that its bar ends with it."""

    def __init__(
        self,
        hosts: Mapping[str, tuple[str, Callable[[str], bytes]]],
        store: Store,
        artwork: Artwork,
        board: Switchboard,
        progress: Progress,
        report: Report,
    ) -> None:
        """Take the sources, the best first, by the name that settings give them: each one's title, and what fetches."""
        self._order = list(hosts)
        self._store, self._artwork, self._board, self._report = store, artwork, board, report
        self._progress = progress
        self._desks = {source: board.desk(title, partial(self._ask, fetch)) for source, (title, fetch) in hosts.items()}
        self._under_way: set[tuple[str, int]] = set()
        self._asked: set[tuple[str, int, str]] = set()
        self._failed: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._bar: Bar = self._stack.enter_context(self._progress.bar("Images", 0))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def desks(self) -> list[Desk]:
        """Return the desks of the image hosts."""
        return list(self._desks.values())

    def known(self, kind: str, subject_id: int, *, settled: bool) -> None:
        """Fetch the image of something; unless all sources had their say, only one that none of them can better."""
        for due in self._due(kind, subject_id):
            if settled or due.source == self._order[0]:
                self._put(due)

    def everything(self, *, failed_too: bool) -> None:
        """Fetch all that is due; what failed last time comes last, so that it never keeps a desk from the others."""
        for kind in KINDS:
            for due in self._due(kind):
                if failed_too or not due.failed_before:
                    self._put(due)

    def _due(self, kind: str, only: int | None = None) -> list[Due]:
        return self._store.due.images(kind, self._order, self._store.now(), only, self._failed[kind])

    def finish(self) -> None:
        """Fetch what is left, and wait until all images are kept or have failed."""
        self.everything(failed_too=True)
        self.wait()

    def galleries(self) -> None:
        """Fetch as many images of galleries as a day allows; all others come first, so let them be finished before."""
        today, waiting = galleries_due(self._store, self._order)
        if today and not self._desks[today[0].source].trouble:
            for due in today:
                self._put(due)
            self.wait()
        self._report.images_waiting = waiting

    def wait(self) -> None:
        """Wait until the images that are being fetched are kept or have failed."""
        self._board.serve_while(lambda: bool(self._under_way))

    def _put(self, due: Due) -> None:
        subject, key = (due.kind, due.subject_id), (due.kind, due.subject_id, due.uri)
        # Two of one subject would write the same file; when the first is there, we look for a better one.
        if key in self._asked or subject in self._under_way:
            return
        self._asked.add(key)
        self._under_way.add(subject)
        self._bar.grow()
        self._board.put(self._desks[due.source], lambda: Errand(question=due, then=self._take))

    def _ask(self, fetch: Callable[[str], bytes], due: Due) -> Picture:
        body = fetch(due.uri)
        if due.source != "discogs" and body.lstrip()[:1] in (b"", b"<"):
            # Not this image is broken: the host is in trouble, and the next run asks again.
            raise Unreadable(self._desks[due.source].name, "sent a web page, or nothing, instead of an image")
        return self._artwork.keep(due.kind.removesuffix("-image"), due.subject_id, body)

    def _take(self, reply: Reply) -> None:
        due: Due = reply.question
        kind = due.kind.removesuffix("-image")
        self._under_way.remove((due.kind, due.subject_id))
        self._bar.update()
        if reply.answer is None:
            self._note(due, reply.error)
            self._failed[kind].add((due.subject_id, due.source))
        elif self._store.due.is_offered(due):
            self._store.save_picture(due, reply.answer)
            self._report.fetched["image"] += 1
        else:
            # The file that stood there before is overwritten.
            self._store.forget_picture(kind, due.subject_id)
        # Another source may have one, or by now a better one.
        self.known(kind, due.subject_id, settled=True)

    def _note(self, due: Due, error: BaseException | None) -> None:
        if error is None:
            self._store.note_failure(due, "not asked for, because several before it failed")
            return
        if not isinstance(error, ServiceError | BrokenImage):
            raise error
        log.warning("%s of %d %s at %s: %s", due.kind, due.subject_id, due.title, due.source, error)
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
