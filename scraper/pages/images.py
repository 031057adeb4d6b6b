"""A page's images: how front matter names them, by addresses below the site's root, and which files they are."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from scraper.domain.shelf import GALLERY, Picture
from scraper.pages.linked import Linked
from scraper.run.files import image_file, image_subfolder, made_file

ImageSubject = Literal["release", "artist"]
"""What an image on the site is of."""
FOLDERS: Mapping[ImageSubject, str] = {"release": "covers", "artist": "portraits"}
"""The folder of all such images in the site's pictures; each release or artist has a folder of its number in it."""
_LARGE: Mapping[str, str] = {"release": "cover", "artist": "image", **{kind: kind for kind in GALLERY}}
"""What the large image is called on the site, without its ending."""


def images(picture: Picture | None, kind: ImageSubject, subject_id: int, linked: Linked) -> dict[str, Any]:
    """Return the front matter about a page's image: large and small, colours, share card; {} without an image."""
    if picture is None:
        return {}
    name, folder = _LARGE[kind], _address(kind, subject_id)
    large = {
        "src": f"{folder}{name}.jpg",
        "width": picture.width,
        "height": picture.height,
        "digest": picture.digest,
        "sizes": [{"src": f"{folder}{name}-{step}.webp", "width": width} for step, width in picture.sizes] or None,
    }
    return {
        name: {**large, **linked.image_source(picture)},
        "thumb": thumb(picture, kind, subject_id),
        "og": f"{folder}og.jpg" if picture.has_card else None,
        "palette": asdict(picture.palette) if picture.palette else None,
    }


def gallery(pictures: Mapping[str, Picture], release_id: int) -> list[dict[str, Any]]:
    """Return the front matter about an album's images after the first; `pictures` are by the kinds of GALLERY."""
    folder = _address("release", release_id)
    return [
        {
            "src": f"{folder}{kind}.jpg",
            "width": picture.width,
            "height": picture.height,
            "sizes": [{"src": f"{folder}{kind}-{step}.webp", "width": width} for step, width in picture.sizes],
        }
        for kind, picture in sorted(pictures.items())
    ]


def thumb(picture: Picture, kind: ImageSubject, subject_id: int) -> dict[str, Any]:
    """Return the small image as the front matter of any page names it."""
    folder = _address(kind, subject_id)
    webp = f"{folder}{_LARGE[kind]}-{picture.sizes[0][0]}.webp" if picture.sizes else None
    small = {"src": f"{folder}thumb.jpg", "width": picture.thumb_width, "height": picture.thumb_height, "webp": webp}
    return {key: value for key, value in small.items() if value is not None}


def tone(picture: Picture | None) -> str | None:
    """Return the colour that is shown until an image has loaded; None where it has no colours."""
    return picture.palette.light.accent if picture and picture.palette else None


def files(picture: Picture, kind: str, subject_id: int, artwork: Path) -> dict[str, Path]:
    """Return the files of an image: the name of each on the site, and where it is kept."""
    large = _LARGE[kind]
    names = {name: f"{large}-{name}" if name.endswith(".webp") else name for name in picture.made}
    made = {shown: made_file(artwork, kind, subject_id, name) for name, shown in names.items()}
    return {f"{large}.jpg": image_file(artwork, kind, subject_id), **made}


def folder_of(kind: ImageSubject, subject_id: int) -> str:
    """Return the folder of a release's or an artist's images in the site's pictures, such as covers/1."""
    return f"{FOLDERS[kind]}/{subject_id}"


def on_disk(pictures: Mapping[int, Picture], kind: str, artwork: Path) -> dict[int, Picture]:
    """Return the images whose files are on the disk, with only those sizes; the next harvest brings lost files back."""
    folder = artwork / image_subfolder(kind)
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    complete = {}
    for number, picture in pictures.items():
        if names.issuperset({f"{number}.jpg", *(f"{number}-{name}" for name in picture.made)}):
            complete[number] = picture
        elif names.issuperset({f"{number}.jpg", f"{number}-thumb.jpg"}):
            complete[number] = replace(picture, sizes=(), has_card=False)
    return complete


def _address(kind: ImageSubject, subject_id: int) -> str:
    return f"/{folder_of(kind, subject_id)}/"
