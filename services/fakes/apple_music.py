"""A fake Apple Music: its tokens, searches, barcodes, albums, artists and errors."""

import re
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import unquote

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from services.fakes.faults import Faults
from services.fakes.music import Album, MusicCatalogue
from services.fakes.music_server import MusicFake, Routes, Visit, number_in, slug
from services.fakes.server import Call, Response, json_response

KEY_ID, TEAM_ID = "SAMPLEKEY1", "SAMPLETEAM"
LONGEST_LIFE = 15_777_000
"""Seconds from `iat` to `exp` that Apple allows."""
_DEFAULT_HITS, _MOST_HITS = 5, 25
_STOREFRONT = r"/catalog/(?P<storefront>[^/]+)"
_MESSAGES = {
    HTTPStatus.BAD_REQUEST: ("Invalid Parameter Value", "Value must be within the allowed range", "40005"),
    HTTPStatus.UNAUTHORIZED: ("Unauthorized", "The developer token is missing or invalid", "40100"),
    HTTPStatus.FORBIDDEN: ("Forbidden", "Insufficient privileges", "40300"),
    HTTPStatus.NOT_FOUND: ("Resource Not Found", "Resource with requested id was not found", "40400"),
    HTTPStatus.TOO_MANY_REQUESTS: ("API capacity exceeded", "Too many requests", "42900"),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("Internal Service Error", "Something went wrong on our side", "50000"),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Service Unavailable", "Try again later", "50300"),
}


