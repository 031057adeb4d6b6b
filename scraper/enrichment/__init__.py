"""What other sources know of releases and artists: asked, compared, kept with its evidence."""

from scraper.enrichment.cases import Cases
from scraper.enrichment.conclusions import Taste
from scraper.enrichment.enrichment import Enrichment
from scraper.enrichment.inquiry import Source
from scraper.enrichment.knowledge import MusicBrainzSource, WikidataSource, WikipediaSource
from scraper.enrichment.music import AppleMusicSource, ItunesSource, SpotifySource

__all__ = [
    "AppleMusicSource",
    "Cases",
    "Enrichment",
    "ItunesSource",
    "MusicBrainzSource",
    "Source",
    "SpotifySource",
    "Taste",
    "WikidataSource",
    "WikipediaSource",
]
