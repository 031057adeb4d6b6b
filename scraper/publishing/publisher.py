"""From the store to the site's content: renders every page, and writes, keeps or removes its files."""

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scraper import translation
from scraper.domain.credits import ArtistId
from scraper.pages import NOT_LINKED, TAXONOMIES, ContentFolder, Page, PageOutcome, Pages
from scraper.publishing.shelf_view import ShelfView
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store

log = logging.getLogger(__name__)

PUBLISHED, EDITED = "published", "edited-pages"
"""Facts in the store: the state that was last published, and the pages that somebody had edited then."""


@dataclass(kw_only=True)
class Publisher:
    """Publishes what is in the store."""

    store: Store
    pages: Pages
    content: ContentFolder
    progress: Progress
    dry: bool = False
    """Only count what would be written and removed."""
    overwrite: Collection[int] | None = ()
    """Releases whose pages are written even where someone edited them; None for all."""

    @property
    def _log_level(self) -> int:
        # A dry run is there to show what would be written.
        return logging.INFO if self.dry else logging.DEBUG

    def publish(self, report: Report) -> None:
        """Write every page that changed, and remove the pages of records that are gone."""
        view = ShelfView(self.store, self.pages)
        if self.overwrite == () and self.store.fact(PUBLISHED) == self._state():
            report.unchanged += len(view.index.albums) + len(view.index.artists) + len(view.index.people)
            report.edited += json.loads(self.store.fact(EDITED))
            return
        if not self.dry:
            self.store.remember(PUBLISHED, "")
            # Saved before anything is rendered, so that a page has its former address as an alias.
            self.store.save_paths("release", view.index.albums)
            self.store.save_paths("artist", view.index.artists)
            self.store.save_paths("person", view.index.people)
        view.read_former_paths()
        self._albums(view, report)
        self._artists(view, report)
        self._people(view, report)
        for page in self.pages.lists(view.overview, view.index):
            self._put(page, report)
        self.content.put_wall(self.pages.wall(view.overview, view.index), dry=self.dry)
        self._remove(view, report)
        if not self.dry:
            self.store.remember(EDITED, json.dumps(report.edited))
            self.store.remember(PUBLISHED, self._state())

    def _state(self) -> str:
        """Return a text that changes whenever the content, the templates or the files on the disk change."""
        return f"{self.store.revision} {self.pages.digest} {self.content.state()}"

    def publish_artists(self, report: Report, only: Sequence[ArtistId] | None = None) -> None:
        """Write artists' pages: all that changed, or those in `only`, even if somebody edited them."""
        view = ShelfView(self.store, self.pages)
        view.read_former_paths()
        self._artists(view, report, only)

    def _albums(self, view: ShelfView, report: Report) -> None:
        with self.progress.bar("Albums", len(view.index.albums)) as bar:
            for answer in self.store.shelf.releases():
                release = translation.release(answer)
                number = release.release_id
                page = self.pages.album(
                    release,
                    view.copies.get(number, []),
                    view.index,
                    view.linked_of(release),
                    view.former_albums.get(number, []),
                    view.neighbours(number),
                )
                self._put(page, report, overwrite=self.overwrite is None or number in self.overwrite)
                bar.update()

    def _artists(self, view: ShelfView, report: Report, only: Sequence[ArtistId] | None = None) -> None:
        with self.progress.bar("Artists", len(view.index.artists if only is None else only)) as bar:
            for answer in self.store.shelf.artists(only):
                artist = translation.artist(answer)
                number, works = artist.artist_id, view.works[artist.artist_id]
                page = self.pages.artist(
                    artist,
                    works,
                    view.dates(works.records),
                    view.index,
                    view.artists.get(number, NOT_LINKED),
                    view.former_artists.get(number, []),
                )
                self._put(page, report, overwrite=only is not None)
                bar.update()

    def _people(self, view: ShelfView, report: Report) -> None:
        for number, contributor in sorted(view.roles.people.items()):
            former, dates = view.former_people.get(number, []), view.dates(contributor.records)
            self._put(self.pages.person(contributor, dates, view.index, former), report)

    def _put(self, page: Page, report: Report, *, overwrite: bool = False) -> None:
        outcome = self.content.put(page, overwrite=overwrite, dry=self.dry)
        if outcome is PageOutcome.WRITTEN:
            log.log(self._log_level, "%s %s", "would write" if self.dry else "wrote", page.path)
            report.written += not page.is_list
        elif outcome is PageOutcome.EDITED:
            report.edited.append(page.path)
        else:
            report.unchanged += not page.is_list

    def _remove(self, view: ShelfView, report: Report) -> None:
        index = view.index
        wanted = {"albums": index.albums.values(), "artists": index.artists.values(), "people": index.people.values()}
        for section in (*wanted, *TAXONOMIES):
            paths = wanted.get(section) or [f"/{section}/{slug}/" for slug in view.index.terms.get(section, {})]
            for bundle in self.content.unwanted(section, paths):
                log.log(self._log_level, "%s %s", "would remove" if self.dry else "removing", bundle)
                aside = None if self.dry else self.content.remove(bundle)
                report.removed += section in wanted
                report.set_aside += [str(aside)] if aside else []
        if not self.dry:
            self.content.remove_images_except(index.image_folders())
