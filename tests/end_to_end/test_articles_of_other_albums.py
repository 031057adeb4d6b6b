"""An article that MusicBrainz links to from an album is told only if it is about that album."""

from dataclasses import dataclass, replace

from household import MakeHome, crate, put
from linked_articles import NAMED, TEXT, Claims, claims, know, left_open
from neighbours import Elsewhere, MakeNeighbours

from services.fakes.musicbrainz import Link, MusicBrainzEntry

MASTER = 9001


@dataclass(frozen=True, kw_only=True)
class Album:
    """An album that MusicBrainz links from."""

    claims: Claims
    """Of the item that the link leads to."""
    reason: str = ""
    """Why the article is not told; '' where it is."""
    by: str = "wikipedia"
    """What MusicBrainz links to: 'wikipedia' for the article, 'wikidata' for the item."""


ALBUMS = [
    Album(claims=claims(P1954="77777", P31="Q482994"), reason=NAMED["master"]),
    Album(claims=claims(P1953="77777"), reason=NAMED["artist"]),
    Album(claims=claims(P2206="77777", P31="Q482994"), reason="{qid} names release 77777 of Discogs"),
    Album(claims=claims(P31="Q215380"), reason="{qid} is about a band"),
    Album(claims=claims(P31="Q11424"), reason="{qid} is about a film"),
    Album(claims=claims(P31="Q99999999"), reason="{qid} is of the kind Q99999999, which may be no record"),
    Album(claims=claims(P31="Q208569")),
    Album(claims=claims()),
]


def link_to_album(elsewhere: Elsewhere, master: int, *links: Link) -> None:
    """Let MusicBrainz know an album, and link to what it is said to be about."""
    discogs = Link(type="discogs", resource=f"https://www.discogs.com/master/{master}")
    mbid = f"00000000-0000-4000-8000-{master:012}"
    group = MusicBrainzEntry(kind="release-group", mbid=mbid, name=f"Title {master - 9000}", links=(discogs, *links))
    elsewhere.musicbrainz.entries.append(group)


def test_an_article_about_another_album_is_not_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """MusicBrainz may link to the wrong article, or item, as well as Discogs may; where it is right, it is believed."""
    albums = [*ALBUMS, *(replace(album, by="wikidata") for album in ALBUMS)]
    home, elsewhere = make_home(crate(0)), Elsewhere()
    reasons = {}
    for place, album in enumerate(albums):
        number = 2 * place + 1
        put(home.world, number)
        qid = know(elsewhere, album.claims, f"Article {number}")
        at = f"en.wikipedia.org/wiki/Article_{number}" if album.by == "wikipedia" else f"www.wikidata.org/wiki/{qid}"
        link_to_album(elsewhere, 9000 + number, Link(type=album.by, resource=f"https://{at}"))
        reasons[number] = album.reason and f"Wikidata {album.reason.format(qid=qid)}"
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    told = [number for number in reasons if TEXT in home.album(number).read_text()]
    assert [number for number, reason in reasons.items() if not reason] == told
    wanted = {f"Artist {number % 4}: Title {number}": reason for number, reason in reasons.items() if reason}
    assert wanted == left_open(home)


def test_what_an_item_of_others_names_is_not_linked(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """An item that names another album leads to that one's entries at the shops, too."""
    home, elsewhere = make_home(crate()), Elsewhere()
    know(elsewhere, claims(P1954="777", P2205="0123456789abcdefghijAB"))
    link_to_album(elsewhere, MASTER, Link(type="wikidata", resource="https://www.wikidata.org/wiki/Q771"))
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert "0123456789abcdefghijAB" not in home.album(1).read_text()
