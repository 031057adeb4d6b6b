"""The page of a contributor: somebody who is credited on several records and is a main artist of none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scraper.domain import words
from scraper.domain.credits import ArtistId, display_name
from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import letter, sort_key
from scraper.markup import one_line
from scraper.pages.album import at_discogs
from scraper.pages.front_matter import Quoted, head
from scraper.pages.index import Index
from scraper.pages.phrases import present


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who has a page under People, with their credits."""

    artist_id: ArtistId
    name: str
    """The name at Discogs, which may end in a number: 'John Smith (2)'."""
    roles: dict[str, dict[ReleaseId, dict[str, None]]] = field(default_factory=dict)
    """For each plain role ('Engineer') the records, with the roles in full there ('Engineer [Assistant]')."""

    def credit(self, release_id: ReleaseId, role: str) -> None:
        """Add a credit on a release; the role '' is that of a track's artist."""
        for full in words.roles(role) or ["Tracks"]:
            plain = full.partition("[")[0].strip() or full
            self.roles.setdefault(plain, {}).setdefault(release_id, {})[full] = None

    @property
    def records(self) -> set[ReleaseId]:
        """Return the records that they are credited on."""
        return {number for records in self.roles.values() for number in records}


def front_matter(
    contributor: Contributor, dates: Sequence[str], index: Index, former: Sequence[str]
) -> dict[str, object]:
    """Return the front matter of a contributor's page; `dates` are when copies of the records were added."""
    name = one_line(display_name(contributor.name)) or "Untitled"
    key, count = sort_key(name), len(contributor.records)
    roles = sorted(contributor.roles.items(), key=lambda item: (-len(item[1]), item[0]))
    main_roles = present(", ", *(one_line(role) for role, _ in roles[:3]))
    return {
        **head(
            title=name,
            description=f"{name}: {present(' on ', main_roles, words.plural(count, 'record'))} on this shelf",
            dates=dates,
            former=former,
            path=index.people[contributor.artist_id],
        ),
        "params": {
            "kind": "person",
            "artist_id": contributor.artist_id,
            "name": name,
            "sort_key": key,
            "letter": letter(key),
            "count": count,
            "roles": [_role(role, records, index) for role, records in roles],
            "links": [at_discogs("artist", contributor.artist_id)],
        },
    }


def _role(role: str, records: Mapping[ReleaseId, Mapping[str, None]], index: Index) -> Quoted:
    """Return a plain role with its albums; an album where the role in full says more names that, too."""
    return index.role(role, {number: "" if [*full] == [role] else ", ".join(full) for number, full in records.items()})
