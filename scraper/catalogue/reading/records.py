"""A dump's bytes cut into records, whole ones, whatever the blocks they came in. Pure."""

import re
from collections.abc import Iterable, Iterator

from scraper.catalogue.tables import KINDS, Kind
from scraper.run.errors import BadUsage, LocalTrouble

LONGEST = 64 << 20
"""No record is longer: where no end comes for so long, the file is broken."""
_ENDS = {"artists": b"</artist>", "masters": b"</master>", "releases": b"</release>"}
_LABEL = b"<label>"
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(\w+)\s*(/?)>")
_LONGEST_ROOT = 1000


def stretches(blocks: Iterable[bytes], kind: Kind, file: str) -> Iterator[bytes]:
    """Yield what stands between the root's tags, cut where records end: many of them at once, and whole.

    Raises BadUsage where `file` holds something else, LocalTrouble where its end is missing.
    """
    waiting: list[bytes] = []
    for block in _after_root(iter(blocks), kind, file):
        place = _last_end(block, kind)
        # One that straddles two blocks is not seen; the next one is.
        if place is None:
            waiting.append(block)
            if sum(map(len, waiting)) > LONGEST:
                raise LocalTrouble(f"{file} has a record that does not end; download it again, nothing was changed.")
        else:
            yield b"".join((*waiting, memoryview(block)[:place]))
            waiting = [block[place:]]
    last = _without_root_end(b"".join(waiting), kind, file)
    if last.strip():
        yield last


def cut(kind: Kind, stretch: bytes) -> list[bytes]:
    """Return the records of a stretch in their order; all but labels without their end tag: `whole` adds it."""
    if kind == "labels":
        first, *found = stretch.split(_LABEL)
        return [*([first] if first.strip() else []), *[_LABEL + one for one in found]]
    found = stretch.split(_ENDS[kind])
    if not found[-1].strip():
        found.pop()
    return found


def whole(kind: Kind, record: bytes) -> bytes:
    """Return a record's bytes from the first tag to the last."""
    return record.strip() + _ENDS.get(kind, b"")


def _last_end(block: bytes, kind: Kind) -> int | None:
    """Return where the last record ends that does so in a block.

    Sublabels end as labels do, so that those are cut before each start, which is bare only for labels themselves.
    """
    place = block.rfind(_LABEL if kind == "labels" else _ENDS[kind])
    if place < 0:
        return None
    return place if kind == "labels" else place + len(_ENDS[kind])


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
