"""What an album page prints of tracks, credits and series."""

from typing import Any

import pytest

from scraper.domain.credits import Credit
from scraper.domain.releases import LabelLine, Release, ReleaseId, Track
from scraper.domain.shelf import Line
from scraper.pages import NOT_LINKED, Index, Privacy
from scraper.pages.album_body import AlbumBody

NUMBER = ReleaseId(1)


def body(**values: Any) -> AlbumBody:
    """Return the body of a release with these values."""
    line = Line(
        release_id=NUMBER,
        master_id=None,
        title="T",
        artist_line="A",
        year=None,
        original_year=None,
        country="",
        formats="",
        terms={"genres": (), "styles": (), "formats": ()},
    )
    release = Release(release_id=NUMBER, title="T", **values)
    return AlbumBody(release, [], Index({NUMBER: line}, {}, {}, {}), NOT_LINKED, Privacy())


def rows(*tracks: Track) -> list[str]:
    """Return the rows of a track list without sides."""
    without_sides = body(tracks=tracks)
    return [row for side in without_sides.sides for row in without_sides.rows(side).splitlines()[2:]]


def track(position: str, title: str = "Song", **values: Any) -> Track:
    """Return a track."""
    return Track(kind="track", title=title, position=position, **values)


def test_only_tracks_are_untitled() -> None:
    """Headings and indexes are nothing but their titles, and of an index its parts remain."""
    parts = (track("2a", "One"), Track(kind="heading", title=""), track("2b", ""))
    nothing, index = Track(kind="heading", title=""), Track(kind="index", title="", parts=parts)
    assert ["| 1 | untitled |", "| 2a | One |", "| 2b | untitled |"] == rows(nothing, track("1", ""), index, nothing)
    # What is left of a title that is nothing but a sign for programs.
    assert ["| 1 | Song |"] == rows(Track(kind="heading", title="\x01"), track("1"))


def test_lengths_of_groups_are_printed() -> None:
    """Even where nobody knows those of their parts, so that there is no total."""
    group = track("", "Suite", seconds=60)
    assert ["|  | Suite | 1:00 |", "| 1 | Song |  |"] == rows(group, track("1"))
    assert "" == body(tracks=(group, track("1"))).total()


@pytest.mark.parametrize(
    ("tracks", "expected"),
    [
        ("6", "Anna (track 6)"),
        ("1, 2", "Anna (tracks 1, 2)"),
        ("1 to 10", "Anna (tracks 1 to 10)"),
        ("1-4", "Anna (tracks 1-4)"),
        ("2-1", "Anna (track 2-1)"),
        ("(tracks: 2, 6) ", "Anna (tracks 2, 6)"),
        ("7a", "Anna (track 7a)"),
        ("A1", "Anna (A1)"),
        ("A1 to B2", "Anna (A1 to B2)"),
        ("Side B", "Anna (Side B)"),
        ("", "Anna"),
    ],
)
def test_figures_are_said_to_be_tracks(tracks: str, expected: str) -> None:
    """Sides speak for themselves; what looks like a range is one track where a track is called so."""
    credit = Credit(artist_id=None, name="Anna", role="Bass", tracks=tracks)
    assert [("Bass", expected)] == body(credits=(credit,), tracks=(track("1-1"), track("2-1"))).credits


def test_credits_of_tracks_name_them() -> None:
    """Each once, in one bracket."""
    credit = Credit(artist_id=None, name="Anna", role="Bass")
    assert [("Bass", "Anna (tracks 1, 2)")] == body(
        tracks=(track("1", credits=(credit, credit)), track("2", credits=(credit,)))
    ).credits


def test_series_are_named_as_they_are_called() -> None:
    """Without Discogs' own numbers, which would look like the series'."""
    series = (
        LabelLine(label_id=None, name="Kscope Series (2)", catno="7"),
        LabelLine(label_id=None, name="Edition\nTwo"),
    )
    assert ["Kscope Series, 7", "Edition Two"] == body(series=series).series
