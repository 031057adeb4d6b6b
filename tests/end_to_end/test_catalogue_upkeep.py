"""`scrape catalogue`: what stays and what goes, on a SQLite file and on a PostgreSQL server."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from pressings import ALL, OWNED, WANTED, Shop


def test_one_pressing_of_each_album_is_shown(shop: Shop) -> None:
    """By the country, then by tracks; a country that nobody knows is said."""
    shop.loaded("--keep", "all")
    assert "shows 11 of 13 releases" in shop("dedupe")
    view = "SELECT release_id FROM release_deduplicated WHERE master_id = 9001"
    assert {21} == shop.ids(view)
    assert "No release is from 'Atlantis'" in shop("dedupe", "--prefer-country", "Atlantis")
    assert {22} == shop.ids(view)
    assert ALL == shop.ids()


def test_duplicates_are_removed_only_with_leave(shop: Shop) -> None:
    """Nobody is there to ask: nothing happens without --yes."""
    shop.loaded("--keep", "all")
    assert "removes 2 of 13 releases. Nobody is there to ask" in shop.refused("dedupe", "--delete")
    assert ALL == shop.ids()
    assert "Removed 2 releases; 11 releases left." in shop("dedupe", "--delete", "--yes")
    assert ALL - {1, 22} == shop.ids()


def test_pruning_reports_before_it_removes(shop: Shop) -> None:
    """By a library's list; what is for review is never removed."""
    shop.loaded("--keep", "all")
    (shop.home.folder / "library.csv").write_text("artist,title\nBjork,Debut\nArtist 1,Title One\n")
    said = shop("prune", "--library", "library.csv", "--report", "judged.csv")
    assert "Nothing was changed" in said
    with (shop.home.folder / "judged.csv").open(encoding="utf-8", newline="") as opened:
        judged = {int(row["release_id"]): row["verdict"] for row in csv.DictReader(opened)}
    assert ALL == set(judged)
    assert "keep" == judged[30]
    assert "--yes" in shop.refused("prune", "--library", "library.csv", "--delete")
    assert ALL == shop.ids()
    shop("prune", "--library", "library.csv", "--delete", "--yes")
    assert {number for number, verdict in judged.items() if verdict != "drop"} == shop.ids()


def test_pruning_against_the_collection_keeps_its_pressings_and_wants(shop: Shop) -> None:
    """What is owned or wanted, and other pressings of the same."""
    shop.loaded("--keep", "all")
    shop("prune", "--delete", "--yes")
    assert OWNED | WANTED | {21, 22} <= shop.ids()
    assert 30 not in shop.ids()


def test_it_can_be_copied_into_another_database(shop: Shop) -> None:
    """Whole, or what a library keeps, of each album one; what is there is replaced only with leave."""
    shop.loaded("--keep", "all")
    (shop.home.folder / "library.csv").write_text("artist,title\nArtist 1,Title 1\n")
    said = shop("copy-to", "station.db", "--library", "library.csv", "--deduplicated")
    assert "Copied" in said
    station = shop.home.folder / "station.db"
    assert [21] == numbers(station, "SELECT release_id FROM release")
    assert [9001] == numbers(station, "SELECT master_id FROM master")
    assert "--yes" in shop.refused("copy-to", "station.db")
    assert [21] == numbers(station, "SELECT release_id FROM release")
    shop("copy-to", f"sqlite:///{station}", "--yes")
    assert sorted(ALL) == numbers(station, "SELECT release_id FROM release")


def numbers(file: Path, query: str) -> list[int]:
    """Return what a query on a SQLite file yields, in order."""
    with closing(sqlite3.connect(file)) as db:
        return sorted(row[0] for row in db.execute(query))


def test_a_catalogue_in_a_file_is_copied_to_a_server(empty: Shop, postgres: str) -> None:
    """And the other way round it goes as well, by the test above."""
    empty.loaded("--keep", "all")
    assert "13 releases to postgresql://" in empty("copy-to", postgres)


def test_what_was_loaded_can_be_dropped(shop: Shop) -> None:
    """One kind, or all; asked for before."""
    shop.loaded("--keep", "all")
    assert "--yes" in shop.refused("clear")
    assert "Dropped labels" in shop("clear", "--type", "labels", "--yes")
    assert set() == shop.ids("SELECT label_id FROM label")
    assert ALL == shop.ids()
    shop("clear", "--yes")
    assert set() == shop.ids()
    assert "Nothing of that is loaded." in shop("clear", "--yes")
    assert "Nothing is loaded" in shop("status")


def test_unused_releases_can_be_dropped(shop: Shop) -> None:
    """Those that are neither owned nor wanted."""
    shop.loaded("--keep", "all")
    assert "on disk" in shop("optimize")
    assert "--yes" in shop.refused("optimize", "--unused")
    assert ALL == shop.ids()
    assert "Dropped 7 releases" in shop("optimize", "--unused", "--yes")
    assert OWNED | WANTED == shop.ids()
    assert "Every release in the catalogue is owned or wanted." in shop("optimize", "--unused")
