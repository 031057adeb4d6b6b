"""The catalogue's file is whole at any moment, whatever is killed, reads along, or left something beside it."""

import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from dumps import PLAIN, expected, load, real_dump, stored, written
from forks import Fork
from killed_load import killed_load

from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.errors import AlreadyRunning, LocalTrouble


def ended(file: Path, dump: Path, left: int) -> tuple[int, str, str]:
    """Load a dump in a process of its own, as `killed_load` says; return its exit code, its output and its errors."""
    return Fork(file.parent, killed_load, file, dump, left).end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a catalogue with two releases and an artist."""
    place = tmp_path / "catalogue.db"
    with SqliteCatalogue(place) as catalogue:
        load(catalogue, written(tmp_path, "artists", "<artist><id>1</id><name>The Persuader</name></artist>"))
        load(catalogue, written(tmp_path, "releases", PLAIN.format(1), PLAIN.format(2)))
    return place


def releases(file: Path) -> list[int]:
    """Return the ids of the releases in the file, and make sure that it is sound."""
    with closing(sqlite3.connect(file)) as db:
        assert [("ok",)] == db.execute("PRAGMA integrity_check").fetchall()
        assert [(1,)] == db.execute("SELECT artist_id FROM artist").fetchall()
        return [row[0] for row in db.execute("SELECT release_id FROM release ORDER BY release_id")]


def test_a_load_that_is_killed_leaves_the_old_file(file: Path, tmp_path: Path) -> None:
    """At any moment the file is the old one, byte for byte, or the new one; the next load cleans up."""
    dump = written(tmp_path, "releases", *[PLAIN.format(number) for number in range(3, 9)], month="202609")
    before = file.read_bytes()
    calls = int(ended(Path(shutil.copy(file, tmp_path / "copy.db")), dump, 0)[1])
    chance = random.Random(5)  # noqa: S311  # about the same moments each time: threads take turns as they like
    ends = []
    for moment in sorted({*chance.sample(range(1, calls), 8), *range(calls - 40, calls, 9)}):
        file.write_bytes(before)
        killed = ended(file, dump, moment)[0] == -signal.SIGKILL
        ends.append((killed, tuple(releases(file))))
        assert ends[-1] == (killed, (3, 4, 5, 6, 7, 8)) or before == file.read_bytes(), moment
    assert ends.count((True, (1, 2))) >= 5
    with SqliteCatalogue(file) as catalogue:
        load(catalogue, dump, force=True)
    assert [3, 4, 5, 6, 7, 8] == releases(file)
    assert ["catalogue.db", "catalogue.db.lock"] == sorted(path.name for path in tmp_path.glob("catalogue.db*"))


def test_a_full_disk_leaves_the_old_file(file: Path, tmp_path: Path) -> None:
    """The error is one sentence, wherever the disk ends."""
    before = file.read_bytes()
    for size in (len(before) // 2, len(before) + 4096, 1_000_000):
        _, _, complaint = ended(file, real_dump("releases"), -size)
        assert "LocalTrouble" in complaint, (size, complaint)
        assert "the disk is full; make room and run again, nothing is lost." in complaint
        assert before == file.read_bytes()
        assert [] == list(tmp_path.glob("*.loading*"))


def test_two_loads_at_once_are_one_too_many(file: Path, tmp_path: Path) -> None:
    """The second load is told whom to wait for, and so is any other change."""
    with SqliteCatalogue(file) as first, SqliteCatalogue(file) as second, first.loading("releases"):
        sentence = rf"Process {os.getpid()} has been loading releases since \d\d:\d\d UTC on .*; wait until it is done"
        with pytest.raises(AlreadyRunning, match=sentence):
            load(second, written(tmp_path, "masters", "<master id='1'></master>"))
        for change in (lambda: second.delete([1]), second.compact, lambda: second.clear(["artists"])):
            with pytest.raises(AlreadyRunning, match="has been loading"):
                change()
        assert ["artists", "releases"] == list(second.loads())
    assert [1, 2] == releases(file)


def test_a_load_that_is_left_leaves_all_as_it_was(file: Path, tmp_path: Path) -> None:
    """Rows that were added before make no difference."""
    before = file.read_bytes()
    with SqliteCatalogue(file) as catalogue, catalogue.loading("releases") as new:
        new.add({"release_genre": [(9, 1, "Rock")]})
    assert before == file.read_bytes()
    assert [] == list(tmp_path.glob("*.loading*"))


def test_rows_that_went_missing_are_noticed(file: Path, tmp_path: Path) -> None:
    """The counts of rows are compared before the file is replaced."""
    with SqliteCatalogue(file) as catalogue:
        loaded = load(catalogue, written(tmp_path, "releases", PLAIN.format(5)), force=True)
        assert loaded is not None
        with catalogue.loading("releases") as new:
            new.add({"release_genre": [(9, 1, "Rock")]})
            new._db.execute("DELETE FROM release_genre")  # type: ignore[attr-defined]  # noqa: SLF001  # a disk that forgets
            with pytest.raises(LocalTrouble, match="0 of 1 row came into release_genre"):
                new.finish(loaded)
    assert [5] == releases(file)


def test_texts_that_went_missing_are_noticed(file: Path, tmp_path: Path) -> None:
    """A release that no search finds is as good as lost."""
    with SqliteCatalogue(file) as catalogue:
        loaded = load(catalogue, written(tmp_path, "releases", PLAIN.format(5)), force=True)
        assert loaded is not None
        with catalogue.loading("releases") as new:
            new.add({"release_index": [(number, None, "Smile", *[None] * 8) for number in range(4_000)]})
            new._db.execute("DELETE FROM release_search_docsize")  # type: ignore[attr-defined]  # noqa: SLF001  # a disk that forgets
            with pytest.raises(LocalTrouble, match="0 of 4,000 rows came into release_search"):
                new.finish(loaded)
    assert [5] == releases(file)


def test_those_who_read_are_not_disturbed(file: Path, tmp_path: Path) -> None:
    """A query that is being read goes on with the old file; the next query reads the new one."""
    with SqliteCatalogue(file) as mine, SqliteCatalogue(file) as other, closing(sqlite3.connect(file)) as stranger:
        reading = [mine.rows("SELECT release_id FROM release"), other.rows("SELECT release_id FROM release")]
        strange = stranger.execute("SELECT release_id FROM release")
        begun = [next(rows) for rows in reading], next(strange)
        load(mine, written(tmp_path, "releases", PLAIN.format(5), month="202609"))
        assert ([(1,), (1,)], (1,)) == begun
        assert ([[(2,)], [(2,)]], [(2,)]) == ([list(rows) for rows in reading], list(strange))
        assert [[(5,)], [(5,)]] == [
            list(catalogue.rows("SELECT release_id FROM release")) for catalogue in (mine, other)
        ]
        assert 1 == other.delete([5])
        assert [] == list(mine.rows("SELECT release_id FROM release"))


@contextmanager
def in_wal_mode(file: Path) -> Iterator[sqlite3.Connection]:
    """Let another program hold the file in WAL mode, with a change of its own in the log."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE artist SET realname = 'Jesper'")
        db.commit()
        yield db


