"""The last step of most use cases: pages of what is known, and the site that Hugo builds of them."""

from collections.abc import Collection

from scraper.run.report import Report
from scraper.wiring.workshop import Workshop, site


def publish(workshop: Workshop, report: Report, overwrite: Collection[int] | None = ()) -> None:
    """Write the pages of what is known, and build the site.

    `overwrite` names albums whose pages are written anew even if somebody edited them, None for all albums.
    """
    own = site(workshop.settings)
    own.prepare()
    workshop.publisher(overwrite=overwrite).publish(report)
    if workshop.store.shelf.lines():
        report.notes += own.build()
