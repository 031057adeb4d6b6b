"""Find releases in the catalogue, best first."""

from contextlib import closing

from scraper.app.catalogue.guards import must_hold_releases
from scraper.catalogue.backend import Hit, SearchQuery
from scraper.catalogue.search import search as find
from scraper.run.errors import BadUsage
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue

__all__ = ["Hit", "SearchQuery", "search"]

_FIELDS = ("text", "artist", "title", "track", "label", "catno", "barcode")


def search(settings: Settings, question: SearchQuery) -> list[Hit]:
    """Return what is meant; raise BadUsage for a question about nothing, and where no releases are loaded."""
    if not any(getattr(question, name).strip() for name in _FIELDS):
        raise BadUsage('Say what to search for, as in `scrape catalogue search "bjork debut"`.')
    with closing(existing_catalogue(settings)) as catalogue:
        must_hold_releases(catalogue)
        return find(catalogue, question)
