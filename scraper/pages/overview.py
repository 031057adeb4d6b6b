"""Pages about the whole shelf: home, timeline, and the pages that their layouts fill alone."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scraper.domain import words
from scraper.domain.copies import Copy
from scraper.domain.credits import ArtistId
from scraper.domain.releases import ReleaseId
from scraper.domain.statistics import Measure
from scraper.pages.artist import Works
from scraper.pages.front_matter import mapping
from scraper.pages.index import TAXONOMIES, Index

NEWEST_RECORDS, REDISCOVERED_RECORDS, RECORDS_A_DAY = 12, 365, 3
"""How many records the home page lists: as newest, to choose one for each day from, and as released on a day."""
LAYOUT_PAGES = {
    "about": ("About", "Where all this is from, and what may be done with it."),
    "search": ("Search", "Find records by title, artist, track, person, label or catalogue number."),
    "shuffle": ("Shuffle", "A record from the shelf, drawn by lot."),
    "print": ("Catalogue", "Everything on this shelf as one list, for paper."),
}
"""Pages that their layouts fill alone: title and description, by section."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole shelf, for pages that are about more than one record."""

    copies: Mapping[ReleaseId, Sequence[Copy]]
    measures: Mapping[ReleaseId, Measure]
    works: Mapping[ArtistId, Works]
    services: Sequence[str] = ()
    """Those that pages link to or have an image from, as `services_in_use` returns them."""
    added: Mapping[ReleaseId, str] = field(init=False)
    """When the newest copy of each release was added; releases without a date are not in it."""

    def __post_init__(self) -> None:
        moments = {number: words.newest([copy.date_added for copy in copies]) for number, copies in self.copies.items()}
        object.__setattr__(self, "added", {number: moment for number, moment in moments.items() if moment})

    @property
    def newest_first(self) -> list[ReleaseId]:
        """Return the releases in the order in which they were added, the newest first and those without a date last."""
        dated = sorted(self.added, key=lambda number: (datetime.fromisoformat(self.added[number]), number))
        return [*reversed(dated), *(number for number in self.measures if number not in self.added)]


def home(overview: Overview, index: Index) -> dict[str, object]:
    """Return the front matter of the home page."""
    counts = {
        "records": sum(map(len, overview.copies.values())),
        "albums": len(index.albums),
        "artists": len(index.artists),
        "people": len(index.people),
    }
    counts |= {taxonomy: len(index.terms[taxonomy]) for taxonomy in TAXONOMIES}
    return {
        "params": {
            "kind": "home",
            "counts": counts,
            "services": list(overview.services),
            "newest": index.cards(overview.newest_first[:NEWEST_RECORDS]),
            "days": mapping({day: index.cards(albums) for day, albums in _days(overview, index).items()}),
            "rediscover": index.cards(_shuffled(index)),
        }
    }


def _shuffled(index: Index) -> list[ReleaseId]:
    """Return albums in a random order that stays the same when albums are added or removed."""

    def random_key(number: ReleaseId) -> bytes:
        return hashlib.blake2b(str(number).encode(), digest_size=8).digest()

    return sorted(index.lines, key=random_key)[:REDISCOVERED_RECORDS]


def _days(overview: Overview, index: Index) -> dict[str, list[ReleaseId]]:
    """Return, by the day of the year ('03-12'), the albums whose pressing came out on it, the oldest first."""
    albums: dict[str, list[ReleaseId]] = {}
    for measure in overview.measures.values():
        day = words.day_of_year(measure.released)
        if day:
            albums.setdefault(day, []).append(measure.release_id)
    return {day: index.by_year(albums[day])[:RECORDS_A_DAY] for day in sorted(albums)}


def timeline(overview: Overview, index: Index) -> dict[str, object]:
    """Return the front matter of the timeline."""
    years: dict[int | None, list[ReleaseId]] = {}
    for number in index.by_year(index.lines):
        line = index.lines[number]
        years.setdefault(line.original_year or line.year, []).append(number)
    months: dict[str | None, list[ReleaseId]] = {}
    for number in overview.newest_first:
        months.setdefault(overview.added.get(number, "")[:7] or None, []).append(number)
    return {
        "title": "Timeline",
        "description": "The records by the year they first came out, and by the month they were added.",
        "params": {
            "kind": "timeline",
            "by_year": [index.group({"year": year}, albums) for year, albums in years.items()],
            "by_added": [index.group({"month": month}, albums) for month, albums in _newest_months(months)],
        },
    }


def _newest_months(months: Mapping[str | None, list[ReleaseId]]) -> list[tuple[str | None, list[ReleaseId]]]:
    """Return the months, the newest first.

    They are sorted by name, because time zones can put an earlier moment into a later month.
    """
    return sorted(months.items(), key=lambda item: item[0] or "", reverse=True)


def layout_page(section: str) -> dict[str, object]:
    """Return the front matter of a page that its layout fills alone."""
    title, description = LAYOUT_PAGES[section]
    return {"title": title, "description": description, "params": {"kind": section}}
