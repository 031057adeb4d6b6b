"""Who is credited with what on which records: artists with pages, people with pages, and everybody on each record."""

from collections.abc import Collection, Iterable

from scraper.domain import words
from scraper.domain.credits import ArtistId
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Appearance
from scraper.pages import Person, Works


class Roles:
    """All credits of those who have a page, sorted out in one go."""

    def __init__(self, appearances: Iterable[Appearance], artists: Collection[ArtistId]) -> None:
        self.people: dict[ArtistId, Person] = {}
        """Those who are main artists of nothing."""
        self.on: dict[ReleaseId, set[ArtistId]] = {}
        """Everybody with a page, for each release."""
        self.leading: dict[ReleaseId, set[ArtistId]] = {}
        """The main artists of each release."""
        self._own: dict[ArtistId, dict[ReleaseId, None]] = {}
        self._other: dict[ArtistId, dict[ReleaseId, dict[str, None]]] = {}
        for one in appearances:
            self.on.setdefault(one.release_id, set()).add(one.artist_id)
            if one.main:
                self._own.setdefault(one.artist_id, {})[one.release_id] = None
                self.leading.setdefault(one.release_id, set()).add(one.artist_id)
            elif one.artist_id in artists:
                roles = self._other.setdefault(one.artist_id, {}).setdefault(one.release_id, {})
                roles.update(dict.fromkeys(words.roles(one.role) or ["Tracks"]))
            else:
                person = self.people.setdefault(one.artist_id, Person(artist_id=one.artist_id, name=one.name))
                person.credit(one.release_id, one.role)

    def works(self) -> dict[ArtistId, Works]:
        """Return, for each artist, their own records and the others they are credited on, with their roles there."""
        return {
            artist_id: Works(
                records=tuple(records),
                appears_on=tuple(
                    (number, ", ".join(roles))
                    for number, roles in self._other.get(artist_id, {}).items()
                    if number not in records
                ),
            )
            for artist_id, records in self._own.items()
        }
