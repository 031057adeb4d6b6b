"""What to load for which wish: the commands, with what they need of the disk and of time, as estimates."""

import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from isal import isal_zlib

from scraper.catalogue.backend import Keep
from scraper.catalogue.tables import Kind

Wish = Literal["collection", "station", "everything"]
WISHES: tuple[Wish, ...] = get_args(Wish)
SAYS: Mapping[Wish, str] = {
    "collection": "my collection: the records that I own or want, for my site and my questions",
    "station": "a station's or a shop's library: everything by the artists of a list, one pressing of each album",
    "everything": "everything: all that Discogs published",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dump:
    """One file of the month, as it was in August 2026; the small ones by the share of a sample."""

    records: int
    packed: int
    """Bytes, as it is downloaded."""
    unpacked: int


GIGA = 1_000_000_000
DUMPS: Mapping[Kind, _Dump] = {
    "releases": _Dump(records=19_300_000, packed=int(11.5 * GIGA), unpacked=74 * GIGA),
    "masters": _Dump(records=2_600_000, packed=int(0.56 * GIGA), unpacked=int(3.4 * GIGA)),
    "artists": _Dump(records=10_200_000, packed=int(0.73 * GIGA), unpacked=int(3.3 * GIGA)),
    "labels": _Dump(records=2_400_000, packed=int(0.13 * GIGA), unpacked=int(0.6 * GIGA)),
}
_GUNZIP = 2_700_000_000
"""Bytes a second of the text made up here that the machine unpacked on which the speeds below were measured."""
_FILTER = 450_000_000
"""Bytes a second that are looked through for what is kept."""
_RELEASES_IN_FULL, _RELEASES_IN_INDEX, _OTHERS = 5_000, 18_000, 80_000
"""Records a second that are loaded."""
_BYTES_IN_FULL: Mapping[Kind, int] = {"releases": 3_300, "masters": 700, "artists": 250, "labels": 200}
"""Of the database, for each record with its indexes."""
_BYTES_IN_INDEX = 300
_KEPT_BY_ARTISTS = 0.05
"""Share of all releases that a large library's artists have made."""
_KEPT_OF_COLLECTION = 5_000
_NETWORK = 10_000_000
"""Bytes a second that a download is thought to bring."""
_LETTERS, _TRIES = 8_000_000, 5
"""Bytes that are unpacked to see how fast this machine is, and how often: the best counts, others use it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command, and what it needs; all numbers are estimates."""

    words: tuple[str, ...]
    """What is typed after `scrape`."""
    disk: int
    """Bytes that it leaves behind."""
    seconds: float
    """'Around': on a network and a machine such as are usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The commands for a wish, in their order."""

    steps: tuple[Step, ...]
    beside: int
    """Bytes that are needed for a while on top: a load is made beside the catalogue that is there."""

    @property
    def disk(self) -> int:
        """Return the bytes that are needed at once."""
        return sum(step.disk for step in self.steps) + self.beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is wanted, and from where."""

    wish: Wish
    library: str | None = None
    """A station's list; None where there is none, or nobody told yet."""
    country: str | None = None
    """Whose pressing is preferred; None for what the command prefers."""
    source: str | None = None
    """A mirror or a folder of dumps; None for Discogs."""


def plan(wishes: Wishes, speed: float = 1.0) -> Plan:
    """Return the commands for a wish; `speed` is this machine's, as a multiple of the measured one."""
    wish = wishes.wish
    if wish == "station":
        return _station(wishes, speed)
    keep: Keep = "all" if wish == "everything" else "collection"
    load = _load(keep, speed)
    chosen = ("--keep", keep) if wish == "everything" else ()
    steps = (
        _download(wishes.source),
        Step(words=("catalogue", "ingest", *chosen), disk=load.disk, seconds=load.seconds),
    )
    return Plan(steps=steps, beside=load.disk)


def slim(source: str | None = None, speed: float = 1.0) -> Plan:
    """Return what can be had of everything where the disk is small: a searchable row of each release."""
    load = _load("index", speed)
    download = _download(source, ("releases",))
    words = ("catalogue", "ingest", "--type", "releases", "--keep", "index")
    return Plan(steps=(download, Step(words=words, disk=load.disk, seconds=load.seconds)), beside=load.disk)


def _station(wishes: Wishes, speed: float) -> Plan:
    load, download = _load("artists", speed), _download(None)
    told = (("--library", wishes.library), ("--prefer-country", wishes.country), ("--from", wishes.source))
    words = ("catalogue", "pipeline", *(word for option, value in told if value for word in (option, value)))
    step = Step(words=words, disk=download.disk + load.disk, seconds=download.seconds + load.seconds)
    return Plan(steps=(step,), beside=load.disk)


def _download(source: str | None, kinds: Sequence[Kind] = tuple(DUMPS)) -> Step:
    packed = sum(DUMPS[kind].packed for kind in kinds)
    chosen = tuple(word for kind in kinds for word in ("--type", kind)) if len(kinds) < len(DUMPS) else ()
    words = ("catalogue", "download", *chosen, *(("--from", source) if source else ()))
    return Step(words=words, disk=packed, seconds=packed / _NETWORK)


def _load(keep: Keep, speed: float) -> Step:
    releases = DUMPS["releases"]
    kept = {
        "all": releases.records,
        "index": releases.records,
        "artists": int(releases.records * _KEPT_BY_ARTISTS),
    }.get(keep, _KEPT_OF_COLLECTION)
    pace = _RELEASES_IN_INDEX if keep == "index" else _RELEASES_IN_FULL
    seconds = max(kept / pace, releases.unpacked / _FILTER)
    disk = kept * (_BYTES_IN_INDEX if keep == "index" else _BYTES_IN_FULL["releases"])
    for kind in () if keep == "index" else ("masters", "artists", "labels"):
        share = 1.0 if keep in ("all", "artists") and kind == "artists" else kept / releases.records
        count = DUMPS[kind].records * share
        disk += int(count * _BYTES_IN_FULL[kind])
        seconds += max(count / _OTHERS, DUMPS[kind].unpacked / _FILTER)
    return Step(words=(), disk=disk, seconds=seconds / speed)


def measured_speed() -> float:
    """Return how fast this machine unpacks, as a multiple of the one measured; takes a moment."""
    text = b"".join(b"<release id='%d'><title>Title %d</title></release>" % (n, n * 7919 % 9973) for n in range(40_000))
    packed = zlib.compress((text * (_LETTERS // len(text) + 1))[:_LETTERS], 6)
    return _LETTERS / min(_seconds(packed) for _ in range(_TRIES)) / _GUNZIP


def _seconds(packed: bytes) -> float:
    begun = time.perf_counter()
    isal_zlib.decompress(packed)
    return time.perf_counter() - begun
