"""Sorting and filtering the wall of all albums, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from visits import PHONE, visit

MANY = 5_000
PATIENCE = 250
"""Milliseconds for one choice among many albums, on a machine that does other things too; alone it takes about 20."""

CHOOSE = """(value) => new Promise((resolve) => {
    const began = performance.now();
    const changed = new MutationObserver(() => resolve(performance.now() - began));
    changed.observe(document.querySelector("main .wall"), { childList: true });
    const select = document.querySelector("select[name=genre]");
    select.value = value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
})"""
"""Chooses a genre; how many milliseconds until the wall shows it."""


def titles(page: Page) -> list[str]:
    """Return the titles on the wall."""
    return page.locator("main .wall .title").all_inner_texts()


def names(page: Page, part: str) -> list[str]:
    """Return a part of the address."""
    return re.findall(rf"[?&]{part}=([^&]*)", page.url)


def opened(page: Page) -> Page:
    """Open the filters."""
    page.locator(".wall-tools summary").click()
    page.locator("select[name=genre] option").nth(1).wait_for(state="attached")
    return page


def test_a_filter_filters_and_survives_reload_and_back(chromium: Browser, sample_address: str) -> None:
    """What is chosen stands in the address; going back takes one choice away, and at last all."""
    with visit(chromium, sample_address, "/albums/") as page:
        before = titles(page)
        opened(page).select_option("select[name=genre]", "Jazz")
        expect(page.locator(".found")).to_have_text("8 of 76 albums")
        jazz = titles(page)
        assert "Kind Of Blue" in jazz
        assert 8 == len(jazz)
        page.select_option("select[name=decade]", "1950s")
        expect(page.locator(".found")).to_have_text(re.compile(r"^\d of 76"))
        assert (["Jazz"], ["1950s"]) == (names(page, "genre"), names(page, "decade"))
        page.reload()
        expect(page.locator("select[name=decade]")).to_have_value("1950s")
        assert set(titles(page)) < set(jazz)
        page.go_back()
        expect(page.locator(".found")).to_have_text("8 of 76 albums")
        assert jazz == titles(page)
        page.go_back()
        expect(page.locator(".found")).to_have_text("")
        assert before == titles(page)
        page.go_forward()
        page.get_by_role("button", name="Clear all").click()
        expect(page.locator(".found")).to_have_text("")
        assert (before, "/albums/") == (titles(page), page.url.removeprefix(sample_address))


def test_back_from_an_album_leads_to_what_was_chosen(chromium: Browser, sample_address: str) -> None:
    """An album is looked at, and the wall is as it was left."""
    with visit(chromium, sample_address, "/albums/?genre=Jazz&sort=title") as page:
        expect(page.locator(".found")).to_have_text("8 of 76 albums")
        before = titles(page)
        page.get_by_role("link", name="Kind Of Blue").click()
        page.wait_for_url(re.compile("/albums/kind-of-blue-"))
        page.go_back()
        expect(page.locator(".found")).to_have_text("8 of 76 albums")
        assert before == titles(page)
        assert sorted(before) == before


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("oldest", "1954", ""), ("newest", "2024", ""), ("artist", "!!!", ""), ("rating", "", "")],
)
def test_the_wall_is_sorted(chromium: Browser, sample_address: str, sort: str, first: str, last: str) -> None:
    """By every order there is."""
    with visit(chromium, sample_address, "/albums/") as page:
        page.select_option("select[name=sort]", sort)
        expect(page.locator(".found")).to_have_text("76 of 76 albums")
        assert first in page.locator("main .wall li").first.inner_text()
        assert last in page.locator("main .wall li").last.inner_text()
        assert [sort] == names(page, "sort")


def test_words_are_found_without_their_accents(chromium: Browser, sample_address: str) -> None:
    """In titles and artists; what is typed replaces what was typed before in the address."""
    with visit(chromium, sample_address, "/albums/") as page:
        page.fill("input[name=q]", "bjork")
        expect(page.locator(".found")).to_have_text("1 of 76 albums")
        assert ["Homogenic"] == titles(page)
        page.fill("input[name=q]", "no such record")
        expect(page.locator(".found")).to_have_text("0 of 76 albums")
        assert [] == titles(page)
        page.fill("input[name=q]", "")
        expect(page.locator(".found")).to_have_text("")
        assert 48 == len(titles(page))


def test_more_albums_are_shown_when_asked_for(chromium: Browser, sample_address: str) -> None:
    """The keyboard goes on at the first of them."""
    with visit(chromium, sample_address, "/albums/?sort=title") as page:
        expect(page.locator(".found")).to_have_text("76 of 76 albums")
        assert 48 == len(titles(page))
        page.get_by_role("button", name="Show more").click()
        assert 76 == len(titles(page))
        assert titles(page)[48] in page.evaluate("document.activeElement.innerText")
        page.reload()
        expect(page.locator("main .wall li")).to_have_count(76)


def test_choices_that_would_show_nothing_are_not_offered(chromium: Browser, sample_address: str) -> None:
    """Each says how many albums it would leave."""
    with visit(chromium, sample_address, "/albums/?genre=Jazz") as page:
        expect(page.locator("select[name=genre]")).to_have_value("Jazz")
        offered = page.locator("select[name=decade] option:not([disabled])").all_inner_texts()
        assert "Any" == offered[0]
        assert 8 == sum(int(re.findall(r"\((\d+)\)", text)[0]) for text in offered[1:])
        assert "1990s" not in " ".join(offered)


def test_an_address_with_nonsense_shows_what_it_can(chromium: Browser, sample_address: str) -> None:
    """Nothing is run, nothing breaks."""
    with visit(chromium, sample_address, "/albums/?genre=<img src=x onerror=alert(1)>&sort=constructor&x=1") as page:
        expect(page.locator(".found")).to_have_text("0 of 76 albums")
    with visit(chromium, sample_address, "/albums/?sort=__proto__") as page:
        expect(page.locator(".found")).to_have_text("76 of 76 albums")


def test_without_scripts_there_are_pages_and_no_tools(chromium: Browser, sample_address: str) -> None:
    """Nothing that could be pressed in vain."""
    with visit(chromium, sample_address, "/albums/", script=False) as page:
        assert not page.locator(".wall-tools").is_visible()
        assert 48 == len(titles(page))
        page.get_by_role("link", name="Next").click()
        assert 28 == len(titles(page))


def test_tools_can_be_used_by_the_keyboard_on_a_phone(chromium: Browser, sample_address: str) -> None:
    """In order, with an outline that is seen, and in the width there is."""
    with visit(chromium, sample_address, "/albums/", width=PHONE) as page:
        page.locator("input[name=q]").focus()
        seen = []
        for _ in range(4):
            page.keyboard.press("Tab")
            assert "none" != page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            seen.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
            if seen[-1] == "SUMMARY":
                page.keyboard.press("Enter")
        assert ["sort", "SUMMARY", "genre", "style"] == seen
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def many(public: Path) -> str:
    """Return the list of albums as it would be of a large collection."""
    index = json.loads((public / "index.json").read_bytes())
    rows = index["albums"]
    index["albums"] = [
        [*row[:1], f"{row[1]} {number}", *row[2:]] for number in range(MANY) for row in [rows[number % len(rows)]]
    ]
    return json.dumps(index)


def test_a_large_collection_is_filtered_at_once(chromium: Browser, sample_address: str, sample_public: Path) -> None:
    """Five thousand albums."""
    with visit(chromium, sample_address) as page:
        page.route("**/index.json", lambda route: route.fulfill(body=many(sample_public), content_type="text/json"))
        page.goto(f"{sample_address}/albums/?sort=title")
        expect(page.locator(".found")).to_have_text("5,000 of 5,000 albums")
        taken = page.evaluate(CHOOSE, "Rock")
        assert taken < PATIENCE
