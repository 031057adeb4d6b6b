"""What the catalogue holds is taken from there, and Discogs is asked for the rest only."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import real_records
from dump_writing import write_dumps
from forked import Forked
from household import (
    NO_BUILD,
    TOKEN,
    Ended,
    Home,
    contents,
    crate,
    environment,
    finished,
    move_in,
    put,
    run_here,
    started,
    tree,
)

from scraper.catalogue.backend import Keep
from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.progress import Progress
from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, Faults
from services.fakes.world import World

RECORDS = ("release", "master", "artist")
SEED = 20261121


def load(home: Path, world: World, keep: Keep = "all", files: Mapping[str, Path] | None = None) -> Path:
    """Make a catalogue in a home, of a world's dumps of August 2026; `files` are taken in the place of some."""
    file = home / "catalogue.db"
    with SqliteCatalogue(file) as catalogue:
        for one in (write_dumps(home / "dumps", world) | dict(files or {})).values():
            ingest(catalogue, dump_file(one), Selection(keep=keep), progress=Progress())
    return file


def asked(fake: DiscogsFake) -> Counter[str]:
    """Return how many releases, masters and artists Discogs was asked for."""
    return Counter(one.kind for one in fake.requests if one.kind in RECORDS)


def portraitless(world: World) -> World:
    """Take the artists' images away: dumps have none, and nobody else is asked here."""
    for one in world.artists.values():
        one.pop("images", None)
    return world


@pytest.fixture
def asked_home(tmp_path: Path) -> Callable[[World], Path]:
    """Return what makes the site of a world without a catalogue."""

    def make(world: World) -> Path:
        folder = tmp_path / "asked"
        folder.mkdir()
        with DiscogsFake(world, limit=None) as fake, pytest.MonkeyPatch.context() as patch:
            move_in(patch, folder, environment(fake.origin))
            assert 0 == run_here("--all", NO_BUILD).code
        return folder

    return make


def test_nothing_is_asked_for_that_the_catalogue_holds(home: Home) -> None:
    """The collection's pages and the covers come from Discogs, and the report says what did not."""
    load(home.folder, home.world)
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert {"collection": 1, "image": 5} == home.asked()
    counted = "5 releases, 3 masters, 4 artists"
    assert f"Fetched: 1 page, 5 images; from the catalogue: {counted}; from the store: 0" in ended.out
    assert "Dumps hold no images" in ended.out
    again = home.run("--all")
    assert {"collection": 1} == home.asked()
    assert "Fetched: 1 page; from the store: 17" in again.out
    assert "catalogue" not in again.out


def test_the_site_is_the_same(home: Home, asked_home: Callable[[World], Path]) -> None:
    """Every page and image, and so what Hugo makes of them."""
    portraitless(home.world)
    load(home.folder, home.world)
    assert 0 == home.run("--all").code
    assert {} == asked(home.fake)
    assert contents(asked_home(home.world)) == contents(home.folder)


@pytest.mark.usefixtures("hugo")
def test_five_hundred_real_records_are_the_same(tmp_path: Path) -> None:
    """No release, master or artist is asked for, and every page is the same byte for byte.

    The releases are read from the real dump. Most of their masters and artists are not in the sample: those are made
    up, and without portraits, the one thing that dumps lack and a collection's pages do not tell. Every fifth record
    has a cover, for the sake of time.
    """
    folder = real_records.folder()
    world = portraitless(real_records.world(folder, complete=True, username="crate"))
    world.token = TOKEN
    for place, one in enumerate(world.releases.values()):
        if place % 5:
            one.pop("images", None)
    with_it, without = tmp_path / "with", tmp_path / "without"
    without.mkdir()
    load(with_it, world, files={"releases": next(folder.glob("*_releases.xml.gz"))})
    with DiscogsFake(world, limit=None) as fake, DiscogsFake(world, limit=None) as other:
        running = started(with_it, fake.origin, "--all"), started(without, other.origin, "--all")
        ended, asking = map(finished, running)
        assert (0, "", {}) == (ended.code, ended.err, asked(fake))
        assert (0, {"release": 500, "master": 289, "artist": 543}) == (asking.code, asked(other))
    assert "from the catalogue: 500 releases, 289 masters, 543 artists;" in ended.out
    assert contents(without) == contents(with_it)


def test_what_the_catalogue_lacks_is_asked_for(home: Home) -> None:
    """Records that were added since the dump, and kinds that were not loaded."""
    some = World(username="crate", releases={number: home.world.releases[number] for number in (1, 2, 4)})
    load(home.folder, some)
    ended = home.run("--all")
    assert {"release": 2, "master": 3, "artist": 4} == asked(home.fake)
    assert "from the catalogue: 3 releases;" in ended.out
    put(home.world, 6)
    assert 0 == home.run().code
    assert {"release": 3, "master": 3, "artist": 4} == asked(home.fake)


def test_an_index_is_not_enough(home: Home) -> None:
    """It lacks tracks and credits, so Discogs is asked."""
    load(home.folder, World(username="crate", releases=home.world.releases), keep="index")
    assert "catalogue" not in home.run("--all").out
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)


def test_without_a_catalogue_nothing_changes(home: Home) -> None:
    """No file is made, and nobody reads of one."""
    ended = home.run("--all")
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)
    assert "atalogue" not in ended.out
    assert [] == list(home.folder.glob("catalogue*"))


def test_what_is_asked_for_anew_is_asked_of_discogs(home: Home) -> None:
    """A dump is as old as its month: --refresh and --regenerate-artist want something newer."""
    load(home.folder, home.world)
    home.run("--all")
    home.asked()
    assert 0 == home.run("--refresh").code
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)
    assert home.portrait(501).exists()
    home.asked()
    home.run("--regenerate-artist", "501")
    assert 1 == home.asked()["artist"]


