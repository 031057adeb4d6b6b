"""A fake iTunes Search API: search, lookup, and a limit of about twenty requests a minute."""

import json
import re
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from itertools import islice
from typing import Any, ClassVar

from services.fakes.faults import Faults
from services.fakes.music import Album, MusicCatalogue
from services.fakes.music_server import MusicFake, Routes, Visit, number_in, slug
from services.fakes.server import Call, Response, html_response

_DEFAULT_HITS, _MOST_HITS = 50, 200
_NOT_ASKED_FOR = 2
"""How many other albums a lookup by barcode returns beside the right one."""


class ItunesFake(MusicFake):
    """The iTunes Search API on the loopback address; `origin` stands for `https://itunes.apple.com`."""

    routes: ClassVar[Routes] = {"search": re.compile(r"/search"), "lookup": re.compile(r"/lookup")}

    def __init__(
        self,
        catalogue: MusicCatalogue,
        *,
        limit: int | None = 20,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
        refusal: HTTPStatus = HTTPStatus.FORBIDDEN,
    ) -> None:
        """`refusal` is the status of the answer to too many requests: 403 and 429 are both seen."""
        super().__init__(catalogue, limit=limit, window=window, faults=faults, clock=clock)
        self._refusal = refusal

    def error(self, status: HTTPStatus, call: Call) -> Response:  # noqa: ARG002  # all requests fail alike here
        """Return an error: a web page, or JSON for a wrong query."""
        if status is HTTPStatus.BAD_REQUEST:
            return _javascript({"errorMessage": "Invalid value(s) for key(s)", "queryParameters": {}}, status)
        if status is HTTPStatus.TOO_MANY_REQUESTS:
            status = self._refusal
        return html_response(f"{status.value} {status.phrase}", status)

    def serve(self, visit: Visit) -> Response:
        """Answer a search or a lookup."""
        query = visit.call.query
        limit = number_in(query.get("limit"), otherwise=_DEFAULT_HITS)
        country = query.get("country", "US")
        if visit.route == "other":
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        if limit is None or limit > _MOST_HITS or not re.fullmatch("[A-Z]{2}", country):
            return self.error(HTTPStatus.BAD_REQUEST, visit.call)
        if visit.route == "lookup":
            return _results(self._lookup(visit, limit, country))
        if query.get("entity") != "album":
            return self.error(HTTPStatus.BAD_REQUEST, visit.call)
        hits = self.catalogue.search(query.get("term", ""))[:limit]
        return _results(self._collection(album, country) for album in hits)

    def _lookup(self, visit: Visit, limit: int, country: str) -> list[dict[str, Any]]:
        query = visit.call.query
        numbers = [number_in(number, otherwise=0) or 0 for number in query.get("id", "").split(",")]
        albums = [album for number in numbers if (album := self.catalogue.numbered(number))]
        if not albums:
            return [self._collection(found, country) for found in self._by_barcode(query.get("upc", ""))]
        rows: list[dict[str, Any]] = []
        for album in albums:
            songs = [_song(album, place, country) for place in range(len(album.tracks))]
            rows += [self._collection(album, country), *(songs[:limit] if query.get("entity") == "song" else [])]
        return rows

    def _by_barcode(self, code: str) -> list[Album]:
        albums = self.catalogue.with_barcode(code)
        others = (album for album in self.catalogue.albums if album not in albums)
        return [*islice(others, _NOT_ASKED_FOR), *albums] if albums else []

    def _collection(self, album: Album, country: str) -> dict[str, Any]:
        covers = {f"artworkUrl{size}": self.cover_address(album, f"{size}x{size}") for size in (60, 100)}
        return {
            "wrapperType": "collection",
            "collectionType": "Compilation" if album.kind == "compilation" else "Album",
            "collectionCensoredName": album.title,
            "collectionExplicitness": "notExplicit",
            "primaryGenreName": "Music",
            **_shared(album, country),
            **(covers if album.cover else {}),
        }


def _shared(album: Album, country: str) -> dict[str, Any]:
    day = f"{album.year}-01-01"[:10] if album.year else ""
    site = f"https://music.apple.com/{country.lower()}"
    return {
        "artistId": album.artist_id,
        "collectionId": album.number,
        "artistName": album.artist,
        "collectionName": album.title,
        "artistViewUrl": f"{site}/artist/{slug(album.artist)}/{album.artist_id}?uo=4",
        "collectionViewUrl": f"{site}/album/{slug(album.title)}/{album.number}?uo=4",
        "trackCount": len(album.tracks),
        **({"releaseDate": f"{day}T08:00:00Z"} if day else {}),
    }


def _song(album: Album, place: int, country: str) -> dict[str, Any]:
    title, seconds = album.tracks[place]
    return {
        "wrapperType": "track",
        "kind": "song",
        **_shared(album, country),
        "trackId": album.number * 1000 + place + 1,
        "trackName": title,
        "trackNumber": place + 1,
        "discNumber": 1,
        "discCount": 1,
        **({"trackTimeMillis": seconds * 1000} if seconds is not None else {}),
    }


def _results(entries: Iterable[dict[str, Any]]) -> Response:
    results = list(entries)
    return _javascript({"resultCount": len(results), "results": results}, HTTPStatus.OK)


def _javascript(content: dict[str, Any], status: HTTPStatus) -> Response:
    # The real service sends JSON as JavaScript, after empty lines.
    body = b"\n\n\n" + json.dumps(content, ensure_ascii=False).encode()
    return Response(status=status, body=body, headers={"Content-Type": "text/javascript; charset=utf-8"})