def key_pair() -> tuple[str, str]:
    """Return a new private key and its public key as PEM: the developer has the one, Apple the other."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    mine = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return mine.decode(), public.decode()


class AppleMusicFake(MusicFake):
    """Apple Music on the loopback address; `origin` stands for `https://api.music.apple.com/v1`."""

    routes: ClassVar[Routes] = {
        "albums": re.compile(rf"{_STOREFRONT}/albums"),
        "album": re.compile(rf"{_STOREFRONT}/albums/(?P<id>[^/]+)"),
        "artist": re.compile(rf"{_STOREFRONT}/artists/(?P<id>[^/]+)"),
        "search": re.compile(rf"{_STOREFRONT}/search"),
        "storefront": re.compile(r"/storefronts/(?P<storefront>[^/]+)"),
    }

    def __init__(
        self,
        catalogue: MusicCatalogue,
        *,
        public_key: str,
        limit: int | None = None,
        window: float = 60.0,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`public_key` is a PEM; tokens must be signed with its private half. `now` is when tokens expire."""
        super().__init__(catalogue, limit=limit, window=window, faults=faults, clock=clock)
        self.storefronts: Collection[str] = ("gb", "us")
        self._public_key, self._now = public_key, now

    def error(self, status: HTTPStatus, call: Call) -> Response:
        """Return an error as Apple words it; a 429 does not say how long to wait."""
        title, detail, code = _MESSAGES[status]
        number = f"ERROR{self.kind_of(call.path).upper()}"
        error = {"id": number, "title": title, "detail": detail, "status": str(status.value), "code": code}
        return json_response({"errors": [error]}, status)

    def serve(self, visit: Visit) -> Response:
        """Answer a request that has a good token."""
        if "Authorization" not in visit.call.headers:
            return self.error(HTTPStatus.UNAUTHORIZED, visit.call)
        if not self._is_good_token(visit.call):
            return Response(status=HTTPStatus.UNAUTHORIZED)
        answers = {
            "albums": self._albums,
            "album": self._album,
            "artist": self._artist,
            "search": self._search,
            "storefront": self._storefront,
        }
        if visit.route not in answers or visit.parts["storefront"] not in self.storefronts:
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        return answers[visit.route](visit)

    def _is_good_token(self, call: Call) -> bool:
        token = call.headers["Authorization"].removeprefix("Bearer ")
        unchecked = {"verify_exp": False, "verify_iat": False, "require": ["iss", "iat", "exp"]}
        try:
            decoded = jwt.decode_complete(token, self._public_key, algorithms=["ES256"], options=unchecked)  # type: ignore[arg-type]  # the library's type wants a literal
        except jwt.InvalidTokenError:
            return False
        issued, expires = decoded["payload"]["iat"], decoded["payload"]["exp"]
        is_ours = decoded["header"].get("kid") == KEY_ID and decoded["payload"]["iss"] == TEAM_ID
        return bool(is_ours and issued <= self._now().timestamp() < expires <= issued + LONGEST_LIFE)

    def _storefront(self, visit: Visit) -> Response:
        name = visit.parts["storefront"]
        return json_response({"data": [{"id": name, "type": "storefronts", "attributes": {"name": name.upper()}}]})

    def _search(self, visit: Visit) -> Response:
        query = visit.call.query
        limit = number_in(query.get("limit"), otherwise=_DEFAULT_HITS)
        if not query.get("term") or not query.get("types") or not limit or limit > _MOST_HITS:
            return self.error(HTTPStatus.BAD_REQUEST, visit.call)
        hits = self.catalogue.search(query["term"])[:limit] if "albums" in query["types"].split(",") else []
        shown = [self._resource(album, visit) for album in hits]
        # A type without hits has no key in the results.
        return json_response({"results": {"albums": {"href": visit.call.target, "data": shown}} if shown else {}})

    def _albums(self, visit: Visit) -> Response:
        """Answer about several albums, by their ids or by their barcodes."""
        if "ids" not in visit.call.query:
            return self._with_barcodes(visit)
        numbers = [number_in(number, otherwise=0) or 0 for number in visit.call.query["ids"].split(",")]
        albums = [album for number in numbers if (album := self.catalogue.numbered(number))]
        return json_response({"data": [self._whole(album, visit) for album in albums]})

    def _with_barcodes(self, visit: Visit) -> Response:
        codes = visit.call.query.get("filter[upc]", "")
        if not codes:
            return self.error(HTTPStatus.BAD_REQUEST, visit.call)
        albums = [album for code in codes.split(",") for album in self.catalogue.with_barcode(code)]
        others = [album for album in self.catalogue.albums if album not in albums]
        # Not in the order of the barcodes, one album twice, and one that was not asked for.
        shuffled = [*others[:1], *reversed(albums), albums[0]] if albums else []
        return json_response({"data": [self._whole(album, visit) for album in shuffled]})

    def _album(self, visit: Visit) -> Response:
        number = number_in(unquote(visit.parts["id"]), otherwise=0)
        album = self.catalogue.numbered(number or 0)
        if not album:
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        return json_response({"data": [self._whole(album, visit)]})

    def _artist(self, visit: Visit) -> Response:
        number = number_in(unquote(visit.parts["id"]), otherwise=0) or 0
        name = self.catalogue.artists.get(number)
        if name is None:
            return self.error(HTTPStatus.NOT_FOUND, visit.call)
        return json_response({"data": [_artist(number, name, visit, whole=True)]})

    def _whole(self, album: Album, visit: Visit) -> dict[str, Any]:
        include = visit.call.query.get("include", "").split(",")
        artist = _artist(album.artist_id, album.artist, visit, whole="artists" in include)
        songs = [_song(album, place, visit) for place in range(len(album.tracks))]
        related = {"artists": {"data": [artist]}, "tracks": {"data": songs}}
        return {**self._resource(album, visit), "relationships": related}

    def _resource(self, album: Album, visit: Visit) -> dict[str, Any]:
        storefront = visit.parts["storefront"]
        attributes = {
            "name": album.title,
            "artistName": album.artist,
            "genreNames": ["Music"],
            "trackCount": len(album.tracks),
            "url": f"https://music.apple.com/{storefront}/album/{slug(album.title)}/{album.number}",
            "isCompilation": album.kind == "compilation",
            "isSingle": album.kind == "single",
            "isComplete": True,
            "playParams": {"id": str(album.number), "kind": "album"},
            **({"upc": album.upc} if album.upc else {}),
            **({"releaseDate": album.year} if album.year else {}),
            **({"editorialNotes": {"standard": album.notes, "short": album.notes}} if album.notes else {}),
            **({"artwork": self._artwork(album)} if album.cover else {}),
        }
        address = f"/v1/catalog/{storefront}/albums/{album.number}"
        return {"id": str(album.number), "type": "albums", "href": address, "attributes": attributes}

    def _artwork(self, album: Album) -> dict[str, Any]:
        colours: Mapping[str, str] = {"bgColor": "202020"} | {f"textColor{number}": "f0f0f0" for number in range(1, 5)}
        return {"width": 3000, "height": 3000, "url": self.cover_address(album, "{w}x{h}"), **colours}


def _song(album: Album, place: int, visit: Visit) -> dict[str, Any]:
    title, seconds = album.tracks[place]
    number = f"{album.number}{place + 1:03}"
    attributes = {
        "name": title,
        "artistName": album.artist,
        "albumName": album.title,
        "trackNumber": place + 1,
        "discNumber": 1,
        **({"durationInMillis": seconds * 1000} if seconds is not None else {}),
    }
    address = f"/v1/catalog/{visit.parts['storefront']}/songs/{number}"
    return {"id": number, "type": "songs", "href": address, "attributes": attributes}


def _artist(number: int, name: str, visit: Visit, *, whole: bool) -> dict[str, Any]:
    storefront = visit.parts["storefront"]
    address = f"/v1/catalog/{storefront}/artists/{number}"
    url = f"https://music.apple.com/{storefront}/artist/{slug(name)}/{number}"
    attributes = {"name": name, "genreNames": ["Music"], "url": url}
    return {"id": str(number), "type": "artists", "href": address, **({"attributes": attributes} if whole else {})}
