"""The folder of images beside the database: kept, looked after, and made anew where what is made of them changed."""

import hashlib
from dataclasses import replace
from pathlib import Path

from PIL import Image

from scraper.artwork.opening import opened
from scraper.artwork.sizes import STEPS, VERSION, Made, jpeg, made, made_for_gallery
from scraper.domain.shelf import GALLERY, Picture
from scraper.run.files import image_file, made_file, write_whole


class Artwork:
    """One image of each release or artist, those of galleries, and what pages need of them."""

    def __init__(self, folder: Path, max_pixels: int) -> None:
        self.folder, self._max_pixels = folder, max_pixels

    def holds(self, kind: str, subject_id: int) -> bool:
        """Tell whether the image itself is there: all else can be made of it."""
        return image_file(self.folder, kind, subject_id).is_file()

    def is_complete(self, kind: str, subject_id: int, picture: Picture) -> bool:
        """Tell whether everything that pages need of an image is there, as this program makes it."""
        files = (made_file(self.folder, kind, subject_id, name) for name in picture.made)
        return picture.version == VERSION and all(file.is_file() for file in files)

    def keep(self, kind: str, subject_id: int, body: bytes) -> Picture:
        """Verify and keep an image with all that is made of it; raise BrokenImage when it is none."""
        image = opened(body)
        image.thumbnail((self._max_pixels, self._max_pixels), Image.Resampling.LANCZOS)
        whole = jpeg(image, quality=88)
        parts = _parts(kind, image)
        write_whole(image_file(self.folder, kind, subject_id), whole)
        digest = hashlib.sha256(whole).hexdigest()[:16]
        picture = Picture(
            width=image.width, height=image.height, thumb_width=0, thumb_height=0, digest=digest, version=VERSION
        )
        return self._with(kind, subject_id, picture, parts)

    def renew(self, kind: str, subject_id: int, picture: Picture) -> Picture:
        """Make all of it anew from the image that is kept; raise BrokenImage when that is spoilt."""
        image = opened(image_file(self.folder, kind, subject_id).read_bytes())
        return self._with(kind, subject_id, picture, _parts(kind, image))

    def _with(self, kind: str, subject_id: int, picture: Picture, parts: Made) -> Picture:
        for name, body in parts.files.items():
            write_whole(made_file(self.folder, kind, subject_id, name), body)
        for step in STEPS:
            # Of the larger image that stood here before.
            if f"{step}.webp" not in parts.files:
                made_file(self.folder, kind, subject_id, f"{step}.webp").unlink(missing_ok=True)
        return replace(
            picture,
            thumb_width=parts.thumb[0],
            thumb_height=parts.thumb[1],
            sizes=parts.sizes,
            palette=parts.palette,
            has_card="og.jpg" in parts.files,
            version=VERSION,
        )


def _parts(kind: str, image: Image.Image) -> Made:
    return made_for_gallery(image) if kind in GALLERY else made(image, card=kind == "release")
