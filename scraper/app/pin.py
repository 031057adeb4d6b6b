"""The owner's word on what belongs to a release or an artist: kept for good, listed, and followed on the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.app.naming import artist_named, release_named
from scraper.app.publish import publish
from scraper.app.recorded import recorded
from scraper.domain import service_facts
from scraper.domain.evidence import ServiceName
from scraper.domain.links import PinKind
from scraper.domain.subjects import Subject
from scraper.review import pins
from scraper.review.applied_pins import titles
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.store import Store
from scraper.wiring.workshop import Workshop, workshop

NAME = "pin"
"""What the run is called in the log and in the store."""


@dataclass(frozen=True, kw_only=True)
class PinRequest:
    """What somebody says belongs to what, as they typed it."""

    subject: str
    """A release by its id or address; an artist by name, id or address."""
    is_artist: bool = False
    service: str
    """The service's name."""
    entry: str
    """An address, an id, an article's title; `none` for no entry at all, `auto` to take a pin back."""
    builds: bool = True
    """Have Hugo build the site; False leaves that to `scrape build`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedSubject:
    """A release or an artist with what is pinned to it."""

    subject: Subject
    title: str
    """'Artist: title' or a name; '' for what is not on the shelf any more."""
    entries: Mapping[str, str]
    """By service the address of the entry, '' where the owner says that there is none."""

    def lines(self) -> list[str]:
        """Return it in words."""
        head = f"{self.subject.kind} {self.subject.subject_id} {self.title}".rstrip()
        return [head, *(f"  {service} {url or pins.NONE}" for service, url in self.entries.items())]


def pinned_subjects(settings: Settings) -> list[PinnedSubject]:
    """Return all pins, even while a run is at work."""
    with workshop(settings, Progress(), only_a_copy=True) as shop:
        names = titles(shop.store)
        return [
            PinnedSubject(subject=subject, title=names.get(subject, ""), entries=entries)
            for subject, entries in shop.store.findings.pins().items()
        ]


def pin(settings: Settings, request: PinRequest, progress: Progress) -> Report:
    """Keep a pin, ask what it makes worth asking, and redo the page; raise BadUsage for what makes no sense."""
    report = Report()
    with workshop(settings, progress, builds=request.builds) as shop, recorded(shop.store, NAME, report):
        subject, title = _subject(shop.store, request)
        service = pins.service_named(request.service)
        url = _address(shop, subject, service, request.entry)
        # Before anything is kept: settings that cannot be used end it here.
        harvest = shop.harvest()
        shop.pin(subject, service, url)
        harvest.enrich(subject, report)
        report.notes.insert(0, f"{title}: {_outcome(shop.store, subject, service, url)}")
        report.notes += _missing_text(shop.store, subject, service, url)
        publish(shop, report)
    return report


def _subject(store: Store, request: PinRequest) -> tuple[Subject, str]:
    if request.is_artist:
        artist_id, name = artist_named(store, request.subject)
        return Subject(kind="artist", subject_id=artist_id), name
    return release_named(store, request.subject)


def _address(shop: Workshop, subject: Subject, service: ServiceName, entry: str) -> str | None:
    """Return the address that is meant, '' for none; None to let go of a pin, where there is one."""
    if entry.strip().casefold() != pins.AUTO:
        kind: PinKind = "artist" if subject.kind == "artist" else "release"
        return pins.address_meant(kind, service, entry, shop.settings.wikipedia.language)
    if service not in shop.judge.loader.pins_of(subject):
        raise BadUsage(
            f"There is no pin at {service_facts.title_of(service)} to take back; `scrape pin list` shows what is."
        )
    return None


def _outcome(store: Store, subject: Subject, service: ServiceName, url: str | None) -> str:
    name = service_facts.title_of(service)
    if url:
        return f"pinned {url}."
    if url == "":
        return f"nothing at {name} belongs to it, as you say."
    finding = store.findings.of(subject).get(service)
    now = f"; found now is {finding.url}: {finding.evidence}" if finding and finding.entry_id else ""
    return f"the pin at {name} is taken back{now}."


def _missing_text(store: Store, subject: Subject, service: ServiceName, url: str | None) -> list[str]:
    """Say so when an article was asked for, and has no text for the page."""
    if service != "wikipedia" or not url:
        return []
    texts = store.findings.texts(subject.kind).get(subject.subject_id, [])
    if any(text.source == "wikipedia" for text in texts):
        return []
    return ["The page links to the article without its text: it could not be had, or there is no such article."]
