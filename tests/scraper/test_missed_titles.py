"""Records that services title or credit in another way are found by their songs; those tempting beside them are not."""

import re
from dataclasses import replace

import pytest
from contenders import COMPILATION, taken
from track_lists import album, release

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching import decide

Cases = dict[str, list[tuple[Wanted, Candidate]]]

ROWS = "First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19 | Long Way Down 4:00 | Paper Moon 4:20 | Salt 5:01"
AGAIN = "First Light 3:02 | Harbour Wall 3:24 | Glass House 3:19 | Long Way Down 4:01 | Paper Moon 4:20 | Salt 5:00"
SLOWER = "First Light 3:41 | Harbour Wall 4:05 | Glass House 4:01 | Long Way Down 4:33 | Paper Moon 5:20 | Salt 6:31"
BARE = "First Light | Harbour Wall | Glass House | Long Way Down | Paper Moon | Salt"
OTHER = "Red Kite 3:02 | Slow Train 3:24 | Window Pane 3:19 | Under Ice 4:01 | Iron Bell 4:20 | Wire 5:00"
ROSE_BOWL = re.sub(r" (\d:)", r" (Live at the Pasadena Rose Bowl, 1988) \1", AGAIN)
CASH = ("Johnny Cash", "At Folsom Prison")
KNIVES = (
    "千のナイフ = Thousand Knives 9:34 | 海 = Island Of Woods 9:50 | Grasshoppers 5:16 | Das Neue 8:05 | "
    "Plastic Bamboo 6:31"
)
GOLDBERG = (
    "Aria 3:05 | Variatio 1 A 1 Clav. 1:10 | Variatio 2 A 1 Clav. 0:49 | "
    "Variatio 3 Canone All'Unisono 1:31 | Aria Da Capo 3:42"
)
GOULD = GOLDBERG.replace(" | ", " | Goldberg Variations, BWV 988: ")
BACH = ("Johann Sebastian Bach", "Glenn Gould")

