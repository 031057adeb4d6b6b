"""Imports have a direction, and modules and functions a form, that no change may lose."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest
from house import HOUSE, OUTSIDE_OF_US, Room, Sources, all_imports, our_sources, parsed, part_of, parts

LONGEST_FUNCTION = 50


def bad_imports(sources: Sources) -> list[str]:
    """Return every import that the house does not allow, as 'who imports what'."""
    return [
        f"{module} imports {target}"
        for module, targets in all_imports(sources).items()
        for target in targets
        if not _is_allowed(module, target)
    ]


def _is_allowed(module: str, target: str) -> bool:
    part, room = part_of(module), HOUSE.get(part_of(module), Room())
    top = target.split(".", maxsplit=1)[0]
    if top in {"services", "scraper"}:
        return part_of(target) == part or part_of(target) in room.ours
    return top in room.outside or (top in sys.stdlib_module_names and top not in OUTSIDE_OF_US)


def cycle(sources: Sources) -> list[str]:
    """Return the modules of an import cycle, [] where there is none."""
    graph = {module: [one for one in found if one in sources] for module, found in all_imports(sources).items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def functions(sources: Sources) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield every function with 'module.name'."""
    for module, text in sources.items():
        for node in parts(text):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node


def test_every_module_has_a_room() -> None:
    """A new module is given its place in the house on purpose."""
    assert [] == [module for module in our_sources() if part_of(module) not in HOUSE]


def test_imports_point_inwards() -> None:
    """A change in an outer layer can never break an inner one, and each technology has one owner."""
    assert [] == bad_imports(our_sources())


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("services.discogs", "import scraper.domain.credits"),
        ("services.discogs", "from services import spotify"),
        ("services.errors", "from services.transport import Channel"),
        ("services.transport", "import services.fakes.discogs"),
        ("scraper.domain.credits", "from scraper import store"),
        ("scraper.markup", "import jinja2"),
        ("scraper.domain.slugs", "import sqlite3"),
        ("scraper.domain.words", "import requests"),
        ("scraper.translation", "from scraper.store import Store"),
        ("scraper.store.due", "from scraper.pages.index import Index"),
        ("scraper.pages.album", "from scraper.artwork import Artwork"),
        ("scraper.pages.album", "import services.discogs"),
        ("scraper.artwork", "import sqlite3"),
        ("scraper.harvest.harvest", "from scraper.wiring import workshop"),
        ("scraper.harvest.harvest", "from scraper.pages import Pages"),
        ("scraper.publishing", "import scraper.wiring"),
        ("scraper.run.settings", "from scraper import wiring"),
        ("scraper.wiring", "from services.fakes.world import World"),
        ("scraper.app.scrape", "from services.fakes.world import World"),
        ("scraper.app.scrape", "from scraper.cli.output import say"),
        ("scraper.app.catalogue.guide", "import click"),
        ("scraper.app.scrape", "from tqdm import tqdm"),
        ("scraper.cli.root", "from scraper.wiring.workshop import workshop"),
        ("scraper.cli.catalogue.search", "def late() -> None:\n    from scraper.wiring.catalogue import sql_reader"),
        ("scraper.cli.catalogue.search", "from scraper.catalogue.backend import SearchQuery"),
        ("scraper.cli.review", "from scraper.review import cases"),
        ("scraper.cli.skip", "from scraper.store import Store"),
        ("scraper.cli.doctor", "from services.errors import ServiceError"),
        ("scraper.cli.root", "from tqdm import tqdm"),
        ("scraper.cli.progress_bars", "import click"),
        ("scraper.run.progress", "import tqdm"),
        ("scraper.hugo.site", "def late() -> None:\n    import scraper.app.scrape"),
    ],
)
def test_a_bad_import_is_found(module: str, statement: str) -> None:
    """The check above can fail, for each of the directions that it holds."""
    sources = {**our_sources(), "services.spotify": ""}
    before = bad_imports(sources)
    after = bad_imports({**sources, module: f"{sources[module]}\n{statement}\n"})
    assert [module] == [line.split()[0] for line in after if line not in before]


def test_only_use_cases_know_the_wiring() -> None:
    """Nobody else constructs their own dependencies."""
    users = {
        module
        for module, targets in all_imports(our_sources()).items()
        if any(target.startswith("scraper.wiring") for target in targets)
    }
    assert "scraper.app.scrape" in users
    assert set() == {user for user in users if not user.startswith(("scraper.app", "scraper.wiring"))}


def talkative(sources: Sources) -> list[str]:
    """Return the modules of use cases that print, or read what is typed."""
    return [
        module
        for module, text in sources.items()
        if module.startswith("scraper.app")
        and any(
            (isinstance(node, ast.Name) and node.id in {"print", "input"})
            or (isinstance(node, ast.Attribute) and node.attr in {"stdin", "stdout", "stderr", "argv"})
            for node in ast.walk(parsed(text))
        )
    ]


def test_use_cases_neither_print_nor_read_a_terminal() -> None:
    """A panel and tests call them, too."""
    assert [] == talkative(our_sources())


@pytest.mark.parametrize("line", ["print(1)", "import sys; sys.stdout.write('')", "import sys; sys.stdin.read()"])
def test_a_use_case_that_talks_is_found(line: str) -> None:
    """The check above can fail."""
    assert ["scraper.app.another"] == talkative({**our_sources(), "scraper.app.another": line})


def users_of(technology: str, sources: Sources) -> set[str]:
    """Return the modules that import a technology."""
    return {module for module, targets in all_imports(sources).items() if technology in targets}


def test_one_module_draws_progress() -> None:
    """All others tell events, so that a panel can show the same."""
    assert {"scraper.cli.progress_bars"} == users_of("tqdm", our_sources())


def test_a_second_module_that_draws_progress_is_found() -> None:
    """The check above can fail."""
    sources = {**our_sources(), "scraper.cli.another": "from tqdm import tqdm"}
    assert {"scraper.cli.progress_bars", "scraper.cli.another"} == users_of("tqdm", sources)


def test_fakes_are_for_tests_and_the_demo() -> None:
    """A run against the real services loads nothing made up."""
    users = {
        module
        for module, targets in all_imports(our_sources()).items()
        if not module.startswith("services.fakes") and any(target.startswith("services.fakes") for target in targets)
    }
    assert {"scraper.app.demo"} == users


def test_there_are_no_import_cycles() -> None:
    """Every module can be read, tested and replaced after those that it stands on."""
    assert [] == cycle(our_sources())


def test_an_import_cycle_is_found() -> None:
    """The check above can fail."""
    assert {"scraper.a", "scraper.b"} == set(
        cycle({"scraper.a": "from scraper import b", "scraper.b": "def late() -> None:\n    import scraper.a"})
    )


def test_functions_are_short() -> None:
    """What does not fit on a screen is not understood."""
    long = [
        name
        for name, node in functions(our_sources())
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert [] == long


def test_every_function_says_what_it_returns() -> None:
    """Return types are everywhere, in private and nested functions too."""
    assert [] == [name for name, node in functions(our_sources()) if node.returns is None]


def test_every_module_says_what_it_is_for() -> None:
    """Its docstring begins with a line of its own that ends as a sentence."""
    said = {module: (ast.get_docstring(parsed(text)) or "").split("\n") for module, text in our_sources().items()}
    assert [] == [module for module, (first, *rest) in said.items() if not first.endswith(".") or any(rest[:1])]
