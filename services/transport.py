"""The channels that all clients use: one session, and for each service its throttle, its retries and its headers."""

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import requests
import tenacity

from services import images
from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable, speaking_to
from services.patience import Patience
from services.throttle import Throttle

log = logging.getLogger(__name__)

T = TypeVar("T")

CONNECT_SECONDS = 10.0
PAUSE_SECONDS = 0.5
"""The first pause after a failure; it doubles each time."""
LARGEST_BODY = 40 * 1024 * 1024
STREAMED_AT_ONCE = 65536
"""Bytes in a chunk; a chunk that is not complete when the connection breaks off is lost."""
SERVER_ERROR, CLIENT_ERROR = 500, 400


def session(contact: str, version: str) -> requests.Session:
    """Return the session that all clients of a run share; `contact` is a URL or address for the services' owners."""
    shared = requests.Session()
    shared.headers["User-Agent"] = f"Sleevenotes/{version} +{contact}"
    # Otherwise requests adds passwords from a netrc file.
    shared.auth = _no_auth
    return shared


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class Examiner(Protocol):
    """Finds the error that a service reports in JSON although its status says success."""

    def __call__(self, content: Any, /) -> None:
        """Raise the error that is reported; after Busy and Unreachable the question is asked again."""


class Guide(Protocol):
    """Reads a service's own rate-limit headers."""

    def __call__(self, headers: Mapping[str, str], /) -> tuple[int, int] | None:
        """Return (limit, used) of the service's window, or None where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A request that is sent until an answer comes that can be used."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    as_json: bool = False
    as_image: bool = False
    examine: Examiner | None = None
    """Looks into the JSON of the answer; None: its status tells everything."""
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An answer whose body is not yet read; its status is a success, or 416."""

    status: int
    headers: Mapping[str, str]
    """Its names are looked up without regard to case."""
    chunks: Iterator[bytes]


class Receiver(Protocol):
    """Reads a body that is too large for memory, in one try or several."""

    def headers(self) -> Mapping[str, str]:
        """Return the headers of the next try, such as the range that is still missing."""

    def take(self, incoming: Incoming) -> None:
        """Read the body; raise Unreachable where another try may help."""


