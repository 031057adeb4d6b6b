"""What is written for people is true: settings, commands, exit codes, the list of modules and the list of changes."""

import ast
import importlib
import os
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
from scraper.enrichment import states
from scraper.run.errors import ExitCode
from scraper.run.settings import load, settings_type

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PACKAGES = (
    *("services", "scraper/domain", "scraper/matching", "scraper/markup", "scraper/translation", "scraper/harvest"),
    *("scraper/enrichment", "scraper/store", "scraper/catalogue", "scraper/artwork", "scraper/pages"),
    *(
        "scraper/publishing",
        "scraper/hugo",
        "scraper/review",
        "scraper/run",
        "scraper/app",
        "scraper/wiring",
        "scraper/cli",
    ),
)
"""In the order in which they are listed."""
MOST_STEPS = 9
"""The most functions that a release passes between its answer's arrival and its page."""
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


def summary(file: Path) -> str:
    """Return the first sentence of a module's docstring, on one line."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.split("\n\n")[0].replace("\n", " ")


def package_lines(package: str) -> Iterator[str]:
    """Yield the lines of a package: its own, and one for each module and package below it."""
    yield f"- **`{package}/`** {summary(ROOT / package / '__init__.py')}"
    for file in sorted((ROOT / package).rglob("*.py")):
        name = file.relative_to(ROOT / package)
        if name.name == "__init__.py":
            if len(name.parts) > 1 and name.parts[0] != "fakes":
                yield f"  - `{name.parent.as_posix()}/` {summary(file)}"
        elif name.parts[0] != "fakes":
            yield f"  - `{name.as_posix()}` {summary(file)}"
    if (ROOT / package / "fakes").exists():
        yield f"  - `fakes/` {summary(ROOT / package / 'fakes' / '__init__.py')}"


def module_list() -> str:
    """Return the list of all packages and modules, as their docstrings describe them."""
    return "\n".join(line for package in PACKAGES for line in package_lines(package)) + "\n"


def section(name: str) -> str:
    """Return what stands under a heading of CONTRIBUTING.md."""
    return CONTRIBUTING.read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_every_module_is_listed_with_what_it_does() -> None:
    """As its docstring says; RENEW_GOLDEN=1 writes the list anew."""
    listed = "".join(re.findall(r"^ *- .*\n", section("The house"), flags=re.MULTILINE))
    if os.environ.get("RENEW_GOLDEN"):
        text = CONTRIBUTING.read_text(encoding="utf-8")
        CONTRIBUTING.write_text(text.replace(listed, module_list()), encoding="utf-8")
    else:
        assert module_list() == listed, "Run this test with RENEW_GOLDEN=1 to write the list of modules anew."


def test_no_package_is_left_out_of_the_list() -> None:
    """A new one gets its place in the order."""
    assert {*PACKAGES} == {"services", *(f"scraper/{file.parent.name}" for file in ROOT.glob("scraper/*/__init__.py"))}


def test_every_function_that_a_release_passes_is_there() -> None:
    """In the file that is named beside it; few are between the answer's arrival and the page."""
    text = section("A release, from API to page")
    for file, name in re.findall(r"`([\w/]+)\.py`\s`([\w.]+)`", text):
        value: object = importlib.import_module(file.replace("/", "."))
        for part in name.split("."):
            value = getattr(value, part)
        assert callable(value), name
    steps = re.findall(r"^\d+\. `[\w/.]+` `([\w.]+)`", text, flags=re.MULTILINE)
    assert ("HostQueues.reply", "ContentFolder.put") == (steps[0], steps[-1])
    assert 0 < len(steps[1:-1]) <= MOST_STEPS


def test_states_and_moves_are_those_of_the_program() -> None:
    """The tables stand in the docstring and in the guide; each names every stage."""
    tables = re.findall(r"^\|.*\|$", states.__doc__ or "", flags=re.MULTILINE)
    assert tables == re.findall(r"^\|.*\|$", section("States and moves of asking"), flags=re.MULTILINE)
    stages = [stage.name.lower() for stage in states.Stage]
    named = [row.split("|")[1].strip() for row in tables]
    assert stages * 2 == [name for name in named if name in stages]
