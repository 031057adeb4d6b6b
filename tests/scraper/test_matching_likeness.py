"""Likeness: editions and spellings are no difference, kinds, sizes, songs and artists are."""

from dataclasses import replace

import pytest
from contenders import (
    ALBUM,
    COMPILATION,
    DUO,
    EP,
    LUNA,
    OTHER_SONGS,
    RIGHT,
    SINGLE,
    SONGS,
    entry,
    ours,
    taken,
    timed,
    various,
)

from scraper.domain.evidence import Candidate, Kind, Wanted
from scraper.matching import decide

LENGTHS = (181, 205, 199, 240, 260, 301, 175, 222)

OTHER_KINDS = [
    "(Live)",
    "[Live]",
    "- Live",
    "(Live at Home)",
    "(En Vivo)",
    "(Ao Vivo)",
    "(En Concert)",
    "(Dal Vivo)",
    "(Karaoke Version)",
    "(Instrumentals)",
    "(Instrumental Version)",
    "(A Tribute to Luna)",
    "(As Made Famous by Luna)",
    "(In the Style of Luna)",
    "(The Remixes)",
    "(Demos)",
    "(The Covers)",
    "(Acoustic)",
    "(Unplugged)",
    "(8-Bit Version)",
    "(Lullaby Renditions)",
    "(Sampler)",
    "(Commentary)",
    "(Interview)",
    "(Live) [Deluxe Edition]",
    "(Re-Recorded)",
    "2",
    "II",
    ", Vol. 2",
    "(Part Two)",
    "(1995)",
]


@pytest.mark.parametrize("addition", OTHER_KINDS)
def test_another_kind_of_record_is_another_record(addition: str) -> None:
    """Though artist, title and every song agree; also where ours is of that kind, and theirs is not."""
    theirs = f"Night Garden {addition}".replace(" ,", ",")
    assert taken(decide(LUNA, [entry("Luna", theirs)])) is None
    assert taken(decide(replace(LUNA, title=theirs), [RIGHT])) is None


EDITIONS = [
    "(Remastered)",
    "[Remastered]",
    "- Remastered",
    "- 2011 Remaster",
    "(2011 Remastered Version)",
    "(Deluxe)",
    "(Super Deluxe)",
    "(Deluxe Edition) [Remastered]",
    "Deluxe Edition",
    "(Expanded Edition)",
    "(25th Anniversary Edition)",
    "(Bonus Track Version)",
    "(Special Edition)",
    "(Limited Edition)",
    "(Collector's Edition)",
    "(Mono)",
    "(Stereo)",
    "(Explicit)",
    "(Reissue)",
    "(Edición Deluxe)",
    "(Édition Deluxe)",
    "(Edizione Speciale)",
]


@pytest.mark.parametrize("addition", EDITIONS)
def test_an_edition_is_the_same_record(addition: str) -> None:
    """On their side as on ours."""
    theirs = f"Night Garden {addition}"
    assert theirs == taken(decide(LUNA, [entry("Luna", theirs)]))
    assert "Night Garden" == taken(decide(replace(LUNA, title=theirs), [RIGHT]))


@pytest.mark.parametrize("title", ["NIGHT GARDEN", "The Night Garden", "Night-Garden", "Night Gardén", "Nightgarden"])
def test_spelling_does_not_matter(title: str) -> None:
    """Of titles as of names."""
    assert title == taken(decide(LUNA, [entry("LÚNA", title)]))


def test_nothing_found_is_said() -> None:
    """A reason comes with every silence."""
    assert "nothing was found" == decide(LUNA, []).reason


def test_a_misspelled_title_needs_overwhelming_tracks() -> None:
    """All of them, by the same artist."""
    europe = ours("Kraft", "Trans-Europe Express")
    assert "Trans Europa Express" == taken(decide(europe, [entry("Kraft", "Trans Europa Express")]))
    nearly = (*SONGS[:7], *OTHER_SONGS[:1])
    assert taken(decide(europe, [entry("Kraft", "Trans Europa Express", nearly)])) is None
    assert "Trans-Europe Express" == taken(decide(europe, [entry("Kraft", "Trans-Europe Express", nearly)]))
    assert taken(decide(europe, [entry("Other", "Trans Europa Express")])) is None


@pytest.mark.parametrize(
    ("kinds", "songs", "kind", "count"),
    [
        (ALBUM, SONGS, "single", 8),
        (ALBUM, SONGS, "ep", 8),
        (ALBUM, SONGS, "live", 8),
        (COMPILATION, SONGS, "single", 8),
        (ALBUM, SONGS, None, 2),
        (SINGLE, SONGS[:2], None, 8),
        (SINGLE, SONGS[:2], "album", 8),
        (EP, SONGS[:4], "album", 8),
        (frozenset(), SONGS[:3], None, 8),
    ],
)
def test_a_single_is_no_album(kinds: frozenset[Kind], songs: tuple[str, ...], kind: Kind | None, count: int) -> None:
    """Nor an album a single, though they share title and songs: the service's kind, or the number of tracks, tells."""
    theirs = entry("Luna", "Night Garden", SONGS[:count], kind=kind)
    assert taken(decide(ours("Luna", "Night Garden", songs, kinds=kinds), [theirs])) is None


