"""A dump's bytes cut into records, whole ones, whatever the blocks they came in. Pure."""

import re
from collections.abc import Iterable, Iterator

from scraper.catalogue.tables import KINDS, Kind
from scraper.errors import BadUsage, LocalTrouble

LONGEST = 64 << 20
"""No record is longer: where no end comes for so long, the file is broken."""
_ENDS = {"artists": b"</artist>", "masters": b"</master>", "releases": b"</release>"}
_LABEL = b"<label>"
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(\w+)\s*(/?)>")
_LONGEST_ROOT = 1000


def batches(blocks: Iterable[bytes], kind: Kind, file: str) -> Iterator[list[bytes]]:
    """Yield the records, many at once, in their order; all but labels without their end tag: `whole` adds it.

    Raises BadUsage where `file` holds something else, LocalTrouble where its end is missing.
    """
    rest = b""
    cut = _labels if kind == "labels" else _others
    for block in _after_root(iter(blocks), kind, file):
        found, rest = cut(rest + block, kind)
        if len(rest) > LONGEST:
            raise LocalTrouble(f"{file} has a record that does not end; download it again, nothing was changed.")
        if found:
            yield found
    last = _without_root_end(rest, kind, file)
    if last.strip():
        yield [last]


def whole(kind: Kind, record: bytes) -> bytes:
    """Return a record's bytes from the first tag to the last."""
    return record.strip() + _ENDS.get(kind, b"")


def _others(text: bytes, kind: Kind) -> tuple[list[bytes], bytes]:
    found = text.split(_ENDS[kind])
    return found, found.pop()


def _labels(text: bytes, _kind: Kind) -> tuple[list[bytes], bytes]:
    """Cut before each start: sublabels end as labels do, but their start tags are not bare."""
    first, *found = text.split(_LABEL)
    if not found:
        return [], text
    rest = _LABEL + found.pop()
    return [*([first] if first.strip() else []), *[_LABEL + one for one in found]], rest


def _after_root(blocks: Iterator[bytes], kind: Kind, file: str) -> Iterator[bytes]:
    start = b""
    while len(start) < _LONGEST_ROOT and (block := next(blocks, b"")):
        start += block
    match = _ROOT.match(start)
    if match is None:
        raise BadUsage(f"{file} is no dump: it does not begin with <{kind}>.")
    if (name := match[1].decode()) != kind:
        hint = f"; load it as {name}" if name in KINDS else ""
        raise BadUsage(f"{file} holds <{name}>, not <{kind}>{hint}.")
    yield start[match.end() :] or (b"</%b>" % match[1] if match[2] else b"")
    yield from blocks


def _without_root_end(rest: bytes, kind: Kind, file: str) -> bytes:
    end = f"</{kind}>".encode()
    body = rest.rstrip()
    if not body.endswith(end):
        raise LocalTrouble(f"{file} is cut short: </{kind}> is missing; download it again, nothing was changed.")
    return body.removesuffix(end)
