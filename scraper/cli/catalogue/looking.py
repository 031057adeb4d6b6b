"""`scrape catalogue search`, `show` and `status`: what the catalogue holds, for people and as JSON."""

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from scraper.catalogue import records, status
from scraper.catalogue.backend import Catalogue, Question
from scraper.catalogue.records import Record
from scraper.catalogue.search import search as find
from scraper.catalogue.tables import Kind
from scraper.cli.catalogue.cards import artist_card, label_card, master_card, release_card
from scraper.cli.catalogue.printing import dumped, say, table
from scraper.cli.catalogue.sizes import in_bytes
from scraper.domain.words import plain, plural
from scraper.run.errors import BadUsage, ExitCode
from scraper.run.settings import Settings
from scraper.wiring import existing_catalogue

_FIELDS = ("text", "artist", "title", "track", "label", "catno", "barcode")
_FOUND = ("release_id", "artists", "title", "year", "country", "formats", "labels", "catnos")
_BAD_SHOWN = 5
Card = Callable[[Record, str, list[Record]], list[str]]


def search(settings: Settings, options: argparse.Namespace) -> int:
    """Print what is found, best first."""
    question = Question(**{name: getattr(options, name) for name in _FIELDS}, limit=options.most)
    if not any(getattr(question, name).strip() for name in _FIELDS):
        raise BadUsage('Say what to search for, as in `scrape catalogue search "bjork debut"`.')
    with closing(existing_catalogue(settings)) as catalogue:
        _must_hold(catalogue, "releases")
        hits = [asdict(hit) for hit in find(catalogue, question)]
    if options.json:
        say([dumped(hits, indent=1)])
    elif not hits:
        say(["Nothing is like that."])
    else:
        say(table(_FOUND, ([hit[name] or "" for name in _FOUND] for hit in hits)))
    return ExitCode.WELL


def show(settings: Settings, options: argparse.Namespace) -> int:
    """Print the card of a record."""
    wanted = {name: getattr(options, name) for name in ("release", "artist", "label", "master")}
    named = [name for name, value in wanted.items() if value is not None]
    if len(named) != 1:
        raise BadUsage("Name one record: a release's id, --artist, --label or --master.")
    with closing(existing_catalogue(settings)) as catalogue:
        match named[0]:
            case "release":
                found = _one(catalogue, "releases", options.release)
                _print(options, found, release_card(found))
            case "master":
                _show_master(catalogue, options)
            case "artist":
                _show_named(catalogue, options, "artists", options.artist, artist_card)
            case _:
                _show_named(catalogue, options, "labels", options.label, label_card)
    return ExitCode.WELL


def _one(catalogue: Catalogue, kind: Kind, number: int) -> Record:
    found = records.record(catalogue, kind, number)
    if found is None:
        raise BadUsage(f"The catalogue holds no {kind.removesuffix('s')} {number}; {_loaded(catalogue)}.")
    return found


def _show_master(catalogue: Catalogue, options: argparse.Namespace) -> None:
    releases = records.releases_of(catalogue, "masters", options.master)
    found = records.record(catalogue, "masters", options.master)
    if found is None and not releases:
        raise BadUsage(f"The catalogue holds no master {options.master}; {_loaded(catalogue)}.")
    known = found or {"master_id": options.master}
    _print(options, known | {"releases": releases}, master_card(known, releases))


def _show_named(catalogue: Catalogue, options: argparse.Namespace, kind: Kind, text: str, card: Card) -> None:
    one = kind.removesuffix("s")
    found = records.named(catalogue, kind, text.strip())
    if not found:
        raise BadUsage(f"The catalogue knows no {one} {text!r}; {_loaded(catalogue)}.")
    numbers = {number for number, _ in found}
    if len(numbers) > 1:
        listed = "; ".join(f"{number} {plain(name)}" for number, name in found[:_BAD_SHOWN])
        more = f" and {len(found) - _BAD_SHOWN} more" if len(found) > _BAD_SHOWN else ""
        raise BadUsage(f"Several are called {text!r}; give the id of one: {listed}{more}.")
    number, name = found[0]
    known = records.record(catalogue, kind, number) or {f"{one}_id": number, "name": name}
    releases = records.releases_of(catalogue, kind, number)
    _print(options, known | {"releases": releases}, card(known, known["name"] or name, releases))


def _print(options: argparse.Namespace, found: Record, card: list[str]) -> None:
    say([dumped(found, indent=1)] if options.json else card)


def show_status(settings: Settings, options: argparse.Namespace) -> int:
    """Print what is loaded, how much, and how old it is."""
    with closing(existing_catalogue(settings)) as catalogue:
        kinds = list(status.kinds(catalogue, datetime.now(UTC).date()))
        bad = status.bad_records(catalogue, _BAD_SHOWN)
        if options.json:
            told: dict[str, Any] = {"catalogue": catalogue.name, "bytes": catalogue.size()}
            say([dumped(told | {"kinds": [asdict(kind) for kind in kinds]}, indent=1)])
            return ExitCode.WELL
        say([f"{catalogue.name}: {in_bytes(catalogue.size())}", ""])
    say(table(("kind", "month", "age", "keep", "kept", "of", "bad", "loaded"), map(_row, kinds)))
    counted = [(name, f"{count}") for kind in kinds for name, count in kind.rows.items()]
    say(
        ["", *table(("table", "rows"), counted)]
        if counted
        else ["", "Nothing is loaded; `scrape catalogue guide` helps."]
    )
    say(f"Not readable: {kind} record {number} of the file: {plain(reason)}" for kind, number, reason in bad)
    return ExitCode.WELL


def _row(one: status.KindStatus) -> list[object]:
    loaded = one.loaded
    if loaded is None:
        return [one.kind, "-", "-", "-", "-", "-", "-", "-"]
    age = "?" if one.months_old is None else "newest" if one.months_old == 0 else plural(one.months_old, "month")
    counts = (loaded.kept, loaded.records, loaded.bad)
    return [one.kind, loaded.month or "?", age, loaded.keep, *counts, loaded.loaded_at]


def _loaded(catalogue: Catalogue) -> str:
    """Return what is loaded, for whoever misses something."""
    told = ", ".join(f"{kind} ({loaded.keep}, {loaded.kept:,})" for kind, loaded in catalogue.loads().items())
    return f"loaded are {told}" if told else "nothing is loaded; `scrape catalogue guide` helps"


def _must_hold(catalogue: Catalogue, kind: Kind) -> None:
    if kind not in catalogue.loads():
        raise BadUsage(f"No {kind} are loaded; `scrape catalogue guide` helps to begin.")
