"""The ids of wanted artists, masters and labels: those that loaded releases mention, and artists named in a list."""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.folded_text import fold
from scraper.catalogue.id_lists import batches, placeholders
from scraper.catalogue.tables import DumpKind
from scraper.domain.credits import display_name
from scraper.run.errors import BadUsage, local_trouble

_MENTIONS = {
    "artists": ("release_artist.artist_id", "release_track_artist.artist_id", "master_artist.artist_id"),
    "labels": ("release_label.label_id", "release_series.series_id", "release_company.company_id"),
    "masters": ("release_index.master_id",),
    "releases": (),
}
"""Columns in which releases and masters mention records of each kind."""
_RELATIVES = ("artist_alias.alias_id", "artist_member.member_id", "artist_group.group_id")
_NAMES = ("artist.artist_id", "artist_alias.alias_id", "artist_variation.artist_id")
"""Columns of the artist whom a row's `name` names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArtists:
    """The artists whom a list of names means."""

    ids: frozenset[int]
    """Their ids, and those of their aliases, members and groups."""
    missing: tuple[str, ...]
    """Names that no artist has."""


def mentioned_ids(catalogue: Catalogue, kind: DumpKind) -> frozenset[int]:
    """Return the ids of a kind that the loaded releases and masters mention."""
    ids: set[int] = set()
    for table, column in _tables_and_columns(_MENTIONS[kind]):
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} <> 0"
        ids.update(int(str(number)) for (number,) in catalogue.rows(query))
    return frozenset(ids)


def names_in(file: Path) -> list[str]:
    """Return the names in a list: one on each line, or in the first column of a `.csv`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadUsage(f"There is no file {file}; name a list of artists, one a line.") from None
    except UnicodeDecodeError:
        raise BadUsage(f"{file} is no UTF-8 text; save it as such.") from None
    except OSError as error:
        raise local_trouble(error) from error
    lines = text.splitlines()
    names = [row[0] for row in csv.reader(lines) if row] if file.suffix.lower() == ".csv" else lines
    return [name.strip() for name in names if name.strip()]


def artists_named(catalogue: Catalogue, names: Iterable[str]) -> NamedArtists:
    """Return the artists whom names mean, with their relatives.

    Case, accents and Discogs' numbers in brackets make no difference; an alias or a variation counts as a name, too.
    Raises BadUsage while no artists are loaded.
    """
    if "artists" not in catalogue.loads():
        raise BadUsage(
            "Artists are looked up by name in the catalogue, and none are loaded; "
            "run `scrape catalogue ingest --type artists --keep all` first."
        )
    wanted = {_name_key(name): name for name in names}
    ids_by_key: dict[str, set[int]] = {}
    for table, column in _tables_and_columns(_NAMES):
        for number, name in catalogue.rows(f"SELECT {column}, name FROM {table} WHERE name IS NOT NULL"):
            if number and (key := _name_key(str(name))) in wanted:
                ids_by_key.setdefault(key, set()).add(int(number))
    ids = frozenset[int]().union(*ids_by_key.values())
    missing = tuple(name for key, name in wanted.items() if key not in ids_by_key)
    return NamedArtists(ids=ids | relatives(catalogue, ids), missing=missing)


def relatives(catalogue: Catalogue, artists: Collection[int]) -> frozenset[int]:
    """Return the ids of the aliases, members and groups of artists."""
    ids: set[int] = set()
    for batch in batches(sorted(artists)):
        for table, column in _tables_and_columns(_RELATIVES):
            condition = f"artist_id IN {placeholders(batch)} AND {column} IS NOT NULL"
            rows = catalogue.rows(f"SELECT {column} FROM {table} WHERE {condition}", batch)
            ids.update(int(str(number)) for (number,) in rows)
    return frozenset(ids - {0})


def _name_key(name: str) -> str:
    return fold(display_name(name))


def _tables_and_columns(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        table, _, column = name.partition(".")
        yield table, column
