"""Bring the site up to date: read the collection, fetch what is due, publish; or say what that would do."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.app.publish import NOTHING_TO_PUBLISH, publish
from scraper.app.recorded import recorded
from scraper.harvest.harvest import Harvest, gaps
from scraper.run.consent import Consent, nobody_agrees
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import Workshop, site, workshop

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ScrapeRequest:
    """How much of the collection a run looks at, and what it may do."""

    everything: bool = False
    """Page through the whole collection; otherwise only until everything is known."""
    limit: int | None = None
    """How many of the newest records; None for no limit."""
    refresh_days: float | None = None
    """Fetch again what is older; None to fetch only what is not there."""
    overwrite: Collection[int] | None = ()
    """Albums whose pages are written anew even if somebody edited them; None for all."""
    delay: float = 0.0
    """Seconds between two requests, on top of the services' own limits."""
    dry_run: bool = False
    """Say what would be done, and change nothing."""
    may_remove: Consent = nobody_agrees
    """Is asked before the last records leave the site."""
    builds: bool = True
    """Have Hugo build the site at the end; False leaves that to `scrape build`, or to the owner's Hugo."""

    @property
    def name(self) -> str:
        """Return what the run is called in the log and in the store."""
        return "all" if self.everything else "update"

    def refresh_before(self, now: datetime) -> datetime | None:
        """Return the moment from before which answers are fetched again; None for none."""
        return None if self.refresh_days is None else now - timedelta(days=self.refresh_days)


def scrape(settings: Settings, request: ScrapeRequest, progress: Progress) -> Report:
    """Do what is asked for, and return the report of it."""
    report = Report()
    with (
        workshop(settings, progress, delay=request.delay, only_a_copy=request.dry_run, builds=request.builds) as shop,
        recorded(shop.store, request.name, report),
    ):
        if request.dry_run:
            _rehearse(shop, request, report)
        else:
            bring_up_to_date(shop, request, report)
    return report


def bring_up_to_date(workshop: Workshop, request: ScrapeRequest, report: Report) -> None:
    """Read the collection, fetch what is due, publish and build."""
    harvest = workshop.harvest(request.refresh_before(workshop.store.now()))
    site(workshop.settings).prepare()
    try:
        _read_collection(harvest, request, report)
        harvest.fetch_due(report)
    finally:
        report.gaps += gaps(workshop.store)
    publish(workshop, report, request.overwrite)


def _read_collection(harvest: Harvest, request: ScrapeRequest, report: Report) -> None:
    harvest.read_collection(report, everything=request.everything, limit=request.limit, may_remove=request.may_remove)


def _rehearse(workshop: Workshop, request: ScrapeRequest, report: Report) -> None:
    """Say what would be done; the workshop's store is a copy in memory."""
    harvest = workshop.harvest(request.refresh_before(workshop.store.now()))
    _read_collection(harvest, request, report)
    report.is_rehearsal = True
    for due in harvest.due(report):
        report.would_fetch[due.subject.kind if due.kind == "record" else "image"] += 1
        log.info("would fetch %s %d %s", due.lookup.replace("-", " "), due.subject.subject_id, due.title)
    report.would_fetch.update({f"lookup at {name}": count for name, count in harvest.lookups_due().items()})
    workshop.publisher(dry=True, overwrite=request.overwrite).publish(report)
    if not workshop.store.shelf.lines():
        report.notes.append(NOTHING_TO_PUBLISH)
