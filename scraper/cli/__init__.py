"""The `scrape` command."""

from scraper.cli.command import main

__all__ = ["main"]
