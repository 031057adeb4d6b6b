"""Copy the catalogue, or what is kept of it, into another database."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.app.catalogue.guards import must_agree
from scraper.app.catalogue.triage import Triage, library_of, triage
from scraper.app.catalogue.vocabulary import DumpKind
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.copying import copy
from scraper.catalogue.dedupe import kept_ids
from scraper.catalogue.pruning import Library
from scraper.domain.words import counted
from scraper.run.consent import Consent
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue, open_catalogue


@dataclass(frozen=True, kw_only=True)
class CopyRequest:
    """Where to, and what goes along."""

    target: str
    """A file, sqlite:///FILE or postgresql://USER@SERVER/DATABASE."""
    library: Path | None = None
    """Only what is kept for this list, a SQLite file or a CSV; None for no list."""
    collection: bool = False
    """Only what is kept for the collection and the wantlist."""
    country: str | None = None
    """Of each album one release only, from this country first; None for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyResult:
    """What came of it."""

    counts: Mapping[DumpKind, int]
    """How many records were copied."""
    target: str
    """The other database, without a password."""
    triage: Triage | None
    """How releases were judged; None where all were copied."""
    notes: Sequence[str]
    """Sentences about the library."""

    def lines(self) -> list[str]:
        """Return it in words."""
        judged = [f"{self.triage}; only what is kept is copied."] if self.triage else []
        counts = ", ".join(counted(count, kind) for kind, count in self.counts.items())
        return [*self.notes, *judged, f"Copied {counts} to {self.target}."]


def copy_to(settings: Settings, request: CopyRequest, consent: Consent, progress: Progress) -> CopyResult:
    """Copy all, or what a library or the collection keeps; consent is asked for where something is replaced."""
    library: Library | None = None
    notes: list[str] = []
    with closing(existing_catalogue(settings)) as catalogue:
        if request.library or request.collection:
            library, notes = library_of(settings, request.library, progress)
        with closing(open_catalogue(settings, request.target)) as target:
            _ask_before_replacing(catalogue, target, consent)
            return copied(catalogue, target, library, request.country, progress, notes)


def _ask_before_replacing(catalogue: Catalogue, target: Catalogue, consent: Consent) -> None:
    held = target.loads()
    if held and target.name != catalogue.name:
        counts = ", ".join(counted(loaded.kept, kind) for kind, loaded in held.items())
        must_agree(consent, f"{target.name} holds {counts}, to be replaced by what is copied.")


def copied(
    catalogue: Catalogue,
    target: Catalogue,
    library: Library | None,
    country: str | None,
    progress: Progress,
    notes: Sequence[str],
) -> CopyResult:
    """Copy what a library keeps (None for all), of each album one release where a country is given."""
    kept: frozenset[int] | None = None
    outcome = None
    if library is not None:
        outcome = triage(catalogue, library, None, progress)
        kept = frozenset(outcome.kept)
    if country is not None:
        single = frozenset(kept_ids(catalogue, country))
        kept = single if kept is None else kept & single
    loads = copy(catalogue, target, kept, progress)
    counts = {kind: loaded.kept for kind, loaded in loads.items()}
    return CopyResult(counts=counts, target=target.name, triage=outcome, notes=notes)
