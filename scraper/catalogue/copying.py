"""From one catalogue into another, whole or the releases that are kept with all that they mention."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from scraper.catalogue.backend import Catalogue, Loaded, Loading, Row
from scraper.catalogue.tables import KINDS, TABLES, Kind, Table
from scraper.run.errors import BadUsage
from scraper.run.progress import Bar, Progress

BATCH = 5_000
"""Rows that are handed over at once, and those of the last record along with them: a load wants a record's together."""
_MENTIONED: dict[Kind, tuple[tuple[str, str], ...]] = {
    "artists": (("release_artist", "artist_id"), ("release_track_artist", "artist_id")),
    "labels": (("release_label", "label_id"),),
    "masters": (("release_index", "master_id"),),
    "releases": (),
}
"""Where releases mention what other kinds hold."""


def copy(source: Catalogue, target: Catalogue, kept: Collection[int] | None, progress: Progress) -> dict[Kind, Loaded]:
    """Copy all that is loaded, or these releases and whom they mention; each kind arrives whole or not at all.

    What the target held of these kinds is replaced. Raises BadUsage where there is nothing to copy, or nowhere else.
    """
    if source.name == target.name:
        raise BadUsage(f"{target.name} is the catalogue itself; name another database.")
    loads = source.loads()
    if not loads:
        raise BadUsage("Nothing is loaded yet, so there is nothing to copy; `scrape catalogue guide` helps to begin.")
    wanted = {kind: _wanted(source, kind, kept) for kind in loads}
    return {kind: _copy(source, target, loads[kind], wanted[kind], progress) for kind in KINDS if kind in loads}


def _copy(
    source: Catalogue, target: Catalogue, loaded: Loaded, wanted: Collection[int] | None, progress: Progress
) -> Loaded:
    tables = TABLES[loaded.kind]
    with target.loading(loaded.kind) as loading, progress.bar(loaded.kind, len(tables)) as bar:
        counts = [_copy_table(source, loading, table, wanted, bar) for table in tables]
        bad = _copy_bad(source, loading, loaded.kind)
        # Where only an index is kept, the first table is empty, and the last is the index.
        now = replace(
            loaded,
            kept=max(counts[0], counts[-1] if loaded.kind == "releases" else 0),
            bad=bad,
            selection=loaded.selection if wanted is None else _hashed(wanted),
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        loading.finish(now)
    return now


def _copy_table(source: Catalogue, loading: Loading, table: Table, wanted: Collection[int] | None, bar: Bar) -> int:
    count = 0
    for batch in _batches(_rows(source, table, wanted)):
        loading.add({table.name: batch})
        count += len(batch)
    bar.update()
    return count


def _rows(source: Catalogue, table: Table, wanted: Collection[int] | None) -> Iterator[Row]:
    """Yield rows in the order of their keys, in which a load appends."""
    keys = [name for name in table.columns if name == table.columns[0] or name in ("track_sequence", "sequence")]
    rows = source.rows(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {', '.join(keys)}")
    return (row for row in rows if wanted is None or row[0] in wanted)


def _batches(rows: Iterator[Row]) -> Iterator[Sequence[Row]]:
    batch: list[Row] = []
    for row in rows:
        if len(batch) >= BATCH and row[0] != batch[-1][0]:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _copy_bad(source: Catalogue, loading: Loading, kind: Kind) -> int:
    count = 0
    for number, reason, body in source.rows(
        "SELECT number, reason, bytes FROM bad_record WHERE kind = ? ORDER BY number", (kind,)
    ):
        loading.set_aside(int(number or 0), str(reason), body if isinstance(body, bytes) else b"")
        count += 1
    return count


def _wanted(source: Catalogue, kind: Kind, kept: Collection[int] | None) -> Collection[int] | None:
    """Return the ids of a kind that go along; None for all."""
    if kept is None or kind == "releases":
        return kept
    found: set[int] = set()
    for table, column in _MENTIONED[kind]:
        rows = source.rows(f"SELECT DISTINCT release_id, {column} FROM {table} WHERE {column} IS NOT NULL")
        found.update(int(number or 0) for release_id, number in rows if release_id in kept)
    return found


def _hashed(wanted: Collection[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(wanted))).encode()).hexdigest()
