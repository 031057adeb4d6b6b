"""Real catalogues' habits, from Discogs' answer to the verdict: what is right beside what is only tempting."""

import re

import pytest
from contenders import taken
from discogs_answers import answered
from track_lists import album

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching import decide

ROWS = "First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19 | Long Way Down 4:00 | Paper Moon 4:20 | Salt 5:01"
OTHER = "Red Kite 3:02 | Slow Train 3:24 | Window Pane 3:19 | Under Ice 4:01 | Iron Bell 4:20 | Wire 5:00"
BARE = re.sub(r" \d:\d\d", "", ROWS)
GARDEN = answered("Luna", "Night Garden", ROWS)
EDGE = (
    "* Close To The Edge 18:50 | - I. The Solid Time Of Change | - II. Total Mass Retain | "
    "- III. I Get Up I Get Down | * And You And I 10:09 | - I. Cord Of Life | - II. Eclipse | Siberian Khatru 8:57"
)
NINTH = (
    "* Symphonie Nr. 9 E-Moll Op. 95 | - Adagio - Allegro Molto 9:25 | - Largo 13:00 | "
    "- Scherzo (Molto Vivace) 8:05 | - Allegro Con Fuoco 11:00"
)
NINTH_THERE = (
    'Symphony No. 9 in E Minor, Op. 95 "From the New World": I. Adagio - Allegro molto 9:26 | '
    'Symphony No. 9 in E Minor, Op. 95 "From the New World": II. Largo 13:01 | '
    'Symphony No. 9 in E Minor, Op. 95 "From the New World": III. Scherzo. Molto vivace 8:05 | '
    'Symphony No. 9 in E Minor, Op. 95 "From the New World": IV. Allegro con fuoco 11:01'
)
DVORAK = answered(
    "Dvořák | Berliner Philharmoniker | Rafael Kubelik",
    'Symphonie Nr. 9 "Aus Der Neuen Welt"',
    NINTH,
    genres=["Classical"],
)


def noted(remark: str, rows: str = ROWS) -> str:
    """Return songs with a remark behind each title."""
    return " | ".join(re.sub(r"(\s\d+:\d\d)?$", rf" {remark}\1", row, count=1) for row in rows.split(" | "))


RIGHT: list[tuple[Wanted, Candidate]] = [
    (
        answered("Yes", "Close To The Edge", EDGE),
        album(
            "Yes",
            "Close to the Edge (Deluxe Edition)",
            "Close to the Edge (i. The Solid Time of Change, ii. Total Mass Retain) 18:43 | And You and I 10:08 | "
            "Siberian Khatru 8:57 | America (Single Version) 4:12 | Total Mass Retain (Single Version) 3:21 | "
            "And You and I (Alternate Version) 10:17 | Siberia 9:19",
        ),
    ),
    (
        answered("Jethro Tull", "Thick As A Brick", "Thick As A Brick 22:39 | Thick As A Brick 21:05"),
        album("Jethro Tull", "Thick as a Brick", "Thick as a Brick, Pt. 1 22:40 | Thick as a Brick, Pt. 2 21:06"),
    ),
    (
        answered("Luna", "Night Garden", "Eyes Of A Child I | Floating | Eyes Of A Child II | Beyond"),
        album("Luna", "Night Garden", "Eyes of a Child, Pt. 1 | Floating | Eyes of a Child, Pt. 2 | Beyond"),
    ),
    (
        answered("Luna", "Night Garden", "The Payback | Stoned | Mind Power"),
        album("Luna", "Night Garden", "The Payback (Parts 1 & 2) | Stoned | Mind Power"),
    ),
    (
        answered("Luna", "Night Garden", "The Payback (Part 1) 7:01 | Stoned 3:00 | Mind Power 4:00"),
        album("Luna", "Night Garden", "The Payback (Part 1 / 2010 Stereo Mix) 7:02 | Stoned 3:00 | Mind Power 4:00"),
    ),
    (
        answered("Luna", "F**k You", "Fuck The Night | Some Sh*t | Niggas | Motherfucker"),
        album("Luna", "F*ck You", "F**k the Night | Some S**t | N****s | M**********r"),
    ),
    (
        answered("Luna", "Night Garden", "The Hawker | Five Per Cent For Nothing | Salt"),
        album("Luna", "Night Garden", "Eyesight to the Blind (The Hawker) | 5% for Nothing | Salt"),
    ),
    (
        answered("Luna", "Night Garden", f"{BARE} | Northern Line"),
        album("Luna", "Night Garden", f"{BARE.replace('Salt', 'Salt (Live)')} | Northern Line"),
    ),
    (GARDEN, album("Luna", "Night Garden (40th Anniversary Mixes)", noted("(40th Anniversary Mix)"))),
    (GARDEN, album("Luna", "Night Garden (2017 Mix)", noted("(2017 Mix)"))),
    (GARDEN, album("Luna", "Night Garden", noted("(RVG Remaster)"))),
    (GARDEN, album("Luna", "Night Garden (Super Deluxe)", f"{ROWS} | {noted('(Early Take)')} | {noted('(Live)')}")),
    (
        answered("Luna", "Nine Tonight", ROWS, notes="Recorded live at Cobo Arena, Detroit, and in Boston."),
        album(
            "Luna",
            "Nine Tonight (Live)",
            "First Light (Live at Cobo Hall, 1980) 3:02 | Harbour Wall (Live from Boston Garden/1980) 3:25 | "
            "Glass House (Live) 3:19 | Long Way Down (Live) 4:00 | Paper Moon (Live) 4:20 | Salt (Live) 5:01",
        ),
    ),
    (answered("Luna", "At Budokan", BARE), album("Luna", "At Budokan", noted("(Live at Nippon Budokan, 1978)", BARE))),
    (answered("Luna", "Unplugged", BARE), album("Luna", "Unplugged (Live)", noted("(Acoustic Live)", BARE))),
    (
        answered("Luna", "Das Konzert", ROWS, notes="Recorded live at the opera in Köln."),
        album("Luna", "Das Konzert (Live at the Opera, Köln, 1975)", noted("(Live)")),
    ),
    (
        answered("Luna", "Legend - The Best Of Luna", BARE, descriptions=["Compilation"]),
        album("Luna", "Legend (Deluxe Edition)", BARE),
    ),
    (answered("The Jimi Hendrix Experience", "Axis", BARE), album("Jimi Hendrix", "Axis", BARE)),
    (
        DVORAK,
        album(("Berlin Philharmonic", "Rafael Kubelík"), 'Dvořák: Symphony No. 9 "From the New World"', NINTH_THERE),
    ),
    (
        answered("Chopin | Argerich", "24 Préludes", "No. 1 1:11 | No. 2 2:12 | No. 3 1:13 | No. 4 2:14"),
        album(
            "Argerich",
            "Chopin: 24 Préludes, Op. 28",
            "24 Préludes, Op. 28: No. 1 in C Major 1:11 | 24 Préludes, Op. 28: No. 2 in A Minor 2:12 | "
            "24 Préludes, Op. 28: No. 3 in G Major 1:13 | 24 Préludes, Op. 28: No. 4 in E Minor 2:14",
        ),
    ),
]

