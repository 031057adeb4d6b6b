"""The client of Spotify fetches its own tokens, asks what survives odd titles, and reads what the service sends."""

import base64
from pathlib import Path
from typing import Any

import pytest
from fixed_server import FixedServer
from music_shops import CLIENT_ID, CLIENT_SECRET, Shop, album, catalogue, channel, shop, spotify_client

from services.errors import Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.music import MusicCatalogue
from services.fakes.server import Call, Response, json_response
from services.fakes.spotify import SpotifyFake, spotify_id
from services.spotify import Spotify


def counted(opened: Shop) -> tuple[int, int]:
    """Return how many requests there were for tokens, and others."""
    return opened.fake.count("token"), len(opened.requested_kinds())


def query_of(opened: Shop) -> str:
    """Return what was searched for last."""
    return opened.fake.requests[-1].query["q"]


def test_a_token_serves_many_requests() -> None:
    """It is asked for once, by id and secret, and not before it is needed."""
    with shop("Spotify") as opened:
        assert (0, 0) == counted(opened)
        for _ in range(3):
            opened.search("Blue Hour")
        assert (1, 3) == counted(opened)
        token, *others = opened.fake.requests
    basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
    assert ("POST", {}, f"Basic {basic}") == (token.method, token.query, token.headers["Authorization"])
    assert {"Bearer token-1"} == {request.headers["Authorization"] for request in others}


def test_an_expired_token_is_replaced_once() -> None:
    """In the middle of a run, and the caller gets their answer."""
    now = [0.0]
    with shop("Spotify", clock=lambda: now[0]) as opened:
        opened.search("Blue Hour")
        now[0] = 4000.0
        assert "Blue Hour" in opened.titles("Blue Hour")
        assert [200, 200, 401, 200, 200] == [request.status for request in opened.fake.requests]
        assert (2, 3) == counted(opened)


def test_a_token_that_ends_within_a_minute_is_not_sent_again() -> None:
    """Nothing is refused for it."""
    with shop("Spotify") as opened:
        assert isinstance(opened.fake, SpotifyFake)
        opened.fake.token_life = 59
        opened.search("Blue Hour")
        opened.search("Blue Hour")
        assert [200] * 4 == [request.status for request in opened.fake.requests]
        assert (2, 2) == counted(opened)


@pytest.mark.parametrize("kind", ["401", "403"])
def test_a_lasting_refusal_costs_one_token(kind: FaultKind) -> None:
    """A fresh one that is refused is not replaced, or every request would cost three."""
    with shop("Spotify") as opened:
        opened.search("Blue Hour")
        opened.fake.faults.rules.append(Fault(path="search", kind=kind, times=None))
        for expected in ((2, 3), (2, 4), (2, 5)):
            with pytest.raises(Refused):
                opened.search("Blue Hour")
            assert expected == counted(opened)
        opened.fake.faults.rules.clear()
        opened.search("Blue Hour")
        assert (2, 6) == counted(opened)


def test_a_wrong_secret_is_refused() -> None:
    """With what to look at, after one request, and the exit code for refusals."""
    with shop("Spotify") as opened:
        wrong = spotify_client(opened.fake.origin, secret="guessed")  # noqa: S106  # made up
        with pytest.raises(Refused, match=r"Invalid client secret\); are the client id and secret right\?") as caught:
            wrong.check()
        assert (1, 0) == counted(opened)
    assert 3 == caught.value.exit_code
    assert "guessed" not in str(caught.value)


def test_no_token_says_nothing_about_an_album() -> None:
    """What is not found at the accounts' address is not the album."""
    faults = Faults(rules=[Fault(path="token", kind="404", times=None)])
    with shop("Spotify", faults=faults) as opened, pytest.raises(Refused, match="gave no token"):
        opened.client.album(spotify_id(2))


@pytest.mark.parametrize("kind", ["429", "429-newline", "500", "503", "html", "cut", "empty", "drop"])
def test_a_passing_fault_of_the_accounts_is_asked_again(kind: FaultKind) -> None:
    """As any other."""
    with shop("Spotify", faults=Faults(rules=[Fault(path="token", kind=kind)])) as opened:
        assert "Blue Hour" in opened.titles("Blue Hour")
        assert (2, 1) == counted(opened)


