"""Compare every release with a collection or a library's list, and remove what is like none of them when told to."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.app.catalogue.guards import must_agree, must_hold_releases
from scraper.app.catalogue.triage import Triage, library_of, triage
from scraper.catalogue.dedupe import delete_in_batches
from scraper.domain.words import plural
from scraper.run.consent import Consent
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue


@dataclass(frozen=True, kw_only=True)
class PruneRequest:
    """What releases are compared with, and what becomes of those that are like nothing in it."""

    library: Path | None = None
    """A SQLite file or a CSV; None for the collection and the wantlist."""
    report: Path | None = None
    """Where it is written what is thought of each release; None for nowhere."""
    delete: bool = False
    """Really remove what would be dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneResult:
    """What came of it."""

    triage: Triage
    report: Path | None
    """The file that was written; None for none."""
    removed: int | None
    """None where nothing was to be removed."""
    notes: Sequence[str]
    """Sentences about the library."""

    def lines(self) -> list[str]:
        """Return it in words."""
        lines = [*self.notes, f"{self.triage}."]
        if self.report:
            lines.append(f"Wrote {self.report}.")
        if self.removed is None:
            return [
                *lines,
                "Nothing was changed; --delete removes what would be dropped, --report lists everything.",
            ]
        return [*lines, f"Removed {plural(self.removed, 'release')}."]


def prune(settings: Settings, request: PruneRequest, consent: Consent, progress: Progress) -> PruneResult:
    """Say which releases are kept, to be looked at, or dropped; drop them only when told to."""
    with closing(existing_catalogue(settings)) as catalogue:
        must_hold_releases(catalogue)
        library, notes = library_of(settings, request.library, progress)
        outcome = triage(catalogue, library, request.report, progress)
        removed = None
        if request.delete:
            if outcome.dropped:
                must_agree(consent, f"{outcome}. This removes {plural(len(outcome.dropped), 'release')}.")
            removed = delete_in_batches(catalogue, outcome.dropped)
        return PruneResult(triage=outcome, report=request.report, removed=removed, notes=notes)
