"""Moments are shown as the clock of this computer shows them."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.run.clock import clock_time

NOON = datetime(2026, 11, 29, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(hours=2, minutes=5), "14:05"),
        (timedelta(hours=2, minutes=4, seconds=1), "14:05"),
        (timedelta(hours=2, minutes=4, seconds=59.5), "14:05"),
        (timedelta(0), "12:00"),
        (timedelta(hours=12), "00:00 on 30 November"),
        (timedelta(days=2, hours=-3), "09:00 on 1 December"),
    ],
)
def test_a_time_is_rounded_up_and_has_its_day_where_that_is_another(later: timedelta, expected: str) -> None:
    """Whoever asks again at that time is not too early; in which zone the moment was named does not matter."""
    assert [expected] * 2 == [clock_time(NOON + later, NOON), clock_time((NOON + later).astimezone(UTC), NOON)]
