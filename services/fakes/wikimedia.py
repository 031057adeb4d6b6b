"""A fake Wikidata and the fake Wikipedias: their queries, searches, summaries, limits and errors."""

import math
import re
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from services.fakes.faults import FaultKind, Faults
from services.fakes.limits import MovingWindow
from services.fakes.server import Call, FakeServer, Response, html_response, json_response
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


class _Wiki(FakeServer):
    """What Wikidata and the Wikipedias have in common."""

    sitename = ""

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
        super().__init__(clock=clock)
        self.world = world
        self.faults = faults or Faults()
        self._limit = limit
        self._window = MovingWindow(window, clock)
        self._too_many = html_response("Too many requests", HTTPStatus.TOO_MANY_REQUESTS).with_headers(
            {"Retry-After": str(math.ceil(window))}
        )

    def kind_of(self, path: str) -> str:
        """Return api, summary or other."""
        if _API.fullmatch(path):
            return "api"
        return "summary" if _SUMMARY.fullmatch(path) else "other"

    def answer(self, call: Call) -> Response:
        """Answer as the wiki does, or as the fault that is due lets it."""
        fault = self.faults.take(call.target)
        if fault and (instead := self._instead(call).get(fault.kind)):
            return instead
        right = self._right(call)
        return fault.spoil(right) if fault else right

    def _instead(self, call: Call) -> Mapping[FaultKind, Response]:
        return {
            "429": self._too_many,
            "500": html_response(_ERROR_PAGE, HTTPStatus.INTERNAL_SERVER_ERROR),
            "503": html_response(_ERROR_PAGE, HTTPStatus.SERVICE_UNAVAILABLE),
            "html": html_response(_ERROR_PAGE),
            "empty": Response(headers={"Content-Type": "application/json"}),
            "drop": Response(drop=True),
            "401": _problem(call, HTTPStatus.UNAUTHORIZED, "unauthorized", "Unauthorized."),
            "403": _NOT_POLITE,
            "404": _not_found(call),
        }

    def _right(self, call: Call) -> Response:
        if not _NAMES_ITSELF.match(call.headers.get("User-Agent", "")):
            return _NOT_POLITE
        if not self._window.admit(self._limit)[0]:
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
        asked = statements.split("|") if keyword == "haswbstatement" else []
        found = [item.qid for item in self.world.items if any(item.names(statement) for statement in asked)]
        found += [qid for statement in asked for qid in self.world.stale.get(statement, []) if qid not in found]
        return _listed([(qid, 1 + int(qid[1:])) for qid in found], query)

    def _entities(self, query: Mapping[str, str]) -> dict[str, Any]:
        ids = [qid for qid in query.get("ids", "").split("|") if qid]
        if not ids:
            return _error("param-missing", 'Either provide the Item "ids" or pairs of "sites" and "titles".')
        if len(ids) > _MOST_ENTITIES:
            said = f'Too many values supplied for parameter "ids". The limit is {_MOST_ENTITIES}.'
            return _error("toomanyvalues", said)
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
        found = self._found(language or "en", query[name])
        if name == "srsearch":
            return _listed([(article.title, self.world.pageid(article)) for article in found], query)
        return self._pages(found[: _number(query, limit)], query)

    def _pages(self, found: list[WikipediaArticle], query: Mapping[str, str]) -> dict[str, Any]:
        if not found:
            return {"batchcomplete": ""}
        props, plain = query.get("prop", "").split("|"), "explaintext" in query
        pages = {
            self.world.pageid(article): {**article.page(self.world.pageid(article), props, plain=plain), "index": index}
            for index, article in enumerate(found, start=1)
        }
        # In the order of their numbers: only the index tells which one was found first.
        return {"batchcomplete": "", "query": {"pages": {str(number): pages[number] for number in sorted(pages)}}}

    def _found(self, language: str, search: str) -> list[WikipediaArticle]:
        """Rank articles by how many of the words they have; one that has a word with - or ! ahead is left out."""
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
    said = "Search request is longer than the maximum allowed length."
    return _error("cirrussearch-query-too-long", f"{said} (Actual: {len(search)}; allowed: {_LONGEST_SEARCH})")


def _listed(found: list[tuple[str, int]], query: Mapping[str, str]) -> dict[str, Any]:
    limit = _number(query, "srlimit")
    more = {"continue": {"sroffset": limit, "continue": "-||"}} if len(found) > limit else {"batchcomplete": ""}
    hits = [{"ns": 0, "title": title, "pageid": pageid} for title, pageid in found[:limit]]
    return {**more, "query": {"searchinfo": {"totalhits": len(found)}, "search": hits}}


def _number(query: Mapping[str, str], name: str) -> int:
    said = query.get(name, "10")
    return min(int(said), _MOST_HITS) if said.isdecimal() else _MOST_HITS


def _problem(call: Call, status: HTTPStatus, kind: str, title: str) -> Response:
    where = f"https://mediawiki.org/wiki/HyperSwitch/errors/{kind}"
    return json_response({"type": where, "title": title, "method": "get", "uri": call.path}, status)


def _not_found(call: Call) -> Response:
    return _problem(call, HTTPStatus.NOT_FOUND, "not_found", "Not found.")
