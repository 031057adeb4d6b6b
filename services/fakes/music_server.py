"""What the fakes of the music services have in common: a limit, faults, covers, and one catalogue."""

import re
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from services.fakes.faults import FaultKind, Faults
from services.fakes.limits import MovingWindow
from services.fakes.music import Album, MusicCatalogue
from services.fakes.server import Call, FakeServer, Response, html_response

COVER = "cover"
Routes = Mapping[str, re.Pattern[str]]
"""The whole path of each kind of request."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request, and what its path says."""

    call: Call
    route: str
    """Its kind, `other` for a path that the service does not know."""
    parts: Mapping[str, str]
    """The named parts of its path."""


class MusicFake(FakeServer):
    """A music service on the loopback address: `catalogue` is what it has, `faults` what goes wrong."""

    routes: ClassVar[Routes]
    unlimited: ClassVar[frozenset[str]] = frozenset({COVER})
    """Kinds of requests that do not count."""
    cover_path: ClassVar[re.Pattern[str]] = re.compile(r"/covers/(?P<number>\d+)/(?P<file>.+)")
    cover_file: ClassVar[re.Pattern[str]] = re.compile(r"\d+x\d+bb\.jpg")

    def __init__(
        self,
        catalogue: MusicCatalogue,
        *,
        limit: int | None,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Allow `limit` requests per `window` seconds, covers not counted; None: nobody is limited."""
        super().__init__(clock=clock)
        self.catalogue = catalogue
        self.faults = faults or Faults()
        self._limit = limit
        self._window = MovingWindow(window, clock)

    @abstractmethod
    def found(self, visit: Visit) -> Response:
        """Answer a request that is within the limit."""

    @abstractmethod
    def error(self, status: HTTPStatus, route: str) -> Response:
        """Return an error in the service's own form."""

    def kind_of(self, path: str) -> str:
        """Return the name of the route, `cover`, or `other`."""
        return self._visit(path)[0]

    def answer(self, call: Call) -> Response:
        """Answer as the service does, or as the fault that is due lets it."""
        route, parts = self._visit(call.path)
        fault = self.faults.take(call.target)
        if fault and (instead := self._instead(fault.kind, route)):
            return instead
        right = self._right(Visit(call=call, route=route, parts=parts))
        return fault.spoil(right) if fault else right

    def cover_address(self, album: Album, size: str) -> str:
        """Return where a cover is; `size` is such as `100x100`, or Apple's placeholder for it."""
        return f"{self.origin}/covers/{album.number}/{size}bb.jpg"

    def _visit(self, path: str) -> tuple[str, dict[str, str]]:
        for name, pattern in {COVER: self.cover_path, **self.routes}.items():
            if match := pattern.fullmatch(path):
                return name, match.groupdict()
        return "other", {}

    def _right(self, visit: Visit) -> Response:
        if visit.route not in self.unlimited and not self._window.admit(self._limit)[0]:
            return self.error(HTTPStatus.TOO_MANY_REQUESTS, visit.route)
        return self._cover(visit) if visit.route == COVER else self.found(visit)

    def _cover(self, visit: Visit) -> Response:
        album = self.catalogue.numbered(int(visit.parts["number"]))
        if not (album and album.cover and self.cover_file.fullmatch(visit.parts["file"])):
            return html_response("404 Not Found", HTTPStatus.NOT_FOUND)
        data = album.cover()
        kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        return Response(body=data, headers={"Content-Type": kind})

    def _instead(self, kind: FaultKind, route: str) -> Response | None:
        """Return what a fault puts in place of the right answer, None where that one is needed."""
        if kind.isdecimal():
            return self.error(HTTPStatus(int(kind)), route)
        instead = {
            "429-newline": Response(status=HTTPStatus.TOO_MANY_REQUESTS, body=b"\n"),
            "html": html_response("Just a moment..."),
            "empty": Response(headers={"Content-Type": "application/json"}),
            "drop": Response(drop=True),
        }
        return instead.get(kind)


def slug(title: str) -> str:
    """Return a title as addresses on the services' own sites have it; '-' where nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "-"


def number_in(text: str | None, *, otherwise: int) -> int | None:
    """Read a number from a query: `otherwise` where it is not said, None where it is no number."""
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdecimal() else None
