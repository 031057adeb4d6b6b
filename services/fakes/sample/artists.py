"""Expand the sample's artists to Discogs' answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.fakes.sample.identities import ArtistIds

_JSON = dict[str, Any]


def artist(name: str, entry: Mapping[str, Any], ids: ArtistIds) -> _JSON:
    """Return the answer for an artist, without what the entry lacks."""
    number = ids[name]
    address = f"{{origin}}/artists/{number}"
    answer = {
        "id": number,
        "name": name,
        "resource_url": address,
        "uri": f"https://www.discogs.com/artist/{number}",
        "releases_url": f"{address}/releases",
        "profile": entry.get("profile", ""),
        "data_quality": "Needs Vote",
    }
    return answer | _texts(entry) | _relations(entry, ids)


def _texts(entry: Mapping[str, Any]) -> _JSON:
    keys = {"real": "realname", "variations": "namevariations", "urls": "urls"}
    return {theirs: entry[ours] for ours, theirs in keys.items() if ours in entry}


def _relations(entry: Mapping[str, Any], ids: ArtistIds) -> _JSON:
    members = [
        *_related(entry.get("members", ()), ids, active=True),
        *_related(entry.get("former", ()), ids, active=False),
    ]
    relations = {
        "aliases": _related(entry.get("aliases", ()), ids),
        "members": members,
        "groups": _related(entry.get("groups", ()), ids, active=True),
    }
    return {key: value for key, value in relations.items() if value}


def _related(names: Iterable[str], ids: ArtistIds, *, active: bool | None = None) -> list[_JSON]:
    activity = {} if active is None else {"active": active}
    return [
        {"id": ids[name], "name": name, "resource_url": f"{{origin}}/artists/{ids[name]}"} | activity for name in names
    ]
