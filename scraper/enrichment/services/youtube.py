"""YouTube: nobody asks it, since Discogs lists the videos of a release itself."""

from scraper.domain.service_facts import youtube
from scraper.enrichment.services.service import Service

YOUTUBE = Service(facts=youtube.FACTS)
