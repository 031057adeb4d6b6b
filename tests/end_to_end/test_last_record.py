"""What becomes of the site when Discogs shows an empty collection: nothing unasked, and all of it once confirmed."""

import re

import pytest
from household import Home, MakeHome, copy, crate, put, tree
from selling import CONFIRM, NO_SITE, pages, sold_out

from scraper.app.owned import owned
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import load
from scraper.wiring.workshop import workshop


@pytest.mark.usefixtures("hugo")
@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("words", [["--all"], []])
def test_no_page_goes_unasked(make_home: MakeHome, size: int, words: list[str]) -> None:
    """The report names the copies and titles that would go and how to confirm it; each run says so anew."""
    home = sold_out(make_home, size)
    before = pages(home)
    for _ in range(2):
        ended = home.run(*words)
        assert (1, "", before) == (ended.code, ended.err, pages(home))
        assert f"{size} cop{'y' if size == 1 else 'ies'} would be taken for sold (Artist 1: Title 1" in ended.out
        assert CONFIRM in ended.out


@pytest.mark.usefixtures("hugo")
@pytest.mark.parametrize("size", [1, 3])
def test_confirmed_they_are_taken_for_sold(make_home: MakeHome, size: int) -> None:
    """No page is left, written or built, and the next run needs no option to end well."""
    home = sold_out(make_home, size)
    ended = home.run("--all", "--allow-removals")
    assert (0, "", []) == (ended.code, ended.err, pages(home))
    assert f"Collection: 0 copies ({size} no longer there)" in ended.out
    for words in ([], ["--all"], ["build"], ["--all", "--dry-run"], ["--dry-run"]):
        ended = home.run(*words)
        assert (0, "", []) == (ended.code, ended.err, pages(home)), words
        assert NO_SITE in ended.out, words
        assert "Built" not in ended.out, words


def test_ten_titles_are_named_at_most(make_home: MakeHome) -> None:
    """The others are counted; copies are counted, not releases."""
    home = make_home(crate(12))
    home.world.copies.append(copy(12, 777))
    home.run("--all")
    home.world.copies.clear()
    ended = home.run("--all")
    assert [f"Title {number}" for number in range(1, 11)] == re.findall(r"Title \d+", ended.out)
    assert "13 copies would be taken for sold" in ended.out
    assert "; and 2 more)" in ended.out


@pytest.mark.usefixtures("hugo")
def test_the_confirmation_of_one_day_is_not_that_of_the_next(make_home: MakeHome) -> None:
    """Records come back as they were, and are not removed again without a word."""
    home = sold_out(make_home, 2)
    home.run("--all", "--allow-removals")
    put(home.world, 1)
    assert 0 == home.run().code
    assert home.album(1).is_file()
    assert (home.folder / "site/public/albums/title-1-1/index.html").is_file()
    home.world.copies.clear()
    assert 1 == home.run("--all").code
    assert home.album(1).is_file()


def test_the_edited_page_of_the_last_record_is_moved_aside(make_home: MakeHome) -> None:
    """It leaves the site, and nobody's words are lost."""
    home = sold_out(make_home, 1)
    home.album(1).write_text(home.album(1).read_text() + "\nMine.\n")
    ended = home.run("--all", "--allow-removals")
    kept = home.folder / "kept/albums/title-1-1"
    assert (0, []) == (ended.code, pages(home))
    assert str(kept) in ended.out
    assert "Mine." in (kept / "index.md").read_text()


@pytest.mark.usefixtures("hugo")
def test_a_page_of_ones_own_outlives_the_last_record(make_home: MakeHome) -> None:
    """The site is built of what the owner wrote."""
    home = sold_out(make_home, 1)
    own = home.content / "albums/borrowed/index.md"
    own.parent.mkdir()
    own.write_text("---\ntitle: Borrowed\n---\nOf a friend.\n")
    ended = home.run("--all", "--allow-removals")
    assert (0, "") == (ended.code, ended.err)
    assert NO_SITE not in ended.out
    assert ["albums/borrowed"] == [
        str(file.parent.relative_to(home.folder / "site/public"))
        for file in (home.folder / "site/public/albums").glob("*/index.html")
    ]