TWO_ALBUMS = (
    "Night Garden / Day Harbour",
    "Night Garden & Day Harbour",
    "Night Garden, Day Harbour",
    "Night Garden plus Day Harbour",
    "Night Garden (with Day Harbour)",
    "Night Garden (Bonus Album Day Harbour)",
    "Night Garden • Day Harbour",
    "Night Garden / Up (Remastered)",
    "Night Garden (2 in 1)",
    "Two Originals: Night Garden",
    "Original Album Series",
    "Night Garden",
)
OTHER_TAKES = (
    "(MR)",
    "(Work In Progress)",
    "(Off Vocal)",
    "(Backing Track)",
    "(カラオケ)",
    "(Drumless)",
    "(Japanese Ver.)",
    "(Revisited)",
    "(2021 Version)",
)

WRONG: list[tuple[Wanted, Candidate]] = [
    *[(GARDEN, album("Luna", title, f"{ROWS} | {OTHER}")) for title in TWO_ALBUMS],
    (GARDEN, album("Luna", "Night Garden / Day Harbour", f"{ROWS} | Red Kite 3:02 | Wire 5:00")),
    (GARDEN, album("Luna", "Night Garden", ROWS, track_count=40)),
    *[(GARDEN, album("Luna", "Night Garden", noted(take))) for take in OTHER_TAKES],
    *[(GARDEN, album("Luna", f"Night Garden {take}", ROWS)) for take in OTHER_TAKES[2:6]],
    (
        answered("Luna", "Night Garden", BARE, descriptions=["EP"]),
        album("Luna", "Night Garden (Deluxe)", f"{BARE} | {OTHER} | Northern Line"),
    ),
    (answered("Luna", "At The Edge Of Time", BARE), album("Luna", "At the Edge of Time (Live)", BARE)),
    (
        answered("Luna", "Night Garden", BARE, notes="Recorded at Abbey Road Studios."),
        album("Luna", "Night Garden", noted("(Live at the Abbey Road Festival)", BARE)),
    ),
    (answered("Luna", "Live In Hull", BARE), album("Luna", "Live In Hull (Live in Leeds, 1980)", BARE)),
    (
        answered("Jethro Tull", "Thick As A Brick", "Thick As A Brick 22:39 | Thick As A Brick 21:05"),
        album("Jethro Tull", "Thick as a Brick 2", "Thick as a Brick 2, Pt. 1 22:39 | Thick as a Brick 2, Pt. 2 21:05"),
    ),
    (
        answered("Luna", "Night Garden", "Diamond I | Sun I | Rain I"),
        album("Luna", "Night Garden", "Diamond, Pt. 2 | Sun, Pt. 2 | Rain, Pt. 2"),
    ),
    (
        answered("Luna", "Night Garden", "F**k | S**t | B***h"),
        album("Luna", "Night Garden", "Funk | Suit | Batch"),
    ),
    (
        DVORAK,
        album(
            ("Berliner Philharmoniker", "Claudio Abbado"), 'Dvořák: Symphony No. 9 "From the New World"', NINTH_THERE
        ),
    ),
    (DVORAK, album(("Berlin Philharmonic", "Rafael Kubelík"), "Dvořák: Symphony No. 8", NINTH_THERE)),
]


@pytest.mark.parametrize("number", range(len(RIGHT)))
def test_the_right_one_is_found(number: int) -> None:
    """However the service counts, spells, credits and titles what Discogs lists."""
    wanted, candidate = RIGHT[number]
    verdict = decide(wanted, [candidate])
    assert candidate.entry_id == taken(verdict), verdict.reason


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_a_tempting_one_is_not_taken(number: int) -> None:
    """However equal its songs and their lengths are."""
    wanted, candidate = WRONG[number]
    verdict = decide(wanted, [candidate])
    assert taken(verdict) is None
    assert verdict.reason
