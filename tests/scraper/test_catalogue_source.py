"""The catalogue is asked where it is there, and done without where it fails."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.catalogue.backend import Catalogue, LoadSummary
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.run.errors import LocalTrouble


def put(file: Path, month: str = "202608", kept: tuple[int, ...] = (1, 2)) -> None:
    """Make a catalogue of some artists."""
    with SqliteCatalogue(file) as catalogue, catalogue.loading("artists") as load:
        load.add({"artist": [(number, f"Artist {number}", None, None, None) for number in kept]})
        about = {"file": "x", "checksum": "", "selection": "", "records": len(kept), "kept": len(kept), "bad": 0}
        load.finish(LoadSummary(kind="artists", month=month, keep="all", **about))  # type: ignore[arg-type]


def test_only_what_is_held_is_answered(tmp_path: Path) -> None:
    """As of the month of the dump; of what was never loaded there is nothing."""
    put(tmp_path / "catalogue.db")
    source = CatalogueSource(lambda: SqliteCatalogue(tmp_path / "catalogue.db"))
    assert {2} == set(source.answers("artist", [2, 3])) == source.held("artist", [2, 3])
    assert (True, datetime(2026, 8, 1, tzinfo=UTC)) == (source.has("artist"), source.as_of("artist"))
    assert (False, None) == (source.has("release"), source.as_of("release"))
    assert ({}, set()) == (source.answers("release", [2]), source.held("master", [2]))
    assert "" == source.trouble
    source.close()


def test_a_month_that_nobody_knows_is_none(tmp_path: Path) -> None:
    """A file may have had another name."""
    put(tmp_path / "catalogue.db", month="")
    source = CatalogueSource(lambda: SqliteCatalogue(tmp_path / "catalogue.db"))
    assert (True, None) == (source.has("artist"), source.as_of("artist"))
    source.close()


def test_nobody_is_looked_for_before_something_is_asked() -> None:
    """And where there is no catalogue, once is enough."""
    looked: list[None] = []
    source = CatalogueSource(lambda: looked.append(None))
    assert ({}, 0) == (source.answers("artist", []), len(looked))
    assert ({}, set(), False) == (source.answers("artist", [1]), source.held("artist", [1]), source.has("artist"))
    assert (1, "") == (len(looked), source.trouble)


def test_it_is_opened_again_after_it_was_closed(tmp_path: Path) -> None:
    """A rehearsal and a run may follow each other."""
    put(tmp_path / "catalogue.db")
    source = CatalogueSource(lambda: SqliteCatalogue(tmp_path / "catalogue.db"))
    for _ in range(2):
        assert {1} == source.held("artist", [1])
        source.close()


@pytest.mark.parametrize("error", [LocalTrouble("It is damaged."), ValueError("no JSON")])
def test_trouble_ends_it_for_the_run(error: Exception) -> None:
    """One sentence says why; nobody tries again."""
    tried: list[None] = []

    def fail() -> Catalogue:
        tried.append(None)
        raise error

    source = CatalogueSource(fail)
    assert ({}, False, None) == (source.answers("artist", [1]), source.has("artist"), source.as_of("artist"))
    assert (1, f"The catalogue cannot be used, so Discogs was asked instead: {error}") == (len(tried), source.trouble)


def test_a_fault_of_ours_is_not_hidden() -> None:
    """Only what is to be expected of a database is contained."""

    def fail() -> Catalogue:
        raise TypeError("a fault")

    with pytest.raises(TypeError):
        CatalogueSource(fail).answers("artist", [1])
