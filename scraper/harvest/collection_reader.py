"""Reads the collection page by page: what is on the shelf, what is new, what is gone."""

import logging
from dataclasses import dataclass, field
from typing import Any

from scraper import translation
from scraper.domain.copies import Copy, InstanceId
from scraper.domain.releases import Release
from scraper.harvest.removals import all_would_go, lists_fewer, lists_more
from scraper.run.consent import Consent, nobody_agrees
from scraper.run.errors import BadSettings, BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.discogs import CollectionPage, Discogs
from services.errors import Missing

log = logging.getLogger(__name__)

OWNER = "collection-of"
UNFINISHED = "reading-unfinished"

Found = tuple[Copy, Release | None, dict[str, Any]]
"""A copy, its release where that is new to us, and Discogs' own item."""


@dataclass(kw_only=True)
class CollectionReader:
    """One reading of a collection, newest additions first."""

    discogs: Discogs
    store: Store
    progress: Progress
    report: Report
    everything: bool
    """Read to the end; otherwise stop at the first page without a new copy."""
    limit: int | None = None
    """Read so many of the newest copies only; None for all."""
    may_remove: Consent = nobody_agrees
    """Is asked before the last copies are taken for sold."""
    _seen: set[InstanceId] = field(default_factory=set)
    _releases: dict[InstanceId, int] = field(default_factory=dict)
    """The release of each copy of the present reading."""
    _known: set[int] = field(default_factory=set)
    """Releases about which a page has nothing new to say."""
    _total: int = 0
    _says_empty: set[bool] = field(default_factory=set)
    """What the pages said of the whole collection: that there is nothing in it, or not."""
    _unreadable: int = 0
    """Items of the present reading that cannot be kept; they are on the shelf all the same."""
    _met_known: bool = False

    def run(self) -> None:
        """Keep the copies that are there, and take those for sold that a whole reading did not show."""
        self._check_owner()
        # A reading that was cut short knows the newest copies and not the others yet: the next one goes on to the end.
        unfinished = self.store.fact(UNFINISHED)
        self.everything = self.everything or bool(unfinished)
        self.store.remember(UNFINISHED, "yes")
        self._known = self.store.due.answered("release")
        complete = self._read_pages()
        if complete and self._shown < self._total:
            # Items move between pages while somebody adds or sells a record: a second reading finds the rest.
            complete = self._read_pages()
        if complete:
            self._let_go()
        if self.limit is None or (self._met_known and not unfinished):
            self.store.remember(UNFINISHED, "")
        self.report.copies = len(self.store.instances())
        if not complete and self.limit is None:
            self._compare_counts()

    def _check_owner(self) -> None:
        owner = self.store.fact(OWNER)
        if owner and owner.casefold() != self.discogs.username.casefold():
            raise BadUsage(
                f"The database {self.store.path} holds the collection of {owner}, not of {self.discogs.username}; "
                "choose another with [paths] database."
            )

    def _read_pages(self) -> bool:
        """Return whether all pages were read."""
        known = self.store.instances()
        self._unreadable = 0
        self._releases.clear()
        try:
            with self.progress.bar("Pages", 0) as bar:
                for page in self.discogs.collection():
                    bar.grow(max(page.pages, page.number) - bar.total)
                    bar.update()
                    new = self._keep(page, known)
                    if self._is_enough(page, new):
                        return False
        except Missing as error:
            raise BadSettings(f"{error}; correct discogs.username.") from error
        return self.limit is None

    def _keep(self, page: CollectionPage, known: set[InstanceId]) -> int:
        """Keep a page's copies; return how many were new."""
        found = self._translated(page)[: None if self.limit is None else self.limit - len(self._seen)]
        shown = {copy.instance_id for copy, _, _ in found}
        new = len(shown - known - self._seen)
        self.store.remember(OWNER, self.discogs.username)
        self.store.save_copies(found)
        self._met_known = self._met_known or not known.isdisjoint(shown)
        self._seen |= shown
        self._total = page.total
        self._says_empty.add(not page.total and not page.items and page.pages <= 1)
        self.report.fetched["page"] += 1
        self.report.new_copies += new
        log.info("collection page %d of %d: %d copies, %d new", page.number, page.pages, len(page.items), new)
        return new

    @property
    def _shown(self) -> int:
        return len(self._seen) + self._unreadable

    def _is_enough(self, page: CollectionPage, new: int) -> bool:
        if self.limit is not None and len(self._seen) >= self.limit:
            return True
        return not self.everything and not new and page.number < page.pages

    def _translated(self, page: CollectionPage) -> list[Found]:
        found: list[Found] = []
        for item in page.items:
            try:
                copy = self._copy(item)
                release = None if copy.release_id in self._known else translation.basic_release(item)
            except translation.Untranslatable as error:
                self.report.failed = True
                self._unreadable += 1
                name = translation.item_name(item)
                which = f"An item on page {page.number} of the collection{f', {name},' if name else ''}"
                self.report.notes.append(f"{which} was left out: {error}.")
            else:
                found.append((copy, release, item))
        return found

    def _copy(self, item: dict[str, Any]) -> Copy:
        """Read an item's copy; raise Untranslatable where another release has it already."""
        copy = translation.copy(item)
        release_id = self._releases.setdefault(copy.instance_id, copy.release_id)
        if release_id != copy.release_id:
            raise translation.Untranslatable(f"its instance_id {copy.instance_id} is that of release {release_id}")
        return copy

    def _let_go(self) -> None:
        gone = self.store.instances() - self._seen
        if not gone:
            return
        if self._says_empty == {True}:
            doubt = self._refusal(len(gone))
        elif not self._seen or self._shown < self._total:
            doubt = self._contradiction()
        else:
            doubt = ""
        if doubt:
            self.report.failed = True
            self.report.notes.append(doubt)
            return
        self.store.remove_copies(gone)
        self.report.sold_copies = len(gone)

    def _refusal(self, copies: int) -> str:
        """Ask the owner whether all copies are gone; return what there is to say if not, '' if so."""
        lines = self.store.shelf.lines().values()
        titles = [": ".join(filter(None, (line.artist_line, line.title))) for line in lines]
        sentence = all_would_go(copies, titles, with_token=self.discogs.with_token)
        if self.may_remove(sentence):
            return ""
        return (
            f"{sentence} So far none was taken for sold; if they are, confirm it with `scrape --all --allow-removals`."
        )

    def _contradiction(self) -> str:
        if self._shown < self._total:
            return lists_more(self._total, self._shown)
        return "Discogs contradicts itself about an empty collection, so none was taken for sold; run again later."

    def _compare_counts(self) -> None:
        more = self.report.copies - self._total
        if more > 0:
            self.report.notes.append(lists_fewer(self._total, more))