def test_accounts_that_are_down_are_unreachable() -> None:
    """Under their own name."""
    faults = Faults(rules=[Fault(path="token", kind="500", times=None)])
    with shop("Spotify", faults=faults) as opened, pytest.raises(Unreachable, match="Spotify's accounts: server error"):
        opened.client.check()


class FixedAccounts(FixedServer):
    """Accounts that give the tokens of a test, one after another, and an API that has one album."""

    def __init__(self, tokens: list[Any]) -> None:
        super().__init__({"id": "2"})
        self.tokens = tokens

    def answer(self, call: Call) -> Response:
        """Return the next token, or the album."""
        return json_response(self.tokens.pop(0)) if call.method == "POST" else super().answer(call)


@pytest.mark.parametrize(
    "token",
    [
        [],
        None,
        "text",
        {},
        {"access_token": "t"},
        {"expires_in": 3600},
        {"access_token": "t", "expires_in": "soon"},
        {"access_token": None, "expires_in": 3600},
        {"access_token": "坂", "expires_in": 3600},
        {"access_token": "t\n", "expires_in": 3600},
    ],
    ids=repr,
)
def test_a_token_in_another_form_is_unreadable_and_forgotten(token: Any) -> None:
    """The next request asks for another one."""
    with FixedAccounts([token, {"access_token": "t", "expires_in": 3600}]) as fake:
        client = spotify_client(fake.origin)
        with pytest.raises(Unreadable, match="Spotify: sent an answer in a form we do not know"):
            client.album(spotify_id(2))
        assert {"id": "2"} == client.album(spotify_id(2))


