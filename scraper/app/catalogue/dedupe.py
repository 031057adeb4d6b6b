"""Leave one release of each album: in a view, or with the others really removed."""

from contextlib import closing
from dataclasses import dataclass

from scraper.app.catalogue.guards import must_agree, must_hold_releases
from scraper.catalogue import dedupe as duplicates
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.dedupe import DedupeCounts
from scraper.domain.words import plural
from scraper.run.consent import Consent
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupeResult:
    """What came of it."""

    country: str
    """From which a release is preferred."""
    counts: DedupeCounts
    """How many releases there were, and how many are one of their album."""
    removed: int | None
    """None where a view was made, and nothing removed."""

    def lines(self) -> list[str]:
        """Return it in words."""
        counts, lines = self.counts, []
        if not counts.from_country:
            lines.append(f"No release is from {self.country!r}; write the country as Discogs does.")
        if not counts.has_tracks:
            lines.append("No tracks are loaded, so after the country the earliest release decides.")
        releases = plural(counts.releases, "release")
        if self.removed is None:
            return [*lines, f"The view {duplicates.VIEW} shows {counts.kept:,} of {releases}."]
        left = plural(counts.releases - self.removed, "release")
        return [*lines, f"Removed {plural(self.removed, 'release')}; {left} left."]


def dedupe(settings: Settings, country: str, consent: Consent, *, delete: bool = False) -> DedupeResult:
    """Show one release of each album, from the preferred country first; with `delete` really remove the others."""
    with closing(existing_catalogue(settings)) as catalogue:
        must_hold_releases(catalogue)
        if delete:
            counts = duplicates.count(catalogue, country)
            others = counts.releases - counts.kept
            if others > 0:
                must_agree(consent, f"This removes {others:,} of {plural(counts.releases, 'release')}.")
        return deduplicated(catalogue, country, delete=delete)


def deduplicated(catalogue: Catalogue, country: str, *, delete: bool) -> DedupeResult:
    """Do it without asking anybody."""
    counts = duplicates.count(catalogue, country)
    removed = duplicates.delete(catalogue, country) if delete else None
    if not delete:
        duplicates.create_view(catalogue, country)
    return DedupeResult(country=country, counts=counts, removed=removed)
