"""The client of Deezer reads what the service sends, and the errors that come as successes."""

from collections.abc import Iterator
from typing import Any

import pytest
from fixed_server import FixedServer
from music_shops import JPEG, album, catalogue, deezer_client, shop

from services.deezer import MOST_PAGES, TRACKS_A_PAGE
from services.errors import Busy, Missing, Refused, ServiceError, Unreadable
from services.fakes.deezer import DeezerFake
from services.fakes.faults import Fault, Faults
from services.fakes.music import MusicCatalogue
from services.fakes.server import Call, Response, json_response
from services.throttle import Throttle
from services.transport import Channel, session


class FixedPaths(FixedServer):
    """A service that answers each path with JSON that a test has chosen."""

    def answer(self, call: Call) -> Response:
        """Return the JSON of the path."""
        return json_response(self.content[call.path])


def songs(count: int) -> tuple[tuple[str, int], ...]:
    """Return that many songs of a minute."""
    return tuple((f"Song {place}", 60) for place in range(1, count + 1))


def long_shelf(count: int) -> MusicCatalogue:
    """Return a catalogue whose album 60 has that many songs."""
    return MusicCatalogue(albums=[album(60, "Long", tracks=songs(count))])


def titles(answer: dict[str, Any]) -> list[str]:
    """Return the titles of an album's tracks."""
    return [track["title"] for track in answer["tracks"]["data"]]


@pytest.fixture
def fake() -> Iterator[DeezerFake]:
    """Start an unlimited fake."""
    with DeezerFake(catalogue(), limit=None) as running:
        yield running


def test_a_search_is_for_albums_in_plain_words(fake: DeezerFake) -> None:
    """Fields find nothing at the service, and a quotation mark would begin a phrase."""
    answer = deezer_client(fake.origin).search("The Lanterns", 'Blue "Hour"')
    assert ["Blue Hour (Karaoke)", "Blue Hour"] == [hit["title"] for hit in answer["data"][:2]]
    assert ("/search/album", {"q": "The Lanterns Blue Hour", "limit": "25"}) == (
        fake.requests[0].path,
        fake.requests[0].query,
    )


def test_an_album_brings_its_tracks_and_lengths(fake: DeezerFake) -> None:
    """With its barcode, for one request."""
    answer = deezer_client(fake.origin).album("2")
    assert ("602475093060", ["Opening", "Closing"]) == (answer["upc"], titles(answer))
    assert [180, 0] == [track["duration"] for track in answer["tracks"]["data"]]
    assert 1 == len(fake.requests)


@pytest.mark.parametrize("count", [25, 26, 680])
def test_a_long_album_is_completed(count: int) -> None:
    """An album comes with its first 25 tracks; one more request brings all, with their places."""
    with DeezerFake(long_shelf(count), limit=None) as fake:
        answer = deezer_client(fake.origin).album("60")
        assert [title for title, _ in songs(count)] == titles(answer)
        assert (count > 25) == ("track_position" in answer["tracks"]["data"][0])
        assert (1 if count == 25 else 2) + (count > TRACKS_A_PAGE) == len(fake.requests)


def test_pages_are_followed_by_what_the_service_says() -> None:
    """It may give fewer than asked for, and leave out what it withholds: the count decides nothing."""
    with DeezerFake(long_shelf(130), limit=None) as fake:
        fake.most_tracks, fake.withheld = 50, {60_003, 60_051, 60_130}
        answer = deezer_client(fake.origin).album("60")
        assert [title for title, _ in songs(130) if title not in ("Song 3", "Song 51", "Song 130")] == titles(answer)
        assert ["0", "50", "100"] == [request.query["index"] for request in fake.requests[1:]]


def test_an_album_without_end_is_read_to_a_bound() -> None:
    """Nobody keeps a run busy for ever."""
    with DeezerFake(long_shelf(200), limit=None) as fake:
        fake.most_tracks = 4
        answer = deezer_client(fake.origin).album("60")
        assert (1 + MOST_PAGES, 4 * MOST_PAGES, 200) == (len(fake.requests), len(titles(answer)), answer["nb_tracks"])


