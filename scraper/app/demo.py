"""Do the whole main job on a sample collection, over real HTTP, against little local services."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from pydantic import SecretStr

from scraper.app.scrape import ScrapeRequest, bring_up_to_date
from scraper.run.files import write_whole
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.sections import (
    AppleMusicSettings,
    DiscogsSettings,
    MusicBrainzSettings,
    PathSettings,
    SiteSettings,
    SpotifySettings,
    WikipediaSettings,
)
from scraper.run.settings import Settings
from scraper.wiring.workshop import workshop
from services.fakes.apple_music import KEY_ID, TEAM_ID, AppleMusicFake, key_pair
from services.fakes.discogs import DiscogsFake
from services.fakes.musicbrainz import CoverArtFake, MusicBrainzFake
from services.fakes.sample import sample_world
from services.fakes.sample.elsewhere import elsewhere
from services.fakes.server import FakeServer
from services.fakes.spotify import SpotifyFake
from services.fakes.wikimedia import WikidataFake, WikipediaFake

TITLE = "Sleevenotes: a sample collection"
CONFIG = f"""\
# The sample collection of `scrape demo`. Its services are gone when the demo ends: this file is for `scrape serve`.
[discogs]
username = "sample"

[site]
title = "{TITLE}"
"""
MADE_UP = (
    "The records are real, what other services say of them is not: links to Apple Music, Spotify and MusicBrainz lead "
    "nowhere, and the texts that stand as Wikipedia's and Apple's were written for this sample."
)
FAST = 60_000
"""Requests a minute: nobody has to wait for a server of our own."""


@dataclass(frozen=True, kw_only=True)
class Servers:
    """The services of the sample collection, up and running."""

    discogs: DiscogsFake
    apple_music: AppleMusicFake
    spotify: SpotifyFake
    wikidata: WikidataFake
    wikipedia: WikipediaFake
    musicbrainz: MusicBrainzFake
    cover_art: CoverArtFake
    private_key: Path
    """For Apple Music; gone when the servers are."""

    @property
    def every(self) -> dict[str, FakeServer]:
        """Return the servers by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: server for name, server in values.items() if isinstance(server, FakeServer)}


def demo(home: Path, progress: Progress, command: str = "scrape") -> Report:
    """Make the sample site in a folder; return its report, which says by what `command` to look at the site."""
    config = home / "config.toml"
    if not config.exists():
        write_whole(config, CONFIG.encode())
    with servers() as sample:
        report = run(home, sample, progress)
    report.notes += [
        MADE_UP,
        f"The site is in {home / 'site' / 'public'}. Look at it with: {command} --config {config} serve",
    ]
    return report


def run(home: Path, sample: Servers, progress: Progress) -> Report:
    """Scrape the sample collection into a folder."""
    report = Report()
    with workshop(sample_settings(home.resolve(), sample), progress) as shop:
        bring_up_to_date(shop, ScrapeRequest(everything=True), report)
    return report


@contextmanager
def servers() -> Iterator[Servers]:
    """Start all services of the sample collection, and end them."""
    world = sample_world()
    others = elsewhere(world)
    private, public = key_pair()
    with ExitStack() as stack:
        # Outside of the demo's folder: nobody is to take it for a key that is worth anything.
        key = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "sample.p8"
        key.write_text(private, encoding="utf-8")
        yield Servers(
            discogs=stack.enter_context(DiscogsFake(world, limit=None)),
            apple_music=stack.enter_context(AppleMusicFake(others.apple, public_key=public)),
            spotify=stack.enter_context(SpotifyFake(others.spotify)),
            wikidata=stack.enter_context(WikidataFake(others.wikimedia, limit=None)),
            wikipedia=stack.enter_context(WikipediaFake(others.wikimedia, limit=None)),
            musicbrainz=stack.enter_context(MusicBrainzFake(others.musicbrainz, limit=None)),
            cover_art=stack.enter_context(CoverArtFake(others.musicbrainz)),
            private_key=key,
        )


def sample_settings(home: Path, sample: Servers) -> Settings:
    """Return settings by which the sample services are asked, with all files in one folder."""
    world = sample.discogs.world
    settings = Settings.model_construct(
        discogs=DiscogsSettings(
            username=world.username,
            token=SecretStr(world.token or ""),
            base_url=sample.discogs.origin,
            requests_per_minute=FAST,
        ),
        apple_music=AppleMusicSettings(
            key_id=KEY_ID,
            team_id=TEAM_ID,
            private_key_path=sample.private_key,
            base_url=sample.apple_music.origin,
            requests_per_minute=FAST,
        ),
        spotify=SpotifySettings(
            client_id="sample-client",
            client_secret=SecretStr("sample-secret"),
            base_url=f"{sample.spotify.origin}/v1",
            token_url=f"{sample.spotify.origin}/api/token",
            requests_per_minute=FAST,
        ),
        wikipedia=WikipediaSettings(
            base_url=sample.wikipedia.origin, wikidata_url=sample.wikidata.origin, requests_per_minute=FAST
        ),
        musicbrainz=MusicBrainzSettings(
            base_url=f"{sample.musicbrainz.origin}/ws/2",
            cover_art_url=sample.cover_art.origin,
            requests_per_minute=FAST,
        ),
        site=SiteSettings(path=home / "site", title=TITLE),
        paths=PathSettings(database=home / "sleevenotes.db", logs=home / "logs"),
    )
    # Otherwise what stands in the owner's folder, such as pins, would be taken for the sample's.
    settings._home = home  # noqa: SLF001  # as `load` sets it for a file
    return settings
