"""The only place that puts the parts together: settings in, a workshop out."""

from scraper.wiring.clients import OPTIONAL, Clients, program_version
from scraper.wiring.pinning import titles
from scraper.wiring.workshop import Workshop, alone, site, workshop

__all__ = ["OPTIONAL", "Clients", "Workshop", "alone", "program_version", "site", "titles", "workshop"]
