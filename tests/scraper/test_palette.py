"""A sleeve's colours can be read, whatever the sleeve, and are the sleeve's own where it has any."""

import colorsys
import io
import random

import pytest
from PIL import Image

from scraper.artwork import ImageSet, image_set, opened
from scraper.domain.palette import ACCENT_CONTRAST, INK_CONTRAST, Colour, Palette, Tones, contrast, ground, palette
from services.fakes.sample import sample_world

BLACK, WHITE, GREY, RED, BLUE = (0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 30, 40), (30, 40, 200)


def hue(colour: str) -> float:
    """Return the hue of '#rrggbb' in degrees."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 360 * colorsys.rgb_to_hsv(red, green, blue)[0]


def schemes(drawn: Palette) -> tuple[Tones, Tones]:
    """Return both schemes of a palette."""
    return drawn.light, drawn.dark


def assert_readable(drawn: Palette) -> None:
    """Check the contrasts that every palette has, and that light is lighter than dark."""
    for tones in schemes(drawn):
        assert INK_CONTRAST <= contrast(tones.ink, tones.ground), tones
        assert ACCENT_CONTRAST <= contrast(tones.accent, tones.ground), tones
    assert contrast("#000000", drawn.light.ground) > contrast("#000000", drawn.dark.ground)


def of(image: Image.Image) -> Palette:
    """Return the palette of an image as it is kept."""
    out = io.BytesIO()
    image.save(out, "PNG")
    drawn = image_set(opened(out.getvalue()), card=False).palette
    assert drawn is not None
    return drawn


def test_contrast_is_counted_as_the_guidelines_do() -> None:
    """21 for black on white, 1 for a colour on itself, whichever comes first."""
    assert 21 == pytest.approx(contrast("#000000", "#ffffff"))
    assert 1 == contrast("#123456", "#123456")
    assert contrast("#767676", "#ffffff") == contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_whatever_the_colours_text_can_be_read() -> None:
    """At least 7:1 for text and 4.5:1 for what is picked out, for any sleeve there could be."""
    chance = random.Random(5)  # noqa: S311  # the same colours each time
    for _ in range(1_500):
        colours: list[tuple[int, Colour]] = [
            (chance.randint(1, 4_000), (chance.randrange(256), chance.randrange(256), chance.randrange(256)))
            for _ in range(chance.randint(1, 12))
        ]
        assert_readable(palette(colours))


def test_the_edges_of_the_colour_cube_can_be_read() -> None:
    """Every colour at its most vivid, alone."""
    for number in range(27):
        colour = tuple((number // 3**place % 3) * 127 for place in range(3))
        assert_readable(palette([(1, (colour[0], colour[1], colour[2]))]))


@pytest.mark.parametrize("colour", [BLACK, WHITE, GREY])
def test_a_sleeve_without_colour_has_warm_paper(colour: Colour) -> None:
    """Black, white and grey sleeves share a ground, light brown and never blue."""
    drawn = palette([(4096, colour)])
    assert_readable(drawn)
    assert palette([(4096, GREY)]).light.ground == drawn.light.ground
    for tones in schemes(drawn):
        assert 20 < hue(tones.ground) < 50
        assert 20 < hue(tones.accent) < 50


def test_the_accent_is_the_colour_that_stands_out() -> None:
    """A little red on a white sleeve is what the sleeve is remembered by."""
    drawn = palette([(3900, WHITE), (196, RED)])
    for tones in schemes(drawn):
        assert min(hue(tones.accent), 360 - hue(tones.accent)) < 20


def test_a_speck_is_no_accent() -> None:
    """Nor is the noise of a scan."""
    assert palette([(4090, WHITE), (6, RED)]) == palette([(4096, WHITE)])


def test_the_ground_is_the_colour_of_the_sleeve() -> None:
    """A hint of it: blue stays blue on light pages and on dark ones."""
    for tones in schemes(palette([(3000, BLUE), (1096, RED)])):
        assert 200 < hue(tones.ground) < 290


def test_no_colours_are_no_trouble() -> None:
    """As of an image that could not be reduced."""
    assert_readable(palette([]))
    assert ground([]) == ground([(1, BLACK)])


def test_the_order_of_colours_does_not_matter() -> None:
    """Nothing but the sleeve decides."""
    colours = [(5, RED), (5, BLUE), (9, WHITE)]
    assert palette(colours) == palette(colours[::-1])


@pytest.mark.parametrize("size", [(16, 16), (3000, 16), (16, 3000), (17, 1000)])
def test_tiny_and_long_images_have_colours_too(size: tuple[int, int]) -> None:
    """However little of them is left in a small version."""
    drawn = of(Image.new("RGB", size, RED))
    assert_readable(drawn)
    assert min(hue(drawn.light.accent), 360 - hue(drawn.light.accent)) < 20


def test_what_is_transparent_counts_as_paper() -> None:
    """As it is shown."""
    assert of(Image.new("RGB", (60, 60), WHITE)) == of(Image.new("RGBA", (60, 60), (*RED, 0)))


def test_a_palette_is_the_same_each_time() -> None:
    """For the same image."""
    draw = next(iter(sample_world().images.values()))

    def again() -> ImageSet:
        return image_set(opened(draw()), card=True)

    assert again() == again()
