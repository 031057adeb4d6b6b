"""A link to a part of an article tells of somebody else's article: no text, no link, and a line for the owner."""

import pytest
from household import MakeHome, crate
from neighbours import Elsewhere, MakeNeighbours

from services.fakes.wikimedia_world import WikidataItem, WikipediaArticle

BAND = "https://en.wikipedia.org/wiki/Buzzcocks"


@pytest.mark.parametrize(
    "url",
    [
        f"{BAND}#Members",
        f"{BAND}#:~:text=Steve",
        f"{BAND}%23Members",
        "https://en.m.wikipedia.org/wiki/Buzzcocks%23Steve_Diggle",
        f"{BAND}?action=raw#Members",
        "http://en.m.wikipedia.org/wiki/Buzzcocks#Steve_Diggle",
        "https://www.en.wikipedia.org/wiki/Buzzcocks#cite_note-1",
    ],
)
def test_an_article_with_a_fragment_is_nobodys(make_home: MakeHome, make_neighbours: MakeNeighbours, url: str) -> None:
    """The band's article never becomes the text of one who is in it; the review shows it with what to type."""
    home = make_home(crate())
    home.world.artists[501]["urls"] = [url]
    elsewhere = Elsewhere()
    elsewhere.wikimedia.items.append(WikidataItem(qid="Q1", claims={}, sitelinks={"enwiki": "Buzzcocks"}))
    elsewhere.wikimedia.articles.append(WikipediaArticle(title="Buzzcocks", extract="Buzzcocks are a band.", qid="Q1"))
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    page = next(home.content.glob("artists/*-501/index.md")).read_text()
    assert "are a band" not in page
    shown = home.run("review").out
    assert "leads to a part of an article" in shown
    assert f"pin --artist 501 wikipedia {BAND}" in shown
    assert 0 == home.run("pin", "--artist", "501", "wikipedia", BAND).code
    assert "Buzzcocks are a band" in next(home.content.glob("artists/*-501/index.md")).read_text()


@pytest.mark.parametrize("url", [BAND, f"{BAND}#"])
def test_a_whole_article_is_told(make_home: MakeHome, make_neighbours: MakeNeighbours, url: str) -> None:
    """An empty fragment is none."""
    home = make_home(crate())
    home.world.artists[501]["urls"] = [url]
    elsewhere = Elsewhere()
    elsewhere.wikimedia.articles.append(WikipediaArticle(title="Buzzcocks", extract="Buzzcocks are a band.", qid="Q1"))
    make_neighbours(elsewhere, with_key=False)
    assert 0 == home.run("--all").code
    assert "Buzzcocks are a band" in next(home.content.glob("artists/*-501/index.md")).read_text()
