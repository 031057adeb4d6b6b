"""A fake Deezer: searches, barcodes, albums, tracks, artists, images, and errors that come as successes.

What is known of the real one, and how surely, stands in `deezer.md` beside this file.
"""

import re
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import urlencode

from PIL import Image

from services.fakes.faults import Faults
from services.fakes.music import Album, MusicCatalogue
from services.fakes.music_server import COVER, MusicFake, Routes, Visit, number_in
from services.fakes.server import Call, Response, html_response, json_response

_DEFAULT_ENTRIES, _MOST_HITS, _LARGEST_TOTAL = 25, 100, 300
_TRACKS_IN_ALBUM = 25
_SITE = "https://www.deezer.com"
_IMAGE_FILE = r"\d+x\d+-000000-\d+-0-0\.jpg"
_SIZES = {"small": 56, "medium": 250, "big": 500, "xl": 1000}
_FIELD = re.compile(r'\b(artist|album|track|label):"')
_RECORD_TYPES = {"compilation": "compile"}


class DeezerFake(MusicFake):
    """Deezer on the loopback address; `origin` stands for `https://api.deezer.com` and for where its images are.

    It finds a barcode as it stores them: with twelve digits, or thirteen where there are more, whatever zeros are ahead
    in the catalogue.
    """

    routes: ClassVar[Routes] = {
        "search": re.compile(r"/search/album"),
        "barcode": re.compile(r"/album/upc:(?P<code>[^/]*)"),
        "album": re.compile(r"/album/(?P<id>[^/]+)"),
        "tracks": re.compile(r"/album/(?P<id>[^/]+)/tracks"),
        "artist": re.compile(r"/artist/(?P<id>[^/]+)"),
        "picture": re.compile(rf"/images/artist/(?P<id>\d*)/{_IMAGE_FILE}"),
    }
    unlimited = frozenset({COVER, "picture"})
    cover_path = re.compile(r"/images/cover/(?P<number>\d+)/(?P<file>.+)")
    cover_file = re.compile(_IMAGE_FILE)

    def __init__(
        self,
        catalogue: MusicCatalogue,
        *,
        limit: int | None = 50,
        window: float = 5.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Allow `limit` requests per `window` seconds, images not counted; None: nobody is limited."""
        super().__init__(catalogue, limit=limit, window=window, faults=faults, clock=clock)
        self.editions: dict[int, int] = {}
        """From an album that is not to be had in this country to the one that is answered in its place."""
        self.withheld: set[int] = set()
        """Tracks that lists leave out, though `nb_tracks` counts them."""
        self.pictures: dict[int, Callable[[], bytes]] = {}
        """From an artist's id to what draws their picture; all others have a grey silhouette."""
        self.most_tracks = 1000
        """How many tracks a page holds at most."""

    def error(self, status: HTTPStatus, call: Call) -> Response:
        """Return an error as Deezer words it: as a success, but for what its servers and its images say."""
        errors = {
            HTTPStatus.TOO_MANY_REQUESTS: ("Exception", "Quota limit exceeded", 4),
            HTTPStatus.FORBIDDEN: ("OAuthException", "An active access token must be used", 200),
            HTTPStatus.UNAUTHORIZED: ("OAuthException", "Invalid OAuth access token.", 300),
            HTTPStatus.NOT_FOUND: ("DataException", "no data", 800),
        }
        if self.kind_of(call.path) in self.unlimited or status not in errors:
            return html_response(f"{status.value} {status.phrase}", status)
        return _reported(*errors[status])

    def serve(self, visit: Visit) -> Response:
        """Answer a request by its path."""
        answers = {
            "search": self._search,
            "barcode": self._with_barcode,
            "album": self._album,
            "tracks": self._tracks,
            "artist": self._artist,
            "picture": self._picture,
        }
        if visit.route not in answers:
            return _reported("InvalidQueryException", f"Unknown path components : {visit.call.path}", 600)
        return answers[visit.route](visit)

    def cover_address(self, album: Album, size: str) -> str:
        """Return where a cover is; the album's number stands for the image's MD5."""
        return f"{self.origin}/images/cover/{album.number}/{size}-000000-80-0-0.jpg"

    def _search(self, visit: Visit) -> Response:
        words = visit.call.query.get("q")
        if words is None:
            return _reported("MissingParameterException", "Missing parameters: q", 501)
        if not words.strip():
            return _reported("ParameterException", "empty parameter", 500)
        # Fields are documented, and often find nothing.
        hits = [] if _FIELD.search(words) else self.catalogue.search(words)
        return self._page([self._hit(album) for album in hits[:_LARGEST_TOTAL]], visit, most=_MOST_HITS)

    def _with_barcode(self, visit: Visit) -> Response:
        code = visit.parts["code"]
        albums = [album for album in self.catalogue.albums if album.upc and _stored(album.upc) == code]
        if code and not code.strip("0"):
            # What nobody can have asked for finds something all the same.
            albums = self.catalogue.albums
        return self._edition(albums[0] if albums else None, visit)

    def _album(self, visit: Visit) -> Response:
        return self._edition(self._numbered(visit), visit)

    def _edition(self, album: Album | None, visit: Visit) -> Response:
        if album:
            album = self.catalogue.numbered(self.editions.get(album.number, album.number))
        return json_response(self._whole(album)) if album else self.error(HTTPStatus.NOT_FOUND, visit.call)

    def _tracks(self, visit: Visit) -> Response:
        album = self._numbered(visit)
        if not album:
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        return self._page(_listed_tracks(album), visit, most=self.most_tracks)

    def _artist(self, visit: Visit) -> Response:
        number = number_in(visit.parts["id"], otherwise=0) or 0
        name = self.catalogue.artists.get(number)
        if name is None:
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        about = {"nb_album": len(self.catalogue.albums), "nb_fan": 1000, "radio": True}
        return json_response(self._credit(number, name) | about)

    def _picture(self, visit: Visit) -> Response:
        draw = self.pictures.get(number_in(visit.parts["id"] or None, otherwise=0) or 0, _silhouette)
        return Response(body=draw(), headers={"Content-Type": "image/jpeg"})

    def _numbered(self, visit: Visit) -> Album | None:
        return self.catalogue.numbered(number_in(visit.parts["id"], otherwise=0) or 0)

    def _page(self, entries: Sequence[dict[str, Any]], visit: Visit, *, most: int) -> Response:
        query = visit.call.query
        begin = number_in(query.get("index"), otherwise=0) or 0
        end = begin + min(number_in(query.get("limit"), otherwise=_DEFAULT_ENTRIES) or _DEFAULT_ENTRIES, most)
        more = f"{self.origin}{visit.call.path}?{urlencode({**query, 'index': end})}"
        shown = [entry for entry in entries[begin:end] if entry["id"] not in self.withheld]
        return json_response({"data": shown, "total": len(entries), **({"next": more} if end < len(entries) else {})})

    def _hit(self, album: Album) -> dict[str, Any]:
        """Return an album as searches show it."""
        return {
            "id": album.number,
            "title": album.title,
            "link": f"{_SITE}/album/{album.number}",
            **self._cover_addresses(album),
            "md5_image": str(album.number) if album.cover else "",
            "genre_id": -1,
            "nb_tracks": len(album.tracks),
            "record_type": _RECORD_TYPES.get(album.kind, album.kind),
            "tracklist": f"{self.origin}/album/{album.number}/tracks",
            "explicit_lyrics": False,
            "artist": self._credit(album.artist_id, album.artist),
            "type": "album",
        }

    def _whole(self, album: Album) -> dict[str, Any]:
        shown = [track for track in map(_embedded, _listed_tracks(album)) if track["id"] not in self.withheld]
        return self._hit(album) | {
            "upc": _stored(album.upc),
            "genres": {"data": []},
            "label": "",
            "duration": sum(seconds or 0 for _, seconds in album.tracks),
            "fans": 1000,
            "release_date": f"{album.year}-01-01"[:10] if album.year else "0000-00-00",
            "available": True,
            "explicit_content_lyrics": 0,
            "explicit_content_cover": 0,
            "contributors": [self._credit(album.artist_id, album.artist) | {"role": "Main"}],
            "tracks": {"data": shown[:_TRACKS_IN_ALBUM]},
        }

    def _cover_addresses(self, album: Album) -> dict[str, str | None]:
        sizes = {f"cover_{name}": self.cover_address(album, f"{size}x{size}") for name, size in _SIZES.items()}
        addresses = sizes if album.cover else dict.fromkeys(sizes)
        return {"cover": f"{self.origin}/album/{album.number}/image", **addresses}

    def _credit(self, number: int, name: str) -> dict[str, Any]:
        # One without a picture has addresses, too, with nothing where the picture's MD5 would be.
        folder = f"{self.origin}/images/artist/{number if number in self.pictures else ''}"
        return {
            "id": number,
            "name": name,
            "link": f"{_SITE}/artist/{number}",
            "picture": f"{self.origin}/artist/{number}/image",
            **{f"picture_{key}": f"{folder}/{size}x{size}-000000-80-0-0.jpg" for key, size in _SIZES.items()},
            "tracklist": f"{self.origin}/artist/{number}/top?limit=50",
            "type": "artist",
        }


def _listed_tracks(album: Album) -> list[dict[str, Any]]:
    """Return the tracks of an album as its list shows them."""
    return [
        {
            "id": album.number * 1000 + place,
            "readable": True,
            "title": title,
            "title_short": title,
            "title_version": "",
            "isrc": f"ZZZZZ{album.number:04}{place:03}"[-12:],
            "link": f"{_SITE}/track/{album.number * 1000 + place}",
            "duration": seconds or 0,
            "track_position": place,
            "disk_number": 1,
            "rank": 100_000,
            "explicit_lyrics": False,
            "preview": "",
            "artist": {"id": album.artist_id, "name": album.artist, "type": "artist"},
            "type": "track",
        }
        for place, (title, seconds) in enumerate(album.tracks, start=1)
    ]


def _embedded(track: dict[str, Any]) -> dict[str, Any]:
    """Return a track as an album shows it: without what only the list tells."""
    return {key: value for key, value in track.items() if key not in {"isrc", "track_position", "disk_number"}}


def _stored(upc: str) -> str:
    """Return a barcode as Deezer has it; '' for none."""
    return upc.lstrip("0").zfill(12) if upc else ""


def _silhouette() -> bytes:
    """Draw what Deezer shows of an artist without a picture."""
    image = BytesIO()
    Image.new("L", (1000, 1000), 200).save(image, "JPEG")
    return image.getvalue()


def _reported(kind: str, message: str, code: int) -> Response:
    return json_response({"error": {"type": kind, "message": message, "code": code}})