def test_what_another_program_left_in_a_log_is_not_lost(file: Path, tmp_path: Path) -> None:
    """The log is merged before the file is replaced: later it would spoil the new file."""
    (tmp_path / "left").mkdir()
    with in_wal_mode(file):
        copy = Path(shutil.copy(file, tmp_path / "left"))
        shutil.copy(f"{file}-wal", tmp_path / "left")
    with SqliteCatalogue(copy) as catalogue:
        load(catalogue, written(tmp_path, "releases", PLAIN.format(5)))
        assert [("Jesper",)] == list(catalogue.rows("SELECT realname FROM artist"))
    assert [5] == releases(copy)
    assert not Path(f"{copy}-wal").exists()


def test_a_file_that_is_open_in_wal_mode_is_not_replaced(file: Path, tmp_path: Path) -> None:
    """SQLite would apply its log to the new file."""
    dump = written(tmp_path, "releases", PLAIN.format(5))
    with in_wal_mode(file) as db:
        db.execute("SELECT * FROM artist").fetchone()
        with (
            SqliteCatalogue(file) as catalogue,
            pytest.raises(AlreadyRunning, match=r"run again when it is done|WAL mode"),
        ):
            load(catalogue, dump)
    assert [1, 2] == releases(file)


def test_what_is_beside_a_file_that_is_gone_spoils_nothing(file: Path, tmp_path: Path) -> None:
    """Somebody deleted the catalogue's file, but not its journal."""
    with SqliteCatalogue(file) as catalogue:
        file.unlink()
        Path(f"{file}-wal").write_bytes(b"x" * 5000)
        Path(f"{file}-journal").write_bytes(b"x" * 5000)
        load(catalogue, written(tmp_path, "artists", "<artist><id>1</id><name>A</name></artist>"), force=True)
    assert [] == releases(file)


