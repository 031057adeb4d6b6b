"""One release of each master: shown as a view for other programs, or kept while the other pressings are deleted."""

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
"""Every release that has a master, with its place among that master's releases.

A heading has no position, so COUNT(t.position) does not count it as a track. Where a query asks for one master, both
databases rank the releases of that master only.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupeCounts:
    """How many releases there are, and how many of them deduplication keeps."""

    releases: int
    kept: int
    has_tracks: bool
    """False where only the index is loaded, so that tracks cannot be counted."""
    from_country: int
    """Releases from the preferred country; 0 probably means that the country is not written as in Discogs."""


def count(catalogue: Catalogue, country: str) -> DedupeCounts:
    """Return how many releases would be kept; change nothing."""
    ((releases, kept),) = catalogue.rows(
        "SELECT COUNT(*), COUNT(DISTINCT COALESCE(master_id, -release_id)) FROM release_index"
    )
    ((from_country,),) = catalogue.rows(
        f"SELECT COUNT(*) FROM release_index WHERE LOWER(country) = LOWER({_quoted(country)})"
    )
    has_tracks = bool(list(catalogue.rows("SELECT 1 FROM release_track LIMIT 1")))
    return DedupeCounts(
        releases=int(releases or 0), kept=int(kept or 0), has_tracks=has_tracks, from_country=int(from_country or 0)
    )


def create_view(catalogue: Catalogue, country: str) -> None:
    """Create the view, or replace it: of each master the release from the preferred country, with the most tracks.

    Of several such releases it shows the one with the lowest id.
    """
    catalogue.run(f"DROP VIEW IF EXISTS {VIEW}", f"CREATE VIEW {VIEW} AS {_kept(country)}")


def kept_ids(catalogue: Catalogue, country: str) -> "array[int]":
    """Return the ids of the releases that the view shows."""
    return _ids(catalogue, f"SELECT release_id FROM ({_kept(country)}) AS kept")


def delete(catalogue: Catalogue, country: str) -> int:
    """Delete the releases that the view does not show; return how many.

    A run that is killed has deleted some of them, and of no master the release that is kept.
    """
    ranked = _RANKED.format(country=_quoted(country))
    others = _ids(catalogue, f"SELECT release_id FROM ({ranked}) AS ranked WHERE place > 1")
    return delete_in_batches(catalogue, others)


def delete_in_batches(catalogue: Catalogue, releases: "array[int]") -> int:
    """Delete releases, `BATCH` of them in each transaction; return how many there were."""
    return sum(catalogue.delete(releases[start : start + BATCH].tolist()) for start in range(0, len(releases), BATCH))


def _kept(country: str) -> str:
    """Return the query for the index rows of the releases that are kept."""
    ranked = _RANKED.format(country=_quoted(country))
    return (
        f"SELECT {_COLUMNS} FROM release_index WHERE master_id IS NULL"
        f" UNION ALL SELECT {_COLUMNS} FROM ({ranked}) AS ranked WHERE place = 1"
    )


def _ids(catalogue: Catalogue, query: str) -> "array[int]":
    return array("q", (int(number or 0) for (number,) in catalogue.rows(query)))


def _quoted(text: str) -> str:
    """Return text as an SQL literal: a view cannot have parameters."""
    return "'" + text.replace("'", "''") + "'"
