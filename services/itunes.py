"""The iTunes Search API: Apple's albums without a key."""

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any
from urllib.parse import urlencode

from services.errors import Missing, unknown_form
from services.transport import Channel

MOST_HITS = 25
MOST_SONGS = 200
LONGEST_TERM = 200


class Itunes:
    """The iTunes Search API; each method sends one request and returns the service's own JSON."""

    def __init__(self, channel: Channel, base_url: str, country: str) -> None:
        self._channel = channel
        self._base = base_url.rstrip("/")
        self._country = country.upper()

    def search(self, words: str) -> dict[str, Any]:
        """Search for albums; `results` is [] when there are none."""
        return self._search(words, MOST_HITS)

    def album(self, collection_id: str) -> dict[str, Any]:
        """Return an album and after it its songs, as `results`; Missing when this country does not have it."""
        answer = self._answer("lookup", {"id": collection_id, "entity": "song", "limit": str(MOST_SONGS)})
        if not answer["results"]:
            raise Missing(self._channel.service, "not found")
        return answer

    def albums(self, collection_ids: Sequence[str]) -> dict[str, Any]:
        """Return those of several albums that this country has, and their songs, as `results`."""
        return self._answer("lookup", {"id": ",".join(collection_ids), "entity": "song", "limit": str(MOST_SONGS)})

    def check(self) -> None:
        """Search for one album, to see that the service is there."""
        self._search("music", 1)

    def _search(self, words: str, limit: int) -> dict[str, Any]:
        term = "".join(wrap(words, LONGEST_TERM)[:1])
        return self._answer("search", {"term": term, "entity": "album", "limit": str(limit)})

    def _answer(self, endpoint: str, query: Mapping[str, str]) -> dict[str, Any]:
        parameters = urlencode({**query, "country": self._country}, errors="replace")
        answer = json.loads(self._channel.get(f"{self._base}/{endpoint}?{parameters}", as_json=True))
        results = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(results, list) or not all(isinstance(entry, dict) for entry in results):
            raise unknown_form(self._channel.service)
        return {**answer}
