"""A release, with its tracks, labels and formats, and the master that it belongs to. Pure."""

from dataclasses import dataclass
from typing import Literal, NewType

from scraper.domain.credits import Credit, artist_line

ReleaseId = NewType("ReleaseId", int)
MasterId = NewType("MasterId", int)
LabelId = NewType("LabelId", int)
NOT_ON_LABEL = LabelId(1818)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One row of a track list."""

    kind: Literal["track", "index", "heading"]
    """A track is one recording. An index groups its `parts`, such as the movements of a symphony. A heading is a title
    above the rows that follow it."""
    title: str
    position: str = ""
    seconds: int | None = None
    """None where Discogs knows no duration."""
    artists: tuple[Credit, ...] = ()
    """Empty where the release's own artists play the track."""
    credits: tuple[Credit, ...] = ()
    parts: tuple["Track", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """A label, a series or a company that is credited on a release."""

    label_id: LabelId | None
    """None where Discogs gives no id."""
    name: str
    catno: str | None = None
    """None where there is none."""
    role: str = ""
    """What a company did, such as 'Pressed By'; '' for labels and series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One entry of a release's formats: a carrier, how many of it, and how it was made. 2 × Vinyl, LP, Album (Red)."""

    name: str
    quantity: int = 1
    descriptions: tuple[str, ...] = ()
    text: str = ""
    """Free text, most often a colour."""

    @property
    def words(self) -> str:
        """Return '2 × Vinyl, LP, Album (Red)'."""
        count = f"{self.quantity} × " if self.quantity > 1 else ""
        return f"{count}{', '.join((self.name, *self.descriptions))}{f' ({self.text})' if self.text else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A barcode, matrix number or the like, as printed."""

    kind: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A video that Discogs' users attached."""

    url: str
    title: str
    seconds: int | None = None
    """None where Discogs knows no duration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image that Discogs offers; it has not been fetched yet."""

    uri: str
    width: int = 0
    """In pixels; 0 where unknown."""
    height: int = 0
    """In pixels; 0 where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One pressing of a record."""

    release_id: ReleaseId
    title: str
    master_id: MasterId | None = None
    """None where this is the only pressing that Discogs knows."""
    artists: tuple[Credit, ...] = ()
    year: int | None = None
    """Year of this pressing; None where Discogs says 0."""
    released: str = ""
    """'1999', '1999-03-00' or '1999-03-12'; '' when unknown."""
    country: str = ""
    labels: tuple[LabelLine, ...] = ()
    series: tuple[LabelLine, ...] = ()
    companies: tuple[LabelLine, ...] = ()
    formats: tuple[Format, ...] = ()
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    credits: tuple[Credit, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    videos: tuple[Video, ...] = ()
    images: tuple[Image, ...] = ()
    """The primary one first."""
    images_withheld: bool = False
    """There are images, but Discogs did not give their addresses, as it does only with a token."""
    notes: str = ""
    """In Discogs' markup."""

    @property
    def artist_line(self) -> str:
        """Return the credited artists as one text."""
        return artist_line(self.artists)

    @property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """Return the names that the release is listed under: its genres, styles and formats."""
        carriers = dict.fromkeys(form.name for form in self.formats if form.name != "All Media")
        return {"genres": self.genres, "styles": self.styles, "formats": tuple(carriers)}

    @property
    def format_line(self) -> str:
        """Return all formats in words."""
        return " + ".join(form.words for form in self.formats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """What all pressings of one album share."""

    master_id: MasterId
    title: str
    year: int | None = None
    """The original year; None when unknown."""
