"""A request that fails is asked again where that helps, and every failure has our words."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from discogs_on_fake import TOKEN, channel
from small_collection import JPEG, crate

from services import transport
from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable, speaking_to
from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.server import Call, FakeServer, Response, json_response
from services.patience import TRIES, Patience
from services.throttle import Throttle
from services.transport import Channel, message_in, session

RECOVERABLE: tuple[FaultKind, ...] = ("429", "429-newline", "500", "503", "cut", "html", "empty", "drop")
FOREIGN = [
    kind
    for kind in vars(requests.exceptions).values()
    if isinstance(kind, type) and issubclass(kind, requests.RequestException)
]


class FixedResponses(FakeServer):
    """A service that sends the responses of a test one after another, and then always the last one."""

    def __init__(self, *responses: Response) -> None:
        super().__init__()
        self.responses = list(responses)

    def kind_of(self, path: str) -> str:
        """Return the path itself."""
        return path

    def answer(self, call: Call) -> Response:  # noqa: ARG002  # the same for every request
        """Return the next response."""
        return self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]


def faulty(kind: FaultKind, times: int | None, path: str = "/releases/1", seconds: float = 0.0) -> DiscogsFake:
    """Return a Discogs at which something goes wrong."""
    fault = Fault(path=path, kind=kind, times=times, seconds=seconds)
    return DiscogsFake(crate(), limit=None, faults=Faults(rules=[fault]))


def every_text(error: BaseException) -> Iterator[str]:
    """Yield every text that an error, or one of its causes, could print."""
    yield "".join(traceback.format_exception(error))
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
        yield repr(error)


@pytest.mark.parametrize("kind", RECOVERABLE)
def test_passing_faults_are_survived(kind: FaultKind) -> None:
    """Whatever goes wrong all but the last time, the answer comes, and nobody notices."""
    with faulty(kind, TRIES - 1) as fake:
        body = channel().get(f"{fake.origin}/releases/1", as_json=True)
        assert b"Title 001" in body
        assert TRIES == fake.count("release")


def hasty() -> Channel:
    """Return a channel without patience."""
    throttle = Throttle(60, clock=lambda: 0.0, sleep=lambda _: None)
    shared = session("https://example.org", "0.1")
    return Channel(shared, "Hasty", throttle, patience=Patience(tries=2, read_seconds=0.1))


def test_a_slow_answer_is_given_up_and_asked_for_again() -> None:
    """A connection that says nothing does not hold up a run for ever."""
    with faulty("slow", 1, seconds=1.0) as fake:
        assert b"Title 001" in hasty().get(f"{fake.origin}/releases/1", as_json=True)
        assert 2 == fake.count("release")


def test_a_service_that_is_no_condition_is_asked_less_often() -> None:
    """Its tries are its own."""
    with faulty("slow", None, seconds=0.3) as fake:
        with pytest.raises(Unreachable):
            hasty().get(f"{fake.origin}/releases/1")
        assert 2 == fake.count("release")


def test_a_form_is_posted(caplog: pytest.LogCaptureFixture) -> None:
    """What is in it is nobody's business: no log holds it."""
    with caplog.at_level("DEBUG"), FixedResponses(Response(status=429), json_response({"token": "x"})) as fake:
        assert b'{"token": "x"}' == hasty().post(f"{fake.origin}/token", {"secret": "never-print-this"})
        assert ["POST", "POST"] == [request.method for request in fake.requests]
        assert "never-print-this" not in caplog.text


def test_errors_that_come_as_successes_are_found() -> None:
    """Who reports in its JSON that it is busy is asked again; what else it reports is raised at once."""

    def examine(content: Any) -> None:
        if content == {"error": "busy"}:
            raise Busy("Discogs")
        if "error" in content:
            raise Missing("Discogs", "gone")

    with FixedResponses(
        json_response({"error": "busy"}), json_response({"id": 1}), json_response({"error": "x"})
    ) as fake:
        assert {"id": 1} == channel().get_json(fake.origin, examine)
        assert 2 == len(fake.requests)
        with pytest.raises(Missing, match="gone"):
            channel().get_json(fake.origin, examine)
        assert 3 == len(fake.requests)


