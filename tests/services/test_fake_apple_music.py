"""The fake Apple Music behaves as the real one is known to."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
import requests
from music_shops import PRIVATE, PUBLIC, catalogue

from services.fakes.apple_music import KEY_ID, LONGEST_LIFE, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.faults import Fault, Faults

NOW = 1_800_000_000
SEARCH = "/catalog/gb/search?types=albums&term="


@pytest.fixture
def fake() -> Iterator[AppleMusicFake]:
    """Start an unlimited fake on one day in 2027."""
    with AppleMusicFake(catalogue(), public_key=PUBLIC, now=lambda: datetime.fromtimestamp(NOW, UTC)) as running:
        yield running


def token(private: str = PRIVATE, key_id: str | None = KEY_ID, **claims: Any) -> str:
    """Return a good token, but for what is changed; a claim that is None is left out."""
    changed = {"iss": TEAM_ID, "iat": NOW - 60, "exp": NOW + 60} | claims
    kept = {name: value for name, value in changed.items() if value is not None}
    return jwt.encode(kept, private, algorithm="ES256", headers={"kid": key_id} if key_id else None)


def get(fake: AppleMusicFake, path: str, bearer: str | None = None) -> requests.Response:
    """Ask the fake over HTTP."""
    headers = {"Authorization": f"Bearer {bearer or token()}"}
    return requests.get(fake.origin + path, headers=headers, timeout=5)


def titles(answer: requests.Response) -> list[str]:
    """Return the titles of a search."""
    hits = answer.json()["results"]["albums"]["data"]
    return [hit["attributes"]["name"] for hit in hits]


@pytest.mark.parametrize(
    "bad",
    [
        token(key_pair()[0]),
        token(key_id="ANOTHERKEY"),
        token(key_id=None),
        token(iss="ANOTHERTEAM"),
        token(iss=None),
        token(exp=None),
        token(iat=None),
        token(exp=NOW),
        token(iat=NOW + 1),
        token(iat=NOW, exp=NOW + LONGEST_LIFE + 1),
        token()[:-10],
        "nonsense",
    ],
    ids=["key", "kid", "no kid", "team", "no team", "no exp", "no iat", "expired", "early", "long", "cut", "nonsense"],
)
def test_a_bad_token_is_refused_without_a_word(fake: AppleMusicFake, bad: str) -> None:
    """A 401 with an empty body."""
    answer = get(fake, "/catalog/gb/albums/2", bad)
    assert (401, b"") == (answer.status_code, answer.content)


def test_the_longest_life_is_allowed(fake: AppleMusicFake) -> None:
    """To the second."""
    assert 200 == get(fake, "/catalog/gb/albums/2", token(iat=NOW, exp=NOW + LONGEST_LIFE)).status_code


def test_no_token_is_refused_with_words(fake: AppleMusicFake) -> None:
    """In the form of all its errors, with status and code as strings."""
    answer = requests.get(f"{fake.origin}/catalog/gb/albums/2", timeout=5)
    error = answer.json()["errors"][0]
    assert (401, "401", "40100") == (answer.status_code, error["status"], error["code"])


@pytest.mark.parametrize(
    "path",
    [
        "/catalog/gb/albums/404",
        "/catalog/gb/albums/no-number",
        "/catalog/gb/artists/404",
        "/catalog/fr/albums/2",
        "/catalog/GB/albums/2",
        "/storefronts/zz",
        "/elsewhere",
    ],
)
def test_what_is_unknown_is_404(fake: AppleMusicFake, path: str) -> None:
    """Storefronts in capitals too."""
    answer = get(fake, path)
    assert (404, "404") == (answer.status_code, answer.json()["errors"][0]["status"])


def test_a_search_gives_five_unless_told_otherwise(fake: AppleMusicFake) -> None:
    """And 25 at most: one more is an error."""
    fake.catalogue.albums *= 10
    counts = [len(titles(get(fake, f"{SEARCH}Hour{more}"))) for more in ("", "&limit=1", "&limit=25")]
    assert [5, 1, 25] == counts
    for wrong in ("&limit=26", "&limit=0", "&limit=many"):
        assert 400 == get(fake, f"{SEARCH}Hour{wrong}").status_code
    assert [400, 400] == [get(fake, f"/catalog/gb/search?{query}").status_code for query in ("term=a", "types=albums")]


def test_a_type_without_hits_is_not_in_the_results(fake: AppleMusicFake) -> None:
    """Nor is one that was not asked for."""
    assert {"results": {}} == get(fake, f"{SEARCH}zzzz").json()
    assert {"results": {}} == get(fake, "/catalog/gb/search?types=artists&term=Hour").json()


def test_barcodes_come_back_shuffled_doubled_and_with_another(fake: AppleMusicFake) -> None:
    """Found only as they are stored, padding and all."""
    address = "/catalog/gb/albums?filter[upc]="
    hits = get(fake, f"{address}00602475093060,042284370424").json()["data"]
    assert ["1", "3", "2", "2"] == [album["id"] for album in hits]
    for wrong in ("602475093060", "0602475093060", "0042284370424", "42284370424"):
        assert {"data": []} == get(fake, address + wrong).json()
    assert 400 == get(fake, address).status_code


def test_what_an_album_lacks_is_left_out(fake: AppleMusicFake) -> None:
    """Barcode, date, notes and cover, and the length of a song."""
    whole = get(fake, "/catalog/gb/albums/2").json()["data"][0]["attributes"]
    bare = get(fake, "/catalog/gb/albums/3").json()["data"][0]["attributes"]
    assert {"artwork", "editorialNotes"} == set(whole) - set(bare)
    assert ("1991", "042284370424", 2) == (bare["releaseDate"], bare["upc"], bare["trackCount"])


def test_artwork_is_an_address_to_be_filled_in(fake: AppleMusicFake) -> None:
    """On the fake's own host."""
    artwork = get(fake, "/catalog/gb/albums/2").json()["data"][0]["attributes"]["artwork"]
    assert f"{fake.origin}/covers/2/{{w}}x{{h}}bb.jpg" == artwork["url"]


def test_artists_are_named_where_they_are_asked_for(fake: AppleMusicFake) -> None:
    """Otherwise an album has their ids only."""
    plain, included = (
        get(fake, f"/catalog/gb/albums/2{query}").json()["data"][0]["relationships"]["artists"]["data"][0]
        for query in ("", "?include=tracks,artists")
    )
    assert ("7", False) == (plain["id"], "attributes" in plain)
    assert "The Lanterns" == included["attributes"]["name"]


def test_too_many_requests_are_not_told_how_long_to_wait(fake: AppleMusicFake) -> None:
    """A 429 in Apple's form, without Retry-After."""
    fake.faults = Faults(rules=[Fault(path=".", kind="429")])
    answer = get(fake, "/catalog/gb/albums/2")
    assert (429, "429", None) == (
        answer.status_code,
        answer.json()["errors"][0]["status"],
        answer.headers.get("Retry-After"),
    )
