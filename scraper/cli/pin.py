"""`scrape pin`: the owner's word on what belongs to what, kept for good, and the page that it changes."""

import argparse
import re
import sys

from scraper.app import runs
from scraper.domain.evidence import SERVICE_NAMES, Service
from scraper.domain.subjects import Subject
from scraper.review import pins
from scraper.review.applied_pins import titles
from scraper.run.errors import BadUsage, ExitCode
from scraper.run.report import Report
from scraper.store import Store
from scraper.wiring import Workshop

LIST = "list"
_RELEASE = re.compile(r"(?:\S*/release/)?(\d{1,18})(?:-\S*)?|\S*-(\d{1,18})/?", re.ASCII)
"""An id, an address at Discogs, or the address of our page."""


def is_list(options: argparse.Namespace) -> bool:
    """Tell whether the pins are to be listed; raise BadUsage for half a pin."""
    if options.subject == LIST and options.service is None and not options.is_artist:
        return True
    if options.entry is None:
        raise BadUsage("A pin needs a release or artist, a service, and an address, an id, `none` or `auto`.")
    return False


def show(shop: Workshop) -> int:
    """Print what is pinned."""
    known = titles(shop.store)
    for subject, named in shop.store.findings.pins().items():
        sys.stdout.write(f"{subject.kind} {subject.subject_id} {known.get(subject, '')}".rstrip() + "\n")
        for service, url in named.items():
            sys.stdout.write(f"  {service} {url or pins.NONE}\n")
    return ExitCode.WELL


def pin(shop: Workshop, options: argparse.Namespace, report: Report) -> None:
    """Keep a pin, ask what it makes worth asking, and redo the page."""
    subject, title = _subject(shop.store, options)
    service = pins.service_named(options.service)
    url = _wanted(shop, subject, service, options.entry)
    # Before anything is kept: settings that cannot be used end it here.
    harvest = shop.harvest()
    shop.pin(subject, service, url)
    harvest.enrich(subject, report)
    report.notes.insert(0, f"{title}: {_said(shop.store, subject, service, url)}")
    report.notes += _missing(shop.store, subject, service, url)
    runs.publish(shop, report)


def _subject(store: Store, options: argparse.Namespace) -> tuple[Subject, str]:
    if options.is_artist:
        artist_id, name = runs.find_artist(store, options.subject)
        return Subject(kind="artist", subject_id=artist_id), name
    found = _RELEASE.fullmatch(options.subject.strip())
    if not found:
        raise BadUsage(f"{options.subject!r} is no release id; it is the number at the end of a page's address.")
    subject = Subject(kind="release", subject_id=int(found[1] or found[2]))
    known = titles(store)
    if subject not in known:
        raise BadUsage(f"Release {subject.subject_id} is not on your shelf; give the id of one that is.")
    return subject, known[subject]


def _wanted(shop: Workshop, subject: Subject, service: Service, text: str) -> str | None:
    """Return the address that is meant, '' for none; None to let go of a pin, where there is one."""
    if text.strip().casefold() != pins.AUTO:
        kind: pins.Kind = "artist" if subject.kind == "artist" else "release"
        return pins.address_meant(kind, service, text, shop.settings.wikipedia.language)
    if service not in shop.store.findings.pins().get(subject, {}):
        raise BadUsage(f"There is no pin at {SERVICE_NAMES[service]} to take back; `scrape pin list` shows what is.")
    return None


def _said(store: Store, subject: Subject, service: Service, url: str | None) -> str:
    name = SERVICE_NAMES[service]
    if url:
        return f"pinned {url}."
    if url == "":
        return f"nothing at {name} belongs to it, as you say."
    found = store.findings.of(subject).get(service)
    now = f"; found now is {found.url}: {found.evidence}" if found and found.entry_id else ""
    return f"the pin at {name} is taken back{now}."


def _missing(store: Store, subject: Subject, service: Service, url: str | None) -> list[str]:
    """Say so when an article was asked for, and has no text for the page."""
    if service != "wikipedia" or not url:
        return []
    texts = store.findings.texts(subject.kind).get(subject.subject_id, [])
    if any(text.source == "wikipedia" for text in texts):
        return []
    return ["The page links to the article without its text: it could not be had, or there is no such article."]
