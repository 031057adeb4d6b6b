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
from scraper.pages import NOTHING, Index, Known, Overview, Pages, in_use, same
from scraper.publishing.roles import Roles
from scraper.store import Findings, Shelf, Store


class View:
    """Everything that pages need of the shelf beside the answers themselves."""

    def __init__(self, store: Store, pages: Pages) -> None:
        shelf = store.shelf
        lines = shelf.lines()
        self.copies: dict[ReleaseId, list[Copy]] = {
            number: copies for number, copies in shelf.copies().items() if number in lines
        }
        names = shelf.artist_names()
        self.roles = Roles(shelf.appearances(), names)
        people = {number: person.name for number, person in self.roles.people.items()}
        self.index = Index(
            lines,
            names,
            pages.held("release", shelf.pictures("release")),
            pages.held("artist", shelf.pictures("artist")),
            people,
            _galleries(shelf, pages),
        )
        self.works = self.roles.works()
        self.albums = _known(store.findings, "release", self.index.albums)
        self.artists = _known(store.findings, "artist", self.index.artists)
        self._store = store
        self._tellers: dict[tuple[MasterId, str], ReleaseId] = {}
        self.former_albums: dict[int, list[str]] = {}
        self.former_artists: dict[int, list[str]] = {}
        self.former_people: dict[int, list[str]] = {}

    def read_former_paths(self) -> None:
        """Read the addresses that pages had before their present ones; who changes between sections keeps the old."""
        shelf = self._store.shelf
        self.former_albums = shelf.former_paths("release")
        artists, people = shelf.former_paths("artist"), shelf.former_paths("person")
        both = {number: [*artists.get(number, []), *people.get(number, [])] for number in (*artists, *people)}
        self.former_artists = self.former_people = both

    @cached_property
    def overview(self) -> Overview:
        """The whole shelf in figures; every release is read for it."""
        return Overview(
            copies=self.copies,
            measures={one.release_id: one for one in map(measure, self._releases())},
            works=self.works,
            services=self.services,
        )

    def _releases(self) -> Iterable[Release]:
        return map(translation.release, self._store.shelf.releases())

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

    def dates(self, records: Iterable[ReleaseId]) -> list[str]:
        """Return when the copies of these records were added."""
        return [copy.date_added for number in records for copy in self.copies.get(number, [])]

    def neighbours(self, release_id: ReleaseId) -> Neighbours:
        """Return the records that stand beside one on its page."""
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
    found: dict[int, dict[str, Picture]] = {}
    for kind in GALLERY:
        for number, picture in pages.held(kind, shelf.pictures(kind)).items():
            found.setdefault(number, {})[kind] = picture
    return found


def _known(findings: Findings, kind: SubjectKind, pages: Collection[int]) -> dict[int, Known]:
    """Return what is known of those that have a page."""
    found, texts = findings.findings(kind), findings.texts(kind)
    return {
        number: Known.of(by_service, texts.get(number, ())) for number, by_service in found.items() if number in pages
    }
