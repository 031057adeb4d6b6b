"""A track list is divided into sides and discs, and its lengths add up."""

import pytest
from tracks import heading, track

from scraper.domain.numbering import numbering_of, side_name
from scraper.domain.releases import Track
from scraper.domain.tracklist import every_track, sides


def grouped(*tracks: Track) -> list[tuple[str, list[str]]]:
    """Return the sides with the titles on them."""
    return [(side.name, [row.title for row in side.tracks]) for side in sides(tracks, ())]


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
