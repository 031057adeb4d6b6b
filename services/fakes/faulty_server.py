"""What most fakes have in common: things that go wrong on purpose, and a limit of requests."""

import time
from abc import abstractmethod
from collections.abc import Callable
from http import HTTPStatus
from typing import ClassVar

from services.fakes.faults import FaultKind, Faults
from services.fakes.limits import MovingWindow
from services.fakes.server import Call, FakeServer, Response, html_as_image_response, html_response, json_response

_LAGGED = {"error": {"code": "maxlag", "info": "Waiting for a database server: 6 seconds lagged.", "lag": 6}}


class FaultyServer(FakeServer):
    """A service at which the rules of `faults` say what goes wrong."""

    content_type: ClassVar[str] = "application/json"
    """What the headers of an empty body say."""
    edge_page: ClassVar[str] = "Just a moment..."
    """The text of the web page that comes in place of data."""

    def __init__(self, *, faults: Faults | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Without faults nothing goes wrong."""
        super().__init__(clock=clock)
        self.faults = faults or Faults()

    @abstractmethod
    def right_response(self, call: Call) -> Response:
        """Return what the service sends when nothing goes wrong."""

    @abstractmethod
    def error(self, status: HTTPStatus, call: Call) -> Response:
        """Return an error in the service's own form."""

    def answer(self, call: Call) -> Response:
        """Answer as the service does, or as the fault that is due lets it."""
        fault = self.faults.take(call.target)
        if fault and (replacement := self._replacement(fault.kind, call)):
            return fault.named(replacement)
        response = self.right_response(call)
        return fault.spoil(response) if fault else response

    def _replacement(self, kind: FaultKind, call: Call) -> Response | None:
        """Return what a fault puts in place of the right response; None where the fault needs that response."""
        if kind.isdecimal():
            return self.error(HTTPStatus(int(kind)), call)
        replacements = {
            "429-newline": Response(status=HTTPStatus.TOO_MANY_REQUESTS, body=b"\n"),
            "html": html_response(self.edge_page),
            "html-as-image": html_as_image_response(self.edge_page),
            "json": json_response({"error": "temporarily unavailable"}),
            "object": json_response({}),
            "maxlag": json_response(_LAGGED),
            "empty": Response(headers={"Content-Type": self.content_type}),
            "drop": Response(drop=True),
        }
        return replacements.get(kind)


class LimitedServer(FaultyServer):
    """A service that takes `limit` requests per `window` seconds; with None nobody is limited."""

    def __init__(
        self,
        *,
        limit: int | None,
        window: float,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Let requests leave the window by `clock`."""
        super().__init__(faults=faults, clock=clock)
        self._limit = limit
        self._window = MovingWindow(window, clock)

    def is_admitted(self) -> bool:
        """Count one more request; tell whether it is within the limit."""
        return self._window.admit(self._limit)[0]
