"""Brings the store up to date: pages through the collection, then has fetched what is due."""

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from scraper import translation
from scraper.artwork import Artwork
from scraper.domain import service_facts
from scraper.domain.credits import ArtistId, display_name
from scraper.domain.due import Due
from scraper.domain.gaps import Gap
from scraper.domain.subjects import Subject, SubjectKind
from scraper.domain.words import plain, plural
from scraper.enrichment import Enrichment, Gathering, Judge, Planner, Schedule, Source
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.harvest.collection_reader import CollectionReader
from scraper.harvest.driver import Driver
from scraper.harvest.fetching import KINDS, Fetching, answerable
from scraper.harvest.pictures import KINDS as PICTURED
from scraper.harvest.pictures import ImageHosts, Pictures, galleries_due, mend
from scraper.harvest.rests import Rests
from scraper.run.consent import Consent, nobody_agrees
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
    judge: Judge
    images: ImageHosts
    """Where covers come from, the best first."""
    catalogue: CatalogueSource
    """The catalogue, which is taken from before Discogs is asked."""
    refresh_before: datetime | None = None
    """Answers older than this are asked for again; None for none."""
    gather_seconds: float = 3.0
    """How long a question that can be put together with others waits for them."""
    clock: Callable[[], float] = time.monotonic
    """In seconds."""
    own_names: bool = False
    """Whether the names of the owner's fields and folders are published, and so needed."""

    def read_collection(
        self,
        report: Report,
        *,
        everything: bool,
        limit: int | None = None,
        may_remove: Consent = nobody_agrees,
    ) -> None:
        """Keep the collection's copies; unless `everything`, stop at the first page without a new one."""
        CollectionReader(
            discogs=self.discogs,
            store=self.store,
            progress=self.progress,
            report=report,
            everything=everything,
            limit=limit,
            may_remove=may_remove,
        ).run()

    def fetch_due(self, report: Report) -> None:
        """Fetch what is missing or too old; what fails is noted and does not stop the others."""
        if self.own_names:
            self._ask_names(report)
        self._mend_pictures()
        before = self.store.due.held()
        with self._driver(report) as driver:
            driver.everything(self.refresh_before)
        new = self.store.due.held() - before
        withheld = 0 if self.discogs.with_token else self.store.due.images_withheld()
        if withheld:
            whose = plural(withheld, "record or artist", "records and artists")
            report.notes.append(f"Discogs shows the images of {whose} only with a token.")
        asked_again = sum(report.fetched.values()) - report.fetched["page"] + sum(report.from_catalogue.values()) - new
        report.from_store = before - asked_again

        if self.sources:
            self._count_matches(report)

    @contextmanager
    def _driver(self, report: Report) -> Iterator[Driver]:
        """Open the queues of all hosts; in the end say which of them rested."""
        with (
            closing(self.catalogue),
            Driver(
                fetching=Fetching(
                    discogs=self.discogs,
                    store=self.store,
                    progress=self.progress,
                    report=report,
                    catalogue=self.catalogue,
                ),
                enrichment=self._enrichment(),
                pictures=Pictures(self.images, self.store, self.artwork, report),
                sources=self.sources,
                progress=self.progress,
                report=report,
            ) as driver,
        ):
            yield driver
            driver.say_who_rested()
            _say_what_the_catalogue_gave(report, self.catalogue)

    def _enrichment(self) -> Enrichment:
        schedule = Schedule(
            sources=self.sources, store=self.store, pins=self.judge.loader.pins, older_than=self.refresh_before
        )
        planner = Planner(
            loader=self.judge.loader,
            schedule=schedule,
            preferences=self.judge.preferences,
            gathering=Gathering(seconds=self.gather_seconds, clock=self.clock),
        )
        return Enrichment(judge=self.judge, planner=planner)

    def _count_matches(self, report: Report) -> None:
        """Say how many releases have an entry at each service, and how much is left open."""
        found = self.store.findings.review()
        releases = [one for one in found if one.subject.kind == "release"]
        taken = Counter(one.finding.service for one in releases if one.finding.entry_id)
        report.matched = {service: taken[service] for service in service_facts.linked_services() if taken[service]}
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
            for one in self._not_in_catalogue(
                kind, store.due.records(kind, now, self.refresh_before, withheld=self.discogs.with_token), report
            )
        ]
        self.catalogue.close()
        _say_what_the_catalogue_gave(report, self.catalogue)
        images = [one for kind in PICTURED for one in store.due.images(kind, list(self.images), now)]
        galleries, report.images_waiting = galleries_due(store, list(self.images))
        return records + images + galleries

    def _not_in_catalogue(self, kind: SubjectKind, due: list[Due], report: Report) -> list[Due]:
        asked = answerable(self.store, kind, due, self.catalogue, self.refresh_before)
        held = self.catalogue.held(kind, [one.subject.subject_id for one in asked])
        report.from_catalogue[kind] = len(held)
        return [one for one in due if one.subject.subject_id not in held]

    def lookups_due(self) -> Counter[str]:
        """Return how many lookups each of the other sources would be asked for."""
        titles = {name: source.title for name, source in self.sources.items()}
        rests = Rests(self.store)
        return self._enrichment().due({name: title for name, title in titles.items() if not rests.until(title)})

    def fetch_artist(self, artist_id: ArtistId, report: Report) -> None:
        """Fetch one artist, their image and all that is said about them anew, however fresh it is."""
        self._mend_pictures()
        subject = Subject(kind="artist", subject_id=artist_id)
        self.store.doubt_picture("artist", artist_id)
        self.store.findings.forget_answers(subject, self.sources)
        with self._driver(report) as driver:
            driver.one(subject, Due(subject=subject))

    def enrich(self, subject: Subject, report: Report) -> None:
        """Ask whatever is due about one release or artist, and fetch the image that this leads to."""
        with self._driver(report) as driver:
            driver.one(subject)

    def _mend_pictures(self) -> None:
        """Let go of images that are not wanted, or lost; make anew what is missing of the others."""
        self.store.forget_pictures_except(self.images)
        mend(self.store, self.artwork, self.progress)


def _say_what_the_catalogue_gave(report: Report, catalogue: CatalogueSource) -> None:
    if catalogue.trouble:
        report.notes.append(catalogue.trouble)
    if report.from_catalogue["artist"] and not report.is_rehearsal:
        report.notes.append(
            "Dumps hold no images; portraits, and more than a cover, come when Discogs is asked by `scrape --refresh`."
        )


def _named(kind: str, title: str) -> str:
    """Return a title as gaps show it; some consist of signs that cannot be seen."""
    is_artist = kind.startswith("artist")
    shown = plain(display_name(title) if is_artist else title).strip(": ")
    return shown or ("without a name" if is_artist else "without a title")


def gaps(store: Store) -> list[Gap]:
    """Return what was asked for and is missing, with its reason."""
    return [
        Gap(
            kind=one.kind.replace("-", " "),
            subject_id=one.subject_id,
            title=_named(one.kind, one.title),
            reason=one.reason,
        )
        for one in store.due.failures()
    ]
