"""The shelf as lists show it: a line of each record, who is on it, and the image that we hold. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.domain.credits import ArtistId
from scraper.domain.palette import Palette
from scraper.domain.releases import MasterId, ReleaseId

GALLERY = ("gallery-1", "gallery-2", "gallery-3")
"""The kinds of the images that a release has beside its first one: its second, third and fourth. More are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image that we hold: verified, normalised, beside the database."""

    width: int
    height: int
    thumb_width: int
    """Of the small JPEG; 0 where there is none, as in galleries."""
    thumb_height: int
    digest: str
    """Of the normalised file's bytes."""
    source: str = "discogs"
    """Where it is from, as settings name it."""
    sizes: tuple[tuple[int, int], ...] = ()
    """Its WebP versions, the smallest first: the step that each is named by, and its real width."""
    palette: Palette | None = None
    """None until it was made."""
    has_card: bool = False
    """Whether there is a picture for links from other sites."""
    version: int = 0
    """Of the program's part that made all this; 0 where there is a thumbnail only."""

    @property
    def made(self) -> tuple[str, ...]:
        """Return the names of the files that were made of it."""
        webp = (f"{step}.webp" for step, _ in self.sizes)
        return (*(("thumb.jpg",) if self.thumb_width else ()), *webp, *(("og.jpg",) if self.has_card else ()))


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
class Owned:
    """What all copies are of, by ids at Discogs."""

    release_ids: frozenset[int]
    """Those too that are never published."""
    master_ids: frozenset[int]
    artist_ids: frozenset[int]
    """Of everybody who is a main artist of one of them."""
    wanted_ids: frozenset[int] = frozenset()
    """Releases on the wantlist; empty where it was never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Somebody's credit on a release on the shelf."""

    artist_id: ArtistId
    release_id: ReleaseId
    name: str
    """The artist's usual one at Discogs."""
    main: bool
    role: str
    """'' for a main artist, of the release or of one of its tracks."""
