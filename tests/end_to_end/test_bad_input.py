"""Whatever is wrong, there is one sentence about it, the documented exit code, and nothing is lost."""

from pathlib import Path

import pytest
from household import TOKEN, Ended, Home, MakeHome, crate, tree

from services.fakes.faults import Fault


def one_sentence(home: Home, ended: Ended) -> str:
    """Return what was said of the trouble, after making sure that it is one line for people without a secret."""
    assert 1 == len(ended.err.splitlines()), ended.err
    assert ended.err.startswith("scrape: ")
    assert "Traceback" not in ended.err
    assert "fault" not in ended.err
    assert TOKEN not in home.everything_said(ended)
    return ended.err.removeprefix("scrape: ").rstrip("\n")


@pytest.mark.parametrize(
    ("config", "about"),
    [
        ("[discogs\nusername=", "config.toml is not valid TOML"),
        ("username = 'crate'\n", "username: there is no such setting"),
        ("[discogs]\nuser = 'crate'\n", "discogs.user: there is no such setting"),
        ("[artwork]\nmax_pixels = 'many'\n[site]\nbase_url = 'example'\n", "artwork.max_pixels"),
        ("[artwork]\nmax_pixels = 'many'\n[site]\nbase_url = 'example'\n", "site.base_url"),
        ("[privacy]\nnotes = 'sometimes'\n", "privacy.notes"),
        (b"\xff\xfe\x00", "config.toml is not valid TOML"),
        ("catalogue = 5\n", "catalogue"),
    ],
)
def test_bad_settings_are_named(home: Home, config: str | bytes, about: str) -> None:
    """Every problem by its key, exit code 2, and nothing is made."""
    (home.folder / "config.toml").write_bytes(config if isinstance(config, bytes) else config.encode())
    ended = home.run("--all")
    assert 2 == ended.code
    assert about in one_sentence(home, ended)
    assert ["config.toml"] == [entry.name for entry in home.folder.iterdir()]


