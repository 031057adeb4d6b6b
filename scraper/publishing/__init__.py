"""From the store to the site's content: which pages there are, and which are written or removed."""

from scraper.publishing.publisher import Publisher

__all__ = ["Publisher"]