@pytest.mark.parametrize("addition", [" - Single", " - EP", " EP", " [Single]"])
def test_a_title_can_say_that_it_is_a_single(addition: str) -> None:
    """Which an album is not, and a single of that name is."""
    theirs = f"Night Garden{addition}"
    kinds = EP if "EP" in addition else SINGLE
    assert taken(decide(LUNA, [entry("Luna", theirs)])) is None
    assert theirs == taken(decide(replace(LUNA, kinds=kinds), [entry("Luna", theirs)]))


def test_tracks_must_agree() -> None:
    """Most of ours must be there; as many others of that name, by a band of that name, are another record."""
    assert taken(decide(LUNA, [entry("Luna", "Night Garden", OTHER_SONGS)])) is None
    assert taken(decide(LUNA, [entry("Luna", "Night Garden", (*SONGS[:5], *OTHER_SONGS[:3]))])) is None
    assert "Night Garden" == taken(decide(LUNA, [entry("Luna", "Night Garden", (*SONGS[:7], *OTHER_SONGS[:1]))]))


@pytest.mark.parametrize(
    "note",
    [" (Live)", " (Instrumental)", " (Karaoke Version)", " (8-Bit Version)", " feat. Sol (Live)", " feat. Sol - Live"],
)
def test_tracks_of_another_kind_are_others(note: str) -> None:
    """Even where the album's title keeps quiet about it."""
    songs = [f"{song}{note}" for song in SONGS]
    assert taken(decide(LUNA, [entry("Luna", "Night Garden", songs)])) is None


@pytest.mark.parametrize(("ours_", "theirs"), [("", " (Live)"), (", Part 1", ", Part 2"), (" (Dub)", " (Remix)")])
def test_long_titles_differ_by_their_last_word(ours_: str, theirs: str) -> None:
    """A misspelling is tolerated, another number or kind is not."""
    long = [f"The Long And Winding History Of The {song}" for song in SONGS]
    wanted = ours("Luna", "Night Garden", [f"{song}{ours_}" for song in long])
    assert taken(decide(wanted, [entry("Luna", "Night Garden", [f"{song}{theirs}" for song in long])])) is None
    misspelled = [f"{song.replace('History', 'Histery')}{ours_}" for song in long]
    assert "Night Garden" == taken(decide(wanted, [entry("Luna", "Night Garden", misspelled)]))


def test_tracks_of_a_live_album_may_say_so() -> None:
    """When both albums do."""
    live = ours("Luna", "Live At Dawn", kinds=frozenset({"album", "live"}))
    assert "Live at Dawn" == taken(decide(live, [entry("Luna", "Live at Dawn", [f"{song} (Live)" for song in SONGS])]))


@pytest.mark.parametrize("note", [" - Remastered 2011", " (Remastered)", " (feat. Sol)", " (Album Version)", " - Mono"])
def test_notes_on_tracks_are_no_difference(note: str) -> None:
    """Editions, guests and the usual take; in any order, with bonus tracks behind."""
    songs = [f"{song}{note}" for song in reversed(SONGS)]
    assert "Night Garden" == taken(decide(LUNA, [entry("Luna", "Night Garden", [*songs, "Bonus (Demo)", "More"])]))


def test_lengths_tell_another_recording() -> None:
    """Of the same songs; a few seconds are the mastering's."""
    wanted = replace(LUNA, songs=timed(SONGS, LENGTHS))
    near, far = ([round(length * factor) + 1 for length in LENGTHS] for factor in (1.0, 1.4))
    assert taken(decide(wanted, [entry("Luna", "Night Garden", songs=None, track_count=8)])) is None
    for lengths, expected in ((near, "Night Garden"), (far, None)):
        theirs = replace(RIGHT, songs=timed(SONGS, lengths))
        assert expected == taken(decide(wanted, [theirs]))


def test_lengths_stand_for_titles_that_cannot_be_compared() -> None:
    """Untitled songs, and those in other letters, last as long one after the other; where they don't, they differ."""
    untitled = ["Untitled"] * 8
    wanted = replace(ours("Sigur Rós", "( )"), songs=timed(untitled, LENGTHS))
    theirs = entry("Sigur Rós", "( )")
    assert "( )" == taken(decide(wanted, [replace(theirs, songs=timed(SONGS, LENGTHS))]))
    assert taken(decide(wanted, [replace(theirs, songs=timed(SONGS, LENGTHS[::-1]))])) is None
    assert taken(decide(wanted, [replace(theirs, songs=timed(SONGS, [None] * 8))])) is None
    others = replace(RIGHT, songs=timed(OTHER_SONGS, LENGTHS))
    assert taken(decide(replace(LUNA, songs=timed(SONGS, LENGTHS)), [others])) is None


