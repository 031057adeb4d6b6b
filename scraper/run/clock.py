"""Moments as this computer's clock shows them to people."""

from datetime import datetime, timedelta


def clock_time(moment: datetime, now: datetime) -> str:
    """Return '14:05', rounded up to whole minutes, with '30 November' after it where that is not the day of `now`.

    Both have a time zone; what is shown is the time of this computer.
    """
    local = (moment + timedelta(seconds=59, microseconds=999_999)).astimezone()
    same_day = local.date() == now.astimezone().date()
    return f"{local:%H:%M}" if same_day else f"{local:%H:%M} on {local.day} {local:%B}"
