"""The shelf as pages show it, read from the store once."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from scraper import translation
from scraper.domain.copies import Copy
from scraper.domain.releases import LabelId, MasterId, Release, ReleaseId
from scraper.domain.shelf import GALLERY, Picture
from scraper.domain.similar import Discographies, Neighbours, Resemblance, Traits
from scraper.domain.statistics import measure
from scraper.domain.subjects import SubjectKind
from scraper.pages import NOT_LINKED, Index, Linked, Overview, Pages, services_in_use, text_key
from scraper.publishing.roles import Roles
from scraper.store import Findings, Shelf, Store


class ShelfView:
    """Everything that pages need of the shelf besides the answers about single records."""

    def __init__(self, store: Store, pages: Pages) -> None:
        shelf = store.shelf
        lines = shelf.lines()
        self.copies: dict[ReleaseId, list[Copy]] = {
            number: copies for number, copies in shelf.copies().items() if number in lines
        }
        names = shelf.artist_names()
        self.roles = Roles(shelf.appearances(), names)
        people = {number: contributor.name for number, contributor in self.roles.people.items()}
        self.index = Index(
            lines,
            names,
            pages.on_disk("release", shelf.pictures("release")),
            pages.on_disk("artist", shelf.pictures("artist")),
            people,
            _galleries(shelf, pages),
        )
        self.works = self.roles.works()
        self.albums = _linked(store.findings, "release", self.index.albums)
        self.artists = _linked(store.findings, "artist", self.index.artists)
        self._store = store
        self._printed_by: dict[tuple[MasterId, str], ReleaseId] = {}
        """The pressing whose page prints a text, by the master and the text."""
        self.former_albums: dict[int, list[str]] = {}
        self.former_artists: dict[int, list[str]] = {}
        self.former_people: dict[int, list[str]] = {}

    def read_former_paths(self) -> None:
        """Read the former addresses of pages; whoever moves between Artists and People keeps those of both."""
        shelf = self._store.shelf
        self.former_albums = shelf.former_paths("release")
        artists, people = shelf.former_paths("artist"), shelf.former_paths("person")
        both = {number: [*artists.get(number, []), *people.get(number, [])] for number in (*artists, *people)}
        self.former_artists = self.former_people = both

    @cached_property
    def overview(self) -> Overview:
        """The shelf as pages about all of it show it; every release is read for it."""
        return Overview(
            copies=self.copies,
            measures={release.release_id: measure(release) for release in self._releases()},
            works=self.works,
            services=self.services,
        )

    def _releases(self) -> Iterable[Release]:
        return map(translation.release, self._store.shelf.releases())

    @property
    def services(self) -> list[str]:
        """Return the services that pages link to or have an image from."""
        pictures = (*self.index.release_pictures.values(), *self.index.artist_pictures.values())
        return services_in_use((*self.albums.values(), *self.artists.values()), pictures)

    def linked_of(self, release: Release) -> Linked:
        """Return what the services have of a release.

        A text that several pressings of an album share is printed on one page only: that of the first release that
        this is called for, so releases are to be given in the order of their ids.
        """
        linked = self.albums.get(release.release_id, NOT_LINKED)
        master = release.master_id
        if master is None or not self.index.pressings(self.index.lines[release.release_id]):
            return linked
        texts = filter(None, map(text_key, (release.notes, *(text.text for text in linked.texts))))
        pressings = {text: self._printed_by.setdefault((master, text), release.release_id) for text in texts}
        elsewhere = {text: number for text, number in pressings.items() if number != release.release_id}
        return replace(linked, elsewhere=elsewhere) if elsewhere else linked

    def dates(self, records: Iterable[ReleaseId]) -> list[str]:
        """Return when the copies of these records were added."""
        return [copy.date_added for number in records for copy in self.copies.get(number, [])]

    def neighbours(self, release_id: ReleaseId) -> Neighbours:
        """Return the other records that a record's page shows."""
        return Neighbours(more_by=self._discographies.others(release_id), similar=self._resemblance.of(release_id))

    @cached_property
    def _resemblance(self) -> Resemblance:
        return Resemblance(self._traits)

    @cached_property
    def _discographies(self) -> Discographies:
        return Discographies(self._traits, self.index.newest_first())

    @cached_property
    def _traits(self) -> dict[ReleaseId, Traits]:
        return {
            number: Traits(
                master_id=line.master_id,
                artists=frozenset(self.roles.leading.get(number, ())),
                year=line.original_year or line.year,
                genres=line.terms["genres"],
                styles=line.terms["styles"],
                labels=self._labels(number),
                people=frozenset(self.roles.on.get(number, ())),
            )
            for number, line in self.index.lines.items()
        }

    def _labels(self, number: ReleaseId) -> frozenset[LabelId]:
        labels = self.overview.measures[number].labels
        return frozenset(label.label_id for label in labels if label.label_id and self.index.label(label))


def _galleries(shelf: Shelf, pages: Pages) -> dict[int, dict[str, Picture]]:
    galleries: dict[int, dict[str, Picture]] = {}
    for kind in GALLERY:
        for number, picture in pages.on_disk(kind, shelf.pictures(kind)).items():
            galleries.setdefault(number, {})[kind] = picture
    return galleries


def _linked(findings: Findings, kind: SubjectKind, pages: Collection[int]) -> dict[int, Linked]:
    """Return what the services have of the releases or artists that have a page."""
    texts = findings.texts(kind)
    return {
        number: Linked.of(by_service, texts.get(number, ()))
        for number, by_service in findings.findings(kind).items()
        if number in pages
    }
