"""The words in which the catalogue's use cases are told what is wanted; importing them loads no database."""

from typing import get_args

from scraper.catalogue.backend import Keep
from scraper.catalogue.guide import WISH_TEXTS, WISHES, Wish
from scraper.catalogue.tables import DUMP_KINDS, DumpKind

__all__ = ["DUMP_KINDS", "KEEPS", "WISHES", "WISH_TEXTS", "DumpKind", "Keep", "Wish"]

KEEPS: tuple[Keep, ...] = get_args(Keep)
"""How much of the releases is kept."""