MIXED = various("Night Garden")
TIMED = replace(LUNA, songs=timed(SONGS, LENGTHS))
LONGER = replace(RIGHT, songs=timed(SONGS, [2 * length for length in LENGTHS]))


@pytest.mark.parametrize(
    ("wanted", "candidate", "expected"),
    [
        (LUNA, entry("Sol", "Night Garden"), "it is by somebody else"),
        (
            LUNA,
            entry("Luna", "Day Garden"),
            "its title is another, and its songs are not known to be equally long",
        ),
        (
            LUNA,
            entry("Luna", "Night Garden (Live)"),
            "live there, not said here, and its songs are not known to be equally long",
        ),
        (LUNA, entry("Luna", "Night Garden (Demos)"), "only one of them is demo"),
        (LUNA, entry("Luna", "Night Garden", kind="single"), "it is a single, ours is not"),
        (LUNA, entry("Luna", "Night Garden", OTHER_SONGS), "0 of 8 songs agree"),
        (LUNA, entry("Luna", "Night Garden", SONGS[:2]), "it has 2 tracks, ours has 8"),
        (LUNA, entry("Luna", "Night Garden", None, track_count=3), "it has 3 tracks, ours has 8"),
        (
            ours("Luna", "Night Garden", SONGS[:4]),
            entry("Luna", "Night Garden"),
            "it has 4 more songs, and no word says that it is an edition of ours",
        ),
        (
            ours("Luna", "Night Garden", SONGS[:4], kinds=EP),
            entry("Luna", "Night Garden"),
            "it has 8 tracks, ours has 4",
        ),
        (TIMED, LONGER, "its songs have other lengths: 0 of 8 agree"),
        (
            LUNA,
            entry("Luna", "Night Garden / Day Garden", (*SONGS[:7], *OTHER_SONGS[:1])),
            "its title is only alike, and too few songs agree to be sure: 7 of 8",
        ),
        (
            ours("Luna", "Night Garden", SONGS[:2]),
            entry("Luna", "Night Garden / Day Garden", SONGS[:2]),
            "its title is only alike, and too few songs agree to be sure: 2 of 2",
        ),
        (
            replace(MIXED, songs=MIXED.songs[:2]),
            entry("Various Artists", "Night Garden", SONGS[:2]),
            "it is by nobody in particular, and too few songs agree to be sure: 2 of 2",
        ),
        (replace(LUNA, songs=()), RIGHT, "ours has no track list to compare"),
    ],
)
def test_the_reason_names_what_differs(wanted: Wanted, candidate: Candidate, expected: str) -> None:
    """So that an owner knows what to look at."""
    assert expected == decide(wanted, [candidate]).reason.rpartition("%: ")[2]


@pytest.mark.parametrize(
    ("wanted", "credited", "agrees"),
    [
        (DUO, ("Ada & Bert",), True),
        (DUO, ("Ada", "Bert"), True),
        (DUO, ("Bert", "Ada"), True),
        (DUO, ("Ada and Bert",), True),
        (DUO, ("Ada, Bert",), True),
        (DUO, ("Ada feat. Bert",), True),
        (DUO, ("Ada",), True),
        (DUO, ("Ada & Carl",), False),
        (DUO, ("Ada, Bert & Carl",), False),
        (ours("Ada", "Night Garden"), ("Ada & Bert",), False),
        (ours("Ada", "Night Garden"), ("Ada feat. Bert",), True),
        (ours("Ada", "Night Garden"), ("Ada Tribute Band",), False),
        (ours("Ada", "Night Garden"), ("The Ada Experience",), False),
        (ours("Simon & Garfunkel", "Night Garden"), ("Simon", "Garfunkel"), True),
        (ours("Simon & Garfunkel", "Night Garden"), ("Simon",), False),
        (ours("Дельфин", "Night Garden"), ("Delfin",), True),
        (ours("Ada", "Night Garden"), ("Various Artists",), False),
        (ours("Various", "Night Garden"), ("Various",), False),
        (ours("Ada", "Night Garden"), (), False),
        (ours("Ada", "Night Garden", artists=(("Ada", "Ada Lace"),)), ("Ada Lace",), True),
    ],
)
def test_all_of_ours_and_nobody_else_must_be_credited(wanted: Wanted, credited: tuple[str, ...], agrees: bool) -> None:
    """Guests aside; one of two is enough, since every song agrees."""
    assert agrees == (taken(decide(wanted, [entry(credited, "Night Garden")])) is not None)
