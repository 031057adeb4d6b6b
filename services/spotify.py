"""Spotify: albums by search, barcode and id, by spotipy on our channels."""

import json
import logging
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any
from urllib.parse import urlencode

import requests

from services.errors import Missing, Refused, ServiceError, Unreachable, unknown_form
from services.transport import Channel

MOST_HITS = 10
"""More than ten are an "Invalid limit" for an application in development mode."""
TRACKS_A_PAGE, MOST_PAGES = 50, 3
"""An album's answer holds its first fifty tracks; so many further pages are asked for at most."""
LONGEST_NAME = 100
"""Letters of an artist or title; Spotify takes no query of more than 250."""

for _name in ("spotipy.client", "spotipy.oauth2"):
    # They write secret and token into debug logs; the channel logs what is worth knowing about a request.
    logging.getLogger(_name).disabled = True


class _SessionOnChannel(requests.Session):
    """The session of the client library, for one method, on a channel: our throttle, our retries, our errors."""

    def __init__(self, method: str, ask: Callable[[str, Mapping[str, str], Any], bytes]) -> None:
        super().__init__()
        self._method, self._ask = method, ask

    def request(self, method: Any, url: Any, *_: Any, **sent: Any) -> requests.Response:
        """Return a response as a session does, but raise the errors of the channels."""
        if method != self._method:
            raise NotImplementedError(f"Sleevenotes only reads from Spotify, it never sends a {method!r}")
        query = {name: value for name, value in (sent.get("params") or {}).items() if value is not None}
        address = f"{url}?{urlencode(query, errors='replace')}" if query else url
        headers = {"Authorization": sent["headers"]["Authorization"]}
        response = requests.Response()
        response.status_code = requests.codes.ok
        response._content = self._ask(address, headers, sent.get("data"))  # noqa: SLF001  # the only way to fill one
        return response


