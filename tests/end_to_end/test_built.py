"""The folder of built files: nothing old stays in it, nothing of the owner's goes, and pictures are where pages say."""

import subprocess
from pathlib import Path

import pytest
from household import NO_BUILD, Home

from scraper.hugo.site import hugo_binary
from scraper.run.files import files_in, has_fixed_order, write_whole
from services.fakes.spotify import spotify_id

pytestmark = pytest.mark.usefixtures("hugo")


@pytest.fixture
def public(home: Home) -> Path:
    """Return the folder of built files of a home whose site was built once."""
    return home.after_a_first_run("built").folder / "site/public"


def built(home: Home) -> None:
    """Build the site once more."""
    ended = home.run("build")
    assert (0, "") == (ended.code, ended.err)


def test_what_nothing_makes_any_more_is_gone(home: Home, public: Path) -> None:
    """Pages, pictures and odd files of earlier builds, drafts, and the folders that they were in."""
    before = {name for name, _ in files_in(public) if not name.startswith("pagefind/")}
    old = ("albums/sold-99/index.html", "covers/99/cover.jpg", "labels/gone/page/2/index.html", "old.css")
    for name in old:
        write_whole(public / name, b"old")
    built(home)
    assert before == {name for name, _ in files_in(public) if not name.startswith("pagefind/")}
    assert not any((public / name).exists() for name in ("albums/sold-99", "covers/99", "labels/gone"))
    page = home.album(3)
    page.write_text(page.read_text().replace("---\n", "---\ndraft: true\n", 1))
    built(home)
    assert not (public / "albums/title-3-3").exists()
    assert (public / "albums/title-2-2/index.html").is_file()


def test_what_is_the_owners_stays(home: Home, public: Path) -> None:
    """A repository, folders that hugo.toml names, and files of static folders, however many there are."""
    settings = home.folder / "site/hugo.toml"
    text = settings.read_text().replace('keepDirs = ["pagefind"]', 'keepDirs = ["pagefind", "blog"]')
    settings.write_text('staticDir = ["static", "more"]\n' + text)
    theirs = [public / ".git/HEAD", public / "albums/.nojekyll", public / "blog/index.html"]
    for file in theirs:
        write_whole(file, b"mine")
    write_whole(home.folder / "site/static/robots.txt", b"one")
    write_whole(home.folder / "site/more/CNAME", b"two")
    built(home)
    assert {b"mine"} == {file.read_bytes() for file in theirs}
    assert (b"one", b"two") == ((public / "robots.txt").read_bytes(), (public / "CNAME").read_bytes())
    assert (public / "covers/2/cover.jpg").read_bytes() == home.cover(2).read_bytes()


def test_pictures_need_no_room_and_are_always_the_present_ones(home: Home, public: Path) -> None:
    """They are the very files; they take the place of older ones, and a lost one comes back."""
    cover, portrait = public / "covers/2/cover.jpg", public / "portraits/502/image.jpg"
    assert cover.samefile(home.cover(2))
    write_whole(cover, b"old")
    portrait.unlink()
    built(home)
    assert cover.samefile(home.cover(2))
    assert portrait.samefile(home.portrait(502))


def test_hugo_itself_builds_the_same(home: Home, public: Path, tmp_path: Path) -> None:
    """Whoever knows Hugo may use it as it is; only the search index is missing."""
    command: list[str | Path] = [hugo_binary(), "build", "--source", home.folder / "site"]
    command += ["--destination", tmp_path / "other"]
    subprocess.run(command, check=True, capture_output=True)
    ours = {name: Path(file).read_bytes() for name, file in files_in(public) if not name.startswith("pagefind/")}
    assert ours == {name: Path(file).read_bytes() for name, file in files_in(tmp_path / "other")}


def test_the_search_index_does_not_depend_on_the_disk(
    home: Home, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files are listed as they were written, pages are written once more, in order, for Pagefind to read."""
    before = {name: (public / name).read_bytes() for name, _ in files_in(public) if name.startswith("pagefind/")}
    monkeypatch.setattr("scraper.hugo.built_site.has_fixed_order", lambda _: False)
    built(home)
    assert before == {name: (public / name).read_bytes() for name in before}
    assert ["hugo.toml"] == [one.name for one in public.parent.iterdir() if one.name.startswith(("hugo", ".pages"))]


def test_the_build_can_be_left_for_later(home: Home) -> None:
    """Pages are written, and the site is made of them by `scrape build`; a pin can be had so, too."""
    assert 0 == home.run("--all", NO_BUILD).code
    assert 5 == len(list(home.content.glob("albums/*/index.md")))
    assert not (home.folder / "site/public").exists()
    built(home)
    page = home.folder / "site/public/albums/title-1-1/index.html"
    before = page.read_bytes()
    home.run("pin", "1", "spotify", spotify_id(7), NO_BUILD)
    assert spotify_id(7) in home.album(1).read_text()
    assert before == page.read_bytes()
    built(home)
    assert spotify_id(7) in page.read_text()


def test_a_disk_that_keeps_the_order_of_writing_is_recognised() -> None:
    """Linux' memory disk does."""
    memory = Path("/dev/shm")  # noqa: S108  # it is meant
    if not memory.is_dir():
        pytest.skip("needs Linux' memory disk")
    assert not has_fixed_order(memory)
