"""Discogs' monthly dumps: which there are, and how one comes whole and verified, from Discogs or a mirror."""

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
"""Where Discogs has them: what ends in '=' is followed by a path as one value, a mirror's folder by a file's name."""
MONTHS_BACK = 6
PARTIAL, UNSATISFIABLE = 206, 416
SERVICE = "Discogs' dumps"
BY_HAND = "download the files with a browser, or name a mirror or a folder with --from"
_CHECKSUM = re.compile(rb"^([0-9a-f]{64})[ \t]+\*?(?:\S*/)?(discogs_\d{8}_\w+\.xml\.gz)\s*$", re.MULTILINE | re.ASCII)
_KIND = re.compile(r"discogs_\d{8}_(\w+)\.xml\.gz", re.ASCII)

Told = Callable[[int, int], None]
"""Is told how many bytes are here, and of how many."""


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
            if (found := _KIND.fullmatch(name)) and found[1] == kind:
                return name
        raise Missing(SERVICE, f"there is no file of {kind} for {self.month}")


class Dumps:
    """The dumps at an address, or in a folder of this machine."""

    def __init__(self, channel: Channel, source: str | Path = OFFICIAL) -> None:
        self._channel, self._source = channel, source

    def newest(self, today: date) -> Published:
        """Return the dumps of this month, or of the latest one before it that has some; raise Missing without any."""
        refusal: Refused | None = None
        for month in _months(today):
            try:
                return self.of(month)
            except Missing:
                continue
            except Refused as error:
                # Some hosts refuse what they do not have.
                refusal = error
        if refusal:
            raise refusal
        raise Missing(SERVICE, f"there is none of the last {MONTHS_BACK + 1} months")

    def of(self, month: str) -> Published:
        """Return the dumps of a month such as '202608'; raise Missing without them, Refused by an edge that says no."""
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

    def fetch(self, published: Published, kind: str, folder: Path, told: Told) -> Path:
        """Return the file of a kind, in that folder whole and verified; what is there of it already is not fetched.

        Raises Unreadable when what comes is twice not what was published, OSError where the disk is full.
        """
        name = published.file(kind)
        checksum, target = published.checksums[name], folder / name
        if target.is_file() and sha256(target) == checksum:
            return target
        folder.mkdir(parents=True, exist_ok=True)
        # What was begun of another publication is never gone on with.
        part = folder / f"{name}.{checksum[:8]}.part"
        for _ in range(2):
            self._complete(name, part, told)
            if sha256(part) == checksum:
                os.replace(part, target)  # noqa: PTH105  # the atomic one by its name
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

    def _complete(self, name: str, part: Path, told: Told) -> None:
        """Fetch what is missing of a file; as long as something comes, going on never ends."""
        receiver = _Part(part, told)
        if isinstance(self._source, Path):
            _pour(self._source / name, receiver)
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
    """A file of which a part is here: asks for the rest, and begins anew where that is not to be had."""

    def __init__(self, file: Path, told: Told) -> None:
        self._file, self._told = file, told

    @property
    def size(self) -> int:
        return self._file.stat().st_size if self._file.exists() else 0

    def headers(self) -> Mapping[str, str]:
        """Ask for what is missing, and for the bytes as they lie there."""
        return {"Accept-Encoding": "identity"} | ({"Range": f"bytes={self.size}-"} if self.size else {})

    def take(self, incoming: Incoming) -> None:
        """Write what comes behind what is here."""
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
        """Write chunks; `total` is how large the file is going to be, 0 where that is not known."""
        here = 0 if anew else self.size
        if total - here > shutil.disk_usage(self._file.parent).free + (self.size if anew else 0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._file))
        with self._file.open("wb" if anew else "ab") as file:
            for chunk in chunks:
                file.write(chunk)
                here += len(chunk)
                self._told(here, max(total, here))


def sha256(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _pour(source: Path, receiver: _Part) -> None:
    try:
        with source.open("rb") as file:
            receiver.write(iter(lambda: file.read(1024 * 1024), b""), source.stat().st_size, anew=True)
    except FileNotFoundError as error:
        raise Missing(SERVICE, f"{source.parent} holds no {source.name}") from error


def _range(said: str) -> tuple[int, int]:
    """Read 'bytes 100-199/200' as (100, 200), 'bytes */200' as (-1, 200); (-1, 0) for anything else."""
    found = re.fullmatch(r"bytes (?:(\d+)-\d+|\*)/(\d+)", said.strip(), re.ASCII)
    return (int(found[1] or -1), int(found[2])) if found else (-1, 0)


def _months(today: date) -> Iterator[str]:
    for back in range(MONTHS_BACK + 1):
        years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield f"{years:04}{month + 1:02}"