@pytest.mark.parametrize(("client_id", "secret"), [("", "s"), ("i", ""), ("ï", "s"), ("i", "s\n")])
def test_credentials_that_can_be_none_are_refused_at_once(
    client_id: str, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor are others taken from the environment, as the library would."""
    monkeypatch.setenv("SPOTIPY_CLIENT_ID", "from elsewhere")
    monkeypatch.setenv("SPOTIPY_CLIENT_SECRET", "from elsewhere")
    with pytest.raises(Refused, match="the client id or the client secret is missing"):
        Spotify(channel("Spotify"), channel("accounts"), "http://x", "http://x", client_id, secret)


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library would keep the token in the working directory."""
    monkeypatch.chdir(tmp_path)
    with shop("Spotify") as opened:
        opened.search("Blue Hour")
    assert [] == list(tmp_path.iterdir())


def test_nothing_is_ever_written_at_spotify() -> None:
    """The library could; our transport refuses."""
    with shop("Spotify") as opened:
        with pytest.raises(NotImplementedError, match="only reads"):
            opened.client._client._put("me/albums", payload=["2"])  # noqa: SLF001  # the library's way to write
        assert [] == opened.requested_kinds()


@pytest.mark.parametrize(("seconds", "expected"), [(7, 7.0), (50_000, 50_000.0)])
def test_a_wait_is_as_long_as_spotify_asks(seconds: int, expected: float) -> None:
    """Up to what our patience allows, and noted by our throttle rather than slept in the library."""
    with shop("Spotify", faults=Faults(rules=[Fault(path="search", kind="429")])) as opened:
        assert isinstance(opened.fake, SpotifyFake)
        opened.fake.retry_after = seconds
        opened.search("Blue Hour")
        assert expected == max(opened.naps)


@pytest.mark.parametrize(
    ("artist", "title", "expected"),
    [
        ("The Lanterns", "Blue Hour", 'artist:"The Lanterns" album:"Blue Hour"'),
        ("", "Blue Hour", 'album:"Blue Hour"'),
        ("The Beatles", "1", 'artist:"The Beatles" album:"1"'),
        ("Steven Wilson", "4½", 'artist:"Steven Wilson" album:"4½"'),
        ("坂本龍一", "千のナイフ", 'artist:"坂本龍一" album:"千のナイフ"'),
        ("!!!", "Louden Up Now", 'artist:"!!!" album:"Louden Up Now"'),
        ("Sigur Rós", "( )", "Sigur Rós ( )"),
        ("", "!!!", "!!!"),
        ("The Band", 'The "Quoted" One: Part 2', 'artist:"The Band" album:"The Quoted One: Part 2"'),
        ('"', "Blue  Hour\n", 'album:"Blue Hour"'),
    ],
)
def test_a_search_is_by_fields_as_far_as_titles_allow(artist: str, title: str, expected: str) -> None:
    """Short and numeric titles are kept apart; a title of nothing but signs is searched for as words."""
    with shop("Spotify") as opened:
        opened.client.search(artist, title)
        assert expected == query_of(opened)
        assert ("album", "10") == tuple(opened.fake.requests[-1].query[name] for name in ("type", "limit"))


@pytest.mark.parametrize("word", ["word ", "word", "龍"])
def test_endless_names_stay_within_the_longest_query(word: str) -> None:
    """Spotify takes 250 letters, and refuses one more."""
    with shop("Spotify") as opened:
        opened.client.search(word * 300, word * 300)
        assert 200 < len(query_of(opened)) <= 250


def test_a_search_has_at_most_ten_hits_and_holes() -> None:
    """The answer is the service's own: one of the items is null."""
    many = MusicCatalogue(albums=[album(number, "Blue Hour") for number in range(1, 30)])
    with shop("Spotify", catalogue=many) as opened:
        albums = opened.client.search("The Lanterns", "Blue Hour")["albums"]
    assert (10, 29, 1) == (len(albums["items"]), albums["total"], albums["items"].count(None))


def test_a_barcode_is_found_as_it_is_padded_only() -> None:
    """The caller knows what paddings there are."""
    with shop("Spotify") as opened:
        albums = opened.client.with_barcode("00602475093060")["albums"]["items"]
        assert ["Blue Hour"] == [hit["name"] for hit in albums if hit]
        assert [] == opened.client.with_barcode("602475093060")["albums"]["items"]
        assert "upc:602475093060" == query_of(opened)


@pytest.mark.parametrize("form", ["{}", "spotify:album:{}", "https://open.spotify.com/album/{}?si=1", " {}\n"])
def test_an_album_is_found_by_any_form_of_its_id(form: str) -> None:
    """An owner may pin an address."""
    with shop("Spotify") as opened:
        whole = opened.client.album(form.format(spotify_id(2)))
    assert ("Blue Hour", "00602475093060") == (whole["name"], whole["external_ids"]["upc"])
    assert ["Opening", "Closing"] == [track["name"] for track in whole["tracks"]["items"]]
    assert {"label", "popularity", "available_markets"}.isdisjoint(whole)


@pytest.mark.parametrize("identity", ["no id!", "spotify:track:{}", "https://open.spotify.com/artist/{}", "", "坂本"])
def test_what_is_no_album_is_missing_and_not_asked_for(identity: str) -> None:
    """The library's own complaint is ours."""
    with shop("Spotify") as opened:
        with pytest.raises(Missing, match="Spotify: no album can have this id"):
            opened.client.album(identity.format(spotify_id(2)))
        assert (0, 0) == counted(opened)


def test_what_spotify_objects_to_is_told_in_its_words() -> None:
    """Such as an id of the wrong length."""
    with shop("Spotify", catalogue=catalogue()) as opened, pytest.raises(ServiceError, match="Invalid base62 id"):
        opened.client.album("2")


@pytest.mark.parametrize(("count", "pages"), [(2, 0), (50, 0), (51, 1), (120, 2), (400, 3)])
def test_a_long_album_is_read_page_by_page(count: int, pages: int) -> None:
    """Fifty tracks a page, two hundred at most; an album that is whole costs no request."""
    tracks = tuple((f"Song {number}", 100 + number) for number in range(count))
    with SpotifyFake(MusicCatalogue(albums=[album(9, "Box", tracks=tracks)])) as fake:
        client = spotify_client(fake.origin)
        first = client.album(spotify_id(9))
        before = len(fake.requests)
        whole = client.with_all_tracks(first)
    expected = [title for title, _ in tracks[:200]]
    assert (pages, expected) == (len(fake.requests) - before, [song["name"] for song in whole["tracks"]["items"]])
