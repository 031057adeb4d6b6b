"""What the program knows of a service before it asks anything of it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from scraper.domain.links import Addresses, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCredit:
    """What the pages owe to a service whose entries they show."""

    url: str
    """The service's own home page."""
    gives: str
    """A sentence on what these pages have from it."""
    notice: str
    """The sentence that its terms ask for, as HTML of our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLender:
    """Somebody who lends images, and that pages do not link to otherwise."""

    name: str
    """As settings name it."""
    title: str
    credit: ServiceCredit


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The settings of a service that needs none but these; services with more have a section of their own."""

    base_url: str
    requests_per_minute: float
    enabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """A service: its name, the forms of its addresses, its player, and what it must be credited with."""

    name: str
    """As settings, the store and pins name it."""
    title: str
    """As people write it."""
    addresses: Addresses
    is_linked: bool
    """Whether pages link to it; False where it only leads to others."""
    credit: ServiceCredit | None = None
    """None where pages show nothing of it."""
    player: Callable[[Entry, str], str] = lambda entry, url: ""  # noqa: ARG005  # no player
    """Return the address of the player for an entry, '' where there is none; the last argument is its own address."""
    section: Section | None = None
    """None where run/settings.py has a section for it."""
