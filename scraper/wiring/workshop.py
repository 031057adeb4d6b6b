"""The parts of a run, put together."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import filelock

from scraper.artwork import Artwork
from scraper.domain import service_facts
from scraper.domain.evidence import ServiceName
from scraper.domain.subjects import Pins, Subject
from scraper.enrichment import EvidenceLoader, Judge, Preferences
from scraper.enrichment.services.wikidata import languages
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.harvest.harvest import FIELDS, FOLDERS, Harvest
from scraper.hugo.site import Site
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.review import pins
from scraper.review.applied_pins import heed, pins_file, restore, titles
from scraper.run.bundled import bundled
from scraper.run.errors import AlreadyRunning, LocalTrouble
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.store import Store, in_our_words
from scraper.wiring.catalogue import present_catalogue
from scraper.wiring.clients import Clients


@dataclass(kw_only=True)
class Workshop:
    """The parts of a run, made on demand."""

    settings: Settings
    store: Store
    progress: Progress
    delay: float = 0.0
    builds: bool = True
    """Whether a run ends with Hugo building the site; False leaves that to `scrape build`, or to the owner's Hugo."""

    def harvest(self, refresh_before: datetime | None = None) -> Harvest:
        """Return the harvest from Discogs; raise BadSettings without a username."""
        privacy = self.settings.privacy
        clients = Clients(self.settings, self.delay, self.progress.wait)
        client = clients.discogs()
        return Harvest(
            discogs=client,
            sources=clients.sources(),
            judge=self.judge,
            catalogue=CatalogueSource(lambda: present_catalogue(self.settings)),
            images=clients.images(client),
            store=self.store,
            artwork=Artwork(self.artwork, self.settings.artwork.max_pixels),
            progress=self.progress,
            refresh_before=refresh_before,
            own_names=privacy.notes or privacy.condition or privacy.prices,
        )

    @cached_property
    def judge(self) -> Judge:
        """What draws conclusions, with the owner's pins."""
        return Judge(loader=EvidenceLoader(store=self.store), preferences=self._preferences)

    @property
    def _preferences(self) -> Preferences:
        chosen = self.settings
        return Preferences(
            languages=languages(chosen),
            without=frozenset(
                facts.name for facts in service_facts.KNOWN if facts.section and not chosen.of(facts).enabled
            ),
            cover_art_url=self.settings.musicbrainz.cover_art_url,
            images=self.settings.artwork.sources,
        )

    def pin(self, subject: Subject, service: ServiceName, url: str | None) -> None:
        """Keep the owner's word, '' for no entry, None to take it back; what it changes is concluded anew."""
        file = pins_file(self.settings)
        pins.put(file, subject, service, url, titles(self.store).get(subject, ""))
        self.heed(pins.read(file, self.settings.wikipedia.language) or {})

    def heed(self, wanted: Pins) -> None:
        """Make these the pins."""
        kept, self.judge.loader.pins = self.judge.loader.pins, wanted
        heed(self.store, self.judge, kept, wanted)

    @property
    def artwork(self) -> Path:
        """Return the folder of images, beside the database."""
        return self.settings.database_path.parent / "artwork"

    def publisher(self, *, dry: bool = False, overwrite: Collection[int] | None = ()) -> Publisher:
        """Return the publisher of pages."""
        own = self.settings.paths.templates
        templates = [*([self.settings.at_home(own)] if own else []), bundled("templates")]
        kept = self.settings.database_path.parent / "kept"
        return Publisher(
            store=self.store,
            pages=Pages(templates, self.artwork, self._privacy()),
            content=ContentFolder(site(self.settings).content, kept),
            progress=self.progress,
            dry=dry,
            overwrite=overwrite,
        )

    def _privacy(self) -> Privacy:
        privacy = self.settings.privacy
        return Privacy(
            notes=privacy.notes,
            condition=privacy.condition,
            prices=privacy.prices,
            rating=privacy.rating,
            fields=self._names(FIELDS),
            folders=self._names(FOLDERS),
        )

    def _names(self, fact: str) -> dict[int, str]:
        return {int(number): name for number, name in json.loads(self.store.fact(fact) or "{}").items()}


@contextmanager
def workshop(
    settings: Settings, progress: Progress, *, delay: float = 0.0, only_a_copy: bool = False, builds: bool = True
) -> Iterator[Workshop]:
    """Open the store, alone, with the owner's pins in it; with `only_a_copy` nothing on disk is touched."""
    file = settings.database_path
    pinned = pins.read(pins_file(settings), settings.wikipedia.language)
    with (
        in_our_words(file),
        nullcontext() if only_a_copy else alone(settings),
        Store(file, only_a_copy=only_a_copy) as store,
    ):
        kept = store.findings.pins()
        shop = Workshop(settings=settings, store=store, progress=progress, delay=delay, builds=builds)
        shop.judge.loader.pins = kept
        if pinned is None and not only_a_copy:
            restore(store, pins_file(settings), kept)
        shop.heed(kept if pinned is None else pinned)
        yield shop


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the lock that only one run at a time can have; a killed run's is gone with it."""
    database = settings.database_path
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(f"{database}.lock", timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise AlreadyRunning(f"Another run is working on {database}; wait until it is done.") from None
    except FileExistsError:
        raise LocalTrouble(f"{database.parent} is a file, not a folder; correct [paths] database.") from None
    try:
        yield
    finally:
        lock.release()


def site(settings: Settings) -> Site:
    """Return the Hugo site."""
    return Site(settings.site_path, title=settings.site.title, base_url=settings.site.base_url)