RIGHT: Cases = {
    "live without the word": [
        (release("Depeche Mode", "101", ROWS), album("Depeche Mode", "101 (Live)", ROSE_BOWL)),
        (release("Depeche Mode", "101", ROWS), album("Depeche Mode", "101", ROSE_BOWL)),
        (release(*CASH, BARE), album("Johnny Cash", "At Folsom Prison (Live)", BARE)),
        (
            release("Nirvana", "MTV Unplugged In New York", BARE),
            album("Nirvana", "MTV Unplugged in New York (Live)", BARE),
        ),
        (release("Luna", "Live At The Regal", BARE), album("Luna", "At the Regal", BARE)),
        (release("Luna", "Night Garden", ROWS), album("Luna", "Night Garden", AGAIN, kind="live")),
        (release("Luna", "Night Garden", ROWS), album("Luna", "Night Garden [Live]", AGAIN)),
    ],
    "title differs, songs do not": [
        (release("Prince", "Music From The Motion Picture Purple Rain", BARE), album("Prince", "Purple Rain", BARE)),
        (
            release("The Velvet Underground & Nico", "The Velvet Underground & Nico", BARE),
            album("The Velvet Underground & Nico", "The Velvet Underground & Nico 45th Anniversary", BARE),
        ),
        (
            release("The Beatles", "1967-1970", BARE, kinds=COMPILATION),
            album("The Beatles", "The Beatles 1967-1970 (The Blue Album)", BARE),
        ),
        (release("Led Zeppelin", "Untitled", BARE), album("Led Zeppelin", "Led Zeppelin IV", AGAIN)),
        (release("Led Zeppelin", "Untitled", ROWS), album("Led Zeppelin", "Led Zeppelin IV (Remaster)", AGAIN)),
        (release("Weezer", "Weezer", ROWS), album("Weezer", "Weezer (Blue Album)", AGAIN)),
        (release("Metallica", "Metallica", ROWS), album("Metallica", "The Black Album", AGAIN)),
        (release("Luna", "The Night Garden Of Spring", ROWS), album("Luna", "Night Garden: Spring", AGAIN)),
    ],
    "two scripts": [
        (
            release("Ryuichi Sakamoto", "千のナイフ = Thousand Knives Of", KNIVES),
            album(
                "Ryuichi Sakamoto",
                "Thousand Knives",
                "Thousand Knives 9:34 | Island of Woods 9:50 | Grasshoppers 5:16 | Das Neue 8:05 | Plastic Bamboo 6:31",
            ),
        ),
        (
            release("Dreamcatcher", "악몽·Escape The ERA", BARE + " | Scar (Inst.)"),
            album("Dreamcatcher", "Nightmare·Escape The ERA", BARE + " | Scar (Instrumental)"),
        ),
        (
            release("Luna", "誓い", "誓い 3:01 | 海 3:25 | 空 3:19 | 山 4:00 | 川 4:20"),
            album("Luna", "Chikai", "Chikai 3:01 | Umi 3:25 | Sora 3:19 | Yama 4:00 | Kawa 4:20"),
        ),
        (
            release(
                "Кино", "Группа Крови", "Группа Крови 4:01 | Звезда 3:25 | Война 3:19 | Спокойная Ночь 6:00 | Мама 4:20"
            ),
            album(
                "Kino",
                "Gruppa krovi",
                "Gruppa krovi 4:01 | Zvezda 3:25 | Voyna 3:19 | Spokoynaya noch 6:00 | Mama 4:20",
                entry_id="k",
            ),
        ),
        (
            release("Luna", "夜の庭 = Night Garden", "朝 = First Light | 港 = Harbour Wall | 家 = Glass House"),
            album("Luna", "Night Garden", "First Light | 港 | Glass House"),
        ),
        (
            release("Luna", "Night Garden", "夜 3:00 | First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19"),
            album("Luna", "Night Garden", "Yoru 3:00 | First Light 3:01 | Harbour Wall 3:25 | Glass House 3:19"),
        ),
    ],
    "classical": [
        (
            release(BACH, "The Goldberg Variations", GOLDBERG),
            album("Glenn Gould", "Bach: The Goldberg Variations, BWV 988 (1981 Gould Remaster)", GOULD),
        ),
        (release(BACH, "The Goldberg Variations", GOLDBERG), album("Glenn Gould", "Goldberg Variations", GOLDBERG)),
        (
            release(BACH, "Goldberg Variations BWV 988", GOLDBERG),
            album("Glenn Gould", "Bach: Goldberg Variations", GOULD),
        ),
        (
            release(
                ("Mozart", "Karl Böhm", "Berliner Philharmoniker"),
                "Symphonie Nr. 40",
                "Molto Allegro 8:00 | Andante 7:51 | Menuetto 4:41 | Allegro Assai 4:50",
            ),
            album(
                ("Karl Böhm", "Berliner Philharmoniker"),
                "Mozart: Symphonie Nr. 40, K. 550",
                "Symphonie Nr. 40, K. 550: I. Molto allegro 8:00 | "
                "Symphonie Nr. 40, K. 550: II. Andante 7:50 | "
                "Symphonie Nr. 40, K. 550: III. Menuetto 4:41 | Symphonie Nr. 40, K. 550: IV. Allegro assai 4:50",
            ),
        ),
        (
            release(("Beethoven", "Karajan"), "Symphony No. 9 In D Minor, Op. 125", ROWS),
            album("Karajan", "Beethoven: Symphony No. 9", AGAIN),
        ),
        (
            release(
                ("Chopin", "Pollini"),
                "Etudes",
                "Etude Op. 10 No. 1 2:00 | Etude Op. 10 No. 2 1:20 | Etude Op. 10 No. 3 4:00",
            ),
            album(
                ("Chopin", "Pollini"),
                "Chopin: Etudes",
                "Etude, Op. 10 No. 1 2:00 | Etude, Op. 10 No. 2 1:20 | Etude, Op. 10 No. 3 4:00",
            ),
        ),
    ],
    "joint artists": [
        (release(("Neil Young", "Crazy Horse"), "Zuma", BARE), album("Neil Young", "Zuma", BARE)),
        (release("Neil Young & Crazy Horse", "Zuma", BARE), album("Neil Young", "Zuma", BARE)),
        (release("John Coltrane Quartet", "Ballads", BARE), album("John Coltrane", "Ballads", BARE)),
        (release("The Dave Brubeck Quartet", "Time Out", BARE), album("Dave Brubeck", "Time Out", BARE)),
        (
            release(
                "Fela",
                "Zombie",
                "Zombie 12:26 | Mister Follow Follow 12:58",
                artists=(("Fela", "Fela Kuti"), ("Afrika 70",)),
                artist_line="Fela And Afrika 70",
            ),
            album("Fela Kuti", "Zombie", "Zombie 12:26 | Mister Follow Follow 12:58"),
        ),
        (
            release(("Robert Fripp", "Brian Eno"), "No Pussyfooting", ROWS),
            album(("Robert Fripp", "A. Producer"), "No Pussyfooting", AGAIN),
        ),
    ],
}

