"""What sources answered about a release or an artist, and why one of their entries belongs to ours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Service = Literal["apple_music", "spotify", "wikipedia", "musicbrainz", "youtube"]
"""Where a page can link to. What the iTunes Search API finds are entries of Apple Music."""
SERVICE_NAMES: dict[Service, str] = {
    "apple_music": "Apple Music",
    "spotify": "Spotify",
    "youtube": "YouTube",
    "wikipedia": "Wikipedia",
    "musicbrainz": "MusicBrainz",
}
"""As people write them."""
SERVICES: tuple[Service, ...] = tuple(SERVICE_NAMES)

Certainty = Literal["pinned", "identifier", "barcode", "likeness"]
"""What outranks what: the earlier the surer."""
CERTAINTIES: tuple[Certainty, ...] = ("pinned", "identifier", "barcode", "likeness")

Kind = Literal["album", "single", "ep", "compilation", "live", "soundtrack"]
"""What a record is, beside an edition of something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """A track, as a source lists it or as we look for it."""

    title: str
    seconds: int | None = None
    """None where the length is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom a source credits with an album."""

    name: str
    entry_id: str = ""
    """The source's id; '' where it does not say."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry of a service that may belong to a release or an artist of ours."""

    entry_id: str
    url: str
    title: str
    artists: tuple[Person, ...] = ()
    """As the service credits them; often one name for all: 'Simon & Garfunkel'."""
    kind: Kind | None = None
    """What the service says it is; None where it does not."""
    year: int | None = None
    """When this edition came out, as the service says: often wrong."""
    track_count: int | None = None
    songs: tuple[Song, ...] = ()
    """Empty until its details were asked for."""
    barcodes: tuple[str, ...] = ()
    chain: str = ""
    """The identifiers that lead to it, in words, such as 'Wikidata Q206109 names master 18080'; '' without."""
    image: str = ""
    """The address of its cover in the largest size worth having; '' without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A release as it is compared with candidates."""

    title: str
    artists: tuple[tuple[str, ...], ...]
    """For each credited artist every name they are known by, the printed one first; empty where it is nobody's."""
    artist_line: str
    kinds: frozenset[Kind] = frozenset()
    """What Discogs' formats and styles say it is; empty where they do not."""
    years: tuple[int, ...] = ()
    """Of the first pressing and of this one, as far as known."""
    songs: tuple[Song, ...] = ()
    """What can be heard, in order: parts instead of their index track, no headings."""
    barcodes: tuple[str, ...] = ()
    """As printed, free text."""
    is_various: bool = False
    guests: int = 0
    """How many of the last of `artists` are only featured: others may credit the record without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One thing that was compared."""

    what: str
    """artist, title, tracks, length, year, barcode …"""
    share: float
    """How far it agrees, 0 to 1."""
    remark: str = ""
    """Such as '12 of 12'; '' where the share says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a candidate belongs to ours, or how near it comes."""

    certainty: Certainty
    score: float
    """0 to 1; 1 for all that is surer than likeness."""
    compared: tuple[Compared, ...] = ()
    because: str = ""
    """In words, for what is surer than likeness: 'barcode 724353486624', 'your pin'."""

    @property
    def text(self) -> str:
        """Return it for people: '88 % (title 100 %, tracks 12 of 12, year 50 %)'."""
        parts = ", ".join(f"{one.what} {one.remark or f'{one.share:.0%}'}" for one in self.compared)
        if self.because:
            return f"{self.because}{f' ({parts})' if parts else ''}"
        return f"{self.score:.0%} ({parts})" if parts else f"{self.score:.0%}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A candidate with how near it comes."""

    candidate: Candidate
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of looking at candidates."""

    taken: Judged | None = None
    reason: str = ""
    """Why none was taken; '' where one was."""
    ranked: Sequence[Judged] = ()
    """The best first, the taken one among them."""
    in_doubt: Candidate | None = None
    """The one whose track list would settle it; None where it is settled, or more facts would not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of one service for a release or an artist."""

    service: Service
    entry_id: str = ""
    """'' where nothing was taken."""
    url: str = ""
    certainty: Certainty | None = None
    """None where nothing was taken."""
    score: float = 0.0
    evidence: str
    """Why it was taken, or why nothing was, in words."""
    candidates: Sequence["Option"] = ()
    """The nearest, for the owner to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate as the owner sees it."""

    url: str
    name: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text about a release or an artist, with where it is from."""

    source: Literal["wikipedia", "apple_music"]
    title: str
    url: str
    language: str
    text: str
    """Plain from Wikipedia, HTML from Apple Music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumArtist:
    """Whom a service credits with a matched album, where that is our one artist."""

    service: Service
    entry_id: str
    """The artist's, at the service."""
    url: str
    name: str
    album_url: str
    """Of the album that they are credited with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """All that the sources' answers come to, for a release or an artist."""

    findings: Sequence[Finding] = ()
    offers: Sequence[tuple[str, str]] = ()
    """Covers or portraits: the source as settings name it, and the address."""
    texts: Sequence[Text] = ()
    album_artists: Sequence[AlbumArtist] = ()
    """Empty for an artist."""
