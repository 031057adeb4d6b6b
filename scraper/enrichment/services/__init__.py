"""Every service that the program asks or links to, each with one record in a file of its own.

To add one, write its facts, its client, its translation and its record, and name them in `KNOWN` and in `SERVICES`:
settings, doctor, pins, links, players, credits, counts and questions all read from there.
"""

from collections.abc import Iterator

from scraper.enrichment.services.apple_music import APPLE_MUSIC
from scraper.enrichment.services.deezer import DEEZER
from scraper.enrichment.services.musicbrainz import MUSICBRAINZ
from scraper.enrichment.services.service import Channels, Check, Service, SourceRecord
from scraper.enrichment.services.spotify import SPOTIFY
from scraper.enrichment.services.wikidata import WIKIDATA
from scraper.enrichment.services.wikipedia import WIKIPEDIA
from scraper.enrichment.services.youtube import YOUTUBE

__all__ = [
    "SERVICES",
    "Channels",
    "Check",
    "Service",
    "SourceRecord",
    "checks",
    "edition_services",
    "edition_sources",
    "image_sources_of",
    "service_found_by",
    "source_records",
    "sources_of",
]

SERVICES: tuple[Service, ...] = (APPLE_MUSIC, SPOTIFY, DEEZER, WIKIDATA, WIKIPEDIA, MUSICBRAINZ, YOUTUBE)
"""In the order in which `scrape doctor` and reports name them."""


def source_records() -> Iterator[tuple[Service, SourceRecord]]:
    """Yield all who can be asked, each with the service whose entries it finds."""
    for service in SERVICES:
        for source in service.sources:
            yield service, source


def checks() -> list[Check]:
    """Return how each part of each service is looked at, in the order of the lines of `scrape doctor`."""
    return [check for service in SERVICES for check in service.checks]


def edition_sources() -> dict[str, str]:
    """Return the sources that know editions, each with the service whose entries it finds; the others know albums."""
    return {source.name: service.facts.name for service, source in source_records() if source.candidates}


def edition_services() -> list[str]:
    """Return the services whose albums are compared with a release."""
    return list(dict.fromkeys(edition_sources().values()))


def service_found_by(source: str) -> str:
    """Return the service whose entries a source finds."""
    return {record.name: service.facts.name for service, record in source_records()}.get(source, source)


def sources_of(name: str) -> list[SourceRecord]:
    """Return whom to ask for a service's entries."""
    return [source for service, source in source_records() if service.facts.name == name]


def image_sources_of(name: str) -> list[str]:
    """Return the sources of images that stand and fall with an entry of a service."""
    return [image for service in SERVICES if service.facts.name == name for image in service.images]
