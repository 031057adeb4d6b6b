"""Which part of the program may import what, and how its modules are read to check that."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
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
SERVICES = CLIENTS | {f"services{name}" for name in ("", ".errors", ".images", ".patience", ".throttle", ".transport")}
RUN = {f"scraper.run.{name}" for name in ("clock", "progress", "consent")}
ASKING = SERVICES | PURE | RUN | {"scraper.store", "scraper.artwork"}
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
    "services.images": Room(),
    "services.patience": Room(),
    "services.throttle": Room(),
    "services.transport": Room(
        ours={f"services.{name}" for name in ("errors", "images", "patience", "throttle")},
        outside={"requests", "tenacity"},
    ),
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
    "scraper.run.progress": Room(ours={"scraper.run.clock"}),
    "scraper.run.clock": Room(),
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
