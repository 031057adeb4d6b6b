"""Spotify: albums by search, barcode and id, by spotipy on our transport."""

import json
import logging
from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any
from urllib.parse import urlencode

import requests

from services.errors import Missing, Refused, ServiceError, Unreachable, Unreadable
from services.transport import Channel

MOST_HITS = 10
"""More than ten are an "Invalid limit" for an application in development mode."""
LONGEST_NAME = 100
"""Letters of an artist or title; Spotify takes no query of more than 250."""

for _name in ("spotipy.client", "spotipy.oauth2"):
    # They write secret and token into debug logs; what is worth knowing about a request, the channel logs.
    logging.getLogger(_name).disabled = True


class _OurTransport(requests.Session):
    """Puts the client library on a channel of ours, for one method: our throttle, our retries, our errors."""

    def __init__(self, method: str, ask: Callable[[str, Mapping[str, str], Any], bytes]) -> None:
        super().__init__()
        self._method, self._ask = method, ask

    def request(self, method: Any, url: Any, *_: Any, **sent: Any) -> requests.Response:
        """Answer as a session does, but raise what the channels raise."""
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
    """What we ask of Spotify; every method answers with the service's own JSON, for one request.

    The first one costs a request for a token too, good for an hour, at `accounts`. Raises Refused for a client id or
    secret that cannot be one.
    """

    def __init__(
        self, channel: Channel, accounts: Channel, base_url: str, token_url: str, client_id: str, client_secret: str
    ) -> None:
        if not all(text and text.isascii() and text.isprintable() for text in (client_id, client_secret)):
            # The library would look for missing ones in the environment.
            raise Refused("Spotify", "the client id or the client secret is missing, or has letters that none can have")
        # It brings Redis' client along, which takes longer to load than all of ours: nobody else is to wait for that.
        import spotipy  # noqa: PLC0415
        from spotipy.cache_handler import MemoryCacheHandler  # noqa: PLC0415
        from spotipy.oauth2 import SpotifyClientCredentials  # noqa: PLC0415

        self._channel, self._accounts = channel, accounts
        self._tokens = MemoryCacheHandler()
        self._token_has_worked = False
        credentials = SpotifyClientCredentials(
            client_id,
            client_secret,
            requests_session=_OurTransport("POST", self._token),
            cache_handler=self._tokens,
        )
        credentials.OAUTH_TOKEN_URL = token_url
        reading = _OurTransport("GET", self._read)
        self._client = spotipy.Spotify(auth_manager=credentials, requests_session=reading)
        self._client.prefix = f"{base_url.rstrip('/')}/"

    def search(self, artist: str, title: str) -> dict[str, Any]:
        """Return at most ten albums that a search finds; an album among the `items` may be null."""
        return self._search(_query(artist, title), MOST_HITS)

    def with_barcode(self, code: str) -> dict[str, Any]:
        """Return the albums with this barcode, in the form of a search; only the exact zero padding finds any."""
        return self._search(f"upc:{code}", MOST_HITS)

    def album(self, album_id: str) -> dict[str, Any]:
        """Return an album with its first fifty tracks; Missing when there is none, or can be none, with this id."""
        return self._asked(lambda: self._client.album(album_id.strip()), "id", str)

    def check(self) -> None:
        """Search for one album: Refused when id and secret are wrong, or Spotify refuses this application."""
        self._search("music", 1)

    def _search(self, query: str, limit: int) -> dict[str, Any]:
        answer = self._asked(lambda: self._client.search(query, limit=limit, type="album"), "albums", dict)
        if not isinstance(answer["albums"].get("items"), list):
            raise self._unreadable()
        return answer

    def _asked(self, ask: Callable[[], Any], key: str, kind: type) -> dict[str, Any]:
        try:
            answer = self._once(ask)
        except Refused:
            # One that worked has expired before its time. A fresh one that is refused will not get better.
            if not self._token_has_worked:
                raise
            self._tokens.save_token_to_cache(None)
            self._token_has_worked = False
            answer = self._once(ask)
        self._token_has_worked = True
        if not isinstance(answer, dict) or not isinstance(answer.get(key), kind):
            raise self._unreadable()
        return answer

    def _once(self, ask: Callable[[], Any]) -> Any:
        from spotipy import SpotifyException  # noqa: PLC0415  # as above

        try:
            return ask()
        except SpotifyException as error:
            # What Spotify itself says comes as our errors: this one is the library's own, before anything is asked.
            raise Missing(self._channel.service, "no album can have this id") from error

    def _read(self, url: str, headers: Mapping[str, str], _form: Any) -> bytes:
        return self._channel.get(url, headers=headers, as_json=True)

    def _token(self, url: str, headers: Mapping[str, str], form: Any) -> bytes:
        try:
            body = self._accounts.post(url, form, headers=headers)
        except Unreachable:
            raise
        except ServiceError as error:
            # A wrong secret is a 400 here; and what is not found at this address says nothing about any album.
            said = str(error).removeprefix(f"{self._accounts.service}: ").rstrip(".")
            raise Refused(
                self._channel.service, f"gave no token ({said}); are the client id and secret right?"
            ) from error
        if not _is_token(json.loads(body)):
            raise self._unreadable()
        return body

    def _unreadable(self) -> Unreadable:
        return Unreadable(self._channel.service, "sent an answer in a form we do not know")


def _is_token(answer: Any) -> bool:
    """Tell whether the library will understand an answer, and a header hold what is in it."""
    if not isinstance(answer, dict) or not isinstance(answer.get("expires_in"), int):
        return False
    token = answer.get("access_token")
    return isinstance(token, str) and token.isascii() and token.isprintable()


def _query(artist: str, title: str) -> str:
    """Return a query by fields, which keeps short titles apart; a title of nothing but signs has to go without."""
    names = {"artist": _plain(artist), "album": _plain(title)}
    if not any(letter.isalnum() for letter in names["album"]):
        return " ".join(names.values()).strip()
    return " ".join(f'{field}:"{name}"' for field, name in names.items() if name)


def _plain(name: str) -> str:
    """Return a name without what would end a quotation, and not too long."""
    words = " ".join(name.replace('"', " ").split())
    return "".join(wrap(words, LONGEST_NAME)[:1])
