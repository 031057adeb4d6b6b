"""Values that can be typed: whole numbers, amounts, lists of ids."""

from typing import Any

import click

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


class _Ids(click.ParamType[tuple[int, ...]]):
    """Ids with commas between them; '' for none."""

    name = "ids"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Return the ids; say what is wrong with the first that is none."""
        if isinstance(value, tuple):
            return value
        return tuple(POSITIVE.convert(part, param, ctx) for part in str(value).split(",") if value)


POSITIVE = _Positive()
IDS = _Ids()
SECONDS = _Amount("seconds", 24 * 3600)
DAYS = _Amount("days", 100 * 365)
