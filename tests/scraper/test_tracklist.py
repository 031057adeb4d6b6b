"""A track list is divided into sides and discs, and its lengths add up."""

from dataclasses import replace

import pytest

from scraper.domain.numbering import numbering_of, side_name
from scraper.domain.releases import Format, Track
from scraper.domain.tracklist import every_track, sides


def track(position: str, seconds: int | None = None, *parts: Track) -> Track:
    """Return a track, or an index with parts."""
    title = f"T {position}"
    return Track(kind="index" if parts else "track", title=title, position=position, seconds=seconds, parts=parts)


def heading(title: str) -> Track:
    """Return a heading."""
    return Track(kind="heading", title=title)


def grouped(*tracks: Track) -> list[tuple[str, list[str]]]:
    """Return the sides with the titles on them."""
    return [(side.name, [row.title for row in side.tracks]) for side in sides(tracks, ())]


def sections(formats: str, positions: str) -> list[tuple[str, str]]:
    """Return the sections of a track list with their positions; formats are written as in '2 CD + DVD'.

    Positions have '_' for their spaces, and a '+' joins the parts of an index.
    """
    rows = [track("", None, *map(track, row.split("+"))) if "+" in row else track(row) for row in positions.split()]
    all_formats = [_format(text) for text in formats.split(" + ") if text]
    all_sides = sides([_with_spaces(row) for row in rows], all_formats)
    return [(side.name, " ".join(_written(row) for row in side.tracks)) for side in all_sides]


def _with_spaces(row: Track) -> Track:
    return replace(row, position=row.position.replace("_", " "), parts=tuple(map(_with_spaces, row.parts)))


def _written(row: Track) -> str:
    return "+".join(part.position.replace(" ", "_") for part in (row.parts or (row,)))


def _format(text: str) -> Format:
    quantity, _, name = text.rpartition(" ") if text[0].isdecimal() else ("1", "", text)
    return Format(name=name, quantity=int(quantity))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("A1", "Side A"),
        ("A", "Side A"),
        ("B2a", "Side B"),
        ("Aa", "Side A"),
        ("D12", "Side D"),
        ("AA", "Side AA"),
        ("AA1", "Side AA"),
        ("1-1", "Disc 1"),
        ("2-03", "Disc 2"),
        ("10-1", "Disc 10"),
        ("1-A1", "Disc 1"),
        ("CD1-1", "CD 1"),
        ("CD2-3", "CD 2"),
        ("cd 2-3", "CD 2"),
        ("DVD2-3", "DVD 2"),
        ("LP2-A1", "LP 2"),
        ("BD1-2", "BD 1"),
        ("SACD1-1", "SACD 1"),
        ("Cass1-A1", "Cassette 1"),
        ("Blu-ray2-1", "Blu-ray 2"),
        ("File1-1", "File 1"),
        ("CD1", "CD"),
        ("CD-7", "CD"),
        ("DVD 1", "DVD"),
        ("MP3-1", "MP3"),
        ("A.1", "Side A"),
        ("B. 12", "Side B"),
        ("A1.1", "Side A"),
        ("A1.10", "Side A"),
        ("B1.a", "Side B"),
        ("A1a", "Side A"),
        ("A6 (a)", "Side A"),
        ("AA2 (b)", "Side AA"),
    ],
)
def test_positions_tell_sides_and_discs(position: str, expected: str) -> None:
    """In all the ways in which they are numbered."""
    assert expected == side_name(position, numbering_of([position], ()))


@pytest.mark.parametrize(
    "position",
    ["", "1", "01", "2.1", "Video 1", "Bonus", "AB1", "A B", "1A", "I", "II", "III", "IV", "V", "X", "I1", "V.2", "XX"],
)
def test_other_positions_tell_neither(position: str) -> None:
    """A number alone, a word, or the number of a movement is no side."""
    assert "" == side_name(position, numbering_of([position], ()))


def test_sides_follow_each_other() -> None:
    """Tracks stay in their order, under the name of their side."""
    assert [("Side A", ["T A1", "T A2"]), ("Side B", ["T B1"])] == grouped(track("A1"), track("A2"), track("B1"))
    assert [("Side A", ["T A"]), ("Side AA", ["T AA"])] == grouped(track("A"), track("AA"))
    assert [("Disc 1", ["T 1-1"]), ("Disc 2", ["T 2-1"])] == grouped(track("1-1"), track("2-1"))


