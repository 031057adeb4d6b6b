"""An encyclopedia's article is taken for our record, or our artist, only when it says so."""

import pytest
from contenders import ALBUM, COMPILATION, EP, SINGLE, ours, various

from scraper.domain.evidence import Kind, Wanted
from scraper.matching import article_about, article_about_artist

RUMOURS = ours("Fleetwood Mac", "Rumours", years=(1977,))
AUTOBAHN = ours("Kraftwerk", "Autobahn", years=(1974,))
HEAVEN = ours("Heaven", "Penthouse And Pavement")
DUO = ours(("Robert Plant", "Alison Krauss"), "Raising Sand")
SOUNDTRACK: frozenset[Kind] = frozenset({"album", "soundtrack"})

OTHERS: list[tuple[Wanted, str, str]] = [
    (RUMOURS, "Rumours (disambiguation)", "Rumours may refer to: Rumours (album), an album by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours may refer to an album by Fleetwood Mac, or to gossip."),
    (RUMOURS, "Rumours (song)", "Rumours is a song by Fleetwood Mac."),
    (RUMOURS, "Rumours (film)", "Rumours is a film about the band Fleetwood Mac and their album by that name."),
    (RUMOURS, "Rumours", "Rumours are an English band who play the album by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is a single by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is the second album by the American band Gossip."),
    (RUMOURS, "Rumours", "Rumours is an album by Gossip, featuring covers of Fleetwood Mac songs."),
    (RUMOURS, "Rumours", "Rumours is an album by Gossip featuring songs by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is a tribute album to Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is a remix album by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is a compilation album by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is an EP by Fleetwood Mac."),
    (RUMOURS, "Rumours", "Rumours is the soundtrack album by Fleetwood Mac."),
    (RUMOURS, "Rumours (Gossip album)", "Rumours is the eleventh studio album by Fleetwood Mac."),
    (RUMOURS, "Rumours (2009 album)", "Rumours is the eleventh studio album by Fleetwood Mac."),
    (RUMOURS, "Rumours (live album)", "Rumours is a live album by Fleetwood Mac."),
    (RUMOURS, "Rumours Live", "Rumours Live is a live album by Fleetwood Mac."),
    (RUMOURS, "Rumour", "Rumour is an album by Fleetwood Mac."),
    (RUMOURS, "Fleetwood Mac (album)", "Fleetwood Mac is the tenth studio album by Fleetwood Mac."),
    (RUMOURS, "Rumours", f"Rumours is an album. {'It was well received. ' * 30} It is by Fleetwood Mac."),
    (RUMOURS, "Rumours", ""),
    (HEAVEN, "Penthouse and Pavement", "Penthouse and Pavement is the debut album by the band Heaven 17."),
    (HEAVEN, "Penthouse and Pavement", "Penthouse and Pavement is the debut album by the band Big Heaven."),
    (HEAVEN, "Penthouse and Pavement", "Penthouse and Pavement is an album by Heaven and Hell."),
    (HEAVEN, "Penthouse and Pavement", "Penthouse and Pavement is an album by Earth & Heaven."),
    (HEAVEN, "Penthouse and Pavement", "Penthouse and Pavement is an album by nobody, made in heaven."),
    (ours("Van Halen", "1984"), "Van Halen (album)", "Van Halen is the debut studio album by Van Halen."),
    (
        ours("Robert Plant", "Raising Sand"),
        "Raising Sand",
        "Raising Sand is an album by Robert Plant and Alison Krauss.",
    ),
    (DUO, "Raising Sand", "Raising Sand is an album by Robert Plant."),
    (ours("New Order", "Blue Monday", kinds=SINGLE), "Blue Monday", "Blue Monday is an album by New Order."),
    (ours("Ride", "4 EPs", kinds=COMPILATION), "4 EPs", "4 EPs is an EP by Ride."),
    (ours("Ada", "Glow", kinds=EP), "Glow", "Glow is the debut studio album by Ada."),
    (various("Gold Soul"), "Gold Soul", "Gold Soul is a compilation album by various artists."),
]


@pytest.mark.parametrize(("wanted", "title", "text"), OTHERS)
def test_another_article_is_not_taken(wanted: Wanted, title: str, text: str) -> None:
    """Of a song, a film, a band, another's record, another kind of record, or of many things of one name."""
    assert article_about(wanted, title, text) is None


