"""Ask every service one small question, and say what is missing and what it would add."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Literal

from scraper.domain.words import plural
from scraper.enrichment.services import Check, checks
from scraper.enrichment.services.service import doubted
from scraper.hugo.site import hugo_binary
from scraper.run.errors import BadSettings, ExitCode, SleevenotesError
from scraper.run.journal import redacted
from scraper.run.settings import Settings
from scraper.wiring.clients import OPTIONAL, Clients
from services.discogs import ANONYMOUS, WITH_TOKEN, Discogs, limit_and_used
from services.errors import Missing, Refused, ServiceError

CheckState = Literal["well", "not_used", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of looking at one service."""

    service: str
    """As people call it, such as 'Apple Music'."""
    state: CheckState
    """`not_used` is what was switched off, or lacks a key: nothing is wrong with it."""
    sentence: str
    """At which pace it is asked, what is missing and what that would add, or what is wrong; without a secret."""
    exit_code: ExitCode
    """WELL but for what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a check came to."""

    state: CheckState
    sentence: str


def _well(sentence: str) -> _Answer:
    return _Answer(state="well", sentence=sentence)


def _not_used(sentence: str) -> _Answer:
    return _Answer(state="not_used", sentence=sentence)


@dataclass
class _Limit:
    """What Discogs says that it allows, while it is asked."""

    values: list[int] = field(default_factory=list)

    def __call__(self, headers: Mapping[str, str], /) -> tuple[int, int] | None:
        limit = limit_and_used(headers)
        if limit:
            self.values.append(limit[0])
        return limit


def doctor(settings: Settings) -> Iterator[CheckResult]:
    """Check all services at once; yield the results in a fixed order, each as soon as it is there."""
    clients = Clients(settings)
    by_name: dict[str, Callable[[], _Answer]] = {"Discogs": lambda: _discogs(clients)}
    for check in checks():
        by_name[check.title] = partial(_service, clients, check)
    by_name["Hugo"] = _hugo
    with ThreadPoolExecutor(max_workers=len(by_name)) as pool:
        for name, (answer, code) in zip(by_name, pool.map(_examined, by_name.values()), strict=True):
            sentence = redacted(answer.sentence, settings.secrets)
            yield CheckResult(service=name, state=answer.state, sentence=sentence, exit_code=code)


def _examined(check: Callable[[], _Answer]) -> tuple[_Answer, ExitCode]:
    try:
        return check(), ExitCode.WELL
    except (SleevenotesError, ServiceError) as error:
        return _Answer(state="wrong", sentence=_sentence(error)), ExitCode(error.exit_code)


def _sentence(error: Exception) -> str:
    text = str(error)
    return text.removeprefix(f"{error.service}: ") if isinstance(error, ServiceError) else text


def _discogs(clients: Clients) -> _Answer:
    limit = _Limit()
    client = clients.discogs(limit, OPTIONAL)
    username = client.username
    if client.with_token:
        _must_be_owner(client)
    try:
        count = client.profile().get("num_collection")
    except Missing:
        raise BadSettings(f"there is no user named {username!r}; correct discogs.username.") from None
    copies = f"{username} has {plural(count, 'copy', 'copies')}, " if isinstance(count, int) else ""
    more = (
        ""
        if client.with_token
        else (f"; with a token (discogs.token) there would be images, and {WITH_TOKEN} requests a minute")
    )
    return _well(f"{copies}{_allowed(limit, client.with_token)}{more}")


def _service(clients: Clients, check: Check) -> _Answer:
    examined = check.examine(clients)
    return _well(examined.sentence) if examined.is_used else _not_used(examined.sentence)


def _hugo() -> _Answer:
    hugo_binary()
    return _well(f"version {version('hugo')}")


def _must_be_owner(client: Discogs) -> None:
    try:
        owner = client.identity()
    except Refused as error:
        raise doubted(error, "is discogs.token right?") from error
    if owner.casefold() != client.username.casefold():
        raise BadSettings(
            f"the token belongs to {owner}, not to {client.username}; correct discogs.username or discogs.token."
        )


def _allowed(limit: _Limit, with_token: bool) -> str:
    if limit.values:
        return f"{plural(limit.values[-1], 'request')} a minute, as it says itself"
    return f"{WITH_TOKEN if with_token else ANONYMOUS} requests a minute"
