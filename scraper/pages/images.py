"""Images as front matter names them, by addresses that start at the site's root, and the files they are copied from."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from scraper.domain.shelf import GALLERY, Picture
from scraper.pages.linked import Known
from scraper.run.files import image_file, image_room, made_file

Kind = Literal["release", "artist"]
FOLDERS: Mapping[Kind, str] = {"release": "covers", "artist": "portraits"}
"""Where images are in the site's folder of pictures, each release's or artist's in a folder of its number."""
_LARGE: Mapping[str, str] = {"release": "cover", "artist": "image", **{kind: kind for kind in GALLERY}}


def images(picture: Picture | None, kind: Kind, subject_id: int, known: Known) -> dict[str, Any]:
    """Return what a page tells of its image: large and small, colours and card; nothing where there is none."""
    if picture is None:
        return {}
    name, at = _LARGE[kind], _at(kind, subject_id)
    large = {
        "src": f"{at}{name}.jpg",
        "width": picture.width,
        "height": picture.height,
        "digest": picture.digest,
        "sizes": [{"src": f"{at}{name}-{step}.webp", "width": width} for step, width in picture.sizes] or None,
    }
    return {
        name: {**large, **known.lender(picture)},
        "thumb": thumb(picture, kind, subject_id),
        "og": f"{at}og.jpg" if picture.has_card else None,
        "palette": asdict(picture.palette) if picture.palette else None,
    }


def gallery(pictures: Mapping[str, Picture], release_id: int) -> list[dict[str, Any]]:
    """Return what an album's page tells of its images beside the first; `pictures` are by the kinds of GALLERY."""
    at = _at("release", release_id)
    return [
        {
            "src": f"{at}{kind}.jpg",
            "width": picture.width,
            "height": picture.height,
            "sizes": [{"src": f"{at}{kind}-{step}.webp", "width": width} for step, width in picture.sizes],
        }
        for kind, picture in sorted(pictures.items())
    ]


def thumb(picture: Picture, kind: Kind, subject_id: int) -> dict[str, Any]:
    """Return the small image as front matter names it, on any page."""
    at = _at(kind, subject_id)
    webp = f"{at}{_LARGE[kind]}-{picture.sizes[0][0]}.webp" if picture.sizes else None
    small = {"src": f"{at}thumb.jpg", "width": picture.thumb_width, "height": picture.thumb_height, "webp": webp}
    return {key: value for key, value in small.items() if value is not None}


def tone(picture: Picture | None) -> str | None:
    """Return the colour that stands for an image until it is there; None where it has none."""
    return picture.palette.light.accent if picture and picture.palette else None


def files(picture: Picture, kind: str, subject_id: int, artwork: Path) -> dict[str, Path]:
    """Return the files of an image: the name of each on the site, and where it is kept."""
    name = _LARGE[kind]
    made = {
        f"{name}-{one}" if one.endswith(".webp") else one: made_file(artwork, kind, subject_id, one)
        for one in picture.made
    }
    return {f"{name}.jpg": image_file(artwork, kind, subject_id), **made}


def folder_of(kind: Kind, subject_id: int) -> str:
    """Return where the images of a release or an artist are in the site's folder of pictures, such as covers/1."""
    return f"{FOLDERS[kind]}/{subject_id}"


def held(pictures: Mapping[int, Picture], kind: str, artwork: Path) -> dict[int, Picture]:
    """Return the images whose files are there, as far as they are: the next harvest makes up for lost ones."""
    folder = artwork / image_room(kind)
    there = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    found = {}
    for number, picture in pictures.items():
        if there.issuperset({f"{number}.jpg", *(f"{number}-{name}" for name in picture.made)}):
            found[number] = picture
        elif there.issuperset({f"{number}.jpg", f"{number}-thumb.jpg"}):
            found[number] = replace(picture, sizes=(), has_card=False)
    return found


def _at(kind: Kind, subject_id: int) -> str:
    return f"/{folder_of(kind, subject_id)}/"
