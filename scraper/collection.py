"""The domain: what a record collection is made of, in Discogs' own words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NewType

ReleaseId = NewType("ReleaseId", int)
MasterId = NewType("MasterId", int)
ArtistId = NewType("ArtistId", int)
LabelId = NewType("LabelId", int)
InstanceId = NewType("InstanceId", int)

VARIOUS, UNKNOWN_ARTIST, NO_ARTIST = ArtistId(194), ArtistId(355), ArtistId(118760)
NOBODY = frozenset({VARIOUS, UNKNOWN_ARTIST, NO_ARTIST})
"""Credits that stand for no one in particular: named, but never given a page."""
NOT_ON_LABEL = LabelId(1818)

# Of up to three figures: "(1972)" belongs to a name.
_HOMONYM = re.compile(r"\s\([1-9]\d{0,2}\)$", re.ASCII)
_CLINGING = frozenset(",;:")


def display_name(name: str) -> str:
    """Return a name without Discogs' homonym suffix: 'Sublime (2)' is Sublime, 'Heaven 17' stays."""
    return _HOMONYM.sub("", name.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One artist as credited on a release or a track."""

    artist_id: ArtistId | None
    """None where Discogs has not linked the name to an artist."""
    name: str
    anv: str = ""
    """The name as printed on this release; '' when it is the artist's usual one."""
    join: str = ""
    role: str = ""
    tracks: str = ""
    """The tracks that an extra credit is for, such as 'A1 to A3, B2'; '' for all of them."""

    @property
    def printed(self) -> str:
        """Return the name to show."""
        return self.anv.strip() or display_name(self.name)

    @property
    def has_page(self) -> bool:
        """Tell whether this is somebody who can have an artist page."""
        return self.artist_id is not None and self.artist_id not in NOBODY


def joined(join: str) -> str:
    """Return the text between two credited artists: ' & ', ', ', ' Feat. '."""
    word = join.strip()
    if not word:
        return ", "
    return f"{word} " if word[0] in _CLINGING else f" {word} "


def artist_line(artists: Sequence[Credit]) -> str:
    """Return the credited artists as one text: 'Simon & Garfunkel', 'Various'."""
    parts: list[str] = []
    for place, credit in enumerate(artists):
        parts.append(credit.printed)
        if place < len(artists) - 1:
            parts.append(joined(credit.join))
    return "".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One row of a track list."""

    kind: Literal["track", "index", "heading"]
    """An index groups its `parts`, as the movements of a symphony; a heading only stands above what follows."""
    title: str
    position: str = ""
    seconds: int | None = None
    """None when Discogs knows no duration."""
    artists: tuple[Credit, ...] = ()
    """Empty when they are the release's."""
    credits: tuple[Credit, ...] = ()
    parts: tuple["Track", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """A label, or a company, as it is credited on a release."""

    label_id: LabelId | None
    name: str
    catno: str | None = None
    """None where there is none."""
    role: str = ""
    """What a company did, such as 'Pressed By'; '' for the label itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A carrier and how it was made: 2 × Vinyl, LP, Album (Red)."""

    name: str
    quantity: int = 1
    descriptions: tuple[str, ...] = ()
    text: str = ""
    """Free text, most often the colour."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image that a source offers; nothing of it has been fetched yet."""

    uri: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One pressing."""

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
    """There are images, but Discogs did not tell where: it does so only with a token."""
    notes: str = ""
    """In Discogs' markup."""

    @property
    def artist_line(self) -> str:
        """Return the credited artists as one text."""
        return artist_line(self.artists)

    @property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """Return what it can be listed under by a name alone."""
        carriers = dict.fromkeys(form.name for form in self.formats if form.name != "All Media")
        return {"genres": self.genres, "styles": self.styles, "formats": tuple(carriers)}

    @property
    def format_line(self) -> str:
        """Return all formats in words."""
        return " + ".join(form.words for form in self.formats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One physical item on the shelf."""

    instance_id: InstanceId
    release_id: ReleaseId
    date_added: str
    """ISO 8601 with Discogs' own offset, kept as it came."""
    folder_id: int = 1
    rating: int = 0
    """The owner's, 1 to 5; 0 for none."""
    notes: tuple[tuple[int, str], ...] = ()
    """Values of the collection's own fields, by field id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """What all pressings of one album share."""

    master_id: MasterId
    title: str
    year: int | None = None
    """The original year; None when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A member, group or alias of an artist."""

    artist_id: ArtistId | None
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """Somebody who is credited, as Discogs knows them."""

    artist_id: ArtistId
    name: str
    real_name: str = ""
    profile: str = ""
    """In Discogs' markup."""
    variations: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    aliases: tuple[Relative, ...] = ()
    members: tuple[Relative, ...] = ()
    groups: tuple[Relative, ...] = ()
    images: tuple[Image, ...] = ()
    images_withheld: bool = False
    """As for a release."""

    @property
    def display_name(self) -> str:
        """Return the name without Discogs' homonym suffix."""
        return display_name(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something we looked for and don't have."""

    kind: str
    """release, master, artist or image."""
    subject_id: int
    title: str
    reason: str
