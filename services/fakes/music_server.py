"""What the fakes of the music services have in common: routes, covers, and one catalogue."""

import re
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from services.fakes.faults import Faults
from services.fakes.faulty_server import LimitedServer
from services.fakes.music import Album, MusicCatalogue
from services.fakes.server import Call, Response, html_response, image_response

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


class MusicFake(LimitedServer):
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
        super().__init__(limit=limit, window=window, faults=faults, clock=clock)
        self.catalogue = catalogue

    @abstractmethod
    def serve(self, visit: Visit) -> Response:
        """Answer a request that is within the limit, and for no cover."""

    def kind_of(self, path: str) -> str:
        """Return the name of the route, `cover`, or `other`."""
        return self._visit(path)[0]

    def right_response(self, call: Call) -> Response:
        """Return a cover, or what the service answers within its limit."""
        route, parts = self._visit(call.path)
        if route not in self.unlimited and not self.is_admitted():
            return self.error(HTTPStatus.TOO_MANY_REQUESTS, call)
        visit = Visit(call=call, route=route, parts=parts)
        return self._cover(visit) if route == COVER else self.serve(visit)

    def cover_address(self, album: Album, size: str) -> str:
        """Return where a cover is; `size` is such as `100x100`, or Apple's placeholder for it."""
        return f"{self.origin}/covers/{album.number}/{size}bb.jpg"

    def _visit(self, path: str) -> tuple[str, dict[str, str]]:
        for name, pattern in {COVER: self.cover_path, **self.routes}.items():
            if match := pattern.fullmatch(path):
                return name, match.groupdict()
        return "other", {}

    def _cover(self, visit: Visit) -> Response:
        album = self.catalogue.numbered(int(visit.parts["number"]))
        if not (album and album.cover and self.cover_file.fullmatch(visit.parts["file"])):
            return html_response("404 Not Found", HTTPStatus.NOT_FOUND)
        return image_response(album.cover())


def slug(title: str) -> str:
    """Return a title as it stands in addresses of the services' sites; '-' for one without letters or digits."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "-"


def number_in(text: str | None, *, otherwise: int) -> int | None:
    """Read a number from a query: `otherwise` for a value that is missing, None for one that is no number."""
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdecimal() else None
