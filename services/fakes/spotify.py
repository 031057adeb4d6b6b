"""A fake Spotify, as an application in development mode sees it: tokens, searches, albums and errors."""

import base64
import re
import time
from collections.abc import Callable
from http import HTTPStatus
from itertools import count
from typing import Any, ClassVar
from urllib.parse import parse_qs

from services.fakes.faults import Faults
from services.fakes.music import Album, MusicCatalogue, has_all
from services.fakes.music_server import COVER, MusicFake, Routes, Visit, number_in
from services.fakes.server import Call, Response, json_response

_DEFAULT_HITS, _MOST_HITS = 5, 10
_LONGEST_QUERY = 250
_TRACKS_A_PAGE = 50
_FILTER = re.compile(r'\b(artist|album|upc):(?:"([^"]*)"|(\S+))')
_MESSAGES = {
    HTTPStatus.UNAUTHORIZED: "The access token expired",
    HTTPStatus.TOO_MANY_REQUESTS: "API rate limit exceeded",
}
_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_SITE = "https://open.spotify.com"


def spotify_id(number: int) -> str:
    """Return a number as one of Spotify's ids, which have 22 letters and digits."""
    return f"{number:022}"


class SpotifyFake(MusicFake):
    """Spotify on the loopback address: the API below `/v1`, the accounts at `/api/token`."""

    routes: ClassVar[Routes] = {
        "token": re.compile(r"/api/token"),
        "search": re.compile(r"/v1/search"),
        "album": re.compile(r"/v1/albums/(?P<id>[^/]+)"),
        "tracks": re.compile(r"/v1/albums/(?P<id>[^/]+)/tracks/?"),
    }
    unlimited = frozenset({COVER, "token"})

    def __init__(
        self,
        catalogue: MusicCatalogue,
        client_id: str = "sample-client",
        client_secret: str = "sample-secret",  # noqa: S107  # a made-up secret is the point of a fake
        *,
        limit: int | None = None,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Know one application; its tokens age by `clock`, and requests for them are not limited."""
        super().__init__(catalogue, limit=limit, window=window, faults=faults, clock=clock)
        self.token_life = 3600
        """Seconds for which a new token is good."""
        self.retry_after = 1
        """Seconds that a 429 asks to wait."""
        self._credentials = "Basic " + base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        self._numbers = count(1)
        self._expiry: dict[str, float] = {}

    def error(self, status: HTTPStatus, call: Call) -> Response:
        """Return an error as Spotify words it; its accounts have a form of their own."""
        if self.kind_of(call.path) == "token":
            return json_response({"error": "server_error", "error_description": status.phrase}, status)
        wait = {"Retry-After": str(self.retry_after)} if status is HTTPStatus.TOO_MANY_REQUESTS else {}
        return _refused(status, _MESSAGES.get(status, status.phrase)).with_headers(wait)

    def serve(self, visit: Visit) -> Response:
        """Answer a request that has a good token, or is for a token."""
        if visit.route == "token":
            return self._token(visit.call)
        if refusal := self._refusal(visit.call):
            return refusal
        answers = {"search": self._search, "album": self._album, "tracks": self._tracks}
        return answers[visit.route](visit) if visit.route in answers else self.error(HTTPStatus.NOT_FOUND, visit.call)

    def _token(self, call: Call) -> Response:
        if call.method != "POST" or parse_qs(call.body.decode()).get("grant_type") != ["client_credentials"]:
            return _no_token("unsupported_grant_type", "grant_type parameter is missing")
        if call.headers["Authorization"] != self._credentials:
            return _no_token("invalid_client", "Invalid client secret")
        token = f"token-{next(self._numbers)}"
        self._expiry[token] = self._clock() + self.token_life
        return json_response({"access_token": token, "token_type": "Bearer", "expires_in": self.token_life})

    def _refusal(self, call: Call) -> Response | None:
        header = call.headers["Authorization"]
        if not header:
            return _refused(HTTPStatus.UNAUTHORIZED, "No token provided")
        expiry = self._expiry.get(header.removeprefix("Bearer "))
        if expiry is None:
            return _refused(HTTPStatus.UNAUTHORIZED, "Invalid access token")
        return None if self._clock() < expiry else _refused(HTTPStatus.UNAUTHORIZED, "The access token expired")

    def _search(self, visit: Visit) -> Response:
        query = visit.call.query
        words, limit = query.get("q", "").strip(), number_in(query.get("limit"), otherwise=_DEFAULT_HITS)
        wrong = {
            "No search query": not words,
            f"Query exceeds maximum length of {_LONGEST_QUERY} characters": len(words) > _LONGEST_QUERY,
            "Missing parameter type": query.get("type") != "album",
            "Invalid limit": not limit or limit > _MOST_HITS,
        }
        for message, is_so in wrong.items():
            if is_so:
                return _refused(HTTPStatus.BAD_REQUEST, message)
        albums = self._matching(words)
        shown: list[dict[str, Any] | None] = [self._short(album) for album in albums]
        # In place of an album that can't be played in the market there is a null.
        items = [*shown[:1], None, *shown[1:]][:limit] if shown else []
        page = {"href": self._at(visit.call.target), "items": items, "limit": limit, "offset": 0}
        return json_response({"albums": page | {"next": None, "previous": None, "total": len(albums)}})

    def _matching(self, query: str) -> list[Album]:
        filters = {name: quoted or plain for name, quoted, plain in _FILTER.findall(query)}
        words = _FILTER.sub(" ", query).strip()
        albums = self.catalogue.with_barcode(filters["upc"]) if "upc" in filters else self.catalogue.albums
        albums = [
            album
            for album in albums
            if has_all(filters.get("artist", ""), album.artist) and has_all(filters.get("album", ""), album.title)
        ]
        return MusicCatalogue(albums=albums).search(words) if words else albums

    def _album(self, visit: Visit) -> Response:
        album_id = visit.parts["id"]
        if not re.fullmatch("[0-9A-Za-z]{22}", album_id):
            return _refused(HTTPStatus.BAD_REQUEST, "Invalid base62 id")
        album = self.catalogue.numbered(int(album_id)) if album_id.isdecimal() else None
        return json_response(self._whole(album)) if album else _refused(HTTPStatus.NOT_FOUND, "Resource not found")

    def _tracks(self, visit: Visit) -> Response:
        query = visit.call.query
        album_id, offset = visit.parts["id"], number_in(query.get("offset"), otherwise=0) or 0
        limit = number_in(query.get("limit"), otherwise=20)
        album = self.catalogue.numbered(int(album_id)) if album_id.isdecimal() else None
        if not album:
            return _refused(HTTPStatus.NOT_FOUND, "Resource not found")
        if not limit or limit > _TRACKS_A_PAGE:
            return _refused(HTTPStatus.BAD_REQUEST, "Invalid limit")
        tracks = [self._track(album, place) for place in range(len(album.tracks))]
        address, end = self._at(visit.call.target.partition("?")[0]), offset + limit
        more = f"{address}?offset={end}&limit={limit}" if end < len(tracks) else None
        page = {"href": address, "items": tracks[offset:end], "limit": limit, "offset": offset, "next": more}
        return json_response(page | {"previous": None, "total": len(tracks)})

    def _short(self, album: Album) -> dict[str, Any]:
        sizes = (640, 300, 64) if album.cover else ()
        images = [{"url": self.cover_address(album, f"{size}x{size}"), "height": size, "width": size} for size in sizes]
        return {
            **self._entry("album", spotify_id(album.number), album.title),
            "album_type": "single" if album.kind == "ep" else album.kind,
            "total_tracks": len(album.tracks),
            "images": images,
            "release_date": album.year or "0000",
            "release_date_precision": _PRECISIONS.get(len(album.year), "year"),
            "artists": [self._entry("artist", spotify_id(album.artist_id), album.artist)],
        }

    def _whole(self, album: Album) -> dict[str, Any]:
        short = self._short(album)
        tracks = [self._track(album, place) for place in range(len(album.tracks))]
        address = f"{short['href']}/tracks"
        more = f"{address}?offset={_TRACKS_A_PAGE}&limit={_TRACKS_A_PAGE}" if len(tracks) > _TRACKS_A_PAGE else None
        page = {"href": address, "items": tracks[:_TRACKS_A_PAGE], "limit": _TRACKS_A_PAGE, "offset": 0}
        return {
            **short,
            "tracks": page | {"next": more, "previous": None, "total": len(tracks)},
            "external_ids": {"upc": album.upc} if album.upc else {},
            "copyrights": [],
            "genres": [],
        }

    def _track(self, album: Album, place: int) -> dict[str, Any]:
        title, seconds = album.tracks[place]
        return {
            **self._entry("track", spotify_id(album.number * 1000 + place + 1), title),
            "artists": [self._entry("artist", spotify_id(album.artist_id), album.artist)],
            "disc_number": 1,
            "track_number": place + 1,
            "explicit": False,
            "is_local": False,
            **({"duration_ms": seconds * 1000} if seconds is not None else {}),
        }

    def _entry(self, kind: str, identity: str, name: str) -> dict[str, Any]:
        return {
            "type": kind,
            "id": identity,
            "name": name,
            "uri": f"spotify:{kind}:{identity}",
            "href": self._at(f"/v1/{kind}s/{identity}"),
            "external_urls": {"spotify": f"{_SITE}/{kind}/{identity}"},
        }

    def _at(self, target: str) -> str:
        return f"{self.origin}{target}"


def _refused(status: HTTPStatus, message: str) -> Response:
    return json_response({"error": {"status": status.value, "message": message}}, status)


def _no_token(error: str, description: str) -> Response:
    return json_response({"error": error, "error_description": description}, HTTPStatus.BAD_REQUEST)
