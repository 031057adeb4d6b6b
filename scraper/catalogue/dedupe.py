"""One release of each master: as a view that other programs read, or with the others really gone."""

from array import array
from dataclasses import dataclass

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.tables import INDEX

VIEW = "release_deduplicated"
BATCH = 50_000
"""Releases that are deleted in one transaction."""

_COLUMNS = ", ".join(INDEX.columns)
_RANKED = """
SELECT i.*, ROW_NUMBER() OVER (
    PARTITION BY i.master_id
    ORDER BY CASE WHEN LOWER(i.country) = LOWER({country}) THEN 0 ELSE 1 END,
        (SELECT COUNT(t.position) FROM release_track AS t WHERE t.release_id = i.release_id) DESC,
        i.release_id
) AS place
FROM release_index AS i
WHERE i.master_id IS NOT NULL
"""
"""Every release with its place among those of its master; a heading, which has no position, is no track.

Both databases look at one master only where one is asked for.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated:
    """What came of it."""

    releases: int
    """How many there were."""
    kept: int
    has_tracks: bool
    """False where only an index is kept, so that tracks could not be counted."""
    from_country: int
    """Releases from the preferred country; 0 is likely a country that is written otherwise."""


def count(catalogue: Catalogue, country: str) -> Deduplicated:
    """Return what would be kept, and change nothing."""
    ((releases, kept),) = catalogue.rows(
        "SELECT COUNT(*), COUNT(DISTINCT COALESCE(master_id, -release_id)) FROM release_index"
    )
    ((from_country,),) = catalogue.rows(
        f"SELECT COUNT(*) FROM release_index WHERE LOWER(country) = LOWER({_quoted(country)})"
    )
    has_tracks = bool(list(catalogue.rows("SELECT 1 FROM release_track LIMIT 1")))
    return Deduplicated(
        releases=int(releases or 0), kept=int(kept or 0), has_tracks=has_tracks, from_country=int(from_country or 0)
    )


def show(catalogue: Catalogue, country: str) -> None:
    """Make the view, in the place of the one that may be there: preferred country, most tracks, lowest id."""
    catalogue.run(f"DROP VIEW IF EXISTS {VIEW}", f"CREATE VIEW {VIEW} AS {_singled_out(country)}")


def singled_out(catalogue: Catalogue, country: str) -> "array[int]":
    """Return the ids of those that stay."""
    return _ids(catalogue, f"SELECT release_id FROM ({_singled_out(country)}) AS single")


def delete(catalogue: Catalogue, country: str) -> int:
    """Remove all others; return how many. A kill leaves some of them, and no master without its best."""
    ranked = _RANKED.format(country=_quoted(country))
    others = _ids(catalogue, f"SELECT release_id FROM ({ranked}) AS ranked WHERE place > 1")
    return delete_in_batches(catalogue, others)


def _singled_out(country: str) -> str:
    ranked = _RANKED.format(country=_quoted(country))
    return (
        f"SELECT {_COLUMNS} FROM release_index WHERE master_id IS NULL"
        f" UNION ALL SELECT {_COLUMNS} FROM ({ranked}) AS ranked WHERE place = 1"
    )


def _ids(catalogue: Catalogue, query: str) -> "array[int]":
    return array("q", (int(one or 0) for (one,) in catalogue.rows(query)))


def delete_in_batches(catalogue: Catalogue, releases: "array[int]") -> int:
    """Remove releases, so many in each transaction; return how many there were."""
    return sum(catalogue.delete(releases[start : start + BATCH].tolist()) for start in range(0, len(releases), BATCH))


def _quoted(text: str) -> str:
    """Return text as SQL writes it: a view cannot hold a parameter."""
    return "'" + text.replace("'", "''") + "'"
