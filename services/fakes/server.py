"""A little threaded HTTP/1.1 server on the loopback address, for any service's fake."""

import json
import socket
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Call:
    """A request as it came in."""

    method: str
    target: str
    """The path with its query, as sent."""
    path: str
    query: dict[str, str]
    """Decoded; of several parameters with one name the last."""
    headers: Message
    """Looked up without regard to case; a missing header is None."""
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request as it was answered."""

    method: str
    path: str
    query: dict[str, str]
    headers: Message
    """Looked up without regard to case; a missing header is None."""
    status: int
    """0: the connection was closed without an answer."""
    kind: str
    at: float
    """When it came, by the fake's clock, in seconds."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """What the server sends."""

    status: int = HTTPStatus.OK
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before anything is sent."""
    cut: bool = False
    """Send half of the body, though the headers promise the whole, and close the connection."""
    drop: bool = False
    """Send nothing and close the connection."""

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return the same response with more headers."""
        return replace(self, headers={**self.headers, **headers})


def json_response(content: Any, status: int = HTTPStatus.OK) -> Response:
    """Return content as JSON."""
    body = json.dumps(content, ensure_ascii=False).encode()
    return Response(status=status, body=body, headers={"Content-Type": "application/json"})


def html_response(text: str, status: int = HTTPStatus.OK) -> Response:
    """Return a small web page, such as a service's edge sends."""
    body = f"<!DOCTYPE html>\n<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>\n".encode()
    return Response(status=status, body=body, headers={"Content-Type": "text/html; charset=UTF-8"})


def html_as_image_response(text: str) -> Response:
    """Return a web page whose headers say that it is a JPEG."""
    return html_response(text).with_headers({"Content-Type": "image/jpeg"})


def image_response(data: bytes) -> Response:
    """Return a JPEG or PNG."""
    kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    return Response(body=data, headers={"Content-Type": kind})


class FakeServer(ABC):
    """A service on the loopback address, for as long as the `with` block lasts."""

    port = 0
    """Where it listens; 0: wherever there is room."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: list[Request] = []
        self._lock = Lock()
        self._ending = Event()
        self._listener = _Listener(partial(_Handler, self), self.port)
        # Looking up a hundred times a second would keep a processor busy, with a dozen servers.
        self._thread = Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 10.0}, daemon=True)

    @abstractmethod
    def answer(self, call: Call) -> Response:
        """Answer one request; called from many threads."""

    @abstractmethod
    def kind_of(self, path: str) -> str:
        """Return the word under which requests for a path are counted."""

    @property
    def origin(self) -> str:
        """Where the service is, such as `http://127.0.0.1:49152`."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    @property
    def requests(self) -> list[Request]:
        """All requests so far, in the order of their answers."""
        with self._lock:
            return list(self._seen)

    def forget(self) -> None:
        """Begin anew with `requests`."""
        with self._lock:
            self._seen.clear()

    def count(self, kind: str) -> int:
        """Return how many requests of a kind came, whatever they were answered."""
        return sum(request.kind == kind for request in self.requests)

    def respond(self, call: Call) -> Response | None:
        """Answer one request and record it; None: the connection is to be dropped."""
        at = self._clock()
        response = self.answer(call)
        self._record(call, 0 if response.drop else response.status, at)
        self._ending.wait(response.delay)
        return None if response.drop else response

    def _record(self, call: Call, status: int, at: float) -> None:
        request = Request(
            method=call.method,
            path=call.path,
            query=call.query,
            headers=call.headers,
            status=int(status),
            kind=self.kind_of(call.path),
            at=at,
        )
        with self._lock:
            self._seen.append(request)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        ending = Thread(target=self._listener.shutdown)
        ending.start()
        while ending.is_alive():
            # A connection makes the thread look up.
            socket.create_connection(("127.0.0.1", self._listener.server_port)).close()
            ending.join(0.01)
        self._thread.join()
        self._listener.hang_up()
        self._listener.server_close()


class _Listener(ThreadingHTTPServer):
    """Accepts connections, keeps a set of the open ones, and prints nothing when a client goes away."""

    # Joined when the server closes, so that no socket outlives the `with` block.
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, handler: Callable[[Any, Any, ThreadingHTTPServer], BaseHTTPRequestHandler], port: int) -> None:
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        super().__init__(("127.0.0.1", port), handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every open connection, kept alive or not."""
        with self._guard:
            for connection in self._open:
                _end(connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the client was faster


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 for one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, fake: FakeServer, request: Any, client_address: Any, server: ThreadingHTTPServer) -> None:
        self._fake = fake
        super().__init__(request, client_address, server)

    def _respond(self) -> None:
        response = self._fake.respond(self._call())
        if response:
            self._send(response)
        else:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = _respond  # noqa: N815  # the base class looks for these names

    def _call(self) -> Call:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        return Call(
            method=self.command,
            target=self.path,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers=self.headers,
            body=self.rfile.read(length),
        )

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if response.cut:
            self.close_connection = True
        self.wfile.write(response.body[: len(response.body) // 2] if response.cut else response.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        """Print nothing: all requests are in the fake's `requests`."""
