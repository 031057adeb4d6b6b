"""What Discogs lacks, or has broken, is a gap on a page that is there all the same; and what is kept private."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from household import Home, credit, put

from services.fakes.faults import Fault
from services.fakes.server import Response


def built(home: Home) -> str:
    """Return everything that visitors can read, and the pages that it was made of."""
    files = [*home.content.rglob("*"), *(home.folder / "site/public").rglob("*")]
    return "\n".join(file.read_text(errors="replace") for file in files if file.is_file() and file.suffix != ".jpg")


def test_a_deleted_release_has_a_page_from_the_collection(home: Home) -> None:
    """The gap is reported, with exit code 1 the first time, and Discogs is not asked again the next day."""
    del home.world.releases[2]
    # The collection goes on showing it.
    home.fake.seen_releases[2] = {"id": 2, "title": "Title 2", "artists": [credit(502, "Artist 2")], "genres": ["Rock"]}
    ended = home.run("--all")
    assert 1 == ended.code
    assert "release 2 Artist 2: Title 2: Discogs: That release does not exist or may have been deleted." in ended.out
    assert "Artist 2" in home.album(2).read_text()
    home.asked()
    again = home.run("--all")
    assert (0, {}) == (again.code, home.asked_once())
    assert "Gaps: 1" in again.out


def test_various_artists_are_nobody(home: Home) -> None:
    """No page, no question; the name stands on the album."""
    put(home.world, 6, artists=[credit(194, "Various")])
    assert 0 == home.run("--all").code
    assert "/artists/194" not in {request.path for request in home.fake.requests}
    assert [] == list((home.content / "artists").glob("*194*"))
    assert "Various" in home.album(6).read_text()


def test_every_main_artist_has_a_page(home: Home) -> None:
    """Not the first only; somebody who is credited twice has one."""
    who = [credit(502, "Artist 2") | {"join": "&"}, credit(503, "Artist 3") | {"anv": "A. Three"}]
    put(home.world, 6, artists=who)
    assert 0 == home.run("--all").code
    page = home.album(6).read_text()
    assert "/artists/artist-2-502/" in page
    assert "/artists/artist-3-503/" in page
    assert "A. Three" in page


def test_what_fails_now_is_asked_for_next_time(home: Home) -> None:
    """A server error is no gap for good."""
    home.fake.faults.rules = [Fault(path=r"/releases/2$", kind="500", times=5)]
    ended = home.run("--all")
    assert 1 == ended.code
    assert "release 2 Artist 2: Title 2: Discogs: server error 500" in ended.out
    home.asked()
    again = home.run()
    assert (0, {"release": 1, "image": 1}) == (again.code, home.asked_once())
    assert "Gaps" not in again.out


@pytest.mark.parametrize("kind", ["429", "429-newline", "500", "503", "html", "cut", "empty", "drop"])
def test_a_passing_fault_leaves_no_mark(home: Home, kind: str) -> None:
    """Whatever Discogs does once, the run asks again and ends well."""
    home.fake.faults.rules = [
        Fault(path=path, kind=kind)  # type: ignore[arg-type]
        for path in ("folders/0/releases", "/releases/3$", "/masters/", "/artists/")
    ]
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert 5 == len(list(home.content.glob("albums/*/index.md")))


def private(home: Home) -> None:
    """Give a copy notes, conditions, a price and a folder."""
    home.world.folders.append({"id": 5, "name": "Cellar shelf"})
    home.world.fields.append({"id": 4, "name": "Price paid", "type": "textarea", "position": 4, "public": True})
    notes = {1: "Very Good Plus (VG+)", 2: "Not Graded", 3: "A gift of Aunt Ada", 4: "7777 crowns"}
    home.world.copies[1]["folder_id"] = 5
    home.world.copies[1]["notes"] = [{"field_id": number, "value": value} for number, value in notes.items()]


OWN = ("Very Good Plus", "Not Graded", "Aunt Ada", "7777 crowns", "Cellar shelf", "12345.67")


@pytest.mark.usefixtures("hugo")
def test_what_is_the_owners_own_stays_private(home: Home) -> None:
    """Notes, conditions, prices and folders are nowhere in what is built, unless the settings say so."""
    private(home)
    home.run("--all")
    everything = built(home)
    assert [] == [word for word in OWN if word in everything]


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("notes", ("Aunt Ada", "Cellar shelf")),
        ("condition", ("Very Good Plus", "Not Graded")),
        ("prices", ("7777 crowns",)),
    ],
)
@pytest.mark.usefixtures("hugo")
def test_each_kind_of_own_data_is_shown_by_its_own_setting(home: Home, setting: str, shown: tuple[str, ...]) -> None:
    """Switched on, it is on the page; the others are not. Switched off again, it is gone."""
    private(home)
    (home.folder / "config.toml").write_text(f"[privacy]\n{setting} = true\n")
    assert 0 == home.run("--all").code
    everything = built(home)
    assert shown == tuple(word for word in OWN if word in everything)
    (home.folder / "config.toml").unlink()
    assert 0 == home.run().code
    everything = built(home)
    assert [] == [word for word in OWN if word in everything]


@pytest.mark.usefixtures("hugo", "settled")
def test_ratings_can_be_kept_private(home: Home) -> None:
    """They are shown unless the settings say otherwise."""
    assert "rated 2 of 5" in built(home)
    (home.folder / "config.toml").write_text("[privacy]\nrating = false\n")
    assert 0 == home.run().code
    assert [] == re.findall(r"rated \d", built(home))


def instead(home: Home, monkeypatch: pytest.MonkeyPatch, answer: object) -> None:
    """Have Discogs answer this when it is asked for release 2."""
    right = home.fake.answer
    odd = Response(body=json.dumps(answer).encode(), headers={"Content-Type": "application/json"})
    monkeypatch.setattr(home.fake, "answer", lambda call: odd if call.path == "/releases/2" else right(call))


@pytest.mark.parametrize(
    "answer",
    [
        {"id": 2},
        {"id": 2, "title": None, "artists": None, "images": None, "formats": None, "tracklist": "x", "year": "soon"},
        {
            "id": 2,
            "title": "\ud800",
            "artists": [{}],
            "images": [{}],
            "formats": [{}],
            "tracklist": [{}],
            "labels": [1],
        },
        {
            "id": 2,
            "title": "{{< x >}} {{% y %}} <script>alert(1)</script>",
            "notes": "[a=1]\n---\n+++\n",
            "genres": [""],
        },
    ],
)
@pytest.mark.usefixtures("hugo")
def test_an_odd_answer_makes_a_page_all_the_same(
    home: Home, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object]
) -> None:
    """Nothing that Discogs leaves out, or writes, ends a run or breaks the build."""
    instead(home, monkeypatch, answer)
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert 5 == len(list((home.folder / "site/public/albums").glob("*/index.html")))
    assert "<script>alert" not in built(home).replace("&lt;", "<") or "&lt;script&gt;alert" in built(home)


def test_a_merged_release_is_a_gap(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer about another release is not published as ours."""
    instead(home, monkeypatch, home.world.releases[3])
    ended = home.run("--all")
    assert 1 == ended.code
    assert "Discogs answered with release 3 instead; was it merged?" in ended.out


