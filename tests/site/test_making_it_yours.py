"""What the README says of a site of one's own: title, menu, colours and layouts, changed outside of the theme."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import served, visit

from scraper.hugo.site import THEME, Site
from scraper.run.files import write_whole

ROOT = Path(__file__).parents[2]
PAPER = "rgb(253, 246, 227)"


def shown(language: str) -> str:
    """Return the README's example in a language, of the part about making it yours."""
    part = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Making it yours")[2]
    (found,) = re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def own_site(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample site with all of that changed; return its built files."""
    folder = tmp_path_factory.mktemp("own") / "site"
    shutil.copytree(sample_site, folder, ignore=shutil.ignore_patterns("public", "resources"))
    settings = folder / "hugo.toml"
    plain, changed = settings.read_text(encoding="utf-8"), shown("toml")
    settings.write_text(re.sub(r"\[menus\].*?\n  \]\n", lambda _: changed, plain, flags=re.DOTALL), encoding="utf-8")
    write_whole(folder / "assets/css/custom.css", shown("css").encode())
    write_whole(folder / "layouts/_partials/footer.html", b"<footer>Come and listen.</footer>")
    site = Site(folder, title="Ann's records", base_url=None)
    site.prepare()
    assert [] == site.build()
    return site.public


def test_title_menu_and_layouts_are_the_owners(own_site: Path) -> None:
    """On the home page as on any other; the theme's own parts stand around them."""
    for name in ("index.html", "statistics/index.html"):
        page = (own_site / name).read_text(encoding="utf-8")
        assert "Ann&#39;s records" in page
        assert "Come and listen." in page
        menu = page.partition('class="main-menu"')[2].partition("</nav>")[0]
        assert ["Records", "Years", "Shop"] == re.findall(r">([^<>\s]+)</a>", menu)
        assert ["/albums/", "/timeline/", "https://example.org/"] == re.findall(r'href="?([^\s">]+)', menu)


def test_colours_are_the_owners(own_site: Path, chromium: Browser) -> None:
    """On every page, also on those that have the colours of a sleeve otherwise."""
    (album,) = own_site.glob("albums/kind-of-blue-*")
    for path in ("/", f"/albums/{album.name}/"):
        with served(own_site) as address, visit(chromium, address, path) as page:
            assert PAPER == page.evaluate("getComputedStyle(document.documentElement).backgroundColor"), path


def test_the_theme_comes_back_and_what_is_the_owners_stays(own_site: Path) -> None:
    """With each new version."""
    folder = own_site.parent
    layout = folder / THEME / "layouts/home.html"
    written = (folder / "hugo.toml").read_bytes()
    layout.write_text("spoilt", encoding="utf-8")
    Site(folder, title=None, base_url=None).prepare()
    assert "spoilt" != layout.read_text(encoding="utf-8")
    assert written == (folder / "hugo.toml").read_bytes()
    assert (folder / "layouts/_partials/footer.html").is_file()
    assert (folder / "assets/css/custom.css").is_file()
