"""How far asking has come with an album or an artist.

Each of them passes the stages below from top to bottom. At each stage some questions may be put; the stage is left when
there is nothing more to ask at it and nothing that was asked is unanswered. Nothing but an answer moves a state on, and
`Enrichment.advance` is the one function that moves it.

Album (a master with its pressings, or a release without a master):

| stage    | what may be asked there                                                   |
|----------|---------------------------------------------------------------------------|
| discogs  | nothing; left when Discogs has answered about one of the pressings        |
| item     | Wikidata: the item that names the album, for many albums at once          |
| editions | each shop about each pressing; Wikipedia: the article that ids lead to    |
| links    | MusicBrainz, the slowest of all, where a link or a cover is missing       |
| article  | Wikidata: the items that links lead to; Wikipedia: by ids, by words       |
| settled  | nothing; back to item when Discogs answers about another pressing         |

Artist:

| stage    | what may be asked there                                                   |
|----------|---------------------------------------------------------------------------|
| discogs  | nothing; left when Discogs has answered about the artist                  |
| item     | Wikidata: the item that names the artist                                  |
| editions | Wikipedia: the article that ids lead to                                   |
| links    | MusicBrainz, where a link is missing                                      |
| article  | as for an album; Apple Music: the portrait, where the artist is known     |
| settled  | nothing; back to item when an album is found that tells who they are      |
"""

from dataclasses import dataclass, field
from enum import IntEnum

from scraper.domain.subjects import Pressing, Subject

ITEMS = "wikidata"
"""Who knows the items that name albums and artists."""


class Stage(IntEnum):
    """How far it is; see the tables above."""

    DISCOGS = 0
    ITEM = 1
    EDITIONS = 2
    LINKS = 3
    ARTICLE = 4
    SETTLED = 5


@dataclass(kw_only=True)
class State:
    """An album or an artist, and what is being asked about it."""

    subject: Subject
    stage: Stage = Stage.DISCOGS
    is_fetched: bool = False
    """Whether Discogs has answered: about the artist, or about one of the album's pressings."""
    pressings: dict[int, Pressing] = field(default_factory=dict)
    """An album's, by release; empty for an artist."""
    open: set[tuple[str, Subject]] = field(default_factory=set)
    """What was asked and is not answered: the source, and what it was asked about."""

    @property
    def fetched(self) -> list[Pressing]:
        """Return the pressings that Discogs has answered about."""
        return [pressing for pressing in self.pressings.values() if pressing.is_fetched]

    def add(self, pressing: Pressing) -> None:
        """Take in a pressing, or what is known of it by now."""
        self.pressings[pressing.release_id] = pressing
        self.is_fetched = bool(self.fetched)

    def awaits(self, source: str, subject: Subject) -> bool:
        """Tell whether a source was asked about something and has not answered yet."""
        return (source, subject) in self.open

    @property
    def must_wait(self) -> bool:
        """Tell whether a stage cannot be left yet; the item stage waits for the album's own item alone."""
        if self.stage is Stage.ITEM:
            return any(subject == self.subject and source == ITEMS for source, subject in self.open)
        return bool(self.open)

    def begin_again(self) -> None:
        """Go back to the first stage: there is something new to ask about, or a new id to ask by."""
        self.stage = Stage.ITEM if self.is_fetched else Stage.DISCOGS
