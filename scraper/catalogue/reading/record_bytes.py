"""A dump's bytes cut into whole records, wherever its blocks end. Pure."""

import re
from collections.abc import Iterable, Iterator

from scraper.catalogue.tables import DUMP_KINDS, DumpKind
from scraper.run.errors import BadUsage, LocalTrouble

LONGEST_RECORD = 64 << 20
"""Bytes after which a record must have ended; where it has not, the file is broken."""
_END_TAGS = {"artists": b"</artist>", "masters": b"</master>", "releases": b"</release>"}
_LABEL_START = b"<label>"
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(\w+)\s*(/?)>")
_LONGEST_ROOT = 1000


def stretches(blocks: Iterable[bytes], kind: DumpKind, file: str) -> Iterator[bytes]:
    """Yield stretches: bytes from between the root's tags that hold one whole record after the other.

    Raises BadUsage where the root is not of this kind, LocalTrouble where its end tag is missing; `file` is named then.
    """
    waiting: list[bytes] = []
    for block in _after_root(iter(blocks), kind, file):
        place = _last_end(block, kind)
        # An end tag that is divided between two blocks is not found; the next end tag is.
        if place is None:
            waiting.append(block)
            if sum(map(len, waiting)) > LONGEST_RECORD:
                raise LocalTrouble(f"{file} has a record that does not end; download it again, nothing was changed.")
        else:
            yield b"".join((*waiting, memoryview(block)[:place]))
            waiting = [block[place:]]
    last = _without_root_end(b"".join(waiting), kind, file)
    if last.strip():
        yield last


def cut(kind: DumpKind, stretch: bytes) -> list[bytes]:
    """Return the records of a stretch in their order; labels have their end tag, other records need `whole` for it."""
    if kind == "labels":
        before, *labels = stretch.split(_LABEL_START)
        return [*([before] if before.strip() else []), *[_LABEL_START + label for label in labels]]
    records = stretch.split(_END_TAGS[kind])
    if not records[-1].strip():
        records.pop()
    return records


def whole(kind: DumpKind, record: bytes) -> bytes:
    """Return a record of `cut` from its start tag to its end tag."""
    return record.strip() + _END_TAGS.get(kind, b"")


def _last_end(block: bytes, kind: DumpKind) -> int | None:
    """Return the place behind the last record that ends in a block; None where none does.

    A sublabel has the end tag of a label, but its start tag has attributes. So labels are cut before `<label>`.
    """
    place = block.rfind(_LABEL_START if kind == "labels" else _END_TAGS[kind])
    if place < 0:
        return None
    return place if kind == "labels" else place + len(_END_TAGS[kind])


def _after_root(blocks: Iterator[bytes], kind: DumpKind, file: str) -> Iterator[bytes]:
    """Yield the blocks without the root's start tag."""
    start = b""
    while len(start) < _LONGEST_ROOT and (block := next(blocks, b"")):
        start += block
    match = _ROOT.match(start)
    if match is None:
        raise BadUsage(f"{file} is no dump: it does not begin with <{kind}>.")
    if (name := match[1].decode()) != kind:
        hint = f"; load it as {name}" if name in DUMP_KINDS else ""
        raise BadUsage(f"{file} holds <{name}>, not <{kind}>{hint}.")
    yield start[match.end() :] or (b"</%b>" % match[1] if match[2] else b"")
    yield from blocks


def _without_root_end(rest: bytes, kind: DumpKind, file: str) -> bytes:
    end = f"</{kind}>".encode()
    body = rest.rstrip()
    if not body.endswith(end):
        raise LocalTrouble(f"{file} is cut short: </{kind}> is missing; download it again, nothing was changed.")
    return body.removesuffix(end)
