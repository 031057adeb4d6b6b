"""All that the catalogue holds of one record."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from scraper.app.catalogue.vocabulary import DumpKind
from scraper.catalogue import records
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.records import Record
from scraper.domain.words import plain
from scraper.run.errors import BadUsage
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue

__all__ = ["Record", "ShowRequest", "ShownRecord", "show"]

_NAMESAKES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class ShowRequest:
    """One record: a release or a master by its id, an artist or a label by name or id; exactly one is not None."""

    release: int | None = None
    artist: str | None = None
    label: str | None = None
    master: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """What was found of it."""

    kind: DumpKind
    record: Record
    """Its own columns, and a list of rows for each table below it; little where only releases tell of it."""
    name: str = ""
    """An artist's or a label's; '' otherwise."""
    releases: Sequence[Record] | None = None
    """Those in the catalogue; None for a release, which is one itself."""

    @property
    def whole(self) -> Record:
        """Return the record with its releases."""
        return self.record if self.releases is None else self.record | {"releases": self.releases}


def show(settings: Settings, request: ShowRequest) -> ShownRecord:
    """Return a record; raise BadUsage where the catalogue does not hold it, or several are called so."""
    named = [value for value in (request.release, request.artist, request.label, request.master) if value is not None]
    if len(named) != 1:
        raise BadUsage("Name one record: a release's id, --artist, --label or --master.")
    with closing(existing_catalogue(settings)) as catalogue:
        if request.release is not None:
            return _release(catalogue, request.release)
        if request.master is not None:
            return _master(catalogue, request.master)
        if request.artist is not None:
            return _named(catalogue, "artists", request.artist)
        return _named(catalogue, "labels", request.label or "")


def _release(catalogue: Catalogue, number: int) -> ShownRecord:
    record = records.record(catalogue, "releases", number)
    if record is None:
        raise BadUsage(f"The catalogue holds no release {number}; {_loaded(catalogue)}.")
    return ShownRecord(kind="releases", record=record)


def _master(catalogue: Catalogue, number: int) -> ShownRecord:
    releases = records.releases_of(catalogue, "masters", number)
    record = records.record(catalogue, "masters", number)
    if record is None and not releases:
        raise BadUsage(f"The catalogue holds no master {number}; {_loaded(catalogue)}.")
    return ShownRecord(kind="masters", record=record or {"master_id": number}, releases=releases)


def _named(catalogue: Catalogue, kind: DumpKind, text: str) -> ShownRecord:
    noun = kind.removesuffix("s")
    named = records.by_name(catalogue, kind, text.strip())
    if not named:
        raise BadUsage(f"The catalogue knows no {noun} {text!r}; {_loaded(catalogue)}.")
    if len({number for number, _ in named}) > 1:
        listed = "; ".join(f"{number} {plain(name)}" for number, name in named[:_NAMESAKES_SHOWN])
        more = f" and {len(named) - _NAMESAKES_SHOWN:,} more" if len(named) > _NAMESAKES_SHOWN else ""
        raise BadUsage(f"Several are called {text!r}; give the id of one: {listed}{more}.")
    number, name = named[0]
    record = records.record(catalogue, kind, number) or {f"{noun}_id": number, "name": name}
    releases = records.releases_of(catalogue, kind, number)
    return ShownRecord(kind=kind, record=record, name=record["name"] or name, releases=releases)


def _loaded(catalogue: Catalogue) -> str:
    """Return what is loaded, for whoever misses something."""
    loads = ", ".join(f"{kind} ({loaded.keep}, {loaded.kept:,})" for kind, loaded in catalogue.loads().items())
    return f"loaded are {loads}" if loads else "nothing is loaded; `scrape catalogue guide` helps"