class Channel:
    """One service over the shared session: throttled, retried, and with our errors.

    `headers` are sent to this service only and never logged; `guide` reads its rate-limit headers; `busy` are the
    statuses that mean too many requests.
    """

    def __init__(
        self,
        shared: requests.Session,
        service: str,
        throttle: Throttle,
        *,
        headers: Mapping[str, str] | None = None,
        guide: Guide | None = None,
        busy: Collection[int] = (requests.codes.too_many_requests,),
        patience: Patience | None = None,
    ) -> None:
        self.service = service
        self._session, self._throttle = shared, throttle
        self._headers, self._guide, self._busy = dict(headers or {}), guide, frozenset(busy)
        self._patience = patience or Patience()

    @property
    def interval(self) -> float:
        """Return the pause between two requests, in seconds."""
        return self._throttle.interval

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, as_json: bool = False) -> bytes:
        """Return the body of `url`; raise Missing, Refused, Busy, Unreadable or Unreachable.

        With `as_json`, a body that is not JSON counts as a broken answer and is asked for again.
        """
        question = _Question(method="GET", url=url, headers=headers or {}, as_json=as_json)
        return self._retrying(lambda: self._ask(question))

    def get_image(self, url: str) -> bytes:
        """Return bytes that are meant as an image, which may be broken; raise as `get` does.

        Anything else, such as a web page, is trouble of the host: a broken answer that is asked for again.
        """
        question = _Question(method="GET", url=url, as_image=True)
        return self._retrying(lambda: self._ask(question))

    def get_json(self, url: str, examine: Examiner) -> Any:
        """Return the JSON of `url`, from a service that reports errors in it; raise as `get` does, and as `examine`."""
        question = _Question(method="GET", url=url, as_json=True, examine=examine)
        return json.loads(self._retrying(lambda: self._ask(question)))

    def post(self, url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> bytes:
        """Send a form, which is never logged, and return the body of the JSON answer; raise as `get` does."""
        question = _Question(method="POST", url=url, headers=headers or {}, as_json=True, form=form)
        return self._retrying(lambda: self._ask(question))

    def stream(self, url: str, receiver: Receiver) -> None:
        """Pass the body of `url` to `receiver`, however large it is; raise as `get` does.

        After a try that breaks off comes another try, with new headers.
        """
        self._retrying(lambda: self._pass_on(url, receiver))

    def _retrying(self, ask: Callable[[], T]) -> T:
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._may_pass),
            stop=tenacity.stop_after_attempt(self._patience.tries),
            wait=self._pause,
            sleep=self._throttle.sleep,
            before_sleep=self._note_retry,
            reraise=True,
        )
        return retrying(ask)

    def _may_pass(self, error: BaseException) -> bool:
        """Tell whether another try may help: not while the service has asked to be left alone for long."""
        named = error.retry_after if isinstance(error, Busy) else None
        return isinstance(error, Unreachable) and (named or 0.0) <= self._patience.longest_wait

    def _ask(self, question: "_Question") -> bytes:
        with self._answer(question) as response:
            body = self._read(response)
        log.debug("%s %s %s, %d bytes", self.service, response.status_code, question.url, len(body))
        self._check(response, body)
        if question.as_json:
            content = self._content(body)
            if question.examine:
                question.examine(content)
        if question.as_image and not images.is_meant_as_image(body, response.headers.get("Content-Type", "")):
            raise Unreadable(self.service, f"sent {images.described(body)} instead of an image")
        return body

    def _pass_on(self, url: str, receiver: Receiver) -> None:
        with self._answer(_Question(method="GET", url=url, headers=receiver.headers())) as response:
            log.debug("%s %s %s", self.service, response.status_code, url)
            if response.status_code != requests.codes.requested_range_not_satisfiable:
                self._check(response, b"" if response.ok else self._read(response))
            chunks = response.iter_content(STREAMED_AT_ONCE)
            receiver.take(Incoming(status=response.status_code, headers=response.headers, chunks=chunks))

    @contextmanager
    def _answer(self, question: "_Question") -> Iterator[requests.Response]:
        """Send a question and yield the response; for the throttle it is answered when its body was read."""
        sent = self._throttle.wait()
        used = None
        try:
            with speaking_to(self.service):
                response = self._session.request(
                    question.method,
                    question.url,
                    headers={**self._headers, **question.headers},
                    data=question.form,
                    timeout=(CONNECT_SECONDS, self._patience.read_seconds),
                    stream=True,
                )
                used = self._guide(response.headers) if self._guide else None
                with response:
                    yield response
        finally:
            self._throttle.answered(sent, used)

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(65536):
            body += chunk
            if len(body) > LARGEST_BODY:
                raise Unreadable(self.service, "the answer is larger than anything we asked for")
        return bytes(body)

    def _check(self, response: requests.Response, body: bytes) -> None:
        status = response.status_code
        wait = self._patience.seconds_of(response.headers.get("Retry-After"))
        if status in self._busy or (status == requests.codes.unavailable and wait):
            raise Busy(self.service, wait)
        if status >= SERVER_ERROR:
            raise Unreachable(self.service, f"server error {status}")
        if status >= CLIENT_ERROR:
            raise self._refusal(status, body)

    def _refusal(self, status: int, body: bytes) -> ServiceError:
        message = message_in(body)
        if status in (requests.codes.not_found, requests.codes.gone):
            return Missing(self.service, message or "not found")
        if status in (requests.codes.unauthorized, requests.codes.forbidden):
            return Refused(self.service, message or f"refused the request ({status})")
        return ServiceError(self.service, f"answered {status}{': ' + message if message else ''}")

    def _content(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            kind = "a web page" if body.lstrip()[:1] == b"<" else "something cut or garbled"
            raise Unreadable(self.service, f"sent {kind} instead of data") from error

    def _pause(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        steps = 2.0 ** (state.attempt_number - 1)
        if isinstance(error, Busy):
            # Where the service does not say how long, wait for a quarter of the window, and each time twice as long.
            return error.retry_after or max(self._throttle.window / 4, self._throttle.interval) * steps
        return min(self._throttle.interval, PAUSE_SECONDS) * steps

    def _note_retry(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        log.info("%s; asking again (try %d of %d)", error, state.attempt_number + 1, self._patience.tries)
        seconds = state.next_action.sleep if state.next_action else 0.0
        if isinstance(error, Busy) and error.retry_after:
            # Nor is it asked meanwhile by those who use the channel from other threads.
            self._throttle.close(seconds)
        if isinstance(error, Busy):
            self._patience.tell(self.service, seconds)


def message_in(body: bytes) -> str:
    """Return the message in a service's JSON error, in any of the forms that services use; '' without one."""
    try:
        answer: Any = json.loads(body)
    except ValueError:
        return ""
    return _sentence(answer).strip()[:300] if isinstance(answer, dict) else ""


def _sentence(content: Any) -> str:
    """Find the message: {"message": …}, {"error": …}, {"error": {"message": …}}, {"errors": [{"detail": …}]}."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return _sentence(content[0]) if content else ""
    if not isinstance(content, dict):
        return ""
    keys = ("message", "error_description", "detail", "info", "title", "error", "errors")
    return next((text for key in keys if (text := _sentence(content.get(key)))), "")
