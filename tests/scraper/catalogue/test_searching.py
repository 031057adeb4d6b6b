"""Whoever asks as people ask finds what they mean, in either database."""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest
from catalogued import entry, load, real_dumps, told
from postgres import database

from scraper.catalogue.backend import Catalogue, Question, Row
from scraper.catalogue.folding import fold, search_text, track_text
from scraper.catalogue.ingest import dump, ingest
from scraper.catalogue.needles import digits, trigrams
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.search import search
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress

SHELF: Sequence[Row] = [
    entry(1, "Sigur Rós", "Ágætis Byrjun", labels="Smekkleysa", catnos="SM 79", barcodes="5690351101127"),
    entry(2, "Sigur Rós", "( )", labels="FatCat Records", catnos="FATLP22"),
    entry(3, "!!!", "Louden Up Now", labels="Warp Records", catnos="WARPLP121"),
    entry(4, "The Beatles", "1", labels="Apple Records", catnos="7243 5 29325 1 0"),
    entry(5, "The Beatles", "The Beatles", labels="Apple Records", catnos="PMC 7067"),
    entry(6, "U2", "War", labels="Island Records", catnos="ILPS 9733"),
    entry(7, "坂本龍一", "千のナイフ", labels="Better Days", catnos="YX-7568-N"),
    entry(8, "Nirvana", "Nevermind", labels="DGC", catnos="DGC-24425", barcodes="720642442517 0720642442524"),
    entry(9, "Nirvana", "In Utero", labels="DGC, Geffen", catnos="DGC-24607, none"),
    entry(10, "Nirvana", "Nevermind", labels="Simply Vinyl", catnos="SVLP 0038"),
    entry(11, "Pink Floyd", "The Wall", labels="Harvest", catnos="SHDW 411"),
    entry(12, 'Bob "Q" Marley', '"Live!" AND NOT (Dead)*', labels="Tuff Gong", catnos="A^B:C"),
    entry(13, "100% Pure", "50%_off\\", labels="Dun & Dusted", catnos="%"),
    entry(14, "Дельфин", "Звезда", labels="Мистерия Звука"),
    entry(15, "Mötley Crüe", "Théâtre Of Pain", labels="Elektra", catnos="960 418-1"),
    entry(16, "Wall Of Voodoo", "Call Of The West", labels="I.R.S. Records", catnos="SP-70026"),
    entry(17, "X", "Los Angeles", labels="Slash", catnos="SR 104"),
    (18, None, None, None, None, None, None, None, None, None),
    entry(19, "Motörhead", "Ace Of Spades", labels="Bronze", catnos="BRON 531"),
    entry(20, "The The", "Soul Mining", labels="Some Bizzare", catnos="EPC 25525"),
]
TRACKS = {
    8: ["Smells Like Teen Spirit", "Lithium", "Polly"],
    10: ["Smells Like Teen Spirit", "Lithium", "Drain You"],
    1: ["Svefn-g-englar", "Starálfur"],
    11: ["Another Brick In The Wall (Part 2)", "Hey You", "Vera"],
    2: ["Untitled", "( )"],
    12: ["Vera"],
    19: ["Ace Of Spades", "..."],
}


