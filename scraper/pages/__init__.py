"""Domain to Markdown: a page for each album, artist and contributor, and for each list of them."""

from scraper.pages.artist import Works
from scraper.pages.folder import ContentFolder, Page, PageOutcome
from scraper.pages.index import TAXONOMIES, Index
from scraper.pages.linked import NOT_LINKED, Linked, services_in_use, text_key
from scraper.pages.overview import Overview
from scraper.pages.pages import Pages
from scraper.pages.person import Contributor
from scraper.pages.privacy import Privacy

__all__ = [
    "NOT_LINKED",
    "TAXONOMIES",
    "ContentFolder",
    "Contributor",
    "Index",
    "Linked",
    "Overview",
    "Page",
    "PageOutcome",
    "Pages",
    "Privacy",
    "Works",
    "services_in_use",
    "text_key",
]
