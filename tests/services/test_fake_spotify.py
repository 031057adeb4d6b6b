"""The fake Spotify behaves as the real one is known to, for an application in development mode."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from music_shops import CLIENT_ID, CLIENT_SECRET, album, catalogue

from services.fakes.faults import Fault, Faults
from services.fakes.spotify import SpotifyFake, spotify_id

FORM = {"grant_type": "client_credentials"}


@pytest.fixture
def fake() -> Iterator[SpotifyFake]:
    """Start an unlimited fake."""
    with SpotifyFake(catalogue()) as running:
        yield running


def ask_token(fake: SpotifyFake, secret: str = CLIENT_SECRET, form: dict[str, str] = FORM) -> requests.Response:
    """Ask for a token over HTTP."""
    return requests.post(f"{fake.origin}/api/token", data=form, auth=(CLIENT_ID, secret), timeout=5)


def get(fake: SpotifyFake, path: str, token: str | None = None) -> requests.Response:
    """Ask the API over HTTP, with a fresh token unless another is given."""
    bearer = token if token is not None else ask_token(fake).json()["access_token"]
    return requests.get(f"{fake.origin}/v1{path}", headers={"Authorization": f"Bearer {bearer}"}, timeout=5)


def search(fake: SpotifyFake, query: str, limit: str = "10") -> Any:
    """Return the answer to a search, decoded."""
    bearer = ask_token(fake).json()["access_token"]
    return requests.get(
        f"{fake.origin}/v1/search",
        params={"q": query, "type": "album", "limit": limit},
        headers={"Authorization": f"Bearer {bearer}"},
        timeout=5,
    ).json()


def titles(answer: Any) -> list[str]:
    """Return the titles of a search, holes left out."""
    return [hit["name"] for hit in answer["albums"]["items"] if hit]


def test_a_token_is_given_for_id_and_secret(fake: SpotifyFake) -> None:
    """For an hour, and another each time."""
    first, second = ask_token(fake).json(), ask_token(fake).json()
    assert ("Bearer", 3600) == (first["token_type"], first["expires_in"])
    assert first["access_token"] != second["access_token"]


def test_a_wrong_secret_is_400(fake: SpotifyFake) -> None:
    """In a form that is not the API's."""
    answer = ask_token(fake, "wrong")
    expected = {"error": "invalid_client", "error_description": "Invalid client secret"}
    assert (400, expected) == (answer.status_code, answer.json())
    assert "unsupported_grant_type" == ask_token(fake, form={}).json()["error"]


@pytest.mark.parametrize(("token", "message"), [("wrong", "Invalid access token"), ("", "No token provided")])
def test_a_wrong_token_is_401(fake: SpotifyFake, token: str, message: str) -> None:
    """With a message in the API's form."""
    answer = requests.get(
        f"{fake.origin}/v1/search", headers={"Authorization": f"Bearer {token}"} if token else {}, timeout=5
    )
    assert (401, {"error": {"status": 401, "message": message}}) == (answer.status_code, answer.json())


def test_a_token_expires_by_the_clock() -> None:
    """To the second, each by itself."""
    now = [0.0]
    with SpotifyFake(catalogue(), clock=lambda: now[0]) as fake:
        path = f"/albums/{spotify_id(2)}"
        token = ask_token(fake).json()["access_token"]
        now[0] = 3599.0
        assert 200 == get(fake, path, token).status_code
        now[0] = 3600.0
        assert {"error": {"status": 401, "message": "The access token expired"}} == get(fake, path, token).json()
        assert 200 == get(fake, path).status_code


