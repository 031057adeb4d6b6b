from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from catalogue_rows import all_rows, load_records, release_rows, table_row

from scraper.catalogue import copying
from scraper.catalogue.backend import Catalogue, SearchQuery, Value
from scraper.catalogue.copying import copy
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.errors import BadUsage, LocalTrouble
from scraper.run.progress import Progress

QUIET = Progress()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SqliteCatalogue]:
    """Return an empty catalogue to copy into."""
    with closing(SqliteCatalogue(tmp_path / "station.db")) as empty:
        yield empty


class Doubled(SqliteCatalogue):
    """A catalogue that gives every row twice: the target refuses two rows with one key."""

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield every row twice."""
        for row in super().rows(query, values):
            yield from (row, row)


def stock(catalogue: Catalogue) -> None:
    """Load three releases, and masters, artists and labels of which only some are theirs."""
    load_records(
        catalogue,
        "releases",
        *(
            release_rows(number, f"Artist {number}", f"Title {number}", 3, master_id=50 + number)
            for number in (1, 2, 3)
        ),
        bad=[b"<release id='4'>\xff"],
    )
    load_records(
        catalogue,
        "masters",
        *({"master": [table_row("master", master_id=50 + n, title=f"Title {n}")]} for n in (1, 2, 9)),
    )
    load_records(
        catalogue,
        "artists",
        *({"artist": [table_row("artist", artist_id=1_000 + n, name=f"Artist {n}")]} for n in (1, 2, 9)),
    )
    load_records(
        catalogue,
        "labels",
        *({"label": [table_row("label", label_id=n, name=f"Label {n - 70}")]} for n in (70, 71, 72)),
    )


def test_everything_arrives_as_it_is(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Every row of every table arrives, the bad records, and the summaries of the loads."""
    stock(catalogue)
    copy(catalogue, station, None, QUIET)
    assert all_rows(catalogue) == all_rows(station)
    assert [(4, b"<release id='4'>\xff")] == list(station.rows("SELECT number, bytes FROM bad_record"))
    ours, theirs = catalogue.loads()["releases"], station.loads()["releases"]
    assert (ours.month, ours.file, ours.keep, ours.kept, ours.bad) == (
        theirs.month,
        theirs.file,
        theirs.keep,
        theirs.kept,
        theirs.bad,
    )


def test_it_arrives_on_a_server_as_well(sqlite_catalogue: Catalogue, postgres_catalogue: Catalogue) -> None:
    """A copy on a server has the same rows, and can be searched."""
    stock(sqlite_catalogue)
    copy(sqlite_catalogue, postgres_catalogue, None, QUIET)
    assert all_rows(sqlite_catalogue) == all_rows(postgres_catalogue)
    assert 2 in {hit.release_id for hit in postgres_catalogue.candidates(SearchQuery(text="title 2"))}


def test_only_what_is_kept_goes_along_with_whom_it_mentions(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Masters, artists and labels of the kept releases are copied.

    The summary's selection differs, so that a later load of the same dump is not taken for done.
    """
    stock(catalogue)
    copied = copy(catalogue, station, {1}, QUIET)
    assert [(1,)] == list(station.rows("SELECT release_id FROM release"))
    assert [(1,), (1,), (1,)] == list(station.rows("SELECT release_id FROM release_track"))
    assert [(51,)] == list(station.rows("SELECT master_id FROM master"))
    assert [(1_001,)] == list(station.rows("SELECT artist_id FROM artist"))
    assert [(71,)] == list(station.rows("SELECT label_id FROM label"))
    assert {"artists": 1, "labels": 1, "masters": 1, "releases": 1} == {
        kind: summary.kept for kind, summary in copied.items()
    }
    assert "" != station.loads()["releases"].selection


def test_tracks_of_a_release_stay_together_at_the_end_of_a_batch(
    catalogue: Catalogue, station: SqliteCatalogue
) -> None:
    """A load makes one search text of a release's tracks, so it must get them together."""
    many = copying.BATCH // 3 + 1
    load_records(catalogue, "releases", *(release_rows(n, f"Artist {n}", f"Title {n}", 4) for n in range(1, many)))
    copy(catalogue, station, None, QUIET)
    assert [((many - 1) * 4,)] == list(station.rows("SELECT COUNT(*) FROM release_track"))
    hits = station.candidates(SearchQuery(track="song 4", limit=5))
    assert hits


def test_what_was_there_is_replaced(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """The copied kinds replace what the target held of them; its other kinds stay."""
    stock(station)
    load_records(catalogue, "releases", release_rows(7, "Artist 7", "Title 7"))
    copy(catalogue, station, None, QUIET)
    assert [(7,)] == list(station.rows("SELECT release_id FROM release"))
    assert 3 == station.loads()["artists"].kept


def test_an_index_is_copied_as_one(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Where the release table is empty, the rows of the index are counted."""
    load_records(
        catalogue, "releases", {"release_index": [table_row("release_index", release_id=1, title="One")]}, keep="index"
    )
    assert 1 == copy(catalogue, station, None, QUIET)["releases"].kept
    assert [(1, "One")] == list(station.rows("SELECT release_id, title FROM release_index"))


def test_nothing_is_copied_onto_itself(catalogue: Catalogue) -> None:
    """The copy would empty the catalogue."""
    stock(catalogue)
    with pytest.raises(BadUsage, match="the catalogue itself"):
        copy(catalogue, catalogue, None, QUIET)
    assert 3 == catalogue.loads()["releases"].kept


def test_nothing_to_copy_is_said(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """The target keeps what it holds."""
    stock(station)
    with pytest.raises(BadUsage, match="Nothing is loaded yet"):
        copy(catalogue, station, None, QUIET)
    assert 3 == station.loads()["releases"].kept


def test_a_copy_that_fails_leaves_what_was_there(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """A kind arrives whole or not at all."""
    stock(catalogue)
    stock(station)
    before = all_rows(station)

    with closing(Doubled(Path(station.name).with_name("double.db"))) as double:
        copy(catalogue, double, None, QUIET)
        with pytest.raises(LocalTrouble):
            copy(double, station, None, QUIET)
    assert before == all_rows(station)
