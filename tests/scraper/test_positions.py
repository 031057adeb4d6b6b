"""Positions with signs around them, and letters that name no side."""

import pytest
from tracks import sections


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("Vinyl", "A1* A2† *B1 B2.", [("Side A", "A1* A2†"), ("Side B", "*B1 B2.")]),
        ("Vinyl", "(A1) [A2] B1_(live) B2_[edit]", [("Side A", "(A1) [A2]"), ("Side B", "B1_(live) B2_[edit]")]),
        ("Vinyl", "A/1 A/2 B/1", [("Side A", "A/1 A/2"), ("Side B", "B/1")]),
        ("Vinyl", "Ａ１ Ａ２ Ｂ１", [("Side A", "Ａ１ Ａ２"), ("Side B", "Ｂ１")]),
        ("Vinyl", "A1 A2 \u0412" + "1", [("Side A", "A1 A2"), ("Side B", "\u0412" + "1")]),
        ("Vinyl", "А1 Б1 Б2", [("Side A", "А1"), ("Side Б", "Б1 Б2")]),
        ("CD", "1. 2. #3 4*", [("", "1. 2. #3 4*")]),
        ("Vinyl + CD", "A1 B1* CD-1* CD-2", [("Side A", "A1"), ("Side B", "B1*"), ("CD", "CD-1* CD-2")]),
    ],
)
def test_signs_around_a_position_change_nothing(formats: str, positions: str, expected: list[tuple[str, str]]) -> None:
    """Footnotes, remarks, wide letters, and Cyrillic ones that look like Latin ones; pages show them as they are."""
    assert expected == sections(formats, positions)


def test_a_sign_alone_stays_where_it_is() -> None:
    """It stands for a hidden track."""
    assert [("Side A", "A1 -"), ("Side B", "B1 – ?")] == sections("Vinyl", "A1 - B1 – ?")
    assert [("", "1 2 -")] == sections("CD", "1 2 -")


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("CD", "1.A 1.B 2.A 3", [("", "1.A 1.B 2.A 3")]),
        ("CD", "1-A 1-B 2-A", [("", "1-A 1-B 2-A")]),
        ("CD", "1 2 B1 B2", [("", "1 2 B1 B2")]),
        ("CD", "E1 E2", [("", "E1 E2")]),
        ("2 CD", "D1-1 D2-1", [("", "D1-1 D2-1")]),
        ("CD", "A1 B1", [("Side A", "A1"), ("Side B", "B1")]),
        ("Vinyl + CD", "A1 B1 C1 C2", [("Side A", "A1"), ("Side B", "B1"), ("More", "C1 C2")]),
        ("Vinyl + File", "A1 B1 D1", [("Side A", "A1"), ("Side B", "B1"), ("More", "D1")]),
        ("Vinyl + Reel-To-Reel", "A1 B1 C1", [("Side A", "A1"), ("Side B", "B1"), ("Side C", "C1")]),
        ("3 Vinyl + CD", "A B C D E F 1", [*((f"Side {side}", side) for side in "ABCDEF"), ("CD", "1")]),
    ],
)
def test_there_are_no_more_sides_than_carriers_have(
    formats: str, positions: str, expected: list[tuple[str, str]]
) -> None:
    """A letter alone on a CD, behind a track's number, or beyond the sides of the records is something else."""
    assert expected == sections(formats, positions)
