"""A fake of the place where Discogs' dumps are: the files of some months, ranges of them, and an edge that refuses."""

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus

from services.fakes.faults import FaultKind, Faults
from services.fakes.server import Call, FakeServer, Response, html_response

_REFUSED = html_response("403 Forbidden", HTTPStatus.FORBIDDEN)
_NOT_THERE = html_response("404 Not Found", HTTPStatus.NOT_FOUND)
_INSTEAD: Mapping[FaultKind, Response] = {
    "403": _REFUSED,
    "404": _NOT_THERE,
    "429": Response(status=HTTPStatus.TOO_MANY_REQUESTS),
    "500": Response(status=HTTPStatus.INTERNAL_SERVER_ERROR),
    "503": html_response("503 Service Temporarily Unavailable", HTTPStatus.SERVICE_UNAVAILABLE),
    "html": html_response("Just a moment..."),
    "empty": Response(),
    "drop": Response(drop=True),
}
_OFFICIAL = re.compile(r"data/(\d{4})/(discogs_\1\d{4}_[^/]+)")
_RANGE = re.compile(r"bytes=(\d+)-")


def published(month: str, **contents: bytes) -> dict[str, bytes]:
    """Return a month's files by name, with their checksums; contents are of artists, labels, masters or releases."""
    files = {f"discogs_{month}01_{kind}.xml.gz": content for kind, content in contents.items()}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()} *{name}\n" for name, content in files.items())
    return {**files, f"discogs_{month}01_CHECKSUM.txt": sums.encode()}


class DumpsFake(FakeServer):
    """Dumps on the loopback address: below `official`, as Discogs has them, and in the folder `mirror`."""

    def __init__(self, files: Mapping[str, bytes], *, faults: Faults | None = None, has_ranges: bool = True) -> None:
        """Without ranges, whoever asks for one gets the whole file."""
        super().__init__()
        self.files = dict(files)
        """What there is, by the file's name; changes while the server runs are seen at once."""
        self.faults = faults or Faults()
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

    def answer(self, call: Call) -> Response:
        """Answer with a file or a part of it, or as the fault that is due lets it."""
        fault = self.faults.take(call.target)
        if fault and (instead := _INSTEAD.get(fault.kind)):
            return instead
        content = self.files.get(_name(call))
        right = _NOT_THERE if content is None else self._part(call, content)
        return fault.spoil(right) if fault else right

    def _part(self, call: Call, content: bytes) -> Response:
        asked = _RANGE.fullmatch(call.headers.get("Range", ""))
        if not asked or not self.has_ranges:
            return Response(body=content, headers={"Content-Type": "application/gzip"})
        begin, total = int(asked[1]), len(content)
        if begin >= total:
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            return Response(status=status, headers={"Content-Range": f"bytes */{total}"})
        about = {"Content-Range": f"bytes {begin}-{total - 1}/{total}"}
        return Response(status=HTTPStatus.PARTIAL_CONTENT, body=content[begin:], headers=about)


def _name(call: Call) -> str:
    official = _OFFICIAL.fullmatch(call.query.get("download", ""))
    return official[2] if official and call.path == "/" else call.path.removeprefix("/mirror/")
