"""Long lists of ids in SQL, cut into batches that one query can take. Pure."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

IDS_PER_QUERY = 500


def batches(ids: Iterable[int], size: int = IDS_PER_QUERY) -> Iterator[list[int]]:
    """Yield ids in their order, `size` of them at a time."""
    remaining = iter(ids)
    while batch := list(islice(remaining, size)):
        yield batch


def placeholders(values: Collection[object]) -> str:
    """Return a question mark for each value, in brackets, as `IN` takes them."""
    return f"({', '.join('?' * len(values))})"
