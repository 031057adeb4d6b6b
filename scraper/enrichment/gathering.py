"""Questions about single subjects, gathered until there are enough of them for a request.

Wikidata and MusicBrainz answer about many at once, so what is to be asked of them waits for more of its kind: until a
request is full, until a few seconds are over, or until nothing else is being asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scraper.domain.subjects import Subject
from scraper.enrichment.question import Question
from scraper.enrichment.states import ITEMS, MUSICBRAINZ
from services import musicbrainz, wikipedia


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A kind of question that is put about many subjects at once."""

    source: str
    size: int
    """The most subjects of a question."""


NAMING = Batch(source=ITEMS, size=3 * wikipedia.BATCH)
"""Which items name the subjects at Discogs, in three searches."""
BY_ID = Batch(source=ITEMS, size=wikipedia.ENTITIES)
"""What is said by items whose ids are known."""
ADDRESSES = Batch(source=MUSICBRAINZ, size=musicbrainz.AT_ONCE)
"""Which entries list the subjects' addresses at Discogs."""


@dataclass(kw_only=True)
class Gathering:
    """What waits to be asked together."""

    seconds: float
    """How long the first of a batch waits for others."""
    clock: Callable[[], float]
    """In seconds."""
    _waiting: dict[Batch, dict[Subject, str]] = field(default_factory=dict)
    """The subjects, each with the id of the item to look up; '' where its id is looked for."""
    _since: dict[Batch, float] = field(default_factory=dict)
    """When the first of those that wait was added."""

    def add(self, batch: Batch, subject: Subject, item: str = "") -> None:
        """Have something asked about a subject, with others."""
        self._since.setdefault(batch, self.clock())
        self._waiting.setdefault(batch, {})[subject] = item

    def ready(self, *, all_of_them: bool = False) -> Iterator[Question]:
        """Yield the questions that are full or have waited long enough; or `all_of_them`."""
        for batch in (*self._waiting,):
            waiting = self._waiting.pop(batch)
            began = self._since.pop(batch)
            is_over = all_of_them or self.clock() >= began + self.seconds
            while len(waiting) >= batch.size or (waiting and is_over):
                subjects = [*waiting][: batch.size]
                yield _question(batch, {subject: waiting.pop(subject) for subject in subjects})
            if waiting:
                self._waiting[batch], self._since[batch] = waiting, began

    def seconds_left(self) -> float | None:
        """Return after how many seconds something is ready at the latest; None where nothing waits."""
        if not self._since:
            return None
        return max(0.0, min(self._since.values()) + self.seconds - self.clock())


def _question(batch: Batch, items: dict[Subject, str]) -> Question:
    return Question(source=batch.source, subjects=tuple(items), items=tuple(items.values()) if batch is BY_ID else ())
