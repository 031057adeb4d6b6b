"""The owner's word: kept in a file, acted on at once, and stronger than anything that was found."""

import tomllib
from collections import Counter
from dataclasses import replace

import pytest
from household import Home, MakeHome, crate, put, tree
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, knowing

from scraper.domain.subjects import Subject
from scraper.store import Store
from services.fakes.faults import Fault
from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import WikidataItem, WikipediaArticle
from services.fakes.world import World

OTHER = 7_000_001
"""An album at the music services that nothing leads to."""
OTHER_AT_SPOTIFY = f"https://open.spotify.com/album/{spotify_id(OTHER)}"
FOUND_AT_SPOTIFY = f"https://open.spotify.com/album/{spotify_id(1_000_001)}"


def around(world: World) -> Elsewhere:
    """Return services that know every release, another album, and articles about two albums."""
    services = knowing(world)
    other = album_of(world.releases[1], OTHER, title="Elsewhere", notes="Apple's own words.")
    services.apple.albums.append(other)
    services.spotify.albums.append(other)
    services.wikimedia.items.append(
        WikidataItem(qid="Q1", claims={"P1954": [("9001", "normal")]}, sitelinks={"enwiki": "Title 1"})
    )
    services.wikimedia.articles += [
        WikipediaArticle(title="Title 1", qid="Q1", extract="Title 1 is an album by Artist 1, as ids say."),
        WikipediaArticle(title="Another one", extract="It is told here what the owner wants to read."),
    ]
    return services


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site."""
    found = make_neighbours(around(home.world))
    home.after_a_first_run("pins", found.fakes.values())
    return found


def pinned(home: Home) -> dict[str, dict[str, dict[str, str]]]:
    """Return what the file says."""
    return tomllib.loads((home.folder / "pins.toml").read_text())


def asked_of_music(found: Counter[str]) -> set[str]:
    """Return which of the music services were asked."""
    return {"apple_music", "itunes", "spotify"} & set(found)


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


def test_there_is_nothing_to_take_back(home: Home, services: Neighbours) -> None:
    """Where there is no pin."""
    ended = home.run("pin", "1", "spotify", "auto")
    assert (2, {}) == (ended.code, services.asked())
    assert "There is no pin at Spotify to take back" in ended.err


def test_artists_are_pinned_too(home: Home, services: Neighbours) -> None:
    """By name, id or address."""
    url = f"https://open.spotify.com/artist/{spotify_id(77)}"
    for who in ("Artist 1", "501", "/artists/artist-1-501/", "https://www.discogs.com/artist/501-Artist-1", "[a501]"):
        assert 0 == home.run("pin", "--artist", who, "spotify", "none").code
        assert "spotify" not in home.artist(501).read_text()
        assert 0 == home.run("pin", "--artist", who, "spotify", url).code
        assert url in home.artist(501).read_text()
    assert {"artists": {"501": {"spotify": url}}} == pinned(home)
    home.run("pin", "--artist", "501", "wikipedia", "none")
    services.asked()
    home.run("--all")
    assert {} == services.asked()


@pytest.mark.parametrize(
    "who", ["1", "[r1]", "/albums/title-1-1/", "https://www.discogs.com/release/1-Artist-1-Title-1"]
)
def test_a_release_is_found(home: Home, services: Neighbours, who: str) -> None:
    """By its id, its page's address, and its address at Discogs."""
    assert 0 == home.run("pin", who, "youtube", "dQw4w9WgXcQ").code
    assert {} == services.asked()
    assert "watch?v=dQw4w9WgXcQ" in home.album(1).read_text()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("99", "spotify", "none"), "Release 99 is not on your shelf"),
        (("Title 1", "spotify", "none"), "is no release; give its number"),
        (("https://www.discogs.com/master/9001-A-B", "spotify", "none"), "which Discogs calls a master; give the one"),
        (("--artist", "[r1]", "spotify", "none"), "is a release, not an artist"),
        (("1", "napster", "none"), "There is no service 'napster'"),
        (("1", "spotify", "https://music.apple.com/gb/album/x/1440659210"), "is not at Spotify, but at Apple Music"),
        (("1", "spotify", "https://open.spotify.com/artist/762310PdDnwsDxAQxzQkfX"), "an artist at Spotify"),
        (("1", "spotify", "nonsense"), "leads to nothing at Spotify"),
        (("--artist", "Artist 9", "spotify", "none"), "No artist of your records is called"),
        (("--artist", "501", "spotify", OTHER_AT_SPOTIFY), "an album at Spotify"),
        (("1", "spotify"), "A pin needs"),
        (("1",), "A pin needs"),
    ],
)
def test_what_makes_no_sense_is_refused(home: Home, services: Neighbours, words: tuple[str, ...], why: str) -> None:
    """In one sentence; nothing is kept, asked or written."""
    before = tree(home.folder / "site")
    ended = home.run("pin", *words)
    assert (2, 1, {}) == (ended.code, ended.err.count("\n"), services.asked())
    assert why in ended.err
    assert before == tree(home.folder / "site")
    assert not (home.folder / "pins.toml").exists()


