"""Candidates from the services, what they are compared with, and the evidence for the one that is taken. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ServiceName = str
"""A service that pages can link to, as settings, the store and pins name it. What iTunes finds are Apple Music's."""

Certainty = Literal["pinned", "identifier", "barcode", "likeness"]
"""How sure a match is, the surest first: each outranks those behind it."""

Kind = Literal["album", "single", "ep", "compilation", "live", "soundtrack"]
"""What kind of record a release is. An edition, such as a remaster, is no kind of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of music in several tracks: Discogs' index track."""

    title: str
    place: int
    """Of its first part among the songs, from 0: two works can have one title."""
    seconds: int | None = None
    """Of the whole; None where only its parts have lengths, if those have."""
    parts: int
    """How many tracks it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """A track in a track list that is compared: of a candidate, or of our release."""

    title: str
    seconds: int | None = None
    """None where the length is unknown."""
    disc: int = 1
    """The number of its disc; 1 where the service names none."""
    work: Work | None = None
    """The work that it is a part of; None where it is a piece of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An artist whom a service credits with an album."""

    name: str
    entry_id: str = ""
    """The artist's id at the service; '' where the service does not give it."""
    url: str = ""
    """The artist's page at the service; '' where the id is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry of a service that may belong to a release or an artist of ours."""

    entry_id: str
    url: str
    title: str
    artists: tuple[Person, ...] = ()
    """As the service credits them; several artists are often one name, such as 'Simon & Garfunkel'."""
    kind: Kind | None = None
    """The kind that the service gives; None where it gives none."""
    year: int | None = None
    """The year of this edition, as the service gives it, which is often wrong; None where unknown."""
    track_count: int | None = None
    """None where the service does not give it."""
    songs: tuple[Song, ...] = ()
    """The track list; empty where the service has not been asked for the entry's details yet."""
    barcodes: tuple[str, ...] = ()
    chain: str = ""
    """Which identifiers lead to the entry, in words: 'Wikidata Q206109 names master 18080'; '' where none do."""
    image: str = ""
    """The address of its cover, in the largest size worth having; '' where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What candidates are compared with: our release, as far as it matters for that."""

    title: str
    artists: tuple[tuple[str, ...], ...]
    """All names of each credited artist, the printed name first; empty where the release is by Various or by nobody."""
    artist_line: str
    """All credited artists as one text."""
    kinds: frozenset[Kind] = frozenset()
    """The kinds that Discogs' formats, styles and the title name; empty where they name none."""
    years: tuple[int, ...] = ()
    """The years of the first pressing and of this one, as far as known."""
    songs: tuple[Song, ...] = ()
    """The tracks that can be heard, in order: the parts of an index track, each with its work, and no headings."""
    barcodes: tuple[str, ...] = ()
    """As printed on the sleeve: free text."""
    is_various: bool = False
    """Whether the release is by Various, or by nobody in particular."""
    is_classical: bool = False
    """Whether it is classical music: then the composer is credited first, whom services often leave out."""
    notes: str = ""
    """Discogs' notes on the release: they may name the concert that it is from."""
    guests: int = 0
    """How many of `artists`, counted from the end, are only featured: a service may leave them out."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names of all credited artists."""
        return tuple(name for names in self.artists for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The result for one thing that was compared, such as the title."""

    what: str
    """'artist', 'title', 'tracks', 'year', 'kind', 'name' or 'article'."""
    share: float
    """How far both sides agree, from 0 to 1."""
    remark: str = ""
    """What is shown instead of the share, such as '12 of 12'; '' where the share is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a candidate is taken for our release or artist, or how like it is."""

    certainty: Certainty
    score: float
    """From 0 to 1; always 1 where the certainty is more than likeness."""
    compared: tuple[Compared, ...] = ()
    because: str = ""
    """The reason in words where the certainty is more than likeness, such as 'your pin'; '' for likeness."""

    @property
    def text(self) -> str:
        """Return the evidence as people read it: '88% (title 100%, tracks 12 of 12, year 50%)'."""
        parts = ", ".join(f"{part.what} {part.remark or f'{part.share:.0%}'}" for part in self.compared)
        if self.because:
            return f"{self.because}{f' ({parts})' if parts else ''}"
        return f"{self.score:.0%} ({parts})" if parts else f"{self.score:.0%}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A candidate with its evidence."""

    candidate: Candidate
    evidence: Evidence
    objection: str = ""
    """What speaks against the candidate, in words; '' where nothing does, or where it is taken all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision about all candidates of one service."""

    taken: Judged | None = None
    """None where no candidate was taken."""
    reason: str = ""
    """Why no candidate was taken; '' where one was."""
    ranked: Sequence[Judged] = ()
    """All candidates, the best first; a taken candidate comes before all others."""
    doubtful: Sequence[Candidate] = ()
    """The candidates whose track lists would settle the decision, the likeliest first; empty where none would."""

    @property
    def in_doubt(self) -> Candidate | None:
        """Return the likeliest candidate whose track list is missing; None where no track list would settle it."""
        return self.doubtful[0] if self.doubtful else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of asking one service about a release or an artist."""

    service: ServiceName
    entry_id: str = ""
    """The id of the entry that was taken; '' where none was."""
    url: str = ""
    """The address of that entry; '' where none was taken."""
    certainty: Certainty | None = None
    """None where no entry was taken."""
    score: float = 0.0
    evidence: str
    """Why the entry was taken, or why none was, in words."""
    candidates: Sequence["Option"] = ()
    """The best candidates, for the owner to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate as `scrape review` shows it to the owner."""

    url: str
    name: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text about a release or an artist, with its source."""

    source: Literal["wikipedia", "apple_music"]
    title: str
    url: str
    language: str
    text: str
    """Plain text from Wikipedia, HTML from Apple Music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumArtist:
    """Whom a service credits with a matched album, where that is our one artist."""

    service: ServiceName
    entry_id: str
    """The artist's, at the service."""
    url: str
    name: str
    album_url: str
    """Of the album that they are credited with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """Everything that the answers of all sources about a release or an artist lead to."""

    findings: Sequence[Finding] = ()
    offers: Sequence[tuple[str, str]] = ()
    """Covers or portraits: (the source as settings name it, the image's address)."""
    texts: Sequence[Text] = ()
    album_artists: Sequence[AlbumArtist] = ()
    """Empty for an artist."""
