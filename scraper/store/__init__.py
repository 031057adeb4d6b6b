"""The personal database: copies, releases, artists and what was learned of them, in one SQLite file."""

from scraper.store.connection import in_our_words
from scraper.store.due import Due, Failure
from scraper.store.findings import Findings, Pressing, Reviewed, Subject, SubjectKind
from scraper.store.shelf import Shelf
from scraper.store.store import Store

__all__ = [
    "Due",
    "Failure",
    "Findings",
    "Pressing",
    "Reviewed",
    "Shelf",
    "Store",
    "Subject",
    "SubjectKind",
    "in_our_words",
]
