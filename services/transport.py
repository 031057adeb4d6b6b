"""The road that every client takes: one session, and for each service its throttle, its retries and its own headers."""

import json
import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

import requests
import tenacity

from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable, speaking_to

log = logging.getLogger(__name__)

CONNECT_SECONDS, READ_SECONDS = 10.0, 40.0
TRIES = 5
PAUSE_SECONDS = 0.5
"""The first pause after a failure; it doubles each time."""
COUNTED_AHEAD = 2
APART = 1.02
"""Of the pause between two requests: they need not travel equally fast."""
LARGEST_BODY = 40 * 1024 * 1024
SERVER_ERROR, CLIENT_ERROR = 500, 400


def session(contact: str, version: str) -> requests.Session:
    """Return the one session of a run; `contact` is a URL or address that services can write to."""
    shared = requests.Session()
    shared.headers["User-Agent"] = f"Sleevenotes/{version} +{contact}"
    # netrc files and cookies would send along what nobody meant to send.
    shared.auth = _no_auth
    return shared


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class Guide(Protocol):
    """Reads a service's own rate-limit headers."""

    def __call__(self, headers: Mapping[str, str], /) -> tuple[int, int] | None:
        """Return (limit, used) of the service's window, or None where it does not say."""


@dataclass(slots=True)
class _Sent:
    """A request that counts in the window since some moment: when it was sent, and then when it was answered."""

    at: float
    is_answered: bool = False


