"""The states of everything on the shelf, found by what they are about."""

from dataclasses import dataclass, field

from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.states import State
from scraper.store import Store


@dataclass(kw_only=True)
class ShelfStates:
    """The state of each album and artist; a pressing has the state of its album."""

    store: Store
    awaited: set[Subject] = field(default_factory=set)
    """The releases, masters and artists that Discogs is being asked about."""
    _states: dict[Subject, State] = field(default_factory=dict)

    def read(self) -> list[State]:
        """Return a state for each album and artist on the shelf."""
        for pressing in self.store.findings.pressings():
            self.put(pressing)
        for number, is_fetched in self.store.findings.artists().items():
            self.of(artist(number)).is_fetched = is_fetched
        return self.all()

    def all(self) -> list[State]:
        """Return every state once."""
        return list({id(state): state for state in self._states.values()}.values())

    def put(self, pressing: Pressing) -> None:
        """Put a pressing into the state of its album, as it is known by now."""
        state = self.of(pressing.album)
        state.add(pressing)
        self._states[pressing.subject] = state

    def get(self, subject: Subject) -> State | None:
        """Return the state of an album, a pressing or an artist; None for what is not on the shelf."""
        return self._states.get(subject)

    def of(self, subject: Subject) -> State:
        """Return the state of an album, a pressing or an artist, a new one where there is none."""
        return self._states.setdefault(subject, State(subject=subject))

    def releases(self) -> list[Subject]:
        """Return the releases on the shelf."""
        return [subject for subject in self._states if subject.kind == "release"]

    def about(self, subject: Subject) -> list[State]:
        """Return the states that a release, a master or an artist matters for."""
        works = self.store.findings.works_of(subject.subject_id) if subject.kind == "artist" else {}
        subjects = [subject, *(Subject(kind="release", subject_id=number) for number in works)]
        states = [self._states[each] for each in subjects if each in self._states]
        return list({id(state): state for state in states}.values())

    def credited(self, state: State) -> set[Subject]:
        """Return the main artists of an album's pressings."""
        return {artist(number) for release in state.pressings for number in self.store.findings.credited(release)}

    def awaits_discogs(self, state: State) -> bool:
        """Tell whether Discogs has not answered about an album or an artist, and all that it says of them matters."""
        if not state.is_fetched or not self.awaited:
            return not state.is_fetched
        records = {state.subject, *(pressing.subject for pressing in state.pressings.values()), *self.credited(state)}
        return not self.awaited.isdisjoint(records)


def artist(number: int) -> Subject:
    """Return an artist, by the id."""
    return Subject(kind="artist", subject_id=number)
