"""The database's file: made, migrated, refused, and looked at without a trace."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from shelves import due, item, keep_release, opened, shelve

from scraper.run.errors import AlreadyRunning, ExitCode, LocalTrouble
from scraper.run.migrations import migrate, statements, transaction
from scraper.store import Store
from scraper.store.connection import MIGRATIONS, connect


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of migrations of our own, with a first one."""
    made = tmp_path / "migrations"
    made.mkdir()
    (made / "0001_first.sql").write_text("CREATE TABLE a (x);\nINSERT INTO a VALUES (';');\n", encoding="utf-8")
    return made


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    """Return an empty database."""
    return sqlite3.connect(tmp_path / "x.db", isolation_level=None)


def version(db: sqlite3.Connection) -> int:
    """Return the number of the last migration."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def tables(db: sqlite3.Connection) -> list[str]:
    """Return the tables."""
    return [row[0] for row in db.execute("SELECT name FROM sqlite_master ORDER BY name")]


def test_migrations_are_applied_once(db: sqlite3.Connection, folder: Path) -> None:
    """In their order, and never again."""
    with closing(db):
        migrate(db, folder)
        migrate(db, folder)
        (folder / "0002_second.sql").write_text("CREATE TABLE b (x);", encoding="utf-8")
        migrate(db, folder)
        migrate(db, folder)
        assert (2, ["a", "b"], [(";",)]) == (version(db), tables(db), db.execute("SELECT x FROM a").fetchall())


def test_two_processes_migrate_once(db: sqlite3.Connection, folder: Path, tmp_path: Path) -> None:
    """Who comes second waits, and finds everything done."""
    with closing(db), closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as first:

        def let_the_first_finish(statement: str) -> None:
            if statement.startswith("BEGIN"):
                migrate(first, folder)

        db.set_trace_callback(let_the_first_finish)
        migrate(db, folder)
        assert (1, ["a"], [(";",)]) == (version(db), tables(db), db.execute("SELECT x FROM a").fetchall())


@pytest.mark.parametrize("broken", ["CREATE TABLE b (x);\nCREATE TABLE a (x);", "CREATE TABLE b (x);\nNONSENSE;"])
def test_a_migration_is_applied_whole_or_not_at_all(db: sqlite3.Connection, folder: Path, broken: str) -> None:
    """What came before its failing statement is undone, and its number is not noted."""
    with closing(db):
        (folder / "0002_second.sql").write_text(broken, encoding="utf-8")
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, folder)
        assert (1, ["a"]) == (version(db), tables(db))
        assert not db.in_transaction
        (folder / "0002_second.sql").write_text("CREATE TABLE b (x);", encoding="utf-8")
        migrate(db, folder)
        assert (2, ["a", "b"]) == (version(db), tables(db))


def test_why_scripts_are_split() -> None:
    """sqlite3's own executescript commits what is open; ours runs inside the transaction."""
    script = "CREATE TABLE a (x);\nCREATE TABLE b (x);"
    for whole, expected in ((True, ["a", "b"]), (False, [])):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            db.execute("BEGIN")
            if whole:
                db.executescript(script)
            for statement in () if whole else statements(script):
                db.execute(statement)
            if db.in_transaction:
                db.execute("ROLLBACK")
            assert expected == tables(db)


def test_scripts_are_split_at_statements() -> None:
    """Not at a semicolon in a text, a comment or a trigger."""
    script = (
        "-- one; comment\nCREATE TABLE a (x DEFAULT ';');\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  DELETE FROM a;\n  DELETE FROM a;\nEND;\nCREATE TABLE b (\n  x\n);\n"
    )
    assert ["-- one", "CREATE TRIGGER", "CREATE TABLE b"] == [
        next(start for start in ("-- one", "CREATE TRIGGER", "CREATE TABLE b") if one.startswith(start))
        for one in statements(script)
    ]
    assert ["SELECT 1"] == list(statements("SELECT 1"))
    assert [] == list(statements("\n \n"))


def test_our_own_migrations_are_numbered_without_a_gap() -> None:
    """So that their number is their place."""
    files = sorted(MIGRATIONS.glob("*.sql"))
    assert [*range(1, len(files) + 1)] == [int(file.name.split("_")[0]) for file in files]