class Throttle:
    """A moving window: never more requests in it than the service allows.

    Until the service has said how many it allows in a window, requests are spaced evenly; then whole bursts may go, and
    only a full window waits. Requests that others make from our address count too, as far as the service tells.

    `window` is the length in seconds of the service's own window; None where that follows from its limit and our rate,
    as with a fake whose minute is a second.
    """

    def __init__(
        self,
        per_minute: float,
        *,
        window: float | None = None,
        delay: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = 60.0 / per_minute
        self._length = window
        self._most = int(per_minute * window / 60.0) if window else None
        self._delay = delay
        self._burst = 1
        self._foreign = 0
        self._sent: deque[_Sent] = deque()
        self._clock, self.sleep = clock, sleep
        self._lock = Lock()

    @property
    def window(self) -> float:
        """Return the window's length in seconds: the time in which the whole limit may be used."""
        if self._burst == 1:
            return self.interval * APART
        return self._length or self._burst * self.interval

    def wait(self) -> "_Sent":
        """Return as soon as another request may be sent; hand what it returns to `answered`."""
        with self._lock:
            if self._delay and self._sent:
                self.sleep(self._delay)
            self._forget_old()
            if len(self._sent) >= self._burst:
                self.sleep(max(0.0, self._sent[0].at + self.window - self._clock()))
                self._forget_old()
            elif self._foreign and len(self._sent) + self._foreign >= self._burst - COUNTED_AHEAD:
                self.sleep(self.interval)
            sent = _Sent(self._clock())
            self._sent.append(sent)
            return sent

    def answered(self, sent: "_Sent", limit_and_used: tuple[int, int] | None = None) -> None:
        """Note that the answer is here: the service counted the request at some moment before now.

        In a window of many that costs nothing. One by one, waiting from each answer would add its delay to every pause;
        there requests count from when they were sent, and a little more than the pause keeps them apart on the way.
        """
        with self._lock:
            sent.is_answered = True
            if limit_and_used:
                limit, used = limit_and_used
                self._burst = max(1, limit if self._most is None else min(limit, self._most))
                # The service's count lags by one and may jump by two; only what exceeds that is somebody else's.
                self._foreign = max(0, used + 1 - len(self._sent) - COUNTED_AHEAD)
            if self._burst > 1:
                sent.at = self._clock()

    def _forget_old(self) -> None:
        horizon = self._clock() - self.window
        # One under way counts, however long it takes: nobody knows when the service will see it.
        self._sent = deque(sent for sent in self._sent if not sent.is_answered or sent.at > horizon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a service may take, and how often it is asked: what we cannot do without gets more of both."""

    tries: int = TRIES
    read_seconds: float = READ_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A request before it is sent, once or several times."""

    method: str
    url: str
    headers: Mapping[str, str]
    as_json: bool
    form: Mapping[str, str] | None = None


class Channel:
    """One service over the shared session: throttled, retried, its errors ours.

    `headers` are sent to this service only and never logged; `guide` reads its rate-limit headers; `busy` are the
    statuses by which it says that it had too many requests.
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

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, as_json: bool = False) -> bytes:
        """Return the body of `url`; raise Missing, Refused, Busy, Unreadable or Unreachable.

        With `as_json`, a body that is not JSON counts as a broken answer and is asked for again.
        """
        return self._insist(_Question(method="GET", url=url, headers=headers or {}, as_json=as_json))

    def post(self, url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> bytes:
        """Send a form, which is never logged, and return the body of the JSON answer; raise as `get` does."""
        return self._insist(_Question(method="POST", url=url, headers=headers or {}, as_json=True, form=form))

    def _insist(self, question: "_Question") -> bytes:
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Unreachable),
            stop=tenacity.stop_after_attempt(self._patience.tries),
            wait=self._pause,
            sleep=self._throttle.sleep,
            before_sleep=self._note_retry,
            reraise=True,
        )
        return retrying(self._ask, question)

    def _ask(self, question: "_Question") -> bytes:
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
                body = self._read(response)
        finally:
            self._throttle.answered(sent, used)
        log.debug("%s %s %s, %d bytes", self.service, response.status_code, question.url, len(body))
        return self._checked(response, body, question.as_json)

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        with response:
            for chunk in response.iter_content(65536):
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise Unreadable(self.service, "the answer is larger than anything we asked for")
        return bytes(body)

    def _checked(self, response: requests.Response, body: bytes, as_json: bool) -> bytes:
        status = response.status_code
        if status in self._busy:
            raise Busy(self.service, _seconds(response.headers.get("Retry-After")))
        if status >= SERVER_ERROR:
            raise Unreachable(self.service, f"server error {status}")
        if status >= CLIENT_ERROR:
            raise self._refusal(status, body)
        if as_json:
            self._must_be_json(body)
        return body

    def _refusal(self, status: int, body: bytes) -> ServiceError:
        said = message_in(body)
        if status in (requests.codes.not_found, requests.codes.gone):
            return Missing(self.service, said or "not found")
        if status in (requests.codes.unauthorized, requests.codes.forbidden):
            return Refused(self.service, said or f"refused the request ({status})")
        return ServiceError(self.service, f"answered {status}{': ' + said if said else ''}")

    def _must_be_json(self, body: bytes) -> None:
        try:
            json.loads(body)
        except (ValueError, RecursionError) as error:
            kind = "a web page" if body.lstrip()[:1] == b"<" else "something cut or garbled"
            raise Unreadable(self.service, f"sent {kind} instead of data") from error

    def _pause(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        steps = 2.0 ** (state.attempt_number - 1)
        if isinstance(error, Busy):
            # Without a hint, wait for a good part of the window: a quarter of it, then more.
            return error.retry_after or max(self._throttle.window / 4, self._throttle.interval) * steps
        return min(self._throttle.interval, PAUSE_SECONDS) * steps

    def _note_retry(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        log.info("%s; asking again (try %d of %d)", error, state.attempt_number + 1, self._patience.tries)


def _seconds(retry_after: str | None) -> float | None:
    """Read Retry-After in its form of seconds, at most five minutes; dates are not used by any service of ours."""
    if retry_after is None or not retry_after.strip().isdecimal():
        return None
    return min(float(retry_after), 300.0)


def message_in(body: bytes) -> str:
    """Return the sentence that a service put into its JSON error, in any of the forms they use; '' without one."""
    try:
        answer: Any = json.loads(body)
    except ValueError:
        return ""
    return _sentence(answer).strip()[:300] if isinstance(answer, dict) else ""


def _sentence(said: Any) -> str:
    """Look for words: {"message": …}, {"error": …}, {"error": {"message": …}}, {"errors": [{"detail": …}]}."""
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        return _sentence(said[0]) if said else ""
    if not isinstance(said, dict):
        return ""
    keys = ("message", "error_description", "detail", "info", "title", "error", "errors")
    return next((text for key in keys if (text := _sentence(said.get(key)))), "")
