"""A disk that fills up costs one sentence, and with room again all is well."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from forked import Forked
from household import NO_BUILD, Ended, Home, MakeHome, answers_in, contents, crate, put, says_one_sentence

MEGABYTE = 1024 * 1024


def on_a_full_disk(home: Home) -> Ended:
    """Run where every file ends at a megabyte."""
    return Forked(home.folder, home.fake.origin, "--all", NO_BUILD, largest_file=MEGABYTE).ended()


def test_a_disk_that_fills_up_under_the_database(home: Home) -> None:
    """One sentence, exit code 1; with room again, the next run goes on from there."""
    for number in range(6, 16):
        put(home.world, number, notes="long " * 60_000)
    ended = on_a_full_disk(home)
    says_one_sentence(ended)
    assert 1 == ended.code
    assert "the disk is full; make room and run again, nothing is lost." in ended.err
    done = home.asked()["release"]
    assert 0 == home.run("--all").code
    assert 15 >= done + home.asked()["release"] - 2
    assert 15 == len(list(home.content.glob("albums/*/index.md")))


@pytest.mark.usefixtures("settled")
def test_a_disk_that_fills_up_under_the_pages(home: Home) -> None:
    """A page is there whole or not at all."""
    before = contents(home.folder)
    (home.folder / "mine").mkdir()
    (home.folder / "mine/artist.md.j2").write_text('{{ "x" * 2000000 }}')
    (home.folder / "config.toml").write_text('[paths]\ntemplates = "mine"\n')
    ended = on_a_full_disk(home)
    says_one_sentence(ended)
    assert 1 == ended.code
    assert "the disk is full; make room and run again, nothing is lost." in ended.err
    assert before == contents(home.folder)
    (home.folder / "config.toml").unlink()
    assert (0, before) == (home.run("--all").code, contents(home.folder))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 500 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def crowded(make_home: MakeHome) -> Home:
    """Return a home with more records than a tiny disk has room for."""
    return make_home(crate(60))


def with_room_again(home: Home, tiny_disk: Path) -> None:
    """Make the disk large; what was fetched is not asked for again."""
    subprocess.run(["mount", "-o", "remount,size=50m", str(tiny_disk)], check=True)
    again = home.run("--all")
    assert (0, "") == (again.code, again.err)
    assert answers_in(home.world) >= home.asked_once().total() - 3


def test_a_disk_that_is_really_full_under_the_database(crowded: Home, tiny_disk: Path) -> None:
    """One sentence, and with room again all is well."""
    (crowded.folder / "config.toml").write_text(f'[paths]\ndatabase = "{tiny_disk / "there"}"\n')
    ended = crowded.run("--all")
    says_one_sentence(ended)
    assert (1, True) == (ended.code, "full" in ended.err)
    with_room_again(crowded, tiny_disk)


@pytest.mark.usefixtures("hugo")
def test_a_disk_that_is_really_full_under_the_site(crowded: Home, tiny_disk: Path) -> None:
    """One sentence, whether a page or Hugo found no room, and with room again all is well."""
    (crowded.folder / "config.toml").write_text(f'[site]\npath = "{tiny_disk / "there"}"\n')
    ended = crowded.run("--all")
    says_one_sentence(ended)
    assert (1, True) == (ended.code, "full" in ended.err or "no space left" in ended.err.lower())
    with_room_again(crowded, tiny_disk)


def test_a_disk_that_is_really_full_under_the_logs(crowded: Home, tiny_disk: Path) -> None:
    """No word of it, and with room again all is well."""
    (crowded.folder / "config.toml").write_text(f'[paths]\nlogs = "{tiny_disk / "there"}"\n')
    (tiny_disk / "ballast").write_bytes(bytes(500 * 1024))
    assert "Traceback" not in crowded.run("--all").err
    with_room_again(crowded, tiny_disk)
