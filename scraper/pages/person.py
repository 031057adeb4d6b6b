"""The page of somebody who is credited on several records and is the main artist of none: what they did here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scraper.domain import words
from scraper.domain.credits import ArtistId, display_name
from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import letter, sort_key
from scraper.markup import one_line
from scraper.pages.album import at_discogs
from scraper.pages.front_matter import Quoted
from scraper.pages.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is credited on which records, and for what."""

    artist_id: ArtistId
    name: str
    """At Discogs."""
    roles: dict[str, dict[ReleaseId, dict[str, None]]] = field(default_factory=dict)
    """For each role the records, with its full words there: 'Engineer' may be 'Engineer [Assistant]'."""

    def credit(self, release_id: ReleaseId, role: str) -> None:
        """Note a credit on a release; '' is the artist of a track."""
        for full in words.roles(role) or ["Tracks"]:
            plain = full.partition("[")[0].strip() or full
            self.roles.setdefault(plain, {}).setdefault(release_id, {})[full] = None

    @property
    def records(self) -> set[ReleaseId]:
        """Return the records that they are credited on."""
        return {number for records in self.roles.values() for number in records}


def front_matter(person: Person, dates: Sequence[str], index: Index, former: Sequence[str]) -> dict[str, object]:
    """Return the front matter of a person's page; `dates` are when copies of the records were added."""
    name = one_line(display_name(person.name)) or "Untitled"
    path = index.people[person.artist_id]
    key, count = sort_key(name), len(person.records)
    roles = sorted(person.roles.items(), key=lambda item: (-len(item[1]), item[0]))
    first = ", ".join(one_line(role) for role, _ in roles[:3])
    return {
        "title": name,
        "date": words.newest(list(dates)),
        "description": f"{name}: {first} on {words.plural(count, 'record')} on this shelf",
        "aliases": [alias for alias in former if alias != path],
        "params": {
            "kind": "person",
            "artist_id": person.artist_id,
            "name": name,
            "sort_key": key,
            "letter": letter(key),
            "count": count,
            "roles": [_role(role, records, index) for role, records in roles],
            "links": [at_discogs("artist", person.artist_id)],
        },
    }


def _role(role: str, records: Mapping[ReleaseId, Mapping[str, None]], index: Index) -> Quoted:
    """Return a role with the albums; those where more is said of it say so."""
    return index.role(role, {number: "" if [*full] == [role] else ", ".join(full) for number, full in records.items()})
