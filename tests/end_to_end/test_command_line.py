"""What is typed: where options may stand, what is said of mistakes, and how little it takes to say so."""

import json
import os
import pty
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest
from household import COMMAND, Home, finished, started

HEAVY = {"pydantic", "requests", "tqdm", "PIL", "sqlite3", "jinja2", "rapidfuzz"}
LOADED = (
    "import json, sys; from scraper.cli import main; main({words!r}); print(); print(json.dumps(sorted(sys.modules)))"
)


def loaded(folder: Path, *words: str) -> set[str]:
    """Return the modules that a command line has loaded when it ends; of libraries the first part of the name."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=list(words))], cwd=folder, capture_output=True, text=True, check=True
    )
    names = json.loads(done.stdout.splitlines()[-1])
    return {name if name.startswith("scraper") else name.split(".")[0] for name in names}


@pytest.mark.parametrize("words", ["--help", "--version", "nonsense", "review --help", "catalogue search --help"])
def test_help_loads_nothing_that_works(tmp_path: Path, words: str) -> None:
    """So that it is there at once, and so are completions and words about mistakes."""
    names = loaded(tmp_path, *words.split())
    assert set() == names & HEAVY
    assert set() == {name for name in names if name.startswith(("scraper.wiring", "scraper.store", "scraper.harvest"))}
    if not words.startswith("catalogue"):
        assert set() == {name for name in names if name.startswith(("scraper.app.", "scraper.catalogue"))}


def test_a_search_loads_no_service(tmp_path: Path) -> None:
    """The catalogue is on this machine."""
    names = loaded(tmp_path, "catalogue", "search", "x")
    assert "scraper.wiring.catalogue" in names
    assert set() == names & {"requests", "PIL", "tqdm", "jinja2", "scraper.wiring.clients", "scraper.harvest.harvest"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("reviw", "No such command 'reviw'; did you mean review?"),
        ("xyzzy", "No such command 'xyzzy'; `scrape --help` lists what there is."),
        ("catalogue serch x", "No such command 'serch'; did you mean search?"),
        ("skip ad 1", "No such command 'ad'; did you mean add?"),
        ("skip", "A command is missing; `scrape skip --help` lists what there is."),
        ("--al", "No such option --al; did you mean --all or --allow-removals?"),
        ("--overwrite", "No such option --overwrite; did you mean --overwrite-album?"),
        ("catalogue prune --libary x", "No such option --libary; did you mean --library?"),
        ("build --all", "No such option --all; `scrape build --help` lists what there is."),
        ("-x", "No such option -x; `scrape --help` lists what there is."),
        ("--limit many", "--limit: 'many' is not a whole number above 0 that Discogs could use."),
        ("--limit", "--limit needs a value; `scrape --help` shows which."),
        ("--all=3", "--all takes no value; `scrape --help` shows which do."),
        ("--regenerate-artist --all", "--regenerate-artist needs a value, and --all is an option."),
        ("--delay soon", "--delay: 'soon' is not a number of seconds from 0 to 86,400."),
        ("--overwrite-album 1 x", "--overwrite-album: 'x' is no release; give its number, its address at Discogs or"),
        ("skip add", "RELEASE... is missing; `scrape skip add --help` shows what is typed."),
        ("build x y", "'x y' is too much; `scrape build --help` shows what is typed."),
        ("catalogue ingest --keep most", "--keep: 'most' is not one of 'collection', 'masters', 'artists', 'index', "),
        ("-q -v", "--verbose and --quiet do not go together; give one of them."),
        ("catalogue sql --csv --json", "--csv and --json do not go together; give one of them."),
        ("--artists-only --overwrite-album", "--artists-only and --overwrite-album do not go together; give one of"),
        ("--all build", "`scrape build` takes none of these options; give them to `scrape` alone."),
    ],
)
def test_mistakes_are_told_in_one_sentence(home: Home, words: str, sentence: str) -> None:
    """With what to type instead; exit code 2, and nothing is made."""
    ended = home.run(*words.split())
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
    assert ended.err.startswith(f"scrape: {sentence}")
    assert [] == list(home.folder.iterdir())


@pytest.mark.parametrize(
    "words",
    ["--config my.toml -q skip list", "skip --config my.toml list -q", "-q skip list --config my.toml"],
)
def test_common_options_stand_anywhere(home: Home, words: str) -> None:
    """Before a command, after it, and in between."""
    (home.folder / "my.toml").write_text('[paths]\ndatabase = "mine.db"\n')
    assert (0, "") == ((ended := home.run(*words.split())).code, ended.err)
    assert (home.folder / "mine.db").exists()


def test_the_later_of_two_settings_files_counts(home: Home) -> None:
    """As the nearer one."""
    (home.folder / "my.toml").write_text('[paths]\ndatabase = "mine.db"\n')
    assert 0 == home.run("--config", "nowhere.toml", "skip", "list", "--config", "my.toml").code
    assert (home.folder / "mine.db").exists()


def test_several_albums_are_overwritten(home: Home) -> None:
    """As many as are named, wherever the option stands; without a number all of them."""
    home.run("--all")
    for words, expected in (
        (["--overwrite-album", "1", "3", "--dry-run"], {1, 3}),
        (["--dry-run", "--overwrite-album", "2"], {2}),
        (["--overwrite-album=4", "--dry-run"], {4}),
        (["--overwrite-album", "https://www.discogs.com/release/1-A,-B", "[r3]", "--dry-run"], {1, 3}),
        (["--overwrite-album", "--dry-run"], {1, 2, 3, 4, 5}),
        (["--dry-run", "--overwrite-album"], {1, 2, 3, 4, 5}),
    ):
        for number in range(1, 6):
            page = home.album(number)
            page.write_text(page.read_text().split("\nMine.")[0] + "\nMine.\n")
        kept = {number for number in range(1, 6) if f"title-{number}-{number}/" in home.run(*words).out}
        assert {1, 2, 3, 4, 5} - expected == kept, words


def test_days_may_be_left_out(home: Home) -> None:
    """Thirty are meant."""
    home.run("--all")
    assert "Would fetch: nothing" in home.run("--refresh", "--dry-run").out
    assert "Would fetch: 5 releases" in home.run("--refresh", "0", "--dry-run").out
    assert "Would fetch: 5 releases" in home.run("--dry-run", "--refresh=0").out


def on_a_terminal(home: Home, *words: str) -> str:
    """Run a command whose error stream is a terminal; return what is shown there."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    ended = finished(started(home.folder, home.fake.origin, *words, stderr=theirs))
    os.close(theirs)
    shown = b""
    with suppress(OSError):
        while part := os.read(ours, 65_536):
            shown += part
    os.close(ours)
    assert 0 == ended.code
    return shown.decode()


