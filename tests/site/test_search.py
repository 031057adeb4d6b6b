"""Finding something: the search over all pages, "do I own it?" without a connection, and a record by chance."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from visits import PHONE, visit

OWNED = "/offline/"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kind Of Blue", "Kind Of Blue"),
        ("Massive Attack", "Blue Lines"),
        ("Freddie Freeloader", "Kind Of Blue"),
        ("Alan Parsons", "Alan Parsons"),
        ("CS 8163", "Kind Of Blue"),
        ("Impulse", "A Love Supreme"),
        ("bjork", "Homogenic"),
    ],
    ids=["title", "artist", "track", "person", "catalogue number", "label", "without accents"],
)
def test_the_search_finds(chromium: Browser, sample_address: str, text: str, title: str) -> None:
    """Whatever a page says; the result leads there."""
    with visit(chromium, sample_address, "/search/") as page:
        page.get_by_role("searchbox").fill(text)
        result = page.locator(".results a").filter(has=page.locator("b", has_text=re.compile(f"^{title}$"))).first
        expect(result).to_be_visible()
        result.click()
        expect(page.locator("h1")).to_have_text(title)


def test_a_search_survives_reload_and_can_be_shared(chromium: Browser, sample_address: str) -> None:
    """It stands in the address, as it does when the form is sent without a script."""
    with visit(chromium, sample_address, "/search/?q=blue", width=PHONE) as page:
        expect(page.locator(".search-status")).to_have_text(re.compile(r"^\d+ pages found$"))
        page.get_by_role("searchbox").fill("")
        expect(page.locator(".results li")).to_have_count(0)
        page.get_by_role("searchbox").fill("kraftwerk")
        expect(page.locator(".results b").first).to_have_text("Kraftwerk")
        assert page.url.endswith("?q=kraftwerk")
        page.reload()
        expect(page.locator(".results b").first).to_have_text("Kraftwerk")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_what_is_not_there_is_not_found(chromium: Browser, sample_address: str) -> None:
    """And nothing that is typed is run."""
    with visit(chromium, sample_address, "/search/") as page:
        page.get_by_role("searchbox").fill("<img src=x onerror=alert(1)> zzyzx")
        expect(page.locator(".search-status")).to_have_text("0 pages found")


def test_without_an_index_of_pages_the_list_of_albums_is_searched(chromium: Browser, sample_address: str) -> None:
    """As in a preview; the page says so."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{sample_address}/search/?q=bjork")
    expect(page.locator(".results b")).to_have_text(["Homogenic"])
    expect(page.locator(".search-note")).to_be_visible()
    context.close()


def test_without_a_connection_the_shelf_is_still_known(chromium: Browser, sample_address: str) -> None:
    """From the second page of a visit on; whatever page is asked for."""
    context = chromium.new_context(viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(f"{sample_address}/")
    assert 0 == page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    page.goto(f"{sample_address}/albums/")
    page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.active.state)")
    context.set_offline(offline=True)
    page.goto(f"{sample_address}/artists/")
    expect(page.locator("h1")).to_have_text("Do I own it?")
    expect(page.locator(".search-status")).to_have_text("76 albums are on this device.")
    page.get_by_role("searchbox").fill("supreme coltrane")
    expect(page.locator(".search-status")).to_have_text("Yes: one album.")
    expect(page.locator(".results b")).to_have_text(["A Love Supreme"])
    page.get_by_role("searchbox").fill("never bought")
    expect(page.locator(".search-status")).to_have_text("No, nothing like it is here.")
    assert "Sleeve" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    context.set_offline(offline=False)
    page.goto(f"{sample_address}/artists/")
    expect(page.locator("h1")).to_have_text("Artists")
    context.close()


def test_the_offline_page_works_with_a_connection_too(chromium: Browser, sample_address: str) -> None:
    """Its results lead to albums."""
    with visit(chromium, sample_address, f"{OWNED}?q=homogenic") as page:
        page.locator(".results a").click()
        expect(page.locator("h1")).to_have_text("Homogenic")


def test_shuffle_draws_a_record_and_another_one(chromium: Browser, sample_address: str, sample_public: Path) -> None:
    """With the sleeve of its own page; it is a link there."""
    shelf = {row[0] for row in json.loads((sample_public / "index.json").read_bytes())["albums"]}
    with visit(chromium, sample_address, "/shuffle/", width=PHONE) as page:
        drawn = page.locator(".drawn-record")
        for _ in range(8):
            expect(drawn).to_be_visible()
            shown = drawn.get_attribute("href")
            assert shown in shelf
            page.get_by_role("button", name="Another one").click()
            # Never the same again: a click that changes nothing looks like a fault.
            expect(drawn).not_to_have_attribute("href", shown or "")
        page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth)")
        title = drawn.locator("h2").inner_text()
        drawn.click()
        expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("path", ["/search/", "/shuffle/", OWNED])
def test_without_scripts_pages_say_so(chromium: Browser, sample_address: str, path: str) -> None:
    """And offer nothing that does nothing."""
    with visit(chromium, sample_address, path, script=False) as page:
        assert "JavaScript" in page.locator("main").inner_text()
        assert not page.locator("main :is(input, button)").first.is_visible()
