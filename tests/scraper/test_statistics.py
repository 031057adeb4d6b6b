"""What a collection amounts to: lengths, weights, and how it grew."""

import pytest

from scraper.domain import statistics
from scraper.domain.releases import Format, Release, ReleaseId, Track


def form(name: str = "Vinyl", *descriptions: str, quantity: int = 1, text: str = "") -> Format:
    """Return a format."""
    return Format(name=name, quantity=quantity, descriptions=descriptions, text=text)


def release(*tracks: Track, formats: tuple[Format, ...] = ()) -> Release:
    """Return a release with these tracks."""
    return Release(release_id=ReleaseId(1), title="T", tracks=tracks, formats=formats)


def track(seconds: int | None, title: str = "Song", position: str = "A1") -> Track:
    """Return a track."""
    return Track(kind="track", title=title, position=position, seconds=seconds)


@pytest.mark.parametrize(
    ("expected", "weighed"),
    [
        (0, form("CD", "Album", text="180g")),
        (0, form("All Media", quantity=3)),
        (140, form("Vinyl", "LP", "Album")),
        (140, form("Vinyl")),
        (280, form("Vinyl", "LP", quantity=2)),
        (40, form("Vinyl", '7"', "45 RPM", "Single")),
        (90, form("Vinyl", '10"', "EP")),
        (200, form("Shellac", "78 RPM")),
        (320, form("Shellac", '12"')),
        (180, form("Vinyl", "LP", text="180g")),
        (360, form("Vinyl", "LP", quantity=2, text="Red, 180 Gram")),
        (200, form("Vinyl", "LP", text="200-gram, Quiex SV-P")),
        (140, form("Vinyl", "LP", text="1980 Gram Parsons cover")),
        (140, form("Vinyl", "LP", text="999g")),
        (140, form("Vinyl", '99"')),
    ],
)
def test_discs_are_weighed_by_what_is_said_of_them(expected: int, weighed: Format) -> None:
    """A weight in the text counts, else the size; nonsense counts as nothing said."""
    assert expected == statistics.grams(weighed)


def test_a_record_with_a_length_missing_is_not_timed() -> None:
    """Its known lengths are summed, but it is neither the longest nor the shortest of all."""
    measured = statistics.measure(release(track(60), track(None, position="A2")))
    assert (60, False) == (measured.seconds, measured.is_timed)


def test_a_record_without_lengths_has_no_piece() -> None:
    """Nothing is said of tracks whose lengths nobody knows."""
    measured = statistics.measure(release(track(None)))
    assert (0, False, None, None) == (measured.seconds, measured.is_timed, measured.longest, measured.shortest)


def test_the_parts_of_a_work_are_counted_once() -> None:
    """A symphony is as long as its movements, and each of those is a track of its own."""
    parts = (track(300, "I", "A1"), track(500, "II", "A2"))
    measured = statistics.measure(release(Track(kind="index", title="Symphony", parts=parts)))
    assert (800, True) == (measured.seconds, measured.is_timed)
    assert [("II", 500), ("I", 300)] == [
        (piece.title, piece.seconds) for piece in (measured.longest, measured.shortest) if piece
    ]


def test_growth_counts_every_month() -> None:
    """A month in which nothing came is on the curve, at the height of the one before."""
    grown = statistics.growth(["2024-02", "2023-12", "2024-02"])
    assert [("2023-12", 1), ("2024-01", 1), ("2024-02", 3)] == grown


def test_a_wrong_date_does_not_stretch_the_curve() -> None:
    """Nobody pauses for a century."""
    assert [("2024-02", 1), ("9999-12", 2)] == statistics.growth(["9999-12", "2024-02"])
    assert [("1970s", 1), ("9990s", 1)] == statistics.decades([1970, 9999])


def test_nothing_makes_no_curve() -> None:
    """An empty shelf has neither decades nor months."""
    assert [] == statistics.growth([])
    assert [] == statistics.decades([])


def test_a_decade_without_records_is_shown() -> None:
    """Between others it is worth knowing."""
    assert [("1960s", 2), ("1970s", 0), ("1980s", 1)] == statistics.decades([1969, 1980, 1960])


def test_the_most_frequent_come_first_and_equals_by_name() -> None:
    """The order depends on nothing but the names."""
    assert [("Dub", 2), ("ambient", 1), ("Bop", 1)] == statistics.ranked(["Bop", "Dub", "ambient", "Dub"])


@pytest.mark.parametrize(
    ("expected", "seconds"),
    [
        ("0 minutes", 59),
        ("1 minute", 60),
        ("1 hour, 1 minute", 3660),
        ("2 hours", 7200),
        ("1 day, 1 hour", 90_000),
        ("1,000 days, 59 minutes", 86_400_000 + 3540),
    ],
)
def test_long_times_are_told_in_words(expected: str, seconds: int) -> None:
    """The two largest units are enough."""
    assert expected == statistics.running_time(seconds)


@pytest.mark.parametrize(
    ("expected", "grams"), [("999 g", 999), ("1.0 kg", 1000), ("99.9 kg", 99_900), ("1,204 kg", 1_204_000)]
)
def test_weights_are_told_in_words(expected: str, grams: int) -> None:
    """No figure claims more than an estimate knows."""
    assert expected == statistics.weight(grams)
