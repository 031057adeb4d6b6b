"""`scrape catalogue`: loading and looking, on a SQLite file and on a PostgreSQL server."""

import csv
import json

import pytest
from pressings import ALL, BJORK, KINDS, OWNED, WANTED, Shop


def test_what_is_owned_or_wanted_is_loaded_by_default(shop: Shop) -> None:
    """With the masters, artists and labels of these releases, and nothing else."""
    said = shop.loaded()
    assert "releases: 6 of 13 kept." in said
    assert OWNED | WANTED == shop.ids()
    assert {9001, 9003, 9005} == shop.ids("SELECT master_id FROM master")
    assert {500, 501, 502, 503} == shop.ids("SELECT artist_id FROM artist")
    assert {70, 71, 72} == shop.ids("SELECT label_id FROM label")


def test_what_is_loaded_is_not_loaded_again(shop: Shop) -> None:
    """Unless it is asked for, or something else is wanted."""
    shop.loaded()
    again = shop("ingest")
    assert 4 == again.count("is loaded already")
    assert "releases: 6 of 13 kept." in shop("ingest", "--force", "--type", "releases")
    assert "releases: 13 of 13 kept." in shop("ingest", "--keep", "all")


@pytest.mark.parametrize(
    ("keep", "expected"),
    [("all", ALL), ("index", ALL), ("masters", OWNED | WANTED | {21, 22}), ("artists", ALL - {30})],
)
def test_more_can_be_kept(shop: Shop, keep: str, expected: frozenset[int]) -> None:
    """All pressings of what is owned, everything by the artists that are owned, or everything there is."""
    shop.loaded("--keep", keep)
    assert expected == shop.ids()
    assert (set() if keep == "index" else expected) == shop.ids("SELECT release_id FROM release")


def test_artists_can_be_named_in_a_file(shop: Shop) -> None:
    """By any of their names; names that nobody has are said."""
    (shop.home.folder / "list.txt").write_text("b. gudmundsdottir\nSomebody Else\n", encoding="utf-8")
    said = shop.loaded("--keep", "artists", "--artists-file", "list.txt")
    assert {30} == shop.ids()
    assert "Not found at Discogs: Somebody Else." in said
    assert "artists: 5 of 5 kept." in said


def test_files_can_be_named(shop: Shop) -> None:
    """With a kind where their names tell none."""
    file = shop.mirror / "discogs_20260801_releases.xml.gz"
    other = file.rename(shop.mirror / "august.gz")
    assert "say it with --type" in shop.refused("ingest", str(other), "--keep", "all")
    assert "13 of 13" in shop("ingest", str(other), "--type", "releases", "--month", "202608", "--keep", "all")
    assert "202608" in shop("status")


def test_records_that_cannot_be_read_are_counted_and_kept_aside(shop: Shop) -> None:
    """They stop nothing, and can be looked at."""
    file = shop.home.folder / "discogs_20260801_labels.xml"
    file.write_text(
        "<labels><label><id>1</id><name>A & B</name></label><label><id>2</id><name>C</name></label></labels>"
    )
    assert "1 of 2 kept; 1 record could not be read" in shop("ingest", str(file), "--keep", "all")
    assert "Not readable: labels record 1" in shop("status")
    assert "A & B" in bytes.fromhex(shop("sql", "--csv", "SELECT bytes FROM bad_record").split()[1]).decode()


def test_records_are_found_and_shown(shop: Shop) -> None:
    """For people and as JSON."""
    shop.loaded("--keep", "all")
    assert "Björk" in shop("search", "bjork debut").splitlines()[2]
    (found, *_) = json.loads(shop("search", "--artist", "björk", "--title", "debut", "--json"))
    assert (30, "Début") == (found["release_id"], found["title"])
    card = shop("show", "1")
    assert all(text in card for text in ("Artist 1 – Title 1", "LBL 1", "A1  Song of 1  3:45", "Producer: Artist 2"))
    assert "Title 1" == json.loads(shop("show", "1", "--json"))["title"]
    assert "1 record in the catalogue" in shop("show", "--artist", "bjork")
    assert {BJORK} == {json.loads(shop("show", "--artist", name, "--json"))["artist_id"] for name in ("600", "Björk")}
    assert "3 records in the catalogue" in shop("show", "--master", "9001")
    assert "Label 1" in shop("show", "--label", "71").splitlines()[0]
    assert [] == json.loads(shop("search", "zzzzqqqq xxxxwwww", "--json"))


def test_status_tells_rows_and_months(shop: Shop) -> None:
    """For people and as JSON; a password is in neither."""
    shop.loaded("--keep", "all")
    told = json.loads(shop("status", "--json"))
    kinds = {kind["kind"]: kind for kind in told["kinds"]}
    assert list(KINDS) == list(kinds)
    assert ("202608", 13) == (kinds["releases"]["loaded"]["month"], kinds["releases"]["rows"]["release"])
    assert told["bytes"] > 0
    assert "release_track_artist" in shop("status")


def test_sql_is_answered_in_three_forms(shop: Shop) -> None:
    """A table, CSV and JSON, of a query that was given."""
    shop.loaded("--keep", "all")
    query = "SELECT release_id AS id, title, notes FROM release WHERE release_id = 30"
    assert ["id  title  notes", "--  -----  -----", "30  Début  NULL"] == shop("sql", query).splitlines()
    assert [["id", "title", "notes"], ["30", "Début", ""]] == list(csv.reader(shop("sql", "--csv", query).splitlines()))
    assert [{"id": 30, "title": "Début", "notes": None}] == json.loads(shop("sql", "--json", query))
    assert [] == json.loads(shop("sql", "--json", "SELECT title FROM release WHERE release_id = 0"))
    for wrong in ("DELETE FROM release", "SELECT nonsense", "SELECT 1; DELETE FROM release", ""):
        assert shop.home.run("catalogue", "sql", wrong).code in (2, 3)
    assert ALL == shop.ids()
