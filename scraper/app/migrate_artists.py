"""Rebuild the artists' table from the stored releases."""

from scraper import translation
from scraper.app.recorded import recorded
from scraper.domain.words import plural
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import workshop

NAME = "migrate-artists"
"""What the run is called in the log and in the store."""


def migrate_artists(settings: Settings, progress: Progress, *, delay: float = 0.0) -> Report:
    """Have the store know every artist that its releases name; the report says how many there are."""
    report = Report()
    with workshop(settings, progress, delay=delay) as shop, recorded(shop.store, NAME, report):
        added = shop.store.rebuild_artists(translation.release(answer) for answer in shop.store.shelf.every_release())
        count = len(shop.store.shelf.artist_names())
        report.notes.append(
            f"The artists' table is rebuilt: {plural(count, 'artist')} on the shelf, {added:,} added now."
        )
    return report
