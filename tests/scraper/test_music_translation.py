"""What Apple Music, iTunes and Spotify answer becomes candidates; nothing that they leave out or garble breaks it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from spoiling import spoilt_answers

from scraper import matching, translation
from scraper.domain.evidence import Candidate, Song, Wanted
from services.apple_music import AppleMusic, DeveloperKey
from services.fakes.apple_music import KEY_ID, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.itunes import ItunesFake
from services.fakes.music import Album, MusicCatalogue
from services.fakes.spotify import SpotifyFake, spotify_id
from services.itunes import Itunes
from services.spotify import Spotify
from services.throttle import Throttle
from services.transport import Channel, session

SONGS = (("Kontrast", 225), ("Ostwind", None))
WANTED = Wanted(
    title="Nachtlicht",
    artists=(("Lumen",),),
    artist_line="Lumen",
    songs=tuple(Song(title=title, seconds=seconds) for title, seconds in SONGS),
    barcodes=("4 006381 333931",),
)
ALBUM = Album(
    number=1440659210,
    title="Nachtlicht",
    artist="Lumen",
    artist_id=148377,
    tracks=SONGS,
    year="1990-01-15",
    upc="04006381333931",
    notes="<b>Bright.</b>",
    cover=lambda: b"",
)
Answers = dict[str, dict[str, Any]]


def channel(name: str) -> Channel:
    """Return a channel that never waits."""
    return Channel(session("https://example.org", "0.1"), name, Throttle(6_000_000, sleep=lambda _: None))


@pytest.fixture(scope="module")
def catalogue() -> MusicCatalogue:
    """Return a catalogue with our album and an EP."""
    other = Album(number=777, title="Nachtlicht - EP", artist="Lumen", artist_id=148377, tracks=SONGS[:1], year="")
    return MusicCatalogue(albums=[ALBUM, other])


@pytest.fixture(scope="module")
def apple(catalogue: MusicCatalogue) -> Iterator[Answers]:
    """Return what Apple Music answers to each question."""
    private, public = key_pair()
    key = DeveloperKey(KEY_ID, TEAM_ID, private, now=lambda: datetime.now(UTC))
    with AppleMusicFake(catalogue, public_key=public) as fake:
        client = AppleMusic(channel("Apple Music"), fake.origin, "gb", key)
        yield {
            "barcode": client.with_barcodes(["04006381333931"]),
            "search": client.search("Lumen Nachtlicht"),
            "album": client.album("1440659210"),
            "artist": client.artist("148377"),
        }


@pytest.fixture(scope="module")
def itunes(catalogue: MusicCatalogue) -> Iterator[Answers]:
    """Return what iTunes answers."""
    with ItunesFake(catalogue, limit=None) as fake:
        client = Itunes(channel("iTunes"), fake.origin, "gb")
        yield {"search": client.search("Lumen Nachtlicht"), "album": client.album("1440659210")}


@pytest.fixture(scope="module")
def spotify(catalogue: MusicCatalogue) -> Iterator[Answers]:
    """Return what Spotify answers."""
    with SpotifyFake(catalogue) as fake:
        at = (f"{fake.origin}/v1", f"{fake.origin}/api/token")
        client = Spotify(channel("Spotify"), channel("accounts"), *at, "sample-client", "sample-secret")
        code = "04006381333931"
        yield {
            "search": client.search("Lumen", "Nachtlicht"),
            "album": client.album(spotify_id(1440659210)),
            "barcode": {**client.with_barcode(code), "asked": code},
        }


def ours(candidates: list[Candidate]) -> Candidate:
    """Return our album."""
    return next(candidate for candidate in candidates if candidate.entry_id.endswith("1440659210"))


def test_apple_music_is_understood(apple: Answers) -> None:
    """Names, kinds, songs, barcodes, covers in the size worth having, and who it is by; each album once."""
    candidates = translation.apple_candidates(apple)
    mine = ours(candidates)
    assert {"1440659210": None, "777": "ep"} == {candidate.entry_id: candidate.kind for candidate in candidates}
    assert ("Nachtlicht", 1990, 2, ("04006381333931",)) == (mine.title, mine.year, mine.track_count, mine.barcodes)
    assert (Song(title="Kontrast", seconds=225), Song(title="Ostwind")) == mine.songs
    assert [("Lumen", "148377")] == [(person.name, person.entry_id) for person in mine.artists]
    assert "{" not in mine.image
    assert mine.image.startswith("http")
    assert "<b>Bright.</b>" == translation.apple_notes(apple, "1440659210")
    assert "" == translation.apple_notes(apple, "777")


def test_itunes_is_understood(itunes: Answers) -> None:
    """The same, without barcodes; the cover in a size that is worth having."""
    mine = ours(translation.itunes_candidates(itunes))
    assert ("1440659210", "Nachtlicht", 1990, 2) == (mine.entry_id, mine.title, mine.year, mine.track_count)
    assert (Song(title="Kontrast", seconds=225), Song(title="Ostwind")) == mine.songs
    assert mine.image.endswith("2000x2000bb.jpg")
    assert mine.url.startswith("https://music.apple.com/gb/album/nachtlicht/1440659210")


def test_spotify_is_understood(spotify: Answers) -> None:
    """The same; albums that a barcode finds have it; holes in the list are passed over."""
    mine = ours(translation.spotify_candidates(spotify))
    assert (f"https://open.spotify.com/album/{spotify_id(1440659210)}", 1990) == (mine.url, mine.year)
    assert ("04006381333931",) == mine.barcodes
    assert (Song(title="Kontrast", seconds=225), Song(title="Ostwind")) == mine.songs


@pytest.mark.parametrize("service", ["apple", "itunes", "spotify"])
def test_whatever_is_missing_or_odd_makes_no_trouble(service: str, request: pytest.FixtureRequest) -> None:
    """Every value, at every depth, is left away and replaced by others: what is left is translated and compared."""
    translate: dict[str, Callable[[Answers], list[Candidate]]] = {
        "apple": translation.apple_candidates,
        "itunes": translation.itunes_candidates,
        "spotify": translation.spotify_candidates,
    }
    seen: set[tuple[Candidate, ...]] = set()
    every = list(spoilt_answers(request.getfixturevalue(service)))
    assert 300 < len(every)
    for answers in every:
        candidates = translate[service](answers)
        assert all(candidate.entry_id and candidate.title for candidate in candidates)
        assert all(candidate.url.startswith("https://") for candidate in candidates)
        if service == "apple":
            assert isinstance(translation.apple_notes(answers, "1440659210"), str)
            assert isinstance(translation.apple_portrait(answers, "148377"), str)
        if tuple(candidates) not in seen:
            seen.add(tuple(candidates))
            matching.decide(WANTED, candidates)


@pytest.mark.parametrize(
    ("credited", "page", "has_id"),
    [
        ("Neil Young & Crazy Horse", "neil-young/57665", False),
        ("Fela Kuti & Africa 70", "fela-kuti/1", False),
        ("Ada, Bert & Carl", "ada/1", False),
        ("Ada feat. Bert", "ada/1", False),
        ("Ada / Bert", "ada/1", False),
        ("Neil Young & Crazy Horse", "", False),
        ("Simon & Garfunkel", "simon-garfunkel/1", True),
        ("Earth, Wind & Fire", "earth-wind-fire/1", True),
        ("Nick Cave & The Bad Seeds", "nick-cave-the-bad-seeds/1", True),
        ("Neil Young", "neil-young/57665", True),
        ("坂本龍一", "%E5%9D%82%E6%9C%AC%E9%BE%8D%E4%B8%80/1", True),
        ("Lumen", "", True),
    ],
)
def test_a_joint_credit_has_no_id_of_its_own(credited: str, page: str, has_id: bool) -> None:
    """ITunes gives the first artist's id beside it; the address of the artist's page tells whose it is."""
    entry = {"collectionId": 1440659210, "collectionName": "Zuma", "artistName": credited, "artistId": 57665}
    address = {"artistViewUrl": f"https://music.apple.com/us/artist/{page}?uo=4"} if page else {}
    (candidate,) = translation.itunes_candidates({"search": {"results": [entry | address]}})
    (person,) = candidate.artists
    assert (credited, has_id) == (person.name, person.entry_id == "57665")


@pytest.mark.parametrize(
    ("credited", "own", "has_id"),
    [
        ("Neil Young & Crazy Horse", "Neil Young", False),
        ("Neil Young & Crazy Horse", None, False),
        ("Simon & Garfunkel", "Simon & Garfunkel", True),
        ("Neil Young", None, True),
        ("Neil Young", "Neil Young", True),
    ],
)
def test_an_artist_of_apple_music_is_the_whole_credit(credited: str, own: str | None, has_id: bool) -> None:
    """Whose name the related artist has decides; without it, a joint credit gives no id."""
    artist = {"id": "57665", "type": "artists", **({"attributes": {"name": own}} if own else {})}
    album = {
        "id": "1440659210",
        "type": "albums",
        "attributes": {"name": "Zuma", "artistName": credited},
        "relationships": {"artists": {"data": [artist]}},
    }
    (candidate,) = translation.apple_candidates({"album": {"data": [album]}})
    assert has_id == bool(candidate.artists[0].entry_id)


def test_songs_tell_their_discs() -> None:
    """What stands at the end of a disc may be a bonus."""
    tracks = [{"name": "One", "disc_number": 1}, {"name": "Two", "disc_number": 2}, {"name": "Three"}]
    album = {"id": spotify_id(7), "name": "Zuma", "tracks": {"items": tracks}}
    (candidate,) = translation.spotify_candidates({"album": album})
    assert [1, 2, 1] == [song.disc for song in candidate.songs]
