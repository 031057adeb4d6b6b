"""What is written for people is true: settings, commands, exit codes and the list of changes."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel
from typed_commands import every_command, parse

from scraper.cli.root import EPILOG
from scraper.run.errors import ExitCode
from scraper.run.settings import load, settings_type

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
README = ROOT / "README.md"
ELSEWHERE = (
    "/" + "work/",
    "/tmp/" + "venv",  # noqa: S108  # a path to look for, not to write to
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "npmjs" + ".com",
    "crates" + ".io",
    "proxy." + "golang",
)
"""Paths and hosts of other people's machines, in pieces, so that this file does not hold them itself."""


def uncommented(text: str) -> str:
    """Return the example with every key that it shows in a comment."""
    return re.sub(r"^# (\w+ += )", r"\1", text, flags=re.MULTILINE)


def keys(model: type[BaseModel]) -> dict[str, set[str]]:
    """Return the keys of every section."""
    found = {}
    for section, about in model.model_fields.items():
        assert isinstance(about.annotation, type)
        assert issubclass(about.annotation, BaseModel)
        found[section] = set(about.annotation.model_fields)
    return found


def test_the_example_shows_every_setting_and_no_other() -> None:
    """A key that is added, renamed or removed is so in the example too."""
    shown = {section: set(values) for section, values in tomllib.loads(uncommented(EXAMPLE)).items()}
    assert keys(settings_type()) == shown


@pytest.mark.parametrize("text", [EXAMPLE, uncommented(EXAMPLE)], ids=["as it is", "everything in it"])
def test_the_example_can_be_loaded(tmp_path: Path, text: str) -> None:
    """Just copied, and with all that its comments show."""
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    assert "your-discogs-name" == load(tmp_path / "config.toml").discogs.username


def test_the_example_sets_nothing_but_the_name() -> None:
    """The defaults stay the program's own."""
    assert {"discogs": {"username": "your-discogs-name"}} == {
        section: values for section, values in tomllib.loads(EXAMPLE).items() if values
    }


def every_help() -> Iterator[tuple[str, str | None]]:
    """Yield the commands, options and arguments with their help; of a command, what it says in a list, too."""
    for ctx in every_command():
        yield ctx.command_path, ctx.command.help
        if ctx.parent:
            yield f"{ctx.command_path}, in a list", ctx.command.short_help
        for param in ctx.command.get_params(ctx):
            typed = "/".join(param.opts) if isinstance(param, click.Option) else param.name
            yield f"{ctx.command_path} {typed}", param.help


def test_everything_that_can_be_typed_has_help() -> None:
    """Options, arguments and commands alike."""
    helps = dict(every_help())
    expected = {"scrape --all", "scrape skip add releases", "scrape demo --path", "scrape serve", "scrape --help"}
    assert expected <= {name.replace("-h/", "") for name in helps}
    assert [] == [name for name, text in helps.items() if not text]


def test_every_command_has_the_common_options() -> None:
    """They can stand before a command and after it."""
    common = {"--config", "--verbose", "--quiet"}
    without = [
        ctx.command_path for ctx in every_command() if not common <= {opt for p in ctx.command.params for opt in p.opts}
    ]
    assert [] == without


def code_blocks(text: str) -> Iterator[str]:
    """Yield the lines inside of fences."""
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def commands(text: str) -> list[list[str]]:
    """Return what follows `scrape` in every command line of the code blocks and the inline code of a text."""
    lines = [*code_blocks(text), *re.findall(r"`(scrape [^`\n]*)`", text)]
    found = []
    for line in lines:
        for part in re.split(r"&&|\|\||[|;]", re.sub(r"(^|\s)#.*", "", line)):
            words = shlex.split(part.strip().removeprefix("$ "))
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words.pop(0)
            if words and words[0] == "scrape":
                found.append(words[1:])
    return found


@pytest.mark.parametrize("file", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda file: file.name)
def test_every_command_in_the_documents_can_be_typed(file: Path) -> None:
    """As it stands there."""
    for words in commands(file.read_text(encoding="utf-8")):
        parse(words)


def test_commands_in_documents_are_found() -> None:
    """The check above has something to check."""
    assert ["--all"] in commands(README.read_text(encoding="utf-8"))
    assert ["catalogue", "status"] in commands((ROOT / "docs/catalogue.md").read_text(encoding="utf-8"))


def test_every_command_in_the_help_can_be_typed() -> None:
    """The examples at its end, and those in its description, of the commands too."""
    found = []
    for ctx in every_command():
        shown = re.findall(r"^ +scrape(.*?)(?:   | > |$)", ctx.command.epilog or "", flags=re.MULTILINE)
        found += [shlex.split(line) for line in shown] + commands(ctx.command.help or "")
    assert 30 < len(found)
    for words in found:
        parse(words)


def test_a_command_that_cannot_be_typed_is_found() -> None:
    """The checks above can fail."""
    (words,) = commands("```sh\n$ NAME=x scrape --all --nonsense  # remark\n```\n")
    with pytest.raises(AssertionError, match="scrape --all --nonsense"):
        parse(words)
    with pytest.raises(AssertionError, match="catalogue serch"):
        parse(["catalogue", "serch", "x"])


@pytest.mark.parametrize("where", ["README.md", "the help"])
def test_every_exit_code_is_documented(where: str) -> None:
    """In one place, so that a script can rely on them."""
    text = README.read_text(encoding="utf-8") if where == "README.md" else EPILOG
    said = re.split(r"exit codes", text, maxsplit=1, flags=re.IGNORECASE)[1].split("\n#")[0]
    assert [] == [code.value for code in ExitCode if not re.search(rf"(?<![\d.]){code.value}(?![\d.])", said)]
    assert [0, 1, 2, 3, 4, 130] == [code.value for code in ExitCode]


def test_changes_are_listed() -> None:
    """In the form of Keep a Changelog: versions with dates under one heading, changes under six."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith("# Changelog\n")
    versions = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert versions
    assert [] == [
        one for one in versions if not re.fullmatch(r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", one)
    ]
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set() == set(re.findall(r"^### (.*)$", text, flags=re.MULTILINE)) - kinds


def tracked() -> list[Path]:
    """Return the files that git knows and that are there."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows which files are the project's")
def test_no_file_speaks_of_other_peoples_machines() -> None:
    """The project speaks of itself alone."""
    files = tracked()
    assert ROOT / "pyproject.toml" in files
    bodies = {file.relative_to(ROOT): file.read_bytes() for file in files}
    assert [] == [f"{file}: {word}" for file, body in bodies.items() for word in ELSEWHERE if word.encode() in body]