@pytest.mark.parametrize(
    "following", ["?index=0", "?index=-5", "?index=x", "?", "", 5, "https://evil.example/?index=0"]
)
def test_a_next_page_that_is_none_ends_the_list(following: object) -> None:
    """What does not lead on is never followed."""
    track = {"id": 1, "title": "Song"}
    answers = {
        "/album/7": {"id": 7, "nb_tracks": 9, "tracks": {"data": [track]}},
        "/album/7/tracks": {"data": [track, track], "next": following},
    }
    with FixedPaths(answers) as fake:
        assert ["Song", "Song"] == titles(deezer_client(fake.origin).album("7"))
        assert ["/album/7", "/album/7/tracks"] == [request.path for request in fake.requests]


def test_a_next_page_elsewhere_is_asked_for_here() -> None:
    """An answer decides about no address: only where the page begins is taken from it."""
    track = {"id": 1, "title": "Song"}
    answers = {
        "/album/7": {"id": 7, "nb_tracks": 9, "tracks": {"data": []}},
        "/album/7/tracks": {"data": [track], "next": "http://nowhere.invalid/other?index=25"},
    }
    with FixedPaths(answers) as fake:
        assert 2 == len(titles(deezer_client(fake.origin).album("7")))
        assert ["0", "25"] == [request.query["index"] for request in fake.requests[1:]]


def test_an_album_whose_list_is_not_there_keeps_what_it_brought() -> None:
    """It happens that a list is "no data" though its album is there."""
    with DeezerFake(long_shelf(40), limit=None, faults=Faults(rules=[Fault(path="/tracks", kind="404")])) as fake:
        assert [title for title, _ in songs(25)] == titles(deezer_client(fake.origin).album("60"))


@pytest.mark.parametrize("code", ["602475093060", "0602475093060", "00602475093060", " 602475093060 "])
def test_a_barcode_is_found_however_many_zeros_are_ahead(fake: DeezerFake, code: str) -> None:
    """The service finds the one form only that it stored: twelve digits, or thirteen that are needed."""
    assert (2, "602475093060") == tuple(deezer_client(fake.origin).with_barcode(code)[key] for key in ("id", "upc"))
    assert "/album/upc:602475093060" == fake.requests[0].path


@pytest.mark.parametrize(("code", "upc"), [("0042284370424", "042284370424"), ("4006381333931", "4006381333931")])
def test_zeros_that_belong_to_a_barcode_stay(fake: DeezerFake, code: str, upc: str) -> None:
    """An American code has twelve digits, whatever it begins with; others have more."""
    assert upc == deezer_client(fake.origin).with_barcode(code)["upc"]


def test_an_unknown_barcode_is_missing(fake: DeezerFake) -> None:
    """And asked for once."""
    with pytest.raises(Missing, match="Deezer: not found"):
        deezer_client(fake.origin).with_barcode("4006381333948")
    assert 1 == len(fake.requests)


@pytest.mark.parametrize("code", ["", "none", "60247 5093060", "6024750930601234567890", "../artist/7"])
def test_what_is_no_barcode_is_asked_of_nobody(fake: DeezerFake, code: str) -> None:
    """Discogs' barcodes are free text."""
    with pytest.raises(Missing):
        deezer_client(fake.origin).with_barcode(code)
    assert [] == fake.requests


def test_an_edition_of_this_country_comes_under_its_own_number(fake: DeezerFake) -> None:
    """The answer tells which: neither its id nor its barcode is the one that was asked for."""
    fake.editions[2] = 3
    client = deezer_client(fake.origin)
    for answer in (client.album("2"), client.with_barcode("602475093060")):
        assert (3, "042284370424", "Red Hour") == (answer["id"], answer["upc"], answer["title"])


