"""The sample's pictures are all drawn, each its own, and the same every time."""

import io
import re

import pytest
from PIL import Image

from services.fakes.sample import sample_world
from services.fakes.world import World


@pytest.fixture(scope="module")
def world() -> World:
    """One sample collection for all tests, none of which changes it."""
    return sample_world()


def test_every_picture_is_drawn(world: World) -> None:
    """Images that answers name exist, fronts first, and some artists and a few releases have none."""
    answers = [*world.releases.values(), *world.artists.values()]
    images = [image for answer in answers for image in answer.get("images", ())]
    named = {address.removeprefix("{origin}") for image in images for address in (image["uri"], image["uri150"])}
    assert named == set(world.images)
    assert all("primary" == answer["images"][0]["type"] for answer in answers if "images" in answer)
    assert 4 == sum("images" not in release for release in world.releases.values())
    assert any("images" not in artist for artist in world.artists.values())


@pytest.mark.parametrize("kind", ["release", "artist"])
def test_pictures_decode(world: World, kind: str) -> None:
    """Every eighth picture of a kind is a JPEG of the size that its answer says."""
    whole = [path for path in world.images if re.fullmatch(rf"/images/{kind}-\d+\.jpg", path)]
    for path in whole[::8]:
        with Image.open(io.BytesIO(world.images[path]())) as image:
            assert ("JPEG", (600, 600)) == (image.format, image.size)
    with Image.open(io.BytesIO(world.images[whole[0].replace(".jpg", "-150.jpg")]())) as image:
        assert (150, 150) == image.size


def test_pictures_are_the_same_every_time(world: World) -> None:
    """A refresh changes no byte of a picture that hasn't changed."""
    path = next(path for path in world.images if path.startswith("/images/release-"))
    assert sample_world().images[path]() == world.images[path]()


def test_covers_differ(world: World) -> None:
    """No two sleeves look the same."""
    fronts = [path for path in world.images if re.fullmatch(r"/images/release-\d+-150\.jpg", path)]
    assert 12 == len({world.images[path]() for path in fronts[::6]})
