"""The only place that puts the parts together: settings in, a workshop out."""

from scraper.wiring.catalogue import (
    asking,
    catalogue_folder,
    dumps,
    existing_catalogue,
    only_here,
    open_catalogue,
    present_catalogue,
)
from scraper.wiring.clients import OPTIONAL, Clients, program_version
from scraper.wiring.workshop import Workshop, alone, site, workshop

__all__ = [
    "OPTIONAL",
    "Clients",
    "Workshop",
    "alone",
    "asking",
    "catalogue_folder",
    "dumps",
    "existing_catalogue",
    "only_here",
    "open_catalogue",
    "present_catalogue",
    "program_version",
    "site",
    "workshop",
]
