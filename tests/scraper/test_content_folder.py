"""The content folder: what is written, kept and removed, also after a kill in between."""

from pathlib import Path

import pytest

from scraper.pages.folder import ContentFolder, Page, PageOutcome
from scraper.pages.front_matter import document

PATH = "/albums/kind-of-blue-1/"


def page(title: str = "Kind Of Blue", pictures: dict[str, Path] | None = None) -> Page:
    """Make a page."""
    return Page(path=PATH, document=document({"title": title}, "Text"), pictures=pictures or {}, pictures_at="covers/1")


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    """Make an empty content folder."""
    return ContentFolder(tmp_path / "content", tmp_path / "kept")


@pytest.fixture
def cover(tmp_path: Path) -> Path:
    """Make something that stands for an image."""
    file = tmp_path / "1.jpg"
    file.write_bytes(b"image")
    return file


def test_a_page_is_written_once(content: ContentFolder) -> None:
    """Nothing is touched where nothing changed."""
    assert PageOutcome.WRITTEN is content.put(page())
    file = content.bundle(PATH) / "index.md"
    before = file.stat().st_mtime_ns
    assert PageOutcome.UNCHANGED is content.put(page())
    assert before == file.stat().st_mtime_ns
    assert PageOutcome.WRITTEN is content.put(page("So What"))


def test_an_edited_page_is_kept_until_it_is_asked_for(content: ContentFolder) -> None:
    """Not even a new title overwrites somebody's work; `overwrite` does."""
    content.put(page())
    file = content.bundle(PATH) / "index.md"
    file.write_text(file.read_text().replace("Text", "My own words"))
    assert PageOutcome.EDITED is content.put(page("New"))
    assert "My own words" in file.read_text()
    assert PageOutcome.WRITTEN is content.put(page("New"), overwrite=True)
    assert "My own words" not in file.read_text()


def test_dry_says_the_same_and_does_nothing(content: ContentFolder) -> None:
    """A rehearsal leaves no trace."""
    assert PageOutcome.WRITTEN is content.put(page(), dry=True)
    assert not content.folder.exists()


def test_images_come_with_the_page_and_go_with_the_image(content: ContentFolder, cover: Path) -> None:
    """A new image replaces the old one, and one that is gone leaves nothing behind."""
    content.put(page(pictures={"cover.jpg": cover}))
    placed = content.folder.parent / "pictures/covers/1/cover.jpg"
    assert b"image" == placed.read_bytes()
    cover.unlink()
    cover.write_bytes(b"another one")
    assert PageOutcome.WRITTEN is content.put(page(pictures={"cover.jpg": cover}))
    assert b"another one" == placed.read_bytes()
    assert PageOutcome.UNCHANGED is content.put(page(pictures={"cover.jpg": cover}))
    assert PageOutcome.WRITTEN is content.put(page())
    assert not placed.exists()


def test_images_of_what_has_no_page_go(content: ContentFolder, cover: Path) -> None:
    """When they are not wanted any more."""
    content.put(page(pictures={"cover.jpg": cover}))
    content.remove_images_except(["covers/1"])
    placed = content.folder.parent / "pictures/covers/1/cover.jpg"
    assert placed.exists()
    content.remove_images_except(["covers/2"])
    assert not placed.parent.exists()
    assert cover.exists()


def test_a_lost_image_is_noticed(content: ContentFolder, cover: Path) -> None:
    """The state of the content is another one without it."""
    content.put(page(pictures={"cover.jpg": cover}))
    before = content.state()
    (content.folder.parent / "pictures/covers/1/cover.jpg").unlink()
    assert before != content.state()
    content.put(page(pictures={"cover.jpg": cover}))
    assert before == content.state()


def test_images_that_were_in_the_bundle_leave_it(content: ContentFolder) -> None:
    """Where they were until they got a place of their own."""
    content.put(page())
    former = content.bundle(PATH) / "cover.jpg"
    former.write_bytes(b"image")
    content.put(page("New"))
    assert not former.exists()


def test_what_is_not_wanted_goes(content: ContentFolder, cover: Path) -> None:
    """The whole bundle, images included."""
    content.put(page(pictures={"cover.jpg": cover}))
    assert [] == content.unwanted("albums", [PATH])
    (bundle,) = content.unwanted("albums", [])
    assert content.remove(bundle) is None
    assert not bundle.exists()


def test_an_edited_page_is_moved_aside_with_what_lies_beside_it(content: ContentFolder) -> None:
    """Nothing that somebody made is lost."""
    content.put(page())
    bundle = content.bundle(PATH)
    (bundle / "index.md").write_text((bundle / "index.md").read_text() + "mine")
    aside = content.remove(bundle)
    assert aside is not None
    assert (aside / "index.md").read_text().endswith("mine")
    assert not bundle.exists()


@pytest.mark.parametrize("own", ["back.jpg", "notes/mine.txt", "_index.md"])
def test_a_bundle_with_files_of_somebodys_own_is_moved_aside(content: ContentFolder, cover: Path, own: str) -> None:
    """All of it, even where the page itself is as we wrote it."""
    content.put(page(pictures={"cover.jpg": cover}))
    bundle = content.bundle(PATH)
    (bundle / own).parent.mkdir(exist_ok=True)
    (bundle / own).write_text("mine")
    aside = content.remove(bundle)
    assert aside is not None
    assert "mine" == (aside / own).read_text()
    assert {"index.md", own.partition("/")[0]} == {entry.name for entry in aside.iterdir()}
    assert not bundle.exists()


def test_what_was_moved_aside_before_stays(content: ContentFolder) -> None:
    """The next one of the same name goes beside it."""
    for text in ("first", "second", "third"):
        content.put(page())
        (content.bundle(PATH) / "mine.txt").write_text(text)
        content.remove(content.bundle(PATH))
    kept = content.folder.parent / "kept" / "albums"
    found = {entry.name: (entry / "mine.txt").read_text() for entry in kept.iterdir()}
    assert {"kind-of-blue-1": "first", "kind-of-blue-1-2": "second", "kind-of-blue-1-3": "third"} == found


def test_pages_that_are_not_ours_are_left_alone(content: ContentFolder) -> None:
    """Somebody may add albums of their own by hand."""
    own = content.folder / "albums" / "my-own"
    own.mkdir(parents=True)
    (own / "index.md").write_text("---\ntitle: Mine\n---\n")
    assert [] == content.unwanted("albums", [])


@pytest.mark.parametrize("left", ["cover.jpg", ".cover.jpg.part", ".index.md.part"])
def test_what_a_kill_left_half_made_is_recognised(content: ContentFolder, left: str) -> None:
    """A bundle that has images and no page yet goes when nobody wants it any more."""
    bundle = content.bundle(PATH)
    bundle.mkdir(parents=True)
    (bundle / left).write_bytes(b"half")
    (unwanted,) = content.unwanted("albums", [])
    content.remove(unwanted)
    assert not bundle.exists()
