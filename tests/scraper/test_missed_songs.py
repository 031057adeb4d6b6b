"""Records whose songs are cut, named and counted in another way are found; those tempting beside them are not."""

import pytest
from contenders import SINGLE, taken
from track_lists import album, release

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching import decide

Cases = dict[str, list[tuple[Wanted, Candidate]]]

RUSH = (
    "2112 20:34 [[Overture | The Temples Of Syrinx | Discovery | Presentation | Oracle: The Dream | Soliloquy | "
    "The Grand Finale]] | A Passage To Bangkok 3:34 | The Twilight Zone 3:17 | Lessons 3:51 | Tears 3:31 | "
    "Something For Nothing 3:59"
)
RUSH_THERE = (
    "2112: Overture / The Temples Of Syrinx / Discovery / Presentation / Oracle: The Dream / Soliloquy / "
    "Grand Finale - "
    "Medley 20:33 | A Passage To Bangkok 3:32 | The Twilight Zone 3:16 | Lessons 3:51 | Tears 3:30 | "
    "Something For Nothing 3:58"
)
ATOM = (
    "Atom Heart Mother [[Father's Shout | Breast Milky | Mother Fore | Funky Dung | Mind Your Throats Please | "
    "Remergence]] | If 4:31 | Summer '68 5:29 | Fat Old Sun 5:23 | "
    "Alan's Psychedelic Breakfast [[Rise And Shine | Sunny Side Up | Morning Glory]]"
)
ECHOES = "Echoes 9:00 [[First 3:00 | Second 2:00 | Third 4:00]] | One 2:00 | Two 2:10 | Three 3:00"
FIFTH = "Symphonie Nr. 5 C-Moll Op. 67 [[Allegro Con Brio 7:22 | Andante Con Moto 9:55 | Allegro 8:35 | Allegro 10:50]]"
PLAIN = "First Light | Harbour Wall | Glass House | Long Way Down | Paper Moon | Salt | Home Again"
TIMED = "First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19 | Long Way Down 4:00 | Paper Moon 4:20 | Salt 5:01"


