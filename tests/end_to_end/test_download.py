"""`scrape catalogue download` brings dumps home, whole and verified."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import filelock
import pytest
from household import Home

from scraper.catalogue.tables import DUMP_KINDS
from scraper.run.errors import BadSettings
from scraper.run.settings import load
from scraper.wiring.catalogue import catalogue_folder, open_catalogue
from services.fakes.dumps import DumpsFake, published
from services.fakes.faults import Fault

THIS_MONTH = f"{datetime.now(UTC):%Y%m}"
CONTENTS = {kind: f"{kind} ".encode() * 5000 for kind in DUMP_KINDS}


@pytest.fixture
def place() -> Iterator[DumpsFake]:
    """Start the place where this month's dumps are, and those of August 2020."""
    with DumpsFake(published("202008", **CONTENTS) | published(THIS_MONTH, **CONTENTS)) as running:
        yield running


def test_the_newest_dumps_come_into_a_folder_of_their_own(home: Home, place: DumpsFake) -> None:
    """Once: a second run verifies them, and fetches the checksums only."""
    ended = home.run("catalogue", "download", "--from", place.official)
    assert (0, "") == (ended.code, ended.err)
    assert 5 == len(place.requests)
    made = {file.name: file.read_bytes() for file in (home.folder / "dumps").glob("*.gz")}
    assert {f"discogs_{THIS_MONTH}01_{kind}.xml.gz": content for kind, content in CONTENTS.items()} == made
    assert all(name in ended.out for name in made)
    assert 0 == home.run("catalogue", "download", "--from", place.official).code
    assert 6 == len(place.requests)


def test_one_kind_of_one_month_is_enough(home: Home, place: DumpsFake) -> None:
    """Into whatever folder is named."""
    words = ("--type", "labels", "--month", "2020-08", "--to", "shelf/below", "--from", place.mirror)
    assert 0 == home.run("catalogue", "download", *words).code
    assert ["discogs_20200801_labels.xml.gz"] == [file.name for file in (home.folder / "shelf/below").glob("*.gz")]


def test_a_folder_of_this_machine_is_a_source(home: Home, place: DumpsFake) -> None:
    """What was fetched with a browser is verified like the rest."""
    (home.folder / "by-hand").mkdir()
    for name, content in place.files.items():
        (home.folder / "by-hand" / name).write_bytes(content)
    assert 0 == home.run("catalogue", "download", "--from", "by-hand", "--type", "masters").code
    assert 1 == len(list((home.folder / "dumps").glob("*.gz")))


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--month", "202613"), 2, "is no month"),
        (("--month", "august"), 2, "is no month"),
        (("--month", "199901"), 1, "there are none of 199901"),
        (("--from", "no/such/folder"), 2, "neither a folder nor an address"),
        (("--from", "ftp://example.org/x"), 2, "neither a folder nor an address"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    home: Home, place: DumpsFake, words: tuple[str, ...], code: int, says: str
) -> None:
    """With the exit code of its kind, and no file left."""
    source = () if "--from" in words else ("--from", place.official)
    ended = home.run("catalogue", "download", *words, *source)
    assert code == ended.code, ended
    assert says in ended.err
    assert 1 == ended.err.count("\n")
    assert [] == list(home.folder.rglob("discogs_*"))


def test_an_edge_that_refuses_says_what_to_do(home: Home, place: DumpsFake) -> None:
    """A mirror, or by hand; the exit code is that of a refusal."""
    place.faults.rules.append(Fault(path=".", kind="403", times=None))
    ended = home.run("catalogue", "download", "--from", place.official)
    assert (3, True) == (ended.code, "name a mirror or a folder with --from" in ended.err)


def test_two_downloads_do_not_meet(home: Home, place: DumpsFake) -> None:
    """The second is told to wait."""
    (home.folder / "dumps").mkdir()
    with filelock.FileLock(home.folder / "dumps/.download.lock"):
        ended = home.run("catalogue", "download", "--from", place.official)
    assert (2, True) == (ended.code, "Another download" in ended.err)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, "catalogue.db"),
        ("below/own.db", "below/own.db"),
        ("sqlite:///own.db", "own.db"),
        ("sqlite:////tmp/own.db", "/tmp/own.db"),  # noqa: S108  # only its name
    ],
)
def test_a_catalogue_is_where_the_settings_say(home: Home, written: str | None, expected: str) -> None:
    """By default beside config.toml."""
    if written:
        (home.folder / "config.toml").write_text(f'[catalogue]\nurl = "{written}"\n')
    assert (home.folder / expected).parent == catalogue_folder(load())


@pytest.mark.parametrize(
    "written",
    ["mysql://me:secret@host/db", "sqlite://own.db", "sqlite:///", "https://me:secret@host", "sqlite:own://x"],
)
def test_other_addresses_are_refused(home: Home, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Without a word of what may be a password."""
    monkeypatch.setenv("DATABASE_URL", written)
    with pytest.raises(BadSettings, match="neither a file, nor sqlite") as caught:
        open_catalogue(load())
    assert "secret" not in str(caught.value)
    assert [] == list(home.folder.iterdir())


def test_an_address_that_is_typed_counts_from_here(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is set, from where the settings are."""
    (home.folder / "config.toml").write_text("")
    (home.folder / "here").mkdir()
    monkeypatch.chdir(home.folder / "here")
    settings = load(Path("../config.toml"))
    opened = open_catalogue(settings, "typed.db"), open_catalogue(settings)
    assert [str(home.folder / "here/typed.db"), str(home.folder / "catalogue.db")] == [one.name for one in opened]
    for one in opened:
        one.close()
