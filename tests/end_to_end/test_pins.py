"""The owner's word is acted on at once, and stronger than anything that was found."""

from dataclasses import replace

import pytest
from household import Home, MakeHome, crate, put
from neighbours import MakeNeighbours, Neighbours
from pinning import FOUND_AT_SPOTIFY, OTHER, OTHER_AT_SPOTIFY, around, asked_of_music, pinned, settled_among_services

from services.fakes.faults import Fault


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site."""
    return settled_among_services(home, make_neighbours)


@pytest.mark.usefixtures("hugo")
def test_a_pin_replaces_what_was_found(home: Home, services: Neighbours) -> None:
    """On the page at once, in the file for good; a link alone needs no asking."""
    assert FOUND_AT_SPOTIFY in home.album(1).read_text()
    ended = home.run("pin", "1", "spotify", OTHER_AT_SPOTIFY)
    assert (0, set()) == (ended.code, asked_of_music(services.asked()))
    assert f"Artist 1: Title 1: pinned {OTHER_AT_SPOTIFY}." in ended.out
    page = home.album(1).read_text()
    assert (True, False) == (OTHER_AT_SPOTIFY in page, FOUND_AT_SPOTIFY in page)
    assert {"releases": {"1": {"spotify": OTHER_AT_SPOTIFY}}} == pinned(home)
    assert "# Artist 1: Title 1" in (home.folder / "pins.toml").read_text()
    assert OTHER_AT_SPOTIFY in (home.folder / "site/public/albums/title-1-1/index.html").read_text()


def test_a_pin_brings_what_the_entry_has(home: Home, services: Neighbours) -> None:
    """Apple's own words about the pinned album; and those about the former one are gone with it."""
    ended = home.run("pin", "1", "apple-music", str(OTHER))
    assert (0, {"apple_music"}) == (ended.code, asked_of_music(services.asked()))
    page = home.album(1).read_text()
    assert "Apple's own words." in page.replace("\\", "")
    assert f"/{OTHER}" in page
    assert "/1000001" not in page


def test_a_pin_brings_its_cover(home: Home, make_neighbours: MakeNeighbours) -> None:
    """The wrong album's is not kept, not even where the right one has none."""
    home.world.releases[1]["images"] = []
    services = make_neighbours(around(home.world))
    home.run("--all")
    cover = home.cover(1)
    first = cover.read_bytes()
    home.run("pin", "1", "apple_music", str(OTHER))
    assert first != cover.read_bytes()
    services.elsewhere.apple.albums.append(replace(services.elsewhere.apple.albums[-1], number=8_000_001, cover=None))
    home.run("pin", "1", "apple_music", "8000001")
    assert not cover.exists()


def test_a_pinned_article_is_told(home: Home, services: Neighbours) -> None:
    """By its title, in the owner's language; the one that ids led to is gone."""
    assert "as ids say" in home.album(1).read_text()
    ended = home.run("pin", "1", "wikipedia", "Another one")
    page = home.album(1).read_text()
    assert (0, 1) == (ended.code, services.asked()["wikipedia"])
    assert ("what the owner wants to read" in page, "as ids say" in page) == (True, False)
    home.run("--all")
    assert 0 == services.asked()["wikipedia"]


def test_an_article_is_pinned_for_one_pressing(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """The others keep theirs, whichever of them was added first."""
    world = crate(1)
    put(world, 11, master_id=9001, title="Title 1", artists=world.releases[1]["artists"])
    home = make_home(world)
    services = make_neighbours(around(world))
    home.run("--all")
    for one, other in ((1, 11), (11, 1)):
        home.run("pin", str(one), "wikipedia", "Another one")
        files = {number: home.album(number, "title-1").read_text() for number in (1, 11)}
        assert "wiki/Another_one" in files[one]
        assert "wiki/Title_1" in files[other]
        assert "as ids say" in files[other]
        home.run("pin", str(one), "wikipedia", "auto")
    services.asked()
    home.run("--all")
    assert 0 == services.asked()["wikipedia"]


def test_where_there_is_none_nothing_stays(home: Home, services: Neighbours) -> None:
    """No link, no text, no cover; and nobody is asked for it again, not even after it was refreshed."""
    home.world.releases[1]["images"] = []
    for service in ("apple_music", "spotify", "wikipedia"):
        assert 0 == home.run("pin", "1", service, "none").code
    page = home.album(1).read_text()
    assert [] == [one for one in ("apple", "spotify", "wikipedia", "as ids say") if one in page.lower()]
    services.asked()
    home.run("--all")
    assert {} == services.asked()
    before = {name: len(fake.requests) for name, fake in services.fakes.items()}
    home.run("--refresh", "0")
    new = {name: fake.requests[before[name] :] for name, fake in services.fakes.items()}
    assert {"apple_music", "spotify", "wikidata"} <= {name for name, requests in new.items() if requests}
    assert [] == [
        one.path
        for name in ("apple_music", "spotify", "wikipedia")
        for one in new[name]
        if "Title 1" in str(one.query) or "1000001" in one.path or one.path.endswith("Title_1")
    ]
    assert not home.cover(1).exists()
    assert "left open" not in home.run("--all").out


def test_a_pin_can_be_taken_back(home: Home, services: Neighbours) -> None:
    """What was found is found again, and the file says nothing any more."""
    before = home.album(1).read_text()
    home.run("pin", "1", "spotify", "none")
    home.run("pin", "1", "wikipedia", "Another one")
    assert before != home.album(1).read_text()
    ended = home.run("pin", "1", "spotify", "auto")
    assert f"the pin at Spotify is taken back; found now is {FOUND_AT_SPOTIFY}" in ended.out
    home.run("pin", "1", "wikipedia", "AUTO")
    assert before == home.album(1).read_text()
    assert {} == pinned(home).get("releases", {})
    assert 1 == services.asked()["wikipedia"]


def test_a_pin_stands_without_its_service(home: Home, services: Neighbours) -> None:
    """The link is on the page, the report says what is missing, and the next run brings it."""
    services.fakes["wikipedia"].faults.rules = [Fault(path="", kind="500", times=None)]
    ended = home.run("pin", "1", "wikipedia", "Another one")
    assert 0 == ended.code
    assert "Wikipedia failed to answer; 1 question left for the next run" in ended.out
    assert "without its text" in ended.out
    page = home.album(1).read_text()
    assert (True, False, False) == tuple(one in page for one in ("wiki/Another_one", "as ids say", "owner wants"))
    services.fakes["wikipedia"].faults.rules = []
    home.run()
    assert "what the owner wants to read" in home.album(1).read_text()


def test_an_article_that_is_not_there_is_linked_only(home: Home, services: Neighbours) -> None:
    """With a word about it; the owner may be about to write it."""
    ended = home.run("pin", "1", "wikipedia", "de:Not there")
    assert (0, 1) == (ended.code, services.asked()["wikipedia"])
    assert "or there is no such article" in ended.out
    assert "https://de.wikipedia.org/wiki/Not_there" in home.album(1).read_text()
    home.run("--all")
    assert {} == services.asked()
