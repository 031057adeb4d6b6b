"""A service that asks to be left alone is left alone: waited for, or given up at once where that takes too long."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from test_transport import FixedResponses

from services.errors import Busy, Unreachable
from services.fakes.server import Response
from services.patience import A_DAY, LONGEST_NAMED, Patience
from services.throttle import Throttle
from services.transport import Channel, session

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
FINE = Response(body=b"ok")
SHORT = Patience(tries=2, longest_wait=30.0, now=lambda: NOW)


def busy(retry_after: str, status: int = 429) -> Response:
    """Return the answer of a service that has too much to do."""
    return Response(status=status, headers={"Retry-After": retry_after})


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.naps.append(seconds)
        self.seconds += seconds


def channel(clock: Clock, chosen: Patience) -> Channel:
    """Return a channel of one request a second."""
    shared = session("https://example.org", "0.1")
    return Channel(shared, "Service", Throttle(60, clock=clock, sleep=clock.sleep), patience=chosen)


def after(**more: float) -> str:
    """Return a date in the form of HTTP, so long after now."""
    return format_datetime(NOW + timedelta(**more), usegmt=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        (after(minutes=5), 300.0),
        ("Sunday, 29-Nov-26 12:05:00 GMT", 300.0),
        ("Sun Nov 29 12:05:00 2026", 300.0),
        (format_datetime((NOW + timedelta(minutes=5)).astimezone(timezone(timedelta(hours=9)))), 300.0),
        (after(minutes=-5), None),
        (after(), None),
        ("0", None),
        ("-5", None),
        ("7.5", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("Sun, 99 Foo 2026 99:99:99 GMT", None),
        ("Sun, 29 Nov 99999 12:00:00 GMT", None),
        (str(int(366 * A_DAY * 10)), LONGEST_NAMED),
        ("9" * 1000, LONGEST_NAMED),
        (None, None),
    ],
)
def test_both_forms_are_read(text: str | None, expected: float | None) -> None:
    """Seconds, and a date in each of HTTP's forms; what lies in the past or means nothing asks for no wait."""
    assert expected == Patience(now=lambda: NOW).seconds_of(text)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("text", ["31", "50000", after(hours=2), str(int(365 * A_DAY))])
def test_a_wait_that_is_too_long_is_given_up_at_once(text: str, status: int) -> None:
    """There is no second request, and nobody sleeps; the error tells how long the service asked for."""
    clock = Clock()
    with FixedResponses(busy(text, status)) as fake:
        with pytest.raises(Busy) as caught:
            channel(clock, SHORT).get(fake.origin)
        assert (1, []) == (len(fake.requests), clock.naps)
    assert SHORT.seconds_of(text) == caught.value.retry_after


@pytest.mark.parametrize("text", ["30", after(seconds=30)])
def test_a_wait_within_patience_is_waited_for(text: str) -> None:
    """Then the answer comes."""
    clock = Clock()
    with FixedResponses(busy(text), FINE) as fake:
        assert b"ok" == channel(clock, SHORT).get(fake.origin)
    assert [30.0] == clock.naps


@pytest.mark.parametrize("text", ["-5", "soon", after(minutes=-5)])
def test_what_asks_for_nothing_is_no_reason_to_give_up(text: str) -> None:
    """The service is asked again after a pause of ours."""
    with FixedResponses(busy(text), FINE) as fake:
        assert b"ok" == channel(Clock(), SHORT).get(fake.origin)


def test_503_without_a_wait_is_a_server_error() -> None:
    """It says nothing of too many requests."""
    with FixedResponses(Response(status=503)) as fake, pytest.raises(Unreachable, match="server error 503"):
        channel(Clock(), SHORT).get(fake.origin)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, "a few minutes"),
        (7.0, "a few minutes"),
        (200.0, "4 minutes"),
        (3600.0, "60 minutes"),
        (3700.0, "2 hours"),
        (86_400.0, "24 hours"),
        (100_000.0, "2 days"),
        (LONGEST_NAMED, "366 days"),
    ],
)
def test_the_error_says_when_to_try_again(seconds: float | None, expected: str) -> None:
    """In words."""
    assert f"Service: asks us to slow down; try again in {expected}" == str(Busy("Service", seconds))


def test_long_waits_are_told() -> None:
    """With the moment at which the service is asked again; short ones pass unnoticed."""
    told: list[tuple[str, datetime]] = []
    waiting = Patience(now=lambda: NOW, on_wait=lambda service, until: told.append((service, until)))
    with FixedResponses(busy("7500"), busy("2"), FINE) as fake:
        assert b"ok" == channel(Clock(), waiting).get(fake.origin)
    assert [("Service", NOW + timedelta(seconds=7500))] == told


def test_who_is_waited_for_is_asked_by_nobody_meanwhile() -> None:
    """Nor by other threads that use the same channel."""
    clock = Clock()
    throttle = Throttle(60, clock=clock, sleep=clock.sleep)
    throttle.close(600.0)
    throttle.close(5.0)
    throttle.answered(throttle.wait())
    assert [600.0] == clock.naps
    clock.seconds += 10
    throttle.answered(throttle.wait())
    assert [600.0] == clock.naps
