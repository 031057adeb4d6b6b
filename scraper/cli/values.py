"""Values that can be typed: whole numbers, amounts, releases."""

from typing import Any

import click

from scraper.domain.references import NoReleaseError, release_number

BETWEEN = "\0"
"""What stands between several releases in one value: no word of a command line can hold it."""
MOST_DIGITS = 18
"""Of an id: more than any has, and still a number for the database."""


class _Positive(click.ParamType[int]):
    """An id or a count."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; say what is wrong with anything else."""
        text = str(value)
        if not text.isascii() or not text.isdecimal() or len(text) > MOST_DIGITS or int(text) == 0:
            self.fail(f"{text!r} is not a whole number above 0 that Discogs could use", param, ctx)
        return int(text)


class _Amount(click.ParamType[float]):
    """So many of a unit, from none to a limit."""

    def __init__(self, unit: str, most: float) -> None:
        self.name, self.most = unit, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; say what is wrong with anything else."""
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0 <= number <= self.most:  # also turns away nan
            self.fail(f"{value!r} is not a number of {self.name} from 0 to {self.most:,.0f}", param, ctx)
        return number


class _Release(click.ParamType[int]):
    """A release: its number, its address at Discogs or on our site, or a tag such as [r249504]."""

    name = "release"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the release's number; say what is wrong with anything else."""
        try:
            return release_number(str(value))
        except NoReleaseError as error:
            self.fail(str(error), param, ctx)


class _Releases(click.ParamType[tuple[int, ...]]):
    """Releases in one value, as the command line gathers them; '' for none."""

    name = "releases"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Return the releases' numbers; say what is wrong with the first that is none."""
        if isinstance(value, tuple):
            return value
        return tuple(RELEASE.convert(part, param, ctx) for part in str(value).split(BETWEEN) if part)


POSITIVE = _Positive()
RELEASE = _Release()
RELEASES = _Releases()
SECONDS = _Amount("seconds", 24 * 3600)
DAYS = _Amount("days", 100 * 365)
