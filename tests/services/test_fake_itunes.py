"""The fake iTunes Search API behaves as the real one is known to."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import requests
from music_shops import JPEG, album, catalogue

from services.fakes.itunes import ItunesFake


@pytest.fixture
def fake() -> Iterator[ItunesFake]:
    """Start an unlimited fake."""
    with ItunesFake(catalogue(), limit=None) as running:
        yield running


def get(fake: ItunesFake, path: str) -> requests.Response:
    """Ask the fake over HTTP."""
    return requests.get(fake.origin + path, timeout=5)


def results(fake: ItunesFake, path: str) -> list[Any]:
    """Return the results of an answer, which counts them."""
    answer = get(fake, path).json()
    assert len(answer["results"]) == answer["resultCount"]
    return list(answer["results"])


def test_answers_are_javascript_after_empty_lines(fake: ItunesFake) -> None:
    """It is JSON all the same."""
    answer = get(fake, "/search?term=Hour&entity=album&country=GB")
    assert ("text/javascript; charset=utf-8", b"\n\n\n{") == (answer.headers["Content-Type"], answer.content[:4])


@pytest.mark.parametrize("refusal", [HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS])
def test_about_twenty_a_minute_are_answered(refusal: HTTPStatus) -> None:
    """The next is a web page with either status."""
    with ItunesFake(catalogue(), refusal=refusal) as fake:
        answers = [get(fake, "/lookup?id=2") for _ in range(21)]
    assert [200] * 20 + [refusal] == [answer.status_code for answer in answers]
    assert answers[-1].text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "path",
    [
        "/search?term=a&entity=album&limit=201",
        "/search?term=a&entity=album&limit=many",
        "/search?term=a&entity=album&country=gb",
        "/search?term=a",
    ],
)
def test_a_wrong_query_is_400(fake: ItunesFake, path: str) -> None:
    """With a message under a key of its own."""
    answer = get(fake, path)
    assert (400, True) == (answer.status_code, "errorMessage" in answer.json())


def test_what_is_unknown_has_no_results(fake: ItunesFake) -> None:
    """With status 200; only other paths are 404."""
    for path in ("/lookup?id=404", "/lookup?id=x", "/lookup?upc=1", "/lookup", "/search?term=zzzz&entity=album"):
        assert [] == results(fake, path)
    assert 404 == get(fake, "/elsewhere").status_code


def test_a_search_has_collections(fake: ItunesFake) -> None:
    """With all that a link needs, in the country asked for."""
    entry = results(fake, "/search?term=Blue+Hour+Lanterns&entity=album&country=GB&limit=2")[1]
    assert ("collection", "Album", 2, 7) == tuple(
        entry[key] for key in ("wrapperType", "collectionType", "collectionId", "artistId")
    )
    assert ("Blue Hour", "The Lanterns", 2) == tuple(
        entry[key] for key in ("collectionName", "artistName", "trackCount")
    )
    assert "https://music.apple.com/gb/album/blue-hour/2?uo=4" == entry["collectionViewUrl"]
    assert "1990-01-15T08:00:00Z" == entry["releaseDate"]


def test_a_lookup_has_songs_where_they_are_asked_for(fake: ItunesFake) -> None:
    """After the collection, fifty unless told otherwise, lengths in milliseconds where they are known."""
    fake.catalogue.albums.append(album(60, "Long", tracks=tuple((f"Song {place}", 1) for place in range(60))))
    assert [1, 51, 61, 11] == [
        len(results(fake, f"/lookup?id=60{more}"))
        for more in ("", "&entity=song", "&entity=song&limit=200", "&entity=song&limit=10")
    ]
    _, first, second = results(fake, "/lookup?id=2&entity=song")
    assert ("track", "song", "Opening", 180_000) == tuple(
        first[key] for key in ("wrapperType", "kind", "trackName", "trackTimeMillis")
    )
    assert "trackTimeMillis" not in second


def test_a_barcode_brings_other_albums_too(fake: ItunesFake) -> None:
    """It is no identifier here."""
    assert [1, 3, 2] == [entry["collectionId"] for entry in results(fake, "/lookup?upc=00602475093060")]


def test_a_cover_is_there_in_every_size(fake: ItunesFake) -> None:
    """By another size in the same address; an album without one has no address."""
    with_cover, without = (results(fake, f"/lookup?id={number}")[0] for number in (2, 3))
    address = with_cover["artworkUrl100"]
    for size in ("100x100", "1200x1200"):
        assert JPEG == requests.get(address.replace("100x100", size), timeout=5).content
    assert "artworkUrl100" not in without
