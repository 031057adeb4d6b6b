"""Apple Music: albums and artists of one storefront, by the API that needs a developer's key."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any
from urllib.parse import quote, urlencode

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from services.errors import Missing, unknown_form
from services.transport import Channel

LIFETIME = timedelta(hours=12)
"""How long a token is good for; Apple allows half a year, but nothing of ours runs that long."""
RENEWED_BEFORE = timedelta(hours=1)
FAST_CLOCK = timedelta(minutes=1)
"""By how much our clock may be ahead of Apple's before a token seems to come from the future."""
MOST_HITS = 25
LONGEST_TERM = 200


class BadKey(ValueError):
    """The developer's key cannot be used; the text is one sentence for people, without any of the key."""


class DeveloperKey:
    """Signs the tokens by which Apple knows a developer; raises BadKey at once for a key that cannot sign.

    `pem` is the text of the .p8 file; line ends written as a backslash and an n are mended. `now` has a time zone.
    """

    def __init__(self, key_id: str, team_id: str, pem: str, *, now: Callable[[], datetime]) -> None:
        for name, value in (("key id", key_id), ("team id", team_id)):
            if not value.strip():
                raise BadKey(f"The {name} of Apple Music is missing.")
        self._key_id, self._team_id, self._now = key_id.strip(), team_id.strip(), now
        self._key = _private_key(pem)
        self._renewed_at = now()
        self._token = self._signed()

    def headers(self) -> dict[str, str]:
        """Return the header with a token that is good for at least another hour."""
        if not timedelta() <= self._now() - self._renewed_at < LIFETIME - RENEWED_BEFORE:
            self._renewed_at = self._now()
            self._token = self._signed()
        return {"Authorization": f"Bearer {self._token}"}

    def _signed(self) -> str:
        issued, expires = self._renewed_at - FAST_CLOCK, self._renewed_at + LIFETIME
        claims = {"iss": self._team_id, "iat": int(issued.timestamp()), "exp": int(expires.timestamp())}
        return jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self._key_id})


def _private_key(pem: str) -> EllipticCurvePrivateKey:
    text = pem.replace("\\n", "\n").strip("\ufeff \t\r\n\"'")
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except TypeError:
        raise BadKey(
            "The private key of Apple Music is locked with a password; the .p8 file as it came has none."
        ) from (None)
    except (ValueError, UnsupportedAlgorithm):
        # The library's words can quote the key.
        raise BadKey(
            "The private key of Apple Music is cut short or no private key; it is the whole text of the .p8 file."
        ) from None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise BadKey("The private key of Apple Music is of another kind; Apple's are for ES256, on the curve P-256.")
    return key


class AppleMusic:
    """The API of Apple Music; each method sends one request and returns the service's own JSON."""

    def __init__(self, channel: Channel, base_url: str, storefront: str, key: DeveloperKey) -> None:
        self._channel, self._key = channel, key
        self._base = base_url.rstrip("/")
        self._storefront = quote(storefront.lower(), safe="")
        self._catalogue = f"{self._base}/catalog/{self._storefront}"

    def with_barcodes(self, codes: Sequence[str]) -> dict[str, Any]:
        """Return the albums with any of these barcodes, in no order, some twice, and among them albums not asked for.

        A barcode is found only with the padding that Apple stored: 12, 13 or 14 digits.
        """
        return self._data(f"{self._catalogue}/albums", {"filter[upc]": ",".join(codes)})

    def search(self, words: str) -> dict[str, Any]:
        """Search for albums; `results` is {} when there are none."""
        term = "".join(wrap(words, LONGEST_TERM)[:1])
        query = {"term": term, "types": "albums", "limit": str(MOST_HITS)}
        answer = self._answer(f"{self._catalogue}/search", query)
        if not isinstance(answer.get("results"), dict):
            raise unknown_form(self._channel.service)
        return answer

    def album(self, album_id: str) -> dict[str, Any]:
        """Return an album with its tracks and artists; Missing when this storefront does not have it."""
        return self._resource(f"{self._catalogue}/albums/{quote(album_id, safe='')}", {"include": "tracks,artists"})

    def albums(self, album_ids: Sequence[str]) -> dict[str, Any]:
        """Return those of several albums that this storefront has, with their tracks and artists."""
        return self._data(f"{self._catalogue}/albums", {"ids": ",".join(album_ids), "include": "tracks,artists"})

    def artist(self, artist_id: str) -> dict[str, Any]:
        """Return an artist; Missing when this storefront does not have them."""
        return self._resource(f"{self._catalogue}/artists/{quote(artist_id, safe='')}", {})

    def check(self) -> None:
        """Ask for the storefront: Refused when the key is wrong, Missing when there is no such storefront."""
        self._resource(f"{self._base}/storefronts/{self._storefront}", {})

    def _resource(self, url: str, query: Mapping[str, str]) -> dict[str, Any]:
        answer = self._data(url, query)
        if not answer["data"]:
            raise Missing(self._channel.service, "not found")
        return answer

    def _data(self, url: str, query: Mapping[str, str]) -> dict[str, Any]:
        answer = self._answer(url, query)
        resources = answer.get("data")
        if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
            raise unknown_form(self._channel.service)
        return answer

    def _answer(self, url: str, query: Mapping[str, str]) -> dict[str, Any]:
        address = f"{url}?{urlencode(query, errors='replace')}" if query else url
        answer = json.loads(self._channel.get(address, headers=self._key.headers(), as_json=True))
        if not isinstance(answer, dict):
            raise unknown_form(self._channel.service)
        return answer