RIGHT: list[tuple[Wanted, str, str]] = [
    (
        RUMOURS,
        "Rumours (album)",
        "Rumours is the eleventh studio album by the British rock band Fleetwood Mac, on",
    ),
    (RUMOURS, "Rumours (Fleetwood Mac album)", "Rumours is the eleventh studio album by Fleetwood Mac. It was"),
    (RUMOURS, "Rumours (1977 album)", "Rumours is Fleetwood Mac's eleventh studio album."),
    (AUTOBAHN, "Autobahn (Album)", "Autobahn ist das vierte Studioalbum der Düsseldorfer Band Kraftwerk. Es erschien"),
    (AUTOBAHN, "Autobahn (album)", "Autobahn est le quatrième album du groupe allemand Kraftwerk, sorti"),
    (AUTOBAHN, "Autobahn (álbum)", "Autobahn es el cuarto álbum de estudio de la banda alemana Kraftwerk."),
    (AUTOBAHN, "Autobahn (album)", "Autobahn è il quarto album in studio del gruppo musicale tedesco Kraftwerk."),
    (ours("Van Halen", "Van Halen"), "Van Halen (album)", "Van Halen is the debut studio album by the band Van Halen."),
    (
        ours("Prince", "1999"),
        "1999 (Prince album)",
        "1999 is an album by singer, songwriter, and musician Prince.",
    ),
    (ours("Heaven 17", "Glow"), "Glow", "Glow is the debut studio album by English synth-pop band Heaven 17, released"),
    (DUO, "Raising Sand", "Raising Sand is a collaborative studio album by Robert Plant and Alison Krauss."),
    (ours("Simon & Garfunkel", "Bookends"), "Bookends (album)", "Bookends is the fourth album by Simon & Garfunkel."),
    (
        ours("New Order", "Blue Monday", kinds=SINGLE),
        "Blue Monday (New Order song)",
        "Blue Monday is a song by New Order.",
    ),
    (ours("Ada", "Glow", kinds=EP), "Glow (EP)", "Glow is the second EP by German musician Ada."),
    (ours("Ride", "4 EPs", kinds=COMPILATION), "4 EPs", "4 EPs is a compilation album by the English band Ride."),
    (ours("Air", "Suicides", kinds=SOUNDTRACK), "Suicides", "Suicides is the original score by the French duo Air."),
    (ours("Depeche Mode", "101"), "101 (album)", "101 is a live album by English band Depeche Mode."),
    (ours("Aretha", "The Girl", kinds=ALBUM), "The Girl (album)", "The Girl is an album by Aretha; it holds a song."),
]


@pytest.mark.parametrize(("wanted", "title", "text"), RIGHT)
def test_the_article_about_our_record_is_taken(wanted: Wanted, title: str, text: str) -> None:
    """Whatever stands in brackets to tell it from others, in some languages."""
    evidence = article_about(wanted, title, text)
    assert evidence is not None
    assert "likeness" == evidence.certainty
    assert evidence.text.startswith("100% (title 100%, artist 100%, article ")


KNOWN = ("Night Garden", "Adelaide Lace", "Home", "Glasshouse", "Homecoming", "Greatest Hits", "Live", "Luna")

NOT_OURS = [
    ("Luna", "Luna is the natural satellite. Night Garden is a film."),
    ("Luna", "Luna is an American band from New York."),
    ("Luna", "Luna is an American band whose home is New York; their greatest hits are live at home."),
    ("Luna", "Luna is an American band with a Glasshouse."),
    ("Luna", "Luna is an American band. They play in a night garden."),
    ("Luna", "Luna is an album by the band Solaris, after Night Garden."),
    ("Luna (album)", "Luna is an album by the band Luna, after Night Garden."),
    ("Luna (film)", "Luna is a film by Bernardo, with a band, music of Night Garden."),
    ("Luna Sea", "Luna Sea is a band whose album is Night Garden."),
    ("Luna", "Luna may refer to: a band that made Night Garden."),
    ("Luna", "Luna is a band that made Night Garden Two and with Big Adelaide Lace."),
]


@pytest.mark.parametrize(("title", "text"), NOT_OURS)
def test_an_article_that_knows_nothing_of_ours_is_not_taken(title: str, text: str) -> None:
    """A name, and even a common word of a title, is had by many."""
    assert article_about_artist(["Luna"], KNOWN, title, text) is None


OURS = [
    ("Luna", "Luna is an American band. Their debut Night Garden was made in 1994."),
    ("Luna (band)", "Luna were an English dream pop group formed by Adelaide Lace."),
    ("Luna (American band)", "Luna is a band. In Night Garden, their first album, they sing."),
    ("Luna", "Luna is a band from Leeds that made Glasshouse and, in 1999, Homecoming."),
    ("Luna (Band)", "Luna ist eine deutsche Band. Ihr Album Night Garden erschien 1994."),
]


@pytest.mark.parametrize(("title", "text"), OURS)
def test_the_article_about_our_artist_is_taken(title: str, text: str) -> None:
    """When it is about a musician or a band, and names a record or a member of theirs."""
    evidence = article_about_artist(["Luna", "Luna (UK)"], KNOWN, title, text)
    assert evidence is not None
    assert "names " in evidence.text
