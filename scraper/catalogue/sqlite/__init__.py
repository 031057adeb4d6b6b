"""The catalogue in one SQLite file."""

from scraper.catalogue.sqlite.catalogue import SqliteCatalogue

__all__ = ["SqliteCatalogue"]
