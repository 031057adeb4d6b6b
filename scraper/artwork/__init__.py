"""Images: verified, normalised, in the sizes that pages need, kept as files beside the database, each whole."""

from scraper.artwork.folder import Artwork
from scraper.artwork.opening import FORMATS, LARGEST, SMALLEST_SIDE, BrokenImage, opened
from scraper.artwork.sizes import OPEN_GRAPH, STEPS, VERSION, Made, jpeg, made

__all__ = [
    "FORMATS",
    "LARGEST",
    "OPEN_GRAPH",
    "SMALLEST_SIDE",
    "STEPS",
    "VERSION",
    "Artwork",
    "BrokenImage",
    "Made",
    "jpeg",
    "made",
    "opened",
]
