"""What can go wrong between us and a service, and the one place where foreign errors become ours.

ServiceError                 exit code 1
├── Unreachable              4   no connection, no answer in time, or only server errors
│   ├── Busy                 4   still "too many requests" after every retry
│   └── Unreadable           4   answers that are cut, or not what was asked for
├── Refused                  3   wrong or missing credentials, or a private collection
└── Missing                  1   the service does not have it (any more)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

import requests

_A_FEW_MINUTES = 180


class ServiceError(Exception):
    """A service did not give what it was asked for; the text is one sentence for people."""

    exit_code = 1

    def __init__(self, service: str, sentence: str) -> None:
        super().__init__(f"{service}: {sentence}")
        self.service = service


class Unreachable(ServiceError):
    """The service gave no answer that can be used, however often it was asked."""

    exit_code = 4


class Busy(Unreachable):
    """The service had too many requests; `retry_after` is in seconds, None when it does not say."""

    def __init__(self, service: str, retry_after: float | None = None) -> None:
        super().__init__(service, f"asks us to slow down; try again in {_span(retry_after)}")
        self.retry_after = retry_after


class Unreadable(Unreachable):
    """The answer was cut short, or has another form than the one asked for."""


class Refused(ServiceError):
    """The service understood the request and refused it."""

    exit_code = 3


class Missing(ServiceError):
    """The service has no such entry: it was deleted or merged, or never was there."""


def _span(seconds: float | None) -> str:
    """Return a time for people, rounded up: '5 minutes', '2 hours'; of what is unknown or short 'a few minutes'."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds is not None and seconds > max(length, _A_FEW_MINUTES):
            return f"{ceil(seconds / length):,} {unit}s"
    return "a few minutes"


@contextmanager
def speaking_to(service: str) -> Iterator[None]:
    """Convert the errors of requests; neither their text nor the address with its parameters gets past here."""
    try:
        yield
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as error:
        raise Unreadable(service, "the answer broke off") from error
    except (
        requests.exceptions.InvalidURL,
        requests.exceptions.MissingSchema,
        requests.exceptions.InvalidSchema,
    ) as error:
        raise ServiceError(service, "that is no address to ask at") from error
    except requests.Timeout as error:
        raise Unreachable(service, "no answer in time") from error
    except requests.ConnectionError as error:
        raise Unreachable(service, "no connection; is the network up, and the address right?") from error
    except requests.RequestException as error:
        raise Unreachable(service, f"the request failed ({type(error).__name__})") from error


@contextmanager
def reading_json_of(service: str) -> Iterator[None]:
    """Convert the errors that come of reading JSON in another form than the one asked for."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise unknown_form(service) from error


def unknown_form(service: str) -> Unreadable:
    """Return the error for JSON in another form than the one asked for."""
    return Unreadable(service, "sent an answer in a form we do not know")