@pytest.mark.parametrize("told", [999, 3, None, "2", 0], ids=["unknown", "of another record", "none", "a text", "0"])
def test_the_id_of_the_item_counts(home: Home, told: object) -> None:
    """A collection page can name another release inside of an item: there is a page of the item's own, and one gap."""
    del home.world.releases[2]
    home.fake.seen_releases[2] = {"id": told, "title": "Title 2", "artists": [credit(502, "Artist 2")]}
    for _ in range(2):
        ended = home.run("--all")
        assert "fault" not in ended.err
        assert 5 == len(list(home.content.glob("albums/*/index.md")))
        assert 1 == ended.out.count("release 2 Artist 2: Title 2: Discogs: That release does not exist")
        assert "Artist 2" in home.album(2).read_text()


@pytest.mark.usefixtures("hugo")
def test_a_database_with_another_id_in_it_is_published(home: Home) -> None:
    """Earlier versions kept what the page told: no page is lost by it, even before the collection is read again."""
    del home.world.releases[2]
    home.fake.seen_releases[2] = {"id": 2, "title": "Title 2", "artists": [credit(502, "Artist 2")]}
    home.run("--all")
    with closing(sqlite3.connect(home.folder / "sleevenotes.db")) as db, db:
        db.execute("UPDATE releases SET basic = json_set(basic, '$.id', 999) WHERE release_id = 2")
        db.execute("UPDATE facts SET value = '' WHERE name = 'published'")
    assert 0 == home.run("build").code
    assert "Artist 2" in home.album(2).read_text()


def test_a_gap_names_the_record_that_it_concerns(home: Home) -> None:
    """A master by the release that it belongs to; a release without an artist by its title; an untitled one says so."""
    home.world.masters.clear()
    for number, name in ((501, ""), (503, "\x01")):
        home.world.artists[number]["name"] = name
        del home.world.images[f"/images/artist-{number}.jpg"]
    home.world.releases[5]["title"] = "\x01"
    home.world.releases[5]["artists"] = [credit(504, "\x01")]
    del home.world.images["/images/release-5.jpg"]
    for number, title in ((2, "Title 2"), (4, "")):
        del home.world.releases[number]
        home.fake.seen_releases[number] = {"id": number, "title": title, "artists": []}
    ended = home.run("--all")
    assert "master 9001 Artist 1: Title 1: Discogs:" in ended.out
    assert "master 9003 Artist 3: Title 3: Discogs:" in ended.out
    assert "release 2 Title 2: Discogs:" in ended.out
    assert "release 4 without a title: Discogs:" in ended.out
    assert "release image 5 without a title: Discogs" in ended.out
    assert "artist image 501 without a name: Discogs" in ended.out
    assert "artist image 503 without a name: Discogs" in ended.out
