"""A fake Discogs: its addresses, limits, paging and errors."""

import itertools
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any
from urllib.parse import unquote

from services.fakes import discogs_collection as collection
from services.fakes import discogs_responses as responses
from services.fakes.faults import Fault, Faults
from services.fakes.limits import MovingWindow
from services.fakes.paging import FaultyPaging, PageRequest, pagination
from services.fakes.server import Call, FakeServer, Request, Response, image_response, json_response
from services.fakes.world import World

_SHOWN_LIMIT = 60
_SHOWN_ANONYMOUS_LIMIT = 25
_USER = r"/users/(?P<user>[^/]+)"
_ROUTES = {
    name: re.compile(pattern)
    for name, pattern in {
        "release": r"/releases/(?P<number>\d+)",
        "master": r"/masters/(?P<number>\d+)",
        "artist": r"/artists/(?P<number>\d+)",
        "label": r"/labels/(?P<number>\d+)",
        "collection": rf"{_USER}/collection/folders/(?P<number>\d+)/releases",
        "folders": rf"{_USER}/collection/folders",
        "folder": rf"{_USER}/collection/folders/(?P<number>\d+)",
        "fields": rf"{_USER}/collection/fields",
        "user": _USER,
        "wants": rf"{_USER}/wants",
        "identity": r"/oauth/identity",
        "search": r"/database/search",
        "image": r"/images/.+",
    }.items()
}
_KINDS = {"folder": "folders", "label": "other", "user": "other"}
_NAMES_ITSELF = re.compile(r"\S.*/\S+ \+\S+")
_TOKEN = re.compile(r"Discogs token=(\S+)")


@dataclass(frozen=True, kw_only=True)
class _Visit:
    """A request that came past the edge and the limit."""

    call: Call
    route: str
    parts: dict[str, str]
    owner: bool
    """Whether it brought the right token."""
    fault: Fault | None

    @property
    def number(self) -> int:
        """The id in the path."""
        return int(self.parts["number"])


