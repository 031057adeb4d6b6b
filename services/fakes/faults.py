"""Faults: what goes wrong on purpose, with which requests, and how often."""

import re
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal

from services.fakes.server import Response

FaultKind = Literal[
    "429",
    "429-newline",
    "500",
    "503",
    "html",
    "html-as-image",
    "json",
    "cut",
    "empty",
    "drop",
    "slow",
    "401",
    "403",
    "404",
    "object",
    "maxlag",
    "short-page",
    "duplicate",
]


@dataclass(kw_only=True)
class Fault:
    """One thing that goes wrong with the first `times` requests whose path matches."""

    path: str
    """A regular expression that is searched in the path with its query."""
    kind: FaultKind
    """What goes wrong.

    A number is the status of an error. `html` is a web page with status 200, `html-as-image` the same under the type
    of a JPEG, `json` an error in JSON with status 200, `object` is `{}`, `maxlag` the error, with status 200, by which
    the wikis ask for patience, `empty` an empty body, `cut` half of a body, `drop` no response at all, `slow` the
    right response late. A `short-page` lacks an item, which moves to the next page; a `duplicate` begins with the last
    item of the page before.
    """
    times: int | None = 1
    """How often; None: for ever."""
    seconds: float = 0.0
    """How late a `slow` response is."""
    retry_after: str | None = None
    """The header of an error that asks to wait; None: as the service sends it."""
    hits: int = field(default=0, init=False)
    """How often it has happened."""

    def named(self, error: Response) -> Response:
        """Return an error with the wait that this fault asks for."""
        return error if self.retry_after is None else error.with_headers({"Retry-After": self.retry_after})

    def spoil(self, response: Response) -> Response:
        """Return the right response as this fault changes it."""
        if self.kind == "slow":
            return replace(response, delay=self.seconds)
        return replace(response, cut=True) if self.kind == "cut" else response

    def _is_due(self, target: str) -> bool:
        spent = self.times is not None and self.hits >= self.times
        return not spent and re.search(self.path, target) is not None


@dataclass(kw_only=True)
class Faults:
    """The rules in force; the first that is due hits a request."""

    rules: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def take(self, target: str) -> Fault | None:
        """Return the fault that hits this request, and count the hit."""
        with self._lock:
            fault = next((rule for rule in self.rules if rule._is_due(target)), None)  # noqa: SLF001  # same module
            if fault:
                fault.hits += 1
            return fault
