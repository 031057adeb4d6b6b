"""The fake Deezer behaves as the real one is known to."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import requests
from music_shops import JPEG, album, catalogue
from PIL import Image

from services.fakes.deezer import DeezerFake
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.music import MusicCatalogue


@pytest.fixture
def fake() -> Iterator[DeezerFake]:
    """Start an unlimited fake, which has an album of thirty songs too."""
    shelf = catalogue()
    shelf.albums.append(album(60, "Long", tracks=tuple((f"Song {place}", 60) for place in range(1, 31))))
    with DeezerFake(shelf, limit=None) as running:
        yield running


def get(fake: DeezerFake, path: str) -> Any:
    """Return the JSON that the fake answers with the status of a success."""
    answer = requests.get(fake.origin + path, timeout=5)
    assert (200, "application/json") == (answer.status_code, answer.headers["Content-Type"])
    return answer.json()


@pytest.mark.parametrize(
    ("path", "kind", "message", "code"),
    [
        ("/album/404", "DataException", "no data", 800),
        ("/album/0", "DataException", "no data", 800),
        ("/album/x", "DataException", "no data", 800),
        ("/album/upc:1", "DataException", "no data", 800),
        ("/album/upc:", "DataException", "no data", 800),
        ("/album/404/tracks", "DataException", "no data", 800),
        ("/artist/404", "DataException", "no data", 800),
        ("/search/album", "MissingParameterException", "Missing parameters: q", 501),
        ("/search/album?q=+", "ParameterException", "empty parameter", 500),
        ("/nonexistent", "InvalidQueryException", "Unknown path components : /nonexistent", 600),
    ],
)
def test_errors_come_as_successes(fake: DeezerFake, path: str, kind: str, message: str, code: int) -> None:
    """Only the body tells."""
    assert {"error": {"type": kind, "message": message, "code": code}} == get(fake, path)


@pytest.mark.parametrize(("kind", "code"), [("429", 4), ("403", 200), ("401", 300), ("404", 800)])
def test_a_fault_is_an_error_too(kind: FaultKind, code: int) -> None:
    """Of the first request whose path matches."""
    with DeezerFake(catalogue(), faults=Faults(rules=[Fault(path="album", kind=kind)])) as fake:
        assert code == get(fake, "/album/2")["error"]["code"]
        assert 2 == get(fake, "/album/2")["id"]


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("503", 503), ("429-newline", 429)])
def test_its_servers_have_statuses(kind: FaultKind, status: int) -> None:
    """What stands in front of it says so as others do."""
    with DeezerFake(catalogue(), faults=Faults(rules=[Fault(path="album", kind=kind)])) as fake:
        assert status == requests.get(f"{fake.origin}/album/2", timeout=5).status_code


def test_fifty_in_five_seconds_are_answered() -> None:
    """The next is an error, and images are not counted."""
    now = [0.0]
    with DeezerFake(catalogue(), clock=lambda: now[0]) as fake:
        codes = [get(fake, "/album/2").get("error", {}).get("code") for _ in range(51)]
        assert [None] * 50 + [4] == codes
        assert 200 == requests.get(fake.cover_address(fake.catalogue.albums[1], "56x56"), timeout=5).status_code
        now[0] = 5.0
        assert 2 == get(fake, "/album/2")["id"]


def test_a_search_has_albums_without_barcodes(fake: DeezerFake) -> None:
    """Enough to choose by, and where the tracks are."""
    hit = get(fake, "/search/album?q=Blue+Hour+Lanterns")["data"][1]
    assert (2, "Blue Hour", "https://www.deezer.com/album/2", 2, "album", 7, "The Lanterns") == (
        *(hit[key] for key in ("id", "title", "link", "nb_tracks", "record_type")),
        *(hit["artist"][key] for key in ("id", "name")),
    )
    assert not {"upc", "tracks", "release_date"} & set(hit)


def test_a_search_by_fields_finds_nothing(fake: DeezerFake) -> None:
    """As often at the real one."""
    assert {"data": [], "total": 0} == get(fake, '/search/album?q=artist:"The Lanterns" album:"Blue Hour"')


def test_a_list_tells_where_it_goes_on(fake: DeezerFake) -> None:
    """With a whole address, absent on the last page; 25 a page unless told otherwise."""
    first = get(fake, "/album/60/tracks")
    assert (25, 30, f"{fake.origin}/album/60/tracks?index=25") == (len(first["data"]), first["total"], first["next"])
    last = get(fake, "/album/60/tracks?index=25")
    assert (["Song 26", "Song 30"], True) == (
        [last["data"][place]["title"] for place in (0, -1)],
        "next" not in last,
    )
    assert 30 == len(get(fake, "/album/60/tracks?limit=999")["data"])


def test_a_search_gives_a_hundred_a_page(fake: DeezerFake) -> None:
    """However many are asked for, and never more than three hundred."""
    fake.catalogue.albums += [album(1000 + number, "Again") for number in range(400)]
    page = get(fake, "/search/album?q=Again&limit=500")
    assert (100, 300) == (len(page["data"]), page["total"])


def test_what_is_withheld_is_counted_and_not_shown(fake: DeezerFake) -> None:
    """On a page that seems complete."""
    fake.withheld.add(60_002)
    whole = get(fake, "/album/60")
    assert (30, 25, False) == (
        whole["nb_tracks"],
        len(whole["tracks"]["data"]),
        60_002 in [track["id"] for track in whole["tracks"]["data"]],
    )
    assert 24 == len(get(fake, "/album/60/tracks")["data"])


def test_an_album_holds_its_first_tracks_without_places(fake: DeezerFake) -> None:
    """Only the list knows disc, position and code of a recording."""
    whole = get(fake, "/album/60")
    assert ("602475093060", "1990-01-15", "album", True) == tuple(
        get(fake, "/album/2")[key] for key in ("upc", "release_date", "record_type", "available")
    )
    assert (25, 1800) == (len(whole["tracks"]["data"]), whole["duration"])
    assert {"isrc", "track_position", "disk_number"} == (
        set(get(fake, "/album/60/tracks")["data"][0]) - set(whole["tracks"]["data"][0])
    )


@pytest.mark.parametrize(
    ("changes", "key", "expected"),
    [
        ({"kind": "compilation"}, "record_type", "compile"),
        ({"kind": "ep"}, "record_type", "ep"),
        ({"year": "1990"}, "release_date", "1990-01-01"),
        ({"year": ""}, "release_date", "0000-00-00"),
        ({"upc": ""}, "upc", ""),
        ({"cover": None}, "cover_xl", None),
    ],
)
def test_an_album_in_deezers_words(changes: dict[str, Any], key: str, expected: object) -> None:
    """Whatever others call it."""
    with DeezerFake(MusicCatalogue(albums=[album(1, "Any", **changes)])) as fake:
        assert expected == get(fake, "/album/1")[key]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("602475093060", 2),
        ("0602475093060", None),
        ("00602475093060", None),
        ("042284370424", 3),
        ("42284370424", None),
        ("4006381333931", 1),
        ("000000000000", 1),
    ],
)
def test_a_barcode_is_found_as_it_is_stored(fake: DeezerFake, code: str, number: int | None) -> None:
    """Nothing but zeros finds an album that nobody asked for."""
    assert number == get(fake, f"/album/upc:{code}").get("id")


def test_another_edition_may_come(fake: DeezerFake) -> None:
    """Where an album is not to be had in the country."""
    fake.editions[2] = 60
    assert [60, 60] == [get(fake, path)["id"] for path in ("/album/2", "/album/upc:602475093060")]
    del fake.editions[2]
    assert 2 == get(fake, "/album/2")["id"]


def test_an_artist_without_a_picture_has_a_silhouette(fake: DeezerFake) -> None:
    """At an address that has nothing where the picture would be named."""
    fake.pictures[7] = lambda: JPEG
    mine, other = (get(fake, f"/artist/{number}")["picture_xl"] for number in (7, 8))
    assert f"{fake.origin}/images/artist//1000x1000-000000-80-0-0.jpg" == other
    assert JPEG == requests.get(mine, timeout=5).content
    assert (1000, 1000) == Image.open(BytesIO(requests.get(other, timeout=5).content)).size


def test_a_cover_is_there_in_every_size(fake: DeezerFake) -> None:
    """By another size in the same address."""
    address = get(fake, "/album/2")["cover_xl"]
    for size in ("1000x1000", "1400x1400"):
        assert JPEG == requests.get(address.replace("1000x1000", size), timeout=5).content
