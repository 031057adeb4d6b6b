"""Build the site from what is known."""

from scraper.app.publish import publish
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import site, workshop


def build(settings: Settings, progress: Progress) -> Report:
    """Write the pages of what is known, as the settings and the skip list are now, and have Hugo build the site."""
    report = Report()
    with workshop(settings, progress) as shop:
        own = site(settings)
        if shop.store.has_had_copies():
            publish(shop, report)
        else:
            # A store that knows of no copy has no say in which pages there are.
            own.prepare()
            report.notes += own.build()
        if own.has_album_pages():
            report.notes.append(f"Built {own.public}.")
    return report