def _interrupted(db: sqlite3.Connection) -> None:
    with transaction(db):
        db.execute("INSERT INTO a VALUES (1)")
        raise KeyboardInterrupt


def test_a_transaction_is_all_or_nothing(db: sqlite3.Connection) -> None:
    """Also when it is interrupted from outside."""
    with closing(db):
        db.execute("CREATE TABLE a (x)")
        with pytest.raises(KeyboardInterrupt):
            _interrupted(db)
        assert [] == db.execute("SELECT * FROM a").fetchall()
        with transaction(db):
            db.execute("INSERT INTO a VALUES (2)")
        assert [(2,)] == db.execute("SELECT * FROM a").fetchall()


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    """In WAL mode, with foreign keys on, and opened again as it was."""
    path = tmp_path / "new" / "folder" / "my.db"
    with Store(path) as store:
        shelve(store, item(1))
    with closing(connect(path)) as db:
        assert ("wal", 1) == tuple(
            db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")
        )
        assert 1 == db.execute("SELECT count(*) FROM copies").fetchone()[0]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """One sentence says what to do, and the file stays as it is."""
    with closing(connect(tmp_path / "sleevenotes.db")) as db:
        db.execute("PRAGMA user_version = 9999")
    for only_a_copy in (False, True):
        with pytest.raises(LocalTrouble, match="written by a newer Sleevenotes; upgrade this one") as caught:
            Store(tmp_path / "sleevenotes.db", only_a_copy=only_a_copy)
        assert ExitCode.FAILURES == caught.value.exit_code


@pytest.mark.parametrize("body", [b"this is no database, but text" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_told(tmp_path: Path, body: bytes) -> None:
    """One sentence names the file and what to do; nothing is written over it."""
    path = tmp_path / "sleevenotes.db"
    path.write_bytes(body)
    for only_a_copy in (False, True):
        with pytest.raises(LocalTrouble, match="is damaged") as caught:
            Store(path, only_a_copy=only_a_copy)
        assert str(path) in str(caught.value)
        assert "scrape --all" in str(caught.value)
    assert body == path.read_bytes()


def test_a_folder_or_file_in_the_way_is_told(tmp_path: Path) -> None:
    """Where the database should be, or its folder."""
    with pytest.raises(LocalTrouble, match="Cannot write to"):
        Store(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LocalTrouble, match="is a file, not a folder"):
        Store(tmp_path / "file" / "my.db")


def test_another_writer_is_told(tmp_path: Path) -> None:
    """Not waited for until the end of days."""
    with opened(tmp_path) as store, closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        store._db.execute("PRAGMA busy_timeout = 0")  # noqa: SLF001  # so that the test does not wait
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AlreadyRunning, match="Another program is writing"):
            shelve(store, item(1))


def test_a_copy_in_memory_leaves_no_trace(tmp_path: Path) -> None:
    """Whatever is done with it, the file and its folder stay as they were."""
    with opened(tmp_path) as store:
        shelve(store, item(1))
        keep_release(store, 1)
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}
    with Store(tmp_path / "sleevenotes.db", only_a_copy=True) as copy:
        assert [1] == [*copy.shelf.lines()]
        shelve(copy, item(2))
        copy.remember("fact", "x")
        assert [2] == due(copy, "release")
    assert before == {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}


def test_a_copy_of_nothing_is_empty(tmp_path: Path) -> None:
    """And makes nothing, not even a folder."""
    with Store(tmp_path / "none" / "my.db", only_a_copy=True) as copy:
        shelve(copy, item(1))
        assert [1] == due(copy, "release")
    assert [] == list(tmp_path.iterdir())


def test_a_killed_run_loses_only_what_was_not_committed(tmp_path: Path) -> None:
    """The file as it lies there while another holds it open is a whole database."""
    (tmp_path / "killed").mkdir()
    with opened(tmp_path) as store:
        shelve(store, item(1))
        keep_release(store, 1)
        for file in tmp_path.glob("sleevenotes.db*"):
            shutil.copy(file, tmp_path / "killed" / file.name)
    with opened(tmp_path / "killed") as store:
        assert ([], [1]) == (due(store, "release"), [*store.shelf.lines()])
