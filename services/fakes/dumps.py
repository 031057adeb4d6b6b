"""A fake of the place where Discogs' dumps are: the files of some months, ranges of them, and an edge that refuses."""

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus

from services.fakes.faults import Faults
from services.fakes.faulty_server import FaultyServer
from services.fakes.server import Call, Response, html_response

_OFFICIAL = re.compile(r"data/(\d{4})/(discogs_\1\d{4}_[^/]+)")
_RANGE = re.compile(r"bytes=(\d+)-")


def published(month: str, **contents: bytes) -> dict[str, bytes]:
    """Return a month's files by name, with their checksums; contents are of artists, labels, masters or releases."""
    files = {f"discogs_{month}01_{kind}.xml.gz": content for kind, content in contents.items()}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()} *{name}\n" for name, content in files.items())
    return {**files, f"discogs_{month}01_CHECKSUM.txt": sums.encode()}


class DumpsFake(FaultyServer):
    """Dumps on the loopback address: below `official`, as Discogs has them, and in the folder `mirror`."""

    def __init__(self, files: Mapping[str, bytes], *, faults: Faults | None = None, has_ranges: bool = True) -> None:
        """Without ranges, a request for a part is answered with the whole file."""
        super().__init__(faults=faults)
        self.files = dict(files)
        """The files by name; they can change while the server runs."""
        self.has_ranges = has_ranges

    @property
    def official(self) -> str:
        """Return the address that stands for Discogs' own."""
        return f"{self.origin}/?download="

    @property
    def mirror(self) -> str:
        """Return the address of a folder with the same files."""
        return f"{self.origin}/mirror"

    def kind_of(self, path: str) -> str:
        """Return the path itself."""
        return path

    def error(self, status: HTTPStatus, call: Call) -> Response:  # noqa: ARG002  # all requests fail alike here
        """Return a web page."""
        return html_response(f"{status.value} {status.phrase}", status)

    def right_response(self, call: Call) -> Response:
        """Return a file or a part of it."""
        content = self.files.get(_name(call))
        return self.error(HTTPStatus.NOT_FOUND, call) if content is None else self._part(call, content)

    def _part(self, call: Call, content: bytes) -> Response:
        requested = _RANGE.fullmatch(call.headers.get("Range", ""))
        if not requested or not self.has_ranges:
            return Response(body=content, headers={"Content-Type": "application/gzip"})
        begin, total = int(requested[1]), len(content)
        if begin >= total:
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            return Response(status=status, headers={"Content-Range": f"bytes */{total}"})
        about = {"Content-Range": f"bytes {begin}-{total - 1}/{total}"}
        return Response(status=HTTPStatus.PARTIAL_CONTENT, body=content[begin:], headers=about)


def _name(call: Call) -> str:
    official = _OFFICIAL.fullmatch(call.query.get("download", ""))
    return official[2] if official and call.path == "/" else call.path.removeprefix("/mirror/")
