"""What is loaded into the catalogue, as tables for people and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from scraper.app.catalogue.status import CatalogueStatus, KindStatus
from scraper.cli.catalogue.printing import table
from scraper.domain.sizes import in_bytes
from scraper.domain.words import plain, plural

_COLUMNS = ("kind", "month", "age", "keep", "kept", "of", "bad", "loaded")


def as_json(status: CatalogueStatus) -> dict[str, Any]:
    """Return it for programs."""
    return {"catalogue": status.name, "bytes": status.size, "kinds": [asdict(kind) for kind in status.kinds]}


def lines(status: CatalogueStatus) -> Iterator[str]:
    """Yield it for people."""
    yield from (f"{status.name}: {in_bytes(status.size)}", "")
    yield from table(_COLUMNS, map(_row, status.kinds))
    yield ""
    counts = [(name, f"{count}") for kind in status.kinds for name, count in kind.rows.items()]
    if counts:
        yield from table(("table", "rows"), counts)
    else:
        yield "Nothing is loaded; `scrape catalogue guide` helps."
    for kind, number, reason in status.bad:
        yield f"Not readable: {kind} record {number} of the file: {plain(reason)}"


def _row(status: KindStatus) -> list[object]:
    loaded = status.loaded
    if loaded is None:
        return [status.kind, *["-"] * 7]
    counts = (loaded.kept, loaded.records, loaded.bad)
    return [status.kind, loaded.month or "?", _age(status.months_old), loaded.keep, *counts, loaded.loaded_at]


def _age(months: int | None) -> str:
    if months is None:
        return "?"
    return plural(months, "month") if months else "newest"
