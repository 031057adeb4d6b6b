"""Images and pages that are broken, or got lost, are made again or are gaps."""

from io import BytesIO

import pytest
from household import Home, picture
from PIL import Image


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"\x00 no image", "it is no image"),
        (picture(2)[:300], "it does not decode"),
        (picture(2)[:20], "it is no image"),
    ],
    ids=["unknown data", "truncated", "cut short"],
)
def test_a_broken_image_is_a_gap(home: Home, body: bytes, why: str) -> None:
    """The page is there without it, and the image is not asked for again the next day."""
    home.world.images["/images/release-2.jpg"] = lambda: body
    ended = home.run("--all")
    assert 1 == ended.code
    assert f"release image 2 Artist 2: Title 2: {why}" in ended.out
    assert "  cover:" not in home.album(2).read_text()
    assert not home.cover(2).exists()
    home.asked()
    assert (0, {}) == (home.run("--all").code, home.asked_once())


def test_a_png_is_kept_as_jpeg(home: Home) -> None:
    """Whatever form an image comes in, pages have one."""
    file = BytesIO()
    Image.new("RGBA", (40, 40), (10, 20, 30, 128)).save(file, "PNG")
    home.world.images["/images/release-2.jpg"] = file.getvalue
    assert 0 == home.run("--all").code
    with Image.open(home.cover(2)) as kept:
        assert "JPEG" == kept.format


@pytest.mark.parametrize("lost", ["artwork/releases/2.jpg", "artwork/artists/502.jpg"])
@pytest.mark.usefixtures("settled")
def test_a_lost_image_is_fetched_again(home: Home, lost: str) -> None:
    """One question, and the same file as before."""
    before = (home.folder / lost).read_bytes()
    (home.folder / lost).unlink()
    home.asked()
    assert 0 == home.run().code
    assert {"collection": 1, "image": 1} == dict(home.asked())
    assert before == (home.folder / lost).read_bytes()


@pytest.mark.parametrize(
    "lost", ["releases/2-thumb.jpg", "releases/2-320.webp", "releases/2-og.jpg", "artists/502-320.webp"]
)
@pytest.mark.usefixtures("settled")
def test_what_was_made_of_an_image_is_made_again(home: Home, lost: str) -> None:
    """Of the image that is kept, without a question."""
    (home.folder / "artwork" / lost).unlink()
    home.asked()
    assert (0, {"collection": 1}) == (home.run().code, dict(home.asked()))
    with Image.open(home.folder / "artwork" / lost) as again:
        again.load()
    assert 0 == home.run().code


@pytest.mark.parametrize(
    "lost", ["covers/2/cover.jpg", "covers/2/thumb.jpg", "covers/2/og.jpg", "portraits/502/image.jpg"]
)
@pytest.mark.usefixtures("settled")
def test_an_image_lost_from_a_page_comes_back(home: Home, lost: str) -> None:
    """From the images that are kept, without a question."""
    before = (home.folder / "site/pictures" / lost).read_bytes()
    (home.folder / "site/pictures" / lost).unlink()
    home.asked()
    assert (0, {"collection": 1}) == (home.run().code, dict(home.asked()))
    assert before == (home.folder / "site/pictures" / lost).read_bytes()


@pytest.mark.parametrize(
    "lost",
    [
        "genres/rock/_index.md",
        "labels/_index.md",
        "_index.md",
        "artists/artist-2-502/index.md",
    ],
)
@pytest.mark.usefixtures("settled")
def test_a_lost_page_comes_back(home: Home, lost: str) -> None:
    """Whatever kind of page it is."""
    before = (home.content / lost).read_bytes()
    (home.content / lost).unlink()
    assert 0 == home.run().code
    assert before == (home.content / lost).read_bytes()
