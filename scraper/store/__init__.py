"""The personal database: copies, releases, artists and what was learned of them, in one SQLite file."""

from scraper.store.connection import in_our_words
from scraper.store.findings import Findings
from scraper.store.shelf import Shelf
from scraper.store.store import Store

__all__ = ["Findings", "Shelf", "Store", "in_our_words"]
