"""Dumps as they come: unpacked, cut into records, and read into rows."""

from scraper.catalogue.reading.blocks import Blocks
from scraper.catalogue.reading.parser import Choose, Parser, Read
from scraper.catalogue.reading.parts import Part, Parts
from scraper.catalogue.reading.records import cut, stretches, whole
from scraper.catalogue.reading.rows import Rows
from scraper.catalogue.reading.workers import few_collections, fitting, read_all

__all__ = [
    "Blocks",
    "Choose",
    "Parser",
    "Part",
    "Parts",
    "Read",
    "Rows",
    "cut",
    "few_collections",
    "fitting",
    "read_all",
    "stretches",
    "whole",
]
