"""What becomes of pages when records are sold, bought again, renamed, edited or skipped."""

import sqlite3
from contextlib import closing

import pytest
from household import Home, copy, put, tree

from services.fakes.faults import Fault


def aged(home: Home) -> None:
    """Make everything known a day older, so that `--refresh 0` need not wait for the next second."""
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db, db:
        for table in ("releases", "masters", "artists"):
            db.execute(f"UPDATE {table} SET fetched_at = '2020-01-01T00:00:00+00:00' WHERE fetched_at IS NOT NULL")


@pytest.mark.usefixtures("hugo", "settled")
def test_the_page_of_a_sold_record_goes(home: Home) -> None:
    """So does the page of an artist of whom nothing is left; what is known stays in the store."""
    home.world.copies[:] = [one for one in home.world.copies if one["id"] != 3]
    ended = home.run("--all")
    assert 0 == ended.code
    assert "(1 no longer there)" in ended.out
    assert "2 removed" in ended.out
    assert not home.album(3).parent.exists()
    assert not home.artist(503).parent.exists()
    assert not (home.folder / "site/public/albums/title-3-3").exists()


@pytest.mark.usefixtures("settled")
def test_a_sold_record_is_not_resurrected(home: Home) -> None:
    """Later runs of every kind leave its page away, and never ask for it."""
    del home.world.copies[2]
    home.run("--all")
    home.asked()
    for words in (["--all"], [], ["--artists-only"], ["--overwrite-album"], ["--limit", "3"]):
        assert 0 == home.run(*words).code
    assert {} == home.asked_once()
    assert not home.album(3).parent.exists()


@pytest.mark.usefixtures("settled")
def test_a_record_bought_again_comes_back_without_a_question(home: Home) -> None:
    """Its release is remembered; only the copy is new."""
    before = home.album(3).read_text()
    sold = home.world.copies.pop(2)
    home.run("--all")
    home.asked()
    home.world.copies.append({**sold, "instance_id": 999_999})
    assert 0 == home.run("--all").code
    assert {"collection": 1} == dict(home.asked())
    assert before == home.album(3).read_text()


@pytest.mark.usefixtures("settled")
def test_a_sold_record_is_noticed_by_a_daily_run(home: Home) -> None:
    """Where the collection is one page, a daily run has seen everything."""
    del home.world.copies[2]
    assert 0 == home.run().code
    assert not home.album(3).parent.exists()


def test_a_daily_run_says_when_copies_seem_gone(home: Home) -> None:
    """It has not seen every page, so it removes nothing, and says what does."""
    home.world.copies[:] = [copy(1 + number % 5, 100_000 + number) for number in range(150)]
    home.run("--all")
    del home.world.copies[0]
    ended = home.run()
    assert 0 == ended.code
    assert "1 fewer than are known here; `scrape --all` finds out" in ended.out


@pytest.mark.usefixtures("settled")
def test_a_new_rating_is_noticed(home: Home) -> None:
    """What the owner changes on Discogs is on the page after the next whole run."""
    home.world.copies[0]["rating"] = 5
    home.asked()
    assert 0 == home.run("--all").code
    assert {"collection": 1} == dict(home.asked())
    assert "rating: 5" in home.album(1).read_text()


@pytest.mark.usefixtures("hugo", "settled")
def test_a_renamed_release_leaves_its_old_address_behind(home: Home) -> None:
    """The page moves, and the old address leads to it."""
    home.world.releases[2]["title"] = "Better title"
    aged(home)
    assert 0 == home.run("--refresh", "0").code
    assert not home.album(2).parent.exists()
    assert 'aliases: ["/albums/title-2-2/"]' in home.album(2, "better-title").read_text()
    assert "/albums/better-title-2/" in (home.folder / "site/public/albums/title-2-2/index.html").read_text()


@pytest.mark.usefixtures("settled")
def test_a_renamed_artist_leaves_their_old_address_behind(home: Home) -> None:
    """So it is with artists, and albums link to the new page."""
    home.world.artists[502]["name"] = "New Name"
    aged(home)
    assert 0 == home.run("--refresh", "0").code
    assert not home.artist(502).parent.exists()
    assert 'aliases: ["/artists/artist-2-502/"]' in home.artist(502, "new-name").read_text()
    assert "/artists/new-name-502/" in home.album(2).read_text()


@pytest.mark.usefixtures("settled")
def test_refreshing_asks_for_everything_but_images_again(home: Home) -> None:
    """Images keep their address as long as they are the same."""
    aged(home)
    home.asked()
    before = tree(home.content)
    assert 0 == home.run("--refresh", "0").code
    assert {"collection": 1, "release": 5, "master": 3, "artist": 4} == dict(home.asked())
    assert before == tree(home.content)


@pytest.mark.usefixtures("settled")
def test_refreshing_leaves_young_answers_alone(home: Home) -> None:
    """Thirty days are meant where none are said."""
    home.asked()
    assert 0 == home.run("--refresh").code
    assert {} == home.asked_once()


@pytest.mark.usefixtures("settled")
def test_an_edited_page_is_kept_until_it_is_taken_back(home: Home) -> None:
    """Whoever writes a page by hand is told about it, and decides."""
    theirs = home.album(2).read_text() + "\nI heard this in 1981.\n"
    home.album(2).write_text(theirs)
    home.world.copies[1]["rating"] = 5
    ended = home.run("--all")
    assert (0, theirs) == (ended.code, home.album(2).read_text())
    assert "Kept as you edited them: /albums/title-2-2/" in ended.out
    home.asked()
    assert 0 == home.run("--overwrite-album", "2").code
    assert {} == dict(home.asked())
    assert "I heard" not in home.album(2).read_text()
    assert "rating: 5" in home.album(2).read_text()


