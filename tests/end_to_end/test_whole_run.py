"""A whole run, and the next one: what is asked for, what is written, and what is left alone."""

import math
import re

import pytest
from household import TOKEN, Home, MakeHome, answers_in, contents, copy, crate, put, tree

from services.fakes.faults import Fault


@pytest.mark.usefixtures("hugo")
def test_a_run_makes_every_page_and_builds_the_site(home: Home) -> None:
    """One command leads from a collection to a built site."""
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert 5 == len(list((home.folder / "site/public/albums").glob("*/index.html")))
    assert 4 == len(list((home.folder / "site/public/artists").glob("*/index.html")))
    assert "Collection: 5 copies (5 new copies)" in ended.out
    assert "5 releases" in ended.out
    assert "Song of 3" in home.album(3).read_text()


@pytest.mark.usefixtures("settled")
def test_a_run_asks_for_each_thing_once(home: Home) -> None:
    """The requests are the pages of the collection, and one for each release, master, artist and image."""
    wanted = math.ceil(len(home.world.copies) / 100) + answers_in(home.world)
    assert wanted >= home.asked().total()


@pytest.mark.usefixtures("settled")
def test_a_second_run_asks_and_changes_nothing(home: Home) -> None:
    """What is known is not fetched again, and not one file is written."""
    made = (home.content, home.folder / "artwork")
    before, _ = tree(*made), home.asked()
    ended = home.run("--all")
    assert (0, {"collection": 1}) == (ended.code, dict(home.asked()))
    assert before == tree(*made)
    assert "Pages: 0 written, 9 unchanged, 0 removed" in ended.out
    assert "Fetched: 1 page; from the store: 21" in ended.out


@pytest.mark.usefixtures("settled")
def test_a_template_of_ones_own_needs_no_question(home: Home) -> None:
    """A template of the owner's makes all pages anew from the store, without a question but the collection's."""
    home.asked()
    (home.folder / "mine").mkdir()
    (home.folder / "mine/album.md.j2").write_text("Heard at home: {{ album.release.title }}\n")
    (home.folder / "config.toml").write_text('[paths]\ntemplates = "mine"\n')
    ended = home.run()
    assert (0, {"collection": 1}) == (ended.code, dict(home.asked()))
    assert "Heard at home: Title 3" in home.album(3).read_text()


def test_without_all_paging_stops_at_what_is_known(home: Home) -> None:
    """A daily run reads one page, however long the collection is."""
    home.world.copies.clear()
    for number in range(1, 251):
        home.world.copies.append(copy(1 + number % 5, 100_000 + number))
    home.run("--all")
    assert 3 == home.asked()["collection"]
    assert 0 == home.run().code
    assert {"collection": 1} == dict(home.asked())


@pytest.mark.usefixtures("settled")
def test_a_new_record_is_found_without_all(home: Home) -> None:
    """Only what is new is asked for."""
    home.asked()
    put(home.world, 6)
    ended = home.run()
    assert 0 == ended.code
    assert {"collection": 1, "release": 1, "image": 1} == dict(home.asked())
    assert "(1 new copy)" in ended.out
    assert home.album(6).is_file()


def test_a_first_run_that_was_cut_short_is_completed_without_all(home: Home) -> None:
    """Knowing the first page is no reason to stop when Discogs lists more copies than are known."""
    home.world.copies[:] = [copy(1 + number % 5, 100_000 + number) for number in range(250)]
    home.fake.faults.rules = [Fault(path="page=2", kind="500", times=None)]
    assert 4 == home.run("--all").code
    home.fake.faults.rules = []
    ended = home.run()
    assert 0 == ended.code
    assert "Collection: 250 copies" in ended.out


def test_a_limit_takes_the_newest(home: Home) -> None:
    """The N newest records only; nothing else is fetched, and nothing removed."""
    assert 0 == home.run("--limit", "2").code
    assert ["title-4-4", "title-5-5"] == sorted(entry.name for entry in (home.content / "albums").glob("*-*"))
    assert 2 == home.asked()["release"]
    assert 0 == home.run("--all").code
    assert 0 == home.run("--limit", "1").code
    assert 5 == len(list((home.content / "albums").glob("*-*")))


def test_a_rehearsal_in_an_empty_folder_leaves_it_empty(home: Home) -> None:
    """Before the first run it says what that one would fetch."""
    ended = home.run("--all", "--dry-run", "-v")
    assert (0, []) == (ended.code, list(home.folder.iterdir()))
    assert "would fetch release 5 Artist 1: Title 5" in ended.err
    assert re.search(r"Would fetch: 5 releases, 3 masters, 4 artists", ended.out)
    assert {"collection": 1} == dict(home.asked())


@pytest.mark.usefixtures("settled")
def test_a_rehearsal_leaves_no_trace(home: Home) -> None:
    """It says what would be fetched and removed, and touches no file."""
    put(home.world, 6)
    del home.world.copies[0]
    before = tree(home.folder)
    ended = home.run("--all", "--dry-run", "-v")
    assert (0, before) == (ended.code, tree(home.folder))
    assert "would fetch release 6" in ended.err
    assert "would remove" in ended.err
    assert "1 no longer there" in ended.out
    assert "remove 1;" in ended.out


@pytest.mark.usefixtures("settled")
def test_a_rehearsal_of_overwriting_leaves_no_trace(home: Home) -> None:
    """The edited page stays as it is."""
    home.album(2).write_text(home.album(2).read_text() + "\nMine.\n")
    before = tree(home.folder)
    assert 0 == home.run("--overwrite-album", "2", "--dry-run").code
    assert before == tree(home.folder)


def test_two_homes_make_the_same_bytes(home: Home) -> None:
    """The outcome depends on the collection alone: a site made in two steps is the one made at once."""
    home.run("--limit", "2")
    home.run("--all")
    before = contents(home.folder)
    for entry in ("sleevenotes.db", "artwork", "site"):
        (home.folder / entry).rename(home.folder / f"old-{entry}")
    home.run("--all")
    assert before == contents(home.folder)


def test_an_anonymous_run_works_on_a_public_collection(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A username is enough; there are no images then."""
    (home.folder / "config.toml").write_text('[discogs]\ntoken = ""\n')
    monkeypatch.delenv("DISCOGS_TOKEN")
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert not [request for request in home.fake.requests if request.headers["Authorization"]]
    assert 5 == len(list(home.content.glob("albums/*/index.md")))
    assert 0 == home.fake.count("image")


def test_a_whole_run_never_shows_the_token(home: Home) -> None:
    """Not in its output, not in its log, not in an address."""
    ended = home.run("--all", "--verbose")
    assert TOKEN not in home.everything_said(ended)
    assert [] == home.fake.leaks


def test_an_empty_collection_is_no_mistake(home: Home) -> None:
    """Somebody who has just begun gets no error."""
    home.world.copies.clear()
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)


def test_several_copies_of_a_release_are_one_page(make_home: MakeHome) -> None:
    """Several copies of one release are one page, and one question."""
    world = crate(2)
    world.copies.append(copy(2, 777))
    home = make_home(world)
    assert 0 == home.run("--all").code
    assert 2 == home.asked()["release"]
    world.copies.pop(1)
    home.run("--all")
    assert home.album(2).is_file()
