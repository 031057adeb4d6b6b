"""What the clients of Apple Music, iTunes, Spotify and Deezer promise alike."""

import logging
import traceback
from typing import Any

import pytest
from fixed_server import FixedServer
from music_shops import (
    CLIENT_SECRET,
    ODD_TITLES,
    PRIVATE,
    SERVICES,
    apple_client,
    deezer_client,
    itunes_client,
    shop,
    spotify_client,
)

from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.server import Call, Response, json_response

TRIES = 5


class TokensAndFixedJson(FixedServer):
    """A service that gives tokens, and answers every other request with the same JSON."""

    def answer(self, call: Call) -> Response:
        """Return a token or the JSON."""
        token = {"access_token": "odd", "token_type": "Bearer", "expires_in": 3600}
        return json_response(token) if call.method == "POST" else super().answer(call)


def always(kind: FaultKind, path: str = "albums|search|lookup", times: int | None = None) -> Faults:
    """Return faults of one kind, on everything but tokens."""
    return Faults(rules=[Fault(path=path, kind=kind, times=times)])


@pytest.mark.parametrize("service", SERVICES)
def test_an_unknown_album_is_missing(service: str) -> None:
    """And asked for once."""
    with shop(service) as opened:
        with pytest.raises(Missing) as caught:
            opened.client.album(opened.identity(404))
        assert 1 == len(opened.requested_kinds())
    assert service == caught.value.service


@pytest.mark.parametrize("identity", ["../search", "2?x=1", "2/tracks", "2#", "", " ", "坂本", "2\n3"])
@pytest.mark.parametrize("service", SERVICES)
def test_an_id_is_never_more_than_an_id(service: str, identity: str) -> None:
    """Whatever is in it leads to no other address, and to no album."""
    with shop(service) as opened:
        with pytest.raises(ServiceError):
            opened.client.album(identity)
        assert {"album", "albums", "lookup", "other"} >= set(opened.requested_kinds())


@pytest.mark.parametrize("service", SERVICES)
def test_a_search_without_hits_is_no_error(service: str) -> None:
    """Nothing was found; that is an answer."""
    with shop(service) as opened:
        assert [] == opened.titles("zzzz")


@pytest.mark.parametrize("title", ODD_TITLES, ids=lambda title: title[:12])
@pytest.mark.parametrize("service", SERVICES)
def test_odd_titles_arrive_as_they_are(service: str, title: str) -> None:
    """Signs, other scripts and endless titles find their album, with one request."""
    with shop(service) as opened:
        assert title in opened.titles(title)
        assert ["search"] == opened.requested_kinds()


@pytest.mark.parametrize("service", SERVICES)
def test_what_cannot_be_written_is_asked_for_all_the_same(service: str) -> None:
    """Half a letter, as broken data has it, stops nothing."""
    with shop(service) as opened:
        opened.search("Blue \ud800 Hour")
        query = opened.fake.requests[-1].query
        assert "Blue ? Hour" in (query.get("term") or query["q"])


@pytest.mark.parametrize("service", SERVICES)
def test_one_call_is_one_request(service: str) -> None:
    """Search, album and check."""
    with shop(service) as opened:
        opened.search("Blue Hour")
        opened.client.album(opened.identity(2))
        opened.client.check()
        assert 3 == len(opened.requested_kinds())
        assert {"Sleevenotes/0.1 +https://example.org"} == {
            request.headers["User-Agent"] for request in opened.fake.requests
        }


@pytest.mark.parametrize("kind", ["429", "429-newline", "500", "503", "html", "cut", "empty", "drop"])
@pytest.mark.parametrize("service", SERVICES)
def test_a_passing_fault_is_asked_again(service: str, kind: FaultKind) -> None:
    """Once more is enough, and nobody hears of it."""
    with shop(service, faults=always(kind, times=1)) as opened:
        assert "Blue Hour" in opened.titles("Blue Hour")
        assert ["search"] * 2 == opened.requested_kinds()


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("429", Busy),
        ("500", Unreachable),
        ("503", Unreachable),
        ("html", Unreadable),
        ("cut", Unreadable),
        ("empty", Unreadable),
        ("drop", Unreachable),
    ],
)
@pytest.mark.parametrize("service", SERVICES)
def test_a_lasting_fault_is_told(service: str, kind: FaultKind, error: type[ServiceError]) -> None:
    """After the last try, in our words, with the service's name."""
    with shop(service, faults=always(kind)) as opened:
        with pytest.raises(error) as caught:
            opened.search("Blue Hour")
        assert TRIES == len(opened.requested_kinds())
    assert (service, 4) == (caught.value.service, caught.value.exit_code)


@pytest.mark.parametrize("kind", ["401", "403"])
@pytest.mark.parametrize("service", ["Apple Music", "Spotify"])
def test_a_refusal_is_told_at_once(service: str, kind: FaultKind) -> None:
    """It would not get better."""
    with shop(service, faults=always(kind)) as opened:
        with pytest.raises(Refused) as caught:
            opened.search("Blue Hour")
        assert 1 == len(opened.requested_kinds())
    assert 3 == caught.value.exit_code


ODD_ANSWERS: list[Any] = [
    [],
    None,
    5,
    "text",
    {},
    {"errors": [{"title": "Oh", "status": "500"}]},
    {"error": "text"},
    {"data": None, "results": None, "albums": None, "id": None},
    {"data": {}, "results": 5, "albums": [], "id": 5},
    {"data": ["x"], "results": ["x"], "albums": {}, "id": []},
    {"data": [None], "results": [None], "albums": {"items": None}, "id": {}},
]


@pytest.mark.parametrize("content", ODD_ANSWERS, ids=repr)
@pytest.mark.parametrize("client", [apple_client, itunes_client, spotify_client, deezer_client])
def test_answers_in_another_form_are_unreadable(client: Any, content: Any) -> None:
    """JSON that is not what was asked for is one of our errors, never a crash."""
    with TokensAndFixedJson(content) as fake:
        asking = client(fake.origin)
        search = (
            (lambda: asking.search("a", "b"))
            if client in (spotify_client, deezer_client)
            else (lambda: asking.search("a"))
        )
        for ask in (search, lambda: asking.album("1"), asking.check):
            with pytest.raises(Unreadable, match="sent an answer in a form we do not know"):
                ask()


@pytest.mark.parametrize("kind", [None, "401", "404", "500", "drop", "html"])
@pytest.mark.parametrize("service", SERVICES)
def test_nothing_secret_is_told(service: str, kind: FaultKind | None, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in logs, however chatty they are set, nor in errors."""
    caplog.set_level(logging.DEBUG)
    for name in ("spotipy", "spotipy.client", "spotipy.oauth2"):
        caplog.set_level(logging.DEBUG, logger=name)
    texts = ""
    with shop(service) as opened:
        opened.search("Blue Hour")
        if kind:
            opened.fake.faults.rules.append(Fault(path=".", kind=kind, times=None))
        for ask in (opened.client.check, lambda: opened.client.album(opened.identity(404))):
            try:
                ask()
            except ServiceError as error:
                texts += "".join(traceback.format_exception(error)) + repr(error)
        sent = [request.headers["Authorization"] for request in opened.fake.requests]
    texts += caplog.text
    secrets = {CLIENT_SECRET, *PRIVATE.splitlines()[1:-1], *(header.split()[-1] for header in sent if header)}
    assert [] == [secret for secret in secrets if secret in texts]
    assert f"{service} 200 " in caplog.text
