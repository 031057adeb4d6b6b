"""The fake Discogs behaves as the real one is known to."""

from collections.abc import Iterator

import pytest
import requests
from small_collection import JPEG, NAMED, OWNER, SHELF, copy, crate, get, instances, read_all

from services.fakes.discogs import DiscogsFake


@pytest.fixture
def fake() -> Iterator[DiscogsFake]:
    """Start an unlimited fake with seven copies."""
    with DiscogsFake(crate(), limit=None) as running:
        yield running


def test_a_client_without_a_name_gets_a_web_page(fake: DiscogsFake) -> None:
    """The edge wants `Name/Version +URL` and refuses in HTML."""
    answer = get(fake, "/releases/1", {"User-Agent": "python-requests/2"})
    assert (403, "text/html; charset=UTF-8") == (answer.status_code, answer.headers["Content-Type"])
    assert 200 == get(fake, "/releases/1", NAMED).status_code


def test_urls_lead_back_to_the_fake(fake: DiscogsFake) -> None:
    """What the answers point to is on the fake's own address."""
    release_answer = get(fake, "/releases/1").json()
    assert f"{fake.origin}/releases/1" == release_answer["resource_url"]
    assert f"{fake.origin}/masters/1" == release_answer["master_url"]
    picture = requests.get(release_answer["images"][0]["uri"], timeout=5)
    assert (JPEG, "image/jpeg") == (picture.content, picture.headers["Content-Type"])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/releases/99", "That release does not exist or may have been deleted."),
        ("/masters/99", "That master release does not exist or may have been deleted."),
        ("/artists/99", "Artist not found."),
        ("/labels/99", "Label not found"),
        ("/users/nobody", "User does not exist or may have been deleted."),
        ("/users/nobody/collection/folders/0/releases", "User does not exist or may have been deleted."),
        ("/elsewhere", "The requested resource was not found."),
    ],
)
def test_what_is_unknown_is_404_with_its_message(fake: DiscogsFake, path: str, message: str) -> None:
    """Each kind of thing has its own words, and the rate limit stands on a 404 too."""
    answer = get(fake, path)
    assert (404, {"message": message}) == (answer.status_code, answer.json())
    assert "60" == answer.headers["X-Discogs-Ratelimit"]


def test_a_missing_image_is_404(fake: DiscogsFake) -> None:
    """Images live on another host, which speaks HTML."""
    assert 404 == get(fake, "/images/none.jpg").status_code


def test_only_reading_is_allowed(fake: DiscogsFake) -> None:
    """A method that the fake has no use for is 405."""
    assert 405 == requests.post(f"{fake.origin}/releases/1", headers=OWNER, data="x", timeout=5).status_code


def test_a_wrong_token_is_refused(fake: DiscogsFake) -> None:
    """A wrong token is an error, a wrong header name is silently anonymous."""
    wrong = get(fake, "/releases/1", NAMED | {"Authorization": "Discogs token=wrong"})
    message = "Invalid consumer token. Please register an app before making requests."
    assert (401, {"message": message}) == (wrong.status_code, wrong.json())
    anonymous = get(fake, "/releases/1", NAMED | {"X-Token": "sample-token"})
    assert (200, "25") == (anonymous.status_code, anonymous.headers["X-Discogs-Ratelimit"])


def test_a_token_in_the_address_is_a_leak(fake: DiscogsFake) -> None:
    """It ends in logs: it gives nothing, and the fake remembers it."""
    answer = get(fake, "/releases/1?token=sample-token", NAMED)
    assert "25" == answer.headers["X-Discogs-Ratelimit"]
    get(fake, "/releases/1")
    assert ["/releases/1"] == [leak.path for leak in fake.leaks]


def test_identity_needs_the_token(fake: DiscogsFake) -> None:
    """The owner learns their name, anybody else nothing."""
    assert "crate" == get(fake, "/oauth/identity").json()["username"]
    assert 401 == get(fake, "/oauth/identity", NAMED).status_code


@pytest.mark.parametrize("path", ["/releases/1", "/artists/9"])
def test_without_a_token_pictures_have_no_address(fake: DiscogsFake, path: str) -> None:
    """The images are listed, with empty URIs."""
    hidden = get(fake, path, NAMED).json()["images"]
    assert [{"type": "primary", "uri": "", "resource_url": "", "uri150": ""}] == hidden
    assert f"{fake.origin}/images/1.jpg" == get(fake, path).json()["images"][0]["uri"]


def test_the_collection_shows_an_excerpt_of_each_release(fake: DiscogsFake) -> None:
    """Lists are there even when empty, and a release without a master has master 0 at address null."""
    first, second = (item["basic_information"] for item in get(fake, SHELF).json()["releases"][:2])
    assert (1, f"{fake.origin}/masters/1") == (first["master_id"], first["master_url"])
    assert (0, None) == (second["master_id"], second["master_url"])
    assert (f"{fake.origin}/images/1-small.jpg", f"{fake.origin}/images/1.jpg") == (
        first["thumb"],
        first["cover_image"],
    )
    assert ([], [], "Title 001") == (first["styles"], first["labels"], first["title"])
    assert {"country", "tracklist", "identifiers", "images"}.isdisjoint(first)


def test_without_a_token_the_collection_has_no_pictures(fake: DiscogsFake) -> None:
    """A public collection is readable, thumb and cover are empty."""
    shown = get(fake, SHELF, NAMED).json()["releases"][0]["basic_information"]
    assert ("", "") == (shown["thumb"], shown["cover_image"])


