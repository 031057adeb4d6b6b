"""Which artists, masters and labels are wanted: those that what is loaded mentions, and those named in a list."""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.folding import fold
from scraper.catalogue.tables import Kind
from scraper.domain.credits import display_name
from scraper.run.errors import BadUsage, local_trouble

_MENTIONS = {
    "artists": ("release_artist.artist_id", "release_track_artist.artist_id", "master_artist.artist_id"),
    "labels": ("release_label.label_id", "release_series.series_id", "release_company.company_id"),
    "masters": ("release_index.master_id",),
    "releases": (),
}
_RELATIVES = ("artist_alias.alias_id", "artist_member.member_id", "artist_group.group_id")
_NAMES = ("artist.artist_id", "artist_alias.alias_id", "artist_variation.artist_id")
_MANY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The artists that a list names."""

    ids: frozenset[int]
    """With their aliases, members and groups."""
    missing: tuple[str, ...]
    """Names that nobody has."""


def mentioned(catalogue: Catalogue, kind: Kind) -> frozenset[int]:
    """Return the ids of a kind that the loaded releases and masters mention."""
    found: set[int] = set()
    for table, column in _columns(_MENTIONS[kind]):
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} <> 0"
        found.update(_ids(catalogue, query))
    return frozenset(found)


def names_in(file: Path) -> list[str]:
    """Return the names in a list: a line each, or the first column of a `.csv`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; name a list of artists, one a line.") from None
    except UnicodeDecodeError:
        raise BadUsage(f"{file} is no UTF-8 text; save it as such.") from None
    except OSError as error:
        raise local_trouble(error) from error
    lines = text.splitlines()
    found = [row[0] for row in csv.reader(lines) if row] if file.suffix.lower() == ".csv" else lines
    return [name.strip() for name in found if name.strip()]


def artists_named(catalogue: Catalogue, names: Iterable[str]) -> Named:
    """Return who is meant by names, whatever their case, accents and numbers in brackets, and who belongs to them.

    Raises BadUsage while no artists are loaded.
    """
    if "artists" not in catalogue.loads():
        raise BadUsage(
            "Artists are looked up by name in the catalogue, and none are loaded; "
            "run `scrape catalogue ingest --type artists --keep all` first."
        )
    wanted = {_key(name): name for name in names}
    found: dict[str, set[int]] = {}
    for table, column in _columns(_NAMES):
        for number, name in catalogue.rows(f"SELECT {column}, name FROM {table} WHERE name IS NOT NULL"):
            if number and (key := _key(str(name))) in wanted:
                found.setdefault(key, set()).add(int(number))
    ids = frozenset[int]().union(*found.values())
    missing = tuple(name for key, name in wanted.items() if key not in found)
    return Named(ids=ids | relatives(catalogue, ids), missing=missing)


def relatives(catalogue: Catalogue, artists: Collection[int]) -> frozenset[int]:
    """Return the ids of the aliases, members and groups of artists."""
    found: set[int] = set()
    waiting = iter(sorted(artists))
    while some := list(islice(waiting, _MANY)):
        marks = ", ".join("?" * len(some))
        for table, column in _columns(_RELATIVES):
            query = f"SELECT {column} FROM {table} WHERE artist_id IN ({marks}) AND {column} IS NOT NULL"
            found.update(int(str(number)) for (number,) in catalogue.rows(query, some))
    return frozenset(found - {0})


def _key(name: str) -> str:
    return fold(display_name(name))


def _columns(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        table, _, column = name.partition(".")
        yield table, column


def _ids(catalogue: Catalogue, query: str) -> Iterator[int]:
    return (int(str(number)) for (number,) in catalogue.rows(query))
