"""The copies of the sample's records: dates added, ratings, conditions and remarks, all of them made up."""

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from services.fakes.sample.identities import release_id

_JSON = dict[str, Any]

UNCATEGORIZED = 1
"""The folder that every collection has."""
LISTENING_ROOM = 7_310_425
"""The folder that the owner made."""
_FOLDERS = {1: UNCATEGORIZED, 2: LISTENING_ROOM}
_FIRST_INSTANCE = 1_500_000_000
_FROM = datetime(2015, 2, 14, 10, 5, 31)  # noqa: DTZ001  # the offset depends on the season and is added below
_DAYS = 4260
_GRADES = ("Near Mint (NM or M-)", "Very Good Plus (VG+)", "Mint (M)", "Near Mint (NM or M-)", "Very Good (VG)")
_SLEEVES = ("Very Good Plus (VG+)", "Near Mint (NM or M-)", "Very Good (VG)", "Very Good Plus (VG+)")


def folders() -> list[_JSON]:
    """Return the folders of the shelf."""
    named = {0: "All", UNCATEGORIZED: "Uncategorized", LISTENING_ROOM: "Listening Room"}
    return [{"id": number, "name": name} for number, name in named.items()]


def copies(records: Iterable[Mapping[str, Any]]) -> list[_JSON]:
    """Return the collection in the order in which it was bought."""
    bought = [(record["number"], place, copy) for record in records for place, copy in enumerate(_copies(record))]
    bought.sort(key=lambda item: _chance(item[0], item[1]))
    step = _DAYS / len(bought)
    return [
        _copy(number, described, _FIRST_INSTANCE + 9973 * turn, _local(_FROM + timedelta(days=step * turn)))
        for turn, (number, _, described) in enumerate(bought)
    ]


def _copies(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    described: list[Mapping[str, Any]] = record.get("copies", [{}])
    return described


def _copy(number: int, described: Mapping[str, Any], instance: int, added: str) -> _JSON:
    chance = _chance(number, instance)
    folder = described.get("folder", 2 if chance % 5 == 0 else 1)
    copy = {
        "id": release_id(number),
        "instance_id": instance,
        "folder_id": _FOLDERS[folder],
        "rating": described.get("rating", (0, 3, 4, 5, 4, 5, 2, 1, 5)[chance % 9]),
        "date_added": added,
    }
    notes = _notes(described, chance)
    return copy | ({"notes": notes} if notes else {})


def _notes(described: Mapping[str, Any], chance: int) -> list[_JSON]:
    """Return condition and remark by the numbers of Discogs' fields; every third copy was never graded."""
    graded = chance % 3 != 0
    values = {
        1: described.get("media", _GRADES[chance % 5] if graded else None),
        2: described.get("sleeve", _SLEEVES[chance % 4] if graded else None),
        3: described.get("remark"),
    }
    return [{"field_id": number, "value": value} for number, value in values.items() if value]


def _local(moment: datetime) -> str:
    """Return a moment as Discogs writes it, in the time zone of the American west coast."""
    summer = (3, 14) <= (moment.month, moment.day) < (11, 1)
    return f"{moment.isoformat(timespec='seconds')}-0{7 if summer else 8}:00"


def _chance(*parts: int) -> int:
    return zlib.crc32(repr(parts).encode())
