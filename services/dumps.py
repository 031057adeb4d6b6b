"""Discogs' monthly dumps: which are published, and how a file is downloaded and verified, from Discogs or a mirror."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from services.errors import Missing, Refused, Unreachable, Unreadable
from services.transport import Channel, Incoming

OFFICIAL = "https://data.discogs.com/?download="
"""Discogs' own address. After one that ends in '=' comes a path as a value, after any other a file's name."""
MONTHS_BACK = 6
PARTIAL, UNSATISFIABLE = 206, 416
SERVICE = "Discogs' dumps"
BY_HAND = "download the files with a browser, or name a mirror or a folder with --from"
_CHECKSUM = re.compile(rb"^([0-9a-f]{64})[ \t]+\*?(?:\S*/)?(discogs_\d{8}_\w+\.xml\.gz)\s*$", re.MULTILINE | re.ASCII)
_KIND = re.compile(r"discogs_\d{8}_(\w+)\.xml\.gz", re.ASCII)

ByteCounter = Callable[[int, int], None]
"""Takes how many bytes of a file are here, and how many there are in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The dumps of one month."""

    month: str
    """Such as '202608'."""
    checksums: Mapping[str, str]
    """SHA-256 in hexadecimal by the file's name."""

    def file(self, kind: str) -> str:
        """Return the name of the file of artists, labels, masters or releases; raise Missing where there is none."""
        for name in self.checksums:
            if (match := _KIND.fullmatch(name)) and match[1] == kind:
                return name
        raise Missing(SERVICE, f"there is no file of {kind} for {self.month}")


class Dumps:
    """The dumps at an address, or in a folder of this machine."""

    def __init__(self, channel: Channel, source: str | Path = OFFICIAL) -> None:
        self._channel, self._source = channel, source

    def newest(self, today: date) -> Published:
        """Return the dumps of this month, or of the latest month before it that has any; raise Missing for none."""
        refusal: Refused | None = None
        for month in _months(today):
            try:
                return self.of(month)
            except Missing:
                continue
            except Refused as error:
                # Some hosts refuse a file that they do not have.
                refusal = error
        if refusal:
            raise refusal
        raise Missing(SERVICE, f"there is none of the last {MONTHS_BACK + 1} months")

    def of(self, month: str) -> Published:
        """Return the dumps of a month such as '202608'; raise Missing for none, Refused if this machine is blocked."""
        try:
            text = self._read(f"discogs_{month}01_CHECKSUM.txt")
        except Missing as error:
            raise Missing(SERVICE, f"there are none of {month}") from error
        except Refused as error:
            raise Refused(SERVICE, f"this machine is refused; {BY_HAND}") from error
        checksums = {name.decode(): checksum.decode() for checksum, name in _CHECKSUM.findall(text)}
        if not checksums:
            raise Missing(SERVICE, f"there are no checksums for {month}")
        return Published(month=month, checksums=checksums)

    def fetch(self, published: Published, kind: str, folder: Path, count_bytes: ByteCounter) -> Path:
        """Download the file of a kind into a folder, verify it and return it; a part that is there is not sent again.

        Raises Unreadable when two downloads differ from the published checksum, OSError when the disk is full.
        """
        name = published.file(kind)
        checksum, target = published.checksums[name], folder / name
        if target.is_file() and sha256(target) == checksum:
            return target
        folder.mkdir(parents=True, exist_ok=True)
        # A part of another month's or another version's file is never continued.
        part = folder / f"{name}.{checksum[:8]}.part"
        for _ in range(2):
            self._complete(name, part, count_bytes)
            if sha256(part) == checksum:
                os.replace(part, target)  # noqa: PTH105  # the name that promises to be atomic
                return target
            part.unlink()
        raise Unreadable(SERVICE, f"{name} came twice, and was twice not what its checksum says; try again later")

    def _read(self, name: str) -> bytes:
        if not isinstance(self._source, Path):
            return self._channel.get(self._address(name))
        try:
            return (self._source / name).read_bytes()
        except FileNotFoundError as error:
            raise Missing(SERVICE, f"{self._source} holds no {name}") from error

    def _complete(self, name: str, part: Path, count_bytes: ByteCounter) -> None:
        """Download the missing rest of a file; as long as each try brings something, another one follows."""
        receiver = _Part(part, count_bytes)
        if isinstance(self._source, Path):
            _copy(self._source / name, receiver)
            return
        while True:
            before = receiver.size
            try:
                self._channel.stream(self._address(name), receiver)
            except Unreachable:
                if receiver.size <= before:
                    raise
            except Missing as error:
                raise Missing(SERVICE, f"{name} has a checksum, but is not there") from error
            except Refused as error:
                raise Refused(SERVICE, f"this machine is refused; {BY_HAND}") from error
            else:
                return

    def _address(self, name: str) -> str:
        base = str(self._source)
        if base.endswith("="):
            return base + quote(f"data/{name[8:12]}/{name}", safe="")
        return f"{base.rstrip('/')}/{name}"


class _Part:
    """The part of a file that is here: requests the rest, and begins anew where the rest can't be had."""

    def __init__(self, file: Path, count_bytes: ByteCounter) -> None:
        self._file, self._count_bytes = file, count_bytes

    @property
    def size(self) -> int:
        return self._file.stat().st_size if self._file.exists() else 0

    def headers(self) -> Mapping[str, str]:
        """Return the headers that request the missing range, not compressed."""
        return {"Accept-Encoding": "identity"} | ({"Range": f"bytes={self.size}-"} if self.size else {})

    def take(self, incoming: Incoming) -> None:
        """Append the body to the part, or replace the part by it."""
        begins, total = _range(incoming.headers.get("Content-Range", ""))
        if incoming.status == UNSATISFIABLE and total == self.size:
            return
        if incoming.status == PARTIAL and begins == self.size:
            self.write(incoming.chunks, total, anew=False)
        elif incoming.status in (PARTIAL, UNSATISFIABLE):
            self._file.unlink(missing_ok=True)
            raise Unreadable(SERVICE, "what was begun does not go on")
        else:
            length = incoming.headers.get("Content-Length", "")
            self.write(incoming.chunks, int(length) if length.isdecimal() else 0, anew=True)

    def write(self, chunks: Iterator[bytes], total: int, *, anew: bool) -> None:
        """Write chunks; `total` is the size of the whole file, 0 where it is not known."""
        here = 0 if anew else self.size
        if total - here > shutil.disk_usage(self._file.parent).free + (self.size if anew else 0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._file))
        with self._file.open("wb" if anew else "ab") as file:
            for chunk in chunks:
                file.write(chunk)
                here += len(chunk)
                self._count_bytes(here, max(total, here))


def sha256(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _copy(source: Path, receiver: _Part) -> None:
    try:
        with source.open("rb") as file:
            receiver.write(iter(lambda: file.read(1024 * 1024), b""), source.stat().st_size, anew=True)
    except FileNotFoundError as error:
        raise Missing(SERVICE, f"{source.parent} holds no {source.name}") from error


def _range(header: str) -> tuple[int, int]:
    """Read 'bytes 100-199/200' as (100, 200), 'bytes */200' as (-1, 200); (-1, 0) for anything else."""
    match = re.fullmatch(r"bytes (?:(\d+)-\d+|\*)/(\d+)", header.strip(), re.ASCII)
    return (int(match[1] or -1), int(match[2])) if match else (-1, 0)


def _months(today: date) -> Iterator[str]:
    for back in range(MONTHS_BACK + 1):
        years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield f"{years:04}{month + 1:02}"
