"""An article that a link leads to is told only if Wikidata does not say that it is about somebody or something else."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

import pytest
from household import Home, MakeHome, contents, crate, credit, put
from linked_articles import ARTIST, NAMED, TEXT, Claims, claims, know, left_open, linked_home, page_of
from neighbours import Elsewhere, MakeNeighbours

from scraper.enrichment.judging import DRAWN_BY
from services.fakes.faults import Fault
from services.fakes.wikimedia_world import WikidataItem
from services.fakes.world import World

PERHAPS = "{qid} is of the kind Q99999999, which may be no person, group or other act"
SOMEBODY_ELSE: dict[str, tuple[Claims, str]] = {
    "another band": (claims(P1953="77777", P31="Q215380"), NAMED["artist"]),
    "two others": (claims(P1953=["77777", "88888"]), NAMED["artist"]),
    "a master": (claims(P1954="77777"), NAMED["master"]),
    "a release": (claims(P2206="77777"), "{qid} names release 77777 of Discogs"),
    "an album": (claims(P31="Q482994"), "{qid} is about an album"),
    "a song": (claims(P31="Q7366"), "{qid} is about a song"),
    "a city": (claims(P31="Q515"), "{qid} is about a city"),
    "names": (claims(P31="Q4167410"), "{qid} is about a page that tells things of one name apart"),
    "a name": (claims(P31="Q101352"), "{qid} is about a family name"),
    "a genre": (claims(P31=["Q188451", "Q99999999"]), "{qid} is about a genre"),
    "unknown": (claims(P31="Q99999999"), PERHAPS),
}


def with_artists(world: World, elsewhere: Elsewhere, items: Mapping[str, Claims | None]) -> dict[str, tuple[int, str]]:
    """Let Discogs link from an artist for each item to the article about it; return the artists and the items' ids."""
    numbers = {}
    for artist, (name, of_item) in enumerate(items.items(), start=601):
        put(world, artist, artists=[credit(artist, name)])
        title = f"Article {artist}"
        world.artists[artist]["name"] = name
        world.artists[artist]["urls"] = [f"https://en.wikipedia.org/wiki/{title.replace(' ', '_')}"]
        numbers[name] = artist, know(elsewhere, of_item, title)
    return numbers


def test_an_article_about_others_is_not_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """No page has the text; the review says why, and what to type if it is right after all."""
    home, elsewhere = make_home(crate(1)), Elsewhere()
    items = {name: of_item for name, (of_item, _) in SOMEBODY_ELSE.items()}
    numbers = with_artists(home.world, elsewhere, items)
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert [] == [name for name, (artist, _) in numbers.items() if TEXT in page_of(home, artist)]
    reasons = {name: f"Wikidata {reason.format(qid=numbers[name][1])}" for name, (_, reason) in SOMEBODY_ELSE.items()}
    assert reasons == left_open(home)
    command = ("pin", "--artist", "601", "wikipedia", "https://en.wikipedia.org/wiki/Article_601")
    assert f"scrape {' '.join(command)}" in home.run("review").out
    assert 0 == home.run(*command).code
    assert TEXT in page_of(home, 601)


def test_an_article_about_the_artist_is_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """Where Wikidata names the artist, knows a person, group or act, or says nothing that speaks against it."""
    home, elsewhere = make_home(crate(1)), Elsewhere()
    outdated: Claims = {
        "P1953": [("77777", "deprecated"), (None, "normal")],
        "P31": [("Q482994", "deprecated"), ("Q5", "preferred")],
    }
    items = {
        "named": claims(P1953="601"),
        "named among others": claims(P1953=["77777", "602"]),
        "named, whatever else": claims(P1953="603", P31="Q482994"),
        "a person": claims(P31="Q5"),
        "a band": claims(P31="Q215380"),
        "a label and a band": claims(P31=["Q18127", "Q5741069"]),
        "taken back": outdated,
        "nothing known": claims(),
        "no item": None,
    }
    numbers = with_artists(home.world, elsewhere, items)
    services = make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert [] == [name for name, (artist, _) in numbers.items() if TEXT not in page_of(home, artist)]
    # One search for those that name somebody, and one question for all others.
    assert 4 >= services.asked()["wikidata"]
    before = contents(home.folder)
    assert 0 == home.run("--all").code
    assert (before, {}) == (contents(home.folder), {**services.asked()})


