"""Dumps are loaded into either database: every row as an XML parser reads it, no file twice, none halfway."""

from pathlib import Path

import pytest
from dumps import PLAIN, expected, load, real_dump, stored, written

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.ingest import dump_file
from scraper.catalogue.selection import Selection
from scraper.catalogue.tables import DUMP_KINDS, DumpKind
from scraper.run.errors import BadUsage


@pytest.mark.parametrize("kind", DUMP_KINDS)
def test_every_row_is_what_a_plain_reading_of_the_xml_gives(catalogue: Catalogue, kind: DumpKind) -> None:
    """All tables of a kind hold the real records."""
    file = real_dump(kind)
    loaded = load(catalogue, file)
    there, wanted = stored(catalogue, kind), expected(kind, file)
    for table, rows in wanted.items():
        assert rows == there[table], table
    assert loaded is not None
    assert (len(wanted[kind.removesuffix("s")]), 0, {}) == (loaded.kept, loaded.bad, loaded.unknown)


def test_workers_read_the_same(sqlite_catalogue: Catalogue) -> None:
    """Rows that workers parsed are the same as those that one process parses, in the same order."""
    file = real_dump("releases")
    loaded = load(sqlite_catalogue, file, workers=2)
    assert expected("releases", file) == stored(sqlite_catalogue, "releases")
    assert loaded is not None
    assert 500 == loaded.records


def test_an_index_is_the_searchable_rows_alone(catalogue: Catalogue) -> None:
    """The index has the same rows as in a full load, and no other table has any."""
    file = real_dump("releases")
    load(catalogue, file, Selection(keep="index"))
    there = stored(catalogue, "releases")
    assert expected("releases", file)["release_index"] == there.pop("release_index")
    assert {()} == {tuple(rows) for rows in there.values()}


def test_a_collection_is_its_releases_and_what_they_mention(catalogue: Catalogue) -> None:
    """All rows of the owned releases are kept.

    Of the other kinds, records are kept that these releases mention, or whose ids are selected.
    """
    releases = expected("releases", real_dump("releases"))
    owned = frozenset(row[0] for row in releases["release"][::7])
    with_artist = Selection(keep="collection", releases=owned, artists=frozenset({3}))
    for kind in ("releases", "artists", "masters", "labels"):
        load(
            catalogue,
            real_dump(kind),
            with_artist if kind == "artists" else Selection(keep="collection", releases=owned),
        )
    wanted = {table: [row for row in rows if row[0] in owned] for table, rows in releases.items()}
    assert wanted == stored(catalogue, "releases")
    credits_ = [*wanted["release_artist"], *[row[1:] for row in wanted["release_track_artist"]]]
    mentioned = {row[2] for row in credits_} | {3}
    artists = [row for row in expected("artists", real_dump("artists"))["artist"] if row[0] in mentioned]
    assert artists == [row for row in stored(catalogue, "artists")["artist"] if row[0] in mentioned]
    companies = [row[2] for table in ("release_label", "release_company") for row in wanted[table]]
    labels = [row for row in expected("labels", real_dump("labels"))["label"] if row[0] in companies]
    assert labels == stored(catalogue, "labels")["label"]


def test_the_same_is_not_loaded_twice(catalogue: Catalogue, tmp_path: Path) -> None:
    """A file is loaded again if month, content or selection differ, or if it is forced."""
    file = written(tmp_path / "dumps", "releases", PLAIN.format(1), PLAIN.format(2))
    first = load(catalogue, file)
    assert first is not None
    assert ("202608", 2, 2) == (first.month, first.records, first.kept)
    assert {"releases": first} == catalogue.loads()
    assert load(catalogue, file) is None
    assert load(catalogue, file, force=True) is not None
    assert load(catalogue, file, Selection(keep="collection", releases=frozenset({2}))) is not None
    assert [(2,)] == list(catalogue.rows("SELECT release_id FROM release"))
    assert load(catalogue, file, Selection(keep="collection", releases=frozenset({1, 2}))) is not None
    assert load(catalogue, file, Selection(keep="collection", releases=frozenset({2, 1}))) is None
    changed = written(tmp_path / "dumps", "releases", PLAIN.format(1))
    assert load(catalogue, changed, Selection(keep="collection", releases=frozenset({2, 1}))) is not None


def test_a_name_tells_kind_and_month() -> None:
    """What the caller says outranks the name; where neither says the kind, the file is refused."""
    named = dump_file(Path("x/discogs_20260801_masters.xml.gz"))
    assert ("masters", "202608") == (named.kind, named.month)
    given = dump_file(Path("discogs_20260801_masters.xml"), "labels", "202501")
    assert ("labels", "202501") == (given.kind, given.month)
    assert ("artists", "") == (dump_file(Path("a.xml"), "artists").kind, dump_file(Path("a.xml"), "artists").month)
    with pytest.raises(BadUsage, match="does not tell what it holds"):
        dump_file(Path("discogs_20260801_CHECKSUM.txt"))


def test_a_load_replaces_its_kind_and_no_other(catalogue: Catalogue, tmp_path: Path) -> None:
    """Of the new month's kind no old record is left; records of other kinds stay."""
    load(catalogue, written(tmp_path, "artists", "<artist><id>1</id><name>The Persuader</name></artist>"))
    load(catalogue, written(tmp_path, "releases", PLAIN.format(1)))
    load(catalogue, written(tmp_path, "releases", PLAIN.format(2), "<release>", month="202609"))
    assert [(2,)] == list(catalogue.rows("SELECT release_id FROM release_index"))
    assert [(1, "The Persuader")] == list(catalogue.rows("SELECT artist_id, name FROM artist"))
    assert {"artists": "202608", "releases": "202609"} == {
        kind: summary.month for kind, summary in catalogue.loads().items()
    }
    load(catalogue, written(tmp_path, "releases", PLAIN.format(3), month="202610"))
    assert [] == list(catalogue.rows("SELECT number FROM bad_record"))


def test_deleted_and_cleared_records_are_gone_everywhere(catalogue: Catalogue) -> None:
    """No table has rows of a deleted release; a cleared kind is as if it had never been loaded."""
    load(catalogue, real_dump("releases"))
    load(catalogue, real_dump("masters"))
    before = stored(catalogue, "releases")
    gone = [row[0] for row in before["release"][::3]]
    assert len(gone) == catalogue.delete([*gone, 999_999_999])
    assert 0 == catalogue.delete(gone)
    left = {table: [row for row in rows if row[0] not in set(gone)] for table, rows in before.items()}
    assert left == stored(catalogue, "releases")
    catalogue.clear(["releases"])
    assert {()} == {tuple(rows) for rows in stored(catalogue, "releases").values()}
    assert ["masters"] == list(catalogue.loads())
    catalogue.compact()
    assert 1000 == len(stored(catalogue, "masters")["master"])
