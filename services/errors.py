"""What can go wrong between us and a service, and the one place that says so in our words.

ServiceError                 exit code 1
├── Unreachable              4   no connection, no answer in time, or only server errors
│   ├── Busy                 4   still "too many requests" after every retry
│   └── Unreadable           4   answers that are cut, or not what was asked for
├── Refused                  3   wrong or missing credentials, or a private collection
└── Missing                  1   the service does not have it (any more)
"""

from collections.abc import Iterator
from contextlib import contextmanager

import requests


class ServiceError(Exception):
    """A service did not give what it was asked for; the text is one sentence for people."""

    exit_code = 1

    def __init__(self, service: str, sentence: str) -> None:
        super().__init__(f"{service}: {sentence}")
        self.service = service


class Unreachable(ServiceError):
    """No answer that can be used, however often we asked."""

    exit_code = 4


class Busy(Unreachable):
    """Too many requests; `retry_after` is in seconds, None when the service does not say."""

    def __init__(self, service: str, retry_after: float | None = None) -> None:
        super().__init__(service, "asks us to slow down; try again in a few minutes")
        self.retry_after = retry_after


class Unreadable(Unreachable):
    """An answer came, but cut short or in another form than the one asked for."""


class Refused(ServiceError):
    """The service knows what we want and says no."""

    exit_code = 3


class Missing(ServiceError):
    """The service has no such thing: deleted, merged, or never there."""


@contextmanager
def speaking_to(service: str) -> Iterator[None]:
    """Convert what requests raises; nothing of it, nor the address with its parameters, gets past here."""
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
