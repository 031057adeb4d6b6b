"""In a cellar without a connection: what a visit left on the device is enough to look something up."""

from playwright.sync_api import Browser, expect


def test_the_page_for_being_offline_has_all_that_it_needs(chromium: Browser, sample_address: str) -> None:
    """Styles, fonts, the search and the switch of colours; nothing is missed, pictures of results aside."""
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(sample_address)
    page.goto(f"{sample_address}/about/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(offline=True)
    missed: list[str] = []
    page.on("requestfailed", lambda request: missed.append(request.url))
    page.goto(f"{sample_address}/offline/")
    expect(page.locator("h1")).to_have_text("Do I own it?")
    page.get_by_role("searchbox").fill("love supreme")
    expect(page.locator(".results b")).to_have_text(["A Love Supreme"])
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_be_visible()
    switch.click()
    assert "dark" == page.evaluate("document.documentElement.dataset.theme")
    page.reload()
    assert "dark" == page.evaluate("document.documentElement.dataset.theme")
    fonts = page.evaluate("document.fonts.ready.then(all => [...all].map(one => one.status))")
    assert "loaded" in fonts
    assert "error" not in fonts
    assert [] == [url for url in missed if not url.endswith((".webp", ".jpg"))]
    context.close()
