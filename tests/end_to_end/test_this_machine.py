"""A folder that cannot be written, a damaged database, a second run, Ctrl-C, a reader that goes away."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forked import Forked
from household import NO_BUILD, Ended, Home, MakeHome, contents, crate, finished, put, says_one_sentence, started, tree

from services.fakes.faults import Fault


def wait_until(happened: Callable[[], object]) -> None:
    """Wait until something is so."""
    for _ in range(2000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


@pytest.fixture
def readable_home(home: Home) -> Iterator[Path]:
    """Return the home's folder; what is made read-only in it can be removed afterwards."""
    yield home.folder
    for entry in (home.folder, *home.folder.rglob("*")):
        entry.chmod(0o755)


def obedient() -> list[str]:
    """Return what to start a process by so that it respects permissions, as root does not by itself."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner", "--inh-caps", "-all"]


def test_a_folder_that_cannot_be_written(home: Home, readable_home: Path) -> None:
    """One sentence that names it, exit code 1; a rehearsal works even there."""
    readable_home.chmod(0o555)
    ended = finished(started(readable_home, home.fake.origin, "--all", NO_BUILD, before=obedient()))
    says_one_sentence(ended)
    assert 1 == ended.code
    assert str(readable_home) in ended.err
    assert "correct the folder's permissions" in ended.err
    rehearsed = finished(started(readable_home, home.fake.origin, "--all", "--dry-run", before=obedient()))
    assert (0, "") == (rehearsed.code, rehearsed.err)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("name", ["site", "sleevenotes.db", "artwork/releases", "logs", "site/content/albums"])
def test_a_part_of_the_home_that_cannot_be_written(home: Home, readable_home: Path, name: str) -> None:
    """The same when only one thing belongs to somebody else, as after a run under sudo."""
    put(home.world, 6)
    for entry in [readable_home / name, *(readable_home / name).rglob("*")]:
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    ended = finished(started(readable_home, home.fake.origin, "--all", NO_BUILD, before=obedient()))
    says_one_sentence(ended)
    assert 1 == ended.code
    assert name in ended.err
    assert "permissions" in ended.err


def wreck(kind: str, body: bytearray) -> bytes:
    """Return a database file after an accident."""
    match kind:
        case "garbage":
            return b"What is this? " * 1000
        case "truncated":
            return bytes(body[: len(body) // 2])
        case "beheaded":
            return bytes(100) + bytes(body[100:])
        case _:
            begin = int(kind) * 4096
            body[begin + 1000 : begin + 3000] = bytes(letter ^ 0x55 for letter in body[begin + 1000 : begin + 3000])
            body[begin : begin + 8] = b"\xff" * 8
            return bytes(body)


@pytest.mark.parametrize("kind", ["garbage", "truncated", "beheaded", *map(str, range(1, 40, 3))])
@pytest.mark.usefixtures("settled")
def test_a_damaged_database(home: Home, kind: str) -> None:
    """One sentence that says what to do, exit code 1, and the site stays as it was."""
    made = tree(home.folder / "site")
    file = home.folder / "sleevenotes.db"
    file.write_bytes(wreck(kind, bytearray(file.read_bytes())))
    ended = home.run("--all")
    assert ended.code in (0, 1)
    if ended.code:
        says_one_sentence(ended)
        assert "sleevenotes.db is damaged" in ended.err
        assert "put back a copy of it, or move it away and run `scrape --all` again." in ended.err
        assert made == tree(home.folder / "site")
    assert ended.code or not kind.isalpha()


def test_an_empty_database_file_is_a_new_one(home: Home) -> None:
    """As `touch` leaves it."""
    (home.folder / "sleevenotes.db").touch()
    assert 0 == home.run("--all").code


@pytest.mark.usefixtures("settled")
def test_a_database_from_the_future(home: Home) -> None:
    """A newer version's is left alone."""
    file = home.folder / "sleevenotes.db"
    body = bytearray(file.read_bytes())
    body[60:64] = (999).to_bytes(4, "big")
    file.write_bytes(body)
    ended = home.run("--all")
    says_one_sentence(ended)
    assert (1, bytes(body)) == (ended.code, file.read_bytes())
    assert "newer Sleevenotes" in ended.err