@pytest.mark.parametrize("kind", RECOVERABLE)
def test_images_survive_too(kind: FaultKind) -> None:
    """All but those faults that only whoever looks at the bytes can tell."""
    if kind not in ("html", "empty"):
        with faulty(kind, 2, path="/images/") as fake:
            assert JPEG == channel(token=None).get(f"{fake.origin}/images/1.jpg")


@pytest.mark.parametrize(
    ("kind", "expected", "says"),
    [
        ("429", Busy, "slow down"),
        ("429-newline", Busy, "slow down"),
        ("500", Unreachable, "server error 500"),
        ("503", Unreachable, "server error 503"),
        ("html", Unreadable, "sent a web page instead of data"),
        ("empty", Unreadable, "sent something cut or garbled instead of data"),
        ("cut", Unreadable, "the answer broke off"),
        ("drop", Unreachable, "no connection"),
    ],
)
def test_lasting_faults_end_in_one_sentence(kind: FaultKind, expected: type[ServiceError], says: str) -> None:
    """After so many tries it is enough, and the error says what was the matter."""
    with faulty(kind, None) as fake:
        with pytest.raises(ServiceError) as caught:
            channel().get(f"{fake.origin}/releases/1", as_json=True)
        assert TRIES == fake.count("release")
    assert (expected, 4) == (type(caught.value), caught.value.exit_code)
    assert says in str(caught.value)
    assert str(caught.value).startswith("Discogs: ")
    assert "\n" not in str(caught.value)
    assert "127.0.0.1" not in str(caught.value)


@pytest.mark.parametrize(("kind", "expected", "code"), [("401", Refused, 3), ("403", Refused, 3), ("404", Missing, 1)])
def test_a_clear_no_is_not_asked_again(kind: FaultKind, expected: type[ServiceError], code: int) -> None:
    """Wrong credentials and deleted things stay what they are."""
    naps: list[float] = []
    with faulty(kind, None) as fake:
        with pytest.raises(ServiceError) as caught:
            channel(naps).get(f"{fake.origin}/releases/1", as_json=True)
        assert (expected, code, 1) == (type(caught.value), caught.value.exit_code, fake.count("release"))
    assert [] == naps


@pytest.mark.parametrize(
    ("status", "expected"), [(400, ServiceError), (405, ServiceError), (410, Missing), (418, ServiceError)]
)
def test_other_refusals_are_told_as_they_are(status: int, expected: type[ServiceError]) -> None:
    """With the service's own words, if it has any."""
    with FixedResponses(json_response({"message": " That won't do. "}, status)) as fake:
        with pytest.raises(ServiceError, match=r"That won't do\.") as caught:
            channel().get(fake.origin)
        assert (expected, 1) == (type(caught.value), len(fake.requests))


def test_nobody_there_is_unreachable() -> None:
    """A closed port, and a host that there cannot be."""
    with DiscogsFake(crate()) as fake:
        origin = fake.origin
    for address in (origin, "http://nowhere.invalid"):
        with pytest.raises(Unreachable, match="no connection") as caught:
            channel().get(address)
        assert 4 == caught.value.exit_code


@pytest.mark.parametrize("address", ["", "x", "/images/1.jpg", "http://", "file:///etc/passwd", "http://[x"])
def test_what_is_no_address_is_not_asked_again(address: str) -> None:
    """It says nothing about the service: that is still there."""
    naps: list[float] = []
    with pytest.raises(ServiceError) as caught:
        channel(naps).get(address)
    assert (ServiceError, []) == (type(caught.value), naps)


@pytest.mark.parametrize(
    ("retry_after", "expected"),
    [("7", 7.0), ("0", 1.0), ("80000", 80_000.0), ("soon", 1.0), ("-5", 1.0), (None, 1.0)],
)
def test_retry_after_is_honoured(retry_after: str | None, expected: float) -> None:
    """For up to a day; without a hint we wait for a part of the window."""
    naps: list[float] = []
    pace = Throttle(60, clock=lambda: 0.0, sleep=naps.append)
    road = transport.Channel(transport.session("https://example.org", "0.1"), "Service", pace)
    busy = Response(status=429, headers={"Retry-After": retry_after} if retry_after else {})
    with FixedResponses(busy, Response(body=b"ok")) as fake:
        assert b"ok" == road.get(fake.origin)
    assert expected == naps[0]


