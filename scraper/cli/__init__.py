"""The `scrape` command."""

from scraper.cli.command_line import main

__all__ = ["main"]
