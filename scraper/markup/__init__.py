"""Turns foreign text into Markdown: plain text, Discogs' markup, and the texts of other services. Pure."""

from scraper.markup.discogs import Linker, discogs_markup
from scraper.markup.plain import Markdown, clean, link, markdown, one_line, safe_url, web_address
from scraper.markup.prose import html_text, paragraphs, quotation

__all__ = [
    "Linker",
    "Markdown",
    "clean",
    "discogs_markup",
    "html_text",
    "link",
    "markdown",
    "one_line",
    "paragraphs",
    "quotation",
    "safe_url",
    "web_address",
]
