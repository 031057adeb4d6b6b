"""MusicBrainz, which links Discogs' entries to those of other services, and the covers in the Cover Art Archive."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from services.errors import Unreadable, reading_json_of
from services.transport import Channel

COVER_PIXELS = 1200
"""The largest size that the archive scales covers to."""
AT_ONCE = 50
"""Addresses for each request: twice as many are allowed, but an address of ours should not get too long."""
Kind = Literal["release", "master", "artist"]
"""Of an entry at Discogs."""
_RELATIONS: dict[Kind, str] = {"release": "release-rels", "master": "release-group-rels", "artist": "artist-rels"}
_TARGETS: dict[Kind, tuple[str, ...]] = {
    "release": ("release",),
    "master": ("release_group", "release-group"),
    "artist": ("artist",),
}
"""Under which keys a relation holds the entry that is the same as one at Discogs."""
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VARIOUS_ARTISTS = "89ad4ac3-39f7-470e-963a-56509c546377"
"""An entry with a fixed id, which can't be deleted."""


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """What MusicBrainz answered about several addresses at Discogs."""

    known: Mapping[tuple[Kind, int], dict[str, Any]]
    """By kind and id at Discogs, what `entry` would return; not in any order."""
    is_whole: bool
    """Whether the others are unknown; if not, nothing was said about them."""


class MusicBrainz:
    """The API of MusicBrainz; each method sends one request and returns the service's own JSON."""

    def __init__(self, channel: Channel, base_url: str) -> None:
        self._channel, self._base = channel, base_url.rstrip("/")

    def entry(self, kind: Kind, discogs_id: int) -> dict[str, Any]:
        """Return the entries that are related to an address at Discogs; Missing for none, and several mean doubt."""
        return self._answer("url", "relations", resource=_address(kind, discogs_id), inc=_RELATIONS[kind])

    def entries(self, wanted: Sequence[tuple[Kind, int]]) -> Addresses:
        """Return the same of several addresses, at most AT_ONCE of them, each with relations to its own kind only."""
        addresses = {_address(kind, number): (kind, number) for kind, number in wanted}
        includes = " ".join(dict.fromkeys(_RELATIONS[kind] for kind, _ in wanted))
        answer = self._json("url", [("resource", address) for address in addresses], inc=includes)
        with reading_json_of(self._channel.service):
            # A server that knows no lists answers about one of the addresses, as if it had been asked for alone.
            urls = [{**url} for url in answer.get("urls", [answer])]
            known = {addresses[url["resource"]]: url for url in urls if url["resource"] in addresses}
            return Addresses(
                known={key: {**url, "relations": _to_kind(key[0], url["relations"])} for key, url in known.items()},
                is_whole="urls" in answer and len(urls) >= int(answer.get("url-count", 0)),
            )

    def release(self, mbid: str) -> dict[str, Any]:
        """Return a release with its links and its release group; Missing when it was deleted."""
        return self._answer(f"release/{_checked(mbid)}", "relations", inc="url-rels release-groups")

    def release_group(self, mbid: str) -> dict[str, Any]:
        """Return a release group, which is Discogs' master, with its links; Missing when it was deleted."""
        return self._answer(f"release-group/{_checked(mbid)}", "relations", inc="url-rels")

    def releases_of(self, group_mbid: str, *, with_group: bool = False) -> dict[str, Any]:
        """Return the first hundred releases of a release group, with their links and media.

        `with_group`: each of them holds the release group, with its links; without a release there is no group either.
        """
        group = " release-groups release-group-level-rels" if with_group else ""
        query = {"release-group": _checked(group_mbid), "inc": f"url-rels media{group}", "limit": "100"}
        return self._answer("release", "releases", **query)

    def artist(self, mbid: str) -> dict[str, Any]:
        """Return an artist with their links; Missing when the entry was deleted."""
        return self._answer(f"artist/{_checked(mbid)}", "relations", inc="url-rels")

    def check(self) -> None:
        """Request an entry that always exists, to see that the service is there."""
        self.artist(_VARIOUS_ARTISTS)

    def _answer(self, path: str, list_key: str, **query: str) -> dict[str, Any]:
        answer = self._json(path, [], **query)
        with reading_json_of(self._channel.service):
            _dicts(answer[list_key])
        return answer

    def _json(self, path: str, repeated: Sequence[tuple[str, str]], **query: str) -> dict[str, Any]:
        words = urlencode([*repeated, *query.items(), ("fmt", "json")])
        body = self._channel.get(f"{self._base}/{path}?{words}", as_json=True)
        with reading_json_of(self._channel.service):
            return {**json.loads(body)}


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


def _address(kind: Kind, discogs_id: int) -> str:
    """Return the one form in which MusicBrainz keeps an address at Discogs: without a title."""
    return f"https://www.discogs.com/{kind}/{discogs_id}"


def _dicts(entries: Any) -> list[dict[str, Any]]:
    if all(isinstance(entry, dict) for entry in [*entries]):
        return [*entries]
    raise TypeError("the entries are of another form")


def _to_kind(kind: Kind, relations: Any) -> list[dict[str, Any]]:
    return [relation for relation in _dicts(relations) if any(key in relation for key in _TARGETS[kind])]


def _checked(mbid: str) -> str:
    """Return an id that can be put into an address: ids come from answers, which can hold anything."""
    if not _MBID.fullmatch(mbid):
        raise Unreadable("MusicBrainz", "named an entry by something that is not one of its ids")
    return mbid
