"""All the services beside Discogs as fakes around a home, and what they know of a crate of records."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from first_runs import Ports
from household import OTHERS, picture

from services.fakes.apple_music import KEY_ID, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.itunes import ItunesFake
from services.fakes.music import Album, MusicCatalogue
from services.fakes.musicbrainz import CoverArtFake, MusicBrainzFake, MusicBrainzWorld
from services.fakes.spotify import SpotifyFake
from services.fakes.wikimedia import WikidataFake, WikipediaFake
from services.fakes.wikimedia_world import Rank, WikidataItem, WikimediaWorld, WikipediaArticle
from services.fakes.world import World

CLIENT_ID, CLIENT_SECRET = "sample-client", "sample-secret"
KEPT_SECRET = (CLIENT_SECRET,)


@dataclass(kw_only=True)
class Elsewhere:
    """What the services know; may be changed while they run."""

    apple: MusicCatalogue = field(default_factory=MusicCatalogue)
    """Of Apple Music and iTunes."""
    spotify: MusicCatalogue = field(default_factory=MusicCatalogue)
    wikimedia: WikimediaWorld = field(default_factory=WikimediaWorld)
    musicbrainz: MusicBrainzWorld = field(default_factory=MusicBrainzWorld)


def album_of(release: Mapping[str, Any], number: int, **changes: Any) -> Album:
    """Return a release as a music service has it."""
    tracks = tuple((track["title"], 225) for track in release["tracklist"])
    by = release["artists"][0]
    facts = {
        "number": number,
        "title": release["title"],
        "artist": " & ".join(artist["name"] for artist in release["artists"]),
        "artist_id": by["id"],
        "tracks": tracks,
        "year": str(release.get("year") or ""),
        "cover": lambda: picture(number),
    }
    return Album(**(facts | changes))


def article_on(wikimedia: WikimediaWorld, release: Mapping[str, Any], number: int, *, named: bool = True) -> None:
    """Let Wikipedia have an article on an album; `named`: its item names the id that Discogs has for the album."""
    prop, at = ("P1954", release["master_id"]) if release.get("master_id") else ("P2206", release["id"])
    by = " and ".join(artist["name"] for artist in release["artists"])
    title, qid = f"{release['title']} (album)", f"Q{number}"
    known = next((item for item in wikimedia.items if named and item.names(f"{prop}={at}")), None)
    if known:
        return
    claims: dict[str, list[tuple[str | None, Rank]]] = {prop: [(str(at), "normal")]} if named else {}
    wikimedia.items.append(WikidataItem(qid=qid, claims=claims, sitelinks={"enwiki": title}))
    text = f"{release['title']} is an album by {by}. Much could be said about it, and is."
    wikimedia.articles.append(WikipediaArticle(title=title, extract=text, qid=qid))


def days_later(home: Path, days: int) -> None:
    """Move all that a home remembers into the past."""
    with closing(sqlite3.connect(home / "sleevenotes.db")) as db, db:
        for table, column in (
            ("lookups", "retry_at"),
            ("lookups", "asked_at"),
            ("answers", "asked_at"),
            *((table, "fetched_at") for table in ("releases", "masters", "artists", "artwork")),
        ):
            db.execute(
                f"UPDATE {table} SET {column} = replace(datetime({column}, ?), ' ', 'T') || '+00:00'",
                (f"-{days} days",),
            )


def knowing(world: World) -> Elsewhere:
    """Return services whose music has every release of a world."""
    albums = [album_of(release, 1_000_000 + number) for number, release in world.releases.items()]
    return Elsewhere(apple=MusicCatalogue(albums=list(albums)), spotify=MusicCatalogue(albums=list(albums)))


@dataclass(kw_only=True)
class Neighbours:
    """The fakes; `variables` are the settings with which the command finds them."""

    elsewhere: Elsewhere
    fakes: dict[str, Any]
    """By name: apple_music, itunes, spotify, wikidata, wikipedia, musicbrainz, cover_art_archive."""
    variables: dict[str, str]
    _seen: Counter[str] = field(default_factory=Counter)

    def asked(self) -> Counter[str]:
        """Return how many requests each got since this was called last; images, and Spotify's tokens, apart."""
        counts: Counter[str] = Counter()
        for name, fake in self.fakes.items():
            requests = fake.requests
            for request in requests[self._seen[name] :]:
                aside = request.kind in ("cover", "front", "image", "token")
                counts[f"{name} {request.kind}" if aside else name] += 1
            self._seen[name] = len(requests)
        return counts


MakeNeighbours = Callable[..., Neighbours]


@contextmanager
def neighbours(elsewhere: Elsewhere, folder: Path, ports: Ports, *, with_key: bool = True) -> Iterator[Neighbours]:
    """Run the fakes, without limits; `with_key`: whether the owner has a key for Apple Music, kept in `folder`."""
    private, public = key_pair()
    at = ports.listening
    file = folder / "AuthKey.p8"
    file.write_text(private)
    with ExitStack() as stack:
        fakes: dict[str, Any] = {
            "apple_music": at(AppleMusicFake, "apple_music")(elsewhere.apple, public_key=public),
            "itunes": at(ItunesFake, "itunes")(elsewhere.apple, limit=None),
            "spotify": at(SpotifyFake, "spotify")(elsewhere.spotify, CLIENT_ID, CLIENT_SECRET),
            "wikidata": at(WikidataFake, "wikidata")(elsewhere.wikimedia, limit=None, window=1.0),
            "wikipedia": at(WikipediaFake, "wikipedia")(elsewhere.wikimedia, limit=None, window=1.0),
            "musicbrainz": at(MusicBrainzFake, "musicbrainz")(elsewhere.musicbrainz, limit=None),
            "cover_art_archive": at(CoverArtFake, "cover_art_archive")(elsewhere.musicbrainz),
        }
        for fake in fakes.values():
            stack.enter_context(fake)
        origins = {name: fake.origin for name, fake in fakes.items()}
        yield Neighbours(elsewhere=elsewhere, fakes=fakes, variables=_settings(origins, file if with_key else None))


def _settings(origins: Mapping[str, str], key: Path | None) -> dict[str, str]:
    values = {f"{section}__ENABLED": "true" for section in OTHERS}
    values |= {f"{section}__REQUESTS_PER_MINUTE": "600000" for section in OTHERS}
    values |= {
        "APPLE_MUSIC__BASE_URL": origins["apple_music"],
        "APPLE_MUSIC__ITUNES_URL": origins["itunes"],
        "APPLE_MUSIC__ITUNES_REQUESTS_PER_MINUTE": "600000",
        "SPOTIFY__CLIENT_ID": CLIENT_ID,
        "SPOTIFY__CLIENT_SECRET": CLIENT_SECRET,
        "SPOTIFY__BASE_URL": f"{origins['spotify']}/v1",
        "SPOTIFY__TOKEN_URL": f"{origins['spotify']}/api/token",
        "WIKIPEDIA__BASE_URL": origins["wikipedia"],
        "WIKIPEDIA__WIKIDATA_URL": origins["wikidata"],
        "MUSICBRAINZ__BASE_URL": f"{origins['musicbrainz']}/ws/2",
        "MUSICBRAINZ__COVER_ART_URL": origins["cover_art_archive"],
    }
    if key:
        values |= {
            "APPLE_MUSIC__KEY_ID": KEY_ID,
            "APPLE_MUSIC__TEAM_ID": TEAM_ID,
            "APPLE_MUSIC__PRIVATE_KEY_PATH": str(key),
        }
    return {f"SCRAPE_{name}": value for name, value in values.items()}
