"""The personal database: copies, releases, artists and what was learned of them, in one SQLite file."""

from scraper.store.connection import in_our_words
from scraper.store.due import Due, Failure
from scraper.store.shelf import Shelf
from scraper.store.store import Store

__all__ = ["Due", "Failure", "Shelf", "Store", "in_our_words"]
