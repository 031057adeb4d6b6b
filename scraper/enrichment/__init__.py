"""What other sources know of releases and artists: asked, compared, kept with its evidence."""

from scraper.enrichment.conclusions import Preferences
from scraper.enrichment.enrichment import Enrichment
from scraper.enrichment.evidence_loader import EvidenceLoader
from scraper.enrichment.gathering import Gathering
from scraper.enrichment.judging import Judge
from scraper.enrichment.planning import Planner
from scraper.enrichment.question import Question, Source
from scraper.enrichment.schedule import Schedule

__all__ = [
    "Enrichment",
    "EvidenceLoader",
    "Gathering",
    "Judge",
    "Planner",
    "Preferences",
    "Question",
    "Schedule",
    "Source",
]
