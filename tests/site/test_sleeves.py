"""Sleeves and what stands beside them: discs in their colours, titles of any length, crates that lead to records."""

from pathlib import Path

import pytest
from demo_site import one
from playwright.sync_api import Browser
from sample import Sample

from scraper.domain.palette import ACCENT_CONTRAST, INK_CONTRAST, contrast
from scraper.store import Store

WIDTHS = (390, 820, 1440)


def test_every_sleeve_of_the_sample_can_be_read(sample_home: Path, sample: Sample) -> None:
    """All covers and portraits have colours, with 7:1 for text and 4.5:1 for what is picked out."""
    assert 0 == sample.first.code
    with Store(sample_home / "sleevenotes.db") as store:
        pictures = [picture for kind in ("release", "artist") for picture in store.shelf.pictures(kind).values()]
    assert len(pictures) > 100
    for palette in [picture.palette for picture in pictures]:
        assert palette is not None
        for tones in (palette.light, palette.dark):
            assert INK_CONTRAST <= contrast(tones.ink, tones.ground), tones
            assert ACCENT_CONTRAST <= contrast(tones.accent, tones.ground), tones


def test_a_disc_looks_out_of_its_sleeve(sample_public: Path, sample_address: str, chromium: Browser) -> None:
    """A part of it stands beside the sleeve, the rest behind; readers that hear the page don't hear of it."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(sample_address + one(sample_public, "albums/homogenic-*"))
    art, disc = page.locator(".cover .art").bounding_box(), page.locator(".cover .disc").bounding_box()
    assert art
    assert disc
    out = disc["x"] + disc["width"] - (art["x"] + art["width"])
    assert 0.1 * art["width"] < out < 0.5 * disc["width"]
    assert "true" == page.locator(".cover .disc").get_attribute("aria-hidden")
    page.close()


@pytest.mark.parametrize(
    ("album", "looks", "colour"),
    [
        ("kind-of-blue-*", "vinyl solid", "#161616"),
        ("die-mensch-maschine-*", "vinyl solid", "#c8232c"),
        ("animals-*", "vinyl solid", "#f08db0"),
        ("faust-*", "vinyl clear", "#e4eaec"),
        ("airconditioning-*", "vinyl picture", "#161616"),
        ("c86-*", "cassette", "#2b2b2d"),
        ("homogenic-*", "cd", "#cdd0d4"),
    ],
    ids=["black", "red", "pink", "clear", "picture disc", "cassette", "cd"],
)
def test_a_disc_has_the_colour_that_its_format_names(
    sample_public: Path, sample_address: str, chromium: Browser, album: str, looks: str, colour: str
) -> None:
    """Black where nothing is said; a picture disc shows the sleeve, and clear vinyl is seen through."""
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(sample_address + one(sample_public, f"albums/{album}"))
    disc = page.locator(".cover .disc")
    assert f"disc {looks}" == disc.get_attribute("class")
    assert colour == disc.evaluate("disc => getComputedStyle(disc).getPropertyValue('--c1')")
    assert ("picture" in looks) == bool(disc.locator("img").count())
    page.close()


def test_no_word_of_a_heading_is_broken(sample_public: Path, sample_address: str, chromium: Browser) -> None:
    """A word that is longer than the line makes the heading smaller."""
    for width in WIDTHS:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        for album in ("airconditioning-*", "die-mensch-maschine-*", "polygondwanaland-*"):
            page.goto(sample_address + one(sample_public, f"albums/{album}"))
            page.evaluate("document.fonts.ready")
            lines = "heading => [heading.clientHeight, (heading.style.overflowWrap = 'normal', heading.scrollWidth)]"
            tall, wide = page.locator("h1").evaluate(lines)
            assert [tall, True] == page.locator("h1").evaluate(
                "(heading, wide) => [heading.clientHeight, wide <= heading.clientWidth]", wide
            ), (width, album)
        page.close()


@pytest.mark.parametrize("section", ["genres", "decades", "labels", "people"])
def test_ways_in_show_the_sleeves_that_they_lead_to(sample_address: str, chromium: Browser, section: str) -> None:
    """Up to four, for the eye alone; who hears the page hears name and number."""
    page = chromium.new_page()
    page.goto(f"{sample_address}/{section}/")
    crates = page.locator(".crates li")
    assert crates.count() > 1
    for crate in crates.all():
        number = int((crate.locator(".count").text_content() or "").split()[0])
        assert min(number, 4) == crate.locator(".crate > span").count()
        assert "true" == crate.locator(".crate").get_attribute("aria-hidden")
        assert crate.locator(".name").inner_text().strip()
    page.close()
