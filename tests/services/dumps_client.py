"""A client of the dumps on the fake, and a fake at which something goes wrong."""

import random
from datetime import date
from pathlib import Path

from discogs_on_fake import channel

from services.dumps import Dumps
from services.fakes.dumps import DumpsFake, published
from services.fakes.faults import Fault, FaultKind, Faults

NOVEMBER = date(2026, 11, 21)
CONTENT, OTHER = (random.Random(seed).randbytes(1_500_000) for seed in (5, 6))  # noqa: S311  # no secret
NAME = "discogs_20261101_artists.xml.gz"
FILE = f"download=.*{NAME}"
CHECKSUMS = "CHECKSUM"


def ignore_bytes(_here: int, _total: int) -> None:
    """Take the counts of bytes, and do nothing with them."""


def dumps(fake: DumpsFake) -> Dumps:
    """Return the client, on the fake that stands for Discogs' own place."""
    return Dumps(channel(token=None, service="Discogs' dumps"), fake.official)


def faulty(kind: FaultKind, times: int | None = 1, path: str = FILE) -> DumpsFake:
    """Return the dumps of November, at which something goes wrong."""
    return DumpsFake(
        published("202611", artists=CONTENT), faults=Faults(rules=[Fault(path=path, kind=kind, times=times)])
    )


def fetch(fake: DumpsFake, folder: Path) -> Path:
    """Fetch the newest artists."""
    return dumps(fake).fetch(dumps(fake).newest(NOVEMBER), "artists", folder, ignore_bytes)


def part(folder: Path, content: bytes = CONTENT) -> Path:
    """Return where the unfinished file is, of this content."""
    return folder / f"{NAME}.{sha256_of(content)[:8]}.part"


def sha256_of(content: bytes) -> str:
    """Return the checksum that is published of a content."""
    return published("202611", artists=content)["discogs_20261101_CHECKSUM.txt"].decode().split()[0]


def ranges(fake: DumpsFake) -> list[str | None]:
    """Return what part of the file each request asked for; None for all of it."""
    return [request.headers["Range"] for request in fake.requests if NAME in request.query.get("download", "")]
