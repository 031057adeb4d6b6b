"""A fake MusicBrainz with its links to other services, and a fake Cover Art Archive."""

import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit
from uuid import NAMESPACE_URL, uuid5

from services.fakes.faults import Faults
from services.fakes.faulty_server import FaultyServer, LimitedServer
from services.fakes.server import Call, Response, html_response, image_response, json_response

EntryKind = Literal["release", "release-group", "artist"]

VARIOUS_ARTISTS = "89ad4ac3-39f7-470e-963a-56509c546377"
_LOOKUP = re.compile(r"/ws/2/(?P<kind>release|release-group|artist)/(?P<mbid>[^/]+)")
_FRONT = re.compile(r"/(?P<kind>release|release-group)/(?P<mbid>[^/]+)/front(?:-(?:250|500|1200))?")
_STORED = re.compile(r"/archive/(?P<mbid>[^/]+)\.jpg")
_NAMES_ITSELF = re.compile(r"\S+/\S+ .*(https?://|@)")
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DEFAULT_BROWSED, _MOST_BROWSED = 25, 100
_MOST_ADDRESSES = 100
_ALLOWED = {
    "url": {"release-rels", "release-group-rels", "artist-rels"},
    "release": {"url-rels", "release-groups", "release-group-level-rels", "media"},
    "release-group": {"url-rels"},
    "artist": {"url-rels"},
}
_HELP = "For usage, please see: https://musicbrainz.org/development/mmd"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A relation between an entry and an address."""

    type: str
    """A relation type such as discogs, wikidata, streaming or free streaming."""
    resource: str
    ended: bool = False
    """Whether the relation was right once, and is not any more."""


@dataclass(frozen=True, kw_only=True)
class MusicBrainzEntry:
    """A release, a release group or an artist."""

    kind: EntryKind
    mbid: str
    name: str
    """The title, or the artist's name."""
    links: tuple[Link, ...] = ()
    """A link to Discogs has no title in its address, such as `https://www.discogs.com/master/18080`, to be found."""
    group: str = ""
    """Of a release: the id of its release group; '' for the others."""
    format: str = "CD"
    """Of a release: the format of its one medium, such as Digital Media."""
    tracks: int = 0
    """Of a release: the number of its tracks; 0 for the others."""

    def as_json(self) -> dict[str, Any]:
        """Return the entry without the parts that `inc` adds."""
        if self.kind == "artist":
            return {"id": self.mbid, "name": self.name, "sort-name": self.name, "type": None, "disambiguation": ""}
        shown = {"id": self.mbid, "title": self.name, "disambiguation": ""}
        if self.kind == "release":
            return shown | {"status": "Official", "date": "", "country": None, "barcode": None}
        return shown | {"primary-type": "Album", "secondary-types": [], "first-release-date": ""}


# Mutable on purpose: a test adds an entry while the server runs.
@dataclass(kw_only=True)
class MusicBrainzWorld:
    """Everything that a fake MusicBrainz and a fake Cover Art Archive know."""

    entries: list[MusicBrainzEntry] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    """From the id of an entry that was merged to the id of the entry that it is part of now."""
    covers: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """From the id of a release or release group to the function that draws its front cover."""
    lists: Literal["taken", "refused", "too long", "cut short"] = "taken"
    """What becomes of a request about several addresses: refused with 400 or 414, or every other address left out."""

    def entry(self, kind: str, mbid: str) -> MusicBrainzEntry | None:
        """Return the entry with an id, or the one that it was merged into; None where there is none."""
        various = MusicBrainzEntry(kind="artist", mbid=VARIOUS_ARTISTS, name="Various Artists")
        wanted = (kind, self.merged.get(mbid, mbid))
        return next((entry for entry in [*self.entries, various] if (entry.kind, entry.mbid) == wanted), None)


