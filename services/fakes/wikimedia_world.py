"""What a fake Wikidata and the fake Wikipedias know, and the JSON forms in which they send it."""

import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

Rank = Literal["preferred", "normal", "deprecated"]
PageType = Literal["standard", "disambiguation", "no-extract"]
_KEPT = "/:;@$!*(),"
"""Signs that are not escaped in an article's address."""


@dataclass(frozen=True, kw_only=True)
class WikidataItem:
    """An item of Wikidata."""

    qid: str
    claims: Mapping[str, list[tuple[str | None, Rank]]] = field(default_factory=dict)
    """From a property such as P1954 to values and ranks; a value like Q5 is an item, None an unknown value."""
    sitelinks: Mapping[str, str] = field(default_factory=dict)
    """From a wiki such as enwiki to the title of its article."""

    def names(self, statement: str) -> bool:
        """Tell whether a search for a statement such as `P1954=18080` finds this item; ranks do not matter."""
        prop, _, wanted = statement.partition("=")
        return any(value == wanted for value, _ in self.claims.get(prop, []))

    def as_json(self, props: Collection[str], wikis: Collection[str]) -> dict[str, Any]:
        """Return the entity with the requested props; without wikis, the sitelinks of all wikis."""
        shown: dict[str, Any] = {"type": "item", "id": self.qid}
        if "claims" in props:
            shown["claims"] = {
                prop: [self._claim(prop, value, rank) for value, rank in values] for prop, values in self.claims.items()
            }
        if "sitelinks" in props:
            shown["sitelinks"] = {
                wiki: {"site": wiki, "title": title, "badges": []}
                for wiki, title in self.sitelinks.items()
                if not wikis or wiki in wikis
            }
        return shown

    def _claim(self, prop: str, value: str | None, rank: Rank) -> dict[str, Any]:
        number = uuid5(NAMESPACE_URL, f"{self.qid} {prop} {value}")
        return {
            "mainsnak": {"property": prop, "hash": number.hex, **_value(value)},
            "type": "statement",
            "id": f"{self.qid}${str(number).upper()}",
            "rank": rank,
        }


def _value(value: str | None) -> dict[str, Any]:
    if value is None:
        return {"snaktype": "somevalue", "datatype": "external-id"}
    if value[:1] == "Q" and value[1:].isdecimal():
        entity = {"entity-type": "item", "numeric-id": int(value[1:]), "id": value}
        datavalue = {"value": entity, "type": "wikibase-entityid"}
        return {"snaktype": "value", "datavalue": datavalue, "datatype": "wikibase-item"}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "string"}, "datatype": "external-id"}


@dataclass(frozen=True, kw_only=True)
class WikipediaArticle:
    """A page of one Wikipedia."""

    language: str = "en"
    title: str
    extract: str = ""
    """The introduction, without markup."""
    qid: str = ""
    """Its item; '' when it has none."""
    type: PageType = "standard"
    extract_html: str | None = None
    """The introduction with markup; None: a paragraph of the extract."""
    lacking: frozenset[str] = frozenset()
    """Keys that answers about the article leave out, such as `extract` or `content_urls`."""

    @property
    def url(self) -> str:
        """The address for readers."""
        return f"https://{self.language}.wikipedia.org/wiki/{quote(self.title.replace(' ', '_'), safe=_KEPT)}"

    @property
    def markup(self) -> str:
        """The introduction with markup."""
        return f"<p>{html.escape(self.extract)}</p>" if self.extract_html is None else self.extract_html

    def summary(self, pageid: int) -> dict[str, Any]:
        """Return the answer of /page/summary/."""
        shown = {
            "type": self.type,
            "title": self.title,
            "displaytitle": f'<span class="mw-page-title-main">{html.escape(self.title)}</span>',
            "namespace": {"id": 0, "text": ""},
            "pageid": pageid,
            "lang": self.language,
            "dir": "ltr",
            "content_urls": {"desktop": {"page": self.url}, "mobile": {"page": self.url}},
            "extract": "" if self.type == "no-extract" else self.extract,
            "extract_html": "" if self.type == "no-extract" else self.markup,
        }
        return self._without_lacking(shown | ({"wikibase_item": self.qid} if self.qid else {}))

    def page(self, pageid: int, props: Collection[str], *, plain: bool) -> dict[str, Any]:
        """Return the page as a query shows it."""
        shown: dict[str, Any] = {"pageid": pageid, "ns": 0, "title": self.title}
        properties = {"wikibase_item": self.qid} if self.qid else {}
        properties |= {"disambiguation": ""} if self.type == "disambiguation" else {}
        if "extracts" in props and self.type != "no-extract":
            shown["extract"] = self.extract if plain else self.markup
        if "info" in props:
            shown |= {"contentmodel": "wikitext", "pagelanguage": self.language, "fullurl": self.url}
        if "pageprops" in props and properties:
            shown["pageprops"] = properties
        return self._without_lacking(shown)

    def _without_lacking(self, shown: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in shown.items() if key not in self.lacking}


# Mutable on purpose: a test adds an article, or breaks the API, while the server runs.
@dataclass(kw_only=True)
class WikimediaWorld:
    """Everything that Wikidata and the Wikipedias know."""

    items: list[WikidataItem] = field(default_factory=list)
    articles: list[WikipediaArticle] = field(default_factory=list)
    redirects: dict[tuple[str, str], str] = field(default_factory=dict)
    """From language and title to the title of the article that it redirects to."""
    merged: dict[str, str] = field(default_factory=dict)
    """From the id of an item that was merged to the id of the item that it is part of now."""
    stale: dict[str, list[str]] = field(default_factory=dict)
    """From a statement to items that a search still finds by it, although they have it no more."""
    trouble: tuple[str, str] | None = None
    """Code and text of the error, such as maxlag, that answers every query with status 200; None for no error."""

    def item(self, qid: str) -> WikidataItem | None:
        """Return the item with an id, or the one that it was merged into; None where there is none."""
        wanted = self.merged.get(qid, qid)
        return next((item for item in self.items if item.qid == wanted), None)

    def article(self, language: str, title: str) -> WikipediaArticle | None:
        """Return the article of exactly that title; None where there is none."""
        matching = (article for article in self.articles if (article.language, article.title) == (language, title))
        return next(matching, None)

    def pageid(self, article: WikipediaArticle) -> int:
        """Return the number of an article's page, which does not follow its rank."""
        return 1000 + self.articles.index(article)
