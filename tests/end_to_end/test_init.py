"""`scrape init`: asks, checks, writes settings that only their owner can read."""

import stat
import sys
import tomllib
from io import StringIO

import pytest
from household import TOKEN, Ended, Home


def init(home: Home, said: str, *words: str, **variables: str) -> Ended:
    """Run it with these answers."""
    cleared = {"DISCOGS_USERNAME": "", "DISCOGS_TOKEN": "", **variables}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", StringIO(said))
        for name, value in cleared.items():
            patch.setenv(name, value)
        return home.run(*words, "init")


def test_it_writes_what_a_run_needs(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Username and token are in the file, which is the owner's alone; the next run works with it."""
    ended = init(home, f"crate\n{TOKEN}\n")
    assert (0, "") == (ended.code, ended.err)
    assert "Found crate with 5 copies in the collection." in ended.out
    assert "Next: scrape --all" in ended.out
    assert TOKEN not in ended.out
    file = home.folder / "config.toml"
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert {"username": "crate", "token": TOKEN} == tomllib.loads(file.read_text())["discogs"]
    monkeypatch.delenv("DISCOGS_USERNAME")
    monkeypatch.delenv("DISCOGS_TOKEN")
    assert 0 == home.run("--all").code
    assert [] == home.fake.leaks


def test_a_username_is_enough(home: Home) -> None:
    """Enter instead of a token."""
    ended = init(home, "crate\n\n")
    assert (0, "") == (ended.code, ended.err)
    assert {"username": "crate"} == tomllib.loads((home.folder / "config.toml").read_text())["discogs"]


def test_the_file_can_be_anywhere(home: Home) -> None:
    """As `--config` says."""
    assert 0 == init(home, "crate\n\n", "--config", "mine.toml").code
    assert ["mine.toml"] == [entry.name for entry in home.folder.iterdir()]


@pytest.mark.parametrize(
    ("said", "code", "about"),
    [
        ("nobody\n\n", 2, "Discogs knows no user named 'nobody'"),
        ("crate\nwrong-token\n", 3, "Invalid consumer token"),
        (f"other\n{TOKEN}\n", 2, "This token belongs to crate, not to other"),
        ("", 2, "A username is needed; nothing was written."),
        ("\n\n", 2, "A username is needed; nothing was written."),
        ("crate\nschlüssel€\n", 2, "This cannot be used: token: "),
        ("Зло\n\n", 2, "Discogs knows no user named 'Зло'"),
    ],
)
def test_what_is_wrong_is_not_written(home: Home, said: str, code: int, about: str) -> None:
    """One sentence, and no file."""
    ended = init(home, said)
    assert code == ended.code
    assert 1 == len(ended.err.splitlines()), ended.err
    assert about in ended.err
    assert [] == list(home.folder.iterdir())


def test_settings_that_are_there_stay(home: Home) -> None:
    """Nobody's settings are overwritten, nor is anything asked."""
    (home.folder / "config.toml").write_text("# mine\n")
    ended = init(home, "crate\n\n")
    assert (2, "# mine\n") == (ended.code, (home.folder / "config.toml").read_text())
    assert "config.toml is there already" in ended.err


def test_without_a_network_nothing_is_written(home: Home) -> None:
    """Exit code 4; what cannot be checked is not kept."""
    ended = init(home, "crate\n\n", SCRAPE_DISCOGS__BASE_URL="http://127.0.0.1:1", SCRAPE_X="")
    assert 4 == ended.code
    assert "Discogs: no connection" in ended.err
    assert [] == list(home.folder.iterdir())


def test_an_environment_that_makes_no_sense_is_named(home: Home) -> None:
    """As a typing mistake in a profile file."""
    ended = init(home, "crate\n\n", SCRAPE_DISCOGS__BASE_URL="nonsense")
    assert 2 == ended.code
    assert "discogs.base_url" in ended.err
    assert 1 == len(ended.err.splitlines())
