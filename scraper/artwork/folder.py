"""The folder of images beside the database: images are kept there, checked, and made again where files are lost."""

import hashlib
from dataclasses import replace
from pathlib import Path

from PIL import Image

from scraper.artwork.opening import opened
from scraper.artwork.sizes import STEPS, VERSION, ImageSet, gallery_set, image_set, jpeg
from scraper.domain.shelf import GALLERY, Picture
from scraper.run.files import image_file, made_file, write_whole


class Artwork:
    """The images of releases, galleries and artists, each with the files that pages need of it."""

    def __init__(self, folder: Path, max_pixels: int) -> None:
        self.folder, self._max_pixels = folder, max_pixels

    def holds(self, kind: str, subject_id: int) -> bool:
        """Tell whether the large image is there: all other files can be made of it."""
        return image_file(self.folder, kind, subject_id).is_file()

    def is_complete(self, kind: str, subject_id: int, picture: Picture) -> bool:
        """Tell whether every file that pages need of an image is there, and made by this version."""
        files = (made_file(self.folder, kind, subject_id, name) for name in picture.made)
        return picture.version == VERSION and all(file.is_file() for file in files)

    def keep(self, kind: str, subject_id: int, body: bytes) -> Picture:
        """Verify an image, and keep it with its set of files; raise BrokenImage if the bytes are no usable image."""
        image = opened(body)
        image.thumbnail((self._max_pixels, self._max_pixels), Image.Resampling.LANCZOS)
        whole = jpeg(image, quality=88)
        files = _image_set(kind, image)
        write_whole(image_file(self.folder, kind, subject_id), whole)
        digest = hashlib.sha256(whole).hexdigest()[:16]
        picture = Picture(
            width=image.width, height=image.height, thumb_width=0, thumb_height=0, digest=digest, version=VERSION
        )
        return self._write(kind, subject_id, picture, files)

    def renew(self, kind: str, subject_id: int, picture: Picture) -> Picture:
        """Make an image's set of files again from the large image; raise BrokenImage if that is spoilt."""
        image = opened(image_file(self.folder, kind, subject_id).read_bytes())
        return self._write(kind, subject_id, picture, _image_set(kind, image))

    def _write(self, kind: str, subject_id: int, picture: Picture, made: ImageSet) -> Picture:
        for name, body in made.files.items():
            write_whole(made_file(self.folder, kind, subject_id, name), body)
        for step in STEPS:
            # The image that was here before may have been larger.
            if f"{step}.webp" not in made.files:
                made_file(self.folder, kind, subject_id, f"{step}.webp").unlink(missing_ok=True)
        return replace(
            picture,
            thumb_width=made.thumb[0],
            thumb_height=made.thumb[1],
            sizes=made.sizes,
            palette=made.palette,
            has_card="og.jpg" in made.files,
            version=VERSION,
        )


def _image_set(kind: str, image: Image.Image) -> ImageSet:
    return gallery_set(image) if kind in GALLERY else image_set(image, card=kind == "release")
