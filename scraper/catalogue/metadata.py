"""Load summaries as rows of `cache_metadata`, written and read. Pure."""

import json
from collections.abc import Iterable

from scraper.catalogue.backend import LoadSummary, TableRow
from scraper.catalogue.tables import DUMP_KINDS, METADATA, DumpKind

SUMMARIES = f"SELECT {', '.join(METADATA.columns)} FROM {METADATA.name}"
"""The query for all rows of `cache_metadata`."""


def summary_row(summary: LoadSummary) -> TableRow:
    """Return the row that keeps a load's summary."""
    values = {column: getattr(summary, column) for column in METADATA.columns}
    return tuple((values | {"unknown": json.dumps(dict(summary.unknown))}).values())


def summaries(rows: Iterable[TableRow]) -> dict[DumpKind, LoadSummary]:
    """Return the summaries that rows keep, in the order of `DUMP_KINDS`."""
    by_kind = {summary.kind: summary for summary in map(_summary, rows)}
    return {kind: by_kind[kind] for kind in DUMP_KINDS if kind in by_kind}


def _summary(row: TableRow) -> LoadSummary:
    values = dict(zip(METADATA.columns, row, strict=True))
    values["unknown"] = json.loads(str(values["unknown"]))
    return LoadSummary(**values)  # type: ignore[arg-type]  # the columns hold what summary_row() wrote
