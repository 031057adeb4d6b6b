"""The client of the iTunes Search API reads what the service sends."""

import pytest
from music_shops import JPEG, itunes_client, shop

from services.errors import Busy
from services.fakes.faults import Fault, Faults


def test_a_search_is_for_albums_of_one_country() -> None:
    """As many as at Apple Music, which has the same catalogue."""
    with shop("iTunes") as opened:
        assert ["Blue Hour (Karaoke)", "Blue Hour"] == opened.titles("Blue Hour Lanterns")[:2]
        request = opened.fake.requests[0]
    assert {"term": "Blue Hour Lanterns", "entity": "album", "country": "GB", "limit": "25"} == request.query


def test_an_album_comes_before_its_songs() -> None:
    """All of them, for one request."""
    with shop("iTunes") as opened:
        results = opened.client.album("2")["results"]
        assert {"id": "2", "entity": "song", "country": "GB", "limit": "200"} == opened.fake.requests[0].query
    assert ["Blue Hour", "Opening", "Closing"] == [entry.get("trackName", entry["collectionName"]) for entry in results]
    assert [None, 180_000, None] == [entry.get("trackTimeMillis") for entry in results]


@pytest.mark.parametrize("kind", ["403", "429"])
def test_both_its_ways_to_say_slow_down_are_waited_for(kind: str) -> None:
    """A 403 is no refusal here: there is no key that could be wrong."""
    faults = Faults(rules=[Fault(path="search", kind="403" if kind == "403" else "429", times=2)])
    with shop("iTunes", faults=faults) as opened:
        assert "Blue Hour" in opened.titles("Blue Hour")
        assert 3 == len(opened.requested_kinds())


def test_more_than_it_allows_is_busy() -> None:
    """When waiting did not help."""
    with shop("iTunes", limit=1) as opened:
        opened.client.check()
        with pytest.raises(Busy, match="iTunes: asks us to slow down"):
            opened.client.check()


def test_a_country_can_be_written_either_way() -> None:
    """The service wants capitals."""
    with shop("iTunes") as opened:
        for country in ("gb", "GB"):
            itunes_client(opened.fake.origin, country=country).check()
        assert ["GB", "GB"] == [request.query["country"] for request in opened.fake.requests]


def test_a_larger_cover_is_at_the_same_address() -> None:
    """With another size in it."""
    with shop("iTunes") as opened:
        address = opened.client.album("2")["results"][0]["artworkUrl100"]
        assert address.endswith("100x100bb.jpg")
        assert JPEG == opened.client._channel.get(address.replace("100x100bb", "1200x1200bb"))  # noqa: SLF001  # any channel will do
