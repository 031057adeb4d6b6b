"""The client of Discogs reads what the service sends, says what it refuses, and keeps the token to itself."""

import re
from typing import Any

import pytest
from discogs_on_fake import TOKEN, channel, client
from fixed_server import FixedServer
from small_collection import JPEG, crate, release

from services import discogs
from services.discogs import PER_PAGE, Discogs
from services.errors import Missing, Refused, ServiceError, Unreadable
from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.server import Call, FakeServer, Response, json_response


class NinePages(FixedServer):
    """A service that answers every request with the same JSON, but with a 404 behind page nine."""

    def answer(self, call: Call) -> Response:
        """Return the JSON, or the 404."""
        if int(call.query.get("page", 1)) > 9:
            return json_response({"message": "no such page"}, 404)
        return super().answer(call)


def client_of(fake: FakeServer, username: str = "crate") -> Discogs:
    """Return the client on any server."""
    return Discogs(channel(), channel(token=None), f"{fake.origin}/", username)


def instances(fake: DiscogsFake) -> list[int]:
    """Return the copies of the whole collection, as they come."""
    return [item["instance_id"] for page in client(fake).collection() for item in page.items]


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, [0]), (1, [1]), (PER_PAGE, [100]), (PER_PAGE + 1, [100, 1]), (250, [100, 100, 50])],
)
def test_a_collection_costs_a_request_a_page(size: int, expected: list[int]) -> None:
    """The newest come first, a hundred at a time, and no page is asked for twice."""
    with DiscogsFake(crate(size), limit=None) as fake:
        pages = list(client(fake).collection())
        assert [*range(1, len(expected) + 1)] == [int(request.query["page"]) for request in fake.requests]
        assert {("100", "added", "desc")} == {
            tuple(request.query[name] for name in ("per_page", "sort", "sort_order")) for request in fake.requests
        }
    assert expected == [len(page.items) for page in pages]
    assert [(len(expected), size)] * len(expected) == [(page.pages, page.total) for page in pages]
    days = [item["date_added"] for page in pages for item in page.items]
    assert sorted(days, reverse=True) == days


def test_items_are_discogs_own() -> None:
    """With the release's basics, and everything that the copy has."""
    with DiscogsFake(crate(1), limit=None) as fake:
        item = next(client(fake).collection()).items[0]
    assert (1, 1001, "Title 001") == (item["id"], item["instance_id"], item["basic_information"]["title"])


@pytest.mark.parametrize("kind", ["short-page", "duplicate"])
@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize("size", [250, 300])
def test_nothing_is_lost_when_pages_shift(kind: FaultKind, page: int, size: int) -> None:
    """Short pages make for more of them than announced; an item on two pages is told by its id."""
    faults = Faults(rules=[Fault(path=rf"[?&]page={page}(&|$)", kind=kind)])
    with DiscogsFake(crate(size), limit=None, faults=faults) as fake:
        instance_ids = instances(fake)
        assert 4 >= fake.count("collection")
    assert {*range(1001, 1001 + size)} == set(instance_ids)


def test_a_reader_who_has_enough_costs_no_more() -> None:
    """Pages are asked for as they are read."""
    with DiscogsFake(crate(250), limit=None) as fake:
        next(client(fake).collection())
        assert 1 == fake.count("collection")


@pytest.mark.parametrize("total", [5, 500, 10**9])
def test_a_count_that_is_never_reached_ends_the_reading(total: int) -> None:
    """Whether further pages are empty or missing."""
    content = {"pagination": {"pages": 1, "items": total}, "releases": []}
    with NinePages(content) as fake:
        assert 1 == len(list(client_of(fake).collection()))
        assert 2 == len(fake.requests)


def test_release_master_and_artist_are_whole_answers() -> None:
    """As the service sends them, each for one request."""
    world = crate(1)
    with DiscogsFake(world, limit=None) as fake:
        answers = [client(fake).release(1), client(fake).master(1), client(fake).artist(9)]
        assert 3 == len(fake.requests)
    assert ["Title 001", "Title", "Ärtist"] == [answer.get("title") or answer["name"] for answer in answers]
    assert set(release(1)) <= set(answers[0])


def test_what_was_deleted_is_missing() -> None:
    """In the service's own words, and after one request."""
    with DiscogsFake(crate(1), limit=None) as fake:
        service = client(fake)
        for ask, says in (
            (service.release, "That release does not exist or may have been deleted."),
            (service.master, "That master release does not exist or may have been deleted."),
            (service.artist, "Artist not found."),
        ):
            with pytest.raises(Missing, match=re.escape(says)):
                ask(404)
        with pytest.raises(Missing, match="not found"):
            service.image(f"{fake.origin}/images/404.jpg")
        assert 4 == len(fake.requests)


def test_an_unknown_user_is_named() -> None:
    """Before anything else is asked."""
    with DiscogsFake(crate(), limit=None) as fake:
        for ask in (
            lambda: list(client(fake, username="no one/x").collection()),
            client(fake, username="no one/x").profile,
        ):
            with pytest.raises(Missing) as caught:
                ask()
            assert 1 == caught.value.exit_code
        assert {"/users/no%20one%2Fx"} == {"/".join(request.path.split("/")[:3]) for request in fake.requests}
        with pytest.raises(Missing, match="Discogs: there is no user named 'no one/x'"):
            next(client(fake, username="no one/x").collection())


