"""The shelf as lists show it: a line for each record, the artists on it, and the images that we keep. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.domain.credits import ArtistId
from scraper.domain.palette import Palette
from scraper.domain.releases import MasterId, ReleaseId

GALLERY = ("gallery-1", "gallery-2", "gallery-3")
"""What we call the second, third and fourth image of a release. Further images are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image that we keep beside the database, verified and normalised."""

    width: int
    height: int
    thumb_width: int
    """Of the small JPEG; 0 where there is none, as for gallery images."""
    thumb_height: int
    """As for the width."""
    digest: str
    """A hash of the normalised file's bytes."""
    source: str = "discogs"
    """The source that it is from, as settings name it."""
    sizes: tuple[tuple[int, int], ...] = ()
    """Its WebP versions, the smallest first: (the width that the file is named for, its real width)."""
    palette: Palette | None = None
    """The colours drawn from it; None where they have not been drawn yet."""
    has_card: bool = False
    """Whether there is a version for previews of links on other sites (Open Graph)."""
    version: int = 0
    """The version of the code that made these files; 0 where there is a thumbnail only."""

    @property
    def made(self) -> tuple[str, ...]:
        """Return the names of the files that were made from the image."""
        webp = (f"{step}.webp" for step, _ in self.sizes)
        return (*(("thumb.jpg",) if self.thumb_width else ()), *webp, *(("og.jpg",) if self.has_card else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A release on the shelf, as far as lists show it."""

    release_id: ReleaseId
    master_id: MasterId | None
    """None where this is the only pressing that Discogs knows."""
    title: str
    artist_line: str
    year: int | None
    """The year of this pressing; None where unknown."""
    original_year: int | None
    """The year of the master; None where there is no master, or its year is unknown."""
    country: str
    formats: str
    terms: Mapping[str, Sequence[str]]
    """Names by 'genres', 'styles' and 'formats'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """The Discogs ids of everything that the owner has."""

    release_ids: frozenset[int]
    """Of all copies, including releases that are never published."""
    master_ids: frozenset[int]
    artist_ids: frozenset[int]
    """Of the main artists of these releases."""
    wanted_ids: frozenset[int] = frozenset()
    """Releases on the wantlist; empty where the wantlist was never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One credit of an artist on a release on the shelf."""

    artist_id: ArtistId
    release_id: ReleaseId
    name: str
    """The artist's usual name at Discogs."""
    main: bool
    """Whether they are a main artist, of the release or of one of its tracks."""
    role: str
    """What they did; '' for a main artist."""
