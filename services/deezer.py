"""Deezer: albums with their tracks, and artists, by the public API that needs no key."""

import re
from collections.abc import Mapping
from textwrap import wrap
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from services.errors import Busy, Missing, Refused, ServiceError, unknown_form
from services.transport import Channel

QUOTA_REQUESTS, QUOTA_SECONDS = 50, 5.0
"""How many requests Deezer takes from one address, and in which time."""
MOST_HITS = 25
LONGEST_QUERY = 200
TRACKS_A_PAGE, MOST_PAGES = 500, 10
"""Deezer may send smaller pages; each says where the next one begins."""
UPC_DIGITS = 12

_OVER_QUOTA, _SERVICE_BUSY, _NO_DATA = 4, 700, 800
_NOT_PERMITTED, _BAD_TOKEN = 200, 300
_NUMBER = re.compile(r"[0-9]{1,19}")


class Deezer:
    """The public API of Deezer; each method returns the service's own JSON.

    Deezer's catalogue depends on the country that a request comes from. In place of an album that the country does not
    have, Deezer may send another edition, with that edition's id and barcode: callers use the id in the answer, and
    compare its barcode.
    """

    def __init__(self, channel: Channel, base_url: str) -> None:
        self._channel, self._base = channel, base_url.rstrip("/")

    def search(self, artist: str, title: str) -> dict[str, Any]:
        """Search for albums; `data` is [] when there are none, and an album in it has neither barcode nor tracks."""
        return self._search(f"{artist} {title}", MOST_HITS)

    def album(self, album_id: str) -> dict[str, Any]:
        """Return an album, or its edition in this country, with all its tracks; Missing when there is none."""
        return self._with_all_tracks(self._album(f"album/{self._checked(album_id)}"))

    def with_barcode(self, code: str) -> dict[str, Any]:
        """Return an album with this barcode, with or without leading zeros, and all its tracks; Missing for none.

        The album's `upc` can be another barcode, and has to be compared.
        """
        digits = self._checked(code).lstrip("0").zfill(UPC_DIGITS)
        return self._with_all_tracks(self._album(f"album/upc:{digits}"))

    def artist(self, artist_id: str) -> dict[str, Any]:
        """Return an artist with their pictures; Missing when there is none with this id."""
        answer = self._answer(f"artist/{self._checked(artist_id)}")
        if not isinstance(answer.get("id"), int) or not isinstance(answer.get("name"), str):
            raise unknown_form(self._channel.service)
        return answer

    def check(self) -> None:
        """Search for one album, to see that the service is there."""
        self._search("music", 1)

    def _search(self, words: str, limit: int) -> dict[str, Any]:
        # Quotation marks are for fields such as artist:"…", which are documented, but often find nothing at all.
        plain = " ".join(words.replace('"', " ").split())
        query = "".join(wrap(plain, LONGEST_QUERY)[:1])
        answer = self._answer("search/album", {"q": query, "limit": str(limit)})
        self._entries(answer)
        return answer

    def _album(self, path: str) -> dict[str, Any]:
        album = self._answer(path)
        if not isinstance(album.get("id"), int):
            raise unknown_form(self._channel.service)
        self._entries(album.get("tracks"))
        return album

    def _with_all_tracks(self, album: dict[str, Any]) -> dict[str, Any]:
        """Return an album with all its tracks: an answer holds only the first ones."""
        tracks, count = album["tracks"]["data"], album.get("nb_tracks")
        if not isinstance(count, int) or len(tracks) >= count:
            return album
        listed = self._listed_tracks(album["id"])
        return {**album, "tracks": {"data": max(tracks, listed, key=len)}}

    def _listed_tracks(self, album_id: int) -> list[dict[str, Any]]:
        """Return the tracks of an album from all pages of their list; some albums have no list."""
        tracks: list[dict[str, Any]] = []
        begin = 0
        for _ in range(MOST_PAGES):
            try:
                page = self._answer(f"album/{album_id}/tracks", {"index": str(begin), "limit": str(TRACKS_A_PAGE)})
            except Missing:
                break
            tracks += self._entries(page)
            following = _next_begin(page)
            if following <= begin:
                break
            begin = following
        return tracks

    def _answer(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        parameters = f"?{urlencode(query, errors='replace')}" if query else ""
        answer = self._channel.get_json(f"{self._base}/{path}{parameters}", self._raise_reported)
        if not isinstance(answer, dict):
            raise unknown_form(self._channel.service)
        return answer

    def _raise_reported(self, content: Any) -> None:
        """Raise the error that an answer reports with the status of a success."""
        error = content.get("error") if isinstance(content, dict) else None
        if not isinstance(error, dict) or not error:
            return
        code, service = error.get("code"), self._channel.service
        words = str(error.get("message") or "it does not say why").strip()[:300]
        if code in (_OVER_QUOTA, _SERVICE_BUSY):
            raise Busy(service, min(QUOTA_SECONDS, QUOTA_REQUESTS * self._channel.interval))
        if code == _NO_DATA:
            raise Missing(service, "not found")
        if code in (_NOT_PERMITTED, _BAD_TOKEN):
            raise Refused(service, words)
        raise ServiceError(service, f"answered with an error: {words}")

    def _entries(self, page: Any) -> list[dict[str, Any]]:
        entries = page.get("data") if isinstance(page, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise unknown_form(self._channel.service)
        return entries

    def _checked(self, number: str) -> str:
        """Return an id or barcode that can be put into an address."""
        digits = number.strip()
        if not _NUMBER.fullmatch(digits):
            raise Missing(self._channel.service, "nothing can have this number")
        return digits


def _next_begin(page: Mapping[str, Any]) -> int:
    """Return where the next page begins; 0 after the last one.

    Only the number is read from the next page's address: requests go to no address that comes from an answer.
    """
    address = page.get("next")
    begin = parse_qs(urlsplit(address).query).get("index", [""])[0] if isinstance(address, str) else ""
    return int(begin) if _NUMBER.fullmatch(begin) else 0
