"""Positions tell on which of several discs, records and tapes a track is."""

import pytest
from tracks import sections


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("Vinyl", "A Ba Bb Bc Bd", [("Side A", "A"), ("Side B", "Ba Bb Bc Bd")]),
        ("Vinyl", "A Ba+Bb+Bc+Bd", [("Side A", "A"), ("Side B", "Ba+Bb+Bc+Bd")]),
        ("", "Aa Ab Ba Bb Bc Bd", [("Side A", "Aa Ab"), ("Side B", "Ba Bb Bc Bd")]),
        (
            "2 Vinyl",
            "A B Ca Cb Cc Cd D",
            [("Side A", "A"), ("Side B", "B"), ("Side C", "Ca Cb Cc Cd"), ("Side D", "D")],
        ),
        ("2 Vinyl", "C1 Ca1 Cd1 Cd2", [("Side C", "C1 Ca1 Cd1 Cd2")]),
        ("3 Vinyl + CD", "Ea Ep Cd CD1 CD2", [("Side E", "Ea Ep"), ("Side C", "Cd"), ("CD", "CD1 CD2")]),
        ("Vinyl + Blu-ray", "A Bc Bd BD-1 BD-2", [("Side A", "A"), ("Side B", "Bc Bd"), ("BD", "BD-1 BD-2")]),
        ("CD + Blu-ray", "CD-1 BD-1 BD-2", [("CD", "CD-1"), ("BD", "BD-1 BD-2")]),
        ("2 Blu-ray", "BD1-1 bd2-1 Bd2-2", [("BD 1", "BD1-1"), ("BD 2", "bd2-1 Bd2-2")]),
        ("Vinyl", "AA AB BA BB BC BD", [("Side A", "AA AB"), ("Side B", "BA BB BC BD")]),
    ],
)
def test_a_small_letter_behind_a_side_is_a_part_of_it(
    formats: str, positions: str, expected: list[tuple[str, str]]
) -> None:
    """Bd is the fourth part of side B, and no Blu-ray; BD-1 is on a Blu-ray."""
    assert expected == sections(formats, positions)


@pytest.mark.parametrize(
    ("formats", "positions"),
    [
        ("2 Cassette", "1-1 1-2 2-1 2-2 3-1 12-1 13-1"),
        ("2 Vinyl", "1-1 2-1 3-1 4-1 4-2"),
        ("CD", "1-1 1-2 2-1 2-2"),
        ("CD + Box Set", "1-1 1-2"),
        ("3 CD + All Media", "1-1 2-1 3-1 4-1"),
        ("Vinyl", "1-1 2-1"),
        ("CD", "1 2 10-31 32.1 32.2"),
        ("12 CD", "1 2 3 4 5 6 7 8 9 10-11 12"),
        ("2 CD", "1-3 4 5"),
        ("2 DVD", "1 2–4 5a"),
        ("File", "1 2 10-31 32.1"),
        ("", "1 2 3-5"),
        ("5 CD", "1 2 3-1 3-2 3-3 4"),
        ("5 CD", "1-1 1-2 2 3"),
    ],
)
def test_there_are_no_more_discs_than_carriers(formats: str, positions: str) -> None:
    """Where a list has higher numbers before the dash, or only one carrier, these count something else."""
    assert [("", positions)] == sections(formats, positions)


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("2 Cassette", "1-1 1-2 2-1", [("Disc 1", "1-1 1-2"), ("Disc 2", "2-1")]),
        ("3 CD", "1-1 3-1", [("Disc 1", "1-1"), ("Disc 3", "3-1")]),
        ("CD + DVD + All Media", "1–1 2–1", [("Disc 1", "1–1"), ("Disc 2", "2–1")]),
        ("2 Vinyl + Box Set", "1-A1 2-C1", [("Disc 1", "1-A1"), ("Disc 2", "2-C1")]),
        ("Box Set", "1-1 2-1", [("Disc 1", "1-1"), ("Disc 2", "2-1")]),
        ("20 File", "1-1 2-1", [("Disc 1", "1-1"), ("Disc 2", "2-1")]),
        ("", "1-1 2-1 10-1", [("Disc 1", "1-1"), ("Disc 2", "2-1"), ("Disc 10", "10-1")]),
        ("2 CD", "1-8 1-9-12 2-1", [("Disc 1", "1-8 1-9-12"), ("Disc 2", "2-1")]),
        ("Vinyl", "1-A1 1-B1", [("Side A", "1-A1"), ("Side B", "1-B1")]),
        ("2 CD", "CD1-1 CD2-1", [("CD 1", "CD1-1"), ("CD 2", "CD2-1")]),
        ("CD + DVD", "CD1 CD10-31 DVD1", [("CD", "CD1 CD10-31"), ("DVD", "DVD1")]),
    ],
)
def test_discs_are_as_many_as_carriers(formats: str, positions: str, expected: list[tuple[str, str]]) -> None:
    """Or as positions say, where formats do not tell how many there are."""
    assert expected == sections(formats, positions)


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("CD + DVD", "1.1 1.2 2.1", [("Disc 1", "1.1 1.2"), ("Disc 2", "2.1")]),
        ("2 CD", "1.01 1.02 2.01", [("Disc 1", "1.01 1.02"), ("Disc 2", "2.01")]),
        ("3 CD + Box Set", "1.1 2.1 3.1", [("Disc 1", "1.1"), ("Disc 2", "2.1"), ("Disc 3", "3.1")]),
        ("2 Vinyl", "1.1 1.2 2.1", [("Disc 1", "1.1 1.2"), ("Disc 2", "2.1")]),
        ("CD", "1.1 1.2 2.1", [("", "1.1 1.2 2.1")]),
        ("2 CD", "1.1 1.2 2.1 3.1", [("", "1.1 1.2 2.1 3.1")]),
        ("2 CD", "1 2.1 2.2 3", [("", "1 2.1 2.2 3")]),
        ("2 CD", "1.1 1.2", [("", "1.1 1.2")]),
        ("2 CD", "2.1 1.1 2.2", [("", "2.1 1.1 2.2")]),
        ("CD + 12 File", "1.1 1.2 2.1", [("", "1.1 1.2 2.1")]),
        ("", "1.1 2.1", [("", "1.1 2.1")]),
        ("2 CD", "CD1.1 CD2.1", [("CD 1", "CD1.1"), ("CD 2", "CD2.1")]),
        ("CD + DVD", "CD1.1 CD1.2 DVD1", [("CD", "CD1.1 CD1.2"), ("DVD", "DVD1")]),
    ],
)
def test_a_dot_stands_behind_a_disc_or_a_track(formats: str, positions: str, expected: list[tuple[str, str]]) -> None:
    """Behind a disc where all numbers have one and count the discs that there are; behind a track on a single disc."""
    assert expected == sections(formats, positions)


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("15 Vinyl", "Z1 AA1 AB1 AB2 AC1", ["Side Z", "Side AA", "Side AB", "Side AC"]),
        ("14 Cassette", "Z AA AB", ["Side Z", "Side AA", "Side AB"]),
        ("", "AB AC AD", ["Side AB", "Side AC", "Side AD"]),
        ("27 Shellac", "AY1 AZ1 BA1 BB1 BC1", ["Side AY", "Side AZ", "Side BA", "Side BB", "Side BC"]),
        ("Vinyl", "A1 B1 AB1", ["Side A", "Side B", "More"]),
        ("Vinyl", "A1 AA1", ["Side A", "Side AA"]),
        ("2 Vinyl", "A1 EP1", ["Side A", "EP"]),
    ],
)
def test_sides_beyond_z_have_two_letters(formats: str, positions: str, expected: list[str]) -> None:
    """Beside their neighbours, and where there are so many sides."""
    assert expected == [name for name, _ in sections(formats, positions)]