def test_letters_of_movements_are_sides_beside_their_neighbours() -> None:
    """As on a box of many cassettes; alone they count movements."""
    box = [track(letter) for letter in "GHIJ"]
    assert [f"Side {letter}" for letter in "GHIJ"] == [side.name for side in sides(box, ())]
    assert ["Side U", "Side V"] == [side.name for side in sides([track("U1"), track("V1"), track("V2")], ())]
    assert [("", ["T I", "T II", "T V", "T X"])] == grouped(track("I"), track("II"), track("V"), track("X"))


def test_a_disc_beside_records_is_one_group() -> None:
    """Its positions count tracks and not discs, unless each has parts of its own."""
    assert [("Side A", ["T A"]), ("CD", ["T CD1", "T CD2"])] == grouped(track("A"), track("CD1"), track("CD2"))
    assert [("CD", ["T CD-1", "T CD-2"]), ("DVD", ["T DVD-1"])] == grouped(track("CD-1"), track("CD-2"), track("DVD-1"))
    discs = [track(name, None, track("1"), track("2")) for name in ("CD1", "DVD 2")]
    assert ["CD 1", "DVD 2"] == [side.name for side in sides(discs, ())]


def test_what_is_on_no_side_is_more() -> None:
    """So that nothing seems to be on the side above it."""
    groups = grouped(track("A1"), track("B1"), track("1"), track("Video 2"))
    assert [("Side A", ["T A1"]), ("Side B", ["T B1"]), ("More", ["T 1", "T Video 2"])] == groups
    assert [("Side A", ["T A1"]), ("More", ["Bonus", "T "])] == grouped(track("A1"), heading("Bonus"), track(""))
    assert [("", ["T 1"]), ("Side A", ["T A1"])] == grouped(track("1"), track("A1"))


def test_without_sides_there_is_one_nameless_group() -> None:
    """Numbers alone make one list."""
    assert [("", ["T 1", "T 2"])] == grouped(track("1"), track("2"))
    assert [] == grouped()


def test_a_heading_belongs_to_what_follows() -> None:
    """Also at the turn of a side; at the end it stays where it is."""
    assert [("Side A", ["Suite", "T A1"]), ("Side B", ["Live", "T B1", "Thanks"])] == grouped(
        heading("Suite"), track("A1"), heading("Live"), track("B1"), heading("Thanks")
    )
    assert [("", ["Nothing else"])] == grouped(heading("Nothing else"))


def test_an_index_stands_on_the_side_of_its_parts() -> None:
    """It often has no position of its own."""
    index = track("", None, track("B1a", 10), track("B1b", 20))
    assert [("Side A", ["T A1"]), ("Side B", ["T "])] == grouped(track("A1"), index)


def test_lengths_add_up() -> None:
    """Those of parts count where the index has none, and what is unknown is counted, headings aside."""
    index = track("A2", None, track("", 10), track("", None))
    whole = track("A3", 100, track("", 60), track("", None))
    side = sides([heading("H"), track("A1", 30), index, whole, track("A4")], ())[0]
    assert (140, 2) == (side.seconds, side.unknown)


def test_what_sums_up_the_rows_below_is_not_counted_twice() -> None:
    """A row without a position among ones that have one; without any positions every row counts."""
    concerto = [track("", 1431), track("1", 807), track("2", 317), track("3", 307)]
    assert [(1431, 0)] == [(side.seconds, side.unknown) for side in sides(concerto, ())]
    assert 2862 == sides([*concerto, track("", 1431)], ())[0].seconds
    assert 90 == sides([track("", 30), track("", 60)], ())[0].seconds
    timed = Track(kind="heading", title="Suite", seconds=60)
    assert 60 == sides([timed, track("1", 60)], ())[0].seconds


def test_rows_that_say_nothing_are_dropped() -> None:
    """A heading or an index without a title and parts; a track without a title is still a track."""
    empty = Track(kind="index", title="")
    untitled = Track(kind="track", title="", position="A2")
    assert [("Side A", ["T A1", ""])] == grouped(heading(""), track("A1"), empty, untitled, heading(""))
    assert [] == grouped(heading(""), empty)


def test_every_track_is_reached() -> None:
    """Tracks and the parts of indexes, in order."""
    tracks = [heading("H"), track("", None, track("1a"), track("1b")), track("2")]
    assert ["H", "T ", "T 1a", "T 1b", "T 2"] == [row.title for row in every_track(tracks)]


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