def test_two_runs_at_once(home: Home) -> None:
    """The second one says so and leaves; the first one ends well."""
    home.fake.faults.rules = [Fault(path="/releases/3", kind="slow", seconds=1.5)]
    first = Forked(home.folder, home.fake.origin, "--all", NO_BUILD)
    wait_until(lambda: home.fake.count("release"))
    for words in (["--all"], ["build"], ["deploy"], ["skip", "list"]):
        ended = home.run(*words)
        says_one_sentence(ended)
        assert 2 == ended.code
        assert "Another run is working on" in ended.err
    assert 0 == home.run("--all", "--dry-run").code
    assert 0 == first.ended().code


def interrupted(home: Home, when: Callable[[], object]) -> Ended:
    """Run and press Ctrl-C at that moment."""
    process = Forked(home.folder, home.fake.origin, "--all", NO_BUILD)
    wait_until(when)
    process.interrupt()
    return process.ended()


def test_ctrl_c_while_fetching(make_home: MakeHome) -> None:
    """Exit code 130; what was fetched is kept and not asked for again."""
    home = make_home(crate(12))
    home.fake.faults.rules = [Fault(path="/releases/", kind="slow", seconds=0.1, times=None)]
    ended = interrupted(home, lambda: home.fake.count("release") > 4)
    says_one_sentence(ended)
    assert 130 == ended.code
    assert "Interrupted; what was fetched is kept, run again to go on." in ended.err
    home.fake.faults.rules = []
    assert 0 == home.run("--all").code
    assert 14 >= home.fake.count("release")


def test_ctrl_c_while_publishing(home: Home) -> None:
    """Exit code 130, and the next run ends in the same bytes as an undisturbed one."""
    (home.folder / "mine").mkdir()
    slow = "{% for turn in range(600000) %}{% endfor %}{{ album.release.title }}\n"
    (home.folder / "mine/album.md.j2").write_text(slow)
    (home.folder / "config.toml").write_text('[paths]\ntemplates = "mine"\n')
    ended = interrupted(home, lambda: home.album(2).exists())
    says_one_sentence(ended)
    assert 130 == ended.code
    assert not home.album(5).exists()
    assert 0 == home.run("--all").code
    resumed = contents(home.folder)
    shutil.rmtree(home.folder / "site")
    assert (0, resumed) == (home.run("--all").code, contents(home.folder))


def test_a_reader_that_goes_away(home: Home) -> None:
    """As `| head -1` does: no word of it, and the work is done."""
    process = started(home.folder, home.fake.origin, "--all", NO_BUILD)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    ended = finished(process)
    assert (1, "") == (ended.code, ended.err)
    assert 5 == len(list(home.content.glob("albums/*/index.md")))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_onto_a_full_disk(home: Home) -> None:
    """The work is done, the report could not be written: one sentence."""
    with Path("/dev/full").open("w") as full:
        ended = finished(started(home.folder, home.fake.origin, "--all", NO_BUILD, stdout=full))
    says_one_sentence(ended)
    assert 1 == ended.code
    assert 5 == len(list(home.content.glob("albums/*/index.md")))


@pytest.mark.usefixtures("hugo")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_without_a_place_to_speak(home: Home, closed: str) -> None:
    """A caller that closed the streams, as some schedulers do, gets its site all the same."""
    code = "import sys; from scraper.cli import main; sys.exit(main(['--all']))"
    done = subprocess.run(["sh", "-c", f'"$0" -c "{code}" {closed}', sys.executable], check=False, cwd=home.folder)
    assert 0 == done.returncode
    assert 5 == len(list((home.folder / "site/public/albums").glob("*/index.html")))