def test_progress_is_drawn_on_a_terminal_only(home: Home) -> None:
    """A bar for each task; none with -q, and none where the errors are piped."""
    shown = on_a_terminal(home, "--all")
    assert [] == [task for task in ("Pages", "Releases", "Artists", "Images", "Albums") if f"{task:<9}" not in shown]
    assert " 5/5 " in shown
    assert "" == on_a_terminal(home, "--all", "-q")
    assert "" == home.run("--all").err


@pytest.mark.parametrize("words", ["--help", "-h", "pin --help", "catalogue", "catalogue --help", "catalogue sql -h"])
def test_help_keeps_its_lines(home: Home, words: str) -> None:
    """What was written in columns stays in columns, however narrow the terminal is."""
    ended = home.run(*words.split())
    assert (0, "") == (ended.code, ended.err)
    assert ended.out.startswith("usage: scrape")
    assert "\nexamples:\n  scrape " in ended.out
    assert [] == list(home.folder.iterdir())


def test_the_version_is_told(home: Home) -> None:
    """And nothing else."""
    ended = home.run("--version")
    assert (0, "sleevenotes", "") == (ended.code, ended.out.split()[0], ended.err)
    assert 1 == ended.out.count("\n")


@pytest.mark.parametrize("words", ["--help", "catalogue", "completion bash"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_help_onto_a_full_disk(tmp_path: Path, words: str) -> None:
    """One sentence, exit code 1."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *words.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=tmp_path,
        )
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "the disk is full" in done.stderr
