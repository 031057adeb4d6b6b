"""Wikidata, whose items name entries of Discogs, and Wikipedia, by the `wikipedia` package on our channels."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

from wikipedia import wikipedia as package

from services.errors import Busy, ServiceError, Unreachable, reading_json_of
from services.transport import Channel

BATCH = 20
"""Statements for each search at most; long ids leave room for fewer."""
ENTITIES = 50
"""Items for each request, the most that Wikidata allows."""
_HITS = 50
_LONGEST_SEARCH = 300
_CANDIDATES = 5
_STATEMENT = re.compile(r"P\d+=[^\s|]+")
_ITEM = re.compile(r"Q\d+")
_SYNTAX = re.compile(r'["*?\\:~]|(?<!\S)[-!]+')
"""Operators of a search: wildcards, phrases, namespaces, and a minus or exclamation mark before a word."""
_OVERRUN = {"maxlag", "ratelimited", "cirrussearch-too-busy-error"}
_BROKEN = "internal_api_error"


_BY_STATEMENT = "haswbstatement:"


def searches(statements: Sequence[str]) -> Iterator[list[str]]:
    """Split statements into as few searches as possible: each of at most BATCH statements in 300 characters."""
    batch: list[str] = []
    for statement in statements:
        if len(batch) == BATCH or len(_BY_STATEMENT + "|".join([*batch, statement])) > _LONGEST_SEARCH:
            yield batch
            batch = []
        batch.append(statement)
    if batch:
        yield batch


class Wikidata:
    """The API of Wikidata; each method sends one request."""

    def __init__(self, channel: Channel, url: str) -> None:
        self._channel = channel
        self._api = _api(url)

    def naming(self, statements: Sequence[str]) -> list[str]:
        """Return the items that have one of the statements, such as `P1954=18080`, also as a deprecated statement.

        Statements are passed in the batches that `searches` yields.
        """
        if wrong := [statement for statement in statements if not _STATEMENT.fullmatch(statement)]:
            raise ValueError(f"not a statement of Wikidata: {wrong[0]!r}")
        search = f"{_BY_STATEMENT}{'|'.join(statements)}"
        answer = self._query({"list": "search", "srsearch": search, "srnamespace": 0, "srlimit": _HITS, "srprop": ""})
        with reading_json_of("Wikidata"):
            return [_item(hit["title"]) for hit in answer["query"]["search"]]

    def entities(self, ids: Sequence[str], wikis: Sequence[str]) -> dict[str, Any]:
        """Return at most ENTITIES items by id, with their claims and their articles in `wikis` such as `enwiki`.

        Deleted items are left out. An item that was merged into another one stands under the id that was asked for.
        """
        params = {"ids": "|".join(ids), "props": "sitelinks|claims", "sitefilter": "|".join(wikis)}
        answer = _answer(self._channel, self._api, {"action": "wbgetentities", **params})
        with reading_json_of("Wikidata"):
            return {_item(qid): {**item} for qid, item in answer["entities"].items() if "missing" not in item}

    def check(self) -> None:
        """Ask for the name of the site, to see that Wikidata is there."""
        answer = self._query({"meta": "siteinfo"})
        with reading_json_of("Wikidata"):
            answer["query"]["general"]

    def _query(self, params: Mapping[str, str | int]) -> dict[str, Any]:
        return _answer(self._channel, self._api, {"action": "query", **params})


class Wikipedia:
    """The APIs of the Wikipedias, one at the address of each language; each method sends one request."""

    def __init__(self, channel: Channel, address: Callable[[str], str]) -> None:
        self._channel, self._address = channel, address

    def summary(self, language: str, title: str) -> dict[str, Any]:
        """Return the summary of an article, as the service sends it; Missing when no article has that title."""
        page = quote(title.replace(" ", "_"), safe="")
        body = self._channel.get(f"{self._address(language).rstrip('/')}/api/rest_v1/page/summary/{page}", as_json=True)
        with reading_json_of("Wikipedia"):
            summary = {**json.loads(body)}
            return summary | {"title": _text(summary["title"])}

    def search(self, language: str, words: str) -> list[dict[str, Any]]:
        """Return up to five articles that a search for words finds, the likeliest first, each with its introduction.

        Their keys are title, pageid, extract, fullurl and wikibase_item; a value is '' where the article has none.
        Disambiguation pages are left out.
        """
        plain = " ".join(_SYNTAX.sub(" ", words).split())
        params = {
            "generator": "search",
            "gsrsearch": (plain or words)[:_LONGEST_SEARCH],
            "gsrlimit": _CANDIDATES,
            "prop": "extracts|pageprops|info",
            "exintro": 1,
            "explaintext": 1,
            "exlimit": "max",
            "ppprop": "wikibase_item|disambiguation",
            "inprop": "url",
            "redirects": 1,
        }
        with reading_json_of("Wikipedia"), _package_on(self._channel, _api(self._address(language))):
            answer = _without_error("Wikipedia", package._wiki_request(params))  # noqa: SLF001  # no public way has texts
        with reading_json_of("Wikipedia"):
            return _candidates(answer)

    def check(self) -> None:
        """Ask for the name of the site, to see that Wikipedia is there."""
        answer = _answer(self._channel, _api(self._address("en")), {"action": "query", "meta": "siteinfo"})
        with reading_json_of("Wikipedia"):
            answer["query"]["general"]


class _Response:
    """The part of a response that the package reads."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def json(self) -> Any:
        return json.loads(self._body)


