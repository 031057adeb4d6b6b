"""What answers, what is missing, and what it would add: a line for each service."""

from pathlib import Path

import pytest
from household import OTHERS, TOKEN, Ended, Home
from neighbours import CLIENT_SECRET, MakeNeighbours, Neighbours, knowing

from services.fakes.apple_music import key_pair
from services.fakes.faults import Fault

NAMES = [
    "Discogs",
    "Apple Music",
    "iTunes",
    "Spotify",
    "Deezer",
    "Wikidata",
    "Wikipedia",
    "MusicBrainz",
    "Cover Art Archive",
    "Hugo",
]
OFF_BY_ITSELF = {"Deezer"}
"""What is not asked unless the owner switches it on."""
SERVED_BY = {
    "apple_music": "Apple Music",
    "spotify": "Spotify",
    "wikidata": "Wikidata",
    "wikipedia": "Wikipedia",
    "musicbrainz": "MusicBrainz",
    "cover_art_archive": "Cover Art Archive",
}


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home, all of them well."""
    return make_neighbours(knowing(home.world))


def told(ended: Ended) -> dict[str, str]:
    """Return what is said about each service, in that order."""
    return dict(line.split(": ", 1) for line in ended.out.splitlines())


def wrong(ended: Ended) -> list[str]:
    """Return the services about which something is wrong."""
    return [name for name, said in told(ended).items() if said.startswith("wrong: ")]


def test_all_is_well(home: Home, services: Neighbours) -> None:
    """Every service has its line with its pace, for one question each, and without a database or a site."""
    ended = home.run("doctor")
    assert (0, "", NAMES) == (ended.code, ended.err, list(told(ended)))
    assert "well: crate has 5 copies, 60 requests a minute, as it says itself" == told(ended)["Discogs"]
    assert "well: storefront us, 600,000 requests a minute" == told(ended)["Apple Music"]
    assert "not used: Apple Music is asked instead, with your key" == told(ended)["iTunes"]
    assert "well: language en, 600,000 requests a minute" == told(ended)["Wikipedia"]
    assert [name for name in NAMES if name not in {"iTunes", *OFF_BY_ITSELF}] == [
        name for name, said in told(ended).items() if said.startswith("well: ")
    ]
    assert {*SERVED_BY, "spotify token"} == set(services.asked())
    assert [] == [file for file in home.folder.iterdir() if file.name != "AuthKey.p8"]


def test_a_username_is_enough(home: Home, make_neighbours: MakeNeighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there is not wrong: the line says what it would add, and how to get it."""
    make_neighbours(knowing(home.world), with_key=False)
    for name in ("DISCOGS_TOKEN", "SCRAPE_SPOTIFY__CLIENT_ID", "SCRAPE_SPOTIFY__CLIENT_SECRET"):
        monkeypatch.delenv(name)
    ended = home.run("doctor")
    said = told(ended)
    assert 0 == ended.code
    assert (
        "25 requests a minute, as it says itself; with a token (discogs.token) there would be images" in said["Discogs"]
    )
    assert (
        "not used: no key; with one there would be notes and larger covers "
        "(apple_music.key_id, team_id, private_key_path)"
    ) == said["Apple Music"]
    assert said["iTunes"].startswith("well: ")
    assert said["Spotify"].startswith("not used: no id and secret; with them there would be links and players")