def test_a_private_collection_is_for_its_owner() -> None:
    """Without the token it is 403."""
    with DiscogsFake(crate(public=False), limit=None) as fake:
        refused = get(fake, SHELF, NAMED)
        message = "You don't have permission to access this resource."
        assert (403, {"message": message}) == (refused.status_code, refused.json())
        for path in ("/users/crate/collection/folders", "/users/crate/collection/fields"):
            assert 403 == get(fake, path, NAMED).status_code
        assert "num_collection" not in get(fake, "/users/crate", NAMED).json()
        assert 200 == get(fake, SHELF).status_code


def test_only_folder_all_is_public(fake: DiscogsFake) -> None:
    """The owner sees every folder with its count, others the first one."""
    folders = get(fake, "/users/crate/collection/folders").json()["folders"]
    assert [(0, "All", 7), (1, "Uncategorized", 7)] == [
        (folder["id"], folder["name"], folder["count"]) for folder in folders
    ]
    assert 1 == len(get(fake, "/users/crate/collection/folders", NAMED).json()["folders"])
    assert 401 == get(fake, "/users/crate/collection/folders/1/releases", NAMED).status_code
    assert 7 == len(get(fake, "/users/crate/collection/folders/1/releases").json()["releases"])
    assert 404 == get(fake, "/users/crate/collection/folders/5/releases").status_code
    assert "Uncategorized" == get(fake, "/users/crate/collection/folders/1").json()["name"]


def test_private_notes_are_for_their_owner() -> None:
    """Notes are absent when empty, and only those in public fields are shown to others."""
    notes = [{"field_id": 1, "value": "Mint (M)"}, {"field_id": 3, "value": "from Ann"}]
    with DiscogsFake(crate(copies=[copy(1) | {"notes": notes}, copy(2)]), limit=None) as fake:
        first, second = get(fake, SHELF).json()["releases"]
        assert (notes, False) == (first["notes"], "notes" in second)
        assert notes[:1] == get(fake, SHELF, NAMED).json()["releases"][0]["notes"]
        fields = get(fake, "/users/crate/collection/fields").json()["fields"]
        assert ["Media Condition", "Sleeve Condition", "Notes"] == [field["name"] for field in fields]
        assert 2 == len(get(fake, "/users/crate/collection/fields", NAMED).json()["fields"])


def test_a_page_links_to_its_neighbours() -> None:
    """First and prev are absent on page 1, next and last on the last; a single page has no links."""
    with DiscogsFake(crate(7), limit=None) as fake:
        links = [set(get(fake, f"{SHELF}?per_page=3&page={page}").json()["pagination"]["urls"]) for page in (1, 2, 3)]
        assert [{"next", "last"}, {"first", "prev", "next", "last"}, {"first", "prev"}] == links
        single = {"page": 1, "pages": 1, "per_page": 50, "items": 7, "urls": {}}
        assert single == get(fake, SHELF).json()["pagination"]
        assert 404 == get(fake, f"{SHELF}?page=2").status_code


def test_an_empty_collection_is_one_empty_page() -> None:
    """Nothing on the shelf is an answer, not an error."""
    with DiscogsFake(crate(0), limit=None) as fake:
        page = get(fake, SHELF).json()
        assert ([], 0, 1) == (page["releases"], page["pagination"]["items"], page["pagination"]["pages"])


@pytest.mark.parametrize(("query", "given"), [("", 50), ("?per_page=500", 100), ("?per_page=x", 50)])
def test_a_page_holds_fifty_and_never_more_than_a_hundred(query: str, given: int) -> None:
    """Discogs cuts what is too much and ignores what is no number."""
    with DiscogsFake(crate(120), limit=None) as fake:
        page = get(fake, SHELF + query).json()
        assert (given, given) == (len(page["releases"]), page["pagination"]["per_page"])


@pytest.mark.parametrize("sort", ["added", "artist", "title", "year", "label", "catno", "format", "rating"])
def test_every_order_shows_every_copy(fake: DiscogsFake, sort: str) -> None:
    """Sorting neither loses nor repeats anything."""
    assert list(range(1001, 1008)) == sorted(instances(read_all(fake, f"per_page=3&sort={sort}&sort_order=desc")))


def test_order_goes_both_ways(fake: DiscogsFake) -> None:
    """`added` and `desc` are the newest first."""
    assert list(range(1007, 1000, -1)) == instances(read_all(fake, "per_page=3&sort=added&sort_order=desc"))
    assert list(range(1001, 1008)) == instances(read_all(fake, "per_page=3&sort=title&sort_order=asc"))


def test_the_world_may_change_while_it_runs(fake: DiscogsFake) -> None:
    """A sold copy leaves the shelf; a deleted release is 404 but still on it."""
    assert 7 == get(fake, SHELF).json()["pagination"]["items"]
    fake.world.copies.pop()
    del fake.world.releases[1]
    items = get(fake, SHELF).json()["releases"]
    assert (6, "Title 001") == (len(items), items[0]["basic_information"]["title"])
    assert 404 == get(fake, "/releases/1").status_code


def test_requests_are_counted_by_kind(fake: DiscogsFake) -> None:
    """Every request is remembered with its status, whatever it was."""
    for path in (SHELF, "/releases/1", "/releases/99", "/artists/9", "/images/1.jpg", "/users/crate", "/labels/1"):
        get(fake, path)
    kinds = ["collection", "release", "release", "artist", "image", "other", "other"]
    assert kinds == [request.kind for request in fake.requests]
    assert (2, 404) == (fake.count("release"), fake.requests[2].status)
    assert NAMED["User-Agent"] == fake.requests[0].headers["user-agent"]