@pytest.mark.parametrize(
    ("formats", "positions", "expected"),
    [
        ("Vinyl + CD", "LP-A1 LP-B1 CD-1 CD-2", [("LP", "LP-A1 LP-B1"), ("CD", "CD-1 CD-2")]),
        ("2 Vinyl + CD", "LP1-A1 LP2-C1 CD-1", [("LP 1", "LP1-A1"), ("LP 2", "LP2-C1"), ("CD", "CD-1")]),
        ("Vinyl + Cassette", 'Vinyl_A1 7"-A 7"B MC-A1', [("Vinyl", "Vinyl_A1"), ('7"', '7"-A 7"B'), ("MC", "MC-A1")]),
        ("2 Vinyl + DVD", "LP_1_A1 LP_2:C1 DVD_01", [("LP 1", "LP_1_A1"), ("LP 2", "LP_2:C1"), ("DVD", "DVD_01")]),
        ("Cassette + CD", "Cass-A1 Cass-B1 CD01", [("Cassette", "Cass-A1 Cass-B1"), ("CD", "CD01")]),
        ("", "CD-1a CD-1b VHS-1 USB-1", [("CD", "CD-1a CD-1b"), ("VHS", "VHS-1"), ("USB", "USB-1")]),
        ("Vinyl + CD", "A1 B1 1 2.1 3-5", [("Side A", "A1"), ("Side B", "B1"), ("CD", "1 2.1 3-5")]),
        ("CD + DVD", "1 2 DVD-1", [("CD", "1 2"), ("DVD", "DVD-1")]),
        ("Vinyl + 9 File", "A1 B1 1 2", [("Side A", "A1"), ("Side B", "B1"), ("File", "1 2")]),
        ("Vinyl + CD", "A1 B1 3 4", [("Side A", "A1"), ("Side B", "B1"), ("More", "3 4")]),
        ("Vinyl + 2 CD", "A1 1 2", [("Side A", "A1"), ("More", "1 2")]),
        ("Vinyl + CD + DVD", "A1 1 2", [("Side A", "A1"), ("More", "1 2")]),
        ("Vinyl + CD + DVD", "1 2 DVD-1", [("", "1 2"), ("DVD", "DVD-1")]),
        ("Vinyl", "A1 1", [("Side A", "A1"), ("More", "1")]),
        ("Vinyl", "A1-A3 A4_to_A6 B1,B2", [("Side A", "A1-A3 A4_to_A6"), ("Side B", "B1,B2")]),
    ],
)
def test_each_carrier_has_its_heading(formats: str, positions: str, expected: list[tuple[str, str]]) -> None:
    """By the word that its positions begin with; what has only numbers is on the one carrier that is left."""
    assert expected == sections(formats, positions)


@pytest.mark.parametrize(
    "position", ["CDX", "CD1x9", "CD Bonus", "DVD Video 1", "LPA1", "EPILOGUE", "Tapes", "1-", "CD-"]
)
def test_a_word_that_only_begins_like_a_carrier_is_none(position: str) -> None:
    """Such tracks are on no side."""
    assert [("Side A", "A1"), ("More", position.replace(" ", "_"))] == sections(
        "Vinyl + CD", f"A1 {position.replace(' ', '_')}"
    )


def test_a_row_with_parts_on_several_carriers_is_on_none() -> None:
    """Only sides, and discs of one kind, can be put together."""
    assert [("Sides A–B", "A1+B1"), ("Discs 1–2", "1-1+2-1"), ("More", "B1+CD1")] == sections(
        "", "A1+B1 1-1+2-1 B1+CD1"
    )
