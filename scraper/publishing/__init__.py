"""From the store to the site's content."""

from scraper.publishing.publisher import Publisher

__all__ = ["Publisher"]