def test_settings_that_cannot_be_used_keep_nothing(
    home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are named before the pin is kept."""
    assert services.variables
    monkeypatch.setenv("SCRAPE_APPLE_MUSIC__PRIVATE_KEY_PATH", "nowhere.p8")
    assert 2 == home.run("pin", "1", "spotify", "none").code
    assert not (home.folder / "pins.toml").exists()


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


@pytest.mark.usefixtures("hugo")
def test_the_file_is_the_truth(home: Home, services: Neighbours) -> None:
    """What is written into it counts from the next run on, and what is taken out of it no more."""
    before = home.album(1).read_text()
    file = home.folder / "pins.toml"
    file.write_text(f'# mine\n[releases.1]\nspotify = "{spotify_id(OTHER)}"\napple-music = "none"\n[releases.888]\n')
    text = file.read_text()
    assert 0 == home.run("build").code
    page = home.album(1).read_text()
    assert (True, False) == (OTHER_AT_SPOTIFY in page, "music.apple.com" in page)
    assert text == file.read_text()
    file.write_text("")
    assert 0 == home.run().code
    assert before == home.album(1).read_text()
    assert {"apple_music", "spotify"} == asked_of_music(services.asked())


def test_a_dry_run_heeds_the_file_and_changes_nothing(home: Home, services: Neighbours) -> None:
    """It says that the page would be written."""
    (home.folder / "pins.toml").write_text('[releases.1]\nspotify = "none"\n')
    before = tree(home.folder / "site", home.folder / "pins.toml")
    assert "Would write 1 page" in home.run("--dry-run").out
    assert before == tree(home.folder / "site", home.folder / "pins.toml")
    assert services.variables


def lose(home: Home, *names: str) -> None:
    """Remove files of a home."""
    for name in names:
        for file in home.folder.glob(name):
            file.unlink()


def test_pins_survive_the_loss_of_the_database(home: Home, services: Neighbours) -> None:
    """And of the file, as long as one of them is left."""
    home.run("pin", "1", "spotify", OTHER_AT_SPOTIFY)
    home.run("pin", "--artist", "501", "spotify", "none")
    said = pinned(home)
    lose(home, "pins.toml")
    home.run()
    assert said == pinned(home)
    assert "# Artist 1: Title 1" in (home.folder / "pins.toml").read_text()
    page = home.album(1).read_text()
    lose(home, "sleevenotes.db*")
    assert 0 == home.run("--all").code
    assert (said, page) == (pinned(home), home.album(1).read_text())
    assert services.variables


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[releases.1\n", "is not valid TOML"),
        ('[releases.1]\nnapster = "none"\n', "[releases.1] napster: There is no service"),
        (
            '[releases.1]\nspotify = "https://example.org"\n',
            "[releases.1] spotify: 'https://example.org' leads to nothing",
        ),
    ],
)
def test_a_broken_file_ends_every_run(home: Home, services: Neighbours, text: str, why: str) -> None:
    """In one sentence that names file and entry; nothing is changed or asked."""
    file = home.folder / "pins.toml"
    file.write_text(text)
    before = tree(home.folder / "site", home.folder / "artwork")
    home.asked()
    for words in (("--all",), ("build",), ("review",), ("pin", "1", "spotify", "none"), ("--all", "--dry-run")):
        ended = home.run(*words)
        assert (2, 1) == (ended.code, ended.err.count("\n"))
        assert str(file) in ended.err
        assert why in ended.err
    assert (before, text) == (tree(home.folder / "site", home.folder / "artwork"), file.read_text())
    assert ({}, {}) == (home.asked(), services.asked())


def test_a_file_that_cannot_be_written_is_named(home: Home, services: Neighbours) -> None:
    """A folder in its place is no fault of the program."""
    (home.folder / "pins.toml").mkdir()
    ended = home.run("pin", "1", "spotify", "none")
    assert (1, {}) == (ended.code, services.asked())
    assert "pins.toml" in ended.err


def test_pins_are_listed(home: Home, services: Neighbours) -> None:
    """With what they are about."""
    assert "" == home.run("pin", "list").out
    home.run("pin", "1", "spotify", OTHER_AT_SPOTIFY)
    home.run("pin", "--artist", "501", "wikipedia", "none")
    said = f"artist 501 Artist 1\n  wikipedia none\nrelease 1 Artist 1: Title 1\n  spotify {OTHER_AT_SPOTIFY}\n"
    assert said == home.run("pin", "list").out
    assert services.variables


@pytest.mark.usefixtures("hugo")
def test_a_killed_pin_is_made_up_for(home: Home, services: Neighbours) -> None:
    """A run that kept the pins, and was killed before it drew its conclusions."""
    before = home.album(1).read_text()
    (home.folder / "pins.toml").write_text('[releases.1]\nspotify = "none"\n')
    with Store(home.folder / "sleevenotes.db") as store:
        store.findings.save_pins({Subject(kind="release", subject_id=1): {"spotify": ""}})
    assert before == home.album(1).read_text()
    assert 0 == home.run("build").code
    assert "spotify" not in home.album(1).read_text()
    assert {} == services.asked()
