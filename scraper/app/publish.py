"""The last step of most use cases: pages of what is known, and the site that Hugo builds of them."""

from collections.abc import Collection

from scraper.hugo.site import Site
from scraper.run.report import Report
from scraper.store import Store
from scraper.wiring.workshop import Workshop, site

NOTHING_TO_PUBLISH = "There is no record to publish, so no site is built."


def publish(workshop: Workshop, report: Report, overwrite: Collection[int] | None = ()) -> None:
    """Write the pages of what is known, and build the site.

    `overwrite` names albums whose pages are written anew even if somebody edited them, None for all albums.
    """
    own = site(workshop.settings)
    own.prepare()
    workshop.publisher(overwrite=overwrite).publish(report)
    _build(workshop.store, own, report)


def _build(store: Store, own: Site, report: Report) -> None:
    """Have Hugo build the site; what it built of records that are all gone is removed."""
    if store.shelf.lines() or own.has_album_pages():
        report.notes += own.build()
        return
    if store.has_had_copies():
        # Whoever sends the folder elsewhere would go on publishing them.
        own.remove_built()
    report.notes.append(NOTHING_TO_PUBLISH)
