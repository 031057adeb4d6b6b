"""Everything in order for a station, from the download to a catalogue that is in shape."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.app.catalogue.copy_to import copied
from scraper.app.catalogue.dedupe import deduplicated
from scraper.app.catalogue.download import DownloadRequest, download
from scraper.app.catalogue.ingest import downloaded
from scraper.app.catalogue.loading import LoadRequest, load_all
from scraper.app.catalogue.optimize import compacted
from scraper.app.catalogue.triage import library_of, triage
from scraper.app.catalogue.vocabulary import Keep
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.dedupe import delete_in_batches
from scraper.catalogue.ingest import dump_file
from scraper.catalogue.library import read_library
from scraper.catalogue.pipeline import Memory, Pipeline, PipelineStep
from scraper.domain.words import plural
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring.catalogue import catalogue_folder, open_catalogue

STATE, REPORT = "catalogue-pipeline.json", "catalogue-judged.csv"


@dataclass(frozen=True, kw_only=True)
class PipelineRequest:
    """What a station wants."""

    library: Path | None = None
    """Its list, a SQLite file or a CSV; None for the collection and the wantlist."""
    month: str | None = None
    """Of the dumps, such as '202608'; None for the newest."""
    source: str | None = None
    """A mirror's address, or a folder; None for Discogs."""
    to: Path | None = None
    """Where dumps are downloaded to; None for `dumps` beside the catalogue."""
    prefer_country: str = "US"
    delete: bool = False
    """Really remove duplicates, and what is like nothing in the list."""
    copy_to: str | None = None
    """Another database that gets what is kept; None to judge what is here."""
    from_step: str | None = None
    """Begin with this step, taking those before it for done; None to go on wherever it was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineResult:
    """All steps are done; what each came to was noted as progress."""

    def lines(self) -> list[str]:
        """Return it in words."""
        return ["All steps are done."]


def pipeline(settings: Settings, request: PipelineRequest, progress: Progress) -> PipelineResult:
    """Do all steps that are not done; each notes a sentence as soon as it is."""
    if request.library:
        # Before hours are spent on what it is for.
        read_library(request.library)
    folder = catalogue_folder(settings)
    with closing(open_catalogue(settings)) as catalogue:
        work = _Work(settings=settings, request=request, progress=progress, catalogue=catalogue, folder=folder)
        steps = Pipeline(steps=work.steps(), state=folder / STATE, options=work.about())
        steps.run(request.from_step, progress.note)
    return PipelineResult()


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One method for each step; each returns a sentence."""

    settings: Settings
    request: PipelineRequest
    progress: Progress
    catalogue: Catalogue
    folder: Path

    def steps(self) -> list[PipelineStep]:
        last = (
            PipelineStep(name="copy", work=self._copy)
            if self.request.copy_to
            else PipelineStep(name="prune", work=self._prune)
        )
        return [
            PipelineStep(name="download", work=self._download, still_holds=self._is_downloaded),
            PipelineStep(name="ingest", work=self._ingest, still_holds=self._is_ingested),
            PipelineStep(name="dedupe", work=self._dedupe),
            last,
            PipelineStep(name="optimize", work=lambda _: compacted(self.catalogue).sentence),
        ]

    def about(self) -> dict[str, str]:
        """Return what was asked for; an address may hold a password, so it is hashed."""
        names = ("library", "month", "source", "to", "prefer_country", "delete", "copy_to")
        asked = {name: str(getattr(self.request, name) or "") for name in names}
        target = asked["copy_to"] and hashlib.sha256(asked["copy_to"].encode()).hexdigest()
        return asked | {"copy_to": target, "catalogue": self.catalogue.name}

    @property
    def _keep(self) -> Keep:
        return "artists" if self.request.library else "collection"

    def _download(self, memory: Memory) -> str:
        request = DownloadRequest(month=self.request.month, source=self.request.source, folder=self.request.to)
        files = download(self.settings, request, self.progress).files
        memory["files"] = [str(file.resolve()) for file in files]
        return f"{plural(len(files), 'dump')} in {files[0].resolve().parent}"

    def _is_downloaded(self, memory: Memory) -> bool:
        """Tell whether the files are there, or no longer needed."""
        return self._is_ingested(memory) or all(Path(file).is_file() for file in memory.get("files", ()))

    def _ingest(self, memory: Memory) -> str:
        names = None
        if self.request.library:
            names = sorted({entry.artist for entry in read_library(self.request.library)})
        if "files" not in memory:
            # Begun with this step: what somebody downloaded is taken.
            memory["files"] = [str(source.file) for source in downloaded(self.settings, (), self.request.month)]
        dumps = [dump_file(Path(file)) for file in memory["files"]]
        request = LoadRequest(keep=self._keep, names=names)
        return " ".join(load_all(self.settings, self.catalogue, dumps, request, self.progress).lines())

    def _is_ingested(self, memory: Memory) -> bool:
        """Tell whether the database holds these very files, whatever the state file says."""
        loads = self.catalogue.loads()
        files = {loaded.file for loaded in loads.values()}
        asked = {Path(file).name for file in memory.get("files", ())}
        return asked <= files and "releases" in loads and loads["releases"].keep == self._keep

    def _dedupe(self, _: Memory) -> str:
        return " ".join(deduplicated(self.catalogue, self.request.prefer_country, delete=self.request.delete).lines())

    def _prune(self, _: Memory) -> str:
        library, notes = library_of(self.settings, self.request.library, self.progress)
        report = self.folder / REPORT
        outcome = triage(self.catalogue, library, report, self.progress)
        gone = delete_in_batches(self.catalogue, outcome.dropped) if self.request.delete else 0
        removed = f"{gone:,} removed" if self.request.delete else "nothing removed without --delete"
        return " ".join([*notes, f"{outcome}; {removed}, {report} lists all."])

    def _copy(self, _: Memory) -> str:
        library, notes = library_of(self.settings, self.request.library, self.progress)
        with closing(open_catalogue(self.settings, self.request.copy_to)) as target:
            country = self.request.prefer_country
            return " ".join(copied(self.catalogue, target, library, country, self.progress, notes).lines())
