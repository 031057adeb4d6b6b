"""MusicBrainz, which links Discogs' entries to those of other services, and the covers in the Cover Art Archive."""

import json
import re
from typing import Any, Literal
from urllib.parse import urlencode

from services.errors import Unreadable, reading_json_of
from services.transport import Channel

COVER_PIXELS = 1200
"""The largest size that the archive scales covers to."""
_RELATIONS = {"release": "release-rels", "master": "release-group-rels", "artist": "artist-rels"}
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VARIOUS_ARTISTS = "89ad4ac3-39f7-470e-963a-56509c546377"
"""An entry with a fixed id, which can't be deleted."""


class MusicBrainz:
    """The API of MusicBrainz; each method sends one request and returns the service's own JSON."""

    def __init__(self, channel: Channel, base_url: str) -> None:
        self._channel, self._base = channel, base_url.rstrip("/")

    def entry(self, kind: Literal["release", "master", "artist"], discogs_id: int) -> dict[str, Any]:
        """Return the entries that are related to an address at Discogs; Missing for none, and several mean doubt."""
        resource = f"https://www.discogs.com/{kind}/{discogs_id}"
        return self._answer("url", "relations", resource=resource, inc=_RELATIONS[kind])

    def release(self, mbid: str) -> dict[str, Any]:
        """Return a release with its links and its release group; Missing when it was deleted."""
        return self._answer(f"release/{_checked(mbid)}", "relations", inc="url-rels release-groups")

    def release_group(self, mbid: str) -> dict[str, Any]:
        """Return a release group, which is Discogs' master, with its links; Missing when it was deleted."""
        return self._answer(f"release-group/{_checked(mbid)}", "relations", inc="url-rels")

    def releases_of(self, group_mbid: str) -> dict[str, Any]:
        """Return the first hundred releases of a release group, with their links and media."""
        query = {"release-group": _checked(group_mbid), "inc": "url-rels media", "limit": "100"}
        return self._answer("release", "releases", **query)

    def artist(self, mbid: str) -> dict[str, Any]:
        """Return an artist with their links; Missing when the entry was deleted."""
        return self._answer(f"artist/{_checked(mbid)}", "relations", inc="url-rels")

    def check(self) -> None:
        """Request an entry that always exists, to see that the service is there."""
        self.artist(_VARIOUS_ARTISTS)

    def _answer(self, path: str, list_key: str, **query: str) -> dict[str, Any]:
        body = self._channel.get(f"{self._base}/{path}?{urlencode({**query, 'fmt': 'json'})}", as_json=True)
        with reading_json_of(self._channel.service):
            answer = {**json.loads(body)}
            if all(isinstance(entry, dict) for entry in [*answer[list_key]]):
                return answer
            raise TypeError(f"{list_key} are of another form")


class CoverArt:
    """The images of the Cover Art Archive."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def image(self, uri: str) -> bytes:
        """Return bytes that are meant as an image, not verified, from where the archive stores it.

        Missing when there is none.
        """
        return self._channel.get_image(uri)

    def check(self, cover_art_url: str) -> None:
        """Ask for the archive's own page, to see that it is there; Missing where it has none."""
        self._channel.get(cover_art_url)


def cover_uri(cover_art_url: str, kind: Literal["release", "release-group"], mbid: str) -> str:
    """Return the address of the front cover, which redirects to the image if there is one."""
    return f"{cover_art_url.rstrip('/')}/{kind}/{_checked(mbid)}/front-{COVER_PIXELS}"


def _checked(mbid: str) -> str:
    """Return an id that can be put into an address: ids come from answers, which can hold anything."""
    if not _MBID.fullmatch(mbid):
        raise Unreadable("MusicBrainz", "named an entry by something that is not one of its ids")
    return mbid
