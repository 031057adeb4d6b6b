"""Makes the clients that the settings allow for, each with its own throttle on one session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import quote

import requests

from scraper.enrichment import (
    AppleMusicSource,
    ItunesSource,
    MusicBrainzSource,
    Source,
    SpotifySource,
    WikidataSource,
    WikipediaSource,
)
from scraper.run.errors import BadSettings
from scraper.run.settings import Settings
from scraper.run.version import program_version
from services import transport
from services.apple_music import AppleMusic, BadKey, DeveloperKey
from services.discogs import ANONYMOUS, IMAGES_PER_REQUEST, WITH_TOKEN, Discogs, authorization, limit_and_used
from services.itunes import Itunes
from services.musicbrainz import CoverArt, MusicBrainz
from services.spotify import Spotify
from services.throttle import Throttle
from services.transport import Channel, Guide, Patience
from services.wikipedia import Wikidata, Wikipedia

ENGLISH = "en"
OPTIONAL = Patience(tries=2, read_seconds=10.0)
"""For what a site can do without: nobody waits long for it."""
TOO_MANY, FORBIDDEN, OVERLOADED = 429, 403, 503

ImageHosts = Mapping[str, tuple[str, Callable[[str], bytes]]]


@dataclass(frozen=True)
class Clients:
    """What can be asked, made on demand; `delay` is a pause in seconds between requests."""

    settings: Settings
    delay: float = 0.0

    @cached_property
    def session(self) -> requests.Session:
        """Return the one session that everything rides on."""
        # What people enter as their contact may hold letters that a header cannot.
        return transport.session(quote(self.settings.contact, safe=":/@+?&=#%~,;!()"), program_version())

    def discogs(self, guide: Guide = limit_and_used, patience: Patience | None = None) -> Discogs:
        """Return the client of Discogs; raise BadSettings without a username.

        `guide` reads its rate-limit headers; None for a patience that suits what we cannot do without.
        """
        chosen = self.settings.discogs
        if not chosen.username:
            raise BadSettings("discogs.username is not set; `scrape init` asks for it, or set DISCOGS_USERNAME.")
        token = chosen.token.get_secret_value() if chosen.token else None
        per_minute = chosen.requests_per_minute or (WITH_TOKEN if token else ANONYMOUS)
        api = Channel(
            self.session,
            "Discogs",
            # Discogs' window is a minute; a rate above what it ever allows is for a server whose minute is shorter.
            Throttle(per_minute, window=60.0 if per_minute <= WITH_TOKEN else None, delay=self.delay),
            headers=authorization(token),
            guide=guide,
            patience=patience,
        )
        throttle = Throttle(per_minute * IMAGES_PER_REQUEST, delay=self.delay)
        images = Channel(self.session, "Discogs' images", throttle)
        return Discogs(api, images, chosen.base_url, chosen.username, with_token=bool(token))

    def sources(self) -> dict[str, Source]:
        """Return who is asked beside Discogs, by the name that settings give them."""
        found: list[Source | None] = [
            self.wikidata(),
            self.wikipedia(),
            self.apple_music() or self.itunes(),
            self.spotify(),
            self.musicbrainz(),
        ]
        return {source.name: source for source in found if source}

    def images(self, source: Discogs) -> ImageHosts:
        """Return where covers come from, in the owner's order."""
        settings = self.settings
        pace = settings.apple_music.requests_per_minute
        hosts: dict[str, tuple[str, Callable[[str], bytes]]] = {"discogs": ("Discogs' images", source.image)}
        if settings.apple_music.enabled:
            for name, title in (("apple_music", "Apple Music's images"), ("itunes", "iTunes' images")):
                hosts[name] = (title, self._channel(title, pace).get)
        if settings.musicbrainz.enabled:
            hosts["cover_art_archive"] = ("Cover Art Archive", self.cover_art().image)
        return {name: hosts[name] for name in settings.artwork.sources if name in hosts}

    def cover_art(self) -> CoverArt:
        """Return the Cover Art Archive."""
        return CoverArt(self._channel("Cover Art Archive", self.settings.musicbrainz.requests_per_minute))

    def _channel(self, service: str, per_minute: float, busy: tuple[int, ...] = (TOO_MANY,)) -> Channel:
        throttle = Throttle(per_minute, delay=self.delay)
        return Channel(self.session, service, throttle, busy=busy, patience=OPTIONAL)

    @property
    def languages(self) -> list[str]:
        """Return the languages of articles, the preferred first."""
        return list(dict.fromkeys((self.settings.wikipedia.language, ENGLISH)))

    def wikidata(self) -> WikidataSource | None:
        """Return Wikidata; None where Wikipedia is not wanted."""
        chosen = self.settings.wikipedia
        # Its ids lead to the other services, too; who wants no Wikipedia is not asked to reach its sister.
        if not chosen.enabled:
            return None
        channel = self._channel("Wikidata", chosen.requests_per_minute)
        return WikidataSource(client=Wikidata(channel, chosen.wikidata_url), languages=self.languages)

    def wikipedia(self) -> WikipediaSource | None:
        """Return Wikipedia; None where it is not wanted."""
        chosen = self.settings.wikipedia
        if not chosen.enabled:
            return None
        channel = self._channel("Wikipedia", chosen.requests_per_minute)
        return WikipediaSource(client=Wikipedia(channel, self._wikipedia_in), language=chosen.language)

    def _wikipedia_in(self, language: str) -> str:
        chosen = self.settings.wikipedia
        if chosen.base_url is None:
            return f"https://{language}.wikipedia.org"
        return chosen.base_url.replace(f"//{chosen.language}.", f"//{language}.")

    def apple_key(self) -> DeveloperKey | None:
        """Return the key for Apple Music; None without one; raise BadSettings for one that cannot be used."""
        chosen = self.settings.apple_music
        if not chosen.private_key_path:
            return None
        file = self.settings.at_home(chosen.private_key_path)
        try:
            pem = file.read_text(encoding="utf-8")
            return DeveloperKey(chosen.key_id, chosen.team_id, pem, now=lambda: datetime.now(UTC))
        except (OSError, UnicodeDecodeError) as error:
            raise BadSettings(
                f"apple_music.private_key_path: {file} cannot be read ({type(error).__name__})."
            ) from error
        except BadKey as error:
            raise BadSettings(f"apple_music: {error}") from error

    def apple_music(self) -> AppleMusicSource | None:
        """Return Apple Music; None without a key, or where it is not wanted; raise BadSettings for a bad key."""
        chosen = self.settings.apple_music
        key = self.apple_key() if chosen.enabled else None
        if not key:
            return None
        channel = self._channel("Apple Music", chosen.requests_per_minute)
        return AppleMusicSource(client=AppleMusic(channel, chosen.base_url, chosen.storefront, key))

    def itunes(self) -> ItunesSource | None:
        """Return iTunes, which needs no key; None where Apple is not wanted."""
        chosen = self.settings.apple_music
        if not chosen.enabled:
            return None
        channel = self._channel("iTunes", chosen.itunes_requests_per_minute, busy=(TOO_MANY, FORBIDDEN))
        return ItunesSource(client=Itunes(channel, chosen.itunes_url, chosen.storefront))

    def spotify(self) -> SpotifySource | None:
        """Return Spotify; None without an id and a secret, or where it is not wanted."""
        chosen = self.settings.spotify
        if not chosen.enabled or not chosen.client_id or not chosen.client_secret:
            return None
        channel = self._channel("Spotify", chosen.requests_per_minute)
        accounts = self._channel("Spotify's accounts", chosen.requests_per_minute)
        secret = chosen.client_secret.get_secret_value()
        return SpotifySource(
            client=Spotify(channel, accounts, chosen.base_url, chosen.token_url, chosen.client_id, secret)
        )

    def musicbrainz(self) -> MusicBrainzSource | None:
        """Return MusicBrainz; None where it is not wanted."""
        chosen = self.settings.musicbrainz
        if not chosen.enabled:
            return None
        channel = self._channel("MusicBrainz", chosen.requests_per_minute, busy=(TOO_MANY, OVERLOADED))
        return MusicBrainzSource(client=MusicBrainz(channel, chosen.base_url))
