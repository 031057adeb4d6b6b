"""What somebody pins is named in many ways, and what makes no sense is refused."""

import pytest
from household import Home, tree
from neighbours import MakeNeighbours, Neighbours
from pinning import OTHER_AT_SPOTIFY, pinned, settled_among_services

from services.fakes.spotify import spotify_id


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site."""
    return settled_among_services(home, make_neighbours)


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


def test_pins_are_listed(home: Home, services: Neighbours) -> None:
    """With what they are about."""
    assert "" == home.run("pin", "list").out
    home.run("pin", "1", "spotify", OTHER_AT_SPOTIFY)
    home.run("pin", "--artist", "501", "wikipedia", "none")
    said = f"artist 501 Artist 1\n  wikipedia none\nrelease 1 Artist 1: Title 1\n  spotify {OTHER_AT_SPOTIFY}\n"
    assert said == home.run("pin", "list").out
    assert services.variables
