"""The file of pins is the truth: what is written into it counts, and no accident loses it."""

import pytest
from household import Home, tree
from neighbours import MakeNeighbours, Neighbours
from pinning import OTHER, OTHER_AT_SPOTIFY, asked_of_music, pinned, settled_among_services

from scraper.domain.subjects import Subject
from scraper.store import Store
from services.fakes.spotify import spotify_id


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site."""
    return settled_among_services(home, make_neighbours)


@pytest.mark.usefixtures("hugo")
def test_the_file_is_the_truth(home: Home, services: Neighbours) -> None:
    """What is written into it counts from the next run on, and what is taken out of it no more."""
    before = home.album(1).read_text()
    file = home.folder / "pins.toml"
    file.write_text(f'# mine\n[releases.1]\nspotify = "{spotify_id(OTHER)}"\napple-music = "none"\n[releases.888]\n')
    text = file.read_text()
    assert 0 == home.run("build").code
    page = home.album(1).read_text()
    assert (True, False) == (OTHER_AT_SPOTIFY in page, "music.apple.com" in page)
    assert text == file.read_text()
    file.write_text("")
    assert 0 == home.run().code
    assert before == home.album(1).read_text()
    assert {"apple_music", "spotify"} == asked_of_music(services.asked())


def test_a_dry_run_heeds_the_file_and_changes_nothing(home: Home, services: Neighbours) -> None:
    """It says that the page would be written."""
    (home.folder / "pins.toml").write_text('[releases.1]\nspotify = "none"\n')
    before = tree(home.folder / "site", home.folder / "pins.toml")
    assert "Would write 1 page" in home.run("--dry-run").out
    assert before == tree(home.folder / "site", home.folder / "pins.toml")
    assert services.variables


def lose(home: Home, *names: str) -> None:
    """Remove files of a home."""
    for name in names:
        for file in home.folder.glob(name):
            file.unlink()


def test_pins_survive_the_loss_of_the_database(home: Home, services: Neighbours) -> None:
    """And of the file, as long as one of them is left."""
    home.run("pin", "1", "spotify", OTHER_AT_SPOTIFY)
    home.run("pin", "--artist", "501", "spotify", "none")
    said = pinned(home)
    lose(home, "pins.toml")
    home.run()
    assert said == pinned(home)
    assert "# Artist 1: Title 1" in (home.folder / "pins.toml").read_text()
    page = home.album(1).read_text()
    lose(home, "sleevenotes.db*")
    assert 0 == home.run("--all").code
    assert (said, page) == (pinned(home), home.album(1).read_text())
    assert services.variables


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[releases.1\n", "is not valid TOML"),
        ('[releases.1]\nnapster = "none"\n', "[releases.1] napster: There is no service"),
        (
            '[releases.1]\nspotify = "https://example.org"\n',
            "[releases.1] spotify: 'https://example.org' leads to nothing",
        ),
    ],
)
def test_a_broken_file_ends_every_run(home: Home, services: Neighbours, text: str, why: str) -> None:
    """In one sentence that names file and entry; nothing is changed or asked."""
    file = home.folder / "pins.toml"
    file.write_text(text)
    before = tree(home.folder / "site", home.folder / "artwork")
    home.asked()
    for words in (("--all",), ("build",), ("review",), ("pin", "1", "spotify", "none"), ("--all", "--dry-run")):
        ended = home.run(*words)
        assert (2, 1) == (ended.code, ended.err.count("\n"))
        assert str(file) in ended.err
        assert why in ended.err
    assert (before, text) == (tree(home.folder / "site", home.folder / "artwork"), file.read_text())
    assert ({}, {}) == (home.asked(), services.asked())


def test_a_file_that_cannot_be_written_is_named(home: Home, services: Neighbours) -> None:
    """A folder in its place is no fault of the program."""
    (home.folder / "pins.toml").mkdir()
    ended = home.run("pin", "1", "spotify", "none")
    assert (1, {}) == (ended.code, services.asked())
    assert "pins.toml" in ended.err


@pytest.mark.usefixtures("hugo")
def test_a_killed_pin_is_made_up_for(home: Home, services: Neighbours) -> None:
    """A run that kept the pins, and was killed before it drew its conclusions."""
    before = home.album(1).read_text()
    (home.folder / "pins.toml").write_text('[releases.1]\nspotify = "none"\n')
    with Store(home.folder / "sleevenotes.db") as store:
        store.findings.save_pins({Subject(kind="release", subject_id=1): {"spotify": ""}})
    assert before == home.album(1).read_text()
    assert 0 == home.run("build").code
    assert "spotify" not in home.album(1).read_text()
    assert {} == services.asked()
