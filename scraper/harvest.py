"""Brings the store up to date: pages through the collection, then has fetched what is due."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime

from scraper import translation
from scraper.artwork import Artwork
from scraper.collection import Gap
from scraper.fetching import IMAGES, KINDS, Fetching
from scraper.progress import Progress
from scraper.reading import Reading
from scraper.report import Report
from scraper.store import Due, Store
from services.discogs import Discogs
from services.errors import ServiceError

log = logging.getLogger(__name__)

FIELDS, FOLDERS = "fields", "folders"


@dataclass(kw_only=True)
class Harvest:
    """What a run asks with, and how much."""

    discogs: Discogs
    store: Store
    artwork: Artwork
    progress: Progress
    refresh_before: datetime | None = None
    """Answers older than this are asked for again; None for none."""
    own_names: bool = False
    """Whether the names of the owner's fields and folders are published, and so needed."""

    def read_collection(self, report: Report, *, everything: bool, limit: int | None = None) -> None:
        """Keep the collection's copies; unless `everything`, stop at the first page without a new one."""
        Reading(
            discogs=self.discogs,
            store=self.store,
            progress=self.progress,
            report=report,
            everything=everything,
            limit=limit,
        ).run()

    def fetch_due(self, report: Report) -> None:
        """Fetch what is missing or too old; what fails is noted and does not stop the others."""
        if self.own_names:
            self._ask_names(report)
        self._forget_lost_pictures()
        before = self.store.due.held()
        with Fetching(self.discogs, self.store, self.artwork, self.progress, report) as fetching:
            fetching.everything(self.refresh_before)
        new = self.store.due.held() - before
        withheld = 0 if self.discogs.with_token else self.store.due.images_withheld()
        if withheld:
            report.notes.append(f"Discogs shows the images of {withheld:,} records and artists only with a token.")
        report.from_store = before - (sum(report.fetched.values()) - report.fetched["page"] - new)

    def _ask_names(self, report: Report) -> None:
        """Learn what the owner calls fields and folders; without an answer, the names known until now serve."""
        try:
            self.store.remember(FIELDS, json.dumps(translation.named(self.discogs.fields())))
            self.store.remember(FOLDERS, json.dumps(translation.named(self.discogs.folders())))
        except ServiceError as error:
            report.failed = True
            report.notes.append(f"The names of your fields and folders could not be read: {error}.")

    def due(self) -> list[Due]:
        """Return all that would be fetched now; what that makes due in its turn is not known yet."""
        now, store = self.store.now(), self.store
        return [
            one
            for kind in (*KINDS, *IMAGES)
            for one in store.due.of(kind, now, self.refresh_before, withheld=self.discogs.with_token)
        ]

    def fetch_artist(self, due: Due, report: Report) -> None:
        """Fetch one artist and their image anew, however fresh they are."""
        self._forget_lost_pictures()
        self.store.doubt_picture("artist", due.subject_id)
        with Fetching(self.discogs, self.store, self.artwork, self.progress, report) as fetching:
            fetching.one(due)

    def _forget_lost_pictures(self) -> None:
        for kind in ("release", "artist"):
            for subject_id in self.store.shelf.pictures(kind):
                if not self.artwork.holds(kind, subject_id):
                    log.info("the image of %s %d is lost and will be fetched again", kind, subject_id)
                    self.store.forget_picture(kind, subject_id)


def gaps(store: Store) -> list[Gap]:
    """Return what was asked for and is missing, with its reason."""
    return [
        Gap(kind=one.kind.replace("-", " "), subject_id=one.subject_id, title=one.title, reason=one.reason)
        for one in store.due.failures()
    ]