def test_pauses_grow() -> None:
    """A service in trouble is asked ever less often."""
    naps: list[float] = []
    pace = Throttle(60, clock=lambda: 1000.0 * len(naps), sleep=naps.append)
    road = transport.Channel(transport.session("https://example.org", "0.1"), "Service", pace)
    with FixedResponses(Response(status=500)) as fake, pytest.raises(Unreachable):
        road.get(fake.origin)
    assert [0.5, 1.0, 2.0, 4.0] == naps


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fills our memory."""
    monkeypatch.setattr(transport, "LARGEST_BODY", 1000)
    with FixedResponses(Response(body=b"x" * 2000)) as fake, pytest.raises(Unreadable, match="larger than anything"):
        channel().get(fake.origin)


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff\xfe", b"{", b'{"a": }', b"\n"])
def test_any_garbage_is_unreadable(body: bytes) -> None:
    """However deep or odd it is."""
    with FixedResponses(Response(body=body)) as fake, pytest.raises(Unreadable, match="cut or garbled"):
        channel().get(fake.origin, as_json=True)


def test_we_say_who_we_are() -> None:
    """Name, version and a contact, as services ask for; nothing from netrc files."""
    with FixedResponses(Response(body=b"ok")) as fake:
        channel(token=None).get(fake.origin)
        headers = fake.requests[0].headers
    assert ("Sleevenotes/0.1 +https://example.org", None) == (headers["User-Agent"], headers["Authorization"])


@pytest.mark.parametrize("kind", [*RECOVERABLE, "401", "403", "404"])
def test_the_token_is_seen_by_the_service_alone(kind: FaultKind, caplog: pytest.LogCaptureFixture) -> None:
    """It is in no address, no log line and no error, however the request ends."""
    caplog.set_level(logging.DEBUG)
    with faulty(kind, None) as fake:
        with pytest.raises(ServiceError) as caught:
            channel().get(f"{fake.origin}/releases/1", as_json=True)
        assert {f"Discogs token={TOKEN}"} == {request.headers["Authorization"] for request in fake.requests}
        assert [] == fake.leaks
    assert [] == [text for text in (*every_text(caught.value), caplog.text) if TOKEN in text]


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda kind: kind.__name__)
def test_every_error_of_the_library_becomes_ours(foreign: type[requests.RequestException]) -> None:
    """One sentence with the service's name, and nothing of the address that was asked."""
    secret = "https://example.org/?token=secret"  # noqa: S105  # the point of the test
    error = foreign(secret, "", 0) if issubclass(foreign, requests.exceptions.JSONDecodeError) else foreign(secret)
    with pytest.raises(ServiceError) as caught, speaking_to("Discogs"):
        raise error
    assert str(caught.value).startswith("Discogs: ")
    assert "secret" not in str(caught.value)
    assert error is caught.value.__cause__


def test_our_own_errors_pass_untouched() -> None:
    """What is not the library's is nobody's business here."""
    for error in (Missing("Discogs", "gone"), ValueError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught, speaking_to("Discogs"):
            raise error
        assert error is caught.value


def test_an_error_has_the_exit_code_of_a_command_that_it_ends() -> None:
    """As the tree in `services/errors.py` says."""
    kinds = (ServiceError, Unreachable, Busy, Unreadable, Refused, Missing)
    assert [1, 4, 4, 4, 3, 1] == [kind.exit_code for kind in kinds]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"message": " Gone. "}', "Gone."),
        (b'{"message": 5}', ""),
        (b'["message"]', ""),
        (b"<html>", ""),
        (b"", ""),
        (b'{"message": "' + b"x" * 900 + b'"}', "x" * 300),
    ],
)
def test_a_services_own_words_are_found(body: bytes, expected: str) -> None:
    """Where it has some, and no more of them than fit into a sentence."""
    assert expected == message_in(body)
