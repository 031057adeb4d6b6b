"""One record for each service: what is known of it, whom to ask, and what its answers hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scraper.domain.evidence import Candidate
from scraper.domain.service_facts import ServiceFacts
from scraper.enrichment.question import Answers, Source
from scraper.run.settings import Settings
from services.errors import Refused
from services.transport import Channel

TOO_MANY = 429


class Channels(Protocol):
    """What clients are made from: the settings, and channels that keep to a service's limits."""

    @property
    def settings(self) -> Settings:
        """Return the owner's settings."""

    def channel(self, title: str, per_minute: float, busy: tuple[int, ...] = (TOO_MANY,)) -> Channel:
        """Return a channel of its own pace; `busy` are the statuses by which the service asks to slow down."""


@dataclass(frozen=True, kw_only=True)
class SourceRecord:
    """Whom to ask for a service's entries."""

    name: str
    """As the store names it."""
    title: str
    """As people write it."""
    connect: Callable[[Channels], Source | None]
    """Return what can be asked; None where it is switched off or a key is missing. Raises BadSettings for a bad key."""
    candidates: Callable[[Answers], list[Candidate]] | None = None
    """Return the albums in its answers about a release, to be compared with it; None where it knows no editions."""
    stands_in_for: str = ""
    """The source that is asked in its place where that one can be; '' where there is none."""


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What came of looking at a service that nothing is wrong with."""

    is_used: bool
    sentence: str
    """At which pace it is asked; or why it is not used, and what it would add."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """How `scrape doctor` looks at a part of a service."""

    title: str
    examine: Callable[[Channels], Examined]
    """Ask one small question; raise BadSettings or ServiceError for what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service with all that the program has to know of it."""

    facts: ServiceFacts
    sources: Sequence[SourceRecord] = ()
    """Empty where its entries are found elsewhere only."""
    images: Sequence[str] = ()
    """The sources of images, as settings name them, whose images stand and fall with an entry of it."""
    checks: Sequence[Check] = ()
    """In the order of the lines of `scrape doctor`."""


def well(per_minute: float, *, before: str = "", after: str = "") -> Examined:
    """Say that a service answers, and at which pace it is asked."""
    pace = f"{per_minute:,.0f}" if per_minute >= 1 else f"{per_minute:g}"
    requests = "request" if pace == "1" else "requests"
    return Examined(is_used=True, sentence=f"{before}{pace} {requests} a minute{after}")


def not_used(sentence: str) -> Examined:
    """Say why a service is not asked."""
    return Examined(is_used=False, sentence=sentence)


def switched_off(section: str, adds: str) -> Examined:
    """Say that the owner has switched a service off, and what it would add."""
    return not_used(f"switched off with {section}.enabled; it would add {adds}")


def doubted(error: Refused, question: str) -> Refused:
    """Return a refusal with a question that may lead to the reason."""
    sentence = str(error).removeprefix(f"{error.service}: ").rstrip(".")
    return Refused(error.service, f"{sentence}; {question}")
