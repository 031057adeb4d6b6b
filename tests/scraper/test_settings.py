"""Settings come from defaults, the file and the environment, name every problem, and never print a secret."""

import os
from pathlib import Path

import pytest

from scraper.run.errors import BadSettings, ExitCode
from scraper.run.settings import Settings, load

SECRETS = """
[discogs]
token = "secret-1"
[spotify]
client_secret = "secret-2"
[catalogue]
url = "postgresql://me:secret-3@host/db"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory, with nothing of ours in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("SCRAPE_", "DISCOGS_", "DATABASE_URL")):
            monkeypatch.delenv(name)
    return tmp_path


def written(text: str | bytes, name: str = "config.toml") -> Path:
    """Write a settings file and return it."""
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def problem(text: str | bytes) -> str:
    """Return what is said of a settings file that cannot be used."""
    with pytest.raises(BadSettings) as caught:
        load(written(text))
    assert ExitCode.USAGE == caught.value.exit_code
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_everything_has_a_default() -> None:
    """Not even a file is needed to begin with."""
    settings = load()
    assert ("", None, "https://api.discogs.com", None) == tuple(settings.discogs.model_dump().values())
    assert (False, False, False, True) == tuple(settings.privacy.model_dump().values())


def test_the_file_in_the_working_directory_is_read() -> None:
    """Unless another is named."""
    written('[discogs]\nusername = " here "')
    other = written('[discogs]\nusername = "there"', "elsewhere/my.toml")
    assert ["here", "there"] == [load().discogs.username, load(other).discogs.username]


def test_a_file_may_begin_with_a_mark() -> None:
    """Some editors put one there."""
    assert "here" == load(written(b'\xef\xbb\xbf[discogs]\nusername = "here"')).discogs.username


def test_every_problem_is_named_at_once() -> None:
    """By its key, and with what is wrong, whatever is wrong."""
    said = problem("""
        spare = 1
        [discogs]
        username = 5
        base_url = "x"
        requests_per_minute = -1
        nope = 1
        [privacy]
        notes = "maybe"
        [artwork]
        max_pixels = 5
        sources = ["x"]
        [site]
        title = ""
        base_url = "https://a b"
        [musicbrainz]
        requests_per_minute = nan
        [strange]
        x = 1
        [apple_music]
        storefront = "USA"
        [paths]
        database = 5
    """)
    keys = """
        spare discogs.username discogs.base_url discogs.requests_per_minute discogs.nope privacy.notes
        artwork.max_pixels artwork.sources.0 site.title site.base_url musicbrainz.requests_per_minute strange
        apple_music.storefront paths.database
    """
    assert [] == [key for key in keys.split() if f" {key}: " not in said]
    assert "discogs.nope: there is no such setting" in said
    assert "config.toml" in said


def test_a_section_that_is_none_is_told() -> None:
    """Without a word about the program's inside."""
    said = problem('discogs = "me"')
    assert "discogs: this is a section, with keys of its own" in said
    assert "Settings'" not in said


@pytest.mark.parametrize(
    ("text", "where"), [("a = = b", "line 1"), ('[discogs]\nusername = "x\n', "line 2"), (b"\xff", "0xff")]
)
def test_broken_toml_is_located(text: str | bytes, where: str) -> None:
    """File and line, and what to do."""
    said = problem(text)
    assert where in said
    assert "config.toml is not valid TOML" in said
    assert "scrape init" in said


@pytest.mark.parametrize("name", ["missing.toml", "folder"])
def test_a_named_file_must_be_there(name: str) -> None:
    """It is not quietly replaced by defaults."""
    Path("folder").mkdir()
    with pytest.raises(BadSettings, match=f"no settings file {name}; `scrape init` writes one"):
        load(Path(name))


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The long name over the short one, and both over the file; the file's other keys stay."""
    file = written('[discogs]\nusername = "file"\nbase_url = "http://file"')
    monkeypatch.setenv("DISCOGS_USERNAME", "short")
    assert ("short", "http://file") == (load(file).discogs.username, load(file).discogs.base_url)
    monkeypatch.setenv("SCRAPE_DISCOGS__USERNAME", "long")
    assert ("long", "http://file") == (load(file).discogs.username, load(file).discogs.base_url)


