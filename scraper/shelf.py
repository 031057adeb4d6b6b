"""The shelf as lists show it: a line of each record, who is on it, and the image that we hold. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.collection import ArtistId, MasterId, ReleaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image that we hold: verified, normalised, beside the database."""

    width: int
    height: int
    thumb_width: int
    thumb_height: int
    digest: str
    """Of the normalised file's bytes."""
    source: str = "discogs"
    """Where it is from, as settings name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a list shows of a release on the shelf."""

    release_id: ReleaseId
    master_id: MasterId | None
    title: str
    artist_line: str
    year: int | None
    """Of this pressing."""
    original_year: int | None
    """The master's; None where there is no master, or it tells no year."""
    country: str
    formats: str
    terms: Mapping[str, Sequence[str]]
    """Genres, styles and formats, under these names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Somebody's credit on a release on the shelf."""

    artist_id: ArtistId
    release_id: ReleaseId
    main: bool
    role: str
    """'' for a main artist, of the release or of one of its tracks."""
