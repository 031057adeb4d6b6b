"""Redoing artists: one of them by any name, all of them, and their table."""

import sqlite3
from contextlib import closing

import pytest
from household import Home, MakeHome, artist, crate, credit, picture, put

from services.fakes.faults import Fault


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return a home with records by Sigur Rós, two artists called Genesis, and four others."""
    world = crate()
    for number, who, name in ((21, 601, "Sigur Rós"), (22, 602, "Genesis"), (23, 603, "Genesis (2)")):
        world.artists[who] = artist(who, name)
        world.images[f"/images/artist-{who}.jpg"] = lambda: picture(7)
        put(world, number, artists=[credit(who, name)])
    made = make_home(world)
    return made.after_a_first_run("artists")


@pytest.mark.parametrize(
    "wanted",
    [
        *("Sigur Rós", "sigur ros", "SIGUR RÓS", "601", "sigur-ros-601", "sigur-ros", "/artists/sigur-ros-601/"),
        *("https://www.discogs.com/artist/601-Sigur-R%C3%B3s", "http://discogs.com/de/artist/601", "[a601]", "[A=601]"),
        "https://records.example/music/artists/sigur-ros-601/?from=home#records",
        *(
            "[a=Sigur Rós]",
            "https://www.discogs.com/artist/Sigur+R%C3%B3s",
            "<https://m.discogs.com/artist/601-X?a=b#c>",
        ),
    ],
)
def test_an_artist_is_found(home: Home, wanted: str) -> None:
    """By name, whatever its case and accents; by id; by address. One question, one image, one page."""
    home.world.artists[601]["profile"] = "From Reykjavík."
    ended = home.run("--regenerate-artist", wanted)
    assert (0, {"artist": 1, "image": 1}) == (ended.code, dict(home.asked()))
    assert "From Reykjavík." in home.artist(601, "sigur-ros").read_text()
    assert "Pages: 1 written" in ended.out


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("https://www.discogs.com/artist/999", "No artist of your records has the id 999; give one who has a page."),
        ("https://www.discogs.com/release/21-Sigur-Ros", "is a release, not an artist; give an artist, by name, id or"),
        ("https://www.discogs.com/master/9021", "is a master, not an artist"),
        ("[l70]", "is a label, not an artist"),
        ("/albums/title-21-21/", "is a release, not an artist"),
    ],
)
def test_what_is_no_artist_here_is_refused(home: Home, wanted: str, why: str) -> None:
    """In one sentence that says what it is; nobody is asked."""
    ended = home.run("--regenerate-artist", wanted)
    assert (2, {}, 1) == (ended.code, dict(home.asked()), ended.err.count("\n"))
    assert why in ended.err


def test_several_of_one_name_are_listed(home: Home) -> None:
    """With the ids by which to choose; nothing is asked for."""
    ended = home.run("--regenerate-artist", "genesis")
    assert (2, {}) == (ended.code, dict(home.asked()))
    assert "602 Genesis; 603 Genesis (2)" in ended.err
    assert 0 == home.run("--regenerate-artist", "603").code
    assert 0 == home.run("--regenerate-artist", "Genesis (2)").code


def test_an_unknown_name_gets_the_nearest(home: Home) -> None:
    """A slip of the finger is answered with whom it may have meant."""
    ended = home.run("--regenerate-artist", "Sigur Roos")
    assert (2, {}) == (ended.code, dict(home.asked()))
    assert "No artist of your records is called 'Sigur Roos'; nearest: Sigur Rós" in ended.err


def test_no_name_is_no_artist(home: Home) -> None:
    """An empty name, as an unset variable gives, does not begin a whole run."""
    assert (2, {}) == (home.run("--regenerate-artist", "").code, dict(home.asked()))


def test_an_edited_artist_page_is_taken_back_by_its_name(home: Home) -> None:
    """Others that were edited stay."""
    pages = [home.artist(601, "sigur-ros"), home.artist(602, "genesis")]
    for page in pages:
        page.write_text(page.read_text() + "\nMine.\n")
    home.run("--regenerate-artist", "601")
    assert [False, True] == ["Mine." in page.read_text() for page in pages]


def test_an_artist_with_a_new_name_moves(home: Home) -> None:
    """The old page goes, the albums link to the new one."""
    home.world.artists[601]["name"] = "Victory Rose"
    assert 0 == home.run("--regenerate-artist", "601").code
    assert not home.artist(601, "sigur-ros").exists()
    assert 'aliases: ["/artists/sigur-ros-601/"]' in home.artist(601, "victory-rose").read_text()
    assert "/artists/victory-rose-601/" in home.album(21).read_text()


def test_an_image_that_cannot_be_fetched_anew_stays(home: Home) -> None:
    """A failure never makes a page poorer than it was."""
    home.fake.faults.rules = [Fault(path="/images/", kind="500", times=None)]
    ended = home.run("--regenerate-artist", "601")
    assert 1 == ended.code
    assert home.portrait(601).is_file()
    home.fake.faults.rules = []
    assert 0 == home.run("--all").code


def test_an_artist_whom_discogs_deleted_keeps_what_is_known(home: Home) -> None:
    """The gap is reported, the page stays."""
    del home.world.artists[601]
    ended = home.run("--regenerate-artist", "601")
    assert 1 == ended.code
    assert "artist 601 Sigur Rós: Discogs: Artist not found." in ended.out
    assert "Profile of 601." in home.artist(601, "sigur-ros").read_text()


def test_all_artist_pages_are_redone_from_what_is_known(home: Home) -> None:
    """Not one question, and albums are left alone."""
    for number in (601, 602):
        home.artist(number, {601: "sigur-ros", 602: "genesis"}[number]).unlink()
    home.album(1).unlink()
    ended = home.run("--artists-only")
    assert (0, {}) == (ended.code, dict(home.asked()))
    assert home.artist(601, "sigur-ros").is_file()
    assert not home.album(1).is_file()
    assert "Pages: 2 written, 5 unchanged" in ended.out


def test_the_rebuilt_table_loses_nobody(home: Home) -> None:
    """Who is in it stays, also without a record; who is missing comes back from the stored releases."""
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db, db:
        db.execute("INSERT INTO artists (artist_id, name) VALUES (4711, 'Somebody')")
        db.execute("DELETE FROM artists WHERE artist_id = 601")
        db.execute("DELETE FROM credits WHERE artist_id = 602")
    ended = home.run("--migrate-artists")
    assert (0, {}) == (ended.code, dict(home.asked()))
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db:
        found = {row[0] for row in db.execute("SELECT artist_id FROM artists")}
    assert {500, 501, 502, 503, 601, 602, 603, 4711} == found
    assert "7 artists on the shelf, 1 added now" in ended.out
    assert 0 == home.run().code
    assert {"artist": 1} == dict(home.asked_once())


def test_the_rebuilt_table_knows_the_artists_of_sold_records(home: Home) -> None:
    """What was ever stored counts, so that a record bought again finds its artist."""
    theirs = {one["id"] for one in home.world.releases.values() if one["artists"][0]["id"] == 601}
    home.world.copies = [one for one in home.world.copies if one["id"] not in theirs]
    assert "1 no longer there" in home.run("--all").out
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db, db:
        db.execute("DELETE FROM artists WHERE artist_id = 601")
    assert 0 == home.run("--migrate-artists").code
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db:
        assert [("Sigur Rós",)] == db.execute("SELECT name FROM artists WHERE artist_id = 601").fetchall()


def test_before_the_first_run_there_is_nobody_to_redo(home: Home) -> None:
    """One sentence, and not an empty site."""
    (home.folder / "sleevenotes.db").unlink()
    assert 2 == home.run("--regenerate-artist", "Sigur Rós").code
