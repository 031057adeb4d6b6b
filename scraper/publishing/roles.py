"""Who is credited with what on which record: artists, contributors, and everybody on each record."""

from collections.abc import Collection, Iterable

from scraper.domain import words
from scraper.domain.credits import ArtistId
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Appearance
from scraper.pages import Contributor, Works


class Roles:
    """All credits of those who have a page, sorted by who they are and what they did."""

    def __init__(self, appearances: Iterable[Appearance], artists: Collection[ArtistId]) -> None:
        self.people: dict[ArtistId, Contributor] = {}
        """The contributors: those who are main artists of nothing."""
        self.on: dict[ReleaseId, set[ArtistId]] = {}
        """Everybody with a page who is credited on a release, by its id."""
        self.leading: dict[ReleaseId, set[ArtistId]] = {}
        """The main artists of a release, by its id."""
        self._own: dict[ArtistId, dict[ReleaseId, None]] = {}
        self._other: dict[ArtistId, dict[ReleaseId, dict[str, None]]] = {}
        for credit in appearances:
            self.on.setdefault(credit.release_id, set()).add(credit.artist_id)
            if credit.main:
                self._own.setdefault(credit.artist_id, {})[credit.release_id] = None
                self.leading.setdefault(credit.release_id, set()).add(credit.artist_id)
            elif credit.artist_id in artists:
                roles = self._other.setdefault(credit.artist_id, {}).setdefault(credit.release_id, {})
                roles.update(dict.fromkeys(words.roles(credit.role) or ["Tracks"]))
            else:
                contributor = Contributor(artist_id=credit.artist_id, name=credit.name)
                self.people.setdefault(credit.artist_id, contributor).credit(credit.release_id, credit.role)

    def works(self) -> dict[ArtistId, Works]:
        """Return the records of each artist: their own, and others with the roles that they are credited with there."""
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
