"""Build the site from what is known."""

from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import site, workshop


def build(settings: Settings, progress: Progress) -> Report:
    """Write the pages of what is known, as the settings and the skip list are now, and have Hugo build the site."""
    report = Report()
    with workshop(settings, progress) as shop:
        own = site(settings)
        own.prepare()
        if shop.store.shelf.lines():
            shop.publisher().publish(report)
        report.notes += own.build()
        report.notes.append(f"Built {own.public}.")
    return report
