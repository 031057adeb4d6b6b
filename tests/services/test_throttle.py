"""The throttle uses what a service allows, and never more."""

import random

import pytest

from services.fakes.limits import MovingWindow
from services.throttle import APART, Throttle


class Day:
    """A clock that only sleeping and answering move."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.naps.append(seconds)
        self.now += seconds

    def throttle(self, per_minute: float, delay: float = 0.0) -> Throttle:
        """Return a throttle of this day."""
        return Throttle(per_minute, delay=delay, clock=self.clock, sleep=self.sleep)


def sent(day: Day, throttle: Throttle, count: int, limit_and_used: tuple[int, int] | None = None) -> list[float]:
    """Return when that many requests went out, each answered at once."""
    moments = []
    for _ in range(count):
        request = throttle.wait()
        moments.append(day.now)
        throttle.answered(request, limit_and_used)
    return moments


def test_requests_are_spaced_until_the_service_says_more() -> None:
    """Sixty a minute means a second between two, and a little more."""
    day = Day()
    assert pytest.approx([0.0, APART, 2 * APART, 3 * APART]) == sent(day, day.throttle(60), 4)


def test_a_slow_answer_does_not_lengthen_the_pause() -> None:
    """One by one, a request counts from when it was sent."""
    day = Day()
    throttle = day.throttle(60)
    first = throttle.wait()
    day.now += 0.5
    throttle.answered(first)
    assert pytest.approx([APART]) == sent(day, throttle, 1)


def test_time_that_passed_anyway_counts() -> None:
    """Nobody waits for what is over."""
    day = Day()
    throttle = day.throttle(60)
    sent(day, throttle, 1)
    day.now = 0.75
    assert pytest.approx([APART]) == sent(day, throttle, 1)
    day.now = 5.0
    assert [5.0] == sent(day, throttle, 1)


def test_bursts_go_at_once_when_the_service_names_its_limit() -> None:
    """Then only a full window waits, for its oldest request to leave it."""
    day = Day()
    throttle = day.throttle(60)
    assert [0.0] * 60 + [60.0] * 2 == sent(day, throttle, 62, (60, 0))
    assert 60.0 == throttle.window


def test_the_settings_own_pace_holds_within_bursts() -> None:
    """Half as many a minute as allowed means that the same burst has twice the time."""
    day = Day()
    assert [0.0] * 60 + [120.0] == sent(day, day.throttle(30), 61, (60, 0))


def test_others_at_our_address_slow_us_down() -> None:
    """Requests that are not ours fill the window too: then we go at an even pace."""
    day = Day()
    throttle = day.throttle(60)
    sent(day, throttle, 5, (60, 59))
    day.naps.clear()
    throttle.wait()
    assert [1.0] == day.naps


def test_while_there_is_room_others_do_not_matter() -> None:
    """A window that is far from full holds nobody up."""
    day = Day()
    throttle = day.throttle(60)
    assert [0.0] * 5 == sent(day, throttle, 5, (60, 40))


def test_a_service_that_counts_a_little_ahead_is_no_stranger() -> None:
    """Its count lags by one and may jump by two."""
    day = Day()
    throttle = day.throttle(60)
    for count in range(59):
        throttle.answered(throttle.wait(), (60, min(60, count + 2)))
    assert [] == day.naps


def test_the_delay_comes_on_top() -> None:
    """A pause between requests, however many are allowed; none before the first."""
    day = Day()
    assert [0.0, 3.0, 6.0, 9.0] == sent(day, day.throttle(60, delay=3.0), 4, (60, 0))


def test_the_window_is_never_exceeded() -> None:
    """500 requests with answers of any slowness: the service refuses none, and hardly any time is lost."""
    for limit, seed in ((60, 1), (60, 2), (25, 3)):
        day, chance = Day(), random.Random(seed)  # noqa: S311  # slowness needs no secrecy
        throttle, window = day.throttle(limit), MovingWindow(60, day.clock)
        for _ in range(500):
            request = throttle.wait()
            day.now += chance.random()
            admitted, used = window.admit(limit)
            day.now += chance.random()
            throttle.answered(request, (limit, used))
            assert admitted
        assert day.now < 60 * (500 / limit) * 2.1


def test_a_shared_window_is_survived() -> None:
    """With somebody else taking a third, hardly a request is refused twice, and none often enough to give up."""
    day = Day()
    throttle, window = day.throttle(60), MovingWindow(60, day.clock)
    worst, theirs = 0, 0
    for _ in range(300):
        refusals, admitted = 0, False
        while not admitted:
            request = throttle.wait()
            while theirs * 3 < day.now:
                window.admit(60)
                theirs += 1
            admitted, used = window.admit(60)
            throttle.answered(request, (60, used))
            if not admitted:
                day.sleep(throttle.window / 4 * 2**refusals)
                refusals += 1
        worst = max(worst, refusals)
    assert worst < 4


def test_a_service_that_allows_less_than_we_thought_is_believed() -> None:
    """With a window of a minute, a limit of 25 means 25 a minute, whatever our own rate is."""
    day = Day()
    throttle = Throttle(60, window=60.0, clock=day.clock, sleep=day.sleep)
    window = MovingWindow(60, day.clock)
    for _ in range(100):
        request = throttle.wait()
        admitted, used = window.admit(25)
        throttle.answered(request, (25, used))
        assert admitted


def test_our_own_slower_pace_holds() -> None:
    """Half of what the service allows means half of it in each of its windows."""
    day = Day()
    throttle = Throttle(30, window=60.0, clock=day.clock, sleep=day.sleep)
    assert 120.0 <= sent(day, throttle, 61, (60, 0))[-1]


def test_requests_under_way_count_from_when_they_are_answered() -> None:
    """Two threads may ask at once: the service counts each at some moment before its answer."""
    day = Day()
    throttle = day.throttle(60)
    sent(day, throttle, 1, (2, 0))
    first, second = throttle.wait(), throttle.wait()
    day.now += 30
    throttle.answered(second, (2, 1))
    throttle.answered(first, (2, 1))
    begun = day.now
    throttle.wait()
    assert begun + throttle.window == day.now
