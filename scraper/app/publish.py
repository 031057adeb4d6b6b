"""The last step of most use cases: pages of what is known, and the site that Hugo builds of them."""

from collections.abc import Collection

from scraper.hugo.site import Site
from scraper.run.report import Report
from scraper.wiring.workshop import Workshop, site

NOTHING_TO_PUBLISH = "There is no record to publish, so no site is built."


def publish(workshop: Workshop, report: Report, overwrite: Collection[int] | None = ()) -> None:
    """Write the pages of what is known, and build the site.

    `overwrite` names albums whose pages are written anew even if somebody edited them, None for all albums.
    """
    own = site(workshop.settings)
    own.prepare()
    workshop.publisher(overwrite=overwrite).publish(report)
    _build_or_remove(workshop, own, report)


def _build_or_remove(workshop: Workshop, own: Site, report: Report) -> None:
    """Have Hugo build the site; what it built of records that are all gone is removed."""
    if workshop.store.shelf.lines() or own.has_album_pages():
        build_site(workshop, report)
        return
    if workshop.store.has_had_copies():
        # Whoever sends the folder elsewhere would go on publishing them.
        own.remove_built()
    report.notes.append(NOTHING_TO_PUBLISH)


def build_site(workshop: Workshop, report: Report) -> None:
    """Have Hugo build the site of the pages that there are, unless that is left for later."""
    if workshop.builds:
        report.notes += site(workshop.settings).build()
