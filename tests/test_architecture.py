"""Imports have a direction, and modules and functions a form, that no change may lose."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FUNCTION = 50

PURE = {
    "scraper.domain",
    "scraper.domain.slugs",
    "scraper.matching",
    "scraper.markup",
    "scraper.translation",
    "scraper.run.errors",
    "scraper.run.report",
}
CLIENTS = {
    f"services.{name}"
    for name in "discogs dumps apple_music deezer itunes spotify wikipedia musicbrainz".split()  # noqa: SIM905
}
SERVICES = CLIENTS | {"services", "services.errors", "services.throttle", "services.transport"}
ASKING = SERVICES | PURE | {"scraper.store", "scraper.artwork", "scraper.run.progress", "scraper.run.consent"}
OUTSIDE_OF_US = {"sqlite3", "subprocess", "socket", "http", "socketserver"}
"""Modules of the standard library that talk to the world: they need leave, as a library from elsewhere does."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """What one part of the program may import: parts of ours, and technologies."""

    ours: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)


HOUSE = {
    "services": Room(),
    "services.errors": Room(outside={"requests"}),
    "services.throttle": Room(),
    "services.transport": Room(ours={"services.errors", "services.throttle"}, outside={"requests", "tenacity"}),
    **{
        client: Room(
            ours={"services.errors", "services.transport"},
            outside={"discogs_client", "spotipy", "wikipedia", "jwt", "cryptography", "requests"},
        )
        for client in CLIENTS
    },
    "services.fakes": Room(outside={"PIL", "http", "socket", "jwt", "cryptography"}),
    "scraper": Room(),
    **{part: Room(ours=PURE) for part in PURE},
    "scraper.domain.slugs": Room(ours=PURE, outside={"anyascii"}),
    "scraper.matching": Room(ours=PURE, outside={"rapidfuzz", "anyascii"}),
    "scraper.run": Room(),
    "scraper.run.sections": Room(ours=PURE, outside={"pydantic"}),
    "scraper.run.settings": Room(ours=PURE | {"scraper.run.sections"}, outside={"pydantic", "pydantic_settings"}),
    "scraper.run.progress": Room(),
    "scraper.run.consent": Room(),
    "scraper.run.migrations": Room(ours=PURE, outside={"sqlite3"}),
    "scraper.run.files": Room(),
    "scraper.run.bundled": Room(),
    "scraper.store": Room(ours=PURE | {"scraper.run.files", "scraper.run.migrations"}, outside={"sqlite3"}),
    "scraper.catalogue": Room(
        ours=PURE | {"scraper.run.files", "scraper.run.progress", "scraper.run.migrations"},
        outside={"sqlite3", "psycopg", "isal", "rapidfuzz", "filelock", "anyascii"},
    ),
    "scraper.pages": Room(ours=PURE | {"scraper.run.files"}, outside={"jinja2"}),
    "scraper.artwork": Room(ours=PURE | {"scraper.run.files"}, outside={"PIL"}),
    "scraper.enrichment": Room(ours=ASKING | {"scraper.run.settings"}),
    "scraper.harvest": Room(ours=ASKING | {"scraper.enrichment"}),
    "scraper.harvest.host_queue": Room(ours=ASKING),
    "scraper.harvest.catalogue_source": Room(ours=PURE | {"scraper.catalogue"}),
    "scraper.publishing": Room(ours=PURE | {"scraper.store", "scraper.pages", "scraper.run.progress"}),
    "scraper.review": Room(
        ours=PURE | {"scraper.run.files", "scraper.run.settings", "scraper.store", "scraper.enrichment"},
        outside={"tomlkit"},
    ),
    "scraper.hugo": Room(ours=PURE | {"scraper.run.files", "scraper.run.bundled"}, outside={"subprocess"}),
}
HOUSE["scraper.harvest"].ours.update({"scraper.harvest.host_queue", "scraper.harvest.catalogue_source"})
HOUSE["scraper.run"].ours.update({"scraper.run.errors"})
_EVERYTHING = {*HOUSE} - {"services.fakes"}
OFFERED = {name for name in HOUSE if name.startswith(("scraper.run", "scraper.domain"))}
"""What the command line and the panel may know beside the use cases."""
HOUSE |= {
    "scraper.wiring": Room(ours=_EVERYTHING, outside={"filelock", "requests"}),
    "scraper.app": Room(
        ours=_EVERYTHING | {"scraper.wiring", "scraper.app.demo"},
        outside={"pydantic", "pydantic_settings", "tomlkit"},
    ),
    "scraper.app.demo": Room(
        ours=_EVERYTHING | {"scraper.wiring", "scraper.app", "services.fakes"}, outside={"pydantic"}
    ),
    "scraper.cli": Room(
        ours=OFFERED | {"scraper.app", "scraper.app.demo", "scraper.cli.progress_bars"}, outside={"click"}
    ),
    "scraper.cli.progress_bars": Room(ours={"scraper.run.progress"}, outside={"tqdm"}),
    "scraper.panel": Room(ours=OFFERED | {"scraper.app"}),
}

Sources = Mapping[str, str]
"""Module name to source text."""


@cache
def our_sources() -> Sources:
    """Return every module of services and scraper."""
    found = {}
    for file in sorted(file for top in ("services", "scraper") for file in (ROOT / top).rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file.read_text(encoding="utf-8")
    return found


@cache
def parsed(text: str) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(text)


@cache
def parts(text: str) -> tuple[ast.AST, ...]:
    """Return the imports and functions of a module, wherever in it."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(node for node in ast.walk(parsed(text)) if isinstance(node, kinds))


@cache
def imported(text: str, modules: frozenset[str]) -> tuple[str, ...]:
    """Return what a module imports, wherever in it, by full name; a name in a package counts as its submodule."""
    found = []
    for node in parts(text):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "our imports have absolute names"
            names = [(str(node.module), f"{node.module}.{alias.name}") for alias in node.names]
            found += [whole if whole in modules else package for package, whole in names]
    return tuple(found)


def all_imports(sources: Sources) -> dict[str, tuple[str, ...]]:
    """Return what each module imports."""
    modules = frozenset(sources)
    return {module: imported(text, modules) for module, text in sources.items()}


@cache
def part_of(module: str) -> str:
    """Return the room that a module of ours belongs to: the longest name in the house that it begins with."""
    names = module.split(".")
    prefixes = (".".join(names[:length]) for length in range(len(names), 1, -1))
    return next((prefix for prefix in prefixes if prefix in HOUSE), module)


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