@pytest.fixture
def shelf(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with a few records, of which a test may delete some."""
    load(catalogue, SHELF, TRACKS)
    return catalogue


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def steady(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Return one that all tests share, as they only search it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            made: Catalogue = SqliteCatalogue(tmp_path_factory.mktemp("steady") / "catalogue.db")
        else:
            made = open_postgres(stack.enter_context(database(request.getfixturevalue("postgres_server"))))
        stack.callback(made.close)
        load(made, SHELF, TRACKS)
        yield made


def found(catalogue: Catalogue, text: str = "", **more: str) -> list[int]:
    """Return the ids of what is found, best first."""
    return [hit.release_id for hit in search(catalogue, Question(text=text, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Nirvana In Utero", 9),
        ("in utero NIRVANA", 9),
        ("nirvna in uterro", 9),
        ("agaetis byrjun", 1),
        ("Sigur Ros Agætis", 1),
        ("motley crue theatre of pain", 15),
        ("MÖTÖRHEAD", 19),
        ("motorhed ace spades", 19),
        ("pink floid the wal", 11),
        ("pinkfloyd thewall", 11),
        ("the wall", 11),
        ("wall of voodoo", 16),
        ("floyd 1979 wall remaster", 11),
        ("u2", 6),
        ("U2 war", 6),
        ("x", 17),
        ("1", 4),
        ("beatles 1", 4),
        ("the beatles", 5),
        ("the the", 20),
        ("!!!", 3),
        ("( )", 2),
        ("()", 2),
        ("sigur ros ( )", 2),
        ("坂本龍一", 7),
        ("千のナイフ 坂本龍一", 7),
        ("дельфин звезда", 14),
        ("ДЕЛЬФИН", 14),
        ("warplp121", 3),
        ("WARP LP 121", 3),
        ("better days", 7),
        ("svlp0038", 10),
        ("nevermind simply vinyl", 10),
        ("720642442517", 8),
        ("0 72064-24425-2 4", 8),
        ("100%", 13),
        ('marley "live!" AND NOT dead', 12),
        ("x" * 10 + " los angeles", 17),
    ],
)
def test_the_one_that_is_meant_comes_first(steady: Catalogue, text: str, first: int) -> None:
    """Misspelt, unaccented, in another order, with words too many or too few, short, odd, or by its number."""
    assert [first] == found(steady, text)[:1]


def test_exact_ones_come_first_and_then_older_ids(steady: Catalogue) -> None:
    """Two pressings of one record are alike; what else the artist made comes after them or not at all."""
    assert [8, 10] == found(steady, "nirvana nevermind")[:2]
    assert [8, 9, 10] == found(steady, "nirvana")
    hits = search(steady, Question(text="nirvana nevermind"))
    assert [1.0, 1.0] == [hit.score for hit in hits[:2]]
    assert all(0.6 <= hit.score < 1 for hit in hits[2:])
    assert [8] == [hit.release_id for hit in search(steady, Question(text="nirvana nevermind", limit=1))]


def test_a_hit_tells_what_the_index_knows(steady: Catalogue) -> None:
    """With '' for what is not there, and None for numbers."""
    (hit,) = search(steady, Question(catno="sm79"))
    assert ("Sigur Rós", "Ágætis Byrjun", "Smekkleysa", "SM 79", "5690351101127") == (
        *(hit.artists, hit.title, hit.labels, hit.catnos, hit.barcodes),
    )
    assert (None, 1999, "UK", "Vinyl") == (hit.master_id, hit.year, hit.country, hit.formats)
    (hit,) = search(steady, Question(artist="Дельфин"))
    assert ("", "") == (hit.catnos, hit.barcodes)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"artist": "nirvana"}, [8, 9, 10]),
        ({"artist": "nirvana", "title": "nevermnd"}, [8, 10]),
        ({"title": "the wall"}, [11]),
        ({"title": "wall of voodoo"}, []),
        ({"artist": "beatles", "title": "1"}, [4]),
        ({"artist": "!!!"}, [3]),
        ({"title": "( )"}, [2]),
        ({"label": "geffen"}, [9]),
        ({"label": "dgc", "title": "utero"}, [9]),
        ({"text": "nirvana", "label": "simply vinyl"}, [10]),
        ({"catno": "dgc24425"}, [8]),
        ({"catno": "DGC 24 425"}, [8]),
        ({"catno": "yx7568n"}, [7]),
        ({"catno": "shdw411"}, [11]),
        ({"track": "another brick in the wal"}, [11]),
        ({"track": "smells like teen spirit"}, [8, 10]),
        ({"track": "teen spirit smells", "label": "simply vinyl"}, [10]),
        ({"track": "staralfur"}, [1]),
        ({"track": "vera", "artist": "pink floyd"}, [11]),
        ({"track": "( )"}, [2]),
        ({"track": "..."}, [19]),
        ({"track": "...", "artist": "motorhed"}, [19]),
        ({"track": "vera", "artist": "!!!"}, []),
        ({"barcode": "720642442517"}, [8]),
        ({"barcode": "0 72064 24425 1 7"}, [8]),
        ({"barcode": "00-720642-442524"}, [8]),
        ({"barcode": "5690351101128"}, []),
        ({"barcode": "56"}, []),
        ({"barcode": "720642442517", "artist": "slowdive"}, []),
    ],
)
def test_fields_narrow_it(steady: Catalogue, asked: dict[str, str], expected: list[int]) -> None:
    """A release has to be like what is asked for in each of them."""
    assert expected == found(steady, **asked)[: len(expected) or None]


HOSTILE = [
    *("'", '"', '""', "';DROP TABLE release_index;--", "%", "_", "%%%", "\\", "*", "a*", "^", "NEAR(a b)", "a OR b"),
    *("title:nirvana", "-nirvana", "AND", "NOT", "+", "(", ")", "{}", "$1", "?", "\0", "a\0b", "😀", "text:", "a\nb"),
    *("  ", "\n", "\u0301", "\u200b", "ß", "ﬁ", "½", "…", "¿?", "a" * 300, "nirvana " * 200, "ア", "\ud800x"),
]


@pytest.mark.parametrize("field", ["text", "artist", "track", "label", "catno", "barcode"])
def test_nothing_that_is_typed_does_harm(steady: Catalogue, field: str) -> None:
    """It finds something, or nothing, or is told to be nothing to look for; and all is there as before."""
    nothing = []
    for text in HOSTILE:
        try:
            hits = search(steady, Question(**{field: text}))  # type: ignore[arg-type]
        except BadUsage as error:
            assert "Say what to search for" in str(error)  # noqa: PT017  # either is right, depending on the text
            nothing.append(text)
        else:
            assert all(0 < hit.score <= 1 for hit in hits)
    assert {"  ", "\n", "\0"} <= set(nothing)
    assert {"a OR b", "ア"} & set(nothing) == ({"a OR b", "ア"} if field == "barcode" else set())
    assert [(len(SHELF),)] == [*steady.rows("SELECT count(*) FROM release_index")]


def test_a_question_can_be_a_page_long(steady: Catalogue) -> None:
    """As much of it as counts is looked for, in all fields at once."""
    chance = random.Random(3)  # noqa: S311  # the same each time
    page = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789 ", k=3000))
    assert [] == found(steady, page)
    assert [] == found(steady, page, artist=page, title=page, track=page, label=page, catno=page)
    assert [] == found(steady, track=page)
    assert [11] == found(steady, f"pink floyd the wall {page[:20]}")[:1]


def test_wide_letters_are_letters(steady: Catalogue) -> None:
    """As a Japanese keyboard types them."""
    assert [8] == found(steady, "ｎｉｒｖａｎａ　ｎｅｖｅｒｍｉｎｄ")[:1]


@pytest.mark.parametrize("text", ["zzyzx qwrtp", "completely different words", "999999999999"])
def test_what_is_not_there_is_not_found(steady: Catalogue, text: str) -> None:
    """Rather nothing than what nobody asked for."""
    assert [] == found(steady, text)


@pytest.mark.parametrize("question", [Question(), Question(text="  "), Question(barcode="none")])
def test_a_question_about_nothing_is_told(catalogue: Catalogue, question: Question) -> None:
    """Also of an empty catalogue, which answers any other."""
    with pytest.raises(BadUsage, match="Say what to search for"):
        search(catalogue, question)
    assert [] == found(catalogue, "nirvana", track="lithium")


def test_tracks_need_more_than_an_index(catalogue: Catalogue) -> None:
    """It is said, instead of finding nothing."""
    load(catalogue, SHELF, loaded=told(keep="index"))
    assert [8] == found(catalogue, "nirvana nevermind")[:1]
    with pytest.raises(BadUsage, match="holds only an index, without tracks"):
        found(catalogue, track="lithium")


def test_what_is_deleted_or_replaced_is_not_found(shelf: Catalogue) -> None:
    """Its words and its tracks are gone from the indexes."""
    shelf.delete([8, 1])
    assert [10] == found(shelf, "nirvana nevermind")[:1]
    assert ([], [10]) == (found(shelf, "agaetis byrjun"), found(shelf, track="lithium"))
    load(shelf, [entry(8, "Ride", "Nowhere")], {8: ["Seagull"]})
    assert ([], [8]) == (found(shelf, "nirvana nevermind"), found(shelf, "ride nowhere"))
    assert ([], [8]) == (found(shelf, track="lithium"), found(shelf, track="seagul"))


def test_real_records_are_found(catalogue: Catalogue) -> None:
    """Each of 500 by artist and title, and with a letter left out nearly each, though many are alike."""
    (file,) = real_dumps().glob("*_releases.xml.gz")
    ingest(catalogue, dump(file), Selection(), progress=Progress(), workers=0)
    chance = random.Random(5)  # noqa: S311  # the same each time
    query = "SELECT release_id, artists, title FROM release_index ORDER BY release_id"
    rows = [(number, str(artists), str(title)) for number, artists, title in catalogue.rows(query)][::4]
    missed = [row for row in rows if row[0] not in found(catalogue, f"{row[2]} {row[1]}")[:3]]
    assert len(missed) <= 1, missed
    misspelt = 0
    for number, artists, title in rows:
        text = f"{artists} {title}"
        place = chance.randrange(len(text))
        misspelt += number in found(catalogue, text[:place] + text[place + 1 :])[:3]
    assert misspelt >= 0.97 * len(rows)


def test_text_is_folded_for_searching() -> None:
    """Every word between spaces; what has no letters stays, even beside what has."""
    assert " sigur ros fatcat 22 ( ) " == search_text(("( )", "Sigur Rós", "FatCat", None, "22"))
    assert "  " == search_text((None, None))
    assert " ! ! ! vera " == track_text(["!!!", None, "Vera"])
    assert ("ac dc", "peppers", "lona", "!!!") == (*map(fold, ("AC/DC", "Pepper’s", "Łona", "!!!")),)


def test_short_words_have_trigrams_too() -> None:
    """Whatever the order of the words, each once."""
    assert [" u2", "u2 ", " wa", "war", "ar "] == trigrams(["u2", "war", "u2"])
    assert [" x "] == trigrams(["x"])
    assert ("75992725620", "") == (digits(" 0 7599-27256-2 0"), digits("none ٣"))
