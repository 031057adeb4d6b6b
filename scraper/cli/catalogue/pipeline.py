"""`scrape catalogue pipeline`: everything in order for a station, from the download to a catalogue that is in shape."""

import argparse
import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scraper.catalogue.backend import Catalogue, Keep
from scraper.catalogue.dedupe import delete_in_batches
from scraper.catalogue.ingest import dump
from scraper.catalogue.library import read
from scraper.catalogue.pipeline import Memory, Pipeline, Step
from scraper.cli.catalogue.choosing import address, copied, deduplicated, judge_all, library_of
from scraper.cli.catalogue.download import download
from scraper.cli.catalogue.loading import Wanted, compacted, downloaded, load_all
from scraper.cli.catalogue.printing import say
from scraper.run.progress import Progress
from scraper.run.settings import Settings
from scraper.wiring import catalogue_folder, open_catalogue

STATE, REPORT = "catalogue-pipeline.json", "catalogue-judged.csv"


def pipeline(settings: Settings, options: argparse.Namespace, progress: Progress) -> list[str]:
    """Do all steps that are not done; each says a sentence as soon as it is."""
    if options.library:
        # Before hours are spent on what it is for.
        read(options.library)
    folder = catalogue_folder(settings)
    with closing(open_catalogue(settings)) as catalogue:
        work = _Work(settings=settings, options=options, progress=progress, catalogue=catalogue, folder=folder)
        steps = Pipeline(steps=work.steps(), state=folder / STATE, options=work.about())
        steps.run(options.from_step, lambda sentence: say([] if options.quiet else [sentence]))
    return ["All steps are done."]


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One method for each step; each returns a sentence."""

    settings: Settings
    options: argparse.Namespace
    progress: Progress
    catalogue: Catalogue
    folder: Path

    def steps(self) -> list[Step]:
        last = Step(name="copy", does=self._copy) if self.options.copy_to else Step(name="prune", does=self._prune)
        return [
            Step(name="download", does=self._download, holds=self._is_downloaded),
            Step(name="ingest", does=self._ingest, holds=self._is_ingested),
            Step(name="dedupe", does=self._dedupe),
            last,
            Step(name="optimize", does=lambda _: compacted(self.catalogue)),
        ]

    def about(self) -> dict[str, str]:
        """Return what was asked for; an address may hold a password, so it is hashed."""
        names = ("library", "month", "source", "to", "prefer_country", "delete", "copy_to")
        told = {name: str(getattr(self.options, name) or "") for name in names}
        target = told["copy_to"] and hashlib.sha256(address(told["copy_to"]).encode()).hexdigest()
        return told | {"copy_to": target, "catalogue": self.catalogue.name}

    @property
    def _keep(self) -> Keep:
        return "artists" if self.options.library else "collection"

    def _download(self, memory: Memory) -> str:
        wanted = argparse.Namespace(**vars(self.options) | {"type": None})
        memory["files"] = [str(file.resolve()) for file in download(self.settings, wanted, self.progress)]
        return f"{len(memory['files'])} dumps in {Path(memory['files'][0]).parent}"

    def _is_downloaded(self, memory: Memory) -> bool:
        """Tell whether the files are there, or no longer needed."""
        return self._is_ingested(memory) or all(Path(file).is_file() for file in memory.get("files", ()))

    def _ingest(self, memory: Memory) -> str:
        names = None
        if self.options.library:
            names = sorted({entry.artist for entry in read(self.options.library)})
        if "files" not in memory:
            # Begun with this step: what somebody downloaded is taken.
            memory["files"] = [str(one.file) for one in downloaded(self.settings, None, self.options.month)]
        dumps = [dump(Path(file)) for file in memory["files"]]
        wanted = Wanted(keep=self._keep, names=names)
        return " ".join(load_all(self.settings, self.catalogue, dumps, wanted, self.progress))

    def _is_ingested(self, memory: Memory) -> bool:
        """Tell whether the database holds these very files, whatever the state file says."""
        loads = self.catalogue.loads()
        files = {loaded.file for loaded in loads.values()}
        asked = {Path(file).name for file in memory.get("files", ())}
        return asked <= files and "releases" in loads and loads["releases"].keep == self._keep

    def _dedupe(self, _: Memory) -> str:
        return " ".join(deduplicated(self.catalogue, self.options.prefer_country, delete=self.options.delete))

    def _prune(self, _: Memory) -> str:
        library, notes = library_of(self.settings, self.options.library, self.progress)
        report = self.folder / REPORT
        found = judge_all(self.catalogue, library, report, self.progress)
        gone = delete_in_batches(self.catalogue, found.dropped) if self.options.delete else 0
        removed = f"{gone:,} removed" if self.options.delete else "nothing removed without --delete"
        return " ".join([*notes, f"{found}; {removed}, {report} lists all."])

    def _copy(self, _: Memory) -> str:
        library, notes = library_of(self.settings, self.options.library, self.progress)
        with closing(open_catalogue(self.settings, address(self.options.copy_to))) as target:
            said = copied(self.catalogue, target, library, self.options.prefer_country, self.progress)
        return " ".join([*notes, *said])