WRONG: Cases = {
    "live without the word": [
        (release("Luna", "Night Garden", ROWS), album("Luna", "Night Garden (Live)", SLOWER)),
        (release("Luna", "Night Garden", ROWS), album("Luna", "Night Garden (Live)", OTHER)),
        (release("Luna", "Night Garden", BARE), album("Luna", "Night Garden (Live)", BARE)),
        (
            release("Luna", "Night Garden", ROWS),
            album("Luna", "Night Garden", SLOWER.replace(" 4", " - Live at Home 4")),
        ),
        (release(*CASH, ROWS), album("Johnny Cash", "At Folsom Prison (Live)", SLOWER)),
        (release(*CASH, BARE), album("Johnny Cash", "At San Quentin (Live)", BARE)),
        (release("Depeche Mode", "101", ROWS), album("Depeche Mode", "101 (Live)", OTHER)),
    ],
    "title differs, songs do not": [
        (release("Prince", "Music From The Motion Picture Purple Rain", BARE), album("Prince", "Purple Rain", OTHER)),
        (
            release("The Beatles", "1967-1970", BARE, kinds=COMPILATION),
            album("The Beatles", "The Beatles 1962-1966 (The Red Album)", BARE),
        ),
        (release("Led Zeppelin", "Untitled", ROWS), album("Led Zeppelin", "Led Zeppelin III", OTHER)),
        (release("Led Zeppelin", "Untitled", ROWS), album("Someone Else", "Untitled", AGAIN)),
        (release("Luna", "Night Garden", ROWS), album("Luna", "Garden Parties", SLOWER)),
        (release("Luna", "Night Garden", BARE), album("Luna", "Day Harbour", BARE)),
        (release("Luna", "Night Garden", BARE), album("Luna", "Night Garden 2", BARE)),
        (release("Luna", "Night Garden", ROWS), album("Luna", "Day Harbour (Demos)", AGAIN)),
    ],
    "two scripts": [
        (
            release("Luna", "誓い", "誓い 3:01 | 海 3:25 | 空 3:19 | 山 4:00 | 川 4:20"),
            album("Luna", "Chikai", "Kage 4:01 | Hi 4:25 | Tsuki 4:19 | Hoshi 5:00 | Ame 3:20"),
        ),
        (
            release("Luna", "誓い", "誓い 3:01 | 海 3:25 | 空 3:19 | 山 4:00 | 川 4:20"),
            album("Sol", "Chikai", "Chikai 3:01 | Umi 3:25 | Sora 3:19 | Yama 4:00 | Kawa 4:20"),
        ),
        (
            release("Luna", "誓い", "誓い | 海 | 空 | 山 | 川"),
            album("Luna", "Chikai", "Chikai | Umi | Sora | Yama | Kawa"),
        ),
        (
            release("Luna", "夜の庭 = Night Garden", "朝 = First Light | 港 = Harbour Wall | 家 = Glass House"),
            album("Luna", "Night Garden", "First Light (Live) | Harbour Wall (Live) | Glass House (Live)"),
        ),
        (
            release("Dreamcatcher", "악몽·Escape The ERA", BARE + " | Scar (Inst.)"),
            album("Dreamcatcher", "Prequel·Escape The ERA 2", BARE + " | Scar (Instrumental)"),
        ),
    ],
    "classical": [
        (
            release(BACH, "The Goldberg Variations", GOLDBERG),
            album("Glenn Gould", "Bach: The Well-Tempered Clavier, BWV 846", GOLDBERG.replace("3:", "4:")),
        ),
        (
            release(BACH, "The Goldberg Variations", GOLDBERG),
            album("Trevor Pinnock", "Bach: The Goldberg Variations, BWV 988", GOULD),
        ),
        (
            release(BACH, "The Goldberg Variations", GOLDBERG),
            album(
                "Glenn Gould",
                "Bach: The Goldberg Variations, BWV 988",
                GOULD.replace("3:05", "1:53")
                .replace("1:10", "0:45")
                .replace("0:49", "0:37")
                .replace("1:31", "0:55")
                .replace("3:42", "2:10"),
            ),
        ),
        (
            release(("Beethoven", "Karajan"), "Symphony No. 9", ROWS),
            album("Karajan", "Beethoven: Symphony No. 5", AGAIN),
        ),
        (release(("Mozart", "Böhm"), "Symphonie K. 550", ROWS), album("Böhm", "Mozart: Symphonie, K. 551", AGAIN)),
    ],
    "joint artists": [
        (
            release(("Neil Young", "Crazy Horse"), "Zuma", BARE),
            album("Neil Young", "Zuma", BARE.replace("Salt", "Wire")),
        ),
        (release(("Neil Young", "Crazy Horse"), "Zuma", BARE), album("Young", "Zuma", BARE)),
        (release("Simon & Garfunkel", "Zuma", BARE), album("Simon", "Zuma", BARE)),
        (release("John Coltrane Quartet", "Ballads", ROWS), album("John Coltrane", "Ballads", SLOWER)),
        (release("John Coltrane Quartet", "Ballads", BARE), album("Coltrane Tribute Quartet", "Ballads", BARE)),
        (release(("Ada", "Bert"), "Zuma", BARE), album(("Ada", "Carl"), "Zuma", BARE)),
    ],
    "two albums in one": [
        (release("Luna", "Night Garden", BARE), album("Luna", "Night Garden / Белый Сад", f"{BARE} | {OTHER}")),
        (release("Angra", "Angels Cry", BARE), album("Angra", "Angels Cry / Holy Land", f"{BARE} | {OTHER}")),
        (
            release("Slowdive", "Just For A Day", ROWS),
            album("Slowdive", "Just for a Day / Blue Day", f"{AGAIN} | {OTHER}"),
        ),
        (release("Luna", "Night Garden", BARE), album("Luna", "Night Garden + Day Garden", f"{BARE} | {OTHER}")),
        (release("Luna", "Night Garden", BARE), album("Luna", "Day Garden / Night Garden", f"{OTHER} | {BARE}")),
        (release("Luna", "Night Garden / Day Garden", f"{BARE} | {OTHER}"), album("Luna", "Night Garden", BARE)),
        (
            release("Luna", "Night Garden", BARE),
            replace(album("Luna", "Night Garden / Day Garden", BARE), songs=(), track_count=12),
        ),
    ],
}


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in RIGHT for number in range(len(RIGHT[kind]))])
def test_the_right_one_is_found(kind: str, number: int) -> None:
    """However it is titled and credited; without its songs, they are asked for."""
    wanted, candidate = RIGHT[kind][number]
    verdict = decide(wanted, [candidate])
    assert candidate.entry_id == taken(verdict), verdict.reason
    assert replace(candidate, songs=()) == decide(wanted, [replace(candidate, songs=())]).in_doubt


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind in WRONG for number in range(len(WRONG[kind]))])
def test_a_tempting_one_is_not_taken(kind: str, number: int) -> None:
    """It stays open, and the reason is said."""
    wanted, candidate = WRONG[kind][number]
    verdict = decide(wanted, [candidate])
    assert taken(verdict) is None
    assert verdict.reason
