"""What to load for which wish: the commands, with estimates of the disk space and the time that they need."""

import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from isal import isal_zlib

from scraper.catalogue.backend import Keep
from scraper.catalogue.tables import DumpKind

Wish = Literal["collection", "station", "everything"]
WISHES: tuple[Wish, ...] = get_args(Wish)
WISH_TEXTS: Mapping[Wish, str] = {
    "collection": "my collection: the records that I own or want, for my site and my questions",
    "station": "a station's or a shop's library: everything by the artists of a list, one pressing of each album",
    "everything": "everything: all that Discogs published",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _DumpSize:
    """The size of one file of August 2026; those of the small files are estimated from a sample."""

    records: int
    packed: int
    """Bytes of the download."""
    unpacked: int
    """Bytes of XML."""


GIGA = 1_000_000_000
DUMPS: Mapping[DumpKind, _DumpSize] = {
    "releases": _DumpSize(records=19_300_000, packed=int(11.5 * GIGA), unpacked=74 * GIGA),
    "masters": _DumpSize(records=2_600_000, packed=int(0.56 * GIGA), unpacked=int(3.4 * GIGA)),
    "artists": _DumpSize(records=10_200_000, packed=int(0.73 * GIGA), unpacked=int(3.3 * GIGA)),
    "labels": _DumpSize(records=2_400_000, packed=int(0.13 * GIGA), unpacked=int(0.6 * GIGA)),
}
_REFERENCE_SPEED = 2_700_000_000
"""Bytes of `measured_speed`'s text that the reference machine unpacks in a second; the speeds below are of it, too."""
_FILTER = 450_000_000
"""Bytes of XML that are filtered in a second."""
_RELEASES_IN_FULL, _RELEASES_IN_INDEX, _OTHERS = 5_000, 18_000, 80_000
"""Records that are loaded in a second."""
_BYTES_IN_FULL: Mapping[DumpKind, int] = {"releases": 3_300, "masters": 700, "artists": 250, "labels": 200}
"""Bytes of the database for each record, its share of the indexes included."""
_BYTES_IN_INDEX = 300
_KEPT_BY_ARTISTS = 0.05
"""Share of all releases that the artists of a large library have made."""
_KEPT_OF_COLLECTION = 5_000
"""Releases of a collection and its wantlist."""
_NETWORK = 10_000_000
"""Bytes that are downloaded in a second."""
_SAMPLE, _ATTEMPTS = 8_000_000, 5
"""Bytes that are unpacked to measure this machine, and how often: the fastest attempt counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """A command, and estimates of what it needs."""

    words: tuple[str, ...]
    """What is typed after `scrape`."""
    disk: int
    """Bytes that stay on the disk."""
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The commands for a wish, in the order in which they are typed."""

    steps: tuple[GuideStep, ...]
    temporary: int
    """Bytes that are needed in addition during a load: the new rows are written beside the old ones."""

    @property
    def disk(self) -> int:
        """Return the most bytes that are needed at one time."""
        return sum(step.disk for step in self.steps) + self.temporary


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRequest:
    """What the user wants to load, and from where."""

    wish: Wish
    library: str | None = None
    """The file of a station's library; None where there is none."""
    country: str | None = None
    """The country whose pressing is preferred; None for the command's default."""
    source: str | None = None
    """The address of a mirror, or a folder of dumps; None for Discogs."""


def plan(request: GuideRequest, speed: float = 1.0) -> Plan:
    """Return the commands for a wish; `speed` is this machine's, as a multiple of the reference machine's."""
    wish = request.wish
    if wish == "station":
        return _station_plan(request, speed)
    keep: Keep = "all" if wish == "everything" else "collection"
    load = _load_step(("--keep", keep) if wish == "everything" else (), keep, speed)
    return Plan(steps=(_download_step(request.source), load), temporary=load.disk)


def index_plan(source: str | None = None, speed: float = 1.0) -> Plan:
    """Return the commands for a searchable row of every release, for whom everything is too large."""
    download = _download_step(source, ("releases",))
    load = _load_step(("--type", "releases", "--keep", "index"), "index", speed)
    return Plan(steps=(download, load), temporary=load.disk)


def _station_plan(request: GuideRequest, speed: float) -> Plan:
    load, download = _load_step((), "artists", speed), _download_step(None)
    values = (("--library", request.library), ("--prefer-country", request.country), ("--from", request.source))
    options = [word for option, value in values if value for word in (option, value)]
    step = GuideStep(
        words=("catalogue", "pipeline", *options),
        disk=download.disk + load.disk,
        seconds=download.seconds + load.seconds,
    )
    return Plan(steps=(step,), temporary=load.disk)


def _download_step(source: str | None, kinds: Sequence[DumpKind] = tuple(DUMPS)) -> GuideStep:
    packed = sum(DUMPS[kind].packed for kind in kinds)
    types = tuple(word for kind in kinds for word in ("--type", kind)) if len(kinds) < len(DUMPS) else ()
    words = ("catalogue", "download", *types, *(("--from", source) if source else ()))
    return GuideStep(words=words, disk=packed, seconds=packed / _NETWORK)


def _load_step(options: Sequence[str], keep: Keep, speed: float) -> GuideStep:
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
    return GuideStep(words=("catalogue", "ingest", *options), disk=disk, seconds=seconds / speed)


def measured_speed() -> float:
    """Unpack a sample a few times; return this machine's speed as a multiple of the reference machine's."""
    text = b"".join(b"<release id='%d'><title>Title %d</title></release>" % (n, n * 7919 % 9973) for n in range(40_000))
    packed = zlib.compress((text * (_SAMPLE // len(text) + 1))[:_SAMPLE], 6)
    return _SAMPLE / min(_unpacking_seconds(packed) for _ in range(_ATTEMPTS)) / _REFERENCE_SPEED


def _unpacking_seconds(packed: bytes) -> float:
    began = time.perf_counter()
    isal_zlib.decompress(packed)
    return time.perf_counter() - began
