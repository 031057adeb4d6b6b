"""A collection as Discogs lists it: its items, their order, its folders and fields."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from services.fakes.world import World

_JSON = dict[str, Any]


def listed(copy: _JSON, release: _JSON, visible_fields: Iterable[int], *, owner: bool) -> _JSON:
    """Return a copy as an item of the collection; only owners, who have a token, see pictures."""
    visible = set(visible_fields)
    notes = [note for note in copy.get("notes", ()) if note["field_id"] in visible]
    item = {key: value for key, value in copy.items() if key != "notes"}
    item["basic_information"] = basic_information(release, owner=owner)
    return item | ({"notes": notes} if notes else {})


def wanted(item: _JSON, release: _JSON, *, owner: bool) -> _JSON:
    """Return an item of the wantlist; its notes are a text."""
    plain = {"rating": 0, "notes": "", "resource_url": f"{{origin}}/releases/{item['id']}"}
    return plain | item | {"basic_information": basic_information(release, owner=owner)}


def basic_information(release: _JSON, *, owner: bool) -> _JSON:
    """Return the excerpt of a release that the collection shows."""
    picture = _picture(release) if owner else {}
    master = release.get("master_id") or 0
    return {
        "id": release["id"],
        "master_id": master,
        "master_url": f"{{origin}}/masters/{master}" if master else None,
        "resource_url": f"{{origin}}/releases/{release['id']}",
        "thumb": picture.get("uri150", ""),
        "cover_image": picture.get("uri", ""),
        "title": release.get("title", ""),
        "year": release.get("year", 0),
    } | {key: release.get(key, []) for key in ("formats", "labels", "artists", "genres", "styles")}


def in_order(copies: list[tuple[_JSON, _JSON]], query: Mapping[str, str]) -> list[tuple[_JSON, _JSON]]:
    """Sort copies with their releases as the query asks; an unknown order changes nothing."""
    key = _ORDERS.get(query.get("sort", ""))
    if key is None:
        return copies
    return sorted(copies, key=lambda pair: key(*pair), reverse=query.get("sort_order") == "desc")


def profile(world: World, *, shown: bool) -> _JSON:
    """Return the owner's profile; `shown`: whether the caller may know how large the collection is."""
    address = f"{{origin}}/users/{world.username}"
    return {
        "id": 1,
        "username": world.username,
        "name": world.username,
        "profile": "",
        "resource_url": address,
        "uri": f"https://www.discogs.com/user/{world.username}",
        "collection_folders_url": f"{address}/collection/folders",
        "collection_fields_url": f"{address}/collection/fields",
        "wantlist_url": f"{address}/wants",
    } | ({"num_collection": len(world.copies)} if shown else {})


def folders(world: World, *, owner: bool) -> list[_JSON]:
    """Return the folders that a caller may see, with the number of their copies."""
    return [_counted(folder, world) for folder in world.folders if owner or folder["id"] == 0]


def fields(world: World, *, owner: bool) -> list[_JSON]:
    """Return the note fields that a caller may see."""
    return [note_field for note_field in world.fields if owner or note_field.get("public")]


def copies_in(world: World, folder: int) -> list[_JSON]:
    """Return the copies in a folder; folder 0 holds all of them."""
    return [copy for copy in list(world.copies) if folder in {0, copy.get("folder_id")}]


def _counted(folder: _JSON, world: World) -> _JSON:
    address = f"{{origin}}/users/{world.username}/collection/folders/{folder['id']}"
    return {**folder, "count": len(copies_in(world, folder["id"])), "resource_url": address}


def _picture(release: _JSON) -> _JSON:
    images: list[_JSON] = release.get("images", [])
    primary = (image for image in images if image["type"] == "primary")
    return next(primary, images[0] if images else {})


def _first(name: str, part: str) -> Callable[[_JSON, _JSON], str]:
    def key(_copy: _JSON, release: _JSON) -> str:
        entries: list[_JSON] = release.get(name, [])
        return str(entries[0].get(part, "")).casefold() if entries else ""

    return key


_ORDERS: dict[str, Callable[[_JSON, _JSON], Any]] = {
    "added": lambda copy, _: datetime.fromisoformat(copy["date_added"]),
    "artist": _first("artists", "name"),
    "title": lambda _, release: release.get("title", "").casefold(),
    "year": lambda _, release: release.get("year", 0),
    "label": _first("labels", "name"),
    "catno": _first("labels", "catno"),
    "format": _first("formats", "name"),
    "rating": lambda copy, _: copy.get("rating", 0),
}
