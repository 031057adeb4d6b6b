"""Load dumps, of which what is wanted is kept: for `ingest`, and as a step of `pipeline`."""

from collections.abc import Sequence
from dataclasses import dataclass

from scraper.app.catalogue.vocabulary import DumpKind, Keep
from scraper.app.owned import owned_now
from scraper.catalogue.backend import Catalogue, LoadSummary
from scraper.catalogue.ingest import DumpFile
from scraper.catalogue.ingest import ingest as load
from scraper.catalogue.selection import Selection
from scraper.catalogue.wanted_ids import artists_named, relatives
from scraper.domain.words import plain, plural
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.settings import Settings

ORDER: tuple[DumpKind, ...] = ("releases", "masters", "artists", "labels")
"""Releases first: of the others those are kept that they mention."""
_NAMES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class LoadRequest:
    """What is to be kept of the dumps."""

    keep: Keep
    names: Sequence[str] | None = None
    """Artists, for keep 'artists'; None for those that are owned."""
    force: bool = False
    """Load again what is loaded already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedKind:
    """What came of one dump."""

    kind: DumpKind
    file: str
    """The dump's name."""
    loaded: LoadSummary | None
    """None where as much of this very file was loaded before."""

    @property
    def sentence(self) -> str:
        """Return it in words."""
        if self.loaded is None:
            return f"{self.kind}: {self.file} is loaded already, as much of it; --force loads it again."
        return f"{self.kind}: {_counts(self.loaded)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What came of all dumps."""

    kinds: Sequence[LoadedKind]
    notes: Sequence[str]
    """Sentences that the owner should read."""

    def lines(self) -> list[str]:
        """Return it in words."""
        return [*self.notes, *(kind.sentence for kind in self.kinds)]


def load_all(
    settings: Settings, catalogue: Catalogue, dumps: Sequence[DumpFile], request: LoadRequest, progress: Progress
) -> LoadResult:
    """Load dumps in an order in which each finds what it has to know."""
    waiting = {source.kind: source for source in dumps}
    kinds = []
    if request.keep == "artists" and "artists" in waiting:
        # Names, aliases, members and groups are found among all artists.
        kinds.append(_load(catalogue, waiting.pop("artists"), Selection(keep="all"), request, progress))
    selection, notes = _selection(settings, catalogue, request, progress)
    kinds += [_load(catalogue, waiting[kind], selection, request, progress) for kind in ORDER if kind in waiting]
    return LoadResult(kinds=kinds, notes=notes)


def _load(
    catalogue: Catalogue, source: DumpFile, selection: Selection, request: LoadRequest, progress: Progress
) -> LoadedKind:
    loaded = load(catalogue, source, selection, progress=progress, force=request.force)
    return LoadedKind(kind=source.kind, file=source.file.name, loaded=loaded)


def _counts(loaded: LoadSummary) -> str:
    kept = f"{loaded.kept:,} of {loaded.records:,} kept"
    bad = (
        f"; {plural(loaded.bad, 'record')} could not be read, table bad_record has them with the reason"
        if loaded.bad
        else ""
    )
    strange = ", ".join(f"<{plain(name)}> {plural(count, 'time')}" for name, count in loaded.unknown.items())
    return f"{kept}{bad}{f'; not known to us: {strange}' if strange else ''}."


def _selection(
    settings: Settings, catalogue: Catalogue, request: LoadRequest, progress: Progress
) -> tuple[Selection, list[str]]:
    if request.keep in ("all", "index"):
        return Selection(keep=request.keep), []
    if request.names is not None:
        return _of_named_artists(catalogue, request.names)
    ours, notes = owned_now(settings, progress)
    releases = ours.release_ids | ours.wanted_ids
    if request.keep == "collection":
        return Selection(keep="collection", releases=releases), notes
    if request.keep == "masters":
        return Selection(keep="masters", releases=releases, masters=ours.master_ids), notes
    if "artists" not in catalogue.loads():
        notes.append("No artists are loaded, so aliases, members and groups of those you own are left out.")
    artists = ours.artist_ids | relatives(catalogue, ours.artist_ids)
    return Selection(keep="artists", releases=releases, artists=artists), notes


def _of_named_artists(catalogue: Catalogue, names: Sequence[str]) -> tuple[Selection, list[str]]:
    named = artists_named(catalogue, names)
    if not named.ids:
        raise BadUsage("None of the artists in the list is known to Discogs; write names as they stand there.")
    return Selection(keep="artists", artists=named.ids), _missing(named.missing)


def _missing(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return [f"Not found at Discogs: {', '.join(map(plain, names[:_NAMES_SHOWN]))}{more}."]