def test_what_is_switched_off_is_not_asked(home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its line says how to switch it on."""
    for section in OTHERS:
        monkeypatch.setenv(f"SCRAPE_{section}__ENABLED", "false")
    ended = home.run("doctor")
    off = {name: said for name, said in told(ended).items() if said.startswith("not used: switched off with ")}
    wanted = [name for name in NAMES[1:-1] if name not in OFF_BY_ITSELF]
    assert (0, wanted, {}) == (ended.code, list(off), services.asked())
    assert "not used: not switched on; deezer.enabled = true would add links" in told(ended)["Deezer"]
    assert "not used: switched off with wikipedia.enabled; it would add texts about albums and artists" in off.values()


def test_an_archive_that_lends_no_covers_is_not_asked(
    home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner's list of image sources decides."""
    monkeypatch.setenv("SCRAPE_ARTWORK__SOURCES", '["discogs"]')
    assert told(home.run("doctor"))["Cover Art Archive"].startswith("not used: artwork.sources does not name it")
    assert 0 == services.asked()["cover_art_archive"]


@pytest.mark.parametrize("name", SERVED_BY)
@pytest.mark.parametrize(("kind", "code"), [("500", 4), ("html", 4), ("drop", 4), ("empty", 4), ("403", 3)])
def test_one_that_fails_leaves_the_others(home: Home, services: Neighbours, name: str, kind: str, code: int) -> None:
    """All are tried, and the exit code is the worst; covers are no data, so that any answer will do there."""
    services.fakes[name].faults.rules = [Fault(path="", kind=kind, times=None)]  # type: ignore[arg-type]
    ended = home.run("doctor")
    is_any_answer = name == "cover_art_archive" and kind in ("html", "empty")
    expected = (0, []) if is_any_answer else (code, [SERVED_BY[name]])
    assert expected == (ended.code, wrong(ended))
    assert NAMES == list(told(ended))


@pytest.mark.parametrize(("kind", "code"), [("500", 4), ("html", 4), ("401", 3), ("403", 3), ("429", 4)])
def test_a_discogs_that_fails_leaves_the_others(home: Home, services: Neighbours, kind: str, code: int) -> None:
    """Each in its line."""
    home.fake.faults.rules = [Fault(path="", kind=kind, times=None)]  # type: ignore[arg-type]
    ended = home.run("doctor")
    assert (code, ["Discogs"], NAMES) == (ended.code, wrong(ended), list(told(ended)))
    assert services.variables


def test_without_a_network_every_line_says_so(
    home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what to look at."""
    nowhere = "http://127.0.0.1:9"
    for name, value in {**services.variables, "SCRAPE_DISCOGS__BASE_URL": "http:"}.items():
        if value.startswith("http:"):
            monkeypatch.setenv(name, nowhere)
    ended = home.run("doctor")
    asked = [name for name in NAMES if name not in {"iTunes", "Hugo", *OFF_BY_ITSELF}]
    assert (4, asked) == (ended.code, wrong(ended))
    assert "wrong: no connection; is the network up, and the address right?" == told(ended)["Wikidata"]


@pytest.mark.parametrize(
    ("variables", "name", "expected"),
    [
        ({"DISCOGS_TOKEN": "another-token"}, "Discogs", (3, "is discogs.token right?")),
        ({"DISCOGS_USERNAME": "somebody"}, "Discogs", (2, "the token belongs to crate, not to somebody")),
        ({"DISCOGS_USERNAME": "nobody", "DISCOGS_TOKEN": ""}, "Discogs", (2, "there is no user named 'nobody'")),
        ({"DISCOGS_USERNAME": ""}, "Discogs", (2, "discogs.username is not set")),
        ({"SCRAPE_SPOTIFY__CLIENT_SECRET": "another-secret"}, "Spotify", (3, "are the client id and secret right?")),
        ({"SCRAPE_SPOTIFY__CLIENT_SECRET": ""}, "Spotify", (2, "spotify.client_secret is missing")),
        ({"SCRAPE_SPOTIFY__CLIENT_ID": ""}, "Spotify", (2, "spotify.client_id is missing")),
        ({"SCRAPE_APPLE_MUSIC__KEY_ID": ""}, "Apple Music", (2, "key id of Apple Music is missing")),
        (
            {"SCRAPE_APPLE_MUSIC__KEY_ID": "OTHER"},
            "Apple Music",
            (3, "do key_id, team_id and the key belong together?"),
        ),
        ({"SCRAPE_APPLE_MUSIC__STOREFRONT": "zz"}, "Apple Music", (2, "no storefront 'zz'")),
        ({"SCRAPE_APPLE_MUSIC__PRIVATE_KEY_PATH": "gone.p8"}, "Apple Music", (2, "cannot be read")),
    ],
)
def test_wrong_credentials_have_one_sentence(
    home: Home,
    services: Neighbours,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    name: str,
    expected: tuple[int, str],
) -> None:
    """That says what to correct, and holds nothing secret."""
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    ended, (code, why) = home.run("doctor"), expected
    assert (code, [name]) == (ended.code, wrong(ended))
    assert why in told(ended)[name]
    assert [] == [
        secret
        for secret in (TOKEN, "another-token", CLIENT_SECRET, "another-secret")
        if secret in ended.out + ended.err
    ]
    assert services.variables


def test_half_a_key_is_wrong(home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its owner meant to use it."""
    monkeypatch.delenv("SCRAPE_APPLE_MUSIC__PRIVATE_KEY_PATH")
    ended = home.run("doctor")
    assert (2, ["Apple Music"]) == (ended.code, wrong(ended))
    assert "apple_music.private_key_path is missing" in ended.out
    assert 1 == services.asked()["itunes"]


@pytest.mark.parametrize("spoil", [lambda pem: pem[:80], lambda _: "nonsense", lambda _: ""])
def test_a_broken_key_is_never_shown(
    home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spoil: object
) -> None:
    """Not even a piece of it."""
    pem = key_pair()[0]
    file = tmp_path / "Broken.p8"
    assert callable(spoil)
    file.write_text(spoil(pem))
    monkeypatch.setenv("SCRAPE_APPLE_MUSIC__PRIVATE_KEY_PATH", str(file))
    ended = home.run("doctor")
    assert (2, ["Apple Music"]) == (ended.code, wrong(ended))
    assert [] == [line for line in pem.splitlines() if line in ended.out]
    assert services.variables


def test_a_quiet_doctor_names_what_is_wrong_only(home: Home, services: Neighbours) -> None:
    """Nothing, where all is well."""
    assert (0, "") == ((ended := home.run("doctor", "-q")).code, ended.out)
    services.fakes["wikidata"].faults.rules = [Fault(path="", kind="403", times=None)]
    ended = home.run("doctor", "-q")
    assert (3, ["Wikidata"]) == (ended.code, list(told(ended)))


def test_settings_that_cannot_be_read_come_first(
    home: Home, services: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nobody to ask with them."""
    monkeypatch.setenv("SCRAPE_SPOTIFY__ENABLED", "perhaps")
    ended = home.run("doctor")
    assert (2, "", {}) == (ended.code, ended.out, services.asked())
    assert "spotify.enabled" in ended.err
