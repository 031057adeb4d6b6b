"""The client of Apple Music signs with the developer's key, and reads what the service sends."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from music_shops import JPEG, ODD_TITLES, PRIVATE, PUBLIC, apple_client, catalogue, key, shop

from services.apple_music import BadKey, DeveloperKey
from services.errors import Missing, Refused
from services.fakes.apple_music import LONGEST_LIFE, AppleMusicFake, key_pair

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def pem(private: Any, password: bytes | None = None) -> str:
    """Return a private key of any kind as a PEM."""
    locked = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return str(private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked).decode())


BAD_KEYS = {
    "empty": ("", "cut short or no private key"),
    "text": ("AuthKey_SAMPLEKEY1.p8", "cut short or no private key"),
    "cut": (PRIVATE[:100], "cut short or no private key"),
    "cut in the middle": (PRIVATE.replace(PRIVATE.splitlines()[1], PRIVATE.splitlines()[1][:30]), "cut short or no"),
    "without its frame": ("".join(PRIVATE.splitlines()[1:-1]), "cut short or no private key"),
    "public": (PUBLIC, "cut short or no private key"),
    "letters": (PRIVATE.replace("-\n", "-\n坂本"), "cut short or no private key"),
    "locked": (pem(ec.generate_private_key(ec.SECP256R1()), b"secret"), "locked with a password"),
    "P-384": (pem(ec.generate_private_key(ec.SECP384R1())), "of another kind"),
    "Ed25519": (pem(ed25519.Ed25519PrivateKey.generate()), "of another kind"),
    "RSA": (pem(rsa.generate_private_key(65537, 2048)), "of another kind"),
}


@pytest.mark.parametrize("name", BAD_KEYS)
def test_a_bad_key_is_told_before_anything_is_asked(name: str) -> None:
    """What is wrong is said in a sentence, and none of the key is in it."""
    text, says = BAD_KEYS[name]
    with pytest.raises(BadKey, match=says) as caught:
        key(pem=text)
    assert str(caught.value).endswith(".")
    lines = [line for line in text.splitlines() if len(line) > 4 and "---" not in line]
    assert [] == [line for line in lines if line in str(caught.value)]
    assert caught.value.__context__ is None or caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("key_id", "team_id", "says"), [("", "TEAM", "key id"), ("KEY", "", "team id"), (" ", "TEAM", "key id")]
)
def test_a_missing_id_is_told(key_id: str, team_id: str, says: str) -> None:
    """By its name."""
    with pytest.raises(BadKey, match=f"The {says} of Apple Music is missing"):
        DeveloperKey(key_id, team_id, PRIVATE, now=lambda: NOON)


@pytest.mark.parametrize(
    "text",
    [
        PRIVATE.replace("\n", "\\n"),
        PRIVATE.replace("\n", "\r\n"),
        f'"{PRIVATE.strip()}"',
        f"\ufeff\n  {PRIVATE}\n\n",
        PRIVATE.strip(),
    ],
    ids=["literal line ends", "Windows", "quoted", "byte-order mark", "no last line end"],
)
def test_a_key_that_suffered_in_copying_is_mended(text: str) -> None:
    """It signs what the service accepts."""
    with shop("Apple Music") as opened:
        apple_client(opened.fake.origin, key=key(pem=text)).check()
        assert [200] == [request.status for request in opened.fake.requests]


def test_a_token_is_made_once_and_renewed_in_time() -> None:
    """Over three days none is sent that is not good for an hour, and none lives longer than allowed."""
    now = [NOON]
    signing = key(now=lambda: now[0])
    tokens = set()
    for minutes in range(0, 3 * 24 * 60, 10):
        now[0] = NOON + timedelta(minutes=minutes)
        token = signing.headers()["Authorization"].removeprefix("Bearer ")
        tokens.add(token)
        claims = jwt.decode(token, PUBLIC, algorithms=["ES256"], options={"verify_exp": False, "verify_iat": False})
        assert claims["iat"] <= now[0].timestamp() <= claims["exp"] - 3600
        assert LONGEST_LIFE >= claims["exp"] - claims["iat"]
    assert 7 == len(tokens)


def test_a_clock_that_was_put_back_renews_the_token() -> None:
    """One from the future would be refused."""
    now = [NOON]
    signing = key(now=lambda: now[0])
    now[0] -= timedelta(days=1)
    with AppleMusicFake(catalogue(), public_key=PUBLIC, now=lambda: now[0]) as fake:
        apple_client(fake.origin, key=signing).check()
        assert [200] == [request.status for request in fake.requests]


@pytest.mark.parametrize("ask", ["check", "album"])
def test_a_key_that_apple_does_not_know_is_refused(ask: str) -> None:
    """Though its 401 is empty; once, and with the exit code for refusals."""
    with shop("Apple Music") as opened:
        client = apple_client(opened.fake.origin, key=key(pem=key_pair()[0]))
        with pytest.raises(Refused, match=r"Apple Music: refused the request \(401\)") as caught:
            client.check() if ask == "check" else client.album("2")
        assert 1 == len(opened.fake.requests)
    assert 3 == caught.value.exit_code


def test_an_unknown_storefront_is_missing() -> None:
    """The check tells before the run."""
    with shop("Apple Music") as opened:
        for storefront in ("zz", "../v1", ""):
            with pytest.raises(Missing):
                apple_client(opened.fake.origin, storefront=storefront).check()
        apple_client(opened.fake.origin, storefront="US").check()


def test_a_search_is_for_albums_as_many_as_can_be_had() -> None:
    """In the storefront, with the words as they are."""
    with shop("Apple Music") as opened:
        assert ["Blue Hour (Karaoke)", "Blue Hour"] == opened.titles("Blue Hour Lanterns")[:2]
        request = opened.fake.requests[0]
    assert ("/catalog/gb/search", {"term": "Blue Hour Lanterns", "types": "albums", "limit": "25"}) == (
        request.path,
        request.query,
    )


def test_a_type_without_hits_is_left_out() -> None:
    """The answer is the service's own."""
    with shop("Apple Music") as opened:
        assert {"results": {}} == opened.client.search("zzzz")


