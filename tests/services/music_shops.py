"""Four music services with one small made-up catalogue, each with its real client, on channels that never wait."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from discogs_on_fake import OFTEN

from services.apple_music import AppleMusic, DeveloperKey
from services.deezer import Deezer
from services.fakes.apple_music import KEY_ID, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.deezer import DeezerFake
from services.fakes.itunes import ItunesFake
from services.fakes.music import Album, MusicCatalogue
from services.fakes.music_server import MusicFake
from services.fakes.spotify import SpotifyFake, spotify_id
from services.itunes import Itunes
from services.spotify import Spotify
from services.throttle import Throttle
from services.transport import Channel, session

PRIVATE, PUBLIC = key_pair()
JPEG = b"\xff\xd8\xff\xe0 a picture"
CLIENT_ID, CLIENT_SECRET = "sample-client", "sample-secret"
ERRORS_BY_STATUS = ("Apple Music", "iTunes", "Spotify")
SERVICES = (*ERRORS_BY_STATUS, "Deezer")
ODD_TITLES = (
    "( )",
    "!!!",
    "4½",
    "101",
    "+/-",
    "坂本龍一",
    "Дельфин",
    "AC/DC & <b>Co</b>",
    'The "Quoted" One: Part 2',
    "a%20b#c?d=e&f",
    "łódź" * 90,
    " ".join(["word"] * 90),
)


def album(number: int, title: str, artist: str = "The Lanterns", **changes: Any) -> Album:
    """Return an album of two songs by an artist with the id 7."""
    songs: Any = (("Opening", 180), ("Closing", None))
    traits: dict[str, Any] = {"artist_id": 7, "tracks": songs, "year": "1990-01-15", "cover": lambda: JPEG}
    return Album(number=number, title=title, artist=artist, **(traits | changes))


def catalogue() -> MusicCatalogue:
    """Return an album, what is mistaken for it, and one for each odd title."""
    odd = [album(100 + place, title, f"Odd {place}", artist_id=200 + place) for place, title in enumerate(ODD_TITLES)]
    return MusicCatalogue(
        albums=[
            album(1, "Blue Hour (Karaoke)", "Tribute to The Lanterns", artist_id=8, upc="4006381333931"),
            album(2, "Blue Hour", upc="00602475093060", notes="<b>Fine</b> & blue"),
            album(3, "Red Hour", kind="ep", year="1991", upc="042284370424", cover=None),
            *odd,
        ]
    )


@dataclass(kw_only=True)
class Shop:
    """One of the services, asked in the same words as the others."""

    fake: MusicFake
    client: Any
    naps: list[float]
    """What the channel would have slept, in seconds."""
    search: Callable[[str], Any]
    title_of: Callable[[Any], str]
    """From an entry of the service to its title."""
    hits_in: Callable[[Any], list[Any]]
    """From an answer to its entries."""
    identity: Callable[[int], str] = field(default=str)
    """From an album's number to its id at this service."""

    def titles(self, words: str) -> list[str]:
        """Return the titles that a search finds."""
        return [self.title_of(hit) for hit in self.hits_in(self.search(words)) if hit]

    def requested_kinds(self) -> list[str]:
        """Return the kinds of the requests so far, those for tokens left out."""
        return [request.kind for request in self.fake.requests if request.kind != "token"]


def channel(service: str, naps: list[float] | None = None) -> Channel:
    """Return a channel whose pauses are noted instead of slept."""
    throttle = Throttle(OFTEN, clock=lambda: 0.0, sleep=(naps if naps is not None else []).append)
    busy = (429, 403) if service == "iTunes" else (429,)
    return Channel(session("https://example.org", "0.1"), service, throttle, busy=busy)


def key(now: Callable[[], datetime] = lambda: datetime.now(UTC), pem: str = PRIVATE) -> DeveloperKey:
    """Return the developer's key that the fake knows."""
    return DeveloperKey(KEY_ID, TEAM_ID, pem, now=now)


def apple_client(origin: str, naps: list[float] | None = None, **changes: Any) -> AppleMusic:
    """Return the client of Apple Music, in the British storefront unless told otherwise."""
    traits: dict[str, Any] = {"storefront": "gb", "key": key()} | changes
    return AppleMusic(channel("Apple Music", naps), f"{origin}/", **traits)


def itunes_client(origin: str, naps: list[float] | None = None, country: str = "gb") -> Itunes:
    """Return the client of iTunes."""
    return Itunes(channel("iTunes", naps), f"{origin}/", country)


def spotify_client(origin: str, naps: list[float] | None = None, secret: str = CLIENT_SECRET) -> Spotify:
    """Return the client of Spotify."""
    api, accounts = channel("Spotify", naps), channel("Spotify's accounts", naps)
    return Spotify(api, accounts, f"{origin}/v1/", f"{origin}/api/token", CLIENT_ID, secret)


def deezer_client(origin: str, naps: list[float] | None = None) -> Deezer:
    """Return the client of Deezer."""
    return Deezer(channel("Deezer", naps), f"{origin}/")


def _apple(naps: list[float], traits: Mapping[str, Any]) -> Shop:
    fake = AppleMusicFake(public_key=PUBLIC, **traits)
    client = apple_client(fake.origin, naps)
    return Shop(
        fake=fake,
        client=client,
        naps=naps,
        search=client.search,
        title_of=lambda hit: str(hit["attributes"]["name"]),
        hits_in=lambda answer: list(answer["results"].get("albums", {}).get("data", [])),
    )


def _itunes(naps: list[float], traits: Mapping[str, Any]) -> Shop:
    fake = ItunesFake(**({"limit": None} | dict(traits)))
    client = itunes_client(fake.origin, naps)
    return Shop(
        fake=fake,
        client=client,
        naps=naps,
        search=client.search,
        title_of=lambda hit: str(hit["collectionName"]),
        hits_in=lambda answer: list(answer["results"]),
    )


def _spotify(naps: list[float], traits: Mapping[str, Any]) -> Shop:
    fake = SpotifyFake(**traits)
    client = spotify_client(fake.origin, naps)
    return Shop(
        fake=fake,
        client=client,
        naps=naps,
        search=lambda words: client.search("", words),
        title_of=lambda hit: str(hit["name"]),
        hits_in=lambda answer: list(answer["albums"]["items"]),
        identity=spotify_id,
    )


def _deezer(naps: list[float], traits: Mapping[str, Any]) -> Shop:
    fake = DeezerFake(**({"limit": None} | dict(traits)))
    client = deezer_client(fake.origin, naps)
    return Shop(
        fake=fake,
        client=client,
        naps=naps,
        search=lambda words: client.search("", words),
        title_of=lambda hit: str(hit["title"]),
        hits_in=lambda answer: list(answer["data"]),
    )


@contextmanager
def shop(service: str, **traits: Any) -> Iterator[Shop]:
    """Open one of the services; `traits` are those of its fake."""
    openers = {"Apple Music": _apple, "iTunes": _itunes, "Spotify": _spotify, "Deezer": _deezer}
    opened = openers[service]([], {"catalogue": catalogue()} | traits)
    with opened.fake:
        yield opened