@pytest.mark.parametrize("token", [None, "wrong"])
def test_a_private_collection_is_refused(token: str | None) -> None:
    """The sentence says what may be the matter, and the exit code is the one for refusals."""
    with DiscogsFake(crate(public=False), limit=None) as fake:
        with pytest.raises(Refused) as caught:
            next(client(fake, token=token).collection())
        assert 1 == fake.count("collection")
    assert str(caught.value).endswith(". Is the collection of crate private, or the token wrong?")
    assert 3 == caught.value.exit_code


def test_a_wrong_token_is_refused() -> None:
    """Even where none would be needed, and by the question whose it is."""
    with DiscogsFake(crate(), limit=None) as fake:
        wrong = client(fake, token="wrong")  # noqa: S106  # made up
        for ask in (lambda: next(wrong.collection()), lambda: wrong.release(1), wrong.identity):
            with pytest.raises(Refused, match="Invalid consumer token") as caught:
                ask()
            assert "wrong" not in str(caught.value).replace("or the token wrong?", "")
        assert "crate" == client(fake).identity()
        with pytest.raises(Refused):
            client(fake, token=None).identity()


def test_a_public_collection_needs_no_token() -> None:
    """Only the images have no address then."""
    with DiscogsFake(crate(3), limit=None) as fake:
        service = client(fake, token=None)
        page = next(service.collection())
        assert 3 == len(page.items)
        assert {""} == {image["uri"] for image in service.release(1)["images"]}
        assert [1, 2] == [entry["id"] for entry in service.fields()]
        assert [0] == [entry["id"] for entry in service.folders()]
        assert {None} == {request.headers["Authorization"] for request in fake.requests}


def test_the_token_is_in_the_header_alone() -> None:
    """Of requests to the API, and of none to the images."""
    with DiscogsFake(crate(2), limit=None) as fake:
        service = client(fake)
        assert JPEG == service.image(service.release(1)["images"][0]["uri"])
        list(service.collection())
        assert [1, 2, 3] == [entry["id"] for entry in service.fields()]
        assert [0, 1] == [entry["id"] for entry in service.folders()]
        by_kind = {(request.kind == "image", request.headers["Authorization"]) for request in fake.requests}
        assert {(False, f"Discogs token={TOKEN}"), (True, None)} == by_kind
        assert [] == fake.leaks
        assert [] == [request for request in fake.requests if TOKEN in f"{request.path}{request.query}"]


def test_a_faulty_page_is_asked_for_again() -> None:
    """In the middle of a collection, whatever is wrong with it."""
    rules = [Fault(path="page=2", kind=kind) for kind in ("429", "html", "cut", "503")]
    with DiscogsFake(crate(150), limit=None, faults=Faults(rules=rules)) as fake:
        assert 150 == len(instances(fake))
        assert 6 == fake.count("collection")


ODD: list[Any] = [
    [],
    None,
    5,
    "text",
    {},
    {"message": "x"},
    {"releases": []},
    {"releases": [], "pagination": {}},
    {"releases": None, "pagination": {"pages": 1, "items": 1}},
    {"releases": [{}], "pagination": {"pages": "many", "items": None}},
    {"releases": 5, "pagination": []},
]


@pytest.mark.parametrize("content", ODD, ids=repr)
def test_answers_in_another_form_are_unreadable(content: Any) -> None:
    """JSON that is not what was asked for is one of our errors, never a crash nor an empty record."""
    with NinePages(content) as fake:
        service = client_of(fake)
        for ask in (
            lambda: list(service.collection()),
            lambda: service.release(1),
            lambda: service.artist(1),
        ):
            with pytest.raises(Unreadable, match="Discogs: sent an answer in a form we do not know") as caught:
                ask()
            assert 4 == caught.value.exit_code
        for ask_list in (
            service.fields,
            service.folders,
            service.identity,
            service.profile,
        ):
            try:
                ask_list()
            except ServiceError as error:
                assert isinstance(error, Unreadable)  # noqa: PT017  # some odd answers are fine here: a list of nothing


@pytest.mark.parametrize("items", [["x", None], [{"instance_id": []}], [[], 5, {}]])
def test_odd_items_stay_in_the_list(items: list[Any]) -> None:
    """One item that cannot be read does not take the others with it: what is no object is an item without anything."""
    with NinePages({"releases": items, "pagination": {"pages": 1, "items": len(items)}}) as fake:
        pages = list(client_of(fake).collection())
    assert [item if isinstance(item, dict) else {} for item in items] == list(pages[0].items)


def test_nothing_is_ever_written_at_discogs() -> None:
    """The library could; our transport refuses."""
    with DiscogsFake(crate(1), limit=None) as fake:
        service = client(fake)
        with pytest.raises(ValueError, match="only reads"):
            service._client._post(f"{fake.origin}/releases/1", {})  # noqa: SLF001  # the library's way to write
        assert [] == fake.requests


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-Discogs-Ratelimit": "60", "X-Discogs-Ratelimit-Used": "5"}, (60, 5)),
        ({"X-Discogs-Ratelimit": "60"}, None),
        ({"X-Discogs-Ratelimit": "many", "X-Discogs-Ratelimit-Used": "5"}, None),
        ({}, None),
    ],
)
def test_the_limit_is_read_from_the_headers(headers: dict[str, str], expected: tuple[int, int] | None) -> None:
    """Where both numbers are there."""
    assert expected == discogs.limit_and_used(headers)