class _RequestsOnChannel:
    """Takes the place of the package's `requests`: our throttle, our retries, our errors, our User-Agent."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def get(
        self,
        url: str,
        params: Mapping[str, str | int],
        headers: Mapping[str, str],  # noqa: ARG002  # the package's User-Agent names nobody whom Wikipedia could write to
    ) -> _Response:
        return _Response(self._channel.get(f"{url}?{urlencode(params)}", as_json=True))


_package_lock = Lock()


@contextmanager
def _package_on(channel: Channel, api: str) -> Iterator[None]:
    """Put the package on a channel: its address and its connection are variables of its module."""
    with _package_lock:
        before = package.requests, package.API_URL
        package.requests, package.API_URL = _RequestsOnChannel(channel), api
        try:
            yield
        finally:
            package.requests, package.API_URL = before


def _api(base: str) -> str:
    return f"{base.rstrip('/')}/w/api.php"


def _answer(channel: Channel, api: str, params: Mapping[str, str | int]) -> dict[str, Any]:
    body = channel.get(f"{api}?{urlencode({**params, 'format': 'json'})}", as_json=True)
    return _without_error(channel.service, json.loads(body))


def _without_error(service: str, answer: Any) -> dict[str, Any]:
    """Return an answer that holds no error; MediaWiki reports errors with the status of a success."""
    with reading_json_of(service):
        content = {**answer}
        if "error" not in content:
            return content
        code, info = _text(content["error"]["code"]), _text(content["error"]["info"])
    if code in _OVERRUN:
        raise Busy(service)
    raise (Unreachable if code.startswith(_BROKEN) else ServiceError)(service, info[:300] or code)


def _candidates(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the pages of a search; an answer without any has no `query`."""
    if "query" not in answer and "batchcomplete" in answer:
        return []
    pages = sorted(answer["query"]["pages"].values(), key=lambda page: int(page["index"]))
    return [_candidate(page) for page in pages if "disambiguation" not in page.get("pageprops", {})]


def _candidate(page: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": _text(page["title"]),
        "pageid": int(page["pageid"]),
        "extract": _text(page.get("extract", "")),
        "fullurl": _text(page.get("fullurl", "")),
        "wikibase_item": _text(page.get("pageprops", {}).get("wikibase_item", "")),
    }


def _item(qid: Any) -> str:
    if not _ITEM.fullmatch(qid):
        raise ValueError(f"not an item of Wikidata: {qid!r}")
    return str(qid)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value