def test_a_link_to_the_catalogue_stays_one(file: Path, tmp_path: Path) -> None:
    """The file that it leads to is replaced, and keeps its permissions."""
    file.chmod(0o640)
    (tmp_path / "link.db").symlink_to(file)
    with SqliteCatalogue(tmp_path / "link.db") as catalogue:
        load(catalogue, written(tmp_path, "releases", PLAIN.format(5)))
    assert (tmp_path / "link.db").is_symlink()
    assert ([5], 0o640) == (releases(file), file.stat().st_mode & 0o777)


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    """It is neither used nor changed."""
    (tmp_path / "notes.db").write_text("Dear diary, " * 1000)
    with pytest.raises(LocalTrouble, match="is damaged"):
        SqliteCatalogue(tmp_path / "notes.db")
    assert (tmp_path / "notes.db").read_text().startswith("Dear diary")


def test_what_is_loaded_can_be_searched(file: Path, tmp_path: Path) -> None:
    """The search tables hold the folded texts of just the releases that are there."""
    track = "<tracklist><track><position/><title>Östermalm</title><duration/></track></tracklist></release>"
    with SqliteCatalogue(file) as catalogue:
        load(catalogue, written(tmp_path, "releases", PLAIN.format(5), PLAIN.format(6).replace("</release>", track)))

        def matching(table: str, trigram: str) -> list[object]:
            query = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid"
            return [row[0] for row in catalogue.rows(query, (f'"{trigram}"',))]

        assert ([5, 6], [6], []) == (
            matching("release_search", "sto"),
            matching("track_search", "ost"),
            matching("track_search", "xyz"),
        )
        catalogue.delete([6])
        assert ([5], []) == (matching("release_search", "sto"), matching("track_search", "ost"))
        catalogue.compact()
        assert [5] == matching("release_search", "sto")
        catalogue.clear(["releases"])
        assert [] == matching("release_search", "sto")


def test_statements_are_one_change(file: Path) -> None:
    """All of them are executed or none is; the rows that the last one changed are counted."""
    with SqliteCatalogue(file) as catalogue:
        count = catalogue.run("UPDATE release SET country = 'Sweden'", "DELETE FROM release WHERE release_id = 1")
        assert (1, [("Sweden",)]) == (count, list(catalogue.rows("SELECT country FROM release")))
        with pytest.raises(LocalTrouble, match="cannot do that"):
            catalogue.run("DELETE FROM release", "DELETE FROM nothing")
        assert [(2,)] == list(catalogue.rows("SELECT release_id FROM release"))
        assert file.stat().st_size == catalogue.size()


def test_real_records_survive_a_copy_of_the_file(tmp_path: Path) -> None:
    """A load copies the rows of the other kinds into the new file."""
    with SqliteCatalogue(tmp_path / "c.db") as catalogue:
        for kind in ("masters", "releases", "labels"):
            load(catalogue, real_dump(kind))
        assert expected("releases", real_dump("releases")) == stored(catalogue, "releases")
        assert expected("masters", real_dump("masters")) == stored(catalogue, "masters")
