"""Fetch one artist anew and redo their page."""

from scraper.app.naming import artist_named
from scraper.app.publish import build_site
from scraper.app.recorded import recorded
from scraper.domain.credits import ArtistId
from scraper.harvest.harvest import gaps
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import Workshop, site, workshop

NAME = "regenerate-artist"
"""What the run is called in the log and in the store."""


def regenerate_artist(
    settings: Settings, wanted: str, progress: Progress, *, delay: float = 0.0, builds: bool = True
) -> Report:
    """Redo the page of the artist that is meant by a name, an id or an address; BadUsage where nobody is, or several.

    `delay` is a pause in seconds between requests; without `builds` the site is built another time.
    """
    report = Report()
    with workshop(settings, progress, delay=delay, builds=builds) as shop, recorded(shop.store, NAME, report):
        artist_id, name = artist_named(shop.store, wanted)
        _fetch(shop, artist_id, report)
        site(settings).prepare()
        shop.publisher().publish_artists(report, [artist_id])
        if shop.store.shelf.artist_names()[artist_id] != name:
            # The page has another address now, and others link to it.
            shop.publisher().publish(report)
        build_site(shop, report)
    return report


def _fetch(workshop: Workshop, artist_id: ArtistId, report: Report) -> None:
    workshop.harvest().fetch_artist(artist_id, report)
    report.gaps += [
        gap for gap in gaps(workshop.store) if gap.subject_id == artist_id and gap.kind.startswith("artist")
    ]
