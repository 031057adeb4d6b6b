"""What the catalogue knows of releases, masters and artists that are due, so that Discogs need not be asked."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.discogs_answers import DiscogsAnswers
from scraper.catalogue.tables import DumpKind
from scraper.domain.json_objects import Json
from scraper.run.errors import SleevenotesError

log = logging.getLogger(__name__)

KINDS: Mapping[str, DumpKind] = {"release": "releases", "master": "masters", "artist": "artists"}


class CatalogueSource:
    """The catalogue, opened when it is first asked; at the first trouble it is given up for the run.

    `find` opens it, and returns None where there is none.
    """

    def __init__(self, find: Callable[[], Catalogue | None]) -> None:
        self._find = find
        self._catalogue: Catalogue | None = None
        self._answers: DiscogsAnswers | None = None
        self._is_over = False
        self.trouble = ""
        """Why it was given up, in a sentence; '' while it was not."""

    def has(self, kind: str) -> bool:
        """Tell whether there is a catalogue, and anything of a kind in it."""
        with self._contained(kind):
            if answers := self._opened():
                return KINDS[kind] in answers.months
        return False

    def answers(self, kind: str, ids: Collection[int]) -> Mapping[int, Json]:
        """Return Discogs' answers about those releases, masters or artists that the catalogue holds."""
        with self._contained(kind):
            if ids and (answers := self._opened()):
                return answers.about(KINDS[kind], ids)
        return {}

    def held(self, kind: str, ids: Collection[int]) -> set[int]:
        """Return which of these releases, masters or artists the catalogue could answer about."""
        with self._contained(kind):
            if ids and (answers := self._opened()):
                return answers.known_ids(KINDS[kind], ids)
        return set()

    def as_of(self, kind: str) -> datetime | None:
        """Return the day that answers of a kind are of; None where nothing of it is loaded, or nobody knows."""
        with self._contained(kind):
            if (answers := self._opened()) and (month := answers.months.get(KINDS[kind])):
                return datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)
        return None

    def close(self) -> None:
        """Let go of it; whoever asks again opens it again."""
        if self._catalogue is not None:
            self._catalogue.close()
        self._catalogue = self._answers = None

    @contextmanager
    def _contained(self, kind: str) -> Iterator[None]:
        """Do without the catalogue where it fails: a damaged file holds values, too, that are none."""
        try:
            yield
        except (SleevenotesError, ValueError) as error:
            log.warning("the catalogue about %s: %s", kind, error)
            self._is_over = True
            self.trouble = f"The catalogue cannot be used, so Discogs was asked instead: {error}"
            self.close()

    def _opened(self) -> DiscogsAnswers | None:
        if self._answers is None and not self._is_over:
            self._catalogue = self._find()
            self._answers = DiscogsAnswers(self._catalogue) if self._catalogue else None
            self._is_over = self._catalogue is None
        return self._answers