def test_an_article_of_an_unknown_kind_may_speak_for_itself(
    make_home: MakeHome, make_neighbours: MakeNeighbours
) -> None:
    """There are thousands of kinds: an article about a musician of that name that mentions their records is right."""
    home, elsewhere = linked_home(make_home, "https://en.wikipedia.org/wiki/Artist_1"), Elsewhere()
    know(elsewhere, claims(P31="Q99999999"), "Artist 1")
    text = "Artist 1 is a musician. Their records are Title 1 and Title 5."
    elsewhere.wikimedia.articles[0] = replace(elsewhere.wikimedia.articles[0], extract=text)
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert text in page_of(home)


@pytest.mark.parametrize("relatives", ["groups", "members"])
@pytest.mark.parametrize("of_item", [claims(P31="Q215380"), None])
def test_the_article_of_a_group_or_member_is_not_told(
    make_home: MakeHome, make_neighbours: MakeNeighbours, relatives: str, of_item: Claims | None
) -> None:
    """Even where Wikidata names no artist of Discogs, Discogs itself says that the two are not the same."""
    home, elsewhere = linked_home(make_home), Elsewhere()
    home.world.artists[ARTIST][relatives] = [{"id": 77777, "name": "Buzzcocks (2)", "active": True}]
    know(elsewhere, of_item)
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    assert {"Artist 1": "the article is about Buzzcocks, a member or group of the artist"} == left_open(home)


def test_a_redirect_to_others_is_not_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """A member without an article of their own is often redirected to their band's."""
    home, elsewhere = linked_home(make_home, "https://en.wikipedia.org/wiki/Pete_Shelley"), Elsewhere()
    know(elsewhere, claims(P1953="77777", P31="Q215380"))
    elsewhere.wikimedia.redirects["en", "Pete Shelley"] = "Buzzcocks"
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    assert "Wikidata Q771 names artist 77777 of Discogs" in home.run("review").out


@pytest.mark.parametrize("of_item", [claims(P31="Q215380"), claims(), None])
def test_a_redirect_to_another_name_is_not_told(
    make_home: MakeHome, make_neighbours: MakeNeighbours, of_item: Claims | None
) -> None:
    """It may lead to a part of the band's article, which Wikipedia does not say; nor need Wikidata know an id."""
    home, elsewhere = linked_home(make_home, "https://en.wikipedia.org/wiki/Artist_1"), Elsewhere()
    know(elsewhere, of_item)
    elsewhere.wikimedia.redirects["en", "Artist 1"] = "Buzzcocks"
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    assert {"Artist 1": "the link is redirected to Buzzcocks, which is called otherwise"} == left_open(home)


def test_a_redirect_to_the_artists_name_is_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """Articles are moved: to brackets, to another spelling, to the name that the artist has now."""
    home, elsewhere = linked_home(make_home, "https://en.wikipedia.org/wiki/Peter_McNeish"), Elsewhere()
    know(elsewhere, claims(P31="Q5"), "Artist 1 (musician)")
    elsewhere.wikimedia.redirects["en", "Peter McNeish"] = "Artist 1 (musician)"
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT in page_of(home)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Artist 1 are an English supergroup.", True),
        ("Artist 1 is a DJ from Leeds.", True),
        ("Artist 1 is a symphony orchestra.", True),
        ("Artist 1 are a fictional band of a television series.", False),
        ("Artist 1 is a film about a band.", False),
    ],
)
def test_an_act_of_an_unknown_kind_is_told(
    make_home: MakeHome, make_neighbours: MakeNeighbours, text: str, is_told: bool
) -> None:
    """Discogs links to it, it has the artist's name, and it says itself that it is about an act."""
    home, elsewhere = linked_home(make_home, "https://en.wikipedia.org/wiki/Artist_1"), Elsewhere()
    know(elsewhere, claims(P31="Q99999999"), "Artist 1")
    elsewhere.wikimedia.articles[0] = replace(elsewhere.wikimedia.articles[0], extract=text)
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert is_told is (text in page_of(home))