RIGHT: Cases = {
    "index tracks": [
        (release("Rush", "2112", RUSH), album("Rush", "2112", RUSH_THERE)),
        (
            release("Pink Floyd", "Atom Heart Mother", ATOM),
            album(
                "Pink Floyd",
                "Atom Heart Mother",
                "Atom Heart Mother Suite 23:41 | If 4:30 | Summer '68 5:28 | Fat Old Sun 5:22 | "
                "Alan's Psychedelic Breakfast 12:57",
            ),
        ),
        (
            release(
                "Yes",
                "Close To The Edge",
                "Close To The Edge 18:50 [[The Solid Time Of Change | Total Mass Retain | "
                "I Get Up I Get Down | Seasons Of Man]] | And You And I [[Cord Of Life | Eclipse | "
                "The Preacher The Teacher | "
                "Apocalypse]] | Siberian Khatru 8:57",
            ),
            album(
                "Yes",
                "Close to the Edge",
                "Close to the Edge (i. The Solid Time of Change, ii. Total Mass Retain, iii. I "
                "Get up I Get Down, iv. Seasons of Man) 18:42 | And You and I 10:08 | Siberian Khatru 8:56",
            ),
        ),
        (
            release("Orchestra", "Symphonie Nr. 5", FIFTH),
            album(
                "Orchestra",
                "Symphonie Nr. 5",
                "Symphonie Nr. 5 C-Moll Op. 67: 1. Allegro con brio 7:21 | "
                "Symphonie Nr. 5 C-Moll Op. 67: 2. Andante con moto "
                "9:54 | Symphonie Nr. 5 C-Moll Op. 67: 3. Allegro 8:35 | "
                "Symphonie Nr. 5 C-Moll Op. 67: 4. Allegro 10:49",
            ),
        ),
        (
            release("Luna", "Echoes", ECHOES),
            album("Luna", "Echoes", "A Suite In Three Movements 9:01 | One 2:00 | Two 2:10 | Three 3:00"),
        ),
        (
            release("Luna", "Echoes", ECHOES),
            album("Luna", "Echoes", "First 3:00 | Second 2:00 | Third 4:00 | One 2:00 | Two 2:10 | Three 3:00"),
        ),
        (
            release("Luna", "Parts", PLAIN + " | Garden [[Seed | Bloom]]"),
            album("Luna", "Parts", PLAIN + " | Garden: Seed | Garden: Bloom"),
        ),
    ],
    "medleys": [
        (
            release("Luna", "Moon", "(a) Speak To Me (b) Breathe 4:00 | On The Run 3:30 | Time 6:53 | Money 6:22"),
            album("Luna", "Moon", "Speak to Me 1:05 | Breathe 2:49 | On the Run 3:30 | Time 6:53 | Money 6:22"),
        ),
        (
            release("Luna", "Moon", "Speak To Me 1:05 | Breathe 2:49 | On The Run 3:30 | Time 6:53"),
            album("Luna", "Moon", "Speak to Me / Breathe 3:57 | On the Run 3:30 | Time 6:53"),
        ),
        (
            release("Luna", "Moon", "Brain Damage/Eclipse 5:50 | On The Run 3:30 | Time 6:53"),
            album("Luna", "Moon", "Brain Damage 3:46 | Eclipse 2:03 | On the Run 3:30 | Time 6:53"),
        ),
        (
            release("Luna", "Moon", "Golden Slumbers | Carry That Weight | The End | Her Majesty | Something"),
            album("Luna", "Moon", "Golden Slumbers / Carry That Weight / The End | Her Majesty | Something"),
        ),
        (
            release("Luna", "Moon", "Medley: Heart And Soul / Blue Moon / Tea For Two 9:00 | Salt 3:00 | Wire 2:00"),
            album("Luna", "Moon", "Heart and Soul 3:00 | Blue Moon 4:00 | Tea for Two 2:00 | Salt 3:00 | Wire 2:00"),
        ),
        (
            release("Luna", "Moon", "Salt 3:00 | Wire 4:00 | Iron Bell 2:00 | Red Kite 3:10"),
            album("Luna", "Moon", "Salt & Other Things 6:59 | Iron Bell 2:00 | Red Kite 3:10"),
        ),
    ],
    "edits": [
        (
            release(
                "Dire Straits",
                "Brothers In Arms",
                "So Far Away 4:00 | Money For Nothing 7:04 | Walk Of Life 4:07 | Your Latest Trick 4:46 | "
                "Why Worry 5:22 | Ride Across The River 6:57 | The Man's Too Strong 4:40 | "
                "One World 3:36 | Brothers In Arms 6:55",
            ),
            album(
                "Dire Straits",
                "Brothers in Arms",
                "So Far Away 5:11 | Money for Nothing 8:25 | Walk of Life 4:08 | Your Latest Trick 6:31 | "
                "Why Worry 8:29 | Ride Across the River 6:57 | The Man's Too Strong 4:40 | "
                "One World 3:38 | Brothers in Arms 6:58",
            ),
        ),
        *[
            (release("Luna", "Night Garden", TIMED), album("Luna", title, rows))
            for title, rows in (
                (
                    "Night Garden",
                    (
                        "First Light 4:31 | Harbour Wall 3:25 | Glass House 3:18 | Long Way Down 4:00 | "
                        "Paper Moon 6:20 | Salt 7:00"
                    ),
                ),
                (
                    "Night Garden (Remastered)",
                    (
                        "First Light 3:01 | Harbour Wall 5:25 | Glass House 5:19 | Long Way Down 4:01 | "
                        "Paper Moon 4:20 | Salt 6:01"
                    ),
                ),
                (
                    "Night Garden",
                    (
                        "First Light 2:01 | Harbour Wall 3:25 | Glass House 2:19 | Long Way Down 4:01 | "
                        "Paper Moon 4:20 | Salt 4:01"
                    ),
                ),
                (
                    "Night Garden (Deluxe)",
                    (
                        "First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19 | Long Way Down 5:00 | "
                        "Paper Moon 5:20 | Salt 6:01 | More 2:00"
                    ),
                ),
            )
        ],
    ],
    "two-sided singles": [
        *[
            (release("Ada", title, rows, kinds=SINGLE), album("Ada", there, listed, kind="single"))
            for title, rows, there, listed in (
                (
                    "Die With A Smile",
                    "Die With A Smile 4:11 | Die With A Smile (Instrumental) 4:11",
                    "Die With A Smile",
                    "Die With A Smile 4:12",
                ),
                ("Salt", "Salt | Wire", "Salt", "Salt"),
                ("Salt / Wire", "Salt | Wire", "Salt", "Salt"),
                ("Salt", "Salt 3:00 | Wire 2:00 | Salt (Dub) 5:00", "Salt", "Salt 3:01"),
                ("Salt", "Salt 3:00 | Wire 2:00 | Salt (Dub) 5:00", "Salt - Single", "Salt 3:01 | Wire 2:00"),
            )
        ],
    ],
    "partial lists": [
        (
            release("Ada", "Box", " | ".join(f"Song {name}" for name in "ABCDEFGHIJKLMNOPQRS")),
            album("Ada", "Box", " | ".join(f"Song {name}" for name in listed), track_count=19),
        )
        for listed in ("ABCDEFGHIJKLMNO", "ABCDEFGHIJ", "ACEGIKMOQS", "EFGHIJKLMNOPQRS", "ABCDEFGHIJKLMNOPQ")
    ],
}

