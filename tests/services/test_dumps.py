"""A dump comes whole and verified, or not at all, whatever happens on the way."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from discogs_on_fake import channel
from dumps_client import (
    CHECKSUMS,
    CONTENT,
    FILE,
    NAME,
    NOVEMBER,
    OTHER,
    dumps,
    faulty,
    fetch,
    ignore_bytes,
    part,
    ranges,
    sha256_of,
)

from services.dumps import Dumps, sha256
from services.errors import Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.dumps import DumpsFake, published
from services.fakes.faults import Fault, FaultKind
from services.patience import TRIES


def test_an_edge_that_refuses_is_named_with_the_way_around(tmp_path: Path) -> None:
    """Whether it refuses the checksums or only the file: a mirror, or by hand."""
    for path in (CHECKSUMS, NAME):
        with faulty("403", None, path) as fake, pytest.raises(Refused, match="browser, or name a mirror"):
            fetch(fake, tmp_path)


def test_a_dump_comes_whole(tmp_path: Path) -> None:
    """Into a folder that is made for it, and nothing beside it stays."""
    heard: list[tuple[int, int]] = []
    with faulty("429", 1) as fake:
        newest = dumps(fake).newest(NOVEMBER)
        file = dumps(fake).fetch(newest, "artists", tmp_path / "dumps", lambda here, of: heard.append((here, of)))
    assert (tmp_path / "dumps" / NAME, CONTENT) == (file, file.read_bytes())
    assert [file] == list((tmp_path / "dumps").iterdir())
    assert (len(CONTENT), len(CONTENT)) == heard[-1]
    assert sorted(heard) == heard


def test_what_is_there_and_verified_is_not_fetched_again(tmp_path: Path) -> None:
    """But what stands under its name and is something else is."""
    with faulty("429", 0) as fake:
        fetch(fake, tmp_path)
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert 1 == len(ranges(fake))
        (tmp_path / NAME).write_bytes(CONTENT[:-1])
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert 2 == len(ranges(fake))


def test_a_part_is_gone_on_with(tmp_path: Path) -> None:
    """Only what is missing is asked for."""
    part(tmp_path).write_bytes(CONTENT[:1_000_000])
    with faulty("429", 0) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert ["bytes=1000000-"] == ranges(fake)


def test_a_whole_part_is_only_verified(tmp_path: Path) -> None:
    """A run that was killed between the last byte and the new name left it."""
    part(tmp_path).write_bytes(CONTENT)
    with faulty("429", 0) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert [416] == [request.status for request in fake.requests if request.headers["Range"]]


def test_a_part_that_is_longer_than_the_file_is_begun_anew(tmp_path: Path) -> None:
    """The range that it asks for cannot be."""
    part(tmp_path).write_bytes(CONTENT + b"more")
    with faulty("429", 0) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert ["bytes=1500004-", None] == ranges(fake)


def test_a_server_without_ranges_sends_all_of_it(tmp_path: Path) -> None:
    """What was here is not put before it."""
    part(tmp_path).write_bytes(CONTENT[:1_000_000])
    with faulty("429", 0) as fake:
        fake.has_ranges = False
        assert CONTENT == fetch(fake, tmp_path).read_bytes()


def test_a_part_of_something_else_is_found_out(tmp_path: Path) -> None:
    """The checksum is wrong, so it is fetched once more from the beginning."""
    part(tmp_path).write_bytes(OTHER[:1_000_000])
    with faulty("429", 0) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert ["bytes=1000000-", None] == ranges(fake)


def test_a_publication_that_changed_is_not_gone_on_with(tmp_path: Path) -> None:
    """A part belongs to the checksum that was published when it was begun."""
    part(tmp_path).write_bytes(CONTENT[:1_000_000])
    with DumpsFake(published("202611", artists=OTHER)) as fake:
        assert OTHER == fetch(fake, tmp_path).read_bytes()
        assert [None] == ranges(fake)


def test_a_wrong_file_never_gets_its_name(tmp_path: Path) -> None:
    """After a second try there is a clear error, and nothing in the folder."""
    with DumpsFake(published("202611", artists=CONTENT) | {NAME: OTHER}) as fake:
        with pytest.raises(Unreadable, match="twice not what its checksum says"):
            fetch(fake, tmp_path)
        assert 2 == len(ranges(fake))
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["html", "empty"])
def test_something_else_once_is_survived(kind: FaultKind, tmp_path: Path) -> None:
    """A web page in place of the file is not kept."""
    with faulty(kind) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()


@pytest.mark.parametrize("kind", ["cut", "drop", "429", "500", "503"])
def test_passing_faults_are_survived(kind: FaultKind, tmp_path: Path) -> None:
    """Whatever goes wrong all but the last time."""
    with faulty(kind, TRIES - 1) as fake:
        assert CONTENT == fetch(fake, tmp_path).read_bytes()


def test_a_connection_that_always_breaks_gets_there_bit_by_bit(tmp_path: Path) -> None:
    """As long as something comes, there is no limit to the tries; nothing is asked for twice."""
    with faulty("cut", 4) as fake:
        fake.faults.rules.append(Fault(path=FILE, kind="drop", times=3))
        fake.faults.rules.append(Fault(path=FILE, kind="cut", times=1))
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        begun = [int((requested or "bytes=0-")[6:-1]) for requested in ranges(fake)]
    assert (sorted(begun), 6, 9) == (begun, len(set(begun)), len(begun))


def test_a_server_that_stays_away_leaves_the_part(tmp_path: Path) -> None:
    """The next run goes on from there."""
    with faulty("cut", 1) as fake:
        fake.faults.rules.append(Fault(path=FILE, kind="500", times=None))
        with pytest.raises(Unreachable, match="server error 500"):
            fetch(fake, tmp_path)
        kept = part(tmp_path).stat().st_size
        fake.faults.rules.clear()
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert (True, f"bytes={kept}-") == (kept > 0, ranges(fake)[-1])


def test_a_file_that_is_announced_and_not_there_is_missing(tmp_path: Path) -> None:
    """It is said once, and no empty file is made of it."""
    with faulty("404", None) as fake, pytest.raises(Missing, match=f"{NAME} has a checksum, but is not there"):
        fetch(fake, tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_a_full_disk_is_an_error_of_this_machine(tmp_path: Path) -> None:
    """It is not taken for the server's, and not tried again."""
    part(tmp_path).symlink_to("/dev/full")
    with faulty("429", 0) as fake:
        with pytest.raises(OSError, match="No space left") as caught:
            fetch(fake, tmp_path)
        assert 1 == len(ranges(fake))
    assert not isinstance(caught.value, ServiceError)
    assert not (tmp_path / NAME).exists()


