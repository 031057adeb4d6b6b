"""Redo all artist pages from what is known."""

from scraper.app.publish import build_site
from scraper.app.recorded import recorded
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import site, workshop

NAME = "artists-only"
"""What the run is called in the log and in the store."""


def artists_only(settings: Settings, progress: Progress, *, delay: float = 0.0, builds: bool = True) -> Report:
    """Write the artists' pages, and build the site unless `builds` is False."""
    report = Report()
    with workshop(settings, progress, delay=delay, builds=builds) as shop, recorded(shop.store, NAME, report):
        site(settings).prepare()
        shop.publisher().publish_artists(report)
        build_site(shop, report)
    return report
