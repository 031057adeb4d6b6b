"""Bytes and seconds in words. Pure."""

_UNITS = ("bytes", "KB", "MB", "GB", "TB")
_THOUSAND = 1000
_MINUTE, _HOUR = 60, 3600


def in_bytes(count: float) -> str:
    """Return '11.5 GB', '740 MB', '12 bytes'."""
    unit = 0
    while count >= _THOUSAND and unit < len(_UNITS) - 1:
        count, unit = count / _THOUSAND, unit + 1
    return f"{count:,.1f} {_UNITS[unit]}" if count < 100 and unit else f"{count:,.0f} {_UNITS[unit]}"  # noqa: PLR2004  # three figures


def in_time(seconds: float) -> str:
    """Return '3 minutes', '1.5 hours', 'a minute'."""
    if seconds < 1.5 * _MINUTE:
        return "a minute"
    return f"{seconds / _MINUTE:.0f} minutes" if seconds < 1.5 * _HOUR else f"{seconds / _HOUR:.1f} hours"
