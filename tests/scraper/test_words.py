"""Dates, lengths, roles and counts are said as people say them, or not at all."""

import pytest

from scraper.domain import words


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1999", "1999"),
        ("1999-03", "March 1999"),
        ("1999-03-00", "March 1999"),
        ("1999-03-12", "12 March 1999"),
        ("1999-3-5", "5 March 1999"),
        ("1999-00-00", "1999"),
        ("1999-00-12", "1999"),
        ("1999-13-01", "1999"),
        ("1999-02-30", "February 1999"),
        ("2000-02-29", "29 February 2000"),
        ("0000", ""),
        ("0000-00-00", ""),
        ("", ""),
        ("199", ""),
        ("19990312", ""),
        ("1999-03-12x", ""),
        ("spring 1999", ""),
        ("٢٠٢٠", ""),
    ],
)
def test_dates_are_as_exact_as_discogs_knows_them(date: str, expected: str) -> None:
    """A missing month or day is left out, an impossible one too; what is no date is nothing."""
    assert expected == words.released(date)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2020-01-02T23:30:00-08:00", "2 January 2020"),
        ("2020-01-02T00:30:00+09:00", "2 January 2020"),
        ("2020-01-02T03:04:05Z", "2 January 2020"),
        ("2020-01-02T03:04:05.123-08:00", "2 January 2020"),
    ],
)
def test_the_day_is_that_of_the_moments_own_offset(moment: str, expected: str) -> None:
    """It is never shifted into another time zone."""
    assert expected == words.added(moment)
    assert moment == words.iso_moment(moment)


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "x",
        "2020",
        "2020-01-02",
        "2020-01-02T03:04:05",
        "2020-01-02 03:04:05-08:00",
        "20200102T030405Z",
        "2020-W01-1T00:00:00Z",
        "2020-01-02T03:04-08:00",
        "2020-01-02T24:00:00Z",
        "2020-02-30T00:00:00Z",
        "0001-01-01T00:00:00+00:00",
        "2020-01-02T03:04:05-08:00\n",
    ],
)
def test_what_hugo_would_refuse_is_no_moment(moment: str) -> None:
    """A bad date never reaches a page, where it would stop the build."""
    assert words.iso_moment(moment) is None
    assert "" == words.added(moment)


def test_the_newest_moment_is_found_across_offsets() -> None:
    """The one that came last wins, in its own words; without any there is none."""
    late, early = "2020-01-01T23:00:00-08:00", "2020-01-02T05:00:00+00:00"
    assert late == words.newest([early, late, "no moment"])
    assert words.newest(["no moment"]) is None


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0:00"),
        (5, "0:05"),
        (285, "4:45"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3723, "1:02:03"),
        (36000, "10:00:00"),
    ],
)
def test_lengths_are_said_as_on_a_sleeve(seconds: int, expected: str) -> None:
    """Hours only where there are some."""
    assert expected == words.length(seconds)


@pytest.mark.parametrize(("year", "expected"), [(1999, "1990s"), (2000, "2000s"), (0, None), (None, None)])
def test_decades(year: int | None, expected: str | None) -> None:
    """Without a year there is none."""
    assert expected == words.decade(year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Producer", ["Producer"]),
        ("Producer, Mixed By [Assistant, Uncredited]", ["Producer", "Mixed By [Assistant, Uncredited]"]),
        ("Guitar [Lead, Slide], Vocals", ["Guitar [Lead, Slide]", "Vocals"]),
        (" A ,, B ", ["A", "B"]),
        ("", []),
        (" , ", []),
    ],
)
def test_roles_are_told_apart(text: str, expected: list[str]) -> None:
    """At the commas outside of brackets."""
    assert expected == list(words.roles(text))


def test_counts() -> None:
    """One, many, and thousands."""
    assert ["1 copy", "2 copies", "0 records", "12,000 records"] == [
        words.plural(1, "copy", "copies"),
        words.plural(2, "copy", "copies"),
        words.plural(0, "record"),
        words.plural(12_000, "record"),
    ]
