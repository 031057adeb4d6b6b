"""The unpacked bytes of a dump file, read on a thread of their own, a few blocks ahead."""

import hashlib
import io
import queue
import threading
from collections.abc import Iterator
from gzip import BadGzipFile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from isal import igzip, isal_zlib

from scraper.run.errors import BadUsage, LocalTrouble, local_trouble

BLOCK = 1 << 20
"""Bytes of a block."""
_BLOCKS_AHEAD = 4
_GZIP = b"\x1f\x8b"
"""The first bytes of every gzip file."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""In UTF-8."""


class _CountedFile(io.RawIOBase):
    """A file that counts the bytes that were read, and computes their SHA-256."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._file = file
        self._digest = hashlib.sha256()
        self.place = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read bytes into a buffer; return how many."""
        count = self._file.readinto(buffer) or 0
        self._digest.update(memoryview(buffer)[:count])
        self.place += count
        return count

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the bytes that were read, in hexadecimal."""
        return self._digest.hexdigest()


class Blocks:
    """Yields the unpacked blocks of a file, gzipped or not.

    Raises BadUsage for a file that is no dump, LocalTrouble for one that is cut, damaged or cannot be read. Damage may
    be noticed as late as at the end, where gzip's checksum is: until all blocks were read, none of them can be trusted.
    """

    def __init__(self, file: Path, size: int = BLOCK) -> None:
        self._path, self._size = file, size
        try:
            self._file = io.FileIO(file)
        except FileNotFoundError:
            raise BadUsage(f"There is no file {file}; `scrape catalogue download` fetches the dumps.") from None
        except IsADirectoryError:
            raise BadUsage(f"{file} is a folder; name a dump in it.") from None
        except OSError as error:
            raise local_trouble(error) from error
        self._counted = _CountedFile(self._file)
        self._ready: queue.Queue[bytes | BaseException] = queue.Queue(_BLOCKS_AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._unpack, name=f"unpacking {file.name}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        while self.is_unpacking:
            self._drain()
            self._thread.join(0.01)
        self._file.close()

    def __iter__(self) -> Iterator[bytes]:
        # Only an empty block is the end, so that a thread that dies is never taken for the end of the file.
        while block := self._ready.get():
            if isinstance(block, BaseException):
                raise self._translated(block) from block
            yield block

    @property
    def place(self) -> int:
        """Return how many bytes of the file, as it is on the disk, were read."""
        return self._counted.place

    @property
    def checksum(self) -> str:
        """Return the file's SHA-256, once all blocks were read."""
        return self._counted.checksum

    @property
    def is_unpacking(self) -> bool:
        """Tell whether the thread is still running."""
        return self._thread.is_alive()

    def _drain(self) -> None:
        while not self._ready.empty():
            self._ready.get()

    def _unpack(self) -> None:
        try:
            for block in self._unpacked():
                self._ready.put(block)
                if self._stopped.is_set():
                    return
            self._ready.put(b"")
        except BaseException as error:  # noqa: BLE001  # every error is raised again where the blocks are read
            self._ready.put(error)

    def _unpacked(self) -> Iterator[bytes]:
        start = self._file.read(100)
        self._file.seek(0)
        if start.startswith(_GZIP):
            # Mode and name are given, because the counted file has neither.
            with igzip.IGzipFile("", "rb", fileobj=self._counted) as file:  # type: ignore[no-untyped-call]  # isal's __init__ has no types
                while block := file.read(self._size):
                    yield block
            return
        if not start.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"<"):
            raise BadUsage(self._why_no_dump(start))
        while block := self._counted.read(self._size):
            yield block

    def _why_no_dump(self, start: bytes) -> str:
        if not start:
            return f"{self._path} is empty; download it again."
        return f"{self._path} is neither gzipped nor XML, so it is no dump; name a `discogs_…_releases.xml.gz`."

    def _translated(self, error: BaseException) -> BaseException:
        advice = "download it again, nothing was changed"
        if isinstance(error, EOFError):
            return LocalTrouble(f"{self._path} is cut short; {advice}.")
        if isinstance(error, BadGzipFile | isal_zlib.error):
            return LocalTrouble(f"{self._path} is damaged ({error}); {advice}.")
        return local_trouble(error) if isinstance(error, OSError) else error
