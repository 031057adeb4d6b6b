"""How far asking has come with an album or an artist.

Each of them passes the stages below from top to bottom. At each stage some questions may be put; the stage is left when
there is nothing more to ask at it and nothing that was asked is unanswered. Nothing but an answer moves a state on, and
`Enrichment.advance` is the one function that moves it.

Ids come first, so that each question is put once, with all that helps: what is asked depends on what is known, never on
who answered first. A source that was asked before something was known, because another was in trouble, is asked again.

Album (a master with its pressings, or a release without a master):

| stage    | what may be asked there                                                        |
|----------|--------------------------------------------------------------------------------|
| item     | Wikidata: the item that names the album; MusicBrainz: who lists its address    |
| links    | MusicBrainz: the entry that lists it, with what that links to                  |
| linked   | Wikidata: the item that MusicBrainz links to                                   |
| discogs  | nothing; left when Discogs has answered about its records, or will not today   |
| editions | each shop about each pressing; Wikipedia: the article, by ids, else by words   |
| article  | Wikidata: the item of an article that a link leads to                          |
| settled  | nothing; back to item when Discogs answers about one of its records            |

Artist:

| stage    | what may be asked there                                                        |
|----------|--------------------------------------------------------------------------------|
| item     | as for an album                                                                |
| links    | as for an album                                                                |
| linked   | as for an album                                                                |
| discogs  | nothing; left when Discogs has answered about the artist                       |
| editions | Wikipedia: the article, by ids, else by words                                  |
| article  | as for an album; Apple Music: the portrait, once all their albums are settled  |
| settled  | nothing; back to item when their last album is settled                         |
"""

from dataclasses import dataclass, field
from enum import IntEnum

from scraper.domain.subjects import Pressing, Subject

ITEMS = "wikidata"
"""Who knows the items that name albums and artists."""
MUSICBRAINZ = "musicbrainz"
"""Who knows the entries that list the addresses of albums and artists at Discogs."""
CHAIN = frozenset({ITEMS, MUSICBRAINZ})
"""Whose ids lead to the other services."""


class Stage(IntEnum):
    """How far it is; see the tables above."""

    ITEM = 0
    LINKS = 1
    LINKED = 2
    DISCOGS = 3
    EDITIONS = 4
    ARTICLE = 5
    SETTLED = 6


@dataclass(kw_only=True)
class State:
    """An album or an artist, and what is being asked about it."""

    subject: Subject
    stage: Stage = Stage.ITEM
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
        """Tell whether a stage cannot be left yet: until ids may come, only for what they are asked of."""
        if self.stage < Stage.DISCOGS:
            return any(subject == self.subject and source in CHAIN for source, subject in self.open)
        return bool(self.open)

    def begin_again(self) -> None:
        """Go back to the first stage: there is something new to ask about, or a new id to ask by."""
        self.stage = Stage.ITEM
