"""Domain to Markdown: one bundle for each album, artist and person, and a page for each list."""

from scraper.pages.artist import Works
from scraper.pages.folder import ContentFolder, Outcome, Page
from scraper.pages.index import TAXONOMIES, Index
from scraper.pages.linked import NOTHING, Known, in_use, same
from scraper.pages.overview import Overview
from scraper.pages.pages import Pages
from scraper.pages.person import Person
from scraper.pages.privacy import Openness

__all__ = [
    "NOTHING",
    "TAXONOMIES",
    "ContentFolder",
    "Index",
    "Known",
    "Openness",
    "Outcome",
    "Overview",
    "Page",
    "Pages",
    "Person",
    "Works",
    "in_use",
    "same",
]
