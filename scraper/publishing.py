"""From the store to the site's content: renders every page, and writes, keeps or removes files."""

import json
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from scraper import translation, words
from scraper.collection import ArtistId, Copy, MasterId, Release, ReleaseId
from scraper.pages import NOTHING, TAXONOMIES, ContentFolder, Index, Known, Outcome, Page, Pages, Works, in_use, same
from scraper.progress import Progress
from scraper.report import Report
from scraper.shelf import Appearance
from scraper.store import Findings, Store, SubjectKind

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
        view = _View(self.store, self.pages)
        if self.overwrite == () and self.store.fact(PUBLISHED) == self._state():
            report.unchanged += len(view.index.albums) + len(view.index.artists)
            report.edited += json.loads(self.store.fact(EDITED))
            return
        if not self.dry:
            self.store.remember(PUBLISHED, "")
            # Before anything is rendered: an address that a page had until now becomes its alias.
            self.store.save_paths("release", view.index.albums)
            self.store.save_paths("artist", view.index.artists)
        view.read_former_paths(self.store)
        self._albums(view, report)
        self._artists(view, report)
        for page in self.pages.lists(view.index, sum(map(len, view.copies.values())), view.services):
            self._put(page, report)
        self._remove(view, report)
        if not self.dry:
            self.store.remember(EDITED, json.dumps(report.edited))
            self.store.remember(PUBLISHED, self._state())

    def _state(self) -> str:
        """Return a text that differs whenever the content, the templates or the files on disk differ."""
        return f"{self.store.revision} {self.pages.digest} {self.content.state()}"

    def publish_artists(self, report: Report, only: Sequence[ArtistId] | None = None) -> None:
        """Redo artists' pages; those named by `only` even where someone edited them."""
        view = _View(self.store, self.pages)
        view.read_former_paths(self.store)
        self._artists(view, report, only)

    def _albums(self, view: "_View", report: Report) -> None:
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
                )
                self._put(page, report, overwrite=self.overwrite is None or number in self.overwrite)
                bar.update()

    def _artists(self, view: "_View", report: Report, only: Sequence[ArtistId] | None = None) -> None:
        with self.progress.bar("Artists", len(view.index.artists if only is None else only)) as bar:
            for answer in self.store.shelf.artists(only):
                artist = translation.artist(answer)
                number, works = artist.artist_id, view.works[artist.artist_id]
                page = self.pages.artist(
                    artist,
                    works,
                    view.dates(works),
                    view.index,
                    view.artists.get(number, NOTHING),
                    view.former_artists.get(number, []),
                )
                self._put(page, report, overwrite=only is not None)
                bar.update()

    def _put(self, page: Page, report: Report, *, overwrite: bool = False) -> None:
        outcome = self.content.put(page, overwrite=overwrite, dry=self.dry)
        if outcome is Outcome.WRITTEN:
            log.log(self._loudness, "%s %s", "would write" if self.dry else "wrote", page.path)
            report.written += not page.is_list
        elif outcome is Outcome.EDITED:
            report.edited.append(page.path)
        else:
            report.unchanged += not page.is_list

    def _remove(self, view: "_View", report: Report) -> None:
        wanted = {"albums": view.index.albums.values(), "artists": view.index.artists.values()}
        for section in ("albums", "artists", *TAXONOMIES):
            paths = wanted.get(section) or [f"/{section}/{slug}/" for slug in view.index.terms.get(section, {})]
            for bundle in self.content.unwanted(section, paths):
                log.log(self._loudness, "%s %s", "would remove" if self.dry else "removing", bundle)
                aside = None if self.dry else self.content.remove(bundle)
                report.removed += section in wanted
                report.set_aside += [str(aside)] if aside else []


class _View:
    """The shelf as pages show it, read from the store once."""

    def __init__(self, store: Store, pages: Pages) -> None:
        shelf = store.shelf
        self.copies: dict[ReleaseId, list[Copy]] = shelf.copies()
        lines = shelf.lines()
        self.copies = {number: copies for number, copies in self.copies.items() if number in lines}
        releases, artists = (
            {number: held for number, held in shelf.pictures(kind).items() if pages.has_image(kind, number)}
            for kind in ("release", "artist")
        )
        self.index = Index(lines, shelf.artist_names(), releases, artists)
        self.works = _works(shelf.appearances())
        self.albums = _known(store.findings, "release", self.index.albums)
        self.artists = _known(store.findings, "artist", self.index.artists)
        self._tellers: dict[tuple[MasterId, str], ReleaseId] = {}
        self.former_albums: dict[int, list[str]] = {}
        self.former_artists: dict[int, list[str]] = {}

    def read_former_paths(self, store: Store) -> None:
        """Read the addresses that pages had before their present ones."""
        self.former_albums = store.shelf.former_paths("release")
        self.former_artists = store.shelf.former_paths("artist")

    @property
    def services(self) -> list[str]:
        """Return the services that pages link to or show something of."""
        pictures = (*self.index.release_pictures.values(), *self.index.artist_pictures.values())
        return in_use((*self.albums.values(), *self.artists.values()), pictures)

    def known_of(self, release: Release) -> Known:
        """Return what is known of a release, given in the order of their ids: the first with a text tells it."""
        known = self.albums.get(release.release_id, NOTHING)
        master = release.master_id
        if master is None or not self.index.pressings(self.index.lines[release.release_id]):
            return known
        texts = filter(None, map(same, (release.notes, *(text.text for text in known.texts))))
        tellers = {text: self._tellers.setdefault((master, text), release.release_id) for text in texts}
        elsewhere = {text: teller for text, teller in tellers.items() if teller != release.release_id}
        return replace(known, elsewhere=elsewhere) if elsewhere else known

    def dates(self, works: Works) -> list[str]:
        """Return when the copies of these works were added."""
        return [copy.date_added for number in works.records for copy in self.copies.get(number, [])]


def _known(findings: Findings, kind: SubjectKind, pages: Collection[int]) -> dict[int, Known]:
    """Return what is known of those that have a page."""
    found, texts = findings.findings(kind), findings.texts(kind)
    return {
        number: Known.of(by_service, texts.get(number, ())) for number, by_service in found.items() if number in pages
    }


def _works(appearances: Iterable[Appearance]) -> dict[ArtistId, Works]:
    """Sort out, for each artist, their own records and the others they are credited on, with their roles there."""
    own: dict[ArtistId, dict[ReleaseId, None]] = {}
    other: dict[ArtistId, dict[ReleaseId, dict[str, None]]] = {}
    for one in appearances:
        if one.main:
            own.setdefault(one.artist_id, {})[one.release_id] = None
        else:
            roles = other.setdefault(one.artist_id, {}).setdefault(one.release_id, {})
            roles.update(dict.fromkeys(words.roles(one.role) or ["Tracks"]))
    return {
        artist_id: Works(
            records=tuple(records),
            appears_on=tuple(
                (number, ", ".join(roles))
                for number, roles in other.get(artist_id, {}).items()
                if number not in records
            ),
        )
        for artist_id, records in own.items()
    }
