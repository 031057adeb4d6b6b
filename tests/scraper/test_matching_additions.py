"""What shops add to titles, songs and credits, or leave out of them: some of it tells records apart, some does not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from contenders import ALBUM, LUNA, OTHER_SONGS, SONGS, entry, ours, taken

from scraper.domain.evidence import Wanted
from scraper.matching import decide
from scraper.matching.titles import compared_titles

NEARLY = (*SONGS[:7], *OTHER_SONGS[:1])
"""Enough for an equal title, too little for one that is only alike."""
NAMES = (("Fela", "Fela Kuti"), ("Afrika 70", "Africa 70"))
FELA = ours("Fela", "Night Garden", artists=NAMES, artist_line="Fela And Afrika 70")
GETZ = ours(("Ada", "Bert", "Carl Lee"), "Night Garden", artist_line="Ada / Bert Featuring Carl Lee", guests=1)
PRISON = ours("Johnny Cash", "Johnny Cash At Folsom Prison")
LIVE = ours("Luna", "Live In Berlin", kinds=frozenset({"album", "live"}))


@pytest.mark.parametrize(
    ("credited", "agrees"),
    [
        (("Fela",), True),
        (("Fela Kuti",), True),
        (("Fela Soul & Africa 70",), False),
        (("Fela Kuti & Africa 70 Tribute",), False),
        (("Femi Kuti & Africa 70",), False),
        (("Fela Kuti & Africa 70",), True),
        (("Fela & Africa 70",), True),
        (("Afrika 70", "Fela Kuti"), True),
    ],
)
def test_the_longest_name_of_an_artist_is_looked_for_first(credited: Sequence[str], agrees: bool) -> None:
    """So that the rest of a longer name is not taken for somebody else."""
    assert agrees == (taken(decide(FELA, [entry(credited, "Night Garden")])) is not None)


@pytest.mark.parametrize(
    ("credited", "title", "agrees"),
    [
        (("Ada",), "Night Garden", False),
        (("Bert", "Carl Lee"), "Night Garden", False),
        (("Carl Lee",), "Night Garden (feat. Ada & Bert)", False),
        (("Ada & Bert",), "Night Garden II (feat. Carl Lee)", False),
        (("Ada & Bert",), "Night Garden (Live) [feat. Carl Lee]", False),
        (("Ada, Bert & Dora",), "Night Garden", False),
        (("Ada & Bert feat. Dora",), "Night Garden", False),
        (("Ada & Bert Tribute Band",), "Night Garden", False),
        (("Ada & Bert",), "Night Garden", True),
        (("Ada", "Bert"), "Night Garden (feat. Carl Lee)", True),
        (("Ada & Bert",), "Night Garden (feat. Carl Lee) [Remastered]", True),
        (("Ada, Bert & Carl Lee",), "Night Garden", True),
    ],
)
def test_guests_may_be_left_out_or_stand_in_the_title(credited: Sequence[str], title: str, agrees: bool) -> None:
    """All the others must be credited, and nobody else."""
    assert agrees == (taken(decide(GETZ, [entry(credited, title, NEARLY)])) is not None)
    assert taken(decide(GETZ, [entry(credited, title, OTHER_SONGS)])) is None


def test_strangers_in_a_title_make_it_another() -> None:
    """Only all songs together can still show that the record is ours."""
    by_both = ("Ada", "Bert")
    assert taken(decide(GETZ, [entry(by_both, "Night Garden (feat. Dora)", NEARLY)])) is None
    assert taken(decide(GETZ, [entry(by_both, "Night Garden (feat. Carl Lee & Dora)", NEARLY)])) is None
    assert taken(decide(GETZ, [entry(by_both, "Night Garden (feat. Dora)")])) is not None
    assert taken(decide(replace(GETZ, title="(With Carl Lee)"), [entry(by_both, "(With Carl Lee)", NEARLY)]))


def test_two_who_share_a_record_are_no_guests() -> None:
    """One of them, or two of three, are enough only where every song agrees."""
    for credited in (("Ada",), ("Ada", "Bert")):
        assert taken(decide(replace(GETZ, guests=0), [entry(credited, "Night Garden", NEARLY)])) is None
        assert taken(decide(replace(GETZ, guests=0), [entry(credited, "Night Garden")])) is not None


def test_one_album_under_two_credits_is_no_rival_of_itself() -> None:
    """With its guests and without; the one with all of ours is nearer."""
    both = entry("Ada & Bert", "Night Garden", entry_id="both")
    three = entry("Ada, Bert & Carl Lee", "Night Garden", entry_id="three")
    assert ["three", "three"] == [taken(decide(GETZ, order)) for order in ([both, three], [three, both])]


@pytest.mark.parametrize(
    ("artist", "title", "theirs"),
    [
        ("Johnny Cash", "Johnny Cash At Folsom Prison", "At San Quentin"),
        ("Johnny Cash", "Johnny Cash At Folsom Prison", "At Folsom Prison II"),
        ("Johnny Cash", "Johnny Cash At Folsom Prison", "At Folsom Prison (Tribute)"),
        ("Johnny Cash", "A Tribute To Johnny Cash At Folsom Prison", "At Folsom Prison"),
        ("Steven Wilson", "4½", "Chicago II (Steven Wilson Remix)"),
        ("Steven Wilson", "Steven Wilson", "Steven Wilson Grand Harbour Nights"),
        ("Ride", "4 EPs", "Ride 5 U - EP"),
    ],
)
def test_a_title_without_the_artists_name_can_be_another(artist: str, title: str, theirs: str) -> None:
    """Where something else differs; on either side, and though every song agrees."""
    for our_title, their_title in ((title, theirs), (theirs, title)):
        assert taken(decide(ours(artist, our_title), [entry(artist, their_title)])) is None


@pytest.mark.parametrize(
    ("artist", "title", "theirs"),
    [
        ("Johnny Cash", "Johnny Cash At Folsom Prison", "At Folsom Prison"),
        ("Johnny Cash", "Johnny Cash At Folsom Prison", "At Folsom Prison (Legacy Edition)"),
        ("Violeta Parra", "Las Últimas Composiciones De Violeta Parra", "Las Ultimas Composiciones"),
        ("Johnny Cash", "Johnny Cash", "Cash"),
        ("Johnny Cash", "The Best Of Johnny Cash", "The Best Of"),
        ("Johnny Cash", "The Songs Of Johnny Cash", "The Songs"),
        ("Johnny Cash", "Johnny Cash Live", "Live"),
        ("Johnny Cash", "Johnny Cash 1984", "1984"),
        ("Steven Wilson", "4½", "Steven Wilson 4½"),
        ("Luna", "Luna Garden", "Garden"),
        ("Luna", "Grand Luna Harbour", "Grand Harbour"),
    ],
)
def test_the_artists_name_in_a_title_may_be_left_out(artist: str, title: str, theirs: str) -> None:
    """If all songs are there, and it is by that artist; on either side."""
    for our_title, their_title in ((title, theirs), (theirs, title)):
        wanted = ours(artist, our_title)
        assert taken(decide(wanted, [entry(artist, their_title, NEARLY)])) is None
        assert taken(decide(wanted, [entry(f"{artist} Jr.", their_title)])) is None
        assert taken(decide(wanted, [entry("Dora", their_title)])) is None
        assert their_title == taken(decide(wanted, [entry(artist, their_title)]))


@pytest.mark.parametrize(
    ("wanted", "ending"),
    [
        (LUNA, " (Live at Night Hall, Garden City)"),
        (LUNA, " - Live at Wembley"),
        (LUNA, " - Live at the Night Garden"),
        (ours("Luna", "In Berlin"), " - Live in Berlin"),
        (ours("Johnny Cash", "At San Quentin"), " - Live at Folsom State Prison"),
        (PRISON, " - Live at Folsom State Prison, Acoustic"),
        (PRISON, " - Rehearsal at Folsom State Prison"),
        (LIVE, " - Live in Berlin, Instrumental"),
    ],
)
def test_songs_played_somewhere_are_other_songs(wanted: Wanted, ending: str) -> None:
    """Unless our title says that ours were played there, too."""
    songs = [f"{song}{ending}" for song in SONGS]
    assert taken(decide(wanted, [entry(wanted.artists[0][0], wanted.title, songs)])) is None


@pytest.mark.parametrize(
    ("wanted", "ending"),
    [
        (PRISON, " - Live at Folsom State Prison, Folsom, CA - January 1968"),
        (PRISON, " (Live At Folsom Prison)"),
        (LIVE, " - Live in Berlin, May 1990"),
        (LIVE, " [Live at the Tempodrom]"),
    ],
)
def test_the_songs_of_an_occasion_may_all_say_so(wanted: Wanted, ending: str) -> None:
    """Where our title names it, or says that ours is live, too; but all of them, in the same words."""
    artist, title = wanted.artists[0][0], wanted.title
    songs = [f"{song}{ending}" for song in SONGS]
    assert title == taken(decide(wanted, [entry(artist, title, songs)]))
    elsewhere = [*songs[:4], *(f"{song} - Live at Home" for song in SONGS[4:])]
    assert taken(decide(wanted, [entry(artist, title, elsewhere)])) is None
    assert taken(decide(wanted, [entry(artist, title, [f"{song}{ending}" for song in OTHER_SONGS])])) is None
    both = replace(wanted, songs=entry(artist, title, songs).songs)
    assert title == taken(decide(both, [entry(artist, title, songs)]))
    assert taken(decide(both, [entry(artist, title)])) is None


def test_two_songs_say_too_little_of_an_occasion() -> None:
    """Both songs of a single could be from a concert by chance."""
    single = replace(PRISON, songs=PRISON.songs[:2], kinds=ALBUM)
    songs = [f"{song} - Live at Folsom Prison" for song in SONGS[:2]]
    assert taken(decide(single, [entry("Johnny Cash", PRISON.title, songs)])) is None


@pytest.mark.parametrize("addition", ["(Master)", "(Digital)", "(2019 Master)", "Digital Master", "(Masters)"])
def test_not_every_master_is_an_edition(addition: str) -> None:
    """Nor everything digital."""
    assert "same" != compared_titles("Night Garden", f"Night Garden {addition}").nearness


@pytest.mark.parametrize("addition", ["(2019 Digital Master)", "- Digital Master", "[Digital Master 2019]"])
def test_a_digital_master_is_an_edition(addition: str) -> None:
    """Of an album, and of its songs."""
    assert "same" == compared_titles("Night Garden", f"Night Garden {addition}").nearness
    songs = [f"{song} {addition}" for song in SONGS]
    assert "Night Garden" == taken(decide(LUNA, [entry("Luna", "Night Garden", songs)]))


@pytest.mark.parametrize("addition", ["(2009, Quiet Mix)", "(2009 Remaster, Part 2)", "(Act 2; Remaster)"])
def test_a_number_in_a_bracket_makes_another_title(addition: str) -> None:
    """Unless it is the year of an edition."""
    assert "other" == compared_titles("Night Garden", f"Night Garden {addition}").nearness


def test_a_second_title_may_be_left_out() -> None:
    """Of two albums on one record, and beside an edition in one bracket; all songs must be there."""
    for title in ("Night Garden / Day Garden", "Night Garden / In Town!", "Night Garden (2009 Remaster, Blue Sleeve)"):
        assert "loose" == compared_titles("Night Garden", title).nearness
        assert taken(decide(LUNA, [entry("Luna", title, NEARLY)])) is None
        assert title == taken(decide(LUNA, [entry("Luna", title)]))


def test_a_second_title_may_be_long_or_short() -> None:
    """However much of the whole it is."""
    for title in ("Songs For Young Lovers / Swing", "Songs For Young Lovers / Swing Easy And Many More Of That Kind"):
        assert "loose" == compared_titles("Songs For Young Lovers", title).nearness


def test_an_equal_title_is_asked_about_first() -> None:
    """Though one that is only alike has as many tracks as ours, and so the better score."""
    equal = entry("Luna", "Night Garden: Home (Deluxe)", None, track_count=12)
    alike = entry("Luna", "Night Garden: Home And Other Stories", None, track_count=8)
    for order in ([equal, alike], [alike, equal]):
        verdict = decide(ours("Luna", "Night Garden: Home"), order)
        assert equal == verdict.in_doubt
        assert [equal, alike] == [judged.candidate for judged in verdict.ranked]


@pytest.mark.parametrize("note", [" (Live)", " - Live at Home"])
def test_what_is_said_behind_a_translation_counts(note: str) -> None:
    """It is said of both titles: 'Salz = Salt (Live)' is no 'Salz'."""
    wanted = ours("Luna", "Night Garden", [f"{song} = {other}" for song, other in zip(SONGS, OTHER_SONGS, strict=True)])
    for songs in ([song.title for song in wanted.songs], SONGS, OTHER_SONGS):
        assert taken(decide(wanted, [entry("Luna", "Night Garden", [f"{song}{note}" for song in songs])])) is None
        assert "Night Garden" == taken(decide(wanted, [entry("Luna", "Night Garden", songs)]))