def test_a_first_run_that_wants_nothing_old_asks_discogs(home: Home) -> None:
    """Of whom a dump of August is too old."""
    load(home.folder, home.world)
    home.run("--all", "--refresh", "30")
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)


def test_a_rehearsal_counts_what_would_come_from_there(home: Home) -> None:
    """And changes nothing, neither here nor at the catalogue."""
    file = load(home.folder, World(username="crate", releases=home.world.releases))
    before = tree(file.parent)
    ended = home.run("--all", "--dry-run")
    assert "Would fetch: 3 masters, 4 artists; from the catalogue: 5 releases" in ended.out
    assert "Fetched: 1 page; from the store: 0" in ended.out
    assert (before, {}) == (tree(file.parent), asked(home.fake))


def test_a_record_without_a_cover_stays_without(home: Home, asked_home: Callable[[World], Path]) -> None:
    """Discogs' pages show a blank image for it, which is not taken for a cover."""
    del home.world.releases[2]["images"]
    home.world.releases[3]["images"] = [{"type": "primary", "uri": "https://s.discogs.com/images/spacer.gif"}]
    portraitless(home.world)
    load(home.folder, home.world)
    assert 0 == home.run("--all").code
    assert [True, False, False] == [home.cover(number).exists() for number in (1, 2, 3)]
    del home.world.releases[3]["images"]
    assert contents(asked_home(home.world)) == contents(home.folder)


def test_without_a_token_covers_come_once_there_is_one(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discogs keeps their addresses to itself until then."""
    load(home.folder, home.world)
    monkeypatch.delenv("DISCOGS_TOKEN")
    ended = home.run("--all")
    assert ({}, 0) == (asked(home.fake), home.asked()["image"])
    assert "Discogs shows the images of 5 records and artists only with a token." in ended.out
    monkeypatch.setenv("DISCOGS_TOKEN", TOKEN)
    home.run("--all")
    assert {"release": 5} == asked(home.fake)
    assert all(home.cover(number).exists() for number in range(1, 6))


@pytest.mark.parametrize("damage", ["garbage", "cut", "hole"])
def test_a_damaged_catalogue_costs_a_note(home: Home, damage: str) -> None:
    """One sentence, and Discogs is asked."""
    file = load(home.folder, home.world)
    whole = file.read_bytes()
    damaged = {
        "garbage": b"This is no database. " * 500,
        "cut": whole[: len(whole) // 2],
        "hole": whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:],
    }
    file.write_bytes(damaged[damage])
    ended = home.run("--all")
    assert 0 == ended.code, ended
    assert 1 == ended.out.count("The catalogue cannot be used, so Discogs was asked instead")
    assert 5 == len(list(home.content.glob("albums/*/index.md")))
    assert "from the catalogue" not in ended.out
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://somebody:never-print-this@127.0.0.1:1/catalogue", "127.0.0.1:1/catalogue"),
        ("mysql://somebody:never-print-this@localhost/other", "neither a file, nor sqlite"),
    ],
)
def test_a_server_that_is_down_costs_a_note(
    home: Home, monkeypatch: pytest.MonkeyPatch, address: str, says: str
) -> None:
    """So does an address that is somebody else's; no password is ever shown."""
    monkeypatch.setenv("DATABASE_URL", address)
    ended = home.run("--all")
    assert 0 == ended.code, ended
    note = [line for line in ended.out.splitlines() if "The catalogue cannot be used" in line]
    assert (1, True) == (len(note), says in note[0])
    assert {"release": 5, "master": 3, "artist": 4} == asked(home.fake)
    assert "never-print-this" not in home.everything_said(ended)


def test_the_catalogue_is_where_the_settings_say(home: Home) -> None:
    """A path counts from the folder of config.toml; so does one written as an address."""
    (home.folder / "elsewhere").mkdir()
    load(home.folder / "elsewhere", home.world)
    for written in ("elsewhere/catalogue.db", "sqlite:///elsewhere/catalogue.db"):
        (home.folder / "config.toml").write_text(f'[catalogue]\nurl = "{written}"\n')
        assert "from the catalogue: 5 releases" in home.run("--all", "--dry-run").out


@pytest.fixture
def many() -> Iterator[DiscogsFake]:
    """Start a Discogs with twenty records, slow enough to be interrupted."""
    slow = Faults(rules=[Fault(path="/collection/|/images/", kind="slow", seconds=0.008, times=None)])
    with DiscogsFake(portraitless(crate(20)), limit=None, faults=slow) as running:
        yield running


@pytest.mark.usefixtures("hugo")
def test_kills_do_no_harm(many: DiscogsFake, tmp_path: Path) -> None:
    """Whenever a run is killed, the next goes on, asks nothing that is in the catalogue, and ends in the same bytes."""
    chance = random.Random(SEED)  # noqa: S311  # no secret hangs on it
    calm, troubled = tmp_path / "calm", tmp_path / "troubled"
    calm.mkdir()
    load(calm, many.world)
    shutil.copytree(calm, troubled)
    begun = time.monotonic()
    assert 0 == Forked(calm, many.origin, "--all").ended().code
    needed = time.monotonic() - begun
    ends: list[Ended] = []
    for _ in range(5):
        process = Forked(troubled, many.origin, "--all")
        time.sleep(chance.uniform(0.0, 0.6) * needed)
        process.kill()
        ends.append(process.ended())
    assert 0 == Forked(troubled, many.origin, "--all").ended().code
    assert {} == asked(many)
    assert any(one.code < 0 for one in ends)
    assert contents(calm) == contents(troubled)
