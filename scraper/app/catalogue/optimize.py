"""Give unused disk space back, and drop releases that nobody here owns or wants when told to."""

from array import array
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from scraper.app.catalogue.guards import must_agree
from scraper.app.owned import owned_now
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.dedupe import delete_in_batches
from scraper.domain.sizes import in_bytes
from scraper.domain.words import plural
from scraper.run.consent import Consent
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizeResult:
    """What came of it."""

    before: int
    """Bytes on disk."""
    after: int
    dropped: int | None = None
    """Releases that nobody owns or wants; None where they were not looked for."""
    notes: Sequence[str] = ()
    """Sentences about what is owned."""

    def lines(self) -> list[str]:
        """Return it in words."""
        return [*self.notes, *self._dropped(), self.sentence]

    @property
    def sentence(self) -> str:
        """Return what it came to on disk."""
        return f"{in_bytes(self.after)} on disk, {in_bytes(self.before)} before."

    def _dropped(self) -> list[str]:
        if self.dropped is None:
            return []
        if not self.dropped:
            return ["Every release in the catalogue is owned or wanted."]
        return [f"Dropped {plural(self.dropped, 'release')} that you neither own nor want."]


def optimize(settings: Settings, consent: Consent, progress: Progress, *, unused: bool = False) -> OptimizeResult:
    """Reclaim space; with `unused`, of releases too that nobody here owns or wants."""
    with closing(existing_catalogue(settings)) as catalogue:
        if not unused:
            return compacted(catalogue)
        dropped, notes = _drop_unused(settings, catalogue, consent, progress)
        space = compacted(catalogue)
        return OptimizeResult(before=space.before, after=space.after, dropped=dropped, notes=notes)


def compacted(catalogue: Catalogue) -> OptimizeResult:
    """Give unused space back."""
    before = catalogue.size()
    catalogue.compact()
    return OptimizeResult(before=before, after=catalogue.size())


def _drop_unused(
    settings: Settings, catalogue: Catalogue, consent: Consent, progress: Progress
) -> tuple[int, list[str]]:
    ours, notes = owned_now(settings, progress)
    used = ours.release_ids | ours.wanted_ids
    ids = (int(number or 0) for (number,) in catalogue.rows("SELECT release_id FROM release_index"))
    unused = array("q", (number for number in ids if number not in used))
    if not unused:
        return 0, notes
    must_agree(consent, f"This drops {plural(len(unused), 'release')} that you neither own nor want.")
    return delete_in_batches(catalogue, unused), notes
