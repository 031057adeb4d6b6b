"""`scrape catalogue`: Discogs' own data on this machine, loaded, searched and kept in shape."""

from scraper.cli.catalogue.parser import add_catalogue

__all__ = ["add_catalogue"]
