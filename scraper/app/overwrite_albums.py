"""Write album pages anew, those too that somebody edited by hand."""

from collections.abc import Collection

from scraper.app.publish import publish
from scraper.app.recorded import recorded
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.store import Store
from scraper.wiring.workshop import workshop

NAME = "overwrite-album"
"""What the run is called in the log and in the store."""


def overwrite_albums(
    settings: Settings,
    albums: Collection[int] | None,
    progress: Progress,
    *,
    delay: float = 0.0,
    dry_run: bool = False,
    builds: bool = True,
) -> Report:
    """Write the pages of these albums, None for all, and build the site unless `builds` is False.

    With `dry_run` only say what would be written.
    """
    report = Report()
    with (
        workshop(settings, progress, delay=delay, only_a_copy=dry_run, builds=builds) as shop,
        recorded(shop.store, NAME, report),
    ):
        _must_have_pages(shop.store, albums or ())
        report.is_rehearsal = dry_run
        if dry_run:
            shop.publisher(dry=True, overwrite=albums).publish(report)
        else:
            publish(shop, report, albums)
    return report


def _must_have_pages(store: Store, albums: Collection[int]) -> None:
    unknown = sorted(set(albums) - set(store.shelf.lines()))
    if unknown:
        raise BadUsage(
            f"Not on the shelf, so without a page: {', '.join(map(str, unknown))}. Give ids of your releases."
        )
