"""What its owner has and wants, as the catalogue needs to know it; asked for where the store has it not yet."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scraper import translation
from scraper.domain.json_objects import Json
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Owned
from scraper.harvest.collection_reader import UNFINISHED
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.clients import Clients
from scraper.wiring.workshop import Workshop, workshop
from services.errors import Missing, Refused, ServiceError

log = logging.getLogger(__name__)


def owned(shop: Workshop, report: Report) -> Owned:
    """Return what is in the collection and on the wantlist.

    The collection's pages are read where the store has none yet, or not all of them; the wantlist is read each time.
    Where that is private, or cannot be reached, the one known before serves, and the report has a note.
    """
    if not shop.store.instances() or shop.store.fact(UNFINISHED):
        shop.harvest().read_collection(report, everything=True)
    _read_wants(shop, report)
    return replace(shop.store.shelf.owned(), wanted_ids=shop.store.wants.ids())


def owned_now(settings: Settings, progress: Progress) -> tuple[Owned, list[str]]:
    """Return what is in the collection and wanted, with what there is to say about it; raise BadUsage without any."""
    report = Report()
    with workshop(settings, progress) as shop:
        ours = owned(shop, report)
    if not ours.release_ids | ours.wanted_ids:
        raise BadUsage("Your collection and your wantlist are empty, so there is nothing to keep; see --keep.")
    return ours, report.notes


def _read_wants(shop: Workshop, report: Report) -> None:
    try:
        items = list(Clients(shop.settings, shop.delay, shop.progress.wait).discogs().wants())
    except (Missing, Refused) as error:
        log.info("%s", error)
        report.notes.append("Your wantlist is private or not there, so what you want is not known.")
    except ServiceError as error:
        report.notes.append(f"Your wantlist could not be read ({error}); the one known before serves.")
    else:
        shop.store.wants.replace(_translated(items, report))


def _translated(items: Iterable[Json], report: Report) -> Iterator[tuple[ReleaseId, str]]:
    for item in items:
        try:
            yield translation.wanted(item)
        except translation.Untranslatable as error:
            report.notes.append(f"An item of the wantlist was left out: {error}.")