class DiscogsFake(FakeServer):
    """Discogs on the loopback address: `world` is what it knows, `faults` what goes wrong."""

    def __init__(
        self,
        world: World,
        *,
        limit: int | None = 60,
        anonymous_limit: int | None = 25,
        image_limit: int | None = None,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Limits are requests per `window` seconds; with `limit=None` nobody is limited."""
        super().__init__(clock=clock)
        self.world = world
        self.faults = faults or Faults()
        self._limits = {True: limit, False: None if limit is None else anonymous_limit}
        self._image_limit = image_limit
        self._window = MovingWindow(window, clock)
        self._image_window = MovingWindow(window, clock)
        self._refusals = itertools.cycle(responses.TOO_MANY)
        self._pagings: defaultdict[str, FaultyPaging] = defaultdict(FaultyPaging)
        self.seen_releases: dict[int, dict[str, Any]] = {}
        """Releases that were in the world at any time: the collection shows them after they were deleted."""
        self._state = Lock()

    @property
    def leaks(self) -> list[Request]:
        """Requests that carried a token in their address, where it ends in logs."""
        return [request for request in self.requests if "token" in request.query]

    def kind_of(self, path: str) -> str:
        """Return collection, wants, release, master, artist, image, folders, fields, identity, search or other."""
        route = _route(path)[0]
        return _KINDS.get(route, route)

    def answer(self, call: Call) -> Response:
        """Answer as Discogs does, or as the fault that is due lets it."""
        route, parts = _route(call.path)
        fault = self.faults.take(call.target)
        if fault and (replacement := _replacement(fault, route)):
            headers = {} if route == "image" else self._rate_headers(call, self._window.used())
            return fault.named(replacement).with_headers(headers)
        response = self._image(call) if route == "image" else self._api(call, route, parts, fault)
        return fault.spoil(response) if fault else response

    def _image(self, call: Call) -> Response:
        if not self._image_window.admit(self._image_limit)[0]:
            return self._refusal()
        draw = self.world.images.get(unquote(call.path))
        return image_response(draw()) if draw else responses.NO_IMAGE

    def _api(self, call: Call, route: str, parts: dict[str, str], fault: Fault | None) -> Response:
        if not _NAMES_ITSELF.match(call.headers.get("User-Agent", "")):
            return responses.NOT_POLITE
        owner = self._is_owner(call)
        admitted, used = self._window.admit(self._limits[owner])
        if admitted:
            response = self._visit(_Visit(call=call, route=route, parts=parts, owner=owner, fault=fault))
        else:
            response = self._refusal()
        return response.with_headers(self._rate_headers(call, used))

    def _is_owner(self, call: Call) -> bool:
        token = _token(call)
        return token is not None and token == self.world.token

    def _refusal(self) -> Response:
        with self._state:
            return next(self._refusals)

    def _rate_headers(self, call: Call, used: int) -> dict[str, str]:
        owner = self._is_owner(call)
        limit = self._limits[owner]
        if limit is None:
            limit, used = _SHOWN_LIMIT if owner else _SHOWN_ANONYMOUS_LIMIT, 0
        return {
            "X-Discogs-Ratelimit": str(limit),
            "X-Discogs-Ratelimit-Used": str(used),
            "X-Discogs-Ratelimit-Remaining": str(max(0, limit - used)),
        }

    def _visit(self, visit: _Visit) -> Response:
        if _token(visit.call) and not visit.owner:
            return responses.WRONG_TOKEN
        if visit.call.method != "GET":
            return responses.WRONG_METHOD
        routes = {
            "release": self._entry,
            "master": self._entry,
            "artist": self._entry,
            "identity": self._identity,
            "user": self._of_user(self._profile),
            "fields": self._of_user(self._fields),
            "folders": self._of_user(self._folders),
            "folder": self._of_user(self._folder),
            "collection": self._of_user(self._collection),
            "wants": self._of_user(self._wants),
        }
        response = routes.get(visit.route, _nothing)(visit)
        return replace(response, body=response.body.replace(b"{origin}", self.origin.encode()))

    def _entry(self, visit: _Visit) -> Response:
        entries = {"release": self.world.releases, "master": self.world.masters, "artist": self.world.artists}
        entry = entries[visit.route].get(visit.number)
        if entry is None:
            return responses.missing(visit.route)
        address = {"id": visit.number, "resource_url": f"{{origin}}{visit.call.path}"}
        return json_response(address | (entry if visit.owner else _without_pictures(entry)))

    def _identity(self, visit: _Visit) -> Response:
        if not visit.owner:
            return responses.NO_TOKEN
        username = self.world.username
        address = f"{{origin}}/users/{username}"
        return json_response({"id": 1, "username": username, "resource_url": address, "consumer_name": username})

    def _of_user(self, route: Callable[[_Visit], Response]) -> Callable[[_Visit], Response]:
        def guarded(visit: _Visit) -> Response:
            is_user = unquote(visit.parts["user"]).casefold() == self.world.username.casefold()
            return route(visit) if is_user else responses.missing("user")

        return guarded

    def _profile(self, visit: _Visit) -> Response:
        return json_response(collection.profile(self.world, shown=visit.owner or self.world.public))

    def _fields(self, visit: _Visit) -> Response:
        if not (visit.owner or self.world.public):
            return responses.NOT_YOURS
        return json_response({"fields": collection.fields(self.world, owner=visit.owner)})

    def _folders(self, visit: _Visit) -> Response:
        if not (visit.owner or self.world.public):
            return responses.NOT_YOURS
        return json_response({"folders": collection.folders(self.world, owner=visit.owner)})

    def _folder(self, visit: _Visit) -> Response:
        if refusal := self._refused_folder(visit):
            return refusal
        shown = collection.folders(self.world, owner=visit.owner)
        return json_response(next(folder for folder in shown if folder["id"] == visit.number))

    def _refused_folder(self, visit: _Visit) -> Response | None:
        if not (visit.owner or self.world.public):
            return responses.NOT_YOURS
        if not visit.owner and visit.number:
            return responses.NO_TOKEN
        is_folder = visit.number in {folder["id"] for folder in self.world.folders}
        return None if is_folder else responses.missing("folder")

    def _collection(self, visit: _Visit) -> Response:
        if refusal := self._refused_folder(visit):
            return refusal
        wanted = PageRequest.by(visit.call.query)
        items = collection.in_order(list(self._copies(visit)), visit.call.query)
        paging = self._paging(visit, wanted.page)
        pages = paging.pages(len(items), wanted.per_page)
        if wanted.page > pages:
            return responses.BEYOND_LAST_PAGE
        begin, end = paging.bounds(wanted.page, wanted.per_page)
        address = f"{{origin}}{visit.call.path}"
        about = pagination(wanted, len(items), pages, address, visit.call.query)
        visible = [note_field["id"] for note_field in collection.fields(self.world, owner=visit.owner)]
        shown = [collection.listed(copy, release, visible, owner=visit.owner) for copy, release in items[begin:end]]
        return json_response({"pagination": about, "releases": shown})

    def _wants(self, visit: _Visit) -> Response:
        if not (visit.owner or self.world.wants_public):
            return responses.NOT_YOURS
        wanted = PageRequest.by(visit.call.query)
        paging = FaultyPaging()
        pages = paging.pages(len(self.world.wants), wanted.per_page)
        if wanted.page > pages:
            return responses.BEYOND_LAST_PAGE
        begin, end = paging.bounds(wanted.page, wanted.per_page)
        about = pagination(wanted, len(self.world.wants), pages, f"{{origin}}{visit.call.path}", visit.call.query)
        shown = [
            collection.wanted(item, self.world.releases.get(item["id"], {"id": item["id"]}), owner=visit.owner)
            for item in self.world.wants[begin:end]
        ]
        return json_response({"pagination": about, "wants": shown})

    def _copies(self, visit: _Visit) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        # A deleted release stays in the collection, which shows it as it was.
        self.seen_releases |= self.world.releases
        for copy in collection.copies_in(self.world, visit.number):
            yield copy, self.seen_releases.get(copy["id"], {"id": copy["id"]})

    def _paging(self, visit: _Visit, page: int) -> FaultyPaging:
        kind = visit.fault.kind if visit.fault else None
        with self._state:
            old = FaultyPaging() if page == 1 else self._pagings[visit.call.path]
            new = FaultyPaging(
                short=old.short | ({page} if kind == "short-page" else set()),
                repeated=old.repeated | ({page} if kind == "duplicate" else set()),
            )
            self._pagings[visit.call.path] = new
            return new


def _route(path: str) -> tuple[str, dict[str, str]]:
    for name, pattern in _ROUTES.items():
        if match := pattern.fullmatch(path):
            return name, match.groupdict()
    return "other", {}


def _token(call: Call) -> str | None:
    match = _TOKEN.fullmatch(call.headers.get("Authorization", ""))
    return match[1] if match else None


def _replacement(fault: Fault, route: str) -> Response | None:
    return responses.missing(route) if fault.kind == "404" else responses.REPLACEMENTS.get(fault.kind)


def _nothing(visit: _Visit) -> Response:
    return responses.missing(visit.route)


def _without_pictures(entry: dict[str, Any]) -> dict[str, Any]:
    hidden = {"uri": "", "resource_url": "", "uri150": ""}
    shown = {**entry}
    if "images" in entry:
        shown["images"] = [image | hidden for image in entry["images"]]
    return shown
