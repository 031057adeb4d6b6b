"""Brings the store up to date: pages through the collection, then has fetched what is due."""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from scraper import translation
from scraper.artwork import Artwork
from scraper.domain.due import Due
from scraper.domain.evidence import SERVICES
from scraper.domain.gaps import Gap
from scraper.domain.subjects import Subject
from scraper.enrichment import Cases, Enrichment, Source, Taste
from scraper.harvest.catalogue_source import Lending
from scraper.harvest.collection_reader import Reading
from scraper.harvest.fetching import KINDS, Fetching, lendable
from scraper.harvest.host_queue import Desk, Switchboard
from scraper.harvest.pictures import KINDS as PICTURED
from scraper.harvest.pictures import Pictures, galleries_due, mend
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.discogs import Discogs
from services.errors import ServiceError

log = logging.getLogger(__name__)

FIELDS, FOLDERS = "fields", "folders"


@dataclass(kw_only=True)
class Harvest:
    """What a run asks with, and how much."""

    discogs: Discogs
    store: Store
    artwork: Artwork
    progress: Progress
    sources: Mapping[str, Source]
    """Who is asked beside Discogs, by the name that settings give them."""
    taste: Taste
    images: Mapping[str, tuple[str, Callable[[str], bytes]]]
    """Where covers come from, the best first: by name its title, and what fetches an address."""
    lending: Lending
    """The catalogue, which is taken from before Discogs is asked."""
    refresh_before: datetime | None = None
    """Answers older than this are asked for again; None for none."""
    own_names: bool = False
    """Whether the names of the owner's fields and folders are published, and so needed."""

    def read_collection(self, report: Report, *, everything: bool, limit: int | None = None) -> None:
        """Keep the collection's copies; unless `everything`, stop at the first page without a new one."""
        Reading(
            discogs=self.discogs,
            store=self.store,
            progress=self.progress,
            report=report,
            everything=everything,
            limit=limit,
        ).run()

    def fetch_due(self, report: Report) -> None:
        """Fetch what is missing or too old; what fails is noted and does not stop the others."""
        if self.own_names:
            self._ask_names(report)
        self._mend_pictures()
        before = self.store.due.held()
        with self._at_work(report) as (fetching, enrichment, pictures):
            enrichment.begin()
            pictures.everything(failed_too=False)
            fetching.everything(self.refresh_before)
            enrichment.finish()
            pictures.finish()
            pictures.galleries()
        new = self.store.due.held() - before
        withheld = 0 if self.discogs.with_token else self.store.due.images_withheld()
        if withheld:
            report.notes.append(f"Discogs shows the images of {withheld:,} records and artists only with a token.")
        asked_again = sum(report.fetched.values()) - report.fetched["page"] + sum(report.from_catalogue.values()) - new
        report.from_store = before - asked_again

        if self.sources:
            self._count_matches(report)

    @contextmanager
    def _at_work(self, report: Report) -> Iterator[tuple[Fetching, Enrichment, Pictures]]:
        """Open the desks, and have each part told what the others learn; in the end say which hosts rested."""
        with (
            Switchboard() as board,
            Pictures(self.images, self.store, self.artwork, board, self.progress, report) as pictures,
            self._enrichment(board, report, lambda kind, number: pictures.known(kind, number, settled=True)) as rest,
        ):

            def learned(kind: str, number: int) -> None:
                if kind != "master":
                    pictures.known(kind, number, settled=not self.sources)
                rest.learned(kind, number)

            fetching = Fetching(
                discogs=self.discogs,
                store=self.store,
                board=board,
                progress=self.progress,
                report=report,
                lending=self.lending,
                learned=learned,
            )
            with closing(self.lending):
                yield fetching, rest, pictures
            _say_who_rested(report, fetching.desk, pictures.desks)
            _say_what_is_lent(report, self.lending)

    def _enrichment(self, board: Switchboard, report: Report, settled: Callable[[str, int], None]) -> Enrichment:
        return Enrichment(
            sources=self.sources,
            cases=Cases(store=self.store, taste=self.taste),
            board=board,
            progress=self.progress,
            report=report,
            older_than=self.refresh_before,
            settled=settled,
        )

    def _count_matches(self, report: Report) -> None:
        """Say how many releases have an entry at each service, and how much is left open."""
        found = self.store.findings.review()
        releases = [one for one in found if one.subject.kind == "release"]
        taken = Counter(one.finding.service for one in releases if one.finding.entry_id)
        report.matched = {service: taken[service] for service in SERVICES if taken[service]}
        report.left_open = sum(not one.finding.entry_id for one in found)

    def _ask_names(self, report: Report) -> None:
        """Learn what the owner calls fields and folders; without an answer, the names known until now serve."""
        try:
            self.store.remember(FIELDS, json.dumps(translation.named(self.discogs.fields())))
            self.store.remember(FOLDERS, json.dumps(translation.named(self.discogs.folders())))
        except ServiceError as error:
            report.failed = True
            report.notes.append(f"The names of your fields and folders could not be read: {error}.")

    def due(self, report: Report) -> list[Due]:
        """Return all that would be fetched now; what that makes due in its turn is not known yet."""
        now, store = self.store.now(), self.store
        records = [
            one
            for kind in KINDS
            for one in self._not_lent(
                kind, store.due.of(kind, now, self.refresh_before, withheld=self.discogs.with_token), report
            )
        ]
        self.lending.close()
        _say_what_is_lent(report, self.lending)
        images = [one for kind in PICTURED for one in store.due.images(kind, list(self.images), now)]
        galleries, report.images_waiting = galleries_due(store, list(self.images))
        return records + images + galleries

    def _not_lent(self, kind: str, due: list[Due], report: Report) -> list[Due]:
        wanted = [one.subject_id for one in lendable(self.store, kind, due, self.lending, self.refresh_before)]
        lent = self.lending.held(kind, wanted)
        report.from_catalogue[kind] = len(lent)
        return [one for one in due if one.subject_id not in lent]

    def lookups_due(self, report: Report) -> Counter[str]:
        """Return how many lookups each of the other sources would be asked for."""
        with Switchboard() as board, self._enrichment(board, report, lambda _, __: None) as enrichment:
            return enrichment.due()

    def fetch_artist(self, due: Due, report: Report) -> None:
        """Fetch one artist, their image and all that is said about them anew, however fresh it is."""
        self._mend_pictures()
        self.store.doubt_picture("artist", due.subject_id)
        subject = Subject(kind="artist", subject_id=due.subject_id)
        self.store.findings.forget_answers(subject, self.sources)
        with self._at_work(report) as (fetching, enrichment, pictures):
            fetching.one(due)
            enrichment.one(subject)
            pictures.known("artist", due.subject_id, settled=True)
            pictures.wait()

    def enrich(self, subject: Subject, report: Report) -> None:
        """Ask whatever is due about one release or artist, and fetch the image that this leads to."""
        with self._at_work(report) as (_, enrichment, pictures):
            enrichment.one(subject)
            if subject.kind != "master":
                pictures.known(subject.kind, subject.subject_id, settled=True)
            pictures.wait()

    def _mend_pictures(self) -> None:
        """Let go of images that are not wanted, or lost; make anew what is missing of the others."""
        self.store.forget_pictures_except(self.images)
        mend(self.store, self.artwork, self.progress)


def _say_who_rested(report: Report, api: Desk, images: list[Desk]) -> None:
    for desk in (*images, api):
        if desk.trouble:
            report.notes.append(f"{desk.name} {desk.why} in a row, so the rest was left for the next run.")
    if api.trouble:
        report.failed, report.exit_code = True, api.trouble


def _say_what_is_lent(report: Report, lending: Lending) -> None:
    if lending.trouble:
        report.notes.append(lending.trouble)
    if report.from_catalogue["artist"] and not report.is_rehearsal:
        report.notes.append(
            "Dumps hold no images; portraits, and more than a cover, come when Discogs is asked by `scrape --refresh`."
        )


def gaps(store: Store) -> list[Gap]:
    """Return what was asked for and is missing, with its reason."""
    return [
        Gap(kind=one.kind.replace("-", " "), subject_id=one.subject_id, title=one.title, reason=one.reason)
        for one in store.due.failures()
    ]
