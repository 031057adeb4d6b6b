from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from shelved import everything, fill, release, row

from scraper.catalogue import copying
from scraper.catalogue.backend import Catalogue, Question, Value
from scraper.catalogue.copying import copy
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.errors import BadUsage, LocalTrouble
from scraper.run.progress import Progress

QUIET = Progress()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SqliteCatalogue]:
    """Return another catalogue, with nothing in it."""
    with closing(SqliteCatalogue(tmp_path / "station.db")) as opened:
        yield opened


class Doubled(SqliteCatalogue):
    """Gives every row twice; two of one id cannot be told apart, and another database refuses them."""

    def rows(self, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Value, ...]]:
        """Yield every row, and yield it again."""
        for one in super().rows(query, values):
            yield one
            yield one


def stock(catalogue: Catalogue) -> None:
    """Load three releases, with masters, artists and labels of which some belong to them."""
    fill(
        catalogue,
        "releases",
        *(release(number, f"Artist {number}", f"Title {number}", 3, master_id=50 + number) for number in (1, 2, 3)),
        bad=[b"<release id='4'>\xff"],
    )
    fill(catalogue, "masters", *({"master": [row("master", master_id=50 + n, title=f"Title {n}")]} for n in (1, 2, 9)))
    fill(
        catalogue, "artists", *({"artist": [row("artist", artist_id=1_000 + n, name=f"Artist {n}")]} for n in (1, 2, 9))
    )
    fill(catalogue, "labels", *({"label": [row("label", label_id=n, name=f"Label {n - 70}")]} for n in (70, 71, 72)))


def test_everything_arrives_as_it_is(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Every row of every table, the records that could not be read, and what is known of the load."""
    stock(catalogue)
    copy(catalogue, station, None, QUIET)
    assert everything(catalogue) == everything(station)
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
    """And can be searched there."""
    stock(sqlite_catalogue)
    copy(sqlite_catalogue, postgres_catalogue, None, QUIET)
    assert everything(sqlite_catalogue) == everything(postgres_catalogue)
    assert 2 in {hit.release_id for hit in postgres_catalogue.candidates(Question(text="title 2"))}


def test_only_what_is_kept_goes_along_with_whom_it_mentions(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Their masters, artists and labels; the load's mark differs, so that a dump is not taken for loaded there."""
    stock(catalogue)
    done = copy(catalogue, station, {1}, QUIET)
    assert [(1,)] == list(station.rows("SELECT release_id FROM release"))
    assert [(1,), (1,), (1,)] == list(station.rows("SELECT release_id FROM release_track"))
    assert [(51,)] == list(station.rows("SELECT master_id FROM master"))
    assert [(1_001,)] == list(station.rows("SELECT artist_id FROM artist"))
    assert [(71,)] == list(station.rows("SELECT label_id FROM label"))
    assert {"artists": 1, "labels": 1, "masters": 1, "releases": 1} == {k: one.kept for k, one in done.items()}
    assert "" != station.loads()["releases"].selection


def test_tracks_of_a_release_stay_together_at_the_end_of_a_batch(
    catalogue: Catalogue, station: SqliteCatalogue
) -> None:
    """A load makes one searchable text of them."""
    many = copying.BATCH // 3 + 1
    fill(catalogue, "releases", *(release(n, f"Artist {n}", f"Title {n}", 4) for n in range(1, many)))
    copy(catalogue, station, None, QUIET)
    assert [((many - 1) * 4,)] == list(station.rows("SELECT COUNT(*) FROM release_track"))
    hits = station.candidates(Question(track="song 4", limit=5))
    assert hits


def test_what_was_there_is_replaced(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Not added to; kinds that are not copied stay."""
    stock(station)
    fill(catalogue, "releases", release(7, "Artist 7", "Title 7"))
    copy(catalogue, station, None, QUIET)
    assert [(7,)] == list(station.rows("SELECT release_id FROM release"))
    assert 3 == station.loads()["artists"].kept


def test_an_index_is_copied_as_one(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """Its rows are counted, though the releases' own table is empty."""
    fill(catalogue, "releases", {"release_index": [row("release_index", release_id=1, title="One")]}, keep="index")
    assert 1 == copy(catalogue, station, None, QUIET)["releases"].kept
    assert [(1, "One")] == list(station.rows("SELECT release_id, title FROM release_index"))


def test_nothing_is_copied_onto_itself(catalogue: Catalogue) -> None:
    """It would be emptied by that."""
    stock(catalogue)
    with pytest.raises(BadUsage, match="the catalogue itself"):
        copy(catalogue, catalogue, None, QUIET)
    assert 3 == catalogue.loads()["releases"].kept


def test_nothing_to_copy_is_said(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """And what the other holds stays."""
    stock(station)
    with pytest.raises(BadUsage, match="Nothing is loaded yet"):
        copy(catalogue, station, None, QUIET)
    assert 3 == station.loads()["releases"].kept


def test_a_copy_that_fails_leaves_what_was_there(catalogue: Catalogue, station: SqliteCatalogue) -> None:
    """A kind arrives whole or not at all."""
    stock(catalogue)
    stock(station)
    before = everything(station)

    with closing(Doubled(Path(station.name).with_name("double.db"))) as double:
        copy(catalogue, double, None, QUIET)
        with pytest.raises(LocalTrouble):
            copy(double, station, None, QUIET)
    assert before == everything(station)
