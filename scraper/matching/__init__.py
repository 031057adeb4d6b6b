"""Decides which candidate of a service is ours, and gives the evidence; rather none than a wrong one. Pure."""

from scraper.matching.articles import article_about, article_about_artist, article_of_act, is_called, relative_in_title
from scraper.matching.barcodes import barcode_forms, barcode_numbers
from scraper.matching.deciding import decide
from scraper.matching.names import artist_in, same_name
from scraper.matching.wanted import search_words, wanted

__all__ = [
    "article_about",
    "article_about_artist",
    "article_of_act",
    "artist_in",
    "barcode_forms",
    "barcode_numbers",
    "decide",
    "is_called",
    "relative_in_title",
    "same_name",
    "search_words",
    "wanted",
]
