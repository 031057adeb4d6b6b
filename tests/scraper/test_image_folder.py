"""Images get to the site without taking room, and leave it with what they belong to."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from scraper.pages.image_folder import ImageFolder


@pytest.fixture
def site(tmp_path: Path) -> ImageFolder:
    """Return an empty folder of pictures."""
    return ImageFolder(tmp_path / "pictures")


@pytest.fixture
def cover(tmp_path: Path) -> Path:
    """Make something that stands for an image."""
    return put(tmp_path / "1.jpg", b"image")


def put(file: Path, body: bytes) -> Path:
    """Write a file as ours are written: a new one in its place."""
    file.unlink(missing_ok=True)
    file.write_bytes(body)
    return file


def in_place(site: ImageFolder) -> dict[str, bytes]:
    """Return all files of that folder."""
    files = (file for file in site.folder.rglob("*") if file.is_file())
    return {str(file.relative_to(site.folder)): file.read_bytes() for file in files}


def test_an_image_takes_no_room_of_its_own(site: ImageFolder, cover: Path) -> None:
    """It is the very file that is kept; a second time nothing is done."""
    assert site.place("covers/1", {"cover.jpg": cover})
    assert (site.folder / "covers/1/cover.jpg").samefile(cover)
    assert not site.place("covers/1", {"cover.jpg": cover})


def test_a_new_image_takes_the_place_of_the_old_one(site: ImageFolder, cover: Path) -> None:
    """Also one of the same length."""
    site.place("covers/1", {"cover.jpg": cover})
    put(cover, b"other")
    assert site.place("covers/1", {"cover.jpg": cover})
    assert {"covers/1/cover.jpg": b"other"} == in_place(site)


def test_where_there_are_no_links_there_are_copies(
    site: ImageFolder, cover: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another disk, or on one that knows no links; what did not change is not copied again."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    assert site.place("covers/1", {"cover.jpg": cover})
    assert not (site.folder / "covers/1/cover.jpg").samefile(cover)
    assert not site.place("covers/1", {"cover.jpg": cover})
    put(cover, b"another one")
    assert site.place("covers/1", {"cover.jpg": cover})
    assert {"covers/1/cover.jpg": b"another one"} == in_place(site)


def test_what_is_not_an_images_any_more_goes(site: ImageFolder, cover: Path) -> None:
    """A size that a smaller image has not, and what a kill left; files of somebody's own stay."""
    site.place("covers/1", {"cover.jpg": cover, "cover-1200.webp": cover, "og.jpg": cover})
    put(site.folder / "covers/1/.og.jpg.part", b"half")
    put(site.folder / "covers/1/back.jpg", b"mine")
    assert site.place("covers/1", {"cover.jpg": cover})
    assert {"covers/1/cover.jpg": b"image", "covers/1/back.jpg": b"mine"} == in_place(site)


def test_without_images_there_is_no_folder(site: ImageFolder, cover: Path) -> None:
    """Unless somebody put a file of their own there."""
    assert not site.place("covers/1", {})
    assert not site.folder.exists()
    site.place("covers/1", {"cover.jpg": cover})
    assert site.place("covers/1", {})
    assert [] == list((site.folder / "covers").iterdir())


def test_folders_that_nobody_wants_are_named(site: ImageFolder, cover: Path) -> None:
    """Ours only: a folder of the owner's own is none of our business."""
    site.place("covers/1", {"cover.jpg": cover})
    site.place("covers/2", {"cover.jpg": cover})
    site.place("portraits/2", {"image-320.webp": cover})
    (site.folder / "covers/mine").mkdir()
    put(site.folder / "covers/mine/photo.jpg", b"mine")
    put(site.folder / "robots.txt", b"")
    assert ["covers/2", "portraits/2"] == site.unwanted(["covers/1"])
    assert [] == ImageFolder(site.folder / "nowhere").unwanted([])


def test_a_kill_in_between_is_made_up_for(site: ImageFolder, cover: Path) -> None:
    """What was half done has the same name every time."""
    site.place("covers/1", {"cover.jpg": cover})
    put(cover, b"newer")
    os.link(cover, site.folder / "covers/1/.cover.jpg.part")
    assert site.place("covers/1", {"cover.jpg": cover})
    assert {"covers/1/cover.jpg": b"newer"} == in_place(site)