def test_a_killed_download_goes_on(tmp_path: Path) -> None:
    """Whenever it is killed, the file is not there under its name, and the next run asks for the rest only."""
    slow = (
        "import sys, time; from pathlib import Path; sys.path.insert(0, 'tests/services');"
        "from discogs_on_fake import channel; from services.dumps import Dumps;"
        "dumps = Dumps(channel(token=None), sys.argv[1]);"
        "dumps.fetch(dumps.of('202611'), 'artists', Path(sys.argv[2]), lambda here, of: time.sleep(0.05))"
    )
    root = Path(__file__).parents[2]
    with faulty("429", 0) as fake:
        run = subprocess.Popen([sys.executable, "-c", slow, fake.official, str(tmp_path)], cwd=root)
        patience = time.monotonic() + 60
        while not (part(tmp_path).exists() and part(tmp_path).stat().st_size > 0):
            assert time.monotonic() < patience
            assert run.poll() is None
            time.sleep(0.005)
        run.kill()
        run.wait()
        assert not (tmp_path / NAME).exists()
        assert CONTENT == fetch(fake, tmp_path).read_bytes()
        assert ranges(fake)[-1] is not None


def test_a_mirror_is_a_folder_with_the_same_files(tmp_path: Path) -> None:
    """Plain names below an address, with or without a slash at its end."""
    with DumpsFake(published("202611", artists=CONTENT)) as fake:
        for address in (fake.mirror, f"{fake.mirror}/"):
            mirror = Dumps(channel(token=None), address)
            assert CONTENT == mirror.fetch(mirror.newest(NOVEMBER), "artists", tmp_path, ignore_bytes).read_bytes()


def test_a_folder_of_this_machine_serves_too(tmp_path: Path) -> None:
    """What was fetched by hand is verified on its way to the others."""
    source, target = tmp_path / "by-hand", tmp_path / "dumps"
    source.mkdir()
    for name, content in published("202611", artists=CONTENT, labels=OTHER).items():
        (source / name).write_bytes(content)
    (source / "discogs_20261101_labels.xml.gz").write_bytes(OTHER[:-1])
    by_hand = Dumps(channel(token=None), source)
    newest = by_hand.newest(NOVEMBER)
    assert CONTENT == by_hand.fetch(newest, "artists", target, ignore_bytes).read_bytes()
    with pytest.raises(Unreadable, match="not what its checksum says"):
        by_hand.fetch(newest, "labels", target, ignore_bytes)
    (source / NAME).unlink()
    (target / NAME).unlink()
    with pytest.raises(Missing, match=f"holds no {NAME}"):
        by_hand.fetch(newest, "artists", target, ignore_bytes)
    with pytest.raises(Missing, match="none of the last"):
        Dumps(channel(token=None), tmp_path / "empty").newest(NOVEMBER)


def test_checksums_are_those_of_the_bytes(tmp_path: Path) -> None:
    """As sha256sum prints them."""
    (tmp_path / "x").write_bytes(CONTENT)
    assert sha256_of(CONTENT) == sha256(tmp_path / "x")