def test_without_a_username_nothing_begins(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says how to set it."""
    monkeypatch.delenv("DISCOGS_USERNAME")
    ended = home.run("--all")
    assert 2 == ended.code
    assert "discogs.username is not set; `scrape init` asks for it" in one_sentence(home, ended)
    assert not home.content.exists()


@pytest.mark.parametrize("name", ["nobody", "Зло & Со", "a/b", "x y"])
def test_a_wrong_username_is_a_wrong_setting(home: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Exit code 2, and the name as it was given."""
    monkeypatch.setenv("DISCOGS_USERNAME", name)
    ended = home.run("--all")
    assert 2 == ended.code
    assert f"there is no user named {name!r}; correct discogs.username." in one_sentence(home, ended)


def test_a_private_collection_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the owner's token; exit code 3."""
    home.world.public = False
    monkeypatch.delenv("DISCOGS_TOKEN")
    ended = home.run("--all")
    assert 3 == ended.code
    assert "Is the collection of crate private" in one_sentence(home, ended)


def test_a_wrong_token_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, and the wrong token is not shown either."""
    monkeypatch.setenv("DISCOGS_TOKEN", "somebody-elses-secret")
    ended = home.run("--all", "--verbose")
    assert 3 == ended.code
    assert "or the token wrong?" in ended.err
    assert "somebody-elses-secret" not in home.everything_said(ended)


@pytest.mark.parametrize("token", ["tökén€", "two\nlines", "snow☃man"])
def test_a_token_that_cannot_be_sent_is_a_wrong_setting(
    home: Home, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    """What no header can hold is said before anything is asked."""
    monkeypatch.setenv("DISCOGS_TOKEN", token)
    ended = home.run("--all")
    assert 2 == ended.code
    assert "discogs.token: it holds" in one_sentence(home, ended)
    assert token not in home.everything_said(ended)


@pytest.mark.usefixtures("settled")
def test_a_host_that_is_not_there(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 4; what was made before stays."""
    made = tree(home.folder / "site", home.folder / "artwork")
    monkeypatch.setenv("SCRAPE_DISCOGS__BASE_URL", "http://127.0.0.1:1")
    ended = home.run("--all")
    assert 4 == ended.code
    assert "Discogs: no connection; is the network up" in one_sentence(home, ended)
    assert made == tree(home.folder / "site", home.folder / "artwork")


def test_when_discogs_goes_down_the_rest_waits(make_home: MakeHome) -> None:
    """After three failures in a row nothing more is asked; all that is known is published; the next run completes."""
    home = make_home(crate(8))
    home.fake.faults.rules = [Fault(path="/releases/[1-6]$|/masters/|/artists/", kind="503", times=None)]
    ended = home.run("--all")
    assert 4 == ended.code
    assert "Discogs did not answer several times in a row, so the rest was left for the next run." in ended.out
    asked = {request.path for request in home.fake.requests if request.kind == "release"}
    # Masters and artists, which fail, too, are asked for between them; one more can be under way at the third failure.
    assert {"/releases/8", "/releases/7"} <= asked <= {f"/releases/{number}" for number in (8, 7, 6, 5)}
    assert 8 == len(list(home.content.glob("albums/*/index.md")))
    home.fake.faults.rules = []
    home.asked()
    again = home.run()
    assert (0, 6) == (again.code, home.asked()["release"])
    assert "Gaps" not in again.out


def test_the_image_host_being_down_holds_up_nothing_else(make_home: MakeHome) -> None:
    """Each host rests on its own."""
    home = make_home(crate(8))
    home.fake.faults.rules = [Fault(path="/images/", kind="drop", times=None)]
    ended = home.run("--all")
    assert 1 == ended.code
    assert (8, 4, 4) == tuple(home.fake.count(kind) for kind in ("release", "master", "artist"))
    home.fake.faults.rules = []
    assert (0, {"image": 12}) == (home.run().code, {"image": home.asked()["image"] - 15})


@pytest.mark.usefixtures("settled")
def test_somebody_elses_database_is_not_mixed_up(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another username with the same database would take every record for sold."""
    home.world.username = "other"
    monkeypatch.setenv("DISCOGS_USERNAME", "other")
    ended = home.run("--all")
    assert 2 == ended.code
    assert "holds the collection of crate, not of other" in one_sentence(home, ended)


@pytest.mark.parametrize(
    "words",
    [
        ["--limit", "0"],
        ["--limit", "-3"],
        ["--limit", "many"],
        ["--limit", "1.5"],
        ["--limit", "9" * 30],
        ["--limit", "٣"],
        ["--delay", "-1"],
        ["--delay", "nan"],
        ["--delay", "inf"],
        ["--delay", "soon"],
        ["--refresh", "-1"],
        ["--refresh", "999999"],
        ["--refresh", "x"],
        ["--all", "--limit", "3"],
        ["--all", "--artists-only"],
        ["--dry-run", "--migrate-artists"],
        ["--regenerate-artist", "A", "--artists-only"],
        ["build", "--all"],
        ["--all", "build"],
        ["--dry-run", "deploy"],
        ["--no-build", "build"],
        ["deploy", "--no-build"],
        ["skip"],
        ["skip", "add"],
        ["skip", "add", "0"],
        ["skip", "add", "9" * 30],
        ["--overwrite-album", "9" * 30],
        ["nonsense"],
        ["--nonsense"],
        ["--quiet", "--verbose"],
    ],
    ids=" ".join,
)
def test_nonsense_on_the_command_line(home: Home, words: list[str]) -> None:
    """Exit code 2 with a hint, before anything is touched."""
    ended = home.run(*words)
    assert (2, "") == (ended.code, ended.out)
    assert "Traceback" not in ended.err
    assert "scrape: " in ended.err.splitlines()[-1] or "error: " in ended.err.splitlines()[-1]
    assert [] == list(home.folder.iterdir())


@pytest.mark.parametrize(
    ("setting", "made", "code", "about"),
    [
        ("", "config.toml/", 2, "discogs.username is not set"),
        ('[paths]\ndatabase = "x"\n', "x/", 1, "x"),
        ('[paths]\ndatabase = "x/y.db"\n', "x", 1, "x is a file, not a folder; correct [paths] database."),
        ('[paths]\nlogs = "x"\n', "x", 1, "x is a file, not a folder; correct [paths] logs."),
        ('[site]\npath = "x"\n', "x", 1, "x"),
        ('[paths]\ntemplates = "nowhere"\n', "x", 0, ""),
    ],
)
def test_a_path_that_is_something_else(
    home: Home, monkeypatch: pytest.MonkeyPatch, setting: str, made: str, code: int, about: str
) -> None:
    """A folder where a file is meant, or the other way round, is named."""
    if setting:
        (home.folder / "config.toml").write_text(setting)
    else:
        monkeypatch.delenv("DISCOGS_USERNAME")
    (home.folder / made).mkdir() if made.endswith("/") else (home.folder / made).write_text("mine")
    ended = home.run("--all")
    assert code == ended.code
    assert about in (one_sentence(home, ended) if code else "")
    assert "mine" == (home.folder / made).read_text() if not made.endswith("/") else (home.folder / made).is_dir()


def test_a_settings_file_that_is_not_there(home: Home) -> None:
    """Named, it has to exist; a folder is none."""
    for name in ("elsewhere.toml", "."):
        ended = home.run("--config", name, "--all")
        assert 2 == ended.code
        assert f"There is no settings file {name}" in one_sentence(home, ended)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("First\n{% if %}\n", 2),
        ("First\nSecond\n{{ album.nonsense }}\n", 3),
        ("First\n{% for x in album.sides %}\n", 2),
        ("{{ 1 / 0 }}\n", 1),
        ("First\n{{ nobody.knows }}\n", 2),
    ],
)
@pytest.mark.usefixtures("settled")
def test_a_broken_template_is_named_with_its_line(home: Home, template: str, line: int) -> None:
    """Whoever wrote it can find the mistake; pages made before stay as they were."""
    before = tree(home.content)
    (home.folder / "mine").mkdir()
    (home.folder / "mine/album.md.j2").write_text(template)
    (home.folder / "config.toml").write_text('[paths]\ntemplates = "mine"\n')
    ended = home.run()
    assert 1 == ended.code
    assert f"{Path('mine/album.md.j2')}, line {line}" in one_sentence(home, ended)
    assert before == tree(home.content)