class Spotify:
    """The API of Spotify; each method sends one request and returns the service's own JSON.

    The first one also requests a token, good for an hour, at `accounts`. Raises Refused for a client id or secret that
    cannot be right.
    """

    def __init__(
        self, channel: Channel, accounts: Channel, base_url: str, token_url: str, client_id: str, client_secret: str
    ) -> None:
        if not all(text and text.isascii() and text.isprintable() for text in (client_id, client_secret)):
            # The library would look for missing ones in the environment.
            raise Refused("Spotify", "the client id or the client secret is missing, or has letters that none can have")
        # It brings Redis' client along, which takes longer to load than all of ours; without keys nobody waits for it.
        import spotipy  # noqa: PLC0415  # slow to load
        from spotipy.cache_handler import MemoryCacheHandler  # noqa: PLC0415  # slow to load
        from spotipy.oauth2 import SpotifyClientCredentials  # noqa: PLC0415  # slow to load

        self._channel, self._accounts = channel, accounts
        self._tokens = MemoryCacheHandler()
        self._token_has_worked = False
        credentials = SpotifyClientCredentials(
            client_id,
            client_secret,
            requests_session=_SessionOnChannel("POST", self._token),
            cache_handler=self._tokens,
        )
        credentials.OAUTH_TOKEN_URL = token_url
        session = _SessionOnChannel("GET", self._read)
        self._client = spotipy.Spotify(auth_manager=credentials, requests_session=session)
        self._client.prefix = f"{base_url.rstrip('/')}/"

    def search(self, artist: str, title: str) -> dict[str, Any]:
        """Search for at most ten albums; an album among the `items` may be null."""
        return self._search(_query(artist, title), MOST_HITS)

    def with_barcode(self, code: str) -> dict[str, Any]:
        """Return the albums with this barcode, in the form of a search; only the exact zero padding finds them."""
        return self._search(f"upc:{code}", MOST_HITS)

    def album(self, album_id: str) -> dict[str, Any]:
        """Return an album with its first fifty tracks; Missing when no album has, or can have, this id."""
        return self._answer(lambda: self._client.album(album_id.strip()), "id", str)

    def with_all_tracks(self, album: Mapping[str, Any]) -> dict[str, Any]:
        """Return an album with all its tracks, up to two hundred; no request is sent where it has them already."""
        tracks, count = [*album["tracks"]["items"]], album["total_tracks"]
        for _ in range(MOST_PAGES):
            page = self._tracks_from(str(album["id"]), len(tracks)) if len(tracks) < count else []
            if not page:
                break
            tracks += page
        return {**album, "tracks": {**album["tracks"], "items": tracks}}

    def _tracks_from(self, album_id: str, offset: int) -> list[Any]:
        try:
            page = self._answer(
                lambda: self._client.album_tracks(album_id, limit=TRACKS_A_PAGE, offset=offset), "items", list
            )
        except Missing:
            return []
        tracks: list[Any] = page["items"]
        return tracks

    def check(self) -> None:
        """Search for one album: Refused when id and secret are wrong, or Spotify refuses this application."""
        self._search("music", 1)

    def _search(self, query: str, limit: int) -> dict[str, Any]:
        answer = self._answer(lambda: self._client.search(query, limit=limit, type="album"), "albums", dict)
        if not isinstance(answer["albums"].get("items"), list):
            raise unknown_form(self._channel.service)
        return answer

    def _answer(self, ask: Callable[[], Any], key: str, kind: type) -> dict[str, Any]:
        try:
            answer = self._once(ask)
        except Refused:
            # A token that worked has expired before its time. A new token that is refused stays refused.
            if not self._token_has_worked:
                raise
            self._tokens.save_token_to_cache(None)
            self._token_has_worked = False
            answer = self._once(ask)
        self._token_has_worked = True
        if not isinstance(answer, dict) or not isinstance(answer.get(key), kind):
            raise unknown_form(self._channel.service)
        return answer

    def _once(self, ask: Callable[[], Any]) -> Any:
        from spotipy import SpotifyException  # noqa: PLC0415  # slow to load

        try:
            return ask()
        except SpotifyException as error:
            # Errors of Spotify come as ours: this is the library's own, before it sends a request.
            raise Missing(self._channel.service, "no album can have this id") from error

    def _read(self, url: str, headers: Mapping[str, str], _form: Any) -> bytes:
        return self._channel.get(url, headers=headers, as_json=True)

    def _token(self, url: str, headers: Mapping[str, str], form: Any) -> bytes:
        try:
            body = self._accounts.post(url, form, headers=headers)
        except Unreachable:
            raise
        except ServiceError as error:
            # A wrong secret is a 400 here; and a 404 of this address says nothing about any album.
            reason = str(error).removeprefix(f"{self._accounts.service}: ").rstrip(".")
            raise Refused(
                self._channel.service, f"gave no token ({reason}); are the client id and secret right?"
            ) from error
        if not _is_token(json.loads(body)):
            raise unknown_form(self._channel.service)
        return body


def _is_token(answer: Any) -> bool:
    """Tell whether an answer is a token that the library understands and that fits into a header."""
    if not isinstance(answer, dict) or not isinstance(answer.get("expires_in"), int):
        return False
    token = answer.get("access_token")
    return isinstance(token, str) and token.isascii() and token.isprintable()


def _query(artist: str, title: str) -> str:
    """Return a query by fields, which tells short titles apart; by words, for a title without letters or digits."""
    names = {"artist": _plain(artist), "album": _plain(title)}
    if not any(letter.isalnum() for letter in names["album"]):
        return " ".join(names.values()).strip()
    return " ".join(f'{field}:"{name}"' for field, name in names.items() if name)


def _plain(name: str) -> str:
    """Return a name without quotation marks, which would end a field, and not too long."""
    words = " ".join(name.replace('"', " ").split())
    return "".join(wrap(words, LONGEST_NAME)[:1])