class MusicBrainzFake(LimitedServer):
    """MusicBrainz on the loopback address, at /ws/2: `world` is what it knows, `faults` what goes wrong."""

    def __init__(
        self,
        world: MusicBrainzWorld,
        *,
        limit: int | None = 1,
        window: float = 1.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take `limit` requests per `window` seconds; with None nobody is limited."""
        super().__init__(limit=limit, window=window, faults=faults, clock=clock)
        self.world = world

    def kind_of(self, path: str) -> str:
        """Return url, release, release-group, artist, browse for the releases of a group, or other."""
        if match := _LOOKUP.fullmatch(path):
            return match["kind"]
        return {"/ws/2/url": "url", "/ws/2/release": "browse"}.get(path, "other")

    def error(self, status: HTTPStatus, call: Call) -> Response:  # noqa: ARG002  # all requests fail alike here
        """Return an error as MusicBrainz, or the servers in front of it, word it."""
        return _ERRORS.get(status) or html_response(f"{status.value} {status.phrase}", status)

    def right_response(self, call: Call) -> Response:
        """Answer a polite request within the limit."""
        if not _NAMES_ITSELF.match(call.headers.get("User-Agent", "")):
            return _NOT_POLITE
        if not self.is_admitted():
            return _TOO_MANY
        if call.query.get("fmt") != "json":
            return Response(body=b'<?xml version="1.0"?><metadata/>', headers={"Content-Type": "application/xml"})
        includes = set(call.query.get("inc", "").split())
        if call.path == "/ws/2/url":
            addresses = [value for name, value in parse_qsl(urlsplit(call.target).query) if name == "resource"]
            return _refused("url", includes) or self._urls(addresses, includes)
        if call.path == "/ws/2/release":
            return _refused("release", includes) or self._browse(call.query, includes)
        match = _LOOKUP.fullmatch(call.path)
        return self._lookup(match["kind"], match["mbid"], includes) if match else _NOT_FOUND

    def _urls(self, addresses: list[str], includes: set[str]) -> Response:
        """Answer about one address with what is related to it, about several with a list of those that are known."""
        known = [url for address in dict.fromkeys(addresses) if (url := self._url(address, includes))]
        if len(addresses) <= 1:
            return json_response(known[0]) if known else _NOT_FOUND
        if self.world.lists == "too long":
            return html_response("414 Request-URI Too Large", HTTPStatus.REQUEST_URI_TOO_LONG)
        if self.world.lists == "refused" or len(addresses) > _MOST_ADDRESSES:
            return _error(HTTPStatus.BAD_REQUEST, "Too many resources.")
        known.sort(key=lambda url: str(url["id"]))
        shown = known[::2] if self.world.lists == "cut short" else known
        return json_response({"url-count": len(known), "url-offset": 0, "urls": shown})

    def _url(self, address: str, includes: set[str]) -> dict[str, Any] | None:
        linked = [(entry, link) for entry in self.world.entries for link in entry.links if link.resource == address]
        shown = [_relation_to_entry(entry, link) for entry, link in linked if f"{entry.kind}-rels" in includes]
        url = {"id": str(uuid5(NAMESPACE_URL, address)), "resource": address, "relations": shown}
        return url if linked else None

    def _lookup(self, kind: str, mbid: str, includes: set[str]) -> Response:
        if not _MBID.fullmatch(mbid):
            return _error(HTTPStatus.BAD_REQUEST, "Invalid mbid.")
        entry = self.world.entry(kind, mbid)
        return _refused(kind, includes) or (json_response(self._whole(entry, includes)) if entry else _NOT_FOUND)

    def _browse(self, query: Mapping[str, str], includes: set[str]) -> Response:
        group = self.world.entry("release-group", query.get("release-group", ""))
        if group is None:
            return _NOT_FOUND
        value = query.get("limit", "")
        limit = min(int(value), _MOST_BROWSED) if value.isdecimal() else _DEFAULT_BROWSED
        releases = [entry for entry in self.world.entries if entry.kind == "release" and entry.group == group.mbid]
        shown = [self._whole(entry, includes) for entry in releases[:limit]]
        return json_response({"release-count": len(releases), "release-offset": 0, "releases": shown})

    def _whole(self, entry: MusicBrainzEntry, includes: Collection[str]) -> dict[str, Any]:
        shown = entry.as_json()
        if "url-rels" in includes:
            shown["relations"] = [_relation_to_url(link) for link in entry.links]
        group = self.world.entry("release-group", entry.group)
        if "release-groups" in includes and group:
            shown["release-group"] = group.as_json() | self._links_of_group(group, includes)
        if "media" in includes:
            shown["media"] = [{"format": entry.format, "position": 1, "title": "", "track-count": entry.tracks}]
        return shown

    def _links_of_group(self, group: MusicBrainzEntry, includes: Collection[str]) -> dict[str, Any]:
        """Return the links of a release's group, which are shown where they are asked for at both levels."""
        is_asked = {"url-rels", "release-group-level-rels"} <= set(includes)
        return {"relations": [_relation_to_url(link) for link in group.links]} if is_asked else {}


class CoverArtFake(FaultyServer):
    """The Cover Art Archive on the loopback address, which redirects to where the images are."""

    content_type = "image/jpeg"

    def __init__(
        self,
        world: MusicBrainzWorld,
        *,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Serve the covers of `world`."""
        super().__init__(faults=faults, clock=clock)
        self.world = world

    def kind_of(self, path: str) -> str:
        """Return front, image or other."""
        if _FRONT.fullmatch(path):
            return "front"
        return "image" if _STORED.fullmatch(path) else "other"

    def error(self, status: HTTPStatus, call: Call) -> Response:  # noqa: ARG002  # all requests fail alike here
        """Return a web page."""
        return html_response(f"{status.value} {status.phrase}", status)

    def right_response(self, call: Call) -> Response:
        """Return an image, or the redirect to it."""
        if match := _FRONT.fullmatch(call.path):
            return self._front(match["kind"], match["mbid"])
        match = _STORED.fullmatch(call.path)
        draw = self.world.covers.get(match["mbid"]) if match else None
        return image_response(draw()) if draw else _NO_COVER

    def _front(self, kind: str, mbid: str) -> Response:
        if not _MBID.fullmatch(mbid):
            return html_response("400 Bad Request", HTTPStatus.BAD_REQUEST)
        entry = self.world.entry(kind, mbid)
        if entry is None or entry.mbid not in self.world.covers:
            return _NO_COVER
        address = f"{self.origin}/archive/{entry.mbid}.jpg"
        return Response(status=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": address})


def _relation_to_entry(entry: MusicBrainzEntry, link: Link) -> dict[str, Any]:
    # The key has an underscore here, where the release group of a release has a hyphen.
    target = entry.kind.replace("-", "_")
    return {**_relation(link, target), "direction": "backward", target: entry.as_json()}


def _relation_to_url(link: Link) -> dict[str, Any]:
    url = {"id": str(uuid5(NAMESPACE_URL, link.resource)), "resource": link.resource}
    return {**_relation(link, "url"), "direction": "forward", "url": url}


def _relation(link: Link, target: str) -> dict[str, Any]:
    about: dict[str, Any] = {"begin": None, "end": None, "ended": link.ended, "attributes": []}
    return {"type": link.type, "type-id": str(uuid5(NAMESPACE_URL, link.type)), "target-type": target, **about}


def _error(status: HTTPStatus, message: str) -> Response:
    return json_response({"error": message, "help": _HELP}, status)


def _refused(kind: str, includes: set[str]) -> Response | None:
    wrong = sorted(includes - _ALLOWED[kind])
    message = f"{wrong[0]} is not a valid inc parameter for the {kind} resource." if wrong else ""
    return _error(HTTPStatus.BAD_REQUEST, message) if wrong else None


_NOT_FOUND = _error(HTTPStatus.NOT_FOUND, "Not Found")
_NOT_POLITE = html_response("403 Forbidden", HTTPStatus.FORBIDDEN)
_TOO_MANY = _error(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Your requests are exceeding the allowable rate limit. "
    "Please see http://wiki.musicbrainz.org/XMLWebService for more information.",
)
_NO_COVER = html_response("404 Not Found", HTTPStatus.NOT_FOUND)
_ERRORS = {
    HTTPStatus.INTERNAL_SERVER_ERROR: _error(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"),
    HTTPStatus.SERVICE_UNAVAILABLE: _TOO_MANY,
    HTTPStatus.UNAUTHORIZED: _error(HTTPStatus.UNAUTHORIZED, "You are not authorized to access this resource."),
    HTTPStatus.NOT_FOUND: _NOT_FOUND,
}