WRONG: Cases = {
    "index tracks": [
        (release("Rush", "2112", RUSH), album("Rush", "2112", RUSH_THERE.replace("20:33", "4:33"))),
        (
            release("Rush", "2112", RUSH),
            album(
                "Rush",
                "2112",
                "2112: Overture 4:30 | A Passage To Bangkok 4:10 | Bastille Day 4:37 | Anthem 4:20 | "
                "Working Man 14:00 | Fly By Night 3:20",
            ),
        ),
        (
            release("Luna", "Echoes", ECHOES),
            album("Luna", "Echoes", "A Suite In Three Movements 12:01 | One 2:00 | Four 2:10 | Three 3:30"),
        ),
        (
            release("Luna", "Echoes", ECHOES),
            album("Luna", "Echoes", "Echoes 9:00 | Other 2:00 | Another 2:10 | Wire 3:00"),
        ),
        (
            release("Orchestra", "Symphonie Nr. 5", FIFTH),
            album(
                "Orchestra",
                "Symphonie Nr. 5",
                "Symphonie Nr. 5 B-Dur Op. 100: 1. Andante 12:21 | 2. Allegro Marcato 8:54 | "
                "3. Adagio 12:35 | 4. Allegro Giocoso 9:49",
            ),
        ),
    ],
    "medleys": [
        (release("Luna", "Moon", "Speak To Me / Breathe 4:00 | Time 6:53 | Money 6:22"), album("Luna", "Moon", rows))
        for rows in (
            "Speak To Me 1:05 | Run 2:49 | Walk 6:53 | Money 6:22",
            "Speak To Me 4:05 | Breathe 5:49 | Time 3:53 | Money 3:22",
            "Breathe 1:05 | Speak 2:49 | Time 6:53 (Live) | Cash 6:22",
            "Breathe In 3:58 | Us And Them 6:50 | Money 6:20",
            "Speak To Me / Breathe (Live) 9:00 | Time (Live) 9:53 | Money (Live) 9:22",
        )
    ],
    "edits": [
        (release("Luna", "Night Garden", TIMED), album("Luna", "Night Garden", rows))
        for rows in (
            (
                "First Light 4:31 | Harbour Wall 4:25 | Glass House 4:18 | Long Way Down 5:00 | "
                "Paper Moon 6:20 | Salt 7:00"
            ),
            (
                "First Light 3:01 | Harbour Wall 4:25 | Glass House 4:18 | Long Way Down 5:00 | "
                "Paper Moon 6:20 | Salt 7:00"
            ),
            "First Light 3:01 | Harbour Wall 3:25 | Iron Bell 4:18 | Wire 5:00 | Red Kite 6:20 | Slow Train 7:00",
            (
                "First Light 3:41 | Harbour Wall 3:55 | Glass House 3:49 | Long Way Down 4:30 | "
                "Paper Moon 4:50 | Salt 5:31"
            ),
            (
                "First Light 2:20 | Harbour Wall 2:25 | Glass House 3:19 | Long Way Down 3:10 | "
                "Paper Moon 3:20 | Salt 4:01"
            ),
        )
    ],
    "two-sided singles": [
        *[
            (release("Ada", "Salt", rows, kinds=SINGLE), album(artist, title, listed, kind="single"))
            for rows, artist, title, listed in (
                ("Salt | Wire", "Ada", "Salt", "Wire"),
                ("Salt | Wire", "Eve", "Salt", "Salt"),
                ("Salt 3:00 | Wire", "Ada", "Salt", "Salt 5:00"),
                ("Salt | Wire", "Ada", "Salt (Live)", "Salt (Live)"),
                ("Salt | Wire", "Ada", "Salt", "Salt (Acoustic)"),
                ("Salt | Wire", "Ada", "Wire", "Wire"),
            )
        ],
    ],
    "partial lists": [
        (
            release("Ada", "Box", " | ".join(f"Song {name}" for name in "ABCDEFGHIJKLMNOPQRS")),
            album("Ada", "Box", " | ".join(f"Song {name}" for name in listed), track_count=count),
        )
        for listed, count in (("ABCDEFGHIJ", 10), ("ABCDEFXYZVW", 19), ("VWXYZ", 19), ("AXBYCVDWEZ", 60), ("ABC", 3))
    ],
}


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in RIGHT for number in range(len(RIGHT[kind]))])
def test_the_right_one_is_found(kind: str, number: int) -> None:
    """However its songs are cut, named and counted."""
    wanted, candidate = RIGHT[kind][number]
    verdict = decide(wanted, [candidate])
    assert candidate.entry_id == taken(verdict), verdict.reason


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in WRONG for number in range(len(WRONG[kind]))])
def test_a_tempting_one_is_not_taken(kind: str, number: int) -> None:
    """Beside the right one neither."""
    wanted, candidate = WRONG[kind][number]
    verdict = decide(wanted, [candidate])
    assert taken(verdict) is None
    assert verdict.reason
