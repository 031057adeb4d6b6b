"""How the built site looks in a real browser: fitting, steady, readable, in the colours that were chosen."""

import re
from pathlib import Path

import pytest
from demo_site import one, pages
from playwright.sync_api import Browser, Page, Route

WIDTHS = (390, 820, 1440)
HELD = 2000
"""Milliseconds for which letters are held back: by then every page is painted without them."""
ALBUM, SQUASHED, ARTIST = "albums/homogenic-*", "albums/boxed-*", "artists/kraftwerk-*"
MOVED = """
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
CONTRAST = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.documentElement).backgroundColor);
  const against = (name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const [low, high] = [light(getComputedStyle(probe).color), ground].sort((one, other) => one - other);
    probe.remove();
    return (high + 0.05) / (low + 0.05);
  };
  return Object.fromEntries(["--ink", "--soft", "--accent"].map((name) => [name, against(name)]));
}"""


def every_kind(public: Path) -> list[str]:
    """Return a page of every kind."""
    sections = [f"/{file.parent.name}/" for file in sorted(public.glob("*/index.html"))]
    of_records = [one(public, pattern) for pattern in (ALBUM, SQUASHED, ARTIST, "people/*-*", "genres/jazz")]
    return ["/", "/404.html", *sections, *of_records]


def ground(page: Page) -> str:
    """Return the colour that a page stands on."""
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_and_nothing_moves_while_a_page_loads(
    sample_public: Path, sample_address: str, chromium: Browser, width: int
) -> None:
    """No page is wider than the window or shifts what is on it, whatever loads late."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(MOVED)
    for path in every_kind(sample_public):
        page.goto(sample_address + path, wait_until="load")
        page.evaluate(PAINTED)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("window.moved") < 0.01, path
    page.close()


@pytest.mark.parametrize("width", [390, 1280, 1440])
def test_letters_that_arrive_late_move_nothing(
    sample_public: Path, sample_address: str, chromium: Browser, width: int
) -> None:
    """Titles are drawn with others until ours are there, seconds later, and stand where they stood."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, service_workers="block")
    page = context.new_page()
    page.add_init_script(MOVED)
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    for path in ("/", one(sample_public, ALBUM), one(sample_public, ARTIST)):
        page.goto(sample_address + path, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        page.wait_for_timeout(HELD)
        while held:
            held.pop().continue_()
        page.wait_for_function("[...document.fonts].some(f => /display/i.test(f.family) && f.status === 'loaded')")
        page.evaluate(PAINTED)
        assert page.evaluate("window.moved") < 0.01, path
    context.close()


def test_every_value_was_fit_for_its_place(sample_public: Path) -> None:
    """Hugo writes ZgotmplZ where a value could be dangerous; there is none, nor a placeholder of a template."""
    for page in pages(sample_public):
        text = page.read_text(encoding="utf-8")
        assert "ZgotmplZ" not in text, page
        assert "{{" not in text, page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_record_s_page_has_the_colours_of_its_sleeve_and_can_be_read(
    sample_public: Path, sample_address: str, chromium: Browser, scheme: str
) -> None:
    """Its ground is not the site's; text stands out from it by 7:1, small print and links by 4.5:1."""
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{sample_address}/about/")
    plain, of_site = ground(page), page.evaluate(CONTRAST)
    grounds = set()
    for folder in sorted(sample_public.glob("albums/*-*/"))[::6]:
        page.goto(f"{sample_address}/{folder.relative_to(sample_public)}/")
        if not page.evaluate("document.documentElement.classList.contains('toned')"):
            assert page.locator(".cover svg.placeholder").count(), folder
            continue
        grounds.add(ground(page))
        found = page.evaluate(CONTRAST)
        assert (found["--ink"] >= 7, found["--soft"] >= 4.5, found["--accent"] >= 4.5) == (True, True, True), (
            folder
        )  # WCAG's numbers
    assert plain not in grounds
    assert len(grounds) > 1
    assert min(of_site.values()) >= 4.5  # WCAG's number
    context.close()


def test_the_switch_keeps_and_is_back_before_the_first_paint(sample_address: str, chromium: Browser) -> None:
    """What was chosen holds on the next page and after a reload; choosing what the system says follows it again."""
    context = chromium.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{sample_address}/genres/")
    light, switch = ground(page), page.get_by_role("button", name="Dark colours")
    assert "false" == switch.get_attribute("aria-pressed")
    switch.click()
    dark = ground(page)
    assert (True, "true") == (light != dark, switch.get_attribute("aria-pressed"))
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (document.body) { watch.disconnect();"
        " window.atFirst = document.documentElement.dataset.theme; } })"
        ".observe(document, {childList: true, subtree: true});"
    )
    page.goto(f"{sample_address}/labels/")
    assert ("dark", dark) == (page.evaluate("window.atFirst"), ground(page))
    page.reload()
    assert ("dark", dark) == (page.evaluate("window.atFirst"), ground(page))
    switch.click()
    assert light == ground(page)
    page.emulate_media(color_scheme="dark")
    assert dark == ground(page)
    context.close()


def test_without_a_script_colours_follow_the_system_and_the_menu_opens(sample_address: str, chromium: Browser) -> None:
    """On a phone the menu unfolds and leads on; the switch, which could do nothing, is not there."""
    grounds = []
    for scheme in ("light", "dark"):
        context = chromium.new_context(
            java_script_enabled=False, color_scheme=scheme, viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        page.goto(f"{sample_address}/genres/")
        grounds.append(page.screenshot(clip={"x": 0, "y": 300, "width": 2, "height": 2}))
        assert not page.locator(".theme-switch").is_visible()
        assert not page.locator(".menu nav").is_visible()
        page.locator(".menu summary").click()
        page.locator(".menu nav").get_by_role("link", name="Artists").click()
        page.wait_for_url(f"{sample_address}/artists/")
        context.close()
    assert grounds[0] != grounds[1]


def test_there_is_one_menu_at_a_time(sample_address: str, chromium: Browser) -> None:
    """A desk has room for the menu, a phone has a button for it."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(sample_address)
    for width, shown in ((1440, (True, False)), (820, (False, True)), (390, (False, True))):
        page.set_viewport_size({"width": width, "height": 900})
        assert shown == (page.locator(".main-menu").is_visible(), page.locator(".menu summary").is_visible()), width
    page.close()


def test_escape_closes_the_menu_of_a_phone(sample_address: str, chromium: Browser) -> None:
    """And the keyboard is back where the menu was opened; Escape leaves a page without an open menu alone."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(sample_address)
    page.keyboard.press("Escape")
    button, menu = page.locator(".menu summary"), page.locator(".menu nav")
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.menu nav').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate("document.activeElement.matches('.menu summary')")
    button.click()
    assert menu.is_visible()
    button.click()
    assert not menu.is_visible()
    page.close()


def test_motion_stays_away_from_those_who_do_not_want_it(
    sample_public: Path, sample_address: str, chromium: Browser
) -> None:
    """With reduced motion nothing runs; without, the disc comes out of its sleeve and then rests."""
    running = []
    for wish in ("reduce", "no-preference"):
        context = chromium.new_context(reduced_motion="reduce" if wish == "reduce" else "no-preference")
        page = context.new_page()
        page.goto(sample_address + one(sample_public, ALBUM), wait_until="commit")
        page.wait_for_selector(".cover .disc")
        running.append(page.evaluate("document.getAnimations().length"))
        page.wait_for_function("document.getAnimations().length === 0")
        context.close()
    assert [0, 1] == running


def test_pictures_are_webp_with_a_jpeg_to_fall_back_on_and_fonts_are_our_own(
    sample_public: Path, sample_address: str, chromium: Browser
) -> None:
    """A phone takes the small sizes; whatever is written in our letters is drawn with our files."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(sample_address + one(sample_public, ALBUM), wait_until="load")
    image = page.locator(".cover img")
    assert re.search(r"-(320|640)\.webp$", image.evaluate("image => image.currentSrc"))
    assert (sample_public / (image.get_attribute("src") or "").lstrip("/")).read_bytes().startswith(b"\xff\xd8")
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert {"sleeve display", "sleeve text"} <= {name.strip('"').lower() for name in loaded}
    assert [] == page.evaluate(
        "[...document.images].filter(i => !i.hasAttribute('width') || !i.hasAttribute('height'))"
    )
    page.close()


def test_where_the_keyboard_is_can_be_seen(sample_public: Path, sample_address: str, chromium: Browser) -> None:
    """Every stop of the tab key has an outline, on a page of any colour."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    for path in ("/", one(sample_public, ALBUM)):
        page.goto(sample_address + path)
        for _ in range(25):
            page.keyboard.press("Tab")
            style = page.evaluate(
                "(s => [s.outlineStyle, parseFloat(s.outlineWidth) >= 2])(getComputedStyle(document.activeElement))"
            )
            assert ["solid", True] == style, page.evaluate("document.activeElement.outerHTML")
    page.close()
