"""The words in which the catalogue's use cases are told what is wanted; importing them loads no database."""

from typing import get_args

from scraper.catalogue.backend import Keep
from scraper.catalogue.guide import SAYS, WISHES, Wish
from scraper.catalogue.tables import KINDS, Kind

__all__ = ["KEEPS", "KINDS", "SAYS", "WISHES", "Keep", "Kind", "Wish"]

KEEPS: tuple[Keep, ...] = get_args(Keep)
"""How much of the releases is kept."""
