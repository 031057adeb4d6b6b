"""Brings the store up to date: pages through the collection, then has fetched what is due."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper import translation
from scraper.artwork import Artwork
from scraper.collection import Copy, Gap, InstanceId, Release
from scraper.errors import BadSettings, BadUsage
from scraper.fetching import Fetching
from scraper.progress import Progress
from scraper.report import Report
from scraper.store import Due, Store
from services.discogs import CollectionPage, Discogs
from services.errors import Missing

log = logging.getLogger(__name__)

OWNER = "collection-of"
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
        self._check_owner()
        seen: set[InstanceId] = set()
        try:
            total, complete = self._read_pages(report, seen, everything, limit)
        except Missing as error:
            raise BadSettings(f"{error}; correct discogs.username.") from error
        if complete and len(seen) < total:
            # Items move between pages while somebody adds or sells a record: a second reading finds the rest.
            total, complete = self._read_pages(report, seen, everything, limit)
        if complete:
            self._let_go(report, seen, total)
        report.copies = len(self.store.instances())
        if not complete and limit is None and total < report.copies:
            report.notes.append(
                f"Discogs lists {total:,} copies, {report.copies - total:,} fewer than are known here; "
                "`scrape --all` finds out which are gone."
            )

    def _check_owner(self) -> None:
        owner = self.store.fact(OWNER)
        if owner and owner.casefold() != self.discogs.username.casefold():
            raise BadUsage(
                f"The database {self.store.path} holds the collection of {owner}, not of {self.discogs.username}; "
                "choose another with [paths] database."
            )

    def _read_pages(
        self, report: Report, seen: set[InstanceId], everything: bool, limit: int | None
    ) -> tuple[int, bool]:
        """Return how many copies Discogs lists, and whether all of its pages were read."""
        total = 0
        with self.progress.bar("Pages", 0) as bar:
            for page in self.discogs.collection():
                bar.grow(max(page.pages, page.number) - bar.total)
                bar.update()
                report.fetched["page"] += 1
                total = page.total
                found = self._translated(page, report)[: None if limit is None else limit - len(seen)]
                new = self._save(found)
                report.new_copies += new
                seen.update(copy.instance_id for copy, _, _ in found)
                log.info("collection page %d of %d: %d copies, %d new", page.number, page.pages, len(page.items), new)
                if limit is not None and len(seen) >= limit:
                    return total, False
                if page.number < page.pages and not everything and not new and self._is_complete(total):
                    return total, False
        return total, limit is None

    def _is_complete(self, total: int) -> bool:
        # A run that was cut short knows the newest copies, and not yet the others.
        return len(self.store.instances()) >= total

    def _save(self, found: list[tuple[Copy, Release, dict[str, Any]]]) -> int:
        self.store.remember(OWNER, self.discogs.username)
        return self.store.save_copies(found)

    def _translated(self, page: CollectionPage, report: Report) -> list[tuple[Copy, Release, dict[str, Any]]]:
        found = []
        for item in page.items:
            try:
                found.append((translation.copy(item), translation.basic_release(item), item))
            except translation.Untranslatable as error:
                report.failed = True
                report.notes.append(f"An item on page {page.number} of the collection was left out: {error}.")
        return found

    def _let_go(self, report: Report, seen: set[InstanceId], total: int) -> None:
        gone = self.store.instances() - seen
        if not gone:
            return
        if not seen or len(seen) < total:
            report.failed = True
            report.notes.append(
                f"Discogs lists {total:,} copies but showed {len(seen):,}, so none was taken for sold; run again later."
            )
            return
        self.store.remove_copies(gone)
        report.sold_copies = len(gone)

    def fetch_due(self, report: Report) -> None:
        """Fetch what is missing or too old; what fails is noted and does not stop the others."""
        if self.own_names:
            self.store.remember(FIELDS, json.dumps(translation.named(self.discogs.fields())))
            self.store.remember(FOLDERS, json.dumps(translation.named(self.discogs.folders())))
        self._forget_lost_pictures()
        before = self.store.due.held()
        with Fetching(self.discogs, self.store, self.artwork, self.progress, report) as fetching:
            fetching.everything(self.refresh_before)
        new = self.store.due.held() - before
        report.from_store = before - (sum(report.fetched.values()) - report.fetched["page"] - new)

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