@pytest.mark.usefixtures("settled")
def test_taking_back_one_page_keeps_the_other(home: Home) -> None:
    """Only the pages named are overwritten; without names all are."""
    for number in (1, 2):
        home.album(number).write_text(home.album(number).read_text() + "\nMine.\n")
    home.run("--overwrite-album", "2")
    assert [True, False] == ["Mine." in home.album(number).read_text() for number in (1, 2)]
    home.run("--overwrite-album")
    assert [False, False] == ["Mine." in home.album(number).read_text() for number in (1, 2)]


@pytest.mark.usefixtures("settled")
def test_taking_back_an_unknown_page_says_so(home: Home) -> None:
    """A wrong number is not passed over in silence."""
    ended = home.run("--overwrite-album", "99")
    assert 2 == ended.code
    assert "Not on the shelf, so without a page: 99." in ended.err


@pytest.mark.usefixtures("settled")
def test_the_edited_page_of_a_sold_record_is_moved_aside(home: Home) -> None:
    """It leaves the site, and nobody's words are lost."""
    home.album(2).write_text(home.album(2).read_text() + "\nMine.\n")
    del home.world.copies[1]
    ended = home.run("--all")
    assert 0 == ended.code
    assert not home.album(2).parent.exists()
    kept = home.folder / "kept/albums/title-2-2"
    assert str(kept) in ended.out
    assert "Mine." in (kept / "index.md").read_text()


@pytest.mark.usefixtures("settled")
def test_a_page_of_ones_own_is_left_alone(home: Home) -> None:
    """What was not made by a run is never touched."""
    own = home.content / "albums/a-borrowed-one/index.md"
    own.parent.mkdir()
    own.write_text("---\ntitle: Borrowed\n---\nOf a friend.\n")
    home.world.copies.pop()
    home.run("--all")
    assert "Of a friend." in own.read_text()


@pytest.mark.usefixtures("settled")
def test_a_skipped_release_has_no_page(home: Home) -> None:
    """It is never published, nor asked for, until it is taken off the list."""
    assert (0, "2 Artist 2: Title 2\n") == ((ended := home.run("skip", "add", "2")).code, ended.out)
    home.run()
    assert not home.album(2).parent.exists()
    assert "2 Artist 2: Title 2\n" == home.run("skip", "list").out
    assert "" == home.run("skip", "remove", "2").out
    home.asked()
    home.run()
    assert {"collection": 1} == dict(home.asked())
    assert home.album(2).is_file()


def test_releases_to_skip_are_named_in_any_way(home: Home) -> None:
    """By number, by address at Discogs in any language, by a tag, by the address of their pages."""
    home.run("--all")
    ways = ["https://www.discogs.com/de/release/1-A-B?ev=rb", "[r2]", "/albums/title-3-3/", "4"]
    assert [1, 2, 3, 4] == [int(line.split()[0]) for line in home.run("skip", "add", *ways).out.splitlines()]
    assert "1 Artist 1: Title 1\n" == home.run("skip", "remove", "[r=2]", "www.discogs.com/release/3", "title-4-4").out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://www.discogs.com/master/9001-A-B", "an album with all its pressings, which Discogs calls a master"),
        ("[m9001]", "give the one that you have, by its number or its address."),
        ("https://www.discogs.com/artist/501", "an artist, not a release"),
        ("https://example.org/nowhere", "is no release; give its number, its address at Discogs or that of its page."),
    ],
)
def test_what_is_no_release_is_not_skipped(home: Home, text: str, why: str) -> None:
    """One sentence, and nothing is kept."""
    ended = home.run("skip", "add", "1", text)
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
    assert why in ended.err
    assert "" == home.run("skip", "list").out


def test_what_is_skipped_beforehand_is_never_asked_for(home: Home) -> None:
    """The list can be made before the first run."""
    home.run("skip", "add", "2", "4")
    assert 0 == home.run("--all").code
    assert {"/releases/1", "/releases/3", "/releases/5"} == {
        request.path for request in home.fake.requests if request.kind == "release"
    }


@pytest.mark.parametrize("kind", ["short-page", "duplicate"])
def test_pages_that_shift_lose_nobody(home: Home, kind: str) -> None:
    """Items that move between pages while they are read are found, and nothing is taken for sold."""
    home.world.copies[:] = [copy(1 + number % 5, 100_000 + number) for number in range(250)]
    home.run("--all")
    home.fake.faults.rules = [Fault(path="page=2", kind=kind)]  # type: ignore[arg-type]
    ended = home.run("--all")
    assert 0 == ended.code
    assert "Collection: 250 copies\n" in ended.out


def test_a_record_sold_while_paging_hides_nobody(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything moves up by one, so the first item of the next page was never shown: it is not taken for sold."""
    home.world.copies[:] = [copy(1 + number % 5, 100_000 + number) for number in range(250)]
    home.run("--all")
    home.asked()
    answer = home.fake.answer
    sold: list[object] = []

    def selling(call):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if "page=2" in call.target and not sold:
            sold.append(home.world.copies.pop())
        return answer(call)

    monkeypatch.setattr(home.fake, "answer", selling)
    assert 0 == home.run("--all").code
    assert "Collection: 249 copies" in home.run("--all").out


@pytest.mark.usefixtures("settled")
def test_a_collection_that_seems_empty_is_not_believed(home: Home) -> None:
    """Nothing is removed because Discogs shows nothing for once."""
    copies = list(home.world.copies)
    home.world.copies.clear()
    ended = home.run("--all")
    assert 1 == ended.code
    assert "none was taken for sold" in ended.out
    home.world.copies += copies
    put(home.world, 6)
    assert 0 == home.run("--all").code
    assert 6 == len(list((home.content / "albums").glob("*-*")))
