"""Dump files read: unpacked, cut into records, and each record made into rows of the catalogue's tables."""

from scraper.catalogue.reading.blocks import Blocks
from scraper.catalogue.reading.parser import BytesFilter, ParsedStretch, Parser
from scraper.catalogue.reading.parts import RecordParts, TrackParts
from scraper.catalogue.reading.record_bytes import cut, stretches, whole
from scraper.catalogue.reading.rows import RowsByTable
from scraper.catalogue.reading.workers import few_collections, parse_in_workers, worker_count

__all__ = [
    "Blocks",
    "BytesFilter",
    "ParsedStretch",
    "Parser",
    "RecordParts",
    "RowsByTable",
    "TrackParts",
    "cut",
    "few_collections",
    "parse_in_workers",
    "stretches",
    "whole",
    "worker_count",
]
