"""Makes the clients that the settings allow for, each with its own throttle on one session."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

import requests

from scraper.enrichment import Source
from scraper.enrichment.services import source_records
from scraper.enrichment.services.musicbrainz import connect_cover_art
from scraper.enrichment.services.service import TOO_MANY
from scraper.harvest.pictures import ImageHosts
from scraper.run.errors import BadSettings
from scraper.run.settings import Settings
from scraper.run.version import program_version
from services import transport
from services.discogs import ANONYMOUS, IMAGES_PER_REQUEST, WITH_TOKEN, Discogs, authorization, limit_and_used
from services.patience import SHORT_WAIT, Patience, WaitListener
from services.throttle import Throttle
from services.transport import Channel, Guide

OPTIONAL = Patience(tries=2, read_seconds=10.0, longest_wait=SHORT_WAIT)
"""For what a site can do without: nobody waits long for it."""


@dataclass(frozen=True)
class Clients:
    """What can be asked, made on demand."""

    settings: Settings
    delay: float = 0.0
    """Seconds between two requests, on top of the services' own limits."""
    on_wait: WaitListener | None = None
    """Hears of long waits for Discogs; None where nobody does."""
    sleep: Callable[[float], None] = time.sleep

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
        told = replace(patience or Patience(), on_wait=self.on_wait)
        api = Channel(
            self.session,
            "Discogs",
            # Discogs' window is a minute; a rate above what it ever allows is for a server whose minute is shorter.
            self._throttle(per_minute, window=60.0 if per_minute <= WITH_TOKEN else None),
            headers=authorization(token),
            guide=guide,
            patience=told,
        )
        throttle = self._throttle(per_minute * IMAGES_PER_REQUEST)
        images = Channel(self.session, "Discogs' images", throttle, patience=told)
        return Discogs(api, images, chosen.base_url, chosen.username, with_token=bool(token))

    def sources(self) -> dict[str, Source]:
        """Return who is asked beside Discogs, by name; raise BadSettings for a key that cannot be used."""
        found: dict[str, Source] = {}
        for _, record in source_records():
            source = None if record.stands_in_for in found else record.connect(self)
            if source:
                found[record.name] = source
        return found

    def images(self, source: Discogs) -> ImageHosts:
        """Return where covers come from, in the owner's order."""
        settings = self.settings
        pace = settings.apple_music.requests_per_minute
        hosts: dict[str, tuple[str, Callable[[str], bytes]]] = {"discogs": ("Discogs' images", source.image)}
        if settings.apple_music.enabled:
            for name, title in (("apple_music", "Apple Music's images"), ("itunes", "iTunes' images")):
                hosts[name] = (title, self.channel(title, pace).get_image)
        if settings.musicbrainz.enabled:
            hosts["cover_art_archive"] = ("Cover Art Archive", connect_cover_art(self).image)
        return {name: hosts[name] for name in settings.artwork.sources if name in hosts}

    def channel(self, title: str, per_minute: float, busy: tuple[int, ...] = (TOO_MANY,)) -> Channel:
        """Return a channel of its own pace; `busy` are the statuses by which the service asks to slow down."""
        return Channel(self.session, title, self._throttle(per_minute), busy=busy, patience=OPTIONAL)

    def _throttle(self, per_minute: float, window: float | None = None) -> Throttle:
        return Throttle(per_minute, window=window, delay=self.delay, sleep=self.sleep)
