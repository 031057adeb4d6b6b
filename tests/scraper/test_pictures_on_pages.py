"""What pages tell of their images, and where those are."""

from dataclasses import replace
from pathlib import Path

import pytest

from scraper.domain.palette import Palette, Tones
from scraper.domain.shelf import Picture
from scraper.pages.images import files, folder_of, images, on_disk, thumb, tone
from scraper.pages.linked import NOT_LINKED
from scraper.run.files import image_file, made_file

LIGHT = Tones(ground="#f6efe8", ink="#2c251d", accent="#896740")
DARK = Tones(ground="#18140f", ink="#efeae5", accent="#e2bd93")
OLD = Picture(width=600, height=590, thumb_width=320, thumb_height=315, digest="0123456789abcdef")
PICTURE = replace(
    OLD, sizes=((320, 320), (640, 600)), palette=Palette(light=LIGHT, dark=DARK), has_card=True, version=1
)


def put(artwork: Path, number: int, names: tuple[str, ...]) -> None:
    """Put files of an image in place."""
    image_file(artwork, "release", number).parent.mkdir(exist_ok=True)
    image_file(artwork, "release", number).touch()
    for name in names:
        made_file(artwork, "release", number, name).touch()


def test_an_album_names_its_images_from_the_root() -> None:
    """In every size, with the colours of the sleeve and the card for links from elsewhere."""
    found = images(PICTURE, "release", 7, NOT_LINKED)
    assert {"cover", "thumb", "og", "palette"} == found.keys()
    assert {
        "src": "/covers/7/cover.jpg",
        "width": 600,
        "height": 590,
        "digest": "0123456789abcdef",
        "sizes": [
            {"src": "/covers/7/cover-320.webp", "width": 320},
            {"src": "/covers/7/cover-640.webp", "width": 600},
        ],
    } == found["cover"]
    assert {"src": "/covers/7/thumb.jpg", "width": 320, "height": 315, "webp": "/covers/7/cover-320.webp"} == found[
        "thumb"
    ]
    assert "/covers/7/og.jpg" == found["og"]
    assert {"ground": "#18140f", "ink": "#efeae5", "accent": "#e2bd93"} == found["palette"]["dark"]


def test_an_artists_image_is_a_portrait() -> None:
    """With names of its own, in a folder of its own, and no card."""
    found = images(replace(PICTURE, has_card=False), "artist", 7, NOT_LINKED)
    assert "/portraits/7/image.jpg" == found["image"]["src"]
    assert "/portraits/7/image-640.webp" == found["image"]["sizes"][1]["src"]
    assert found["og"] is None
    assert "portraits/7" == folder_of("artist", 7)


def test_without_an_image_nothing_is_told() -> None:
    """Neither of it nor of colours."""
    assert {} == images(None, "release", 7, NOT_LINKED)
    assert tone(None) is None


def test_an_image_that_older_versions_kept_is_shown_as_it_is() -> None:
    """Until the next run makes what is missing, its page has no more than the two files."""
    found = images(OLD, "release", 7, NOT_LINKED)
    assert (None, None, None) == (found["cover"]["sizes"], found["og"], found["palette"])
    assert {"src": "/covers/7/thumb.jpg", "width": 320, "height": 315} == thumb(OLD, "release", 7)
    assert ["cover.jpg", "thumb.jpg"] == sorted(files(OLD, "release", 7, Path("artwork")))


def test_every_address_has_its_file(tmp_path: Path) -> None:
    """What front matter names is what is put in place."""
    found = images(PICTURE, "release", 7, NOT_LINKED)
    named = {
        found["cover"]["src"],
        found["thumb"]["src"],
        found["og"],
        *(one["src"] for one in found["cover"]["sizes"]),
    }
    placed = files(PICTURE, "release", 7, tmp_path)
    assert named == {f"/covers/7/{name}" for name in placed}
    assert {tmp_path / "releases/7.jpg", *(tmp_path / f"releases/7-{name}" for name in PICTURE.made)} == {
        *placed.values()
    }


@pytest.mark.parametrize("lost", ["320.webp", "640.webp", "og.jpg"])
def test_nothing_is_promised_that_is_not_there(tmp_path: Path, lost: str) -> None:
    """A size that was lost takes the others with it, until the next run makes them again; the colours stay."""
    put(tmp_path, 7, PICTURE.made)
    assert {7: PICTURE} == on_disk({7: PICTURE}, "release", tmp_path)
    made_file(tmp_path, "release", 7, lost).unlink()
    assert {7: replace(PICTURE, sizes=(), has_card=False)} == on_disk({7: PICTURE}, "release", tmp_path)


def test_an_image_that_is_lost_is_not_shown(tmp_path: Path) -> None:
    """Nor one without its small version; nor any where there is no folder."""
    assert {} == on_disk({7: PICTURE}, "release", tmp_path)
    put(tmp_path, 7, PICTURE.made)
    made_file(tmp_path, "release", 7, "thumb.jpg").unlink()
    assert {} == on_disk({7: PICTURE}, "release", tmp_path)