@pytest.mark.usefixtures("hugo")
def test_files_of_ones_own_stay_in_the_built_site(make_home: MakeHome) -> None:
    """Where the folder is a repository of its own, it stays one."""
    home = sold_out(make_home, 1)
    git = home.folder / "site/public/.git"
    git.write_text("gitdir: elsewhere\n")
    assert 0 == home.run("--all", "--allow-removals").code
    assert "gitdir: elsewhere\n" == git.read_text()


def test_a_rehearsal_asks_nobody_and_touches_nothing(make_home: MakeHome) -> None:
    """Without the option it says what the run would say, with it what would go."""
    home = sold_out(make_home, 3)
    before = tree(home.folder)
    refused, confirmed = home.run("--all", "--dry-run"), home.run("--all", "--dry-run", "--allow-removals")
    assert ((1, 0), before) == ((refused.code, confirmed.code), tree(home.folder))
    assert CONFIRM in refused.out
    assert "remove 0;" in refused.out
    assert NO_SITE in confirmed.out
    assert re.search(r"remove [1-9]", confirmed.out)


@pytest.mark.usefixtures("hugo")
def test_an_emptied_site_is_not_sent(make_home: MakeHome) -> None:
    """An empty site would empty the target, too."""
    home = sold_out(make_home, 1)
    bucket = home.folder / "bucket"
    settings = home.folder / "site/hugo.toml"
    target = f"file://{bucket}?create_dir=true&metadata=skip&no_tmp_dir=true"
    settings.write_text(re.sub(r"file:///[^\"]*", target, settings.read_text(), count=1))
    assert 0 == home.run("deploy").code
    sent = tree(bucket)
    home.run("--all", "--allow-removals")
    ended = home.run("deploy")
    assert (1, sent) == (ended.code, tree(bucket))
    assert "so nothing was sent" in ended.err
    assert 1 == ended.err.count("\n")


@pytest.mark.usefixtures("wanted")
def test_the_wantlist_stays(home: Home) -> None:
    """What is wanted is not on the shelf, and does not go with it."""
    wants = wanted_ids()
    home.world.copies.clear()
    assert 0 == home.run("--all", "--allow-removals").code
    assert {3, 77} == wants == wanted_ids()


@pytest.fixture
def wanted(home: Home) -> None:
    """Have the home's store know a wantlist, of which nothing else is asked."""
    home.run("--all")
    home.world.wants = [{"id": number, "date_added": "2024-05-06T07:08:09-07:00"} for number in (3, 77)]
    with workshop(load(), Progress()) as shop:
        owned(shop, Report())


def wanted_ids() -> frozenset[int]:
    """Return the wantlist that the store knows."""
    with workshop(load(), Progress()) as shop:
        return frozenset(map(int, shop.store.wants.ids()))


def test_skipped_records_go_without_a_title(home: Home) -> None:
    """They have no page; their copies are counted all the same."""
    home.run("--all")
    home.run("skip", "add", "1", "2", "3", "4")
    home.world.copies.clear()
    assert "5 copies would be taken for sold (Artist 1: Title 5)." in home.run("--all").out


@pytest.mark.usefixtures("hugo")
def test_with_every_record_skipped_there_is_no_site(make_home: MakeHome) -> None:
    """They are never published, so the pages that were built of them go; the next record makes a site again."""
    home = make_home(crate(2))
    home.run("--all")
    home.run("skip", "add", "1", "2")
    ended = home.run("build")
    assert (0, "", []) == (ended.code, ended.err, pages(home))
    assert NO_SITE in ended.out
    home.run("skip", "remove", "1")
    assert 0 == home.run("build").code
    assert home.album(1).is_file()
    assert (home.folder / "site/public/albums/title-1-1/index.html").is_file()


@pytest.mark.parametrize(
    "words",
    [
        ["--allow-removals"],
        ["--allow-removals", "--limit", "1"],
        ["--allow-removals", "--overwrite-album", "1"],
        ["build", "--allow-removals"],
        ["--allow-removals", "build"],
    ],
)
def test_the_option_goes_with_all(home: Home, words: list[str]) -> None:
    """Nobody takes something for confirmed that was never looked at."""
    ended = home.run(*words)
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