def test_every_kind_of_value_can_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, numbers, truth, paths, and lists as JSON."""
    for name, value in {
        "DISCOGS_TOKEN": "short-token",
        "DATABASE_URL": "sqlite:///x",
        "SCRAPE_PRIVACY__NOTES": "true",
        "SCRAPE_ARTWORK__MAX_PIXELS": "900",
        "SCRAPE_ARTWORK__SOURCES": '["discogs", "itunes"]',
        "SCRAPE_PATHS__DATABASE": "my.db",
        "scrape_site__title": "Mine",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert (True, 900, ("discogs", "itunes"), Path("my.db"), "Mine") == (
        settings.privacy.notes,
        settings.artwork.max_pixels,
        settings.artwork.sources,
        settings.paths.database,
        settings.site.title,
    )
    assert ("short-token", "sqlite:///x") == settings.secrets


def test_an_empty_short_name_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As shells and containers leave them."""
    monkeypatch.setenv("DISCOGS_USERNAME", "")
    assert "file" == load(written('[discogs]\nusername = "file"')).discogs.username


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SCRAPE_DISCOGS__NOPE", "x", "discogs.nope: there is no such setting"),
        ("SCRAPE_NOPE__X", "x", "SCRAPE_NOPE__X: there is no such setting"),
        ("SCRAPE_DISCOG", "x", "SCRAPE_DISCOG: there is no such setting"),
        ("SCRAPE_DISCOGS", "{x", "written as JSON"),
        ("SCRAPE_ARTWORK__SOURCES", "discogs", "written as JSON"),
        ("SCRAPE_ARTWORK__MAX_PIXELS", "many", "artwork.max_pixels"),
    ],
)
def test_mistakes_in_the_environment_are_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    """A misspelled name is never quietly ignored."""
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load()
    assert says in str(caught.value)


def test_secrets_never_print() -> None:
    """Neither in one form nor another."""
    settings = load(written(SECRETS))
    for shown in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert "secret-" not in shown
    assert ("secret-1", "secret-2", "postgresql://me:secret-3@host/db") == settings.secrets
    assert () == Settings().secrets


@pytest.mark.parametrize(
    "text",
    [
        '[discogs]\ntoken = ["secret"]',
        '[discogs]\ntoken = "secret with spaces"',
        '[discogs]\ntoken = "secret\\nInjected: header"',
        '[spotify]\nclient_secret = {x = "secret"}',
        '[catalogue]\nurl = ["secret"]',
        '[secret_section]\nx = "secret-value"',
        '[discogs]\ntoken = "secret"\nnope = "secret"\nbase_url = "http:/secret"',
    ],
)
def test_problems_do_not_repeat_what_was_typed(text: str) -> None:
    """It could be the secret itself."""
    said = problem(text)
    assert "secret" not in said.replace("secret_section", "").replace("client_secret", "")


def test_spaces_around_a_pasted_token_are_forgiven() -> None:
    """An empty one is none."""
    assert ("abc",) == load(written('[discogs]\ntoken = " abc\\n"')).secrets
    assert () == load(written('[discogs]\ntoken = "  "')).secrets


def test_relative_paths_count_from_the_settings_file(home: Path) -> None:
    """So that a run finds the same files from everywhere."""
    file = written('[paths]\ndatabase = "data/my.db"\n[site]\npath = "/srv/site"', "elsewhere/my.toml")
    settings = load(file)
    assert (home / "elsewhere/data/my.db", Path("/srv/site")) == (settings.database_path, settings.site_path)
    assert (home / "sleevenotes.db", home / "site") == (load().database_path, load().site_path)
    assert Path.home() / "x" == settings.at_home(Path("~/x"))


def test_services_are_told_a_contact() -> None:
    """The owner's address, or their profile."""
    assert "https://www.discogs.com/user/unknown" == load().contact
    assert "https://www.discogs.com/user/me" == load(written('[discogs]\nusername = "me"')).contact
    assert "me@example.org" == load(written('[musicbrainz]\ncontact = "me@example.org"')).contact


def test_settings_cannot_be_changed() -> None:
    """What a run began with, it ends with."""
    settings = load()
    for change in (settings, settings.discogs):
        with pytest.raises(ValueError, match="frozen"):
            setattr(change, "discogs" if change is settings else "username", "x")
