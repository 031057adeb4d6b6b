"""One catalogue copied into another: all of it, or the releases that are kept and what they mention."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from scraper.catalogue.backend import Catalogue, Load, LoadSummary, TableRow
from scraper.catalogue.tables import DUMP_KINDS, TABLES, DumpKind, Table
from scraper.run.errors import BadUsage
from scraper.run.progress import Bar, Progress

BATCH = 5_000
"""Rows that are handed over together, and then the rest of the last record's: a load needs a record's rows together."""
_MENTIONED: dict[DumpKind, tuple[tuple[str, str], ...]] = {
    "artists": (("release_artist", "artist_id"), ("release_track_artist", "artist_id")),
    "labels": (("release_label", "label_id"),),
    "masters": (("release_index", "master_id"),),
    "releases": (),
}
"""Tables and columns in which releases mention artists, labels and masters."""


def copy(
    source: Catalogue, target: Catalogue, kept: Collection[int] | None, progress: Progress
) -> dict[DumpKind, LoadSummary]:
    """Copy everything, or the releases with the ids in `kept` and whom they mention; return what was copied.

    Each kind arrives whole or not at all, and replaces what the target holds of that kind. Raises BadUsage where
    nothing is loaded, or where source and target are the same catalogue.
    """
    if source.name == target.name:
        raise BadUsage(f"{target.name} is the catalogue itself; name another database.")
    summaries = source.loads()
    if not summaries:
        raise BadUsage("Nothing is loaded yet, so there is nothing to copy; `scrape catalogue guide` helps to begin.")
    ids = {kind: _ids_to_copy(source, kind, kept) for kind in summaries}
    return {
        kind: _copy_kind(source, target, summaries[kind], ids[kind], progress)
        for kind in DUMP_KINDS
        if kind in summaries
    }


def _copy_kind(
    source: Catalogue, target: Catalogue, summary: LoadSummary, ids: Collection[int] | None, progress: Progress
) -> LoadSummary:
    tables = TABLES[summary.kind]
    with target.loading(summary.kind) as load, progress.bar(summary.kind, len(tables)) as bar:
        counts = [_copy_table(source, load, table, ids, bar) for table in tables]
        bad = _copy_bad_records(source, load, summary.kind)
        copied = replace(
            summary,
            # Where only the index is kept, the first table is empty and the last one, the index, has the rows.
            kept=max(counts[0], counts[-1] if summary.kind == "releases" else 0),
            bad=bad,
            selection=summary.selection if ids is None else _hash(ids),
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        load.finish(copied)
    return copied


def _copy_table(source: Catalogue, load: Load, table: Table, ids: Collection[int] | None, bar: Bar) -> int:
    count = 0
    for batch in _batches(_rows(source, table, ids)):
        load.add({table.name: batch})
        count += len(batch)
    bar.update()
    return count


def _rows(source: Catalogue, table: Table, ids: Collection[int] | None) -> Iterator[TableRow]:
    """Yield rows in the order of their keys, so that the target only appends."""
    keys = [name for name in table.columns if name == table.columns[0] or name in ("track_sequence", "sequence")]
    rows = source.rows(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {', '.join(keys)}")
    return (row for row in rows if ids is None or row[0] in ids)


def _batches(rows: Iterator[TableRow]) -> Iterator[Sequence[TableRow]]:
    """Yield rows in batches that never divide the rows of one record."""
    batch: list[TableRow] = []
    for row in rows:
        if len(batch) >= BATCH and row[0] != batch[-1][0]:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _copy_bad_records(source: Catalogue, load: Load, kind: DumpKind) -> int:
    query = "SELECT number, reason, bytes FROM bad_record WHERE kind = ? ORDER BY number"
    count = 0
    for number, reason, body in source.rows(query, (kind,)):
        load.set_aside(int(number or 0), str(reason), body if isinstance(body, bytes) else b"")
        count += 1
    return count


def _ids_to_copy(source: Catalogue, kind: DumpKind, kept: Collection[int] | None) -> Collection[int] | None:
    """Return the ids of a kind that are copied; None for all of them."""
    if kept is None or kind == "releases":
        return kept
    ids: set[int] = set()
    for table, column in _MENTIONED[kind]:
        rows = source.rows(f"SELECT DISTINCT release_id, {column} FROM {table} WHERE {column} IS NOT NULL")
        ids.update(int(number or 0) for release_id, number in rows if release_id in kept)
    return ids


def _hash(ids: Collection[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(ids))).encode()).hexdigest()
