"""Images: verified, normalised, made in the sizes that pages need, and kept as files beside the database."""

from scraper.artwork.folder import Artwork
from scraper.artwork.opening import FORMATS, LARGEST, BrokenImage, opened
from scraper.artwork.sizes import OPEN_GRAPH, STEPS, VERSION, ImageSet, image_set

__all__ = [
    "FORMATS",
    "LARGEST",
    "OPEN_GRAPH",
    "STEPS",
    "VERSION",
    "Artwork",
    "BrokenImage",
    "ImageSet",
    "image_set",
    "opened",
]
