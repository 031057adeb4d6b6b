"""The only place that puts the parts together: settings in, a workshop out."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

import filelock

from scraper.artwork import Artwork
from scraper.bundled import bundled
from scraper.errors import AlreadyRunning, BadSettings, LocalTrouble
from scraper.harvest import FIELDS, FOLDERS, Harvest
from scraper.pages import ContentFolder, Openness, Pages
from scraper.progress import Progress
from scraper.publishing import Publisher
from scraper.settings import Settings
from scraper.site import Site
from scraper.store import Store, in_our_words
from services import discogs, transport


@dataclass(kw_only=True)
class Workshop:
    """The parts of a run, made on demand."""

    settings: Settings
    store: Store
    progress: Progress
    delay: float = 0.0

    def harvest(self, refresh_before: datetime | None = None) -> Harvest:
        """Return the harvest from Discogs; raise BadSettings without a username."""
        privacy = self.settings.privacy
        return Harvest(
            discogs=discogs_client(self.settings, self.delay),
            store=self.store,
            artwork=Artwork(self.artwork, self.settings.artwork.max_pixels),
            progress=self.progress,
            refresh_before=refresh_before,
            own_names=privacy.notes or privacy.condition or privacy.prices,
        )

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
            pages=Pages(templates, self.artwork, self._openness()),
            content=ContentFolder(site(self.settings).content, kept),
            progress=self.progress,
            dry=dry,
            overwrite=overwrite,
        )

    def _openness(self) -> Openness:
        privacy = self.settings.privacy
        return Openness(
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
    settings: Settings, progress: Progress, *, delay: float = 0.0, only_a_copy: bool = False
) -> Iterator[Workshop]:
    """Open the store, alone; with `only_a_copy` nothing on disk is touched."""
    file = settings.database_path
    with (
        in_our_words(file),
        nullcontext() if only_a_copy else alone(settings),
        Store(file, only_a_copy=only_a_copy) as store,
    ):
        yield Workshop(settings=settings, store=store, progress=progress, delay=delay)


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


def discogs_client(settings: Settings, delay: float = 0.0) -> discogs.Discogs:
    """Return the client of Discogs; raise BadSettings without a username."""
    chosen = settings.discogs
    if not chosen.username:
        raise BadSettings("discogs.username is not set; `scrape init` asks for it, or set DISCOGS_USERNAME.")
    token = chosen.token.get_secret_value() if chosen.token else None
    per_minute = chosen.requests_per_minute or (discogs.WITH_TOKEN if token else discogs.ANONYMOUS)
    # What people enter here may hold letters that a header cannot.
    shared = transport.session(quote(settings.contact, safe=":/@+?&=#%~,;!()"), program_version())
    api = transport.Channel(
        shared,
        "Discogs",
        # Discogs' window is a minute; a rate above what it ever allows is for a server whose minute is shorter.
        transport.Throttle(per_minute, window=60.0 if per_minute <= discogs.WITH_TOKEN else None, delay=delay),
        headers=discogs.authorization(token),
        guide=discogs.limit_and_used,
    )
    throttle = transport.Throttle(per_minute * discogs.IMAGES_PER_REQUEST, delay=delay)
    return discogs.Discogs(
        api,
        transport.Channel(shared, "Discogs' images", throttle),
        chosen.base_url,
        chosen.username,
        with_token=bool(token),
    )


def program_version() -> str:
    """Return the installed version."""
    try:
        return version("sleevenotes")
    except PackageNotFoundError:
        return "0"
