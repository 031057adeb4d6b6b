"""What is known of each service before anything is asked of it: read by pages, pins, settings and the site alike. Pure.

A service that is in `KNOWN` is linked, pinned, played and credited; what it is asked stands in
`scraper.enrichment.services`.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from scraper.domain.links import Entry
from scraper.domain.service_facts import apple_music, deezer, musicbrainz, spotify, wikidata, wikipedia, youtube
from scraper.domain.service_facts.facts import Section, ServiceCredit, ServiceFacts

__all__ = [
    "KNOWN",
    "Section",
    "ServiceCredit",
    "ServiceFacts",
    "credits_by_name",
    "entries_of_property",
    "entry_at",
    "facts_of",
    "linked_services",
    "title_of",
    "wikidata_properties",
]

KNOWN: tuple[ServiceFacts, ...] = (
    apple_music.FACTS,
    spotify.FACTS,
    deezer.FACTS,
    youtube.FACTS,
    wikipedia.FACTS,
    musicbrainz.FACTS,
    wikidata.FACTS,
)
"""In the order in which pages link to them: where to listen before where to read."""


def facts_of(name: str) -> ServiceFacts:
    """Return the facts of a service; raise KeyError for a name that is no service's."""
    return {facts.name: facts for facts in KNOWN}[name]


def title_of(name: str) -> str:
    """Return a service's name as people write it."""
    return facts_of(name).title


def linked_services() -> tuple[str, ...]:
    """Return the names of the services that pages can link to, in the order of the links."""
    return tuple(facts.name for facts in KNOWN if facts.is_linked)


def credits_by_name() -> dict[str, tuple[str, ServiceCredit]]:
    """Return, for whomever pages have something from, the title and what is owed."""
    services = {facts.name: (facts.title, facts.credit) for facts in KNOWN if facts.credit}
    archive = musicbrainz.COVER_ART_ARCHIVE
    return {**services, archive.name: (archive.title, archive.credit)}


def entry_at(url: str) -> Entry | None:
    """Return the entry that an address leads to; None where it leads to no entry of a service that we know."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    facts = next((facts for facts in KNOWN if any(_is_at(host, known) for known in facts.addresses.hosts)), None)
    return facts.addresses.read(parts) if facts else None


def _is_at(host: str, known: str) -> bool:
    return host.endswith(known) if known.startswith(".") else host == known


def wikidata_properties() -> frozenset[str]:
    """Return the properties of Wikidata that hold ids of services."""
    return frozenset(name for facts in KNOWN for name in facts.addresses.by_property)


def entries_of_property(name: str, value: str) -> Iterator[Entry]:
    """Yield the entry that a value of such a property means, if it means one."""
    for facts in KNOWN:
        reader = facts.addresses.by_property.get(name)
        if reader and (entry := reader(value)):
            yield entry
