"""From the store to the site's content: renders every page, and writes, keeps or removes files."""

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scraper import translation
from scraper.domain.credits import ArtistId
from scraper.pages import NOTHING, TAXONOMIES, ContentFolder, Outcome, Page, Pages
from scraper.publishing.view import View
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store

log = logging.getLogger(__name__)

PUBLISHED, EDITED = "published", "edited-pages"


@dataclass(kw_only=True)
class Publisher:
    """Everything that publishing needs."""

    store: Store
    pages: Pages
    content: ContentFolder
    progress: Progress
    dry: bool = False
    """Only count what would be written and removed."""
    overwrite: Collection[int] | None = ()
    """Releases whose pages are written even where someone edited them; None for all."""

    @property
    def _loudness(self) -> int:
        # A rehearsal is there to be read.
        return logging.INFO if self.dry else logging.DEBUG

    def publish(self, report: Report) -> None:
        """Make the content say what the store knows; pages of records that are gone are removed."""
        view = View(self.store, self.pages)
        if self.overwrite == () and self.store.fact(PUBLISHED) == self._state():
            report.unchanged += len(view.index.albums) + len(view.index.artists) + len(view.index.people)
            report.edited += json.loads(self.store.fact(EDITED))
            return
        if not self.dry:
            self.store.remember(PUBLISHED, "")
            # Before anything is rendered: an address that a page had until now becomes its alias.
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
        """Return a text that differs whenever the content, the templates or the files on disk differ."""
        return f"{self.store.revision} {self.pages.digest} {self.content.state()}"

    def publish_artists(self, report: Report, only: Sequence[ArtistId] | None = None) -> None:
        """Redo artists' pages; those named by `only` even where someone edited them."""
        view = View(self.store, self.pages)
        view.read_former_paths()
        self._artists(view, report, only)

    def _albums(self, view: View, report: Report) -> None:
        with self.progress.bar("Albums", len(view.index.albums)) as bar:
            for answer in self.store.shelf.releases():
                release = translation.release(answer)
                number = release.release_id
                page = self.pages.album(
                    release,
                    view.copies.get(number, []),
                    view.index,
                    view.known_of(release),
                    view.former_albums.get(number, []),
                    view.neighbours(number),
                )
                self._put(page, report, overwrite=self.overwrite is None or number in self.overwrite)
                bar.update()

    def _artists(self, view: View, report: Report, only: Sequence[ArtistId] | None = None) -> None:
        with self.progress.bar("Artists", len(view.index.artists if only is None else only)) as bar:
            for answer in self.store.shelf.artists(only):
                artist = translation.artist(answer)
                number, works = artist.artist_id, view.works[artist.artist_id]
                page = self.pages.artist(
                    artist,
                    works,
                    view.dates(works.records),
                    view.index,
                    view.artists.get(number, NOTHING),
                    view.former_artists.get(number, []),
                )
                self._put(page, report, overwrite=only is not None)
                bar.update()

    def _people(self, view: View, report: Report) -> None:
        for number, person in sorted(view.roles.people.items()):
            former = view.former_people.get(number, [])
            self._put(self.pages.person(person, view.dates(person.records), view.index, former), report)

    def _put(self, page: Page, report: Report, *, overwrite: bool = False) -> None:
        outcome = self.content.put(page, overwrite=overwrite, dry=self.dry)
        if outcome is Outcome.WRITTEN:
            log.log(self._loudness, "%s %s", "would write" if self.dry else "wrote", page.path)
            report.written += not page.is_list
        elif outcome is Outcome.EDITED:
            report.edited.append(page.path)
        else:
            report.unchanged += not page.is_list

    def _remove(self, view: View, report: Report) -> None:
        index = view.index
        wanted = {"albums": index.albums.values(), "artists": index.artists.values(), "people": index.people.values()}
        for section in (*wanted, *TAXONOMIES):
            paths = wanted.get(section) or [f"/{section}/{slug}/" for slug in view.index.terms.get(section, {})]
            for bundle in self.content.unwanted(section, paths):
                log.log(self._loudness, "%s %s", "would remove" if self.dry else "removing", bundle)
                aside = None if self.dry else self.content.remove(bundle)
                report.removed += section in wanted
                report.set_aside += [str(aside)] if aside else []
        if not self.dry:
            self.content.remove_images_except(index.image_folders())
