"""Records and artists that other programs linked to somebody else's: none of them is here."""

from itertools import permutations

import pytest
from contenders import COMPILATION, EP, OTHER_SONGS, SONGS, entry, ours, taken, various

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching import article_about_artist, artist_in, decide, same_name

Case = tuple[Wanted, list[Candidate], Candidate | None]
HITS = (*OTHER_SONGS[:5], *SONGS[:3])
"""As many songs as ours has, three of them ours."""

CASES: dict[str, Case] = {
    "words of the title": (
        ours("Public Enemy", "25th Anniversary Vinyl Collection", kinds=COMPILATION),
        [
            entry("Nirvana", "MTV Unplugged (25th Anniversary)"),
            entry("Public Enemy", "It Takes A Nation Of Millions (25th Anniversary Edition)"),
            entry("Public Enemy", "Collection", OTHER_SONGS),
        ],
        entry("Public Enemy", "25th Anniversary Vinyl Collection"),
    ),
    "the artist's name in another's title": (
        ours("Steven Wilson", "4½", SONGS[:6], kinds=frozenset({"album", "ep"})),
        [
            entry("Chicago", "Chicago II (Steven Wilson Remix)", SONGS[:6]),
            entry("Steven Wilson", "4", OTHER_SONGS[:6]),
            entry("Steven Wilson", "", OTHER_SONGS[:6], entry_id="untitled"),
        ],
        entry("Steven Wilson", "4 1/2", SONGS[:6]),
    ),
    "an album named like the artist": (
        ours("Van Halen", "1984", years=(1984,)),
        [
            entry("Van Halen", "Van Halen", OTHER_SONGS, year=1984),
            entry("Van Halen", "Van Halen (Remastered)", None, track_count=8, year=1984),
            entry("Van Halen", "1978", OTHER_SONGS),
        ],
        entry("Van Halen", "1984 (Remastered)", year=2015),
    ),
    "the newest album": (
        ours("The Black Crowes", "1972", SONGS[:6], kinds=EP, years=(2022,)),
        [
            entry("The Black Crowes", "Happiness Bastards", OTHER_SONGS, year=2024),
            entry("The Black Crowes", "Happiness Bastards", None, track_count=6, entry_id="without songs"),
        ],
        entry("The Black Crowes", "1972 - EP", SONGS[:6]),
    ),
    "a number for a title": (
        ours("The Beatles", "1", kinds=COMPILATION, years=(2000,)),
        [
            entry("The Beatles", "The Beatles (White Album)", HITS),
            entry("The Beatles", "The Beatles 1967 - 1970", HITS),
            entry("The Beatles", "Anthology 1", OTHER_SONGS),
            entry("The Beatles", "1962", HITS),
        ],
        entry("The Beatles", "1 (Remastered)"),
    ),
    "a number and a compilation": (
        ours("Depeche Mode", "101", years=(1989,)),
        [
            entry("Depeche Mode", "The Best Of Depeche Mode, Vol. 1", HITS),
            entry("Depeche Mode", "1 01", HITS, entry_id="apart"),
            entry("Depeche Mode", "101 (Karaoke Version)"),
        ],
        entry("Depeche Mode", "101"),
    ),
    "a title without letters": (
        ours("Sigur Rós", "( )"),
        [
            entry("Sigur Rós", "Liminal Sleep", OTHER_SONGS),
            entry("Sigur Rós", "Sigur Rós", OTHER_SONGS),
            entry("Sigur Rós", "[ ]", OTHER_SONGS),
        ],
        entry("Sigur Rós", "()"),
    ),
    "the artist's name in the title": (
        ours("Ride", "4 EPs", kinds=COMPILATION),
        [
            entry("Ride 4 U", "Ride 4 U - EP", SONGS),
            entry("Ride", "Ride 4 U – EP", OTHER_SONGS[:4], kind="ep"),
            entry("Ride", "Ride - EP", OTHER_SONGS[:4]),
        ],
        entry("Ride", "4 EPs (2023 Remaster)"),
    ),
    "compilations look alike": (
        ours("Willie Nelson", "20 Golden Hits", kinds=COMPILATION),
        [
            entry("Willie Nelson", "The Collection", HITS),
            entry("Willie Nelson", "Always On My Mind", HITS),
            entry("Willie Nelson", "Golden Hits", HITS),
            entry("Willie Nelson", "16 Golden Hits", HITS),
            entry("Willie Nelson", "20 Greatest Hits", HITS),
        ],
        entry("Willie Nelson", "20 Golden Hits"),
    ),
    "self-titled": (
        ours("A Flock Of Seagulls", "A Flock Of Seagulls"),
        [
            entry("A Flock Of Seagulls", "Best Of", HITS),
            entry("A Flock Of Seagulls", "The Best Of A Flock Of Seagulls", HITS),
            entry("A Flock Of Seagulls", "A Flock Of Seagulls (Live)", SONGS),
            entry("A Flock Of Seagulls", "A Flock Of Seagulls", OTHER_SONGS, entry_id="the next of that name"),
        ],
        entry("A Flock of Seagulls", "A Flock of Seagulls (Deluxe Edition)", (*SONGS, "Tanglimara")),
    ),
    "half of it": (
        ours("Status Quo", "12 Gold Bars I + II", (*SONGS, *OTHER_SONGS), kinds=COMPILATION),
        [
            entry("Status Quo", "12 Gold Bars", SONGS),
            entry("Status Quo", "12 Gold Bars", (*SONGS, *OTHER_SONGS), entry_id="as many"),
            entry("Status Quo", "12 Gold Bars, Vol. II", OTHER_SONGS),
        ],
        entry("Status Quo", "12 Gold Bars (1 & 2)", (*SONGS, *OTHER_SONGS)),
    ),
    "various artists": (
        various("Gold Soul", kinds=COMPILATION, years=(1978,)),
        [
            entry("Various Artists", "The Wiz (Original Motion Picture Soundtrack)", OTHER_SONGS, year=1978),
            entry("Various", "Gold Soul", OTHER_SONGS, entry_id="by a duo named Various"),
            entry("Gold Soul", "Gold Soul", SONGS, entry_id="by a band of that name"),
            entry("Various Artists", "Gold Soul", None, track_count=8, entry_id="without songs"),
        ],
        entry("Verschiedene Interpreten", "Gold Soul"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_tempting_record_is_not_taken(name: str) -> None:
    """Neither one of them alone, nor all together."""
    wanted, tempting, _ = CASES[name]
    for candidates in ([], *([candidate] for candidate in tempting), tempting):
        verdict = decide(wanted, candidates)
        assert taken(verdict) is None
        assert verdict.reason


@pytest.mark.parametrize("name", CASES)
def test_the_right_one_is_taken_from_among_them(name: str) -> None:
    """Alone, and in whatever order a service answers, duplicates included."""
    wanted, tempting, right = CASES[name]
    assert right is not None
    assert right.entry_id == taken(decide(wanted, [right]))
    for order in list(permutations([right, *tempting, right]))[:200:17]:
        assert right.entry_id == taken(decide(wanted, order))


@pytest.mark.parametrize("name", CASES)
def test_a_barcode_that_was_used_again_is_no_proof(name: str) -> None:
    """On another record by somebody else."""
    code = "724353486624"
    wanted, _, _ = CASES[name]
    printed = ours(wanted.artists[0] if wanted.artists else "Various", wanted.title, barcodes=(code,))
    again = entry("Perfect Strangers", "Something Else Altogether", OTHER_SONGS, barcodes=(code,))
    assert taken(decide(printed, [again])) is None


NAMESAKES = [
    ("ALT", "alt-J"),
    ("8:58", "Twenty-Eight"),
    ("8:58", "858"),
    ("AVA", "Angels & Airwaves"),
    ("Baron", "The Red Baron"),
    ("BASIC", "Basic Element"),
    ("Heaven 17", "Heaven"),
    ("Level 42", "Level"),
    ("Blink-182", "Blink"),
    ("Maroon 5", "Maroon"),
    ("Alabama 3", "Alabama"),
    ("Front 242", "Front"),
    ("Apollo 440", "Apollo"),
    ("Sting", "The Police"),
    ("Simon & Garfunkel", "Simon"),
    ("Nirvana", "Nirvana UK"),
    ("!!!", "!!"),
    ("+/-", "+"),
]


@pytest.mark.parametrize(("name", "namesake"), NAMESAKES)
def test_another_name_is_another_artist(name: str, namesake: str) -> None:
    """In both directions, for a name alone and for a record of the same title and songs."""
    for our_name, their_name in ((name, namesake), (namesake, name)):
        wanted, candidate = ours(our_name, "The Luxury Gap"), entry(their_name, "The Luxury Gap")
        assert not same_name(our_name, their_name)
        assert taken(decide(wanted, [candidate])) is None
        assert artist_in(wanted, candidate) is None


ARTICLES = [
    ("ALT", "Alt-J", "Alt-J are an English indie rock band formed in Leeds."),
    ("ALT", "ALT (band)", "ALT was an Irish band of Andy White, Liam Ó Maonlaí and Tim Finn, who made Altitude."),
    ("ALT", "Alt", "Alt or ALT may refer to several bands."),
    ("8:58", "Twenty-Eight", "Twenty-Eight is an album by the band Zero Sum, made in the Big Fence studio."),
    ("8:58", "8:58", "8:58 is the debut studio album by 8:58, on which Zero Sum and Big Fence are heard."),
    ("AVA", "Angels & Airwaves", "Angels & Airwaves (AVA) is an American rock band formed by Tom DeLonge."),
    ("AVA", "Ava (singer)", "Ava is a Finnish singer whose songs are about home."),
    ("Baron", "The Red Baron", "The Red Baron was a German fighter pilot. Zero Sum is a film about him."),
    ("Baron", "Baron (musician)", "Baron is a drum and bass producer from Bristol."),
    ("BASIC", "Basic Element", "Basic Element is a Swedish band from Malmö."),
    ("BASIC", "BASIC", "BASIC is a family of programming languages of which a band has made a song."),
    ("Belief", "Belief (album)", "Belief is an album by the American musician Leo Kottke, with Zero Sum."),
    ("Belief", "Belief", "Belief is the second studio album by the band Belief, after Zero Sum."),
    ("Various", "Various (band)", "Various is a duo of two producers."),
]


@pytest.mark.parametrize(("name", "title", "text"), ARTICLES)
def test_an_article_about_somebody_else_is_no_biography(name: str, title: str, text: str) -> None:
    """However like its title is to the name: nothing that we know of the artist is in it, or it is about a record."""
    assert article_about_artist([name], ["Zero Sum", "Big Fence", "Home"], title, text) is None