def test_endless_words_are_cut() -> None:
    """Between words where there are any, and never in the middle of what is short."""
    with shop("Apple Music") as opened:
        for title in ODD_TITLES:
            opened.search(title)
        terms = [request.query["term"] for request in opened.fake.requests]
    assert [len(title) > 200 for title in ODD_TITLES] == [
        term != title for term, title in zip(terms, ODD_TITLES, strict=True)
    ]
    assert {199, 200} == {len(term) for term in terms if len(term) > 50}


def test_barcodes_are_asked_for_together() -> None:
    """One request for several; the answer is left as it comes, with what nobody asked for."""
    with shop("Apple Music") as opened:
        answer = opened.client.with_barcodes(["602475093060", "00602475093060", "042284370424"])
        assert ["1", "3", "2", "2"] == [album["id"] for album in answer["data"]]
        assert {"filter[upc]": "602475093060,00602475093060,042284370424"} == opened.fake.requests[0].query
        assert {"data": []} == opened.client.with_barcodes(["602475093060"])


def test_an_album_has_its_tracks_and_its_artist() -> None:
    """For one request."""
    with shop("Apple Music") as opened:
        album = opened.client.album("2")["data"][0]
        assert 1 == len(opened.fake.requests)
    songs = [song["attributes"] for song in album["relationships"]["tracks"]["data"]]
    assert [("Opening", 1, 180_000), ("Closing", 2, None)] == [
        (song["name"], song["trackNumber"], song.get("durationInMillis")) for song in songs
    ]
    artist = album["relationships"]["artists"]["data"][0]
    assert ("7", "The Lanterns") == (artist["id"], artist["attributes"]["name"])
    assert "<b>Fine</b> & blue" == album["attributes"]["editorialNotes"]["standard"]


def test_an_artist_has_a_name_and_an_address() -> None:
    """Or is missing."""
    with shop("Apple Music") as opened:
        artist = opened.client.artist("7")["data"][0]["attributes"]
        assert ("The Lanterns", "https://music.apple.com/gb/artist/the-lanterns/7") == (artist["name"], artist["url"])
        for unknown in ("404", "../albums/2", ""):
            with pytest.raises(Missing):
                opened.client.artist(unknown)


def test_a_cover_is_where_the_artwork_says() -> None:
    """Once the size is filled in; it is not the API's, and needs no token."""
    with shop("Apple Music") as opened:
        address = opened.client.album("2")["data"][0]["attributes"]["artwork"]["url"]
        images = opened.client._channel  # noqa: SLF001  # any channel will do
        assert JPEG == images.get(address.replace("{w}", "1200").replace("{h}", "1200"))
        with pytest.raises(Missing):
            images.get(address)
