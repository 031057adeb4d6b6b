"""Releases that are never published: the list of them, and what is put on it and taken off it."""

from collections.abc import Collection
from dataclasses import dataclass

from scraper.domain.releases import ReleaseId
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.store import Store
from scraper.wiring.workshop import workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRelease:
    """A release that is never published."""

    release_id: ReleaseId
    title: str
    """'Artist: title'; '' for a release that we know nothing of."""

    def __str__(self) -> str:
        return f"{self.release_id} {self.title}".rstrip()


def skip_releases(settings: Settings, releases: Collection[int]) -> list[SkippedRelease]:
    """Never publish these releases, from the next run on; return the whole list."""
    with workshop(settings, Progress()) as shop:
        shop.store.skip(releases)
        return _listed(shop.store)


def unskip_releases(settings: Settings, releases: Collection[int]) -> list[SkippedRelease]:
    """Publish these releases again, from the next run on; return the list, raise BadUsage for one not on it."""
    with workshop(settings, Progress()) as shop:
        unknown = sorted(set(releases) - set(shop.store.skipped()))
        if unknown:
            raise BadUsage(f"Not on the list: {', '.join(map(str, unknown))}; `scrape skip list` shows what is.")
        shop.store.unskip(releases)
        return _listed(shop.store)


def skipped_releases(settings: Settings) -> list[SkippedRelease]:
    """Return the releases that are never published."""
    with workshop(settings, Progress()) as shop:
        return _listed(shop.store)


def _listed(store: Store) -> list[SkippedRelease]:
    return [SkippedRelease(release_id=ReleaseId(number), title=title) for number, title in store.skipped().items()]
