"""Pages about the whole shelf: home, timeline, and those that only their layouts fill."""

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

NEWEST, REDISCOVERED, A_DAY = 12, 365, 3
PLAIN = {
    "about": ("About", "Where all this is from, and what may be done with it."),
    "search": ("Search", "Find records by title, artist, track, person, label or catalogue number."),
    "shuffle": ("Shuffle", "A record from the shelf, drawn by lot."),
    "print": ("Catalogue", "Everything on this shelf as one list, for paper."),
}
"""Pages that say nothing of their own: section, title, description."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole shelf, for pages that are about no single record."""

    copies: Mapping[ReleaseId, Sequence[Copy]]
    measures: Mapping[ReleaseId, Measure]
    works: Mapping[ArtistId, Works]
    services: Sequence[str] = ()
    """Those that pages link to or show something of, as `in_use` returns them."""
    added: Mapping[ReleaseId, str] = field(init=False)
    """When the newest copy of each release was added, where that is known."""

    def __post_init__(self) -> None:
        moments = {number: words.newest([copy.date_added for copy in copies]) for number, copies in self.copies.items()}
        object.__setattr__(self, "added", {number: moment for number, moment in moments.items() if moment})

    @property
    def newest_first(self) -> list[ReleaseId]:
        """Return the releases in the order of their additions, the newest first; those without a date are last."""
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
            "newest": index.cards(overview.newest_first[:NEWEST]),
            "days": mapping({day: index.cards(found) for day, found in _days(overview, index).items()}),
            "rediscover": index.cards(_shuffled(index)),
        }
    }


def _shuffled(index: Index) -> list[ReleaseId]:
    """Return albums in an order that tells nothing, and that stays the same when others come and go."""

    def lot(number: ReleaseId) -> bytes:
        return hashlib.blake2b(str(number).encode(), digest_size=8).digest()

    return sorted(index.lines, key=lot)[:REDISCOVERED]


def _days(overview: Overview, index: Index) -> dict[str, list[ReleaseId]]:
    """Return the albums whose pressing came out on a day of the year, '03-12', the oldest first."""
    found: dict[str, list[ReleaseId]] = {}
    for measure in overview.measures.values():
        day = words.day_of_year(measure.released)
        if day:
            found.setdefault(day, []).append(measure.release_id)
    return {day: index.by_year(found[day])[:A_DAY] for day in sorted(found)}


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
            "by_year": [index.group({"year": year}, found) for year, found in years.items()],
            "by_added": [index.group({"month": month}, found) for month, found in _in_order(months)],
        },
    }


def _in_order(months: Mapping[str | None, list[ReleaseId]]) -> list[tuple[str | None, list[ReleaseId]]]:
    """Return months from the newest to the oldest, as their names say: a moment near midnight may be in another."""
    return sorted(months.items(), key=lambda item: item[0] or "", reverse=True)


def plain(section: str) -> dict[str, object]:
    """Return the front matter of a page that its layout fills."""
    title, description = PLAIN[section]
    return {"title": title, "description": description, "params": {"kind": section}}
