"""`scrape completion`: the scripts, and what shells make of them."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from household import COMMAND, Home

SHELLS = ("bash", "zsh", "fish")
LINES = [
    ("scrape revi", ["review"]),
    ("scrape --art", ["--artists-only"]),
    ("scrape -q sk", ["skip"]),
    ("scrape skip re", ["remove"]),
    ("scrape catalogue sh", ["show"]),
    ("scrape catalogue ingest --keep in", ["index"]),
    ("scrape catalogue search --bar", ["--barcode"]),
    ("scrape pin 1 sp", ["spotify"]),
    ("scrape completion z", ["zsh"]),
    ("scrape pin list --js", ["--json"]),
    ("scrape build nons", []),
]
"""What is typed before Tab is pressed, and what it can become."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which shells find `scrape`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "scrape"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(COMMAND)} "$@"\n')
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}


def said(environment: dict[str, str], *command: str) -> str:
    """Return what a shell prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed(home: Home, shell: str) -> None:
    """For each shell; no settings are needed, and nothing is made."""
    (home.folder / "config.toml").write_text("[nonsense\n")
    ended = home.run("completion", shell)
    assert (0, "") == (ended.code, ended.err)
    assert f"_SCRAPE_COMPLETE={shell}_complete" in ended.out
    assert ["config.toml"] == [file.name for file in home.folder.iterdir()]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_help_says_where_it_goes(home: Home, shell: str) -> None:
    """With the command for it."""
    assert f"scrape completion {shell}" in home.run("completion", "--help").out


def test_another_shell_is_refused(home: Home) -> None:
    """With those that there are."""
    ended = home.run("completion", "tcsh")
    assert (2, "scrape: SHELL: 'tcsh' is not one of 'bash', 'zsh', 'fish'.\n") == (ended.code, ended.err)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes(environment: dict[str, str]) -> None:
    """The function that it is told of is given what is typed, and offers what may follow."""
    tries = "\n".join(
        f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMPREPLY=(); _scrape_completion scrape; "
        'echo "${COMPREPLY[@]}"'
        for words, _ in LINES
    )
    script = f'eval "$(scrape completion bash)"; complete -p scrape; {tries}'
    registered, *offered = said(environment, "bash", "--norc", "-c", script).splitlines()
    assert "complete -o nosort -F _scrape_completion scrape" == registered
    assert [" ".join(expected) for _, expected in LINES] == offered


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
def test_fish_completes(environment: dict[str, str]) -> None:
    """With whole descriptions beside the words."""
    tries = "; ".join(f"complete --do-complete {shlex.quote(line)}; echo ==" for line, _ in LINES)
    offered = said(environment, "fish", "--no-config", "-c", f"scrape completion fish | source; {tries}")
    words = [[line.split("\t")[0] for line in part.split("\n") if line] for part in offered.split("==\n")[:-1]]
    assert [expected for _, expected in LINES] == words
    text = said(environment, "fish", "--no-config", "-c", "scrape completion fish | source; complete -C 'scrape ini'")
    assert "init\task for username and token, check them, write config.toml\n" == text


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_zsh_knows_the_function(environment: dict[str, str]) -> None:
    """It is what completes `scrape` from then on."""
    script = 'autoload -Uz compinit; compinit -D -u; eval "$(scrape completion zsh)"; print $_comps[scrape]'
    assert "_scrape_completion\n" == said(environment, "zsh", "-f", "-c", script)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_every_shell_is_answered(
    home: Home, monkeypatch: pytest.MonkeyPatch, shell: str, line: str, expected: list[str]
) -> None:
    """Whether or not it is on this machine."""
    words = line.split(" ")
    monkeypatch.setenv("_SCRAPE_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words) - 1))
    out = home.run().out
    values = [line.partition(",")[2].partition("\t")[0] for line in out.splitlines() if line.startswith("plain,")]
    plain = out.splitlines()[1::3] if shell == "zsh" else values
    assert expected == plain
