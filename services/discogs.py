"""Discogs: collections, releases, masters, artists and images, by python3-discogs-client on our channels."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote

import discogs_client
from discogs_client.fetchers import Fetcher
from discogs_client.models import CollectionFolder

from services.errors import Missing, Refused, reading_json_of
from services.transport import Channel

PER_PAGE = 100
WITH_TOKEN, ANONYMOUS = 60, 25
IMAGES_PER_REQUEST = 0.4
"""Images for each API request allowed: the image host throttles at about 24 a minute where the API allows 60."""


def authorization(token: str | None) -> dict[str, str]:
    """Return the header that carries the token; Discogs is silently anonymous under any other name."""
    return {"Authorization": f"Discogs token={token}"} if token else {}


def limit_and_used(headers: Mapping[str, str]) -> tuple[int, int] | None:
    """Read Discogs' rate-limit headers; they describe the window before this request."""
    limit, used = headers.get("X-Discogs-Ratelimit", ""), headers.get("X-Discogs-Ratelimit-Used", "")
    return (int(limit), int(used)) if limit.isdecimal() and used.isdecimal() else None


class _FetcherOnChannel(Fetcher):  # type: ignore[misc]  # the library has no types
    """The fetcher of the client library, on a channel: token in the header, our throttle, our retries, our errors."""

    backoff_enabled = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def fetch(
        self,
        client: object,  # noqa: ARG002  # the library's signature
        method: str,
        url: str,
        data: object = None,  # noqa: ARG002  # the library's signature
        headers: object = None,  # noqa: ARG002  # its User-Agent would replace the session's
        json: object = True,  # noqa: ARG002  # the library's signature
    ) -> tuple[bytes, int]:
        if method != "GET":
            raise ValueError(f"Sleevenotes only reads from Discogs, it never sends a {method}")
        return self._channel.get(url, as_json=True), 200


@dataclass(kw_only=True)
class CollectionPage:
    """One page of a collection."""

    number: int
    pages: int
    total: int
    """Copies in the whole collection, as Discogs counted them when paging began."""
    items: list[dict[str, Any]] = field(default_factory=list)


class Discogs:
    """The API of Discogs; each method returns the service's own JSON."""

    def __init__(
        self, channel: Channel, images: Channel, base_url: str, username: str, *, with_token: bool = False
    ) -> None:
        self._channel, self._images = channel, images
        self._base = base_url.rstrip("/")
        self._user = f"{self._base}/users/{quote(username, safe='')}"
        self.username = username
        self.with_token = with_token
        """Whether requests carry a token: only then Discogs tells where images are."""
        # The library's own User-Agent check needs a text; the header that is sent is the session's.
        self._client = discogs_client.Client("Sleevenotes")
        self._client._base_url = self._base  # noqa: SLF001  # there is no public way to move it
        self._client._fetcher = _FetcherOnChannel(channel)  # noqa: SLF001  # there is no public way to replace it

    def collection(self) -> Iterator[CollectionPage]:
        """Yield the whole collection, newest additions first, a request a page.

        A page can be shorter than asked for, so that there are more pages than announced; and a copy can be on two
        pages when another copy was added meanwhile.
        """
        folder = CollectionFolder(self._client, {"id": 0, "resource_url": f"{self._user}/collection/folders/0"})
        listing = folder.releases
        listing.per_page = PER_PAGE
        listing.sort("added", "desc")
        with self._errors_about_the_user(), reading_json_of("Discogs"):
            pages, total = int(listing.pages), int(listing.count)
        seen: set[object] = set()
        for number in count(1):
            if number > max(pages, 1) and len(seen) >= total:
                return
            try:
                with reading_json_of("Discogs"):
                    # What is no object at all stays in the list, as an item without anything.
                    items = [copy.data if isinstance(copy.data, dict) else {} for copy in listing.page(number)]
                    seen.update(str(item.get("instance_id")) for item in items)
            except Missing:
                return
            if not items and number > max(pages, 1):
                return
            yield CollectionPage(number=number, pages=pages, total=total, items=items)

    @contextmanager
    def _errors_about_the_user(self) -> Iterator[None]:
        try:
            yield
        except Missing as error:
            raise Missing("Discogs", f"there is no user named {self.username!r}") from error
        except Refused as error:
            hint = f"Is the collection of {self.username} private, or the token wrong?"
            raise Refused("Discogs", f"{_sentence(error)} {hint}") from error

    def wants(self) -> Iterator[dict[str, Any]]:
        """Yield the whole wantlist, a request for each hundred; Refused where it is private."""
        for page in count(1):
            answer = self._answer(f"{self._user}/wants?page={page}&per_page={PER_PAGE}")
            with reading_json_of("Discogs"):
                yield from [item for item in answer["wants"] if isinstance(item, dict)]
                if page >= int(answer["pagination"]["pages"]):
                    return

    def release(self, release_id: int) -> dict[str, Any]:
        """Return /releases/{id}; Missing when it was deleted."""
        return self._whole(self._client.release(release_id))

    def master(self, master_id: int) -> dict[str, Any]:
        """Return /masters/{id}; Missing when it was deleted."""
        return self._whole(self._client.master(master_id))

    def artist(self, artist_id: int) -> dict[str, Any]:
        """Return /artists/{id}; Missing when it was deleted or merged."""
        return self._whole(self._client.artist(artist_id))

    def image(self, uri: str) -> bytes:
        """Return bytes that are meant as an image, not verified; the token is not sent to the image host."""
        return self._images.get_image(uri)

    def fields(self) -> list[dict[str, Any]]:
        """Return the names of the collection's own fields, such as Media Condition."""
        return self._list(f"{self._user}/collection/fields", "fields")

    def folders(self) -> list[dict[str, Any]]:
        """Return the collection's folders; without the owner's token only the folder of all copies."""
        return self._list(f"{self._user}/collection/folders", "folders")

    def profile(self) -> dict[str, Any]:
        """Return the user's public profile; Missing when there is no such user."""
        return self._answer(self._user)

    def identity(self) -> str:
        """Return the username that the token belongs to; Refused when it is wrong."""
        return str(self._answer(f"{self._base}/oauth/identity").get("username", ""))

    def _list(self, url: str, key: str) -> list[dict[str, Any]]:
        with reading_json_of("Discogs"):
            return [entry for entry in self._answer(url).get(key, []) if isinstance(entry, dict)]

    def _answer(self, url: str) -> dict[str, Any]:
        with reading_json_of("Discogs"):
            return {**json.loads(self._channel.get(url, as_json=True))}

    def _whole(self, entry: Any) -> dict[str, Any]:
        with reading_json_of("Discogs"):
            # The library mixes the answer into what it knows: only an id that came with the answer counts.
            del entry.data["id"]
            entry.refresh()
            return {**entry.data, "id": entry.data["id"]}


def _sentence(error: Exception) -> str:
    """Return an error's text without the service's name, with a full stop."""
    sentence = str(error).removeprefix("Discogs: ").rstrip(".")
    return f"{sentence}."
