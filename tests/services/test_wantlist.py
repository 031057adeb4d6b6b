"""The wantlist, as Discogs lists it and as our client reads it."""

from typing import Any

import pytest
from discogs_on_fake import client
from fixed_server import FixedServer
from small_collection import NAMED, OWNER, crate, get

from services.errors import Missing, Refused, Unreadable
from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, Faults
from services.fakes.world import World


def wanting(size: int, **changes: Any) -> World:
    """Return a world whose user wants that many releases; the first three are known at Discogs."""
    wants = [{"id": number, "date_added": "2024-05-06T07:08:09-07:00"} for number in range(1, size + 1)]
    return crate(3, wants=wants, **changes)


@pytest.mark.parametrize(("size", "requests"), [(0, 1), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_the_whole_list_is_read(size: int, requests: int) -> None:
    """A request for each hundred."""
    with DiscogsFake(wanting(size), limit=None) as fake:
        assert list(range(1, size + 1)) == [item["id"] for item in client(fake).wants()]
        assert requests == fake.count("wants")


def test_items_are_discogs_own() -> None:
    """With the release's basics, and notes that are a text there."""
    with DiscogsFake(wanting(1), limit=None) as fake:
        item = next(client(fake).wants())
    assert (1, "", "Title 001") == (item["id"], item["notes"], item["basic_information"]["title"])


def test_a_list_that_is_private_is_refused() -> None:
    """But not to its owner."""
    with DiscogsFake(wanting(2, wants_public=False), limit=None) as fake:
        with pytest.raises(Refused):
            list(client(fake, token=None).wants())
        assert 2 == len(list(client(fake).wants()))


def test_an_unknown_user_is_missing() -> None:
    """As Discogs says."""
    with DiscogsFake(wanting(2), limit=None) as fake, pytest.raises(Missing):
        list(client(fake, username="nobody").wants())


def test_a_page_that_broke_is_asked_for_again() -> None:
    """As every other question."""
    faults = Faults(rules=[Fault(path="/wants.*page=2", kind="cut")])
    with DiscogsFake(wanting(150), limit=None, faults=faults) as fake:
        assert 150 == len(list(client(fake).wants()))


@pytest.mark.parametrize("content", [[], 5, {}, {"wants": []}, {"wants": 5, "pagination": {"pages": 1}}])
def test_odd_answers_are_unreadable(content: Any) -> None:
    """Nothing of the library, or of Python, gets past the client."""
    with FixedServer(content) as fake, pytest.raises(Unreadable):
        list(client(fake).wants())  # type: ignore[arg-type]  # it needs an origin only


def test_the_fake_pages_as_discogs_does() -> None:
    """Links to the neighbours, 404 beyond the last page, pictures for who brings a token."""
    with DiscogsFake(wanting(3), limit=None) as fake:
        page = get(fake, "/users/crate/wants?per_page=2").json()
        assert (2, 3) == (page["pagination"]["pages"], page["pagination"]["items"])
        assert "page=2" in page["pagination"]["urls"]["next"]
        assert 404 == get(fake, "/users/crate/wants?per_page=2&page=3").status_code
        shown = [
            get(fake, "/users/crate/wants", headers).json()["wants"][0]["basic_information"]["cover_image"]
            for headers in (OWNER, NAMED)
        ]
    assert [f"{fake.origin}/images/1.jpg", ""] == shown
