"""The owner's pins in pins.toml: read, checked, and changed without losing what else stands in the file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Comment, Table

from scraper.domain import service_facts
from scraper.domain.evidence import ServiceName
from scraper.domain.links import PinKind, What
from scraper.domain.subjects import Pins, Subject
from scraper.run.errors import BadSettings, BadUsage
from scraper.run.files import write_whole

NONE, AUTO = "none", "auto"
HEAD = "Your word on what belongs to what; `scrape pin` writes it, and you may edit it."
_SECTIONS: dict[str, PinKind] = {"releases": "release", "artists": "artist"}
_FITTING: dict[PinKind, set[What]] = {
    "release": {"album", "article", "release", "release-group", "video", "playlist"},
    "artist": {"artist", "article", "channel"},
}
_MOST_DIGITS = 18


def service_named(text: str) -> ServiceName:
    """Return the service that is meant; raise BadUsage with the choices."""
    name = text.strip().casefold().replace("-", "_").replace(" ", "_")
    found = next(
        (service for service in service_facts.linked_services() if name in (service, service.replace("_", ""))), None
    )
    if found is None:
        raise BadUsage(f"There is no service {text!r}; give one of {', '.join(service_facts.linked_services())}.")
    return found


def address_meant(kind: PinKind, service: ServiceName, text: str, language: str) -> str:
    """Return the address of what is meant by an address, an id, or an article's title; '' for `none`.

    `language` is the one of articles that are named by their title alone. Raises BadUsage.
    """
    plain = text.strip()
    if plain.casefold() == NONE:
        return ""
    name = service_facts.title_of(service)
    entry = service_facts.entry_at(plain)
    if entry is None and "://" not in plain:
        entry = service_facts.facts_of(service).addresses.by_id(kind, plain, language)
    if entry is None:
        raise BadUsage(f"{text!r} leads to nothing at {name} that could be a{'n' * (kind == 'artist')} {kind}'s.")
    if entry.service != service:
        raise BadUsage(f"{text!r} is not at {name}, but at {service_facts.title_of(entry.service)}.")
    if entry.what not in _FITTING[kind]:
        raise BadUsage(f"{text!r} is {_a(entry.what)} at {name}; {_a(kind)} cannot be that.")
    return entry.url


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "ai" else f"a {word}"


def read(file: Path, language: str) -> Pins | None:
    """Return what the file says, None where there is no file; raise BadSettings, naming every entry that is wrong."""
    if not file.exists():
        return None
    problems: list[str] = []
    found: dict[Subject, dict[str, str]] = {}
    for subject, where, name, value in _entries(_parsed(file).unwrap(), problems):
        try:
            service = service_named(name)
            address = address_meant(cast("PinKind", subject.kind), service, value, language)
        except BadUsage as error:
            problems.append(f"{where} {name}: {error}")
            continue
        if found.setdefault(subject, {}).setdefault(service, address) != address:
            problems.append(f"{where} {name}: this is there twice, and says two things.")
    if problems:
        raise BadSettings(f"{file} needs correction: {' '.join(problems)}")
    return found


def _entries(content: Mapping[str, Any], problems: list[str]) -> Iterator[tuple[Subject, str, str, str]]:
    """Yield each entry with its subject, the heading it stands under, its name and its value; note what is wrong."""
    for section, tables in content.items():
        if section not in _SECTIONS or not isinstance(tables, dict):
            problems.append(f"{section}: only [releases.ID] and [artists.ID] belong here.")
            continue
        for number, entries in tables.items():
            where = f"[{section}.{number}]"
            if not _is_id(number) or not isinstance(entries, dict):
                problems.append(f"{where}: under releases and artists stand sections named by Discogs ids.")
                continue
            subject = Subject(kind=_SECTIONS[section], subject_id=int(number))
            for name, value in entries.items():
                if isinstance(value, str):
                    yield subject, where, name, value
                else:
                    problems.append(f"{where} {name}: this is no text; put it in quotation marks.")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and not text.startswith("0")


def _parsed(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_bytes().decode("utf-8-sig"))
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise BadSettings(f"{file} is not valid TOML: {error}. Correct it.") from None


def put(file: Path, subject: Subject, service: ServiceName, url: str | None, title: str) -> None:
    """Write one pin, '' for none, or take it out with None; `title` becomes the remark on a new section."""
    document = _parsed(file) if file.exists() else _new()
    _put(document, subject, service, url, title)
    _write(file, document)


def write(file: Path, pins: Pins, titles: Mapping[Subject, str]) -> None:
    """Write a file that says all this."""
    document = _new()
    for subject in sorted(pins, key=lambda one: (one.kind != "release", one.subject_id)):
        for service, url in pins[subject].items():
            _put(document, subject, service, url, titles.get(subject, ""))
    _write(file, document)


def _new() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment(HEAD))
    return document


def _put(document: tomlkit.TOMLDocument, subject: Subject, service: str, url: str | None, title: str) -> None:
    section, number = f"{subject.kind}s", str(subject.subject_id)
    if url is not None and section not in document:
        document[section] = tomlkit.table(is_super_table=True)
    tables = cast("dict[str, Any]", document.get(section, {}))
    if url is not None and number not in tables:
        tables[number] = _section(title)
    entries = tables.get(number, {})
    # The owner may have written it in another way.
    for name in [name for name in entries if _is_named(name, service) and (url is None or name != service)]:
        del entries[name]
    if url is not None:
        entries[service] = url or NONE
    elif number in tables and not entries and not _has_remarks(entries):
        del tables[number]


def _section(title: str) -> Table:
    table = tomlkit.table()
    remark = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
    if remark:
        table.comment(remark)
    return table


def _is_named(name: str, service: str) -> bool:
    try:
        return service_named(name) == service
    except BadUsage:
        return False


def _has_remarks(entries: object) -> bool:
    return isinstance(entries, Table) and any(isinstance(item, Comment) for _, item in entries.value.body)


def _write(file: Path, document: tomlkit.TOMLDocument) -> None:
    write_whole(file, tomlkit.dumps(document).encode())