def test_an_artist_comes_with_pictures(fake: DeezerFake) -> None:
    """In the size of a portrait; an unknown one is missing."""
    fake.pictures[7] = lambda: JPEG
    client = deezer_client(fake.origin)
    answer = client.artist("7")
    assert ("The Lanterns", f"{fake.origin}/images/artist/7/1000x1000-000000-80-0-0.jpg") == (
        answer["name"],
        answer["picture_xl"],
    )
    with pytest.raises(Missing, match="Deezer: not found"):
        client.artist("404")


@pytest.mark.parametrize("content", [{"id": 7}, {"name": "x"}, {"id": "7", "name": "x"}, {"id": 7, "name": None}, []])
def test_an_artist_of_another_form_is_unreadable(content: Any) -> None:
    """Without a number or a name nobody is told."""
    with FixedPaths({"/artist/7": content}) as fake, pytest.raises(Unreadable):
        deezer_client(fake.origin).artist("7")


@pytest.mark.parametrize("count", [None, "9", 9.5, -1])
def test_a_count_that_is_none_asks_for_nothing_more(count: object) -> None:
    """The album is taken as it came."""
    answer = {"id": 7, "nb_tracks": count, "tracks": {"data": [{"title": "Song"}]}}
    with FixedPaths({"/album/7": answer}) as fake:
        assert ["Song"] == titles(deezer_client(fake.origin).album("7"))


def error(code: int | None, message: Any = "Oh.") -> dict[str, Any]:
    """Return an error as Deezer reports it."""
    return {"error": {"type": "Exception", "message": message} | ({} if code is None else {"code": code})}


@pytest.mark.parametrize(
    ("content", "expected", "sentence"),
    [
        (error(4), Busy, "asks us to slow down"),
        (error(700), Busy, "asks us to slow down"),
        (error(800), Missing, "not found"),
        (error(200), Refused, "Oh."),
        (error(300), Refused, "Oh."),
        (error(100), ServiceError, "answered with an error: Oh."),
        (error(500, "empty parameter"), ServiceError, "answered with an error: empty parameter"),
        (error(600), ServiceError, "answered with an error: Oh."),
        (error(None), ServiceError, "answered with an error: Oh."),
        (error(None, None), ServiceError, "answered with an error: it does not say why"),
        ({"error": {}}, Unreadable, "in a form we do not know"),
        ({"error": []}, Unreadable, "in a form we do not know"),
    ],
    ids=repr,
)
def test_errors_that_come_as_successes_are_ours(content: Any, expected: type[ServiceError], sentence: str) -> None:
    """Each by its code, in one sentence; only who is busy is asked again."""
    with FixedPaths({"/album/7": content}) as fake:
        with pytest.raises(ServiceError, match=r"^Deezer: ") as caught:
            deezer_client(fake.origin).album("7")
        assert (expected, 5 if expected is Busy else 1) == (type(caught.value), len(fake.requests))
    assert sentence in str(caught.value)


@pytest.mark.parametrize(("per_minute", "pause"), [(300, 5.0), (600, 5.0), (6000, 0.5)])
def test_after_the_quota_a_whole_window_is_waited_for(per_minute: float, pause: float) -> None:
    """Five seconds, or as long as fifty requests take at a server whose time is shorter."""
    naps: list[float] = []
    throttle = Throttle(per_minute, clock=lambda: 1000.0 * len(naps), sleep=naps.append)
    with DeezerFake(catalogue(), faults=Faults(rules=[Fault(path="search", kind="429")])) as fake:
        client = type(deezer_client(""))(
            Channel(session("https://example.org", "0.1"), "Deezer", throttle), fake.origin
        )
        client.check()
    assert [pause] == naps


def test_more_than_the_quota_is_busy() -> None:
    """Fifty requests in five seconds, as long as waiting does not help."""
    now = [0.0]
    with shop("Deezer", limit=50, window=5.0, clock=lambda: now[0]) as opened:
        for _ in range(50):
            opened.client.check()
        with pytest.raises(Busy):
            opened.client.check()
        now[0] = 5.0
        opened.client.check()