@pytest.mark.parametrize(
    ("query", "limit", "message"),
    [
        ("Hour", "11", "Invalid limit"),
        ("Hour", "50", "Invalid limit"),
        ("Hour", "0", "Invalid limit"),
        ("Hour", "many", "Invalid limit"),
        (" ", "10", "No search query"),
        ("a" * 251, "10", "Query exceeds maximum length of 250 characters"),
    ],
)
def test_a_wrong_query_is_400(fake: SpotifyFake, query: str, limit: str, message: str) -> None:
    """With the reason."""
    assert {"error": {"status": 400, "message": message}} == search(fake, query, limit)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('artist:"The Lanterns" album:"Blue Hour"', ["Blue Hour (Karaoke)", "Blue Hour"]),
        ('artist:"Nobody" album:"Blue Hour"', []),
        ('album:"Red Hour"', ["Red Hour"]),
        ("Red Hour", ["Red Hour", "Blue Hour (Karaoke)", "Blue Hour"]),
        ('artist:"The Lanterns" Red', ["Red Hour"]),
        ("upc:00602475093060", ["Blue Hour"]),
        ("upc:602475093060", []),
        ("upc:0602475093060", []),
        ("zzzz", []),
    ],
)
def test_searches_are_by_words_fields_and_barcode(fake: SpotifyFake, query: str, expected: list[str]) -> None:
    """A field must hold all of its words; a barcode is one only with its padding."""
    assert expected == titles(search(fake, query))


def test_a_search_has_a_hole_and_a_total(fake: SpotifyFake) -> None:
    """Never more entries than asked for."""
    albums = search(fake, "Hour", "2")["albums"]
    assert (3, 2, None) == (albums["total"], len(albums["items"]), albums["items"][1])


def test_an_album_is_whole_but_for_what_developers_do_not_get(fake: SpotifyFake) -> None:
    """No label, popularity or markets; tracks and barcode, which a search does not have."""
    whole = get(fake, f"/albums/{spotify_id(3)}").json()
    short = search(fake, 'album:"Red Hour"')["albums"]["items"][0]
    assert {"tracks", "external_ids", "copyrights", "genres"} == set(whole) - set(short)
    assert {"label", "popularity", "available_markets"}.isdisjoint(whole)
    assert ("single", "1991", "year", []) == tuple(
        whole[key] for key in ("album_type", "release_date", "release_date_precision", "images")
    )
    assert f"https://open.spotify.com/album/{spotify_id(3)}" == whole["external_urls"]["spotify"]
    assert {"upc": "042284370424"} == whole["external_ids"]
    assert [180_000, None] == [track.get("duration_ms") for track in whole["tracks"]["items"]]


def test_a_long_album_comes_fifty_tracks_at_a_time(fake: SpotifyFake) -> None:
    """It says how many there are, and where the others would be."""
    fake.catalogue.albums.append(album(60, "Long", tracks=tuple((f"Song {place}", 1) for place in range(60))))
    tracks = get(fake, f"/albums/{spotify_id(60)}").json()["tracks"]
    assert (50, 60, True) == (len(tracks["items"]), tracks["total"], "offset=50" in tracks["next"])


@pytest.mark.parametrize(
    ("path", "status"),
    [(f"/albums/{spotify_id(404)}", 404), (f"/albums/{'a' * 22}", 404), ("/albums/2", 400), ("/elsewhere", 404)],
)
def test_what_is_unknown_is_an_error(fake: SpotifyFake, path: str, status: int) -> None:
    """An id of the wrong length is a wrong question."""
    answer = get(fake, path)
    assert (status, status) == (answer.status_code, answer.json()["error"]["status"])


def test_too_many_requests_are_told_how_long_to_wait() -> None:
    """Tokens do not count, and have no part in it."""
    with SpotifyFake(catalogue(), limit=1) as fake:
        answers = [get(fake, f"/albums/{spotify_id(2)}") for _ in range(2)]
    assert [(200, None), (429, "1")] == [(answer.status_code, answer.headers.get("Retry-After")) for answer in answers]


def test_a_fault_of_the_accounts_has_their_form(fake: SpotifyFake) -> None:
    """Which is not the API's."""
    fake.faults = Faults(rules=[Fault(path="token", kind="503")])
    assert {"error", "error_description"} == set(ask_token(fake).json())
