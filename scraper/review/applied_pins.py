"""Has the store follow the owner's pins: pins.toml is the truth, and what changed in it is concluded and asked anew."""

import json
from collections.abc import Sequence
from pathlib import Path

from scraper.domain import service_facts
from scraper.domain.evidence import ServiceName
from scraper.domain.subjects import Pins, Subject
from scraper.enrichment import Judge
from scraper.enrichment.services import image_sources_of, sources_of
from scraper.review import pins
from scraper.run.settings import Settings
from scraper.store import Store

HEEDED = "heeded-pins"


def pins_file(settings: Settings) -> Path:
    """Return the file of pins, beside config.toml."""
    return settings.at_home(Path("pins.toml"))


def titles(store: Store) -> dict[Subject, str]:
    """Return what the shelf's releases and artists are called: 'Artist: Title', and names."""
    releases = {number: f"{line.artist_line}: {line.title}" for number, line in store.shelf.lines().items()}
    return {
        **{Subject(kind="release", subject_id=number): title for number, title in releases.items()},
        **{Subject(kind="artist", subject_id=number): name for number, name in store.shelf.artist_names().items()},
    }


def restore(store: Store, file: Path, kept: Pins) -> None:
    """Write a file that was lost anew from the pins that the store remembers."""
    if kept:
        pins.write(file, kept, titles(store))


def heed(store: Store, judge: Judge, kept: Pins, wanted: Pins) -> None:
    """Make pins the store's; what is said of their subjects is concluded anew, and asked anew where it helps.

    `kept` are the pins that the store holds. Which pins were heeded is remembered last: a run that is killed meanwhile
    is made up for by the next one.
    """
    before = _unpacked(store.fact(HEEDED))
    if wanted != kept:
        store.findings.save_pins(wanted)
    for subject in sorted({*wanted, *before}):
        old, new = before.get(subject, {}), wanted.get(subject, {})
        changed = [service for service in service_facts.linked_services() if old.get(service) != new.get(service)]
        if changed:
            _conclude_anew(store, judge, subject, changed)
    if wanted != before:
        store.remember(HEEDED, _packed(wanted))


def _conclude_anew(store: Store, judge: Judge, subject: Subject, changed: Sequence[ServiceName]) -> None:
    pinned = judge.loader.pins_of(subject)
    for service in changed:
        # Where there is none, there is nothing to ask.
        if pinned.get(service) != "":
            store.findings.forget_answers(subject, _asked_again(service))
    before = _entries(store, subject)
    if subject.kind == "artist":
        judge.conclude_artist(subject)
    for pressing in store.findings.pressings(subject.subject_id) if subject.kind == "release" else []:
        judge.conclude_release(pressing)
        judge.loader.let_go(pressing.album)
    judge.loader.let_go(subject)
    after = _entries(store, subject)
    gone = {
        lender
        for service in changed
        if before.get(service) != after.get(service)
        for lender in image_sources_of(service)
    }
    picture = store.shelf.pictures(subject.kind).get(subject.subject_id)
    if picture and picture.source in gone:
        store.forget_picture(subject.kind, subject.subject_id)


def _entries(store: Store, subject: Subject) -> dict[str, str]:
    return {service: finding.entry_id for service, finding in store.findings.of(subject).items() if finding.entry_id}


def _asked_again(service: ServiceName) -> list[str]:
    """Return who is asked again when a pin changes; MusicBrainz has the same to say, whatever is pinned."""
    return [] if service == "musicbrainz" else [source.name for source in sources_of(service)]


def _packed(wanted: Pins) -> str:
    return json.dumps([[one.kind, one.subject_id, {**named}] for one, named in sorted(wanted.items())])


def _unpacked(fact: str) -> dict[Subject, dict[str, str]]:
    return {Subject(kind=kind, subject_id=number): named for kind, number, named in json.loads(fact or "[]")}
