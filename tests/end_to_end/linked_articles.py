"""Articles that links lead to, the items that they are about, and what a run makes of them."""

from collections.abc import Mapping, Sequence

from household import Home, MakeHome, crate
from neighbours import Elsewhere

from services.fakes.wikimedia_world import PageType, Rank, WikidataItem, WikipediaArticle

BAND = "https://en.wikipedia.org/wiki/Buzzcocks"
TEXT = "Buzzcocks are a band."
ARTIST = 501
Claims = Mapping[str, list[tuple[str | None, Rank]]]
NAMED = {"artist": "{qid} names artist 77777 of Discogs", "master": "{qid} names master 77777 of Discogs"}
"""Why an article is not told: what its item names instead."""


def claims(**values: str | Sequence[str]) -> Claims:
    """Return claims of an item, from properties to one value or several."""
    named = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return {name: [(value, "normal") for value in of_property] for name, of_property in named.items()}


def know(elsewhere: Elsewhere, of_item: Claims | None, title: str = "Buzzcocks", kind: PageType = "standard") -> str:
    """Let Wikipedia have an article, about an item with these claims; None: about no item. Return the item's id."""
    qid = "" if of_item is None else f"Q{771 + len(elsewhere.wikimedia.articles)}"
    elsewhere.wikimedia.articles.append(WikipediaArticle(title=title, extract=TEXT, qid=qid, type=kind))
    if of_item is not None:
        elsewhere.wikimedia.items.append(WikidataItem(qid=qid, claims=of_item, sitelinks={"enwiki": title}))
    return qid


def linked_home(make_home: MakeHome, url: str = BAND) -> Home:
    """Return a home where Discogs links from an artist to an article."""
    home = make_home(crate())
    home.world.artists[ARTIST]["urls"] = [url]
    return home


def page_of(home: Home, artist: int = ARTIST) -> str:
    """Return an artist's page."""
    return next(home.content.glob(f"artists/*-{artist}/index.md")).read_text()


def left_open(home: Home) -> dict[str, str]:
    """Return why Wikipedia is left open, by the title of what the review shows."""
    entries = [entry.splitlines() for entry in home.run("review").out.split("\n\n")]
    about = "  Wikipedia, left open: "
    return {
        lines[0].split("  ")[1]: line.removeprefix(about)
        for lines in entries
        for line in lines
        if line.startswith(about)
    }
