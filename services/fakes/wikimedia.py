"""A fake Wikidata and the fake Wikipedias: their queries, searches, summaries, limits and errors."""

import math
import re
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from services.fakes.faults import Faults
from services.fakes.faulty_server import LimitedServer
from services.fakes.server import Call, Response, html_response, json_response
from services.fakes.wikimedia_world import WikimediaWorld, WikipediaArticle

_API = re.compile(r"(?:/(?P<language>[a-z-]+))?/w/api\.php")
_SUMMARY = re.compile(r"(?:/(?P<language>[a-z-]+))?/api/rest_v1/page/summary/(?P<title>[^/]+)")
_NAMES_ITSELF = re.compile(r"\S+/\S+ .*(\+https?://|@)")
_ITEM = re.compile(r"Q[1-9]\d*")
_LONGEST_SEARCH = 300
_MOST_HITS = 500
_MOST_ENTITIES = 50
_NOT_POLITE = Response(
    status=HTTPStatus.FORBIDDEN,
    body=b"Please set a user-agent and respect our robot policy https://w.wiki/4wJS.\n",
    headers={"Content-Type": "text/plain"},
)
_ERROR_PAGE = "Wikimedia Error"


class _Wiki(LimitedServer):
    """What Wikidata and the Wikipedias have in common."""

    sitename = ""
    edge_page = _ERROR_PAGE

    def __init__(
        self,
        world: WikimediaWorld,
        *,
        limit: int | None = 200,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take `limit` requests per `window` seconds; with None nobody is limited."""
        super().__init__(limit=limit, window=window, faults=faults, clock=clock)
        self.world = world
        self._too_many = html_response("Too many requests", HTTPStatus.TOO_MANY_REQUESTS).with_headers(
            {"Retry-After": str(math.ceil(window))}
        )

    def kind_of(self, path: str) -> str:
        """Return api, summary or other."""
        if _API.fullmatch(path):
            return "api"
        return "summary" if _SUMMARY.fullmatch(path) else "other"

    def error(self, status: HTTPStatus, call: Call) -> Response:
        """Return an error as the wikis, or the servers in front of them, word it."""
        errors = {
            HTTPStatus.TOO_MANY_REQUESTS: self._too_many,
            HTTPStatus.UNAUTHORIZED: _problem(call, HTTPStatus.UNAUTHORIZED, "unauthorized", "Unauthorized."),
            HTTPStatus.FORBIDDEN: _NOT_POLITE,
            HTTPStatus.NOT_FOUND: _not_found(call),
        }
        return errors.get(status) or html_response(_ERROR_PAGE, status)

    def right_response(self, call: Call) -> Response:
        """Answer a polite request within the limit."""
        if not _NAMES_ITSELF.match(call.headers.get("User-Agent", "")):
            return _NOT_POLITE
        if not self.is_admitted():
            return self._too_many
        if match := _API.fullmatch(call.path):
            return self._api(call, match["language"] or "")
        return self.rest(call)

    def _api(self, call: Call, language: str) -> Response:
        if call.query.get("format") != "json":
            return html_response("MediaWiki API result")
        if self.world.trouble:
            return json_response(_error(*self.world.trouble))
        if call.query.get("meta") == "siteinfo":
            return json_response({"batchcomplete": "", "query": {"general": {"sitename": self.sitename}}})
        return json_response(self.query(call.query, language))

    @abstractmethod
    def query(self, query: Mapping[str, str], language: str) -> dict[str, Any]:
        """Answer a query of api.php."""

    def rest(self, call: Call) -> Response:
        """Answer what is not for api.php."""
        return _not_found(call)


class WikidataFake(_Wiki):
    """Wikidata on the loopback address: `world` is what it knows, `faults` what goes wrong."""

    sitename = "Wikidata"

    def query(self, query: Mapping[str, str], language: str) -> dict[str, Any]:  # noqa: ARG002  # it has but one
        """Answer a search for statements, or for entities."""
        if query.get("action") == "wbgetentities":
            return self._entities(query)
        if query.get("list") != "search":
            return _unknown(query)
        return _search_error(query.get("srsearch", "")) or self._search(query)

    def _search(self, query: Mapping[str, str]) -> dict[str, Any]:
        keyword, _, statements = query["srsearch"].partition(":")
        wanted = statements.split("|") if keyword == "haswbstatement" else []
        qids = [item.qid for item in self.world.items if any(item.names(statement) for statement in wanted)]
        qids += [qid for statement in wanted for qid in self.world.stale.get(statement, []) if qid not in qids]
        return _listed([(qid, 1 + int(qid[1:])) for qid in qids], query)

    def _entities(self, query: Mapping[str, str]) -> dict[str, Any]:
        ids = [qid for qid in query.get("ids", "").split("|") if qid]
        if not ids:
            return _error("param-missing", 'Either provide the Item "ids" or pairs of "sites" and "titles".')
        if len(ids) > _MOST_ENTITIES:
            message = f'Too many values supplied for parameter "ids". The limit is {_MOST_ENTITIES}.'
            return _error("toomanyvalues", message)
        if wrong := [qid for qid in ids if not _ITEM.fullmatch(qid)]:
            return _error("no-such-entity", f'Could not find an entity with the ID "{wrong[0]}".')
        props = query.get("props", "claims|sitelinks").split("|")
        wikis = [wiki for wiki in query.get("sitefilter", "").split("|") if wiki]
        return {"entities": {qid: self._entity(qid, props, wikis) for qid in ids}, "success": 1}

    def _entity(self, qid: str, props: list[str], wikis: list[str]) -> dict[str, Any]:
        item = self.world.item(qid)
        if item is None:
            return {"id": qid, "missing": ""}
        redirect = {"redirects": {"from": qid, "to": item.qid}} if item.qid != qid else {}
        return item.as_json(props, wikis) | redirect


class WikipediaFake(_Wiki):
    """Every Wikipedia on one loopback address, the English one at `origin` and each of them at `address`."""

    sitename = "Wikipedia"

    def address(self, language: str) -> str:
        """Return where the Wikipedia in a language is."""
        return f"{self.origin}/{language}"

    def query(self, query: Mapping[str, str], language: str) -> dict[str, Any]:
        """Answer a search, as a list of titles or with what is asked about the pages."""
        name, limit = ("gsrsearch", "gsrlimit") if query.get("generator") == "search" else ("srsearch", "srlimit")
        if name == "srsearch" and query.get("list") != "search":
            return _unknown(query)
        if refusal := _search_error(query.get(name, "")):
            return refusal
        articles = self._ranked(language or "en", query[name])
        if name == "srsearch":
            return _listed([(article.title, self.world.pageid(article)) for article in articles], query)
        return self._pages(articles[: _number(query, limit)], query)

    def _pages(self, articles: list[WikipediaArticle], query: Mapping[str, str]) -> dict[str, Any]:
        if not articles:
            return {"batchcomplete": ""}
        props, plain = query.get("prop", "").split("|"), "explaintext" in query
        pages = {
            self.world.pageid(article): {**article.page(self.world.pageid(article), props, plain=plain), "index": index}
            for index, article in enumerate(articles, start=1)
        }
        # Pages are in the order of their numbers: only the index tells their rank.
        return {"batchcomplete": "", "query": {"pages": {str(number): pages[number] for number in sorted(pages)}}}

    def _ranked(self, language: str, search: str) -> list[WikipediaArticle]:
        """Rank articles by how many of the words they have; a word with - or ! before it excludes an article."""
        words = search.casefold().split()
        unwanted = [bare for word in words if (bare := word.lstrip("-!")) not in {word, ""}]
        points = {}
        for number, article in enumerate(self.world.articles):
            text = self._text_of(article)
            if article.language == language and not any(word in text for word in unwanted):
                points[number] = sum(word in text for word in words)
        ranked = sorted((number for number in points if points[number]), key=lambda number: -points[number])
        return [self.world.articles[number] for number in ranked]

    def _text_of(self, article: WikipediaArticle) -> str:
        places = self.world.redirects.items()
        names = [old for (language, old), new in places if (language, new) == (article.language, article.title)]
        return " ".join([article.title, *names, article.extract]).casefold()

    def rest(self, call: Call) -> Response:
        """Answer the summary of an article, or where it is now."""
        match = _SUMMARY.fullmatch(call.path)
        if not match:
            return _not_found(call)
        language, title = match["language"] or "en", unquote(match["title"]).replace("_", " ")
        title = title[:1].upper() + title[1:]
        if (language, title) in self.world.redirects:
            place = quote(self.world.redirects[language, title].replace(" ", "_"), safe="")
            return Response(status=HTTPStatus.FOUND, headers={"Location": place})
        article = self.world.article(language, title)
        return json_response(article.summary(self.world.pageid(article))) if article else _not_found(call)


def _error(code: str, info: str) -> dict[str, Any]:
    return {"error": {"code": code, "info": info, "*": "See https://www.mediawiki.org/w/api.php for API usage."}}


def _unknown(query: Mapping[str, str]) -> dict[str, Any]:
    return _error("badvalue", f'Unrecognized value for parameter "action": {query.get("action", "")}.')


def _search_error(search: str) -> dict[str, Any] | None:
    if not search.strip():
        return _error("missingparam", 'The "srsearch" parameter must be set.')
    if len(search) <= _LONGEST_SEARCH:
        return None
    message = "Search request is longer than the maximum allowed length."
    return _error("cirrussearch-query-too-long", f"{message} (Actual: {len(search)}; allowed: {_LONGEST_SEARCH})")


def _listed(pages: list[tuple[str, int]], query: Mapping[str, str]) -> dict[str, Any]:
    """Return the hits of a search, from titles and page numbers."""
    limit = _number(query, "srlimit")
    more = {"continue": {"sroffset": limit, "continue": "-||"}} if len(pages) > limit else {"batchcomplete": ""}
    hits = [{"ns": 0, "title": title, "pageid": pageid} for title, pageid in pages[:limit]]
    return {**more, "query": {"searchinfo": {"totalhits": len(pages)}, "search": hits}}


def _number(query: Mapping[str, str], name: str) -> int:
    value = query.get(name, "10")
    return min(int(value), _MOST_HITS) if value.isdecimal() else _MOST_HITS


def _problem(call: Call, status: HTTPStatus, kind: str, title: str) -> Response:
    address = f"https://mediawiki.org/wiki/HyperSwitch/errors/{kind}"
    return json_response({"type": address, "title": title, "method": "get", "uri": call.path}, status)


def _not_found(call: Call) -> Response:
    return _problem(call, HTTPStatus.NOT_FOUND, "not_found", "Not found.")