def test_a_page_that_tells_names_apart_is_not_told(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """It has no text about anybody; the review says so, since the link at Discogs can be mended."""
    home, elsewhere = linked_home(make_home), Elsewhere()
    know(elsewhere, claims(P31="Q4167410"), kind="disambiguation")
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    assert "a page that tells things of one name apart" in home.run("review").out


def test_another_article_than_the_one_of_the_artists_item_is_not_told(
    make_home: MakeHome, make_neighbours: MakeNeighbours
) -> None:
    """Wikidata knows the artist, by an item without an article: the one that Discogs links to is another's."""
    home, elsewhere = linked_home(make_home), Elsewhere()
    know(elsewhere, claims(P31="Q215380"))
    elsewhere.wikimedia.items.append(WikidataItem(qid="Q772", claims=claims(P1953=str(ARTIST))))
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    assert "the article is about Q771 of Wikidata, and not about Q772" in home.run("review").out


def as_kept_before(home: Home, *, with_item: bool) -> None:
    """Make a home's store one of a version that checked no article: with an item that was kept without its kind."""
    item = '{"entities": {"Q771": {"id": "Q771", "claims": {}, "sitelinks": {"enwiki": {"title": "Buzzcocks"}}}}}'
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db, db:
        raw = item if with_item else '{"entities": {}}'
        db.execute("UPDATE answers SET raw = ? WHERE source = 'wikidata'", (raw,))
        db.execute("UPDATE facts SET value = 'version 2' WHERE name = ?", (DRAWN_BY,))


@pytest.mark.parametrize("with_item", [False, True])
@pytest.mark.parametrize(("kind", "is_told"), [("Q215380", True), ("Q482994", False)])
def test_articles_that_are_kept_already_are_checked(
    make_home: MakeHome, make_neighbours: MakeNeighbours, with_item: bool, kind: str, is_told: bool
) -> None:
    """The first run after an upgrade asks Wikidata, and nobody else, and neither loses nor keeps what it must not."""
    home, elsewhere = linked_home(make_home), Elsewhere()
    know(elsewhere, claims(P31="Q215380"))
    services = make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert TEXT in page_of(home)
    as_kept_before(home, with_item=with_item)
    elsewhere.wikimedia.items[0] = replace(elsewhere.wikimedia.items[0], claims=claims(P31=kind))
    services.asked()
    assert 0 == home.run("--all").code
    assert {"wikidata": 1} == services.asked()
    assert is_told is (TEXT in page_of(home))


@pytest.mark.parametrize("path", [".", "wbgetentities"])
def test_an_article_waits_for_wikidata(make_home: MakeHome, make_neighbours: MakeNeighbours, path: str) -> None:
    """While Wikidata is away nothing is told that it could contradict; later all is as if it had never been away."""
    home, elsewhere = linked_home(make_home), Elsewhere()
    know(elsewhere, claims(P31="Q215380"))
    services = make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    wanted = contents(home.folder)
    for child in home.folder.iterdir():
        shutil.rmtree(child) if child.is_dir() else child.unlink()
    services.fakes["wikidata"].faults.rules = [Fault(path=path, kind="500", times=None)]
    assert 0 == home.run("--all").code
    assert TEXT not in page_of(home)
    services.fakes["wikidata"].faults.rules = []
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)
    services.asked()
    assert 0 == home.run("--all").code
    assert {} == services.asked()
