"""Ids for names: true ones where the sample tells them, others from ranges that Discogs hasn't reached."""

import zlib
from collections.abc import Mapping

VARIOUS = 194
"""Discogs' id of the artist Various."""
_RELEASES = 90_000_000
_MASTERS = 9_000_000
_ARTISTS = 90_000_000
_LABELS = 9_000_000
_SPREAD = 9_000_000


def release_id(number: int) -> int:
    """Return the id of the sample's release with this number."""
    return _RELEASES + number


def master_id(number: int) -> int:
    """Return the id of the master whose first pressing has this number."""
    return _MASTERS + number


def label_id(name: str) -> int:
    """Return the id of a label or company."""
    return _LABELS + _hashed(name)


class ArtistIds:
    """Finds the id of an artist by name."""

    def __init__(self, true_ids: Mapping[str, int]) -> None:
        self._true_ids = {"Various": VARIOUS, **true_ids}

    def __getitem__(self, name: str) -> int:
        return self._true_ids.get(name) or _ARTISTS + _hashed(name)


def _hashed(name: str) -> int:
    return zlib.crc32(name.encode()) % _SPREAD
